"""The website against the records: every number, verdict, figure and table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from recount.findings import Finding
from recount.verify.markup import classes, read_page, with_class
from recount.verify.model import Record
from recount.verify.notation import plain
from recount.verify.opened import OpenedBundle
from recount.verify.places import (
    CODE,
    EDITIONS,
    EXHIBITS,
    FILES,
    HTML,
    IN_REGIONS,
    REGIONS_ROW_LIST,
    RESULTS,
    ROW_FILES,
    WITNESS,
)
from recount.verify.rule import MADE_UP, MISSING, UNCHECKED
from recount.verify.second_way import NAME as SECOND_WAY
from recount.verify.second_way import check_passport
from recount.verify.site import check_behaviour, template_text

NOT_YET = "nog niet nagerekend"
SIGNS = {
    "klopt": "●",
    "hangt af van definitie": "◐",
    "wijkt af": "▲",
    "niet na te rekenen": "○",
    NOT_YET: "–",
}
"""Verdict -> symbol, in the order of the tally."""

LINK, VERDICT = "rc-getal", "rc-oordeelwoord"
OF = "data-bij"
"""The attribute with the id of the number that a card is about."""

LARGE = "rc-groot"
"""The class of the number that a card is about, never one of its parts."""

BOXES = {"rc-kaart", "rc-stemmen", "rc-antwoord"}
"""Classes of what speaks of one claim; so does a row of an overview."""

_ID = re.compile(r"(?:#getal-|getallen/)(?P<id>[A-Za-z0-9-]+?)(?:\.html)?(?:#.*)?$")
_ANCHOR = re.compile(r"(?:getal|kaart)-(?P<id>.+)")
_PAGE = re.compile(rf"(?:{HTML}|{IN_REGIONS})/getallen/(?P<id>[A-Za-z0-9-]+)\.html")
_REASONS = re.compile(
    r"[Vv]alt (?:de uitkomst )?(?:binnen|buiten)[^.:;]*|[^.:;]+\blaten (?:alleen )?toe\b"
)
_SHOWN = "In de tekst"
"""The entry of a passport that gives the number as pages show it."""

PAGES, NUMBERS = "pages of the website", "numbers on these"
"""Labels of the counts."""


def check_pages(opened: OpenedBundle, counts: dict[str, int]) -> Iterator[Finding]:
    """Numbers, verdicts and behaviour of all pages, and the copies of figures and tables.

    Counts the pages and the numbers on them. Only one page at a time is in memory.
    """
    counts |= dict.fromkeys((PAGES, NUMBERS), 0)
    for site in opened.sites:
        if f"{site}/index.html" not in opened.digests:
            yield Finding("C2", f"{site}/index.html", "the website has no home page")
    templates = template_text(opened)
    for name in opened.under(HTML, ".html"):
        counts[PAGES] += 1
        try:
            page = read_page(opened.archive.read(name))
        except ValueError as error:
            yield Finding("B7", name, f"cannot be read to its end: {error}")
            continue
        links = [tag for tag in with_class(page, LINK) if tag.tag == "a"]
        counts[NUMBERS] += len(links)
        for link in links:
            yield from _number(name, link, opened)
        yield from _verdicts(name, page, opened)
        for fact in page.iter("th"):
            if fact.text_content() == _SHOWN:
                yield from _passport(name, fact, opened)
            if fact.text_content() == SECOND_WAY:
                for number in _own(name):
                    yield from check_passport(name, number, fact, opened)
        yield from check_behaviour(name, page, templates, opened)
    yield from _copies(opened)


def _verdicts(name: str, page: HtmlElement, opened: OpenedBundle) -> Iterator[Finding]:
    """Every verdict on a page, every card that must have one, and the tally of all."""
    for box in page.xpath(f"//*[@{OF}]"):
        if "rc-geldt" not in classes(box):
            yield from _judged(name, box, opened)
    for mark in with_class(page, VERDICT):
        yield from _verdict(name, mark, opened)
    tallies = with_class(page, "rc-stand")
    if name == f"{HTML}/index.html" and with_class(page, "rc-kaart") and not tallies:
        yield Finding("B2", name, "no symbols above the infographic")
    for tally in tallies:
        yield from _tally(name, tally, opened)
    for sentence in page.xpath("//*[@data-uit='telling']"):
        yield from _count(name, _text(sentence), opened)


def _text(tag: HtmlElement) -> str:
    return plain(tag.text_content())


def _number(page: str, link: HtmlElement, opened: OpenedBundle) -> Iterator[Finding]:
    text, name = _text(link), _record_id(link)
    record = opened.numbers.get(name)
    if record is None:
        yield Finding("B3", page, f"'{text}' links to '{name or link.get('href')}'")
        return
    values = {part: plain(value) for part, value in record.texts.items()}
    said = next((tag for tag in link.iterancestors() if "data-getal" in tag.attrib), None)
    part = None if said is None else said.get("data-deel")
    allowed = set(values.values()) if part is None else {values.get(part)}
    if any(LARGE in classes(tag) for tag in link.iterancestors()):
        allowed = {values[record.large]}
    if text not in allowed or (said is not None and said.get("data-getal") != name):
        yield Finding(
            "B1", page, f"'{text}' for number '{name}', which is '{record.measure.display}'"
        )


def _record_id(link: HtmlElement) -> str:
    """The id of the number that a link refers to, from its target page or entry."""
    found = _ID.search(str(link.get("href", "")))
    return found["id"] if found else ""


def _verdict(page: str, mark: HtmlElement, opened: OpenedBundle) -> Iterator[Finding]:
    """A verdict belongs to the number in its box, or else in the nearest element that contains a number."""
    words = [_text(span) for span in mark.iterdescendants("span")]
    box = next((box for box in mark.iterancestors() if _is_box(box) or _numbers_in(box)), None)
    names = _own(page) if box is None else _numbers_in(box)
    if len(names) > 1 or (box is None and not names):
        return  # a page that explains the words
    allowed = {_word(opened.numbers.get(name)) for name in names} or {NOT_YET}
    if not words or words[-1] not in allowed:
        subject = f"number '{min(names)}'" if names else "a claim without a number"
        yield Finding(
            "B2", page, f"'{' '.join(words)}' for {subject}, not '{min(map(str, allowed))}'"
        )
    if box is not None and _is_box(box):
        yield from _reasons(page, box, opened.numbers.get(min(names, default="")))


def _word(record: Record | None) -> str | None:
    return record.verdict.word if record and record.verdict else None


def _reasons(page: str, box: HtmlElement, record: Record | None) -> Iterator[Finding]:
    """A statement that a number is within or outside a rule, or fits public figures, is that of the record."""
    reasons = [part.reason for part in (record.verdict, record.public) if part] if record else []
    known = plain(" ".join(reasons))
    for reason in with_class(box, "rc-reden"):
        for said in _REASONS.findall(_text(reason)):
            if said not in known:
                yield Finding("B2", page, f"'{said}' for number '{record and record.id}'")


def _tally(page: str, tally: HtmlElement, opened: OpenedBundle) -> Iterator[Finding]:
    """Above the infographic every claim has a symbol, next to the word for its verdict."""
    words = [_word(opened.numbers.get(claim)) or NOT_YET for claim in opened.claims]
    expected = [[SIGNS[word] * words.count(word), word] for word in SIGNS if word in words]
    lines = tally.iterdescendants("li")
    shown = [[_text(span) for span in line.iterdescendants("span")] for line in lines]
    if shown != expected:
        yield Finding("B2", page, f"the symbols are {shown}, not {expected}")


def _count(page: str, sentence: str, opened: OpenedBundle) -> Iterator[Finding]:
    """A sentence that counts verdicts, or verdicts by grade of evidence, has no other numbers."""
    records = [opened.numbers.get(claim) for claim in opened.claims]
    words = Counter(_word(record) or NOT_YET for record in records)
    grades = Counter((_word(one), one.evidence) for one in records if one)
    explained = grades[UNCHECKED, MISSING] + grades[UNCHECKED, MADE_UP]
    counts = {len(records), *words.values(), *grades.values(), words[UNCHECKED] - explained}
    wrong = [number for number in re.findall(r"\d+", sentence) if int(number) not in counts]
    if wrong:
        yield Finding("B2", page, f"'{wrong[0]}' counts nothing in '{sentence}'")


def _passport(page: str, fact: HtmlElement, opened: OpenedBundle) -> Iterator[Finding]:
    """The number in the passport, which is an entry of the annex or a page of its own."""
    entry = next((names for box in fact.iterancestors() if (names := _anchored(box))), None)
    cell = fact.getnext()
    text = "" if cell is None else _text(cell)
    for name in entry or _own(page):
        shown = plain(opened.numbers[name].measure.display) if name in opened.numbers else None
        if text != shown:
            yield Finding("B1", page, f"'{text}' in the passport of '{name}', which is '{shown}'")


def _own(page: str) -> set[str]:
    """The number whose page this is; empty for any other page."""
    found = _PAGE.fullmatch(page)
    return {found["id"]} if found else set()


def _is_box(tag: HtmlElement) -> bool:
    return bool(classes(tag) & BOXES) or (
        tag.tag == "tr" and any("rc-overzicht" in classes(up) for up in tag.iterancestors("table"))
    )


def _judged(page: str, box: HtmlElement, opened: OpenedBundle) -> Iterator[Finding]:
    """A card or answer about a number shows its verdict, and that it is made up if it is."""
    name = str(box.get(OF))
    record = opened.numbers.get(name)
    if record and record.verdict and not with_class(box, VERDICT):
        yield Finding("B2", page, f"no verdict on the card of number '{name}'")
    if record and record.evidence == MADE_UP and not with_class(box, f"rc-{MADE_UP}"):
        yield Finding("B2", page, f"the card of number '{name}' does not say '{MADE_UP}'")


def _numbers_in(box: HtmlElement) -> set[str]:
    if OF in box.attrib:
        return {str(box.get(OF))}
    return _anchored(box) or {_record_id(link) for link in with_class(box, LINK) if link.tag == "a"}


def _anchored(box: HtmlElement) -> set[str]:
    """The number that a box is the entry or card of."""
    found = _ANCHOR.fullmatch(str(box.get("id") or ""))
    return {found["id"]} if found else set()


def _copies(opened: OpenedBundle) -> Iterator[Finding]:
    """The website's copies of the chapters' exhibits equal the originals."""
    for name in opened.under(HTML):
        site, found, file = name.partition(f"/{FILES}/")
        if not found or site not in {HTML, IN_REGIONS}:
            continue
        places = list(_originals(site, file, opened))
        digests = [opened.digests[place] for place in places if place in opened.digests]
        if places and opened.digests[name] not in digests:
            yield Finding("B4", name, f"not {' or '.join(places)}")


def _originals(site: str, name: str, opened: OpenedBundle) -> Iterator[str]:
    """Where a copied file comes from; nothing for the empty registers, which are not copies."""
    folder, _, file = name.partition("/")
    if folder == "rijen":
        regional = site == IN_REGIONS and file == "rijen.json"
        yield REGIONS_ROW_LIST if regional else f"{ROW_FILES}/{file}"
    elif folder == "code":
        yield f"{CODE}/{file.removesuffix('.txt')}"
    elif folder == "sql":
        yield f"{EDITIONS}/{opened.edition}/{WITNESS}/{file.removesuffix('.txt')}"
    elif folder in opened.chapters():
        yield from (f"{RESULTS}/{folder}/{kind}/{file}" for kind in EXHIBITS)
