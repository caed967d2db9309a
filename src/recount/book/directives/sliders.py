"""Directive ``regelaar``: a slider over the rows of a table on the same page.

The control names its table and holds no values of its own: ``sliders.js`` reads the cells of that table.
Without the script it stays hidden, and the table shows everything.
"""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives

from recount.book.directives.display import made_up_label
from recount.book.directives.elements import HtmlElement, element
from recount.book.directives.numbers import part_of
from recount.book.directives.pages import PageDirective
from recount.book.directives.store import Card

CONTROL = "rc-bediening"
"""Class of interactive controls: hidden without the script and in print."""

_HINT = "Kies met de knop of de pijltjes. De getallen komen uit de tabel"


class SliderDirective(PageDirective):
    """A slider with one step per table row; ``begin`` is the id of a number, or of a part of one."""

    required_arguments = 1
    option_spec = {"begin": directives.unchanged_required}  # noqa: RUF012 - docutils' own shape

    def run(self) -> list[nodes.Node]:
        """Return the slider, or warn about an unknown table or number."""
        name = self.arguments[0]
        shown = self.store.tables.get(name)
        if shown is None:
            return self.unknown("table", name, self.store.tables)
        number, _, part = str(self.options.get("begin", "")).partition(".")
        record = self.store.records.get(number)
        if record is None:
            return self.unknown("number", number, self.store.records)
        return [slider(shown.card, first_step(shown.card, part_of(record, part) or ""))]


def first_step(card: Card, value: str) -> int:
    """Index of the row that starts with a value; the middle row if none does."""
    heads = [str(row[0]).split()[0] for row in card["rows"]]
    return heads.index(value) if value in heads else len(heads) // 2


def slider(card: Card, step: int) -> HtmlElement:
    """The control, and the output where the script writes the selected row."""
    name, last = f"regelaar-{card['id']}", str(len(card["rows"]) - 1)
    control = element(
        "input", type="range", min="0", max=last, value=str(step), autocomplete="off", id_=name
    )
    link = element("a", str(card["title"]), href=f"#tabel-{card['id']}")
    return element(
        "section",
        made_up_label(card),
        element("label", str(card["columns"][0]["name"]), for_=name),
        control,
        element("output", for_=name),
        element("p", f"{card.get('caption') or ''} {_HINT} ".lstrip(), link, ".", css="rc-klein"),
        css=f"{CONTROL} rc-regelaar",
        hidden="",
        aria_label=f"Schuifregelaar: {card['title']}",
        data_tabel=str(card["id"]),
    )
