"""Directive ``wijzigingen``: which accepted numbers changed, and why; and the same as an Atom feed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

from docutils import nodes
from jinja2 import Template
from sphinx.application import Sphinx

from recount.book.directives import dutch
from recount.book.directives.elements import PASSPORTS, HtmlElement, PageLink, element, number_link
from recount.book.directives.numbers import NAME, on_paper
from recount.book.directives.pages import PageDirective, html_table, scroll_box, store_of
from recount.book.directives.publication import is_report, publication_of
from recount.book.directives.store import Store
from recount.numbers.formats import in_unit
from recount.results.accepted_changes import AcceptedChange
from recount.results.records import Amount
from recount.storage import write_whole

CHANGES = "wijzigingen"
"""The token of these texts, and the name of the feed and of the page that shows them."""

NONE = "Er is nog geen aanvaard getal veranderd."
MIDDLE = "midden "
"""Before a value that lies in the middle between bounds."""

_UNKNOWN_CAUSE = "niet vastgelegd"
_FEED = f"{CHANGES}.xml"
_TEMPLATE = Path(__file__).parents[1] / "assets" / "atom.xml"


class ChangesDirective(PageDirective):
    """The changes by day and reason: a table of numbers, each with its old and new value."""

    def run(self) -> list[nodes.Node]:
        """Return a part per day and reason, or one sentence if nothing changed."""
        store, paper = self.store, on_paper(self.env.app)
        if not store.changes:
            return [element("p", NONE)]
        parts = groupby(store.changes, lambda each: (each.day, each.reason, each.cause))
        shown: list[nodes.Node] = [_part(list(group), store, paper=paper) for _, group in parts]
        follow = element("p", element("a", "Volg de wijzigingen (Atom)", href=_FEED))
        return shown if paper else [follow, *shown]


def _part(changes: list[AcceptedChange], store: Store, *, paper: bool) -> HtmlElement:
    first = changes[0]
    rows = [(_name(one, store, paper=paper), *values(one, store)) for one in changes]
    table = html_table(("Getal", "Eerst", "Nu"), rows, right=(1, 2))
    return element(
        "div",
        element("h2", dutch.date(first.day)),
        element("p", first.reason),
        element("p", f"Oorzaak: {first.cause or _UNKNOWN_CAUSE}."),
        scroll_box(table, first.reason),
        data_uit=CHANGES,
    )


def _name(change: AcceptedChange, store: Store, *, paper: bool) -> nodes.Node | str:
    """The label of a number, with a link to its passport or to the page that it left."""
    if change.number in store.records:
        return number_link(change.number, label(change, store), NAME, listed=True)
    if paper or change.number not in store.gone:
        return change.number
    return PageLink("", change.number, page=f"{PASSPORTS}/{change.number}")


def label(change: AcceptedChange, store: Store) -> str:
    """The label of a number; its id if it is gone."""
    record = store.records.get(change.number)
    return record.label if record else change.number


def values(change: AcceptedChange, store: Store) -> tuple[str, str]:
    """The old and the new value in Dutch notation, with all digits if they would look the same.

    Of a number between bounds only the middle was accepted, and it is called that.
    """
    record = store.records.get(change.number)
    unit = record.measure.unit if record else ""
    word = MIDDLE if record and _is_between(record.measure) else ""
    for write in (in_unit, partial(dutch.quantity, nouns=store.nouns)):
        old, new = (
            end if isinstance(end, str) else word + write(end, unit)
            for end in (change.old, change.new)
        )
        if old != new:
            break
    return old, new


def _is_between(measure: Amount) -> bool:
    """Whether the bounds of a number look different."""
    low, high = measure.low, measure.high
    if low is None or high is None:
        return False
    return in_unit(low, measure.unit) != in_unit(high, measure.unit)


def change_texts(store: Store) -> Iterator[str]:
    """All texts about changes that a page shows."""
    for change in store.changes:
        yield from (change.reason, change.number, dutch.date(change.day), *values(change, store))


def feed_link(app: Sphinx, page: str) -> str:
    """The feed, for the head of the front page and of the page with the changes; empty for any other page."""
    if page in {app.config.root_doc, CHANGES} and is_report(app) and store_of(app).changes:
        return f'<link rel="alternate" type="application/atom+xml" href="{_FEED}">'
    return ""


def write_feed(app: Sphinx) -> None:
    """Write the feed into the website of the report, if a number changed on a known day."""
    if content := feed(store_of(app), app.config.author):
        write_whole(Path(app.outdir) / _FEED, content)


def feed(store: Store, author: str) -> bytes:
    """The changes whose day is known as Atom; empty if there are none."""
    dated = [change for change in store.changes if change.day]
    if not dated:
        return b""
    entries = [
        {
            "title": f"{label(change, store)}: eerst {old}, nu {new}",
            "id": _urn(store, f"{change.number}/{change.place}"),
            "day": change.day,
            "page": f"{PASSPORTS}/{change.number}.html",
            "summary": f"{change.reason} Oorzaak: {change.cause or _UNKNOWN_CAUSE}.",
        }
        for change in dated
        for old, new in [values(change, store)]
    ]
    text: str = Template(_TEMPLATE.read_text("utf-8"), autoescape=True, trim_blocks=True).render(
        title=f"Wijzigingen: {store.report}",
        id=_urn(store, "feed"),
        author=author,
        address=publication_of(store).address,
        entries=entries,
    )
    return text.encode()


def _urn(store: Store, name: str) -> str:
    """A name for ever: that of the edition and of the change in it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{store.run.get('edition')}/{name}").urn
