"""The panel that opens a chapter, and directive ``oordeel``, which gives the reasons of its verdicts.

The parts that other pages show too, such as the large number and the verdict, are built here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from recount.book.directives import dutch, other_publications
from recount.book.directives.elements import HtmlElement, bind_euro, element, number_link
from recount.book.directives.numbers import PUBLIC, large_part, part_of
from recount.book.directives.pages import (
    PageDirective,
    earlier_line,
    evidence_label,
    verdict_mark,
    verdict_word,
)
from recount.book.directives.public_sentences import public_sentence
from recount.book.directives.store import Card, Store
from recount.numbers.dutch_words import capitalised
from recount.numbers.evidence_grade import Evidence
from recount.results.publications import SOURCE
from recount.results.records import Record
from recount.results.verdicts import Word

ALLOWED = "Dit volgt uit wat openbaar is; het getal zelf is onbekend."
"""Shown under public bounds that take the place of a number whose source is missing."""

LONG, LONGER = 10, 20
"""Lengths in characters above which a large number gets a smaller font, in two steps."""

_IN_LIST = "rc-antwoord-getal"

Answer = tuple[Card, Record | None]
"""A claim (empty if the number answers none) and its record."""


class VerdictDirective(PageDirective):
    """The verdict on one or more claims or numbers, with its reasons."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Return an entry per claim; warn about every name that is neither a claim nor a number."""
        entries = []
        for name in self.arguments[0].split():
            if answer := answer_to(name, self.store):
                entries.append(_reasons(answer, self.store))
            else:
                self.unknown("claim", name, [*self.store.claims, *self.store.records])
        return [element("ul", *entries, css="rc-redenen", role="list")] if entries else []


def answer_to(name: str, store: Store) -> Answer | None:
    """The claim and record with a given name; ``None`` if there is neither."""
    record = store.record_of(name) or store.records.get(name)
    if record is None and name not in store.claims:
        return None
    return store.claims.get(name, {}), record


def panel(answers: Sequence[Answer], chapter: str, store: Store) -> HtmlElement:
    """The panel that opens a chapter: a row per claim, and what other publications say.

    The reasons of the verdicts are at the end of the chapter.
    """
    rows = [_row(answer, store) for answer in answers]
    return element(
        "div",
        *rows,
        _others(chapter, store),
        css="rc-paneel rc-opening",
        role="group",
        aria_label="Het antwoord",
    )


def _reasons(answer: Answer, store: Store) -> HtmlElement:
    """What a claim is about and says, the verdict on it, and why, also for a day before the period."""
    claim, record = answer
    label, verdict = record.label if record else claim["id"], record.verdict if record else None
    return element(
        "li",
        element("p", element("span", f"{label}: ", css="rc-wat"), *outcome(record)),
        _sentence(claim, record, store),
        element("p", in_brief(verdict.reason), css="rc-reden")
        if verdict and verdict.reason
        else None,
        _ways(record) if record else None,
        public_word(record, brief=False),
        css=made_up_class(record),
        **record_attribute(record),
    )


def _row(answer: Answer, store: Store) -> HtmlElement:
    """One claim in three columns: printed figure, our number, verdict."""
    claim, record = answer
    name = capitalised(store.print_name)
    return element(
        "div",
        _column(name, _printed(claim, record), css="rc-stem-afdruk"),
        _column(
            "Onze berekening",
            large_number(answer, store),
            *label_lines(answer, store),
            css="rc-stem-getal",
        ),
        _column(
            "Oordeel",
            element("p", *dated_outcome(record, store), css="rc-uitslag"),
            public_word(record),
            css="rc-stem-oordeel",
        ),
        css=f"rc-stemmen {made_up_class(record)}".strip(),
        role="group",
        **record_attribute(record),
        aria_label=record.label if record else claim["id"],
    )


def record_attribute(record: Record | None) -> dict[str, str]:
    """Attribute that marks the texts of a block as generated from a record."""
    return {"data_bij": record.id} if record else {}


def made_up_class(record: Record | None) -> str:
    """Class of a block whose number is made up; empty for any other."""
    return "rc-verzonnen" if record and record.evidence == Evidence.MADE_UP else ""


def large_number(
    answer: Answer, store: Store, tag: str = "p", *, listed: bool = False
) -> HtmlElement:
    """Our number in large type, scaled to its length; without its source, what public figures say or allow.

    ``listed`` in a list of claims, in the size of its text.
    """
    claim, record = answer
    if record is None:
        return element(tag, "–", css=_IN_LIST if listed else "rc-groot rc-leeg")
    if said := public_sentence(claim, record, store, tag, listed=listed):
        return said
    part = large_part(record)
    shown = part_of(record, part) or ""
    css = _IN_LIST if listed else _size(shown)
    empty = " rc-leeg" if record.measure.value is None else ""
    return element(tag, number_link(record.id, shown, part, listed=listed), css=css + empty)


