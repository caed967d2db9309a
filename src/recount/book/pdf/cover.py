"""The cover of the PDF: title, period, data and verdict counts; and what the summary, which has none, says at its end."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from recount.book.directives import dutch
from recount.book.directives.annexes import run_sentence
from recount.book.directives.licence import licence_in_words
from recount.book.directives.overview import verdicts
from recount.book.directives.publication import publication_of
from recount.book.directives.store import Store
from recount.numbers.dutch_words import capitalised
from recount.numbers.evidence_grade import Evidence

WARNING = "Dit is een demo op verzonnen bestanden. De getallen bewijzen niets."
"""Warning on the cover of the demo."""

COLOPHON = "colofon"
"""The kind of the lines on the report that a summary is of."""

_NAME = '<p class="omslag-{}">{}</p>'
_LINE = '<p class="omslag-{}" data-uit="omslag">{}</p>'
_COUNT = re.compile(r"^\d+(?= \W )")


def cover(title: str, author: str, store: Store) -> str:
    """The cover as HTML."""
    named = (
        f"{_NAME.format('soort', html.escape(author))}{_NAME.format('titel', html.escape(title))}"
    )
    lines = (
        _LINE.format(kind, _COUNT.sub(r"<b>\g<0></b>", html.escape(text)))
        for kind, text in cover_lines(store)
    )
    maker = _NAME.format(COLOPHON, html.escape(f"Gemaakt door: {author}."))
    return f'<div class="omslag">{named}{"".join(lines)}{maker}</div>'


def cover_lines(store: Store) -> Iterator[tuple[str, str]]:
    """Kind and text of every line that is generated from the edition, the records and the run."""
    if any(map(store.record_of, store.claims)) or not store.records:
        yield from _verdicts(store)
    if store.demo:
        yield "waarschuwing", WARNING
    yield from (("feit", fact) for fact in _facts(store))
    yield from ((COLOPHON, line) for line in _colophon(store))


def _verdicts(store: Store) -> Iterator[tuple[str, str]]:
    """The title of the print and the number of claims per verdict."""
    title = f"{capitalised(store.print_name)} ‘{store.edition.title}’"
    yield "ondertitel", f"{title}, getal voor getal nagerekend"
    words = [word for word, _ in verdicts(store)]
    yield "telling", dutch.verdict_count(words, store.print_name)
    for word, sign in dutch.SIGNS.items():
        if count := words.count(word):
            yield "oordeel", f"{count} {sign} {word}"


def _facts(store: Store) -> Iterator[str]:
    """The period, the dates of the public data, and the run that produced the report."""
    first, last = str(store.edition.first_year), str(store.edition.last_year)
    yield f"Periode: {f'{first} tot en met {last}' if first != last else first}"
    cards = [card for card in store.all_sources() if card.evidence == Evidence.OPEN]
    days = sorted(card.reference_date for card in cards)
    if days:
        first, last = dutch.date(days[0]), dutch.date(days[-1])
        yield f"Openbare gegevens: van {f'{first} tot en met {last}' if first != last else first}"
    if taken := sorted(card.accessed for card in cards if card.accessed):
        yield f"Opgehaald bij de uitgevers: op {dutch.date(taken[-1])} of eerder"
    if store.run:
        yield run_sentence(store.run)


def _colophon(store: Store) -> Iterator[str]:
    """The report that a summary is of, where it is if that is known, and what readers may do with it."""
    yield f"Dit is de samenvatting van een rapport: {store.report}."
    if address := publication_of(store).address:
        yield f"Het hele rapport staat hier: {address}"
    if licence := licence_in_words(store):
        yield licence
