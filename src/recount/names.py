"""The names under which a user meets this program: its command, and its environment variables."""

from __future__ import annotations

from importlib.metadata import entry_points

ENGINE = __name__.partition(".")[0]
"""The name of this package."""

PROVISIONERS = "jupyter_client.kernel_provisioners"
"""The group of entry points in which a distribution of this package registers its kernels."""


def _distribution() -> str:
    """The name of the distribution that installs this package."""
    for found in entry_points(group=PROVISIONERS):
        if found.value.startswith(f"{ENGINE}.") and found.dist:
            return found.dist.name
    return ENGINE


COMMAND = _distribution()
"""The command, which has the name of its distribution."""

PREFIX = f"{ENGINE.upper()}_"

ROOT = f"{PREFIX}ROOT"
"""The project folder."""

EDITION = f"{PREFIX}EDITION"
"""The edition of that project."""

MIRROR = f"{PREFIX}MIRROR"
"""A folder with copies of the publishers' files."""

DEMO = f"{PREFIX}DEMO"
"""``1`` for the demo, ``0`` for real files."""

OUTPUT = f"{PREFIX}OUTPUT"
"""The folder in which a chapter puts what it publishes; set by the runner."""

PREREAD = f"{PREFIX}PREREAD"
"""The chapters whose shared sources the fork server reads, as JSON; set by the runner."""

CODE = f"{PREFIX}CODE"
"""The folder of the code that a mixture of two runs must use; set by the comparison."""


def shown(variable: str) -> str:
    """A variable as a user of the command sets it, for messages."""
    return COMMAND.upper().replace("-", "_") + "_" + variable.removeprefix(PREFIX)
