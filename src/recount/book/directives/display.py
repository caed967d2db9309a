"""What figures and tables share: sources, downloads and copied files."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from recount.book.directives.elements import FILES, HtmlElement, element, file_link
from recount.book.directives.pages import evidence_label, store_of
from recount.book.directives.store import Card, Store
from recount.notebook.words import enumeration
from recount.numbers.evidence_grade import Evidence
from recount.results.records import SourceCard
from recount.storage import write_whole

ADDRESS = "url"
"""Last column of a table whose rows link to an external page; the CSV holds it as text."""

ON_SCREEN = "rc-scherm"
"""Class of facts behind a click that paper does not have."""

SOURCE = "Bron:"
"""Start of the line that lists the sources of a figure or table."""


def copy_files(app: Sphinx) -> None:
    """Copy the figures and the data of all chapters into the built site."""
    store = store_of(app)
    for shown in [*store.figures.values(), *store.tables.values()]:
        for path in sorted(shown.folder.glob(f"{shown.card['id']}.*")):
            if path.suffix != ".json":
                target = Path(app.outdir) / FILES / str(shown.card["chapter"]) / path.name
                write_whole(target, path.read_bytes())


def made_up_label(card: Card) -> HtmlElement | None:
    """The grade of evidence of a figure or table on made-up files; ``None`` for any other."""
    return evidence_label(Evidence.MADE_UP) if card.get("standin") else None


def sources_of(card: Card, store: Store) -> list[SourceCard]:
    """The sources of a figure or table, which are among those of its chapter."""
    known = {source.id: source for source in store.sources[card["chapter"]]}
    return [known[name] for name in card["sources"]]


def source_line(card: Card, store: Store) -> str:
    """The sources of a figure or table, by publisher; empty if it has none."""
    titles: dict[str, list[str]] = {}
    for source in sources_of(card, store):
        titles.setdefault(source.producer, []).append(source.title)
    parts = [f"{'; '.join(what)} ({who})" for who, what in titles.items()]
    return f"{SOURCE} {'. '.join(parts)}." if parts else ""


def sources_fold(card: Card, store: Store, *more: nodes.Node) -> HtmlElement | None:
    """The publishers under a figure or table, and behind a click its source line; on paper that line only."""
    line = source_line(card, store)
    who = [source.producer for source in sources_of(card, store)]
    summary = element("summary", f"{SOURCE} {enumeration(dict.fromkeys(who))}")
    return element("details", summary, element("p", line, css="rc-bron"), *more) if line else None


def downloads(card: Card, links: list[tuple[str, str]], folder: Path) -> HtmlElement | None:
    """Links to the files of a figure or table that exist; one on invented data is saved under a name that says so."""
    items = []
    for text, kind in links:
        name = f"{card['id']}.{kind}"
        if (folder / name).exists():
            save_as = f"{card['id']}-verzonnen.{kind}" if card.get("standin") else ""
            items.append(element("li", file_link(text, f"{card['chapter']}/{name}", save_as)))
    return element("ul", *items, css="rc-bestanden") if items else None
