"""More commands under ``sources``: check a folder, and replace, withdraw or add a file."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from recount.cli.accepting import DAY, FILE, NAME, print_accepted, with_reason
from recount.cli.common import EDITION, real_edition, report_errors
from recount.cli.locked import writes
from recount.names import COMMAND

NEXT = f"Build again to see what changes: '{COMMAND} build && {COMMAND} diff _build/previous .'"


@click.command()
@click.argument("folder", metavar="FOLDER|FILE", type=click.Path(path_type=Path))
@EDITION
@report_errors
def check(folder: Path, edition_id: str | None) -> None:
    """Check a folder of files, or one file, before accepting it, and report in Dutch; exit 1 if there are faults.

    For every register and open data file it lists all faults with their counts, and codes, names, dates and
    rows; then the sentences of the report that the new data may make false, and what is missing. It writes
    nothing.

    Example: {command} sources check overdracht
    """
    from recount.sources import intake  # noqa: PLC0415

    edition = real_edition(edition_id)
    inspected = intake.inspect_folder(edition, folder)
    for line in intake.report_lines(edition, inspected):
        click.echo(line)
    if any(one.faults for one in inspected):
        sys.exit(1)


@click.command()
@FILE
@NAME
@DAY
@EDITION
@report_errors
@with_reason
@writes
def replace(
    path: Path,
    name: str,
    reference_date: dt.datetime,
    reason: str | None,
    edition_id: str | None,
) -> None:
    """Accept a newer file in place of the current one, which moves to data/raw/replaced.

    Example: {command} sources replace regios-2025.xlsx --as regios --reference-date 2025-06-30
    """
    from recount.edition.edition import RAW  # noqa: PLC0415
    from recount.sources.catalogue import find_source, load_catalogue  # noqa: PLC0415
    from recount.sources.renewal import replace_file  # noqa: PLC0415

    edition = real_edition(edition_id)
    old = find_source(load_catalogue(edition), name)
    kept = replace_file(edition, path, name, reference_date.date(), reason)
    print_accepted(edition, name, edition.root / RAW / old.file)
    if kept:
        place = kept.relative_to(edition.root).as_posix()
        click.echo(
            f"{name}: the old file is kept; to go back: '{COMMAND} sources replace {place} "
            f"--as {name} --reference-date {old.reference_date}'"
        )
    else:
        click.echo(f"{name}: the old file was not in {RAW}")
    click.echo(NEXT)


@click.command()
@click.argument("name", metavar="SOURCE")
@EDITION
@report_errors
@writes
def withdraw(name: str, edition_id: str | None) -> None:
    """Withdraw an accepted file: unpin its checksum, and move the file to data/raw/replaced.

    Example: {command} sources withdraw regios
    """
    from recount.sources.renewal import withdraw_file  # noqa: PLC0415

    kept = withdraw_file(real_edition(edition_id), name)
    click.echo(f"{name}: withdrawn; {f'kept as {kept}' if kept else 'no file was in data/raw'}")
    click.echo(NEXT)


@click.command()
@click.argument("name", metavar="SOURCE")
@FILE
@DAY
@click.option("--like", metavar="SOURCE", help="Source whose card is copied, if not the newest.")
@click.option("--title", help="Title; by default that of the copied card with the new date.")
@EDITION
@report_errors
@with_reason
@writes
def add(  # noqa: PLR0913 - the options of a command
    name: str,
    path: Path,
    reference_date: dt.datetime,
    like: str | None,
    title: str | None,
    reason: str | None,
    edition_id: str | None,
) -> None:
    """Add another year of open data to the catalogue, and accept its file.

    The card is copied from the newest source with the same layout, or from --like, with another date.

    Example: {command} sources add leerlingen-2025 leerlingen-2025.csv --reference-date 2025-10-01
    """
    from recount.edition.edition import RAW  # noqa: PLC0415
    from recount.sources.catalogue import load_catalogue  # noqa: PLC0415
    from recount.sources.renewal import add_source, not_read_by  # noqa: PLC0415

    edition, day = real_edition(edition_id), reference_date.date()
    model = add_source(edition, name, path, day, like=like, title=title, reason=reason)
    card = load_catalogue(edition)[name]
    print_accepted(edition, name, edition.root / RAW / card.file)
    click.echo(f"{name}: {card.title}, {card.status}, {card.url}")
    click.echo(f"These were copied from '{model}'; correct in sources.toml what differs.")
    if chapters := not_read_by(edition, name, model):
        click.echo(
            f"Not read yet: put '{name}' in place of '{model}' in edition.toml, under "
            + ", ".join(chapters)
        )
    click.echo(NEXT)
