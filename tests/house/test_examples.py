"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest
from support.source_code import SOURCE, name_of

WITH_EXAMPLES = [path for path in sorted(SOURCE.rglob("*.py")) if ">>> " in path.read_text("utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=name_of)
def test_examples_give_what_they_show(path: Path) -> None:
    """Each example of a module gives the result under it."""
    found = doctest.testmod(importlib.import_module(name_of(path)))
    assert found.attempted
    assert not found.failed
