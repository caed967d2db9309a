"""What is changed in a function, one place at a time, and that the change does what it says."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from recount.evidence.proof.mutations import Mutation, mutations_of
from recount.numbers.measures import source_of

MODULE = "changed_functions"


def changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, name: str
) -> list[Mutation]:
    """The changes of a function with this body in a module of its own."""
    text = f"def {name}(a, b=1):\n    '''Up to 3.'''\n    {line}\n"
    (tmp_path / f"{MODULE}_{name}.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return mutations_of(f"{MODULE}_{name}.{name}")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return a + b", [("operator", "a + b -> a - b")]),
        ("a -= b", [("operator", "a -= b -> a += b")]),
        ("return a < b", [("boundary", "a < b -> a <= b")]),
        ("return a == b", [("operator", "a == b -> a != b")]),
        ("return 2", [("constant", "2 -> 3")]),
        ("return True", [("constant", "True -> False")]),
        ("return -a", [("sign", "-a -> a")]),
        ("return not a", [("operator", "not a -> a")]),
        ("return a and b", [("filter", "a and b -> b"), ("filter", "a and b -> a")]),
        ("return a & b", [("filter", "a & b -> a"), ("filter", "a & b -> b")]),
        ("return a[~b]", [("filter", "a[~b] -> a"), ("operator", "~b -> b")]),
        ("return a[a.isin(b)]", [("filter", "a[a.isin(b)] -> a")]),
        ("return a.loc[b.gt(a), 'c']", [("filter", "a.loc[b.gt(a), 'c'] -> a.loc[:, 'c']")]),
        ("return [c for c in a if c]", [("filter", "for c in a if c -> for c in a")]),
        ("return a.dropna()", [("filter", "a.dropna() -> a")]),
        ("return a.sum()", [("aggregation", "a.sum() -> a.max()")]),
        ("return a.nunique()", [("aggregation", "a.nunique() -> a.count()")]),
        ("return min(a)", [("aggregation", "min(a) -> max(a)")]),
        ("return a.transform('min')", [("aggregation", "a.transform('min') -> a.transform('max')")]),
        ("return a['sum'], f'{a}', len(a)", []),
    ],
)  # fmt: skip
def test_each_kind_of_change(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    line: str,
    expected: list[tuple[str, str]],
) -> None:
    """Never in a docstring, in the default of a parameter, or in text."""
    name = f"case_{request.node.callspec.indices['line']}"
    found = changes(tmp_path, monkeypatch, line, name)
    assert [(one.kind, one.change) for one in found] == expected
    assert {one.line for one in found} <= {3}


def test_a_change_is_in_memory_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The function computes otherwise wherever it was imported, and its file is as before."""
    (change,) = changes(tmp_path, monkeypatch, "return a > b", "kept")
    function = import_module(f"{MODULE}_kept").kept
    before = (tmp_path / f"{MODULE}_kept.py").read_bytes()
    assert function(1) is False
    change.apply()
    assert function(1) is True
    assert (tmp_path / f"{MODULE}_kept.py").read_bytes() == before


def test_a_decorated_function_keeps_its_decorator(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An indicator still puts its name on the measure that it makes."""
    text = (
        "from recount.numbers.measures import exact, indicator\n\n\n"
        "@indicator\ndef years(first, last):\n    return exact(last - first, 'jaar')\n"
    )
    (tmp_path / "changed_indicator.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    (change,) = mutations_of("changed_indicator.years")
    change.apply()
    made = import_module("changed_indicator").years(2, 3)
    assert (made.value, made.function) == (5, "changed_indicator.years")
    assert source_of("changed_indicator.years").__name__ == "years"
