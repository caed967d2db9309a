"""Check the pages of a book: every numeral must match its token or be exempt.

Words that claim a direction or size must be part of a statement or of text generated from data.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from lxml import etree

from recount.book.earlier_parts import ANEW, EarlierParts
from recount.book.numerals.known import KnownTexts
from recount.book.numerals.tokens import (
    COVER,
    PROSE,
    Passage,
    Segment,
    normalise,
    passages,
    previews,
    read_page,
    token_of,
)
from recount.edition.edition import REGIONS
from recount.edition.exemptions import ClaimWord, Exemption
from recount.edition.translations import is_language
from recount.findings import Finding
from recount.numbers.dutch_numerals import Numeral, numerals

EXCLUDED: Final = {"_static", "search.html", "404.html", "genindex.html", REGIONS.name}
"""Files of the theme without content of ours, and the regional book, which is checked on its own."""

EXEMPT: Final = "vrij: "
"""Prefix of the name of an exemption in the counts."""


@dataclass(slots=True)
class Checked:
    """The result of a check.

    Parameters
    ----------
    kinds
        Kind of token, or ``vrij:`` plus an exemption -> number of numerals, statements or words it covers.
    findings
        Untraceable numerals and claims, and texts that differ from their record.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def include(self, found: bytes) -> None:
        """Add what was found on a page."""
        page = json.loads(found)
        self.kinds.update(page["kinds"])
        self.findings += (Finding(**one) for one in page["findings"])

    def add(self, page: str, what: str, why: str, sentence: str = "") -> None:
        """Add a finding with the sentence around it."""
        quoted = f": \N{LEFT DOUBLE QUOTATION MARK}{sentence}\N{RIGHT DOUBLE QUOTATION MARK}"
        self.findings.append(Finding("B8", page, f"'{what}' {why}{quoted if sentence else ''}"))


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for checking pages.

    Parameters
    ----------
    known
        The texts that tokens refer to.
    exemptions, words
        The exemptions and claim words that the edition declares.
    whole
        Whether the pages are the complete report: then an unused exemption is a finding.
    """

    known: KnownTexts
    exemptions: Mapping[str, Exemption]
    words: Mapping[str, ClaimWord]
    whole: bool = True


def check_site(site: Path, rules: Rules, earlier: EarlierParts = ANEW) -> Checked:
    """Check all pages of a website except the excluded ones."""
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    ours = (path for path in sorted(found) if is_checked(path))
    return check_pages(
        ((one.as_posix(), (site / one).read_bytes()) for one in ours), rules, earlier
    )


def is_checked(page: Path) -> bool:
    """Whether a page has contents of ours in Dutch; those in other languages are made from these."""
    return page.parts[0] not in EXCLUDED and not is_language(page.parts[0])


def check_pages(
    pages: Iterable[tuple[str, bytes]], rules: Rules, earlier: EarlierParts = ANEW
) -> Checked:
    """Check pages, given with their names; in the complete report an unused exemption is a finding.

    A page that an earlier build checked is not checked again: ``earlier`` has what was found then.
    """
    checked = Checked()
    for name, page in pages:
        checked.include(earlier.get(partial(_check_page, name, page, rules), name.encode(), page))
    for name, exemption in sorted(rules.exemptions.items()) if rules.whole else ():
        if EXEMPT + name not in checked.kinds:
            checked.add("exemptions.toml", name, "covers nothing; remove it", exemption.pattern)
    return checked


def _check_page(name: str, page: bytes, rules: Rules) -> bytes:
    """What is found on a page, as JSON."""
    checked, root, shown = Checked(), read_page(page), []
    _check_exhibits(name, root, rules.known, checked)
    for passage in passages(root):
        _PassageCheck(checked, rules, name, passage).run()
        shown.append(passage.quotation)
    _check_previews(name, root, shown, rules.known, checked)
    findings = [asdict(one) for one in checked.findings]
    return json.dumps({"kinds": checked.kinds, "findings": findings}).encode()


def _check_exhibits(page: str, root: etree._Element, known: KnownTexts, checked: Checked) -> None:
    """Compare every figure and table of a page with its data."""
    for block in root.iter("div", "figure"):
        token = token_of(block)
        if token.kind in {"figuur", "tabel"}:
            rows = [[normalise(cell.xpath("string()")) for cell in row] for row in block.iter("tr")]
            lines = {normalise(line.xpath("string()")) for line in block.iter("p", "figcaption")}
            marks = block.xpath(".//ol[contains(@class, 'rc-punten')]/li")
            said = [normalise(mark.xpath("string()")) for mark in marks]
            for why in [*known.faults(token, rows, lines), *known.wrong_marks(token, said)]:
                checked.add(page, f"{token.kind} {token.name}", why)


def _check_previews(
    page: str, root: etree._Element, shown: Iterable[str], known: KnownTexts, checked: Checked
) -> None:
    """Compare what a link to a page shows elsewhere with the page; verdicts may be counted as on the cover."""
    allowed = [f" {normalise(text)} " for text in (*shown, *(known.texts(COVER) or ()))]
    for part in map(normalise, previews(root)):
        if not any(f" {part} " in text for text in allowed):
            checked.add(page, part, "is in the preview of this page, and not on it")


class _PassageCheck:
    """The check of one passage."""

    def __init__(self, checked: Checked, rules: Rules, page: str, passage: Passage) -> None:
        self.checked, self.rules, self.page, self.passage = checked, rules, page, passage

    def run(self) -> None:
        for segment in self.passage.segments:
            self._check_text(segment)
        for numeral in numerals(self.passage.text):
            self._check_numeral(numeral, self.passage.segment_at(numeral.start))
        if all(segment.token != PROSE for segment in self.passage.segments):
            return
        for words in self.rules.words.values():
            for start, end in words.spans(self.passage.text):
                prose = self.passage.segment_at(start).token == PROSE
                if prose and not self._is_exempt("woord", start, end):
                    self._fail(start, end, "claims a direction or size without a predicate")

    def _check_text(self, segment: Segment) -> None:
        """Compare a segment with its token, if that allows only whole texts or is a statement."""
        token, end = segment.token, segment.start + len(segment.text)
        allowed = self.rules.known.texts(token)
        if allowed is not None and normalise(segment.text) not in {"", *allowed}:
            known = "; ".join(sorted(allowed)) or "no such number"
            self._fail(segment.start, end, f"is not what '{token.name}' says ({known})")
        if token.kind == "stelling":
            self.checked.kinds["stelling"] += 1
            if not self.rules.known.holds(token):
                self._fail(segment.start, end, f"claims something false ({token.name})")

    def _check_numeral(self, numeral: Numeral, segment: Segment) -> None:
        token, place = segment.token, (numeral.start, numeral.end)
        if self._is_traceable(numeral, segment):
            self.checked.kinds[token.kind] += token.kind != "stelling"
        elif not self._is_exempt("getal", *place):
            why = f"is not in {token.kind} '{token.name}'"
            self._fail(*place, "has no passport and no exemption" if token == PROSE else why)

    def _is_traceable(self, numeral: Numeral, segment: Segment) -> bool:
        """Whether the token has the numeral.

        Whole texts are already checked. A bare number between backticks does not count as code. What a cell
        shows is made by the code above it: a run refuses all output but that of ``Chapter.peek``.
        """
        token, known = segment.token, self.rules.known
        if token.kind == "uitvoer":
            return self.passage.tag == "pre"
        if token.kind == "code":
            return self.passage.tag == "pre" or any(map(str.isalpha, segment.text))
        return known.texts(token) is not None or known.has(token, numeral, segment.text)

    def _is_exempt(self, kind: str, start: int, end: int) -> bool:
        for name, first, last in self._exempt:
            if self.rules.exemptions[name].covers == kind and first <= start and end <= last:
                self.checked.kinds[EXEMPT + name] += 1
                return True
        return False

    @cached_property
    def _exempt(self) -> list[tuple[str, int, int]]:
        """Name, start and end of every match of an exemption."""
        found = self.rules.exemptions.items()
        return [(name, *span) for name, one in found for span in one.spans(self.passage.text)]

    def _fail(self, start: int, end: int, why: str) -> None:
        found, sentence = self.passage.text[start:end].strip(), self.passage.sentence_at(start)
        self.checked.add(self.page, found, why, sentence)
