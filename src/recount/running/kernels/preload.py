"""Imported by the fork server for its effect: it loads what notebooks and pages need, and reads shared tables.

What cannot be imported or read here is left to whatever needs it, which then reports the error.

Nothing loaded here ever becomes garbage, so the collector skips it, both during loading and in the forks,
where a search would also touch, and so copy, all shared memory. For objects that a notebook makes, the
threshold is twenty thousand instead of Python's seven hundred.
"""

from __future__ import annotations

import gc
import json
import os
import signal
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages

gc.disable()
# after Ctrl-C only the command says so
answer = signal.signal(signal.SIGINT, lambda *_: os._exit(1))

from recount.edition.edition import find_root, load_edition  # noqa: E402 - the collector skips imports too
from recount.errors import EvaluationError  # noqa: E402
from recount.names import PREREAD  # noqa: E402
from recount.programme import programme_of  # noqa: E402
from recount.running.kernels.fork_server import LOADED  # noqa: E402
from recount.sources.read_once import fill  # noqa: E402

for name in LOADED:
    with suppress(Exception):
        import_module(name)

with suppress(EvaluationError):
    edition = load_edition(find_root())
    for name in programme_of(edition).packages:
        package = import_module(name)
        for module in walk_packages(package.__path__, f"{name}."):
            with suppress(Exception):
                import_module(module.name)
    fill(edition, json.loads(os.environ.get(PREREAD, "[]")))

signal.signal(signal.SIGINT, answer)
gc.freeze()
gc.set_threshold(20_000)
gc.enable()
