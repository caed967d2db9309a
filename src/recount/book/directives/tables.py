"""Directive ``tabel``: a published table, and for one of other publications also the pictures of its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from recount.book.directives.display import ADDRESS, downloads, made_up_label, sources_fold
from recount.book.directives.elements import HtmlElement, PageLink, element, number_link, web_link
from recount.book.directives.figures import figure
from recount.book.directives.numbering import TABLE, ordinal
from recount.book.directives.other_publications import pictures_of, table_of
from recount.book.directives.pages import PageDirective, folded, html_table, scroll_box
from recount.book.directives.store import Card, Exhibit, Store

SHORT = 6
"""Rows of a table that a page shows without a click."""

WIDE = 200
"""Characters of a cell that a page shows without a click."""

NUMBERS = "getallen"
"""Option with the numbers of the chapters that a table compares."""


class TableDirective(PageDirective):
    """A table with its caption and its data file.

    With ``:open:`` a long one is in view too. With ``:getallen:`` each row begins with the title of a chapter, and
    the option names the number of that chapter in each of the other columns.
    """

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"open": directives.flag, NUMBERS: directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the table, below the pictures of its claims, or warn about an unknown one."""
        name = self.arguments[0]
        shown = self.store.tables.get(name)
        if shown is None:
            return self.unknown("table", name, self.store.tables)
        pictures = (figure(one, self.store) for one in pictures_of(name, self.store))
        named = self.options.get(NUMBERS, "").split()
        fold = "open" not in self.options and is_long(shown.card)
        return [*pictures, table(shown, self.store, self._pages(), named, fold=fold)]

    def _pages(self) -> dict[str, str]:
        """Chapter name -> page, for named chapters in this book."""
        named = {title: f"chapters/{name}" for name, title in self.config.recount_names.items()}
        return {title: page for title, page in named.items() if page in self.env.found_docs}


def is_long(card: Card) -> bool:
    """Whether a table has many rows or a long cell, or lists what others published, which pictures show."""
    cells = [str(cell) for row in card["rows"] for cell in row]
    publications = str(card["id"]) == table_of(str(card["chapter"]))
    return publications or len(card["rows"]) > SHORT or max(map(len, cells), default=0) > WIDE


def sentence(card: Card) -> str:
    """What a table with nothing to show says, after its title: the only cell of its only row; empty for any other."""
    rows = card["rows"]
    if len(rows) != 1 or len(rows[0]) != 1:
        return ""
    return f"{card['title']}: {str(rows[0][0]).removesuffix('.')}."


def table(
    shown: Exhibit,
    store: Store,
    pages: Mapping[str, str],
    numbers: Sequence[str] = (),
    *,
    fold: bool = False,
) -> HtmlElement:
    """A table as HTML, with links to pages and passports; a sentence if it has nothing to show.

    Parameters
    ----------
    pages
        Title of a chapter -> its page; the first cell of a row links to it.
    numbers
        The end of the id of the number in each column after the first: the cell of a chapter links to the
        passport. A chapter that shows another value, as after a run with other parameters, gets no link.
    fold
        Whether it is behind one click, or a link to it; in print it is all there.
    """
    card = shown.card
    name = f"tabel-{card['id']}"
    if text := sentence(card):
        said = element("p", text, css="rc-zinsnede")
        below = element("div", sources_fold(card, store), css="rc-onder")
        return element("div", made_up_label(card), said, below, css="rc-in-woorden", id_=name)
    columns = [column for column in card["columns"] if column["name"] != ADDRESS]
    right = [place for place, column in enumerate(columns) if column.get("align") == "right"]
    rows = _rows(card, pages, numbers, store)
    grid = html_table([column["name"] for column in columns], rows, right)
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
    node = element("div", made_up_label(card), *content, css="rc-tabelblok", id_=name)
    if not fold:
        return node
    return folded(f"Tabel: {card['title']}", node, data_tabel=str(card["id"]))


def _rows(
    card: Card, pages: Mapping[str, str], numbers: Sequence[str], store: Store
) -> list[list[nodes.Node | str]]:
    """The rows of a table; an address in the last column becomes a link on the first cell."""
    if card["columns"][-1]["name"] == ADDRESS:
        return [[web_link(first, address), *rest] for first, *rest, address in card["rows"]]
    return [
        [PageLink("", first, page=pages[first]), *_linked(rest, pages[first], numbers, store)]
        if first in pages
        else [first, *rest]
        for first, *rest in card["rows"]
    ]


def _linked(
    cells: Sequence[str], page: str, numbers: Sequence[str], store: Store
) -> Iterator[nodes.Node | str]:
    """The cells of a chapter, linked to the passports of its numbers."""
    chapter = page.rpartition("/")[2]
    for cell, number in zip_longest(cells, numbers):
        record = store.records.get(f"{chapter}-{number}")
        same = record is not None and record.measure.display == cell
        yield number_link(record.id, cell, listed=True) if record and same else cell
