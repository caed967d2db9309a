"""Directives ``telling`` and ``claims-overzicht``: the count of verdicts, and the print rebuilt from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from docutils import nodes

from recount.book.directives import dutch
from recount.book.directives.elements import HtmlElement, PageLink, element
from recount.book.directives.folds import BESIDE, IN_VIEW
from recount.book.directives.numbers import PUBLIC, large_part
from recount.book.directives.pages import PageDirective, verdict_mark, verdict_word
from recount.book.directives.panels import (
    dated_outcome,
    in_brief,
    label_lines,
    large_number,
    made_up_class,
    one_line,
    printed_figure,
    quoted,
    record_attribute,
)
from recount.book.directives.store import Card, Store
from recount.numbers.dutch_words import capitalised
from recount.numbers.evidence_grade import Evidence
from recount.results.public_bounds import Fit
from recount.results.records import Record
from recount.results.verdicts import Word

SHORT = 4
"""Longest block name that may be an abbreviation."""

ELSEWHERE = "Overig"
"""Block for claims without a place."""


class CountsDirective(PageDirective):
    """How many claims were checked, and with what result: a symbol for each, and a few sentences."""

    def run(self) -> list[nodes.Node]:
        """Return the tally and the paragraph."""
        words = [word for word, _ in verdicts(self.store)]
        said = element("p", counts_text(self.store), css="rc-telling", data_uit="telling")
        return [tally(words), said]


def counts_text(store: Store) -> str:
    """How many claims were checked, and with what result, in a few sentences."""
    return " ".join(dutch.summary(verdicts(store), store.print_name))


def verdicts(store: Store) -> list[tuple[str, str]]:
    """Verdict and grade of evidence of every claim; without a record not yet computed, and no grade."""
    records = map(store.record_of, store.claims)
    return [(verdict_word(one) or dutch.NOT_YET, one.evidence if one else "") for one in records]


class OverviewDirective(PageDirective):
    """The print: every claim in its block."""

    def run(self) -> list[nodes.Node]:
        """Return a card for every claim, computed or not."""
        store = self.store
        found = places(store)
        small = side_by_side([len(names) for names in found.values()])
        return [
            block(place, names, store, small=one)
            for (place, names), one in zip(found.items(), small, strict=True)
        ]


def tally(words: list[str]) -> HtmlElement:
    """A symbol for every claim, by verdict: legend and count in one.

    It states no verdict of its own, so it is not checked against a number.
    """
    lines = [
        element(
            "li",
            element("span", sign * words.count(word), css="rc-teken", aria_hidden="true"),
            element("span", word),
        )
        for word, sign in dutch.SIGNS.items()
        if word in words
    ]
    return element("ul", *lines, css="rc-stand", role="list", aria_label="De tekens")


def places(store: Store) -> dict[str, list[str]]:
    """Place on the print -> its claims, in the reading order of the edition."""
    found: dict[str, list[str]] = {place: [] for place in store.edition.places}
    for name, claim in store.claims.items():
        found.setdefault(str(claim.get("place") or ELSEWHERE), []).append(name)
    return {place: names for place, names in found.items() if names}


def block(place: str, names: list[str], store: Store, *, small: bool) -> nodes.section:
    """One block of the print; small blocks are placed side by side.

    It is in view if one of its claims could be checked, else behind its heading and that verdict.
    """
    section = nodes.section(
        "", nodes.title("", _title(place)), ids=[f"plek-{nodes.make_id(place)}"]
    )
    section["classes"] = ["rc-plek", *(["rc-plek-smal"] if small else [])]
    words = {verdict_word(store.record_of(name)) for name in names}
    if words == {Word.UNCHECKED}:
        section[BESIDE] = [verdict_mark(Word.UNCHECKED)]
    else:
        section["classes"].append(IN_VIEW)
    sentences = _by_sentence(names, store)
    for claims, wide in zip(
        sentences, full_width([len(claims) for claims in sentences]), strict=True
    ):
        section += printed_sentence(claims, store, wide=wide)
    return section


def side_by_side(counts: Sequence[int]) -> list[bool]:
    """Whether each block is placed beside another: adjacent blocks with one claim each.

    >>> side_by_side([1, 2, 1, 1])
    [False, False, True, True]
    """
    runs = [list(run) for _, run in groupby(counts, key=lambda count: count == 1)]
    return [run[0] == 1 and len(run) > 1 for run in runs for _ in run]


def full_width(counts: Sequence[int]) -> list[bool]:
    """Whether each sentence of a block takes a full line, given its number of claims.

    A sentence with several claims does. The others come in pairs; of an odd number the first takes a line.

    >>> full_width([1, 1, 1, 2]), full_width([2, 1]), full_width([1, 1])
    ([True, False, False, True], [True, True], [False, False])
    """
    found: list[bool] = []
    for single, run in groupby(counts, key=lambda count: count == 1):
        length = len(list(run))
        found += [length % 2 == 1, *[False] * (length - 1)] if single else [True] * length
    return found


def printed_sentence(claims: list[Card], store: Store, *, wide: bool) -> HtmlElement:
    """A printed sentence, our number for each of its claims, and a link to the chapter."""
    said = quoted(claims[0]["text"], claims[0].get("sic", ()))
    cards = [claim_card(claim, store.record_of(claim["id"]), store) for claim in claims]
    chapters = dict.fromkeys(str(claim.get("chapter") or "") for claim in claims)
    links = [PageLink("", "", page=f"chapters/{chapter}") for chapter in chapters if chapter]
    return element(
        "div",
        element("p", said, css="rc-uitspraak", data_uitspraak=claims[0]["id"]),
        element("div", *cards, css="rc-kaarten"),
        *(element("p", link, css="rc-verder") for link in links),
        css="rc-zin rc-zin-breed" if wide else "rc-zin",
    )


def claim_card(claim: Card, record: Record | None, store: Store) -> HtmlElement:
    """A claim: our number in large type, the printed one in small type, the verdict and its reason."""
    return element(
        "div",
        element(
            "p",
            large_number((claim, record), store, "span"),
            " ",
            printed_figure(claim),
            css="rc-koppel",
        ),
        *label_lines((claim, record), store),
        element("p", *dated_outcome(record, store), css="rc-uitslag"),
        element("p", _why(record), css="rc-reden") if record else None,
        css=f"rc-kaart {made_up_class(record)}".strip(),
        **record_attribute(record),
    )


def _why(record: Record) -> str:
    """One line: what public figures say about a number that nobody outside can check, else the reason.

    Public bounds that are shown in place of the number are not repeated, and that there are none is said once.
    """
    public = record.public
    if record.evidence in {Evidence.MADE_UP, Evidence.MISSING} and public:
        known = public.word != Fit.UNDECIDED and large_part(record) != PUBLIC
        return dutch.allowed(public.word, public.kind) + (f" {public.reason}" if known else "")
    return in_brief((record.verdict.reason if record.verdict else "") or record.definition)


def _by_sentence(names: Iterable[str], store: Store) -> list[list[Card]]:
    """Claims grouped by the printed sentence that makes them."""
    found: dict[str, list[Card]] = {}
    for name in names:
        found.setdefault(one_line(store.claims[name]["text"]), []).append(store.claims[name])
    return list(found.values())


def _title(place: str) -> str:
    """A place in sentence case: the print has some headings in capitals."""
    return place.capitalize() if place.isupper() and len(place) > SHORT else capitalised(place)
