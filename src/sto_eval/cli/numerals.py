"""The command ``numerals``."""

from __future__ import annotations

import sys

import click

from sto_eval.cli.common import AS_JSON, EDITION, as_json, chosen_edition, told
from sto_eval.cli.locked import reads


@click.command()
@AS_JSON
@EDITION
@told
@reads
def numerals(form: str, edition_id: str | None) -> None:
    """Count the numerals of the built website and PDF per class; exit 1 when one has no number behind it.

    Example: sto-eval numerals --format json
    """
    from sto_eval.book import inspection  # noqa: PLC0415 - slow to import, and only needed here

    edition = chosen_edition(edition_id)
    found = inspection.census_of_build(edition.root / "_build", edition.folder)
    if form == "json":
        click.echo(as_json(inspection.as_json(found)))
    else:
        click.echo("\n".join(inspection.table_lines(found)))
    findings = [str(one) for census in found.values() for one in census.findings]
    for finding in findings:
        click.echo(finding, err=True)
    if findings:
        sys.exit(1)
