"""Directive ``tabel``: a published table, and for one of other publications also the pictures of its claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import flag

from recount.book.directives.display import ADDRESS, downloads, sources_fold
from recount.book.directives.elements import HtmlElement, PageLink, element, web_link
from recount.book.directives.figures import figure
from recount.book.directives.numbering import TABLE, ordinal
from recount.book.directives.other_publications import pictures_of, table_of
from recount.book.directives.pages import PageDirective, evidence_label, html_table, scroll_box
from recount.book.directives.store import Card, Exhibit, Store
from recount.numbers.evidence_grade import Evidence

SHORT = 6
"""Rows of a table that a page shows without a click."""

WIDE = 200
"""Characters of a cell that a page shows without a click."""


class TableDirective(PageDirective):
    """A table with its caption and its data file; with ``:open:`` a long one is in view too."""

    required_arguments = 1
    option_spec: ClassVar = {"open": flag}

    def run(self) -> list[nodes.Node]:
        """Return the table, below the pictures of its claims, or warn about an unknown one."""
        name = self.arguments[0]
        shown = self.store.tables.get(name)
        if shown is None:
            return self.unknown("table", name, self.store.tables)
        pictures = (figure(one, self.store) for one in pictures_of(name, self.store))
        folded = "open" not in self.options and is_long(shown.card)
        return [*pictures, table(shown, self.store, self._pages(), folded=folded)]

    def _pages(self) -> dict[str, str]:
        """Chapter name -> page, for named chapters in this book."""
        named = {title: f"chapters/{name}" for name, title in self.config.recount_names.items()}
        return {title: page for title, page in named.items() if page in self.env.found_docs}


def is_long(card: Card) -> bool:
    """Whether a table has many rows or a long cell, or lists what others published, which pictures show."""
    cells = [str(cell) for row in card["rows"] for cell in row]
    publications = str(card["id"]) == table_of(str(card["chapter"]))
    return publications or len(card["rows"]) > SHORT or max(map(len, cells), default=0) > WIDE


def table(
    shown: Exhibit, store: Store, pages: Mapping[str, str], *, folded: bool = False
) -> HtmlElement:
    """A table as HTML; the first cell of a row links to a page if it is a name in ``pages``.

    ``folded`` puts it behind a click; in print it is all there.
    """
    card = shown.card
    columns = [column for column in card["columns"] if column["name"] != ADDRESS]
    right = [place for place, column in enumerate(columns) if column.get("align") == "right"]
    grid = html_table([column["name"] for column in columns], _rows(card, pages), right)
    grid.insert(0, element("caption", ordinal(TABLE), str(card["title"])))
    caption = element("p", str(card["caption"]), css="rc-bijschrift")
    content = [
        scroll_box(grid, str(card["title"])),
        caption if card.get("caption") else None,
        element(
            "div",
            sources_fold(card, store),
            downloads(card, [("Gegevens (CSV)", "csv")], shown.folder),
            css="rc-onder",
        ),
    ]
    if folded:
        summary = element("summary", f"Tabel: {card['title']}")
        content = [element("details", summary, *content, css="rc-vouw")]
    made_up = evidence_label(Evidence.MADE_UP) if card.get("standin") else None
    node = element("div", made_up, *content, css="rc-tabelblok")
    node["ids"] = [f"tabel-{card['id']}"]
    return node


def _rows(card: Card, pages: Mapping[str, str]) -> list[list[nodes.Node | str]]:
    """The rows of a table; an address in the last column becomes a link on the first cell."""
    if card["columns"][-1]["name"] == ADDRESS:
        return [[web_link(first, address), *rest] for first, *rest, address in card["rows"]]
    return [
        [PageLink("", first, page=pages[first]) if first in pages else first, *rest]
        for first, *rest in card["rows"]
    ]
