"""The commands ``run`` and ``build``."""

from __future__ import annotations

import os
import sys
from typing import Literal

import click

from sto_eval.cli.common import EDITION, chosen_edition, told
from sto_eval.divisions import DIVISIONS, RMC, regional_edition
from sto_eval.edition import Edition, RegionCard
from sto_eval.parameters import check_known

FORMATS: tuple[Literal["html", "pdf"], ...] = ("html", "pdf")


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
@EDITION
@told
def build(  # noqa: PLR0913 - the options of a command
    formats: tuple[Literal["html", "pdf"], ...],
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    regions: str,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, then make the website and the PDF.

    Example: sto-eval build html --only bereik --set bereik.radius_km=7.5
    """
    # slow to import, and only needed here
    from sto_eval.book import build_book  # noqa: PLC0415
    from sto_eval.book.regional import regional_volume  # noqa: PLC0415

    edition = chosen_edition(edition_id)
    regional = _run_all(edition, only, settings, workers, regions)
    made = build_book(edition.root, edition.build, formats or FORMATS, edition=edition.folder)
    for kind, path in made.items():
        click.echo(f"{kind}: {path}")
    if regional and "html" in made:
        volume = regional_volume(regional)
        book = build_book(
            edition.root, regional.build, ["html"], edition=edition.folder, volume=volume
        )
        click.echo(f"{volume.title}: {book['html']}")


def _run_all(
    edition: Edition,
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    regions: str,
) -> Edition | None:
    """Run the report and the regional book; of these what ``only`` names. The regional edition, if any."""
    regional = regional_edition(edition, regions)
    books = [edition, *filter(None, [regional])]
    known = {name for book in books for name in book.card.chapters}
    for name in only:
        check_known(name, dict.fromkeys(known), "chapter", f"--only {name}")
    for book in books:
        mine = tuple(name for name in only if name in book.card.chapters)
        if mine or not only:
            _run(book, mine, settings, workers)
    return regional


def _run(edition: Edition, only: tuple[str, ...], settings: tuple[str, ...], workers: int) -> None:
    from tqdm import tqdm  # noqa: PLC0415

    from sto_eval import notebooks, parameters, rows, runcard, runner  # noqa: PLC0415 - slow to import

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
    with tqdm(total=len(names), desc="chapters", unit="chapter", disable=None) as bar:

        def report(outcome: runner.Outcome) -> None:
            bar.update()
            bar.write(f"chapter {outcome.chapter}: {outcome.state}", file=sys.stderr)

        outcomes = runner.run_chapters(edition, names, chosen, workers=workers, report=report)
    runcard.write_run(edition)
    errors = [outcome.error for outcome in outcomes if outcome.error]
    for error in errors[1:]:
        click.echo(f"Error: {error}", err=True)
    if errors:
        raise errors[0]
    rows.write_row_sets(edition.build / runner.CHAPTERS, edition.build / rows.ROWS.name, edition)
