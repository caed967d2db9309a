"""A table of other publications: below the pictures of its claims; a table behind a click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.sample_edition import write_chapters, write_edition

from recount.book.directives.elements import HtmlElement, NumberLink, PageLink
from recount.book.directives.other_publications import pictures_of
from recount.book.directives.store import Exhibit, Store, load_store
from recount.book.directives.tables import SHORT, WIDE, is_long, table

Render = Callable[..., Any]


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
    made = (table(shown("proef", 2, tmp_path), store, {}, fold=one) for one in (True, False))
    folds = [[p for p in node.findall(HtmlElement) if p["tag"] == "details"] for node in made]
    assert [len(found) for found in folds] == [1, 0]
    assert folds[0][0].astext().startswith("Tabel: Wat anderen noemen")


def test_a_table_with_nothing_to_show_is_a_sentence(store: Store, tmp_path: Path) -> None:
    """Without a grid and without a number, in its place; a table of two rows is a table."""
    one, two = (table(shown("proef", rows, tmp_path), store, {}) for rows in (1, 2))
    tags = [{node["tag"] for node in made.findall(HtmlElement)} for made in (one, two)]
    assert ["table" in found for found in tags] == [False, True]
    assert one.astext() == "Wat anderen noemen: Alfa."


def test_the_pictures_are_in_the_order_of_the_claims(store: Store, tmp_path: Path) -> None:
    """The third claim has none; another table has none either."""
    names = [f"proef-publicaties-{claim}" for claim in ("proef-som", "proef-deel")]
    made = replace(store, figures={name: shown(name, 1, tmp_path) for name in names})
    found = [one.card["id"] for one in pictures_of("proef-publicaties", made)]
    assert found == ["proef-publicaties-proef-deel", "proef-publicaties-proef-som"]
    assert pictures_of("proef-anders", made) == []


def test_the_files_of_a_chapter_are_folded(render: Render) -> None:
    """All content is there, behind one click."""
    (found,) = render("# Titel\n\n```{bronnen} proef\n```\n").body.select("details.rc-vouw")
    assert found.summary.get_text() == "Bestanden met hun controlegetal"
    assert found.table


def test_a_long_table_is_folded(tmp_path: Path) -> None:
    """One with many rows or a long cell, or of what others published."""
    few, many = (shown("proef-anders", rows, tmp_path).card for rows in (SHORT, SHORT + 1))
    wide = {**few, "rows": [["a" * (WIDE + 1)]]}
    others = shown("proef-publicaties", 1, tmp_path).card
    assert [is_long(card) for card in (few, many, wide, others)] == [False, True, True, True]


@pytest.mark.parametrize(
    ("cell", "linked"), [("75,3%", ["proef-deel"]), ("70,0%", [])], ids=["same", "other"]
)
def test_a_cell_of_a_chapter_links_to_its_passport(
    store: Store, tmp_path: Path, cell: str, linked: list[str]
) -> None:
    """By the title in the row and the number of the column; another value, or a row of no chapter, has no link."""
    exhibit = shown("proef-anders", 1, tmp_path)
    card = {
        **exhibit.card,
        "columns": [{"name": "Naam"}, {"name": "Deel"}, {"name": "Rest"}],
        "rows": [["Proef", cell, "1"], ["Anders", cell, "1"]],
    }
    node = table(Exhibit(card, tmp_path), store, {"Proef": "chapters/proef"}, ["deel"])
    assert [link["record"] for link in node.findall(NumberLink)] == linked
    assert [link["page"] for link in node.findall(PageLink)] == ["chapters/proef"]