def label_lines(answer: Answer, store: Store) -> list[HtmlElement | None]:
    """The label under a large number, and what that number is if it is not our own."""
    claim, record = answer
    if record is None:
        return []
    label = element("p", record.label, css="rc-wat")
    public = large_part(record) == PUBLIC or public_sentence(claim, record, store)
    return [label, element("p", ALLOWED, css="rc-anders") if public else None]


def outcome(record: Record | None) -> list[nodes.Node | str | None]:
    """The verdict and the grade of evidence."""
    word = verdict_word(record)
    mark = verdict_mark(word) if word else "geen uitspraak om te toetsen"
    return [mark, " ", evidence_label(record.evidence) if record else None]


def dated_outcome(record: Record | None, store: Store) -> list[nodes.Node | str | None]:
    """The verdict and the grade of evidence, with a note if the verdict concerns a day before the period."""
    return [*outcome(record), " ", earlier_line(record, store)]


def public_word(record: Record | None, *, brief: bool = True) -> HtmlElement | None:
    """Whether public figures allow the printed figure; not whether it is true."""
    public = record.public if record else None
    if public is None:
        return None
    end = "" if brief else f" {public.reason} {public.explanation}".rstrip()
    said = element("strong", dutch.allowed(public.word, public.kind))
    return element("p", said, end, css="rc-openbaar")


def printed_figure(claim: Card) -> HtmlElement:
    """The printed figure of a claim, in small type."""
    shown = str(claim.get("shown") or "zonder getal")
    return element(
        "span", f"gedrukt: {bind_euro(shown)}", css="rc-afdruk", data_uitspraak=claim["id"]
    )


def in_brief(reason: str) -> str:
    """A reason without the ways of counting that it lists: the choice of definitions has them all.

    >>> in_brief("Zoals wij tellen klopt het. Op één manier niet: zonder wie later kwam.")
    'Zoals wij tellen klopt het. Op één manier niet.'
    """
    first, listed, _ = reason.partition(": ")
    return f"{first}." if listed else reason


def one_line(text: object) -> str:
    """A printed text on one line."""
    return bind_euro(" ".join(str(text).split()))


def quoted(text: str, sic: Iterable[str] = ()) -> str:
    """A printed text on one line, in quotation marks, with its misspelt words marked.

    >>> quoted("32 BIJENKOMSTEN", ["BIJENKOMSTEN"])[1:-1]
    '32 BIJENKOMSTEN [sic]'
    """
    for word in sic:
        text = text.replace(word, f"{word} [sic]")
    return f"‘{one_line(text)}’"


def _column(name: str, *children: nodes.Node | None, css: str) -> HtmlElement:
    return element("div", element("p", name, css="rc-stemnaam"), *children, css=f"rc-stem {css}")


def _others(chapter: str, store: Store) -> HtmlElement | None:
    """What others published; nothing in an edition without a list of publications, as nobody searched."""
    if SOURCE not in store.catalogue:
        return None
    table = other_publications.table_of(chapter)
    link = element("a", "Naar de lijst", href=f"#tabel-{table}") if table in store.tables else None
    text = element("p", other_publications.sentence(chapter, store), " ", link)
    column = _column("Anderen", text, css="rc-stem-elders")
    column["attributes"] = {"data-uit": f"elders {chapter}"}
    return column


def _size(shown: str) -> str:
    if len(shown) > LONGER:
        return "rc-groot rc-langst"
    return "rc-groot rc-langer" if len(shown) > LONG else "rc-groot"


def _printed(claim: Card, record: Record | None) -> HtmlElement:
    """The printed figure, in large type."""
    printed = record.printed.as_json() if record and record.printed else claim
    shown = bind_euro(str(printed["shown"]))
    return element("p", shown, css=_size(shown), **_named(claim, record)) if shown else element("p")


def _sentence(claim: Card, record: Record | None, store: Store) -> HtmlElement:
    """The printed sentence, or that there is none."""
    printed = record.printed.as_json() if record and record.printed else claim
    if not printed:
        return element("p", f"{capitalised(store.print_name)} noemt dit getal niet.")
    said = quoted(printed["text"], claim.get("sic", ()))
    return element("p", said, css="rc-uitspraak", **_named(claim, record))


def _named(claim: Card, record: Record | None) -> dict[str, str]:
    return {"data_uitspraak": str(claim.get("id") or (record.claim if record else "") or "")}


def _ways(record: Record) -> HtmlElement | None:
    """On how many of the ways of counting the claim holds; nothing if the reason of the verdict says so."""
    held = [other.holds for other in record.specifications]
    depends = record.verdict is not None and record.verdict.word == Word.DEPENDS
    if len(held) < 2 or depends or all(one is None for one in held):  # noqa: PLR2004 - ours is one of them
        return None
    right = sum(map(bool, held))
    hits, all_ = (
        element("span", str(part_of(record, part)), data_getal=record.id, data_deel=part)
        for part in ("raak", "definities")
    )
    some = {0: ["geen van de "], len(held): ["alle "]}.get(right, [hits, " van de "])
    return element("p", "Op ", *some, all_, " manieren van tellen klopt het.", css="rc-anders")
