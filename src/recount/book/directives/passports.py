"""The facts in the passport of a number; the website and the print version lay out the same facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes

from recount.book.directives import dutch
from recount.book.directives.elements import HtmlElement, PageLink, element
from recount.book.directives.pages import evidence_label, verdict_mark
from recount.book.directives.panels import one_line, quoted
from recount.book.directives.store import Store
from recount.book.directives.trail import PLACES, PendingLinks
from recount.edition.corrections import Applied
from recount.notebook.words import enumeration
from recount.numbers.disclosure import WHY
from recount.numbers.dutch_words import Nouns
from recount.numbers.evidence_grade import Evidence
from recount.results.records import Amount, Record, SourceCard

_DECIMAL = re.compile(r"[-+]?\d+\.\d+")
"""A number with decimals, as files write it."""

Content = Sequence[nodes.Node | str]
Fact = tuple[str, Content]

CLOSED_SENTENCE = (
    "Deze administratie is niet openbaar: hier staan alleen de regelnummers "
    "en het controlegetal van de regels."
)
"""Shown instead of the rows of a closed register."""

EXACT = "geen: de laagste en de hoogste waarde zijn gelijk"
"""Shown instead of bounds if there are none."""

MADE_UP_SENTENCE = "Dit getal rust op verzonnen bestanden en bewijst niets."
"""Warning on the passport of a made-up number."""


def value_facts(record: Record, nouns: Nouns) -> Iterator[Fact]:
    """The number: displayed and unrounded value, unit, bounds, numerator and denominator, definition.

    Between bounds an unrounded value would only be their middle, so there is none.
    """
    measure = record.measure
    yield "In de tekst", [element("strong", measure.display)]
    if measure.low == measure.high:
        yield "Niet afgerond", [dutch.quantity(measure.value, measure.unit, nouns)]
    yield "Eenheid", [measure.unit or "geen"]
    yield "Grenzen", [bounds(measure, nouns) or EXACT]
    if measure.denominator is not None:
        parts = dutch.number(measure.numerator), dutch.number(measure.denominator)
        yield "Teller en noemer", [f"{parts[0]} van {parts[1]}"]
    yield "Definitie", [record.definition]


def bounds(measure: Amount, nouns: Nouns) -> str:
    """The bounds of a number and what they mean; empty for an exact number."""
    low, high, unit = measure.low, measure.high, measure.unit
    if measure.withheld:
        return WHY
    if low is None and high is None:
        return "onbekend, want er is niets uit te rekenen"
    if low == high:
        return ""
    least, most = (dutch.quantity(end, unit, nouns) for end in (low, high))
    if low is None or high is None:
        return f"hooguit {most}" if low is None else f"ten minste {least}"
    return f"ten minste {least} en hooguit {most}"


def definitions(record: Record) -> list[str]:
    """The number in every way of counting, and whether that is the printed figure or direction."""
    words = {True: " (dan klopt het)", False: " (dan klopt het niet)", None: ""}
    return [
        f"{other.specification.label}: {other.measure.display}{words[other.holds]}"
        for other in record.specifications
    ]


def unprinted(store: Store) -> str:
    """Shown instead of a verdict if there is none."""
    return f"geen: {store.print_name} noemt dit getal niet"


def judgement_facts(record: Record, store: Store) -> Iterator[Fact]:
    """The printed figure, the verdict with its reason, the grade of evidence and the check on public figures."""
    if printed := record.printed:
        sic = store.claims.get(record.claim or "", {}).get("sic", ())
        yield f"Op {store.print_name}", [f"{one_line(printed.shown)} {quoted(printed.text, sic)}"]
    if verdict := record.verdict:
        reason = f". {verdict.reason} {store.earlier_note(record)}".rstrip()
        yield "Oordeel", [verdict_mark(verdict.word), reason]
    else:
        yield "Oordeel", [unprinted(store)]
    yield "Bewijs", [evidence_label(record.evidence)]
    if public := record.public:
        sources = f" Bron: {enumeration(public.sources)}." if public.sources else ""
        said = " ".join(filter(None, [public.reason, public.explanation, public.together]))
        answer = element("strong", dutch.allowed(public.word, public.kind))
        yield "Wat openbaar is", [answer, f" {said}", sources]


def parameters_of(record: Record) -> Content:
    """Names and values of the parameters of the chapter."""
    pairs = [f"{name} = {value}" for name, value in sorted(record.parameters.items())]
    return [element("code", "; ".join(pairs))] if pairs else ["geen"]


def source_facts(card: SourceCard) -> Iterator[Fact]:
    """Publisher, dates, licence, status and evidence of a source file; an invented file has no licence."""
    yield "Uitgever", [card.producer]
    yield "Peildatum", [dutch.date(card.reference_date)]
    if card.year:
        yield "Jaar", [card.year]
    if card.evidence != Evidence.MADE_UP:
        yield "Licentie", [card.licence or "onbekend"]
        yield "Opgehaald", [dutch.date(card.accessed)]
        yield "Status", [card.status or "onbekend"]
    yield "Bewijs", [evidence_label(card.evidence)]
    if card.deviations:
        yield "Valt buiten de grenzen", ["; ".join(card.deviations)]
        yield "Toch aangenomen, omdat", [card.reason]


def rows_read(card: SourceCard) -> str:
    """The number of rows read and used, and why the others were left out."""
    used = f"{dutch.number(card.rows_in)} gelezen, {dutch.number(card.rows_out)} gebruikt"
    return "; ".join(filter(None, [used, rows_left_out(card)]))


def rows_left_out(card: SourceCard) -> str:
    """How many rows were left out, and why; empty if none were."""
    reasons = "; ".join(f"{dutch.number(n)} ({why})" for why, n in card.left_out.items())
    return f"weggelaten: {reasons}" if reasons else ""


def rows_counted(card: SourceCard) -> str:
    """The number of rows of a source that the number is based on."""
    rows = card.rows
    if rows is None:
        return "regels onbekend"
    if rows.whole:
        return "de enige regel" if rows.count == 1 else f"alle {dutch.number(rows.count)} regels"
    of_all = f"{dutch.number(card.rows_out)} regels"
    return f"{dutch.number(rows.count)} van {of_all}" if rows.count else f"geen van de {of_all}"


def row_number_terms(file: str) -> tuple[str, str, str]:
    """Dutch terms for the row numbers of a file: the name of the fact, and a word for one row and for several.

    A GeoJSON file is one line, so its features are numbered; a worksheet has rows.

    >>> [row_number_terms(file)[2] for file in ("edugis/scholen.geo.zip", "cbs/pc4.xlsx", "a.csv")]
    ['objecten', 'rijen', 'regels']
    """
    if ".geo" in file:
        return "Volgnummers van de objecten in het bestand", "object", "objecten"
    if ".xlsx" in file:
        return "Rijnummers in het werkblad", "rij", "rijen"
    return "Regelnummers in het bestand", "regel", "regels"


def line_ranges(lines: Sequence[Sequence[int]], most: int | None = None) -> str:
    r"""Line ranges in words: at most ``most`` of them, followed by the number of the rest.

    >>> line_ranges([[2, 4], [7, 7], [9, 12]], most=2).replace("\N{EN DASH}", "-")
    '2-4, 7 en nog 1 reeks'
    """
    shown = lines if most is None else lines[:most]
    text = ", ".join(f"{first}–{last}" if first != last else f"{first}" for first, last in shown)
    more = len(lines) - len(shown)
    return (
        f"{text} en nog {dutch.number(more)} {'reeks' if more == 1 else 'reeksen'}"
        if more
        else text
    )


def correction_summary(applied: Iterable[Applied]) -> Iterator[nodes.Node | str]:
    """The number of corrections per source, and a link to their reasons, which are printed once."""
    per_source = Counter(correction.source for correction in applied)
    counts = [f"{dutch.number(count)} op {source}" for source, count in per_source.items()]
    yield f"{enumeration(counts)}; de redenen staan bij de "
    yield PageLink("", "correcties", page="chapters/verantwoording", fragment="correcties")


def in_dutch(cell: str) -> str:
    """The text of a cell, of a number with decimals in Dutch notation, so that no language takes it for thousands.

    >>> in_dutch("51.811"), in_dutch("1.10.2019")
    ('51,811', '1.10.2019')
    """
    return cell.replace(".", ",") if _DECIMAL.fullmatch(cell) else cell


CORRECTION_HEAD = ("Correctie", "Bron", "Regel", "Gepubliceerd", "Gecorrigeerd", "Reden")


def correction_rows(applied: Iterable[Applied]) -> Iterator[list[str]]:
    """A row per corrected line, with the columns of ``CORRECTION_HEAD``."""
    for done in applied:
        for line in dict.fromkeys(change.line for change in done.changes):
            mine = [change for change in done.changes if change.line == line]
            before = "; ".join(f"{one.column} {in_dutch(one.published)}" for one in mine)
            after = "; ".join(f"{one.column} {in_dutch(one.corrected)}" for one in mine)
            yield [done.id, done.source, str(line), before, after, done.reason]


def as_table(facts: Iterable[Fact]) -> HtmlElement:
    """Facts as a table with row headers."""
    rows = [
        element("tr", element("th", name, scope="row"), element("td", *content))
        for name, content in facts
    ]
    return element("table", element("tbody", *rows), css="rc-paspoort")


def as_paragraph(facts: Iterable[Fact]) -> HtmlElement:
    """Facts as one paragraph, each after its name: half the size of a table in print.

    A fact ends with a full stop, unless it has an end of its own, as the titles of places may have. After an
    abbreviated checksum, which is the last fact, there is none.
    """
    parts: list[nodes.Node | str] = []
    last: nodes.Node | str = ""
    for name, content in facts:
        last = content[-1]
        said = "".join(part if isinstance(part, str) else part.astext() for part in content)
        places = isinstance(last, PendingLinks) and last["to"] == PLACES
        end = "" if places or said.endswith((".", "?")) else "."
        parts += [" " if parts else "", element("b", f"{name}: "), *content, end]
    if last == "…":
        parts.pop()
    return element("p", *parts)
