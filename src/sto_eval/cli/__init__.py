"""The commands: parse, call one function, print.

Messages are English; the book is Dutch. A user error becomes a message and exit status 1.
"""

from __future__ import annotations

import click

from sto_eval.cli.build import build, run
from sto_eval.cli.bundle import bundle, verify
from sto_eval.cli.compare import diff
from sto_eval.cli.numbers import audit, numbers, results, trace
from sto_eval.cli.numerals import numerals
from sto_eval.cli.prove import prove
from sto_eval.cli.sections import Sections
from sto_eval.cli.sources import sources
from sto_eval.cli.why import why
from sto_eval.names import COMMAND


@click.group(cls=Sections, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=COMMAND)
def main() -> None:
    """Recompute the figures of a public evaluation, and show what each number rests on."""


main.add_sections(
    {
        "Make the report": [build, run, why],
        "Your data": [sources],
        "Numbers": [audit, trace, numbers, numerals, results],
        "Evidence": [prove, diff, bundle, verify],
    }
)
