"""What a record says of a function, read from its text as Python itself reads it."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import pytest

import sto_eval
from sto_eval.records import describe_function
from sto_eval.upkeep import described

PACKAGE = Path(sto_eval.__file__).parent
MODULES = sorted(path.stem for path in (PACKAGE / "indicators").glob("[a-z]*.py"))


@pytest.mark.parametrize("module", MODULES)
def test_a_function_is_described_as_a_run_describes_it(module: str) -> None:
    """Line, file and checksum of every function of a module, decorated or not."""
    loaded = import_module(f"sto_eval.indicators.{module}")
    names = [
        name
        for name, made in vars(loaded).items()
        if inspect.isfunction(made) and made.__module__ == loaded.__name__
    ]
    assert names or module == "definitions"  # texts only
    for name in names:
        said = describe_function(f"{loaded.__name__}.{name}")
        assert described({"name": said["name"], "file": said["file"]}, PACKAGE) == said
