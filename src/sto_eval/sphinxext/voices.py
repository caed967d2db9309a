"""Directives ``oordeel``, ``claims-overzicht`` and ``samenvatting``: printed, computed, the verdict."""

from __future__ import annotations

from docutils import nodes

from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.elements import HtmlElement, PageLink, amount, element, number_link
from sto_eval.sphinxext.pages import (
    PageDirective,
    evidence_label,
    html_table,
    scroll_box,
    verdict_mark,
    verdict_word,
)
from sto_eval.sphinxext.store import STANDIN, Card, Store

UNSAID = "De infographic noemt dit getal niet."
"""What the first voice says of a number that answers no claim."""

LONG = 10
"""Characters above which a large number is set smaller."""

SHORT = 4
"""Longest place that may be an abbreviation."""


class VerdictDirective(PageDirective):
    """The three voices on one or more claims, always in the same shape."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """One block per claim; a warning for a name that is neither claim nor number."""
        store, blocks = self.store, list[nodes.Node]()
        for name in self.arguments[0].split():
            record = store.record_of(name) or store.records.get(name)
            if record is None and name not in store.claims:
                blocks += self.unknown("claim", name, [*store.claims, *store.records])
            else:
                blocks.append(voices(store.claims.get(name, {}), record))
        return blocks


class OverviewDirective(PageDirective):
    """The infographic rebuilt: one sentence that counts, and every claim in its block."""

    def run(self) -> list[nodes.Node]:
        """A card for every claim, computed or not."""
        store = self.store
        words = [_word(store.record_of(name)) for name in store.claims]
        count = element("p", dutch.verdict_count(words), css="sto-telling")
        return [count, *(block(place, names, store) for place, names in places(store).items())]


class SummaryDirective(PageDirective):
    """What could be checked and what could not, in one paragraph and one table."""

    def run(self) -> list[nodes.Node]:
        """The paragraph, and a row for every claim."""
        store = self.store
        words = [
            (_word(record), str(record["evidence"]) if record else "")
            for record in map(store.record_of, store.claims)
        ]
        summary = element("p", " ".join(dutch.summary(words)), css="sto-telling")
        return [summary, overview_table(store)] if store.claims else [summary]


def places(store: Store) -> dict[str, list[str]]:
    """Place on the infographic -> its claims, in the order in which the edition reads it."""
    found: dict[str, list[str]] = {place: [] for place in store.places}
    for name, claim in store.claims.items():
        found.setdefault(str(claim.get("place") or "Overig"), []).append(name)
    return {place: names for place, names in found.items() if names}


def block(place: str, names: list[str], store: Store) -> nodes.section:
    """One block of the infographic."""
    cards = [claim_card(store.claims[name], store.record_of(name)) for name in names]
    section = nodes.section(
        "", nodes.title("", _title(place)), ids=[f"plek-{nodes.make_id(place)}"]
    )
    section += element("div", *cards, css="sto-kaarten")
    return section


def claim_card(claim: Card, record: Card | None) -> HtmlElement:
    """A claim on the front page: our number large, the printed one small, the verdict."""
    verdict = (record or {}).get("verdict") or {}
    shown = (
        f"Op de infographic: {amount(claim['shown'])}"
        if claim.get("shown")
        else "Op de infographic zonder getal"
    )
    return element(
        "div",
        _large(record),
        element("p", shown, css="sto-afdruk", data_uitspraak=claim["id"]),
        element("p", f"‘{_flat(claim['text'])}’", css="sto-uitspraak", data_uitspraak=claim["id"]),
        element("p", verdict_mark(_word(record)), " ", _evidence(record), css="sto-uitslag"),
        element("p", str(verdict["reason"]), css="sto-reden") if verdict.get("reason") else None,
        _public(record),
        _chapter_link(str((record or claim).get("chapter") or "")),
        css=f"sto-kaart {_made_up(record)}".strip(),
        **_owner(record),
    )


def overview_table(store: Store) -> HtmlElement:
    """All claims as rows."""
    rows = [_overview_row(claim, store.record_of(name)) for name, claim in store.claims.items()]
    head = ["Op de infographic", "Onze berekening", "Oordeel", "Met openbare tellingen"]
    return scroll_box(html_table(head, rows, css="sto-overzicht"), "Alle uitspraken")


def _overview_row(claim: Card, record: Card | None) -> list[nodes.Node | str]:
    shown = element("strong", amount(claim.get("shown") or "–"))
    text = element("span", _flat(claim["text"]), css="sto-klein")
    return [
        element("span", shown, element("br"), text, data_uitspraak=claim["id"]),
        number_link(record["id"], record["display"]) if record else "–",
        element("span", verdict_mark(_word(record)), element("br"), _evidence(record)),
        str(((record or {}).get("public") or {}).get("word") or "–"),
    ]


def _owner(record: Card | None) -> dict[str, str]:
    """The attribute that says from which record the texts of a block come."""
    return {"data_bij": str(record["id"])} if record else {}


def _made_up(record: Card | None) -> str:
    """The class of a block whose number is made up: it looks the part, beside its label."""
    return "sto-verzonnen" if record and record["evidence"] == STANDIN else ""


def _large(record: Card | None) -> HtmlElement:
    if record is None:
        return element("p", "–", css="sto-groot sto-leeg")
    css = "sto-groot sto-langer" if len(record["display"]) > LONG else "sto-groot"
    return element("p", number_link(record["id"], record["display"]), css=css)


def _title(place: str) -> str:
    """A place in sentence case, as the infographic shouts some of its headings."""
    return (
        place.capitalize()
        if place.isupper() and len(place) > SHORT
        else place[:1].upper() + place[1:]
    )


def voices(claim: Card, record: Card | None) -> HtmlElement:
    """The three voices on a claim: printed, computed, verdict."""
    return element(
        "div",
        _voice("De infographic", *_printed(claim, record), css="sto-stem-afdruk"),
        _voice("Onze berekening", *_computed(record), css="sto-stem-getal"),
        _voice("Oordeel", *_verdict(record), css="sto-stem-oordeel"),
        css=f"sto-stemmen {_made_up(record)}".strip(),
        role="group",
        **_owner(record),
        aria_label=str((record or {}).get("label") or claim.get("id", "")),
    )


def _voice(name: str, *children: nodes.Node | None, css: str) -> HtmlElement:
    return element("div", element("p", name, css="sto-stemnaam"), *children, css=f"sto-stem {css}")


def _printed(claim: Card, record: Card | None) -> list[nodes.Node | None]:
    printed = (record or {}).get("printed") or claim
    if not printed:
        return [element("p", UNSAID)]
    shown = str(printed.get("shown") or "")
    css = "sto-groot sto-langer" if len(shown) > LONG else "sto-groot"
    named = {"data_uitspraak": str(claim.get("id") or (record or {}).get("claim") or "")}
    return [
        element("p", amount(shown), css=css, **named) if shown else None,
        element("p", f"‘{_flat(printed['text'])}’", css="sto-uitspraak", **named),
    ]


def _computed(record: Card | None) -> list[nodes.Node | None]:
    if record is None:
        return [_large(None)]
    return [_large(record), element("p", str(record["label"])), _definitions(record)]


def _definitions(record: Card) -> HtmlElement | None:
    """How many of the defensible definitions give the printed figure; the figure shows which."""
    held = [other["holds"] for other in record.get("specifications") or []]
    if not held or all(one is None for one in held):
        return None
    count = f"{dutch.number(sum(map(bool, held)))} van de {dutch.number(len(held))}"
    direction = (record.get("printed") or {}).get("relation") == "kwalitatief"
    printed = "de gedrukte richting" if direction else "het gedrukte getal"
    return element("p", f"Definities die {printed} geven: {count}.", css="sto-anders")


def _verdict(record: Card | None) -> list[nodes.Node | None]:
    verdict = (record or {}).get("verdict") or {}
    word = verdict_word(record)
    return [
        element(
            "p", verdict_mark(word) if word else "geen uitspraak om te toetsen", css="sto-uitslag"
        ),
        element("p", str(verdict["reason"]), css="sto-reden") if verdict.get("reason") else None,
        element("p", evidence_label(record["evidence"])) if record else None,
        _public(record, explained=True),
    ]


def _public(record: Card | None, *, explained: bool = False) -> HtmlElement | None:
    """Whether the printed figure can be true given public counts; says nothing of its being true."""
    public = (record or {}).get("public")
    if not public:
        return None
    word = element("strong", str(public["word"]))
    more = f" {public['explanation']}" if explained and public["explanation"] else ""
    why = f". {public['reason']}{more}"
    return element("p", "Met openbare tellingen: ", word, why, css="sto-openbaar")


def _word(record: Card | None) -> str:
    return verdict_word(record) or dutch.NOT_YET


def _evidence(record: Card | None) -> HtmlElement | None:
    return evidence_label(record["evidence"]) if record else None


def _chapter_link(chapter: str) -> HtmlElement | None:
    if not chapter:
        return None
    link = PageLink("", f"Lees het hoofdstuk {chapter}", page=f"chapters/{chapter}")
    return element("p", link, css="sto-verder")


def _flat(text: object) -> str:
    return amount(" ".join(str(text).split()))
