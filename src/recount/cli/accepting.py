"""Options and output shared by the commands that accept a file."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from recount.edition.edition import Edition
from recount.errors import counted

R = TypeVar("R")

FILE = click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
NAME = click.option(
    "--as", "name", required=True, metavar="SOURCE", help="Id of the source in the catalogue."
)
DAY = click.option(
    "--reference-date",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day that the file describes.",
)


def with_reason(command: Callable[..., R]) -> Callable[..., R]:
    """Add --yes and --reason, which must be used together; the command gets ``reason`` or ``None``."""

    @click.option(
        "--yes", is_flag=True, help="Accept a file outside the expected bands; requires --reason."
    )
    @click.option(
        "--reason", metavar="TEXT", help="Why that file is right, in Dutch; shown in the report."
    )
    @functools.wraps(command)
    def run(*args: Any, yes: bool, reason: str | None, **kwargs: Any) -> R:  # noqa: ANN401 - those of the command
        reason = (reason or "").strip() or None
        if yes != bool(reason):
            raise click.UsageError("--yes and --reason go together")
        return command(*args, reason=reason, **kwargs)

    return run


def print_accepted(edition: Edition, name: str, path: Path) -> None:
    """Print what is known of an accepted file: its figures and bands, its sheet, year, rows and date."""
    # slow to import
    from recount.programme import programme_of  # noqa: PLC0415
    from recount.sources.catalogue import find_source, load_catalogue  # noqa: PLC0415
    from recount.sources.plausibility import as_table, compare  # noqa: PLC0415

    source = find_source(load_catalogue(edition), name)
    if compared := compare(edition, name, source, path):
        click.echo(as_table(compared))
    if sheet := programme_of(edition).layouts[source.layout].sheet_name(path):
        click.echo(f"{name}: read from sheet '{sheet}'")
    if source.year_given:
        click.echo(
            f"{name}: neither the file nor its name states its year; "
            f"{source.reference_date.year} is taken from --reference-date"
        )
    rows = counted(source.rows or 0, "row")
    click.echo(f"{name}: {path} ({rows}, reference date {source.reference_date})")
