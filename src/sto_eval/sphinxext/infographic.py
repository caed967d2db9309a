"""Directive ``claims-overzicht``: the infographic rebuilt, block by block and sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from docutils import nodes

from sto_eval.evidence import Evidence
from sto_eval.records import Record
from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.elements import HtmlElement, PageLink, amount, element
from sto_eval.sphinxext.pages import PageDirective, verdict_word
from sto_eval.sphinxext.store import Card, Store
from sto_eval.sphinxext.voices import flat, large, made_up, outcome, owner_of, quoted

SHORT = 4
"""Longest place that may be an abbreviation."""

ELSEWHERE = "Overig"
"""The block of a claim without a place."""


class OverviewDirective(PageDirective):
    """The infographic rebuilt: a tally of signs, every claim in its block, a sentence that counts."""

    def run(self) -> list[nodes.Node]:
        """A card for every claim, computed or not."""
        store = self.store
        words = [verdict_word(store.record_of(name)) or dutch.NOT_YET for name in store.claims]
        found = places(store)
        small = beside([len(names) for names in found.values()])
        blocks = [
            block(place, names, store, small=one)
            for (place, names), one in zip(found.items(), small, strict=True)
        ]
        count = element("p", dutch.verdict_count(words), css="sto-telling", data_uit="telling")
        return [tally(words), *blocks, count]


def tally(words: list[str]) -> HtmlElement:
    """A sign for every claim, by verdict: the legend of the signs and their count in one.

    It holds no verdict of its own, so it is not held against a number.
    """
    lines = [
        element(
            "li",
            element("span", sign * words.count(word), css="sto-teken", aria_hidden="true"),
            element("span", word),
        )
        for word, sign in dutch.SIGNS.items()
        if word in words
    ]
    return element("ul", *lines, css="sto-stand", role="list", aria_label="De tekens")


def places(store: Store) -> dict[str, list[str]]:
    """Place on the infographic -> its claims, in the order in which the edition reads it."""
    found: dict[str, list[str]] = {place: [] for place in store.places}
    for name, claim in store.claims.items():
        found.setdefault(str(claim.get("place") or ELSEWHERE), []).append(name)
    return {place: names for place, names in found.items() if names}


def block(place: str, names: list[str], store: Store, *, small: bool) -> nodes.section:
    """One block of the infographic; a small one stands beside others."""
    section = nodes.section(
        "", nodes.title("", _title(place)), ids=[f"plek-{nodes.make_id(place)}"]
    )
    section["classes"] = ["sto-plek", *(["sto-plek-smal"] if small else [])]
    sentences = _by_sentence(names, store)
    for claims, wide in zip(
        sentences, breadths([len(claims) for claims in sentences]), strict=True
    ):
        section += printed_sentence(claims, store, wide=wide)
    return section


def beside(counts: Sequence[int]) -> list[bool]:
    """Which blocks stand side by side: neighbours of a single claim each.

    >>> beside([1, 2, 1, 1])
    [False, False, True, True]
    """
    runs = [list(run) for _, run in groupby(counts, key=lambda count: count == 1)]
    return [run[0] == 1 and len(run) > 1 for run in runs for _ in run]


def breadths(counts: Sequence[int]) -> list[bool]:
    """Which sentences of a block stand alone on their line, from how many claims each makes.

    One with several claims does; the others stand two by two, and if they are odd the first one leads.

    >>> breadths([1, 1, 1, 2]), breadths([2, 1]), breadths([1, 1])
    ([True, False, False, True], [True, True], [False, False])
    """
    found: list[bool] = []
    for single, run in groupby(counts, key=lambda count: count == 1):
        length = len(list(run))
        found += [length % 2 == 1, *[False] * (length - 1)] if single else [True] * length
    return found


def printed_sentence(claims: list[Card], store: Store, *, wide: bool) -> HtmlElement:
    """A sentence as printed, our number for every claim in it, and the way to the chapter."""
    cards = [claim_card(claim, store.record_of(claim["id"]), store) for claim in claims]
    chapters = dict.fromkeys(str(claim.get("chapter") or "") for claim in claims)
    links = [PageLink("", "", page=f"chapters/{chapter}") for chapter in chapters if chapter]
    return element(
        "div",
        element(
            "p", quoted(claims[0]["text"]), css="sto-uitspraak", data_uitspraak=claims[0]["id"]
        ),
        element("div", *cards, css="sto-kaarten"),
        *(element("p", link, css="sto-verder") for link in links),
        css="sto-zin sto-zin-breed" if wide else "sto-zin",
    )


def claim_card(claim: Card, record: Record | None, store: Store) -> HtmlElement:
    """A claim: our number large, the printed one small beside it, the verdict, and a line on why."""
    shown = str(claim.get("shown") or "zonder getal")
    return element(
        "div",
        element(
            "p",
            large(record, "span"),
            " ",
            element(
                "span", f"gedrukt: {amount(shown)}", css="sto-afdruk", data_uitspraak=claim["id"]
            ),
            css="sto-koppel",
        ),
        element("p", record.label, css="sto-wat") if record else None,
        element("p", *outcome(record, store), css="sto-uitslag"),
        element("p", _why(record), css="sto-reden") if record else None,
        css=f"sto-kaart {made_up(record)}".strip(),
        **owner_of(record),
    )


def _why(record: Record) -> str:
    """One line: what public counts say of a made-up number, else what the verdict rests on."""
    if record.evidence == Evidence.MADE_UP and record.public:
        return f"Met openbare tellingen: {record.public.word}. {record.public.reason}"
    reason = (record.verdict.reason if record.verdict else "") or record.definition
    said, more, _ = reason.partition(": ")
    return f"{said}." if more else reason


def _by_sentence(names: Iterable[str], store: Store) -> list[list[Card]]:
    """Claims that one printed sentence makes, together."""
    found: dict[str, list[Card]] = {}
    for name in names:
        found.setdefault(flat(store.claims[name]["text"]), []).append(store.claims[name])
    return list(found.values())


def _title(place: str) -> str:
    """A place in sentence case, as the infographic shouts some of its headings."""
    return (
        place.capitalize()
        if place.isupper() and len(place) > SHORT
        else place[:1].upper() + place[1:]
    )
