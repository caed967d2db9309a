"""The commands under ``sources``."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from recount.cli.accepting import DAY, FILE, NAME, print_accepted, with_reason
from recount.cli.common import (
    AS_JSON,
    EDITION,
    as_json,
    chosen_edition,
    edition_options,
    print_error,
    real_edition,
    report_errors,
)
from recount.cli.help_sections import Sections
from recount.cli.locked import writes
from recount.cli.renewal import add, check, replace, withdraw
from recount.errors import EvaluationError

LISTED = ("id", "reference_date", "place", "path", "title")
HEADING = ("source", "date", "place", "file", "title")
"""The columns of the list of sources: their keys and their names."""


@click.group(cls=Sections)
def sources() -> None:
    """Manage source files: list, fetch, verify, template, check, accept, replace, withdraw, add.

    Example: {command} sources list
    """


for _command in (check, add, replace, withdraw):
    sources.add_command(_command)


@sources.command("list")
@AS_JSON
@edition_options
@report_errors
def list_sources(form: str, edition_id: str | None) -> None:
    """List every source: its reference date, where its file is, and its title.

    The file is in data/raw (raw), in a mirror (mirror), made up for the demo (standin),
    or our own (published). It may be absent, changed since it was accepted, or unpinned: never accepted.

    Example: {command} sources list
    """
    from recount.sources.files import states  # noqa: PLC0415

    rows = states(chosen_edition(edition_id))
    if form == "json":
        click.echo(as_json(rows))
        return
    table = [HEADING, *([row[key] or "-" for key in LISTED] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


@sources.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@EDITION
@report_errors
@with_reason
@writes
def fetch(names: tuple[str, ...], reason: str | None, edition_id: str | None) -> None:
    """Fetch real files into data/raw, from the mirror or the publisher; by default all of them.

    Safe to interrupt: a file is moved into place only when its checksum is right. A new file is compared with
    others, as in 'accept'; outside the expected bands it needs --yes and --reason.

    Example: {command} sources fetch leerlingen-2023
    """
    from recount.sources.catalogue import load_catalogue, select  # noqa: PLC0415
    from recount.sources.fetching import fetch_source  # noqa: PLC0415

    edition = real_edition(edition_id)
    catalogue, failed = load_catalogue(edition), 0
    chosen = select(catalogue, names or ["*"])
    if reason and len(chosen) > 1:
        raise click.UsageError("a reason is about one file: name one source")
    for name in chosen:
        try:
            target = fetch_source(edition, name, reason=reason)
            known = catalogue[name].accepted or catalogue[name].published
            if known:
                click.echo(f"{name}: {target}")
            else:
                print_accepted(edition, name, target)
        except EvaluationError as error:
            failed += 1
            print_error(error)
    if failed:
        sys.exit(1)


@sources.command()
@edition_options
@report_errors
def verify(edition_id: str | None) -> None:
    """Check every file that is present against its pinned checksum and its layout.

    Example: {command} sources verify
    """
    from recount.sources.files import verify_sources  # noqa: PLC0415

    faults = 0
    for name, note, fault in verify_sources(chosen_edition(edition_id)):
        click.echo(f"{name}: {note}", err=fault)
        faults += fault
    if faults:
        sys.exit(1)


@sources.command()
@FILE
@NAME
@DAY
@EDITION
@report_errors
@with_reason
@writes
def accept(
    path: Path,
    name: str,
    reference_date: dt.datetime,
    reason: str | None,
    edition_id: str | None,
) -> None:
    """Accept a file as that of a source, and pin its checksum.

    The file is compared with the other vintages of its layout. Outside the expected bands it is accepted
    only with --yes and --reason.

    Example: {command} sources accept leerlingen.csv --as leerlingen-2023 --reference-date 2023-10-01
    """
    from recount.sources.fetching import accept_file  # noqa: PLC0415

    edition = real_edition(edition_id)
    target = accept_file(edition, path, name, reference_date.date(), reason)
    print_accepted(edition, name, target)


@sources.command()
@click.argument("names", nargs=-1, metavar="[REGISTER]...")
@click.option(
    "--output",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    default=Path(),
    show_default="current folder",
    help="Folder to write to.",
)
@EDITION
@report_errors
def template(names: tuple[str, ...], output: Path, edition_id: str | None) -> None:
    """Write empty registers to fill in, as CSV and as XLSX with an explanation; by default all.

    Example: {command} sources template regios --output templates
    """
    from recount.layouts import templates  # noqa: PLC0415
    from recount.programme import programme_of  # noqa: PLC0415

    registers = programme_of(chosen_edition(edition_id)).registers
    for path in templates.write_templates(output, registers, names):
        click.echo(path)
