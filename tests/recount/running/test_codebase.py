"""A module counts as its syntax tree, together with the modules that it imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.running.codebase import Codebase, imported


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A package of four modules: ``till`` imports ``prices``, ``prices`` imports ``tax`` within a function."""
    folder = tmp_path / "shop"
    (folder / "money").mkdir(parents=True)
    for name, text in {
        "__init__": '"""A shop."""\n',
        "till": "from shop.money import prices\n\n\ndef pay():\n    return prices.price()\n",
        "stock": "from shop import till\n",
        "money/__init__": "",
        "money/prices": 'def price():\n    """In euro."""\n    from shop.money.tax import RATE\n    return RATE\n',
        "money/tax": "RATE = 21\n",
    }.items():
        (folder / f"{name}.py").write_text(text, "utf-8")
    return folder


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace text in a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_a_module_imports_counts_however_deep(shop: Path) -> None:
    """Parent packages count too; importers do not, nor anything outside the package, or imported only by what is left out."""
    found = Codebase([shop]).closure(["shop.till", "pandas"])
    assert list(found) == ["shop", "shop.money", "shop.money.prices", "shop.money.tax", "shop.till"]
    assert "shop.money.tax" not in Codebase([shop]).closure(["shop.till"], ["shop.money.prices"])
    assert list(Codebase([shop]).closure(["shop.money.tax.RATE"])) == [
        "shop",
        "shop.money",
        "shop.money.tax",
    ]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("def price", "# in euro\ndef price", True),
        ("In euro.", "In euros.", True),
        ("    return RATE", "\n    return (\n        RATE\n    )", True),
        ("return RATE", "return 2 * RATE", False),
        ('    """In euro."""\n', '    """In euro."""\n    total = 1\n', False),
    ],
)
def test_only_the_syntax_tree_counts(shop: Path, old: str, new: str, same: bool) -> None:
    """A comment, a docstring and formatting do not; another expression or statement does."""
    before = Codebase([shop]).closure(["shop.till"])
    rewrite(shop / "money" / "prices.py", old, new)
    assert (Codebase([shop]).closure(["shop.till"]) == before) is same


def test_an_import_for_types_only_does_not_count(shop: Path) -> None:
    """It never runs."""
    rewrite(shop / "till.py", "from shop", "if TYPE_CHECKING:\n    from shop")
    assert list(Codebase([shop]).closure(["shop.till"])) == ["shop", "shop.till"]


def test_parsed_modules_are_stored_for_the_next_process(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a changed module is parsed again; a damaged file is ignored."""
    first = Codebase([shop], tmp_path / "cache").closure(["shop.till"])
    with monkeypatch.context() as patch:
        patch.setattr("recount.running.codebase.read_module", lambda _: pytest.fail("read again"))
        assert Codebase([shop], tmp_path / "cache").closure(["shop.till"]) == first
    (tmp_path / "cache" / "modules.json").write_text("[]", "utf-8")
    rewrite(shop / "money" / "tax.py", "21", "9")
    changed = Codebase([shop], tmp_path / "cache").closure(["shop.till"])
    assert [name for name in first if first[name] != changed[name]] == ["shop.money.tax"]


def test_imports_of_cells_are_found() -> None:
    """In every cell that is plain Python."""
    assert imported(["import pandas as pd", "%pip list", "from shop import till, stock"]) == {
        "pandas",
        "shop.till",
        "shop.stock",
    }
