"""Directive ``wijzigingen``: which accepted numbers changed, and why; and the same as an Atom feed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
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
from recount.results.acceptance import value_of
from recount.results.accepted_changes import AcceptedChange
from recount.results.records import Amount
from recount.storage import write_whole

CHANGES = "wijzigingen"
"""The token of these texts, and the name of the feed and of the page that shows them."""

NONE = "Er is nog geen aanvaard getal veranderd."
MIDDLE = "rond "
"""Before a value that lies in the middle between bounds."""

SECTION = 2
"""The level of a heading below the title of a page; the single page for print has every title a level lower."""

HIGHER, LOWER = "iets hoger", "iets lager"
"""A new value that looks like the old one."""

_FEED = f"{CHANGES}.xml"
_TEMPLATE = Path(__file__).parents[1] / "assets" / "atom.xml"


class ChangesDirective(PageDirective):
    """The changes by day, then by reason: a table of numbers, each with its old and new value."""

    def run(self) -> list[nodes.Node]:
        """Return a part per day, or one sentence if nothing changed."""
        store, paper = self.store, on_paper(self.env.app)
        if not store.changes:
            return [element("p", NONE)]
        days = groupby(store.changes, lambda each: each.day)
        shown: list[nodes.Node] = [_day(list(group), store, paper=paper) for _, group in days]
        follow = element("p", element("a", "Volg de wijzigingen (Atom)", href=_FEED))
        return shown if paper else [follow, *shown]


def _day(changes: list[AcceptedChange], store: Store, *, paper: bool) -> HtmlElement:
    """The changes of a day: its heading, which is below the title of the page, and a part per reason."""
    level = f"h{SECTION + paper}"
    parts = groupby(changes, lambda each: (each.reason, each.cause))
    shown = (part for _, group in parts for part in _part(list(group), store, paper=paper))
    return element("div", element(level, dutch.date(changes[0].day)), *shown, data_uit=CHANGES)


def _part(
    changes: list[AcceptedChange], store: Store, *, paper: bool
) -> Iterator[HtmlElement | None]:
    first = changes[0]
    rows = [(_name(one, store, paper=paper), *values(one, store)) for one in changes]
    table = html_table(("Getal", "Eerst", "Nu"), rows, right=(1, 2))
    yield element("p", first.reason)
    yield element("p", _cause(first)) if first.cause else None
    yield scroll_box(table, first.reason)


def _cause(change: AcceptedChange) -> str:
    """What differed between the two runs; empty if that is not recorded."""
    return f"Oorzaak: {change.cause}." if change.cause else ""


def _name(change: AcceptedChange, store: Store, *, paper: bool) -> nodes.Node | str:
    """The label of a number, with a link to its passport or to the page that it left."""
    text = label(change, store)
    if change.number in store.records:
        return number_link(change.number, text, NAME, listed=True)
    if paper or change.number not in store.gone:
        return text
    return PageLink("", text, page=f"{PASSPORTS}/{change.number}")


def label(change: AcceptedChange, store: Store) -> str:
    """The label of a number, also of one that is gone; its id if that is unknown."""
    known = store.records.get(change.number) or store.gone.get(change.number)
    return (known.label if known else "") or change.number


def values(change: AcceptedChange, store: Store) -> tuple[str, str]:
    """The old and the new value in the notation of the number; the new one says so if it is a little higher or lower.

    Of a number between bounds only the middle was accepted, and it is called that; the present bounds are known.
    """
    record = store.records.get(change.number)
    unit = record.measure.unit if record else ""
    word = MIDDLE if record and _is_between(record.measure) else ""
    old, new = (
        end if isinstance(end, str) else word + in_unit(end, unit)
        for end in (change.old, change.new)
    )
    if record and word and change.new == value_of(record.measure):
        new = record.measure.display
    if old == new and not isinstance(change.old, str) and not isinstance(change.new, str):
        new = f"{new}, {HIGHER if change.new > change.old else LOWER}"
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
        yield from (
            change.reason,
            label(change, store),
            dutch.date(change.day),
            *values(change, store),
        )


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
            "summary": f"{change.reason} {_cause(change)}".strip(),
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
