"""Imported by the fork server, for what it does: put the tables that several notebooks need on the shelf.

A table that cannot be read is left to the notebook that asks for it, which then names the fault.
"""

from __future__ import annotations

import os
from contextlib import suppress

from sto_eval.edition import find_root, load_edition
from sto_eval.errors import EvaluationError
from sto_eval.forks import SHELF, asked
from sto_eval.shelf import fill

with suppress(EvaluationError):
    fill(load_edition(find_root()), asked(os.environ.get(SHELF, "[]")))
