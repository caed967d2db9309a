"""The command ``diff``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from recount.cli.common import (
    AS_JSON,
    WORKERS,
    as_json,
    chosen_edition,
    edition_options,
    report_errors,
)
from recount.cli.locked import writes


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@AS_JSON
@click.option(
    "--page", type=click.Path(path_type=Path, dir_okay=False), help="Also write an HTML page."
)
@WORKERS
@edition_options
@report_errors
@writes
def diff(  # noqa: PLR0913 - an argument for each option
    old: str, new: str, form: str, page: Path | None, workers: int, edition_id: str | None
) -> None:
    """Show every number that differs between two runs, and what each cause contributed.

    OLD and NEW are each a build folder, a project folder, an edition, or 'accepted' for the accepted values.
    '_build/previous' is the previous build; with --demo that of the demo, which is in _build/demo/previous.
    If several causes differ, they are switched one after the other: data, parameters, code, environment;
    the affected chapters run again after each. Another order may attribute differences differently.

    Example: {command} diff _build/previous . --page verschil.html
    """
    from recount.evidence.compare import differences, report, runs  # noqa: PLC0415
    from recount.evidence.compare.page import write_page  # noqa: PLC0415

    edition = chosen_edition(edition_id)
    first, second = runs.open_runs(edition, old, new)
    found = differences.compare(edition.root, first, second, workers=workers)
    if form == "json":
        click.echo(as_json(asdict(found)))
    else:
        click.echo("\n".join(report.as_lines(found)))
    if page is not None:
        write_page(found, page)
        click.echo(f"page: {page}", err=True)
