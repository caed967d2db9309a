"""The commands under ``edition``."""

from __future__ import annotations

import datetime as dt

import click

from recount.cli.common import report_errors
from recount.cli.help_sections import Sections
from recount.cli.locked import writes
from recount.edition.edition import PAGES, PRINT, find_root
from recount.edition.new_edition import write_edition
from recount.names import COMMAND


@click.group(cls=Sections)
def edition() -> None:
    """Create an edition: new.

    Example: {command} edition new proef
    """


@edition.command()
@click.argument("edition_id", metavar="ID")
@click.option("--title", help="Title of the report; by default the id.")
@click.option("--programme", help="What is evaluated; by default the title.")
@click.option(
    "--print-name",
    default=PRINT,
    show_default=True,
    help="What the texts call the evaluated publication, in Dutch, with its article.",
)
@click.option("--first-year", type=int, help="First year of the period; by default --last-year.")
@click.option("--last-year", type=int, help="Last year of the period; by default the current year.")
@report_errors
@writes
def new(  # noqa: PLR0913 - the options of a command
    edition_id: str,
    title: str | None,
    programme: str | None,
    print_name: str,
    first_year: int | None,
    last_year: int | None,
) -> None:
    """Write a minimal edition that builds: its own pages, one claim and one chapter.

    Example: {command} edition new lezen-2025 --title "Lezen in 2025" --print-name "de folder"
    """
    root = find_root()
    last = last_year or max(first_year or 0, dt.datetime.now(tz=dt.UTC).year)
    values: dict[str, str | int] = {
        "title": title or edition_id,
        "programme": programme or title or edition_id,
        "print_name": print_name,
        "first_year": first_year or last,
        "last_year": last,
    }
    folder = write_edition(root, edition_id, values).relative_to(root).as_posix()
    click.echo(f"written: {folder}")
    click.echo(f"1. Build it: {COMMAND} build --edition {edition_id}")
    click.echo(f"2. Put every figure of the publication in {folder}/claims.toml.")
    click.echo(f"3. Put every file in {folder}/sources.toml, and its chapters in edition.toml.")
    click.echo(f"4. Write the pages and the chapters in {folder}/{PAGES}.")
