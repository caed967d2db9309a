"""The commands ``run`` and ``build``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from sto_eval.cli.common import EDITION, chosen_edition, told
from sto_eval.divisions import DIVISIONS, RMC, regional_edition
from sto_eval.edition import Edition, RegionCard
from sto_eval.handover import CHAPTERS
from sto_eval.parameters import check_known

if TYPE_CHECKING:
    from sto_eval.book.staging import Volume

Formats = tuple[Literal["html", "pdf"], ...]
FORMATS: Formats = ("html", "pdf")
INTERRUPTED = 130
"""Exit status after an interruption from the keyboard, as shells have it."""


ONLY = click.option(
    "--only", multiple=True, metavar="CHAPTER", help="Run only this chapter; repeatable."
)
SETTINGS = click.option("--set", "settings", multiple=True, metavar="CHAPTER.PARAMETER=VALUE")
WORKERS = click.option(
    "--workers", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True
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
@REGIONS
@EDITION
@told
def run(
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    regions: str,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, and make no pages.

    Example: sto-eval run --only bereik --set bereik.radius_km=7.5
    """
    _run_all(chosen_edition(edition_id), only, settings, workers, regions)


@click.command()
@click.argument("formats", nargs=-1, type=click.Choice(FORMATS))
@ONLY
@SETTINGS
@WORKERS
@REGIONS
@click.option("--region", metavar="CODE", help="Make the report of this region only.")
@EDITION
@told
def build(  # noqa: PLR0913 - the options of a command
    formats: tuple[Literal["html", "pdf"], ...],
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    regions: str,
    region: str | None,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, then make the website and the PDF.

    The regions are a book of their own, beside the report; with --region, of one region.

    Example: sto-eval build html --only bereik --set bereik.radius_km=7.5
    """
    edition = chosen_edition(edition_id)
    if region is not None:
        _build_region(edition, formats, settings, workers, regions, region)
        return
    regional = _run_all(edition, only, settings, workers, regions)
    _build(edition, edition.build, formats or FORMATS)
    if regional and (not formats or "html" in formats):
        from sto_eval.book.regional import regional_volume  # noqa: PLC0415 - slow to import

        _build(edition, regional.build, ("html",), regional_volume(regional))


def _build_region(  # noqa: PLR0913 - the options of a command
    edition: Edition,
    formats: Formats,
    settings: tuple[str, ...],
    workers: int,
    regions: str,
    region: str,
) -> None:
    """Run one region, and make its report."""
    from sto_eval.book.regional import region_volume  # noqa: PLC0415 - slow to import

    regional = regional_edition(edition, regions)
    cards = regional.card.chapters.items() if regional else ()
    known = {
        card.settings["region"]: name
        for name, card in cards
        if isinstance(card, RegionCard) and "region" in card.settings
    }
    check_known(region, known, "region", f"--region {region}")
    if regional:
        _run(regional, (known[region],), settings, workers)
        build, volume = region_volume(regional, known[region])
        _build(edition, build, formats or FORMATS, volume)


def _build(edition: Edition, folder: Path, formats: Formats, volume: Volume | None = None) -> None:
    from sto_eval.book import build_book  # noqa: PLC0415 - slow to import, and only needed here

    made = build_book(edition.root, folder, formats, edition=edition.folder, volume=volume)
    for kind, path in made.items():
        click.echo(f"{kind}: {path}")


def _run_all(
    edition: Edition,
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    regions: str,
) -> Edition | None:
    """Run the report and the regional book, of these what ``only`` names; the regional edition, if it ran."""
    regional = regional_edition(edition, regions)
    books = [edition, *filter(None, [regional])]
    known = {name for book in books for name in book.card.chapters}
    for name in only:
        check_known(name, dict.fromkeys(known), "chapter", f"--only {name}")
    ran = False
    for book in books:
        mine = tuple(name for name in only if name in book.card.chapters)
        ran = bool(mine or not only)
        if ran:
            _run(book, mine, settings, workers)
    return regional if ran else None


def _run(edition: Edition, only: tuple[str, ...], settings: tuple[str, ...], workers: int) -> None:
    # slow to import
    from sto_eval import notebooks, parameters, rows, runcard, runner  # noqa: PLC0415
    from sto_eval.cli.progress import shown  # noqa: PLC0415

    names = runner.choose_chapters(edition, only)
    defaults = {
        name: parameters.default_parameters(name, notebooks.read_chapter(edition, name))
        for name in edition.card.chapters
    }
    own = {
        name: card.settings
        for name, card in edition.card.chapters.items()
        if isinstance(card, RegionCard)
    }
    set_by_hand = parameters.parse_settings(settings, defaults)
    chosen = {
        name: {**own.get(name, {}), **set_by_hand.get(name, {})} for name in edition.card.chapters
    }
    with shown(len(names), workers) as progress:
        try:
            outcomes = runner.run_chapters(
                edition,
                names,
                chosen,
                workers=workers,
                report=progress.report,
                watch=progress.watch,
            )
        except KeyboardInterrupt:
            done = f"{progress.done} of {len(names)} chapters are done, and stay."
            click.echo(f"Interrupted: {done} The same command goes on from here.", err=True)
            sys.exit(INTERRUPTED)
    runcard.write_run(edition)
    errors = [outcome.error for outcome in outcomes if outcome.error]
    for error in errors[1:]:
        click.echo(f"Error: {error}", err=True)
    if errors:
        raise errors[0]
    rows.write_row_sets(edition.build / CHAPTERS, edition.build / rows.ROWS.name, edition)
