"""The commands ``run`` and ``build``."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recount.book import RENDERERS
from recount.cli.common import WORKERS, chosen_edition, edition_options, report_errors
from recount.cli.locked import writes
from recount.cli.running import (
    RunOptions,
    kept_lines,
    repeat_last_output,
    run_books,
    run_chosen,
    start_command,
    workers_of,
)
from recount.cli.witness import second_way_lines
from recount.edition.edition import Edition, RegionCard
from recount.errors import SourceError
from recount.handover import CHAPTERS
from recount.names import COMMAND
from recount.running.regional_book import default_division, regional_edition

if TYPE_CHECKING:
    from recount.book.directives.store import Store
    from recount.book.website.regional_process import RegionalProcess

FORMATS = tuple(RENDERERS)

ONLY = click.option(
    "--only", multiple=True, metavar="CHAPTER", help="Run only this chapter; repeatable."
)
SETTINGS = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="CHAPTER.PARAMETER=VALUE",
    help="Run a chapter with another value of a parameter; repeatable.",
)

SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Run on the workers of a dask scheduler, such as tcp://host:8786.",
)

REGIONS = click.option(
    "--regions",
    metavar="DIVISION",
    help="Division into regions for the regional book; 'none' for no such book. "
    "By default the first division whose sources are all present, and 'none' without any.",
)


@click.command()
@ONLY
@SETTINGS
@WORKERS
@SCHEDULER
@REGIONS
@edition_options
@report_errors
@writes
def run(  # noqa: PLR0913 - the options of a command
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    scheduler: str | None,
    regions: str | None,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, without making pages.

    Example: {command} run --only bereik --set bereik.radius_km=7.5
    """
    edition = chosen_edition(edition_id)
    last = start_command(edition, "run", *only, *settings, str(regions))
    if repeat_last_output(last):
        return
    with workers_of(scheduler) as pool:
        order = RunOptions(only, settings, workers, pool, last.only_texts_changed)
        last.record(kept_lines(run_books(edition, order, regions), order))


@click.command()
@click.argument("formats", nargs=-1, type=click.Choice(FORMATS))
@ONLY
@SETTINGS
@WORKERS
@SCHEDULER
@REGIONS
@click.option("--region", metavar="CODE", help="Make only the report of this region.")
@edition_options
@report_errors
@writes
def build(  # noqa: PLR0913 - the options of a command
    formats: tuple[str, ...],
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    scheduler: str | None,
    regions: str | None,
    region: str | None,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, then make the website and the PDF.

    The website includes a book with a page for every region. With --region, make only the report of that
    region.

    Example: {command} build html --only bereik --set bereik.radius_km=7.5
    """
    began = time.monotonic()
    edition = chosen_edition(edition_id)
    last = start_command(edition, "build", *formats, *only, *settings, str(regions), str(region))
    if repeat_last_output(last):
        return
    from recount.book.website.regional_process import RegionalProcess  # noqa: PLC0415 - slow to import

    formats = formats or FORMATS
    if region is None:
        with RegionalProcess(edition, formats) as regional:
            with workers_of(scheduler) as pool:
                order = RunOptions(only, settings, workers, pool, last.only_texts_changed)
                books = run_books(edition, order, regions, regional.start)
            division = regions or default_division(edition)
            made = _printed(second_way_lines(edition))
            made += _build_books(edition, formats, division, regional)
    else:
        book, name = _region(edition, regions or default_division(edition), region)
        books = [book]
        with workers_of(scheduler) as pool:
            order = RunOptions((name,), settings, workers, pool)
            run_chosen([book], order)
        made = _build_region(edition, book, name, formats)
    last.record([*kept_lines(books, order), *made])
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    click.echo(f"built in {minutes}:{seconds:02}", err=True)


def _region(edition: Edition, division: str, region: str) -> tuple[Edition, str]:
    """The regional edition, and the chapter of a region.

    Errors: ``SourceError`` if there is no regional book; ``UnknownName`` for a region that the division does
    not have.
    """
    regional = regional_edition(edition, division)
    if regional is None:
        raise SourceError(
            f"there is no report of region '{region}'",
            f"--regions {division}",
            "a division whose sources are all present",
            "none",
            f"'{COMMAND} sources list' shows which files are absent; fetch or accept them.",
        )
    known = {
        card.settings["region"]: name
        for name, card in regional.card.chapters.items()
        if isinstance(card, RegionCard) and "region" in card.settings
    }
    from recount.edition.parameters import check_known  # noqa: PLC0415 - slow to import

    check_known(region, known, "region", f"--region {region}")
    return regional, known[region]


def _build_books(
    edition: Edition,
    formats: tuple[str, ...],
    division: str,
    regional: RegionalProcess,
) -> list[str]:
    """Make the website and the PDF; returns the printed lines."""
    # slow to import
    from recount.book.directives.store import load_store  # noqa: PLC0415
    from recount.book.prose import false_sentences  # noqa: PLC0415
    from recount.book.website.website import build_website  # noqa: PLC0415

    made = build_website(edition, formats, division, regional)
    chapters = edition.build / CHAPTERS
    store = load_store(chapters.resolve(), edition.folder.resolve())
    count = len(false_sentences(store, chapters, edition.pages))
    if count:
        what = "1 sentence is" if count == 1 else f"{count} sentences are"
        click.echo(
            f"{what} left out because the numbers make it false; '{COMMAND} audit' lists it",
            err=True,
        )
    return _printed(
        [
            *result_lines(store),
            *untranslated_lines(edition.build / "html"),
            *_output_lines(made),
        ]
    )


def result_lines(store: Store) -> Iterator[str]:
    """How many claims have each verdict, and which sources are missing; the verdicts are Dutch."""
    # slow to import
    from recount.book.directives.dutch import SIGNS  # noqa: PLC0415
    from recount.book.directives.pages import verdict_word  # noqa: PLC0415

    words = Counter(verdict_word(store.record_of(claim)) for claim in store.claims)
    counts = [f"{words[word]} {word}" for word in SIGNS if words[word]]
    if counts:
        yield f"verdicts: {', '.join(counts)}"
    lacking = [record.missing for record in store.records.values() if record.missing]
    if lacking:
        names = sorted({name for missing in lacking for name in missing})
        yield (
            f"missing for {len(lacking)} of {len(store.records)} numbers: {', '.join(names)}; "
            f"'{COMMAND} sources fetch' gets open files, '{COMMAND} sources accept' takes others"
        )
    if store.demo:
        yield f"demo, on made-up files; '{COMMAND} sources fetch' gets the real files that are open"


def untranslated_lines(site: Path) -> Iterator[str]:
    """How many sentences of a website stay Dutch in each language, if any do."""
    from recount.book.website.translated import untranslated  # noqa: PLC0415 - slow to import

    for code, sentences in untranslated(site).items():
        if sentences:
            yield (
                f"not translated in '{code}': {len(sentences)} sentences; '{COMMAND} translations' adds them "
                "to the catalogues"
            )


def _build_region(
    edition: Edition, regional: Edition, name: str, formats: tuple[str, ...]
) -> list[str]:
    # slow to import
    from recount.book.building import build_book  # noqa: PLC0415
    from recount.book.website.regional import region_volume  # noqa: PLC0415

    folder, volume = region_volume(regional, name)
    made = build_book(edition.root, folder, formats, edition=edition.folder, volume=volume)
    return _printed(_output_lines(made.items()))


def _output_lines(made: Iterable[tuple[str, Path]]) -> list[str]:
    return [f"{kind}: {path}" for kind, path in made]


def _printed(lines: list[str]) -> list[str]:
    for line in lines:
        click.echo(line)
    return lines
