"""A table of other publications: below the pictures of its claims; a table behind a click."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[3] / "book"))

from invented import write_chapters, write_edition

from recount.book.directives.elements import HtmlElement
from recount.book.directives.other_publications import pictures_of
from recount.book.directives.store import Exhibit, Store, load_store
from recount.book.directives.tables import table


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The store of the invented chapter."""
    return load_store(write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition"))


def shown(name: str, rows: int, folder: Path) -> Exhibit:
    """A table with so many rows."""
    card: dict[str, Any] = {
        "id": name, "chapter": "proef", "title": "Wat anderen noemen", "caption": "Regel.",
        "standin": False, "sources": [], "columns": [{"name": "Krant", "align": "left"}],
        "rows": [["Alfa"]] * rows,
    }  # fmt: skip
    return Exhibit(card, folder)


def test_a_folded_table_is_behind_its_title(store: Store, tmp_path: Path) -> None:
    """With its sources and files; any other table is in view."""
    made = (table(shown("proef", 1, tmp_path), store, {}, folded=one) for one in (True, False))
    folds = [[p for p in node.findall(HtmlElement) if p["tag"] == "details"] for node in made]
    assert [len(found) for found in folds] == [1, 0]
    assert folds[0][0].astext().startswith("Tabel: Wat anderen noemen")


def test_the_pictures_are_in_the_order_of_the_claims(store: Store, tmp_path: Path) -> None:
    """The third claim has none; another table has none either."""
    names = [f"proef-publicaties-{claim}" for claim in ("proef-som", "proef-deel")]
    made = replace(store, figures={name: shown(name, 1, tmp_path) for name in names})
    found = [one.card["id"] for one in pictures_of("proef-publicaties", made)]
    assert found == ["proef-publicaties-proef-deel", "proef-publicaties-proef-som"]
    assert pictures_of("proef-anders", made) == []
