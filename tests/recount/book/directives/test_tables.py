"""A table of other publications: below the pictures of its claims, and folded if it is long."""

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
from recount.book.directives.tables import SHORT, table


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


def folded(name: str, rows: int, store: Store, folder: Path) -> bool:
    """Whether such a table is behind a click."""
    node = table(shown(name, rows, folder), store, {})
    return any(part["tag"] == "details" for part in node.findall(HtmlElement))


def test_a_long_table_of_other_publications_is_folded(store: Store, tmp_path: Path) -> None:
    """A short one and any other table are in view."""
    assert folded("proef-publicaties", SHORT + 1, store, tmp_path)
    assert not folded("proef-publicaties", SHORT, store, tmp_path)
    assert not folded("proef-anders", SHORT + 1, store, tmp_path)


def test_the_pictures_are_in_the_order_of_the_claims(store: Store, tmp_path: Path) -> None:
    """The third claim has none; another table has none either."""
    names = [f"proef-publicaties-{claim}" for claim in ("proef-som", "proef-deel")]
    made = replace(store, figures={name: shown(name, 1, tmp_path) for name in names})
    found = [one.card["id"] for one in pictures_of("proef-publicaties", made)]
    assert found == ["proef-publicaties-proef-deel", "proef-publicaties-proef-som"]
    assert pictures_of("proef-anders", made) == []
