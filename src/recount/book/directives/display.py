"""Directive ``tabel``, and what figures and tables share: sources, downloads and copied files."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from recount.book.directives.elements import (
    FILES,
    HtmlElement,
    PageLink,
    element,
    file_link,
    web_link,
)
from recount.book.directives.numbering import TABLE, ordinal
from recount.book.directives.pages import (
    PageDirective,
    evidence_label,
    html_table,
    scroll_box,
    store_of,
)
from recount.book.directives.store import Card, Exhibit, Store
from recount.numbers.evidence_grade import Evidence
from recount.results.records import SourceCard

ADDRESS = "url"
"""Last column of a table whose rows link to an external page; the CSV holds it as text."""

SOURCE = "Bron:"
"""Start of the line that lists the sources of a figure or table."""


class TableDirective(PageDirective):
    """A table with its caption and its data file."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table, or warn about an unknown one."""
        name = self.arguments[0]
        shown = self.store.tables.get(name)
        if shown is None:
            return self.unknown("table", name, self.store.tables)
        return [table(shown, self.store, self._pages())]

    def _pages(self) -> dict[str, str]:
        """Chapter name -> page, for named chapters in this book."""
        named = {title: f"chapters/{name}" for name, title in self.config.recount_names.items()}
        return {title: page for title, page in named.items() if page in self.env.found_docs}


def table(shown: Exhibit, store: Store, pages: Mapping[str, str]) -> HtmlElement:
    """A table as HTML; the first cell of a row links to a page if it is a name in ``pages``."""
    card = shown.card
    columns = [column for column in card["columns"] if column["name"] != ADDRESS]
    right = [place for place, column in enumerate(columns) if column.get("align") == "right"]
    grid = html_table([column["name"] for column in columns], _rows(card, pages), right)
    grid.insert(0, element("caption", ordinal(TABLE), str(card["title"])))
    node = element(
        "div",
        evidence_label(Evidence.MADE_UP) if card.get("standin") else None,
        scroll_box(grid, str(card["title"])),
        element("p", str(card["caption"]), css="rc-bijschrift") if card.get("caption") else None,
        source_paragraph(card, store),
        downloads(card, [("Gegevens (CSV)", "csv")], shown.folder),
        css="rc-tabelblok",
    )
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


def copy_files(app: Sphinx, failure: Exception | None) -> None:
    """Copy the figures and the data of all chapters into the built site."""
    if failure is not None or app.builder.format != "html":
        return
    store = store_of(app)
    for shown in [*store.figures.values(), *store.tables.values()]:
        for path in sorted(shown.folder.glob(f"{shown.card['id']}.*")):
            if path.suffix != ".json":
                _copy(path, Path(app.outdir) / FILES / str(shown.card["chapter"]) / path.name)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def sources_of(card: Card, store: Store) -> list[tuple[str, SourceCard | None]]:
    """The source ids of a figure or table, each with its card if known.

    The invented stand-in for a register is a source of the numbers of a chapter, not of the chapter itself.
    """
    chapter = str(card["chapter"])
    used = [record.sources for record in store.by_chapter().get(chapter, [])]
    found = [*chain.from_iterable(used), *store.sources.get(chapter, [])]
    known = {source.id: source for source in found}
    return [(name, known.get(name)) for name in map(str, card.get("sources") or [])]


def source_line(card: Card, store: Store) -> str:
    """The sources of a figure or table, by publisher; empty if it has none."""
    titles: dict[str, list[str]] = {}
    for name, source in sources_of(card, store):
        who, title = (source.producer, source.title) if source else ("", name)
        titles.setdefault(who, []).append(title)
    parts = ["; ".join(what) + (f" ({who})" if who else "") for who, what in titles.items()]
    return f"{SOURCE} {'. '.join(parts)}." if parts else ""


def source_paragraph(card: Card, store: Store) -> HtmlElement | None:
    """The source line under a figure or table."""
    line = source_line(card, store)
    return element("p", line, css="rc-bron") if line else None


def downloads(card: Card, links: list[tuple[str, str]], folder: Path) -> HtmlElement | None:
    """Links to the files of a figure or table that exist."""
    known = [(text, kind) for text, kind in links if (folder / f"{card['id']}.{kind}").exists()]
    items = [
        element("li", file_link(text, _name(card, kind), _invented_name(card, kind)))
        for text, kind in known
    ]
    return element("ul", *items, css="rc-bestanden") if items else None


def _invented_name(card: Card, kind: str) -> str:
    """Download name of a file based on invented data; empty for any other file."""
    return f"{card['id']}-verzonnen.{kind}" if card.get("standin") else ""


def _name(card: Card, kind: str) -> str:
    return f"{card['chapter']}/{card['id']}.{kind}"
