"""The check of the pages of a book: every numeral is proved by its token, or the edition exempts it.

A word that claims a direction or a size must stand in a statement, or in a text that was made from data.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from lxml import etree

from sto_eval.book.numerals.known import Known
from sto_eval.book.numerals.tokens import (
    PROSE,
    Passage,
    Run,
    even,
    passages,
    read_page,
    token_of,
)
from sto_eval.edition import REGIONS
from sto_eval.exemptions import ClaimWord, Exemption
from sto_eval.findings import Finding
from sto_eval.numerals import Numeral, numerals

NOT_OURS: Final = {"_static", "search.html", "genindex.html", REGIONS.name}
"""What the theme adds to a site and no reader reads, and the regional book, which is checked by itself."""

FREE: Final = "vrij: "
"""Before the name of an exemption, among the kinds."""


@dataclass(slots=True)
class Checked:
    """What was found on some pages.

    Parameters
    ----------
    kinds
        Kind of token, or ``vrij:`` and an exemption -> how many numerals, statements or words it covers.
    findings
        Numerals and words without a number behind them, and texts that their record does not say.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def add(self, page: str, what: str, why: str, sentence: str = "") -> None:
        """Add a finding, with the sentence that it stands in."""
        quoted = f": \N{LEFT DOUBLE QUOTATION MARK}{sentence}\N{RIGHT DOUBLE QUOTATION MARK}"
        self.findings.append(Finding("B8", page, f"'{what}' {why}{quoted if sentence else ''}"))


@dataclass(frozen=True, slots=True)
class Rules:
    """What pages are checked by.

    Parameters
    ----------
    known
        What tokens name.
    exemptions, words
        What the edition declares.
    whole
        Whether the pages are the report itself: then an exemption that covers nothing is a finding.
    """

    known: Known
    exemptions: Mapping[str, Exemption]
    words: Mapping[str, ClaimWord]
    whole: bool = True


def check_site(site: Path, rules: Rules) -> Checked:
    """The check of all pages of a book on the web, without the theme's own."""
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    ours = [path for path in sorted(found) if path.parts[0] not in NOT_OURS]
    return check_pages([(path.as_posix(), site / path) for path in ours], rules)


def check_pages(pages: Iterable[tuple[str, Path | zipfile.Path]], rules: Rules) -> Checked:
    """The check of some pages, by name; in the whole report an exemption that covers nothing is a finding."""
    checked = Checked()
    for name, path in pages:
        root = read_page(path)
        _check_exhibits(name, root, rules.known, checked)
        for passage in passages(root):
            _Judge(checked, rules, name, passage).judge()
    for name, exemption in sorted(rules.exemptions.items()) if rules.whole else ():
        if FREE + name not in checked.kinds:
            checked.add("exemptions.toml", name, "covers nothing; take it away", exemption.pattern)
    return checked


def _check_exhibits(page: str, root: etree._Element, known: Known, checked: Checked) -> None:
    """Hold every figure and table of a page against the data beside it."""
    for block in root.iter("div", "figure"):
        token = token_of(block)
        if token.kind in {"figuur", "tabel"}:
            rows = [[even(cell.xpath("string()")) for cell in row] for row in block.iter("tr")]
            lines = {even(line.xpath("string()")) for line in block.iter("p", "figcaption")}
            for why in known.faults(token, rows, lines):
                checked.add(page, f"{token.kind} {token.name}", why)


class _Judge:
    """The judgement of one passage."""

    def __init__(self, checked: Checked, rules: Rules, page: str, passage: Passage) -> None:
        self.checked, self.rules, self.page, self.passage = checked, rules, page, passage

    def judge(self) -> None:
        for run in self.passage.runs:
            self._check_text(run)
        for numeral in numerals(self.passage.text):
            self._check_numeral(numeral, self.passage.run_at(numeral.start))
        for words in self.rules.words.values():
            for start, end in words.spans(self.passage.text):
                prose = self.passage.run_at(start).token == PROSE
                if prose and not self._is_exempt("woord", start, end):
                    self._fail(start, end, "claims a direction or size without a predicate")

    def _check_text(self, run: Run) -> None:
        """Whether a run says what its token does, where that is a whole text or a claim."""
        token, end = run.token, run.start + len(run.text)
        said = self.rules.known.texts(token)
        if said is not None and even(run.text) not in {"", *said}:
            known = "; ".join(sorted(said)) or "no such number"
            self._fail(run.start, end, f"is not what '{token.name}' says ({known})")
        if token.kind == "stelling":
            self.checked.kinds["stelling"] += 1
            if not self.rules.known.holds(token):
                self._fail(run.start, end, f"claims what is not true ({token.name})")

    def _check_numeral(self, numeral: Numeral, run: Run) -> None:
        token, place = run.token, (numeral.start, numeral.end)
        if self._is_proved(numeral, run):
            self.checked.kinds[token.kind] += token.kind != "stelling"
        elif not self._is_exempt("getal", *place):
            why = f"is not vouched for by {token.kind} '{token.name}'"
            self._fail(*place, "has no passport and no exemption" if token == PROSE else why)

    def _is_proved(self, numeral: Numeral, run: Run) -> bool:
        """By the token; a whole text is checked already, a bare number between backticks is no code."""
        if run.token.kind == "code":
            return self.passage.tag == "pre" or any(map(str.isalpha, run.text))
        known = self.rules.known
        return known.texts(run.token) is not None or known.has(run.token, numeral, run.text)

    def _is_exempt(self, kind: str, start: int, end: int) -> bool:
        for name, first, last in self._exempt:
            if self.rules.exemptions[name].covers == kind and first <= start and end <= last:
                self.checked.kinds[FREE + name] += 1
                return True
        return False

    @cached_property
    def _exempt(self) -> list[tuple[str, int, int]]:
        """Where exemptions match."""
        found = self.rules.exemptions.items()
        return [(name, *span) for name, one in found for span in one.spans(self.passage.text)]

    def _fail(self, start: int, end: int, why: str) -> None:
        found, sentence = self.passage.text[start:end].strip(), self.passage.sentence_at(start)
        self.checked.add(self.page, found, why, sentence)
