"""The page that a number leaves at its address when it is no longer published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from recount.book.directives import dutch
from recount.book.directives.elements import PASSPORTS, HtmlElement, PageLink, element
from recount.book.directives.numbers import ANNEX
from recount.book.directives.pages import store_of, warn_unknown
from recount.book.directives.passport_pages import render
from recount.book.directives.store import Store
from recount.edition.gone_numbers import GoneNumber

GONE = "vervallen"
"""The token of a text about a number that is gone."""


def gone_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Name, context and template of every such page: of the report only, as regions have no accepted numbers."""
    store = store_of(app)
    if app.config.recount_names:
        return
    for name, gone in store.gone.items():
        page = f"{PASSPORTS}/{name}"
        if name not in store.records:
            body = render(app, page, _gone(name, gone, store))
            yield page, {"title": f"Vervallen: {gone.label or name}", "body": body}, "page.html"


def _gone(name: str, gone: GoneNumber, store: Store) -> HtmlElement:
    return element(
        "section",
        element("p", "← ", PageLink("", "Herkomst van elk getal", page=ANNEX), css="rc-terug"),
        element("h1", f"Vervallen: {gone.label or name}"),
        element("p", f"Dit getal staat sinds {dutch.date(gone.date)} niet meer in het rapport."),
        element("p", gone.reason),
        element("p", "In de plaats komt: ", successor_of(gone, store), ".")
        if gone.successor
        else None,
        css="rc-pas",
        data_uit=GONE,
    )


def successor_of(gone: GoneNumber, store: Store) -> PageLink | str:
    """The link to the successor; its id if this build lacks the sources to make it."""
    record, page = store.records.get(gone.successor), f"{PASSPORTS}/{gone.successor}"
    if record or gone.successor in store.gone:
        return PageLink("", record.label if record else gone.successor, page=page)
    if store.complete:
        warn_unknown("number", gone.successor, store.records, ("gone.toml", 0))
    return gone.successor
