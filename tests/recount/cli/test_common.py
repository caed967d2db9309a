"""What every command does first is fast."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
from click.testing import CliRunner

from recount.cli.common import report_errors

LOOK = """
import sys
from recount.cli.common import chosen_edition
chosen_edition(None)
print(*sorted({"numpy", "pandas", "pydantic"} & set(sys.modules)))
"""


def test_the_edition_is_chosen_without_loading_pandas(real_file: Path, project: Path) -> None:
    """Also with a mirror: a command that has nothing to do would otherwise take seconds."""
    mirror = {"RECOUNT_MIRROR": str(real_file.parents[2]), "RECOUNT_ROOT": str(project)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK], env=mirror, capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.stderr) == (["pydantic"], "")


def test_an_interrupt_anywhere_is_a_message() -> None:
    """No traceback, and the exit status of an interrupted command in a shell."""

    @click.command()
    @report_errors
    def interrupted() -> None:
        raise KeyboardInterrupt

    result = CliRunner().invoke(interrupted)
    assert result.exit_code == 130
    assert result.output == "Interrupted. Run the same command to continue.\n"
