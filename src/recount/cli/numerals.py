"""The command ``numerals``."""

from __future__ import annotations

import sys

import click

from recount.cli.common import (
    AS_JSON,
    as_json,
    chosen_edition,
    edition_options,
    print_aside,
    report_errors,
)
from recount.cli.locked import reads
from recount.names import COMMAND


@click.command()
@AS_JSON
@edition_options
@report_errors
@reads
def numerals(form: str, edition_id: str | None) -> None:
    """Count the numerals of the website and of the text of the PDF, grouped by what proves them.

    Exit 1 if nothing proves one of them. To check a PDF for later changes, use '{command} verify'.

    Example: {command} numerals --format json
    """
    from recount.book import numerals as checks  # noqa: PLC0415 - slow to import

    edition = chosen_edition(edition_id)
    found = checks.check_build(edition.report_build, edition.folder)
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
        if not checks.of_one_build(edition.report_build):
            print_aside(
                f"The website and the PDF are of different builds; '{COMMAND} build' makes both."
            )
        sys.exit(1)
