"""A table of other publications: below the pictures of its claims, and folded if it is long."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).resolve().parents[3] / "book"))

from invented import write_chapters, write_edition

from recount.book.directives.elements import HtmlElement, NumberLink, PageLink
from recount.book.directives.other_publications import pictures_of
from recount.book.directives.store import Exhibit, Store, load_store
from recount.book.directives.tables import SHORT, table

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


def test_a_list_of_files_folds_on_request(render: Render) -> None:
    """All content is there, behind one click."""
    (found,) = render("# Titel\n\n```{bronnen} proef\n:vouw:\n```\n").body.select("details.rc-vouw")
    assert found.summary.get_text() == "Bestanden"
    assert found.table


def test_a_long_table_folds_on_request(store: Store, tmp_path: Path) -> None:
    """A short one stays in view."""
    found = [
        any(
            part["tag"] == "details"
            for part in table(shown("proef-anders", rows, tmp_path), store, {}, fold=True).findall(
                HtmlElement
            )
        )
        for rows in (SHORT, SHORT + 1)
    ]
    assert found == [False, True]


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
