"""The table under the picture of a number's definitions, which the script makes a choice of.

Without script the table can be opened, and the picture tells the same.
"""

from __future__ import annotations

from sto_eval.records import Record
from sto_eval.sphinxext.elements import HtmlElement, element
from sto_eval.sphinxext.pages import html_table, scroll_box
from sto_eval.sphinxext.store import Card, Store

GRID = "-definities"
"""What the name of such a figure ends with; before it stands the number."""


def definition_table(card: Card, store: Store) -> HtmlElement | None:
    """The folded table of a figure with definitions; none for another figure."""
    name = str(card["id"])
    record = store.records.get(name.removesuffix(GRID))
    if record is None or not record.specifications or not card.get("rows"):
        return None
    columns = card["columns"]
    right = [place for place, column in enumerate(columns) if column["align"] == "right"]
    grid = html_table([column["name"] for column in columns], card["rows"], right)
    return element(
        "details",
        element("summary", "Alle definities in een tabel"),
        scroll_box(grid, str(card["subtitle"])),
        css="sto-definities",
        data_keuzes=str(len(record.specifications[0].choices)),
        data_gekozen=str(chosen(record)),
    )


def chosen(record: Record) -> int:
    """Which of its definitions a number was computed with, counted from 0: the first that gives it."""
    shown, ours = [one.measure.display for one in record.specifications], record.measure.display
    return shown.index(ours) if ours in shown else 0
