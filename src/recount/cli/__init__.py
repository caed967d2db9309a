"""The commands: parse, call one function, print.

Messages are English; the book is Dutch. A user error becomes a message and exit status 1.
"""

from __future__ import annotations

import click

from recount.cli.build import build, run
from recount.cli.bundle import bundle, code, rebuild, verifier, verify
from recount.cli.compare import diff
from recount.cli.edition import edition
from recount.cli.help_sections import Sections
from recount.cli.numbers import audit, numbers, results, trace
from recount.cli.numerals import numerals
from recount.cli.prove import prove
from recount.cli.sources import sources
from recount.cli.translations import translations
from recount.cli.why import why
from recount.cli.witness import witness
from recount.names import COMMAND


@click.group(cls=Sections, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=COMMAND)
def main() -> None:
    """Recompute the figures of a public evaluation, and show what each number rests on."""


main.add_sections(
    {
        "Make the report": [build, run, why, edition, translations],
        "Your data": [sources],
        "Numbers": [audit, trace, numbers, numerals, results],
        "Evidence": [witness, prove, diff, bundle, code, verify, rebuild, verifier],
    }
)
