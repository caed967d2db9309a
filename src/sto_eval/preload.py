"""Imported by the fork server, for what it does: load what notebooks need, and put their tables on the shelf.

What cannot be imported or read is left to the notebook that asks for it, which then names the fault.

Nothing of this is ever garbage, so nobody looks for garbage in it: not while it is loaded, and not in the
forks. There a search would also touch, and so copy, all memory that they share. Among what a
notebook makes it is looked for after twenty thousand new objects, not after the seven hundred of Python.
"""

from __future__ import annotations

import gc
import json
import os
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules

gc.disable()

from sto_eval import figures, indicators  # noqa: E402 - what is imported is not searched either
from sto_eval.edition import find_root, load_edition  # noqa: E402
from sto_eval.errors import EvaluationError  # noqa: E402
from sto_eval.forks import LOADED, SHELF  # noqa: E402
from sto_eval.shelf import fill  # noqa: E402

OURS = [
    module.name
    for package in (figures, indicators)
    for module in iter_modules(package.__path__, f"{package.__name__}.")
]

for name in (*LOADED, "sto_eval.regionchapter", *OURS):
    with suppress(Exception):
        import_module(name)

with suppress(EvaluationError):
    fill(load_edition(find_root()), json.loads(os.environ.get(SHELF, "[]")))

gc.freeze()
gc.set_threshold(20_000)
gc.enable()
