"""``python -m tools.standins [FOLDER]``: write the stand-ins, by default to ``data/standin``."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.standins import FOLDER, write_standins

for path in write_standins(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
    sys.stdout.write(f"{path}\n")
