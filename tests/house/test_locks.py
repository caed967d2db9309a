"""The two locks: what a report needs, and what only tests, checks and the lab need."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from support.source_code import SOURCE, packages

ROOT = Path(__file__).parents[2]
REPORT, TOOLS = "requirements.lock", "requirements-tools.lock"

OF_TESTS = {"pytest"}
"""``prove --code`` runs the tests of a project that has tests."""


def pinned(lock: str) -> set[str]:
    """The names of the packages in a lock."""
    return set(re.findall(r"(?m)^([a-z0-9._-]+)==", (ROOT / lock).read_text("utf-8")))


def imports(path: Path) -> set[str]:
    """The outermost packages that a module imports, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.parametrize("name", [REPORT, TOOLS])
def test_a_lock_is_complete_and_names_no_host(name: str) -> None:
    """Every package has its hash; its download location depends on the machine."""
    lock = (ROOT / name).read_text("utf-8")
    assert len(pinned(name)) > 50
    assert all(
        "--hash=sha256:" in block for block in re.split(r"(?m)^(?=[a-z0-9._-]+==)", lock)[1:]
    )
    assert "://" not in lock
    assert "index-url" not in lock


def test_no_package_is_in_both_locks() -> None:
    """So neither can state another version than the other."""
    assert not pinned(REPORT) & pinned(TOOLS)


def test_a_report_needs_no_tool_of_tests() -> None:
    """What the packages import is in the lock that `make report` installs."""
    own = {path.name for path in packages()}
    found = set().union(*map(imports, SOURCE.rglob("*.py")))
    distributions = packages_distributions()
    foreign = found - own - sys.stdlib_module_names - OF_TESTS
    assert {name for name in foreign if name not in distributions} == set()
    needed = {canonicalize_name(each) for name in foreign for each in distributions[name]}
    assert needed <= pinned(REPORT)
