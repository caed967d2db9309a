"""The commands ``run`` and ``build``."""

from __future__ import annotations

import os
import sys
from typing import Literal

import click

from sto_eval.cli.common import EDITION, chosen_edition, told
from sto_eval.edition import Edition

FORMATS: tuple[Literal["html", "pdf"], ...] = ("html", "pdf")


ONLY = click.option(
    "--only", multiple=True, metavar="CHAPTER", help="Run only this chapter; repeatable."
)
SETTINGS = click.option("--set", "settings", multiple=True, metavar="CHAPTER.PARAMETER=VALUE")
WORKERS = click.option(
    "--workers", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True
)


@click.command()
@ONLY
@SETTINGS
@WORKERS
@EDITION
@told
def run(
    only: tuple[str, ...], settings: tuple[str, ...], workers: int, edition_id: str | None
) -> None:
    """Run the chapters that changed, and make no pages.

    Example: sto-eval run --only bereik --set bereik.radius_km=7.5
    """
    _run(chosen_edition(edition_id), only, settings, workers)


@click.command()
@click.argument("formats", nargs=-1, type=click.Choice(FORMATS))
@ONLY
@SETTINGS
@WORKERS
@EDITION
@told
def build(
    formats: tuple[Literal["html", "pdf"], ...],
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, then make the website and the PDF.

    Example: sto-eval build html --only bereik --set bereik.radius_km=7.5
    """
    from sto_eval.book import build_book  # noqa: PLC0415 - slow to import, and only needed here

    edition = chosen_edition(edition_id)
    _run(edition, only, settings, workers)
    made = build_book(
        edition.root, edition.root / "_build", formats or FORMATS, edition=edition.folder
    )
    for kind, path in made.items():
        click.echo(f"{kind}: {path}")


def _run(edition: Edition, only: tuple[str, ...], settings: tuple[str, ...], workers: int) -> None:
    from tqdm import tqdm  # noqa: PLC0415

    from sto_eval import notebooks, parameters, rows, runner  # noqa: PLC0415 - slow to import

    names = runner.choose_chapters(edition, only)
    defaults = {
        name: parameters.default_parameters(name, notebooks.read_chapter(edition, name))
        for name in edition.card.chapters
    }
    chosen = parameters.parse_settings(settings, defaults)
    with tqdm(total=len(names), desc="chapters", unit="chapter", disable=None) as bar:

        def report(outcome: runner.Outcome) -> None:
            bar.update()
            bar.write(f"chapter {outcome.chapter}: {outcome.state}", file=sys.stderr)

        outcomes = runner.run_chapters(edition, names, chosen, workers=workers, report=report)
    runner.write_run(edition)
    errors = [outcome.error for outcome in outcomes if outcome.error]
    for error in errors[1:]:
        click.echo(f"Error: {error}", err=True)
    if errors:
        raise errors[0]
    rows.write_row_sets(edition.root / runner.BUILT, edition.root / rows.ROWS, edition)
