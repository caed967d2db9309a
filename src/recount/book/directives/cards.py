"""The card that a number opens in place: a summary of its passport, shown by ``cards.js``.

Cards are ``template`` elements after the text. Without the script they stay hidden and the number links to
its passport. They are not indexed for search and not in the PDF.
"""

from __future__ import annotations

from sphinx.application import Sphinx

from recount.book.directives import dutch
from recount.book.directives.elements import PASSPORTS, HtmlElement, PageLink, element
from recount.book.directives.pages import outcome_line, store_of
from recount.book.directives.passport_pages import render
from recount.book.directives.passports import bounds, rows_counted
from recount.book.directives.row_files import no_rows, rows_link
from recount.book.directives.store import Store
from recount.book.directives.trail import numbers_on
from recount.results.records import Amount, Record, SourceCard


def cards(app: Sphinx, page: str) -> str:
    """The cards of all numbers on a page, as HTML; empty for a page without numbers."""
    store, names = store_of(app), numbers_on(app.env, page)
    if not names:
        return ""
    found = [
        element("template", card(store.records[name], store), id_=f"kaart-{name}") for name in names
    ]
    return render(app, page, element("div", *found, hidden=""))


def card(record: Record, store: Store) -> HtmlElement:
    """Summary of a number, with links to its rows and to its passport."""
    between = bounds(record.measure, store.nouns)
    return element(
        "div",
        element("p", record.label, css="rc-kaartje-naam"),
        element(
            "p",
            element("strong", record.measure.display),
            _share(record.measure),
            css="rc-kaartje-getal",
        ),
        outcome_line(record, store),
        element("p", record.definition),
        element("p", f"Grenzen: {between}.", css="rc-klein") if between else None,
        element("ul", *(_source(source, store) for source in record.sources)),
        element("p", PageLink("", "Hele paspoort", page=f"{PASSPORTS}/{record.id}")),
        data_bij=record.id,
    )


def _share(measure: Amount) -> str | None:
    if measure.denominator is None:
        return None
    return f" ({dutch.number(measure.numerator)} van {dutch.number(measure.denominator)})"


def _source(source: SourceCard, store: Store) -> HtmlElement:
    link = rows_link(source, store) or no_rows(source)
    return element("li", f"{source.title}: {rows_counted(source)}; ", link)
