"""The website against the records: every number, verdict, figure and table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from recount.book.directives.dutch import NOT_YET, SIGNS
from recount.book.directives.elements import FILES
from recount.book.directives.numbers import ENDS, NAME, PUBLIC_PARTS, large_part, part_of
from recount.book.numerals.tokens import normalise
from recount.evidence.bundle.contents import (
    HTML,
    IN_REGIONS,
    PROJECT,
    REGIONS_ROWS,
    RESULTS,
    ROW_FILES,
)
from recount.findings import Finding
from recount.numbers.evidence_grade import Evidence
from recount.results.records import Record
from recount.sources.row_files import LIST
from recount.verify.opened import OpenedBundle
from recount.verify.site import check_behaviour

LINK = "a.rc-getal"
VERDICT = ".rc-oordeelwoord"
FRONT = f"{HTML}/index.html"
OF = "data-bij"
"""The attribute with the id of the number that a card is about."""

TALLY = ".rc-stand"
REASON = ".rc-reden"
LARGE = "rc-groot"
"""The class of the number that a card is about, never one of its parts."""

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

_PARTS = (
    "",
    NAME,
    "teller",
    "noemer",
    "afdruk",
    "definities",
    "raak",
    *ENDS,
    *PUBLIC_PARTS,
    "peildatum",
)


def check_pages(opened: OpenedBundle, counts: dict[str, int]) -> Iterator[Finding]:
    """Numbers, verdicts and behaviour of all pages, and the copies of figures and tables.

    Counts the pages and the numbers on them. Only one page at a time is in memory.
    """
    counts |= dict.fromkeys((PAGES, NUMBERS), 0)
    for site in (HTML, *([IN_REGIONS] if opened.regions else [])):
        if f"{site}/index.html" not in opened.digests:
            yield Finding("C2", f"{site}/index.html", "the website has no home page")
    for name in opened.under(HTML, ".html"):
        page = BeautifulSoup(opened.text(name), "lxml")
        links = page.select(LINK)
        counts[PAGES] += 1
        counts[NUMBERS] += len(links)
        for link in links:
            yield from _number(name, link, opened)
        for box in page.select(f"[{OF}]:not(.rc-geldt)"):
            yield from _judged(name, box, opened)
        for mark in page.select(VERDICT):
            yield from _verdict(name, mark, opened)
        if name == FRONT and page.select_one(".rc-kaart") and not page.select_one(TALLY):
            yield Finding("B2", name, "no symbols above the infographic")
        for tally in page.select(TALLY):
            yield from _tally(name, tally, opened)
        for fact in page.find_all("th", string=_SHOWN):
            yield from _passport(name, fact, opened)
        yield from check_behaviour(name, page, opened)
    yield from _copies(opened)


def shown_values(record: Record) -> dict[str, str]:
    """Part -> the text in which a page shows it, for all parts of a record."""
    parts = (*_PARTS, *record.parameters)
    values = {part: part_of(record, part) for part in parts}
    return {part: plain(value) for part, value in values.items() if value is not None}


def plain(text: str) -> str:
    """A text with single spaces and straight quotes, as in the record."""
    return normalise(text)


def _number(page: str, link: Tag, opened: OpenedBundle) -> Iterator[Finding]:
    text, name = plain(link.get_text()), _record_id(link)
    record = opened.numbers.get(name)
    if record is None:
        yield Finding("B3", page, f"'{text}' links to '{name or link.get('href')}'")
        return
    values = shown_values(record)
    said = link.find_parent(attrs={"data-getal": True})
    part = str(said["data-deel"]) if said is not None and said.has_attr("data-deel") else None
    allowed = {values.get(part)} if part is not None else set(values.values())
    if link.find_parent(class_=LARGE) is not None:
        allowed = {values[large_part(record)]}
    if text not in allowed or (said is not None and said["data-getal"] != name):
        yield Finding(
            "B1", page, f"'{text}' for number '{name}', which is '{record.measure.display}'"
        )


def _record_id(link: Tag) -> str:
    """The id of the number that a link refers to, from its target page or entry."""
    found = _ID.search(str(link.get("href", "")))
    return found["id"] if found else ""


def _verdict(page: str, mark: Tag, opened: OpenedBundle) -> Iterator[Finding]:
    """A verdict belongs to the number in its box, or else in the nearest element that contains a number."""
    words = [plain(span.get_text()) for span in mark.find_all("span")]
    boxes = set(map(id, mark.find_parents(_is_box)))
    box = next((box for box in mark.parents if id(box) in boxes or _numbers_in(box)), None)
    names = _numbers_in(box) if box is not None else _own(page)
    verdicts = {_word(opened.numbers.get(name)) for name in names}
    if len(names) > 1 or (box is None and not names):
        return  # a page that explains the words
    allowed = verdicts if names else {NOT_YET}
    if not words or words[-1] not in allowed:
        subject = f"number '{min(names)}'" if names else "a claim without a number"
        yield Finding(
            "B2", page, f"'{' '.join(words)}' for {subject}, not '{min(map(str, allowed))}'"
        )
    if box is not None and id(box) in boxes:
        yield from _reasons(page, box, opened.numbers.get(min(names, default="")))


def _word(record: Record | None) -> str | None:
    return record.verdict.word if record and record.verdict else None


def _reasons(page: str, box: Tag, record: Record | None) -> Iterator[Finding]:
    """A statement that a number is within or outside a rule, or fits public figures, is that of the record."""
    reasons = [part.reason for part in (record.verdict, record.public) if part] if record else []
    known = plain(" ".join(reasons))
    for reason in box.select(REASON):
        for said in _REASONS.findall(plain(reason.get_text())):
            if said not in known:
                yield Finding("B2", page, f"'{said}' for number '{record and record.id}'")


def _tally(page: str, tally: Tag, opened: OpenedBundle) -> Iterator[Finding]:
    """Above the infographic every claim has a symbol, next to the word for its verdict."""
    words = [_word(opened.numbers.get(claim)) or NOT_YET for claim in opened.claims]
    counts = {word: words.count(word) for word in SIGNS if word in words}
    expected = [[SIGNS[word] * count, word] for word, count in counts.items()]
    shown = [[plain(span.get_text()) for span in line.find_all("span")] for line in tally("li")]
    if shown != expected:
        yield Finding("B2", page, f"the symbols are {shown}, not {expected}")


def _passport(page: str, fact: Tag, opened: OpenedBundle) -> Iterator[Finding]:
    """The number in the passport, which is an entry of the annex or a page of its own."""
    entry = next((box for box in fact.parents if _anchored(box)), None)
    names = _anchored(entry) if entry is not None else _own(page)
    cell = fact.find_next_sibling()
    text = plain(cell.get_text()) if cell is not None else ""
    for name in names:
        shown = plain(opened.numbers[name].measure.display) if name in opened.numbers else None
        if text != shown:
            yield Finding("B1", page, f"'{text}' in the passport of '{name}', which is '{shown}'")


def _own(page: str) -> set[str]:
    """The number whose page this is; empty for any other page."""
    found = _PAGE.fullmatch(page)
    return {found["id"]} if found else set()


def _is_box(tag: Tag) -> bool:
    """Whether a tag speaks of one claim: a card, the responses to a claim, or a row of an overview."""
    css = set(tag.get_attribute_list("class"))
    return bool(css & {"rc-kaart", "rc-stemmen", "rc-antwoord"}) or (
        tag.name == "tr" and tag.find_parent("table", class_="rc-overzicht") is not None
    )


def _judged(page: str, box: Tag, opened: OpenedBundle) -> Iterator[Finding]:
    """A card or answer about a number shows its verdict, and that it is made up if it is."""
    record = opened.numbers.get(str(box[OF]))
    if record is None:
        return
    if record.verdict and box.select_one(VERDICT) is None:
        yield Finding("B2", page, f"no verdict on the card of number '{box[OF]}'")
    if record.evidence == Evidence.MADE_UP and box.select_one(f".rc-{Evidence.MADE_UP}") is None:
        yield Finding(
            "B2", page, f"the card of number '{box[OF]}' does not say '{Evidence.MADE_UP}'"
        )


def _numbers_in(box: Tag) -> set[str]:
    if box.has_attr(OF):
        return {str(box[OF])}
    return _anchored(box) or {_record_id(link) for link in box.select(LINK)}


def _anchored(box: Tag) -> set[str]:
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
        yield REGIONS_ROWS if (site, file) == (IN_REGIONS, LIST) else f"{ROW_FILES}/{file}"
    elif folder == "code":
        yield f"{PROJECT}/src/{file.removesuffix('.txt')}"
    elif folder in opened.chapters():
        yield from (f"{RESULTS}/{folder}/{kind}/{file}" for kind in ("figures", "tables"))
