"""The command, run as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [str(Path(sys.executable).with_name("sto-eval"))]


def sto_eval(*words: str, build: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, on a copy of the project's data."""
    environment = {**os.environ, "STO_EVAL_ROOT": str(build)}
    return subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, check=False, env=environment
    )
