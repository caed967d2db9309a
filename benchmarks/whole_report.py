"""Time of a whole report, cold and with nothing changed: wall-clock seconds of the command itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = [str(Path(sys.executable).with_name("sto-eval")), "build"]


def seconds() -> float:
    """One build, started as a user does."""
    start = time.perf_counter()
    subprocess.run(COMMAND, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our command
    return time.perf_counter() - start


shutil.rmtree(ROOT / "_build", ignore_errors=True)
sys.stdout.write(f"whole report, cold:            {seconds():6.1f} s\n")
for number in range(3):
    sys.stdout.write(f"whole report, nothing changed: {seconds():6.1f} s (run {number + 1})\n")
