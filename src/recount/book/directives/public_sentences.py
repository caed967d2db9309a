"""The sentence on public figures that takes the place of our own number when its source is missing."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

from recount.book.directives.elements import HtmlElement, bind_euro, element, number_link
from recount.book.directives.numbers import part_of
from recount.book.directives.store import Card, Store
from recount.edition.claims import PLACE
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import UNKNOWN
from recount.results.records import Record

_LOG = logging.getLogger(__name__)


def public_sentence(
    claim: Card, record: Record | None, store: Store, tag: str = "p", *, listed: bool = False
) -> HtmlElement | None:
    """The sentence of a claim with its numbers, each linked to its passport; ``listed`` in a list of claims.

    ``None`` for a claim without a sentence, for a number whose source is present, and while a number of the
    sentence is unknown. Warns about a number that has no such part; the build treats warnings as errors.
    """
    text = str(claim.get("public") or "")
    if not text or record is None or record.evidence != Evidence.MISSING:
        return None
    content: list[nodes.Node | str] = []
    end = 0
    for place in PLACE.finditer(text):
        name, part = place["number"], place["part"] or ""
        number = store.records.get(name)
        shown = part_of(number, part) if number else UNKNOWN
        if shown is None:
            _LOG.warning("number '%s' has no '%s'", name, part, type="recount")
        if shown in {None, UNKNOWN}:
            return None
        content += [
            bind_euro(text[end : place.start()]),
            number_link(name, str(shown), part, listed=listed),
        ]
        end = place.end()
    return element(tag, *content, text[end:], css="rc-antwoord-zin" if listed else "rc-volgt")
