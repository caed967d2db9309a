"""The commands ``run`` and ``build``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from sto_eval.cli.common import EDITION, chosen_edition, told
from sto_eval.cli.running import Order, run_book, run_books, workers_of
from sto_eval.divisions import DIVISIONS, RMC, regional_edition
from sto_eval.edition import Edition, RegionCard

if TYPE_CHECKING:
    from sto_eval.book.staging import Volume

Formats = tuple[Literal["html", "pdf"], ...]
FORMATS: Formats = ("html", "pdf")

ONLY = click.option(
    "--only", multiple=True, metavar="CHAPTER", help="Run only this chapter; repeatable."
)
SETTINGS = click.option("--set", "settings", multiple=True, metavar="CHAPTER.PARAMETER=VALUE")
WORKERS = click.option(
    "--workers", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True
)

SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Run on the workers of a dask scheduler, as tcp://host:8786.",
)

REGIONS = click.option(
    "--regions",
    type=click.Choice(DIVISIONS),
    default=RMC,
    show_default=True,
    help="Division with a page for every region.",
)


@click.command()
@ONLY
@SETTINGS
@WORKERS
@SCHEDULER
@REGIONS
@EDITION
@told
def run(  # noqa: PLR0913 - the options of a command
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    scheduler: str | None,
    regions: str,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, and make no pages.

    Example: sto-eval run --only bereik --set bereik.radius_km=7.5
    """
    with workers_of(scheduler) as pool:
        order = Order(only, settings, workers, pool)
        run_books(chosen_edition(edition_id), order, regions)


@click.command()
@click.argument("formats", nargs=-1, type=click.Choice(FORMATS))
@ONLY
@SETTINGS
@WORKERS
@SCHEDULER
@REGIONS
@click.option("--region", metavar="CODE", help="Make the report of this region only.")
@EDITION
@told
def build(  # noqa: PLR0913 - the options of a command
    formats: Formats,
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    scheduler: str | None,
    regions: str,
    region: str | None,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, then make the website and the PDF.

    The regions are a book of their own, beside the report; with --region, of one region.

    Example: sto-eval build html --only bereik --set bereik.radius_km=7.5
    """
    edition = chosen_edition(edition_id)
    with workers_of(scheduler) as pool:
        order = Order(only, settings, workers, pool)
        if region is None:
            regional = run_books(edition, order, regions)
        else:
            regional, name = _region(edition, regions, region)
            run_book(regional, Order((name,), settings, workers, pool))
    if region is not None and regional:
        _build_region(edition, regional, name, formats)
    else:
        _build_books(edition, regional, formats)


def _region(edition: Edition, regions: str, region: str) -> tuple[Edition, str]:
    """The regional edition, and the chapter of a region.

    Errors: ``UnknownName`` for a region that the division does not have.
    """
    regional = regional_edition(edition, regions)
    known = {
        card.settings["region"]: name
        for name, card in (regional or edition).card.chapters.items()
        if isinstance(card, RegionCard) and "region" in card.settings
    }
    from sto_eval.parameters import check_known  # noqa: PLC0415 - slow to import

    check_known(region, known, "region", f"--region {region}")
    return regional or edition, known[region]


def _build_books(edition: Edition, regional: Edition | None, formats: Formats) -> None:
    _build(edition, edition.build, formats or FORMATS)
    if regional and (not formats or "html" in formats):
        from sto_eval.book.regional import regional_volume  # noqa: PLC0415 - slow to import

        _build(edition, regional.build, ("html",), regional_volume(regional))


def _build_region(edition: Edition, regional: Edition, name: str, formats: Formats) -> None:
    from sto_eval.book.regional import region_volume  # noqa: PLC0415 - slow to import

    folder, volume = region_volume(regional, name)
    _build(edition, folder, formats or FORMATS, volume)


def _build(edition: Edition, folder: Path, formats: Formats, volume: Volume | None = None) -> None:
    from sto_eval.book import build_book  # noqa: PLC0415 - slow to import, and only needed here

    made = build_book(edition.root, folder, formats, edition=edition.folder, volume=volume)
    for kind, path in made.items():
        click.echo(f"{kind}: {path}")
