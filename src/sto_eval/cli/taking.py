"""What the commands that take in a file share: their options, and what they say of the file."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from sto_eval.edition import Edition

R = TypeVar("R")

FILE = click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
NAME = click.option("--as", "name", required=True, metavar="SOURCE", help="Id in the catalogue.")
DAY = click.option(
    "--reference-date",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day that the file is about.",
)


def reasoned(command: Callable[..., R]) -> Callable[..., R]:
    """Add --yes and --reason, which go together; the command gets ``reason``, or ``None``."""

    @click.option("--yes", is_flag=True, help="Accept a file outside the bands; needs --reason.")
    @click.option(
        "--reason", metavar="TEXT", help="Why such a file is right, Dutch; the report shows it."
    )
    @functools.wraps(command)
    def run(*args: Any, yes: bool, reason: str | None, **kwargs: Any) -> R:  # noqa: ANN401 - those of the command
        reason = (reason or "").strip() or None
        if yes != bool(reason):
            raise click.UsageError("--yes and --reason go together")
        return command(*args, reason=reason, **kwargs)

    return run


def said(edition: Edition, name: str, path: Path) -> Iterator[str]:
    """The lines on a file that was taken in: its figures beside their bands, its sheet, year, rows and date."""
    # slow to import
    from sto_eval.catalogue import find_source, load_catalogue  # noqa: PLC0415
    from sto_eval.layouts import LAYOUTS  # noqa: PLC0415
    from sto_eval.plausibility import as_table, compare  # noqa: PLC0415

    source = find_source(load_catalogue(edition), name)
    if compared := compare(edition, name, source, path):
        yield as_table(compared)
    if sheet := LAYOUTS[source.layout].sheet_name(path):
        yield f"{name}: read from sheet '{sheet}'"
    if source.year_given:
        yield (
            f"{name}: nothing in the file or its name tells its year; "
            f"{source.reference_date.year} is taken on your word"
        )
    yield f"{name}: {path} ({source.rows} rows, reference date {source.reference_date})"
