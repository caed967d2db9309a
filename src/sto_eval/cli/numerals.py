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
    """Count the numerals of the website, and of the text that the PDF was laid out from, by what proves them.

    Exit 1 when one has no number behind it. A PDF that was changed afterwards is for 'sto-eval verify'.

    Example: sto-eval numerals --format json
    """
    from sto_eval.book import numerals as checks  # noqa: PLC0415 - slow to import, and only needed here

    edition = chosen_edition(edition_id)
    found = checks.check_build(edition.root / "_build", edition.folder)
    if form == "json":
        parts = {
            kind: {"kinds": dict(sorted(one.kinds.items())), "findings": checks.lines(one.findings)}
            for kind, one in found.items()
        }
        click.echo(as_json(parts))
    else:
        click.echo("\n".join(checks.table_lines(found)))
    findings = [one for checked in found.values() for one in checked.findings]
    for line in checks.lines(findings):
        click.echo(line, err=True)
    if findings:
        sys.exit(1)
