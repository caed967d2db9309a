"""The table of definitions under a figure, which ``definitions.js`` turns into a set of choices.

Without the script the table can be unfolded, and the figure shows the same data.
"""

from __future__ import annotations

from recount.book.directives.elements import HtmlElement, element
from recount.book.directives.pages import html_table, scroll_box
from recount.book.directives.store import Card, Store
from recount.results.records import Record

GRID = "-definities"
"""Suffix of the id of such a figure; the part before it is the id of the number."""


def definition_table(card: Card, store: Store) -> HtmlElement | None:
    """Collapsible table of a figure with definitions; ``None`` for any other figure."""
    name = str(card["id"])
    record = store.records.get(name.removesuffix(GRID))
    if record is None or not record.specifications or not card.get("rows"):
        return None
    columns = card["columns"]
    right = [place for place, column in enumerate(columns) if column["align"] == "right"]
    grid = html_table([column["name"] for column in columns], card["rows"], right)
    return element(
        "details",
        element("summary", "Alle manieren van tellen in een tabel"),
        scroll_box(grid, str(card["title"])),
        css="rc-definities",
        data_keuzes=str(len(record.specifications[0].choices)),
        data_gekozen=str(chosen(record)),
    )


def agree(card: Card, store: Store) -> bool:
    """Whether a figure has definitions that all give the same verdict, so that a sentence says as much."""
    record = store.records.get(str(card["id"]).removesuffix(GRID))
    return record is not None and len({one.holds for one in record.specifications}) == 1


def chosen(record: Record) -> int:
    """Index of the first definition that yields the published value; 0 if none does."""
    shown, ours = [one.measure.display for one in record.specifications], record.measure.display
    return shown.index(ours) if ours in shown else 0
