"""The census of a built page: every numeral is counted in a class, and what has none is a finding.

A numeral has a class when the owner of its text vouches for it, or when a declared exemption covers it. A word
that claims a direction or a size must stand in a statement, or in a text that was made from data.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, Final, Literal

from sto_eval.book.ordinals import misnumbered
from sto_eval.book.passages import (
    AUTHOR,
    Exhibit,
    Owner,
    Passage,
    Run,
    even,
    exhibits,
    passages,
    read_page,
)  # fmt: skip
from sto_eval.book.vouchers import Vouchers
from sto_eval.edition import REGIONS
from sto_eval.exemptions import ClaimWord, Exemption
from sto_eval.numerals import Numeral, numerals
from sto_eval.predicates import parse_predicate
from sto_eval.sphinxext.elements import PASSPORTS

FURNITURE: Final = {"_static", "search.html", "genindex.html"}
"""What the theme adds to a site and no reader reads."""

NOT_OURS: Final = FURNITURE | {REGIONS.name}
"""What stands in a site and is not of its book: a regional book is counted where it was made."""

CELLS: Final = {"td", "th"}
PERCENT: Final = 100
CLOSE: Final = Fraction(1, 2)
"""How far a part in words may lie from the percentage that its predicate names, in points."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A numeral or word without a number behind it, or a text that its record does not say.

    Parameters
    ----------
    page
        The page of the site, or of the PDF.
    found
        The numeral, the word, or the text.
    sentence
        Where it stands.
    why
        What is wrong with it.
    """

    page: str
    found: str
    sentence: str
    why: str

    def __str__(self) -> str:
        """The finding in one line."""
        quoted = f": \N{LEFT DOUBLE QUOTATION MARK}{self.sentence}\N{RIGHT DOUBLE QUOTATION MARK}"
        return f"{self.page}: '{self.found}' {self.why}{quoted if self.sentence else ''}"


@dataclass(slots=True)
class Census:
    """What was counted on some pages.

    Parameters
    ----------
    classes
        Class -> how many numerals.
    exempted
        Exemption -> how many numerals or words it covered.
    statements
        How many statements are bound to a predicate.
    findings
        What is wrong.
    """

    classes: Counter[str] = field(default_factory=Counter)
    exempted: Counter[str] = field(default_factory=Counter)
    statements: int = 0
    findings: list[Finding] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The counts, in a fixed order."""
        return {
            "classified": sum(self.classes.values()),
            "classes": dict(sorted(self.classes.items())),
            "exemptions": dict(sorted(self.exempted.items())),
            "statements": self.statements,
            "findings": [str(one) for one in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Rules:
    """What a census judges by.

    Parameters
    ----------
    vouchers
        What the records say.
    exemptions, words
        What the edition declares.
    whole
        Whether the pages are the report itself: then an exemption that covers nothing is a finding.
    """

    vouchers: Vouchers
    exemptions: Mapping[str, Exemption]
    words: Mapping[str, ClaimWord]
    whole: bool = True


def count_site(site: Path, rules: Rules) -> Census:
    """The census of all pages of a book on the web, without the theme's own."""
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    paths = [site / path for path in sorted(found) if path.parts[0] not in NOT_OURS]
    return count_pages([(path.relative_to(site).as_posix(), path) for path in paths], rules)


def count_pages(pages: Iterable[tuple[str, Path | zipfile.Path]], rules: Rules) -> Census:
    """The census of some pages; in the whole report an exemption that covers nothing is a finding."""
    census = Census()
    for name, path in pages:
        root = read_page(path)
        for shown in exhibits(root):
            for why in _faults(shown, rules.vouchers):
                what = f"{shown.owner.kind} {shown.owner.name}"
                census.findings.append(Finding(name, what, "", why))
        for text, expected in misnumbered(root):
            census.findings.append(Finding(name, text, "", f"is numbered wrongly, not {expected}"))
        for passage in passages(root, _owner_of_page(name)):
            _Counter(census, rules, name, passage).count()
    for unused in sorted(set(rules.exemptions) - set(census.exempted)) if rules.whole else ():
        pattern = rules.exemptions[unused].pattern
        census.findings.append(
            Finding("exemptions.toml", unused, pattern, "covers nothing; take it away")
        )
    return census


def _owner_of_page(name: str) -> Owner:
    """A passport is a page of its own: its texts come from one record."""
    folder, _, page = name.rpartition("/")
    return Owner("paspoort", page.removesuffix(".html")) if folder == PASSPORTS else AUTHOR


def _faults(shown: Exhibit, vouchers: Vouchers) -> Iterator[str]:
    """What is wrong with a figure or table: it is not known, differs from its CSV, names no source."""
    known = vouchers.exhibit(shown.owner)
    if known is None:
        yield "is published by no chapter"
        return
    expected = vouchers.rows(known) if shown.owner.kind == "tabel" or shown.rows else []
    if shown.rows != expected:
        pairs = zip(chain(*shown.rows), chain(*expected), strict=False)
        first = next((f"'{one}' is '{two}' there" for one, two in pairs if one != two), "its size")
        yield f"differs from the CSV beside it ({first})"
    if not shown.lines & vouchers.source_lines(known):
        yield "has no line with its source"


class _Counter:
    """The judgement of one passage."""

    def __init__(self, census: Census, rules: Rules, page: str, passage: Passage) -> None:
        self.census, self.rules, self.page, self.passage = census, rules, page, passage
        self.exempt: dict[str, list[tuple[str, int, int]]] = {}

    def count(self) -> None:
        for run in self.passage.runs:
            self._check(run)
        if self._is_known():
            return
        for numeral in numerals(self.passage.text):
            self._classify(numeral)
        if any(run.owner == AUTHOR for run in self.passage.runs):
            self._lint()

    def _is_known(self) -> bool:
        """Whether the whole passage is a text of its one owner; then its numerals are counted at once."""
        owner = self.passage.runs[0].owner
        if len(self.passage.runs) > 1 or owner == AUTHOR:
            return False
        known = self.rules.vouchers.counted(owner, self.passage.text)
        if known:
            self.census.classes[owner.kind] += known
        return known is not None

    def _check(self, run: Run) -> None:
        said = self.rules.vouchers.says(run.owner)
        if said is not None and run.text.strip() and even(run.text) not in said:
            known = "; ".join(sorted(said)) or "no such number"
            why = f"is not what '{run.owner.name or run.owner.kind}' says ({known})"
            self._find(run.text.strip(), run.start, why)
        if run.owner.kind == "stelling":
            self.census.statements += 1
            if not self.rules.vouchers.holds(run.owner):
                self._find(run.text, run.start, f"claims what is not true ({run.owner.name})")

    def _classify(self, numeral: Numeral) -> None:
        owner = self.passage.owner_at(numeral.start)
        name = self._class(owner, numeral)
        if name is None:
            why = "has no passport and no exemption"
            if owner != AUTHOR:
                why = f"is not vouched for by {owner.kind} '{owner.name}'"
            self._find(numeral.text, numeral.start, why)
        else:
            self.census.classes[name] += 1

    def _class(self, owner: Owner, numeral: Numeral) -> str | None:
        if owner.kind == "code":
            return "code" if self._is_code(numeral.start) else None
        if owner.kind == "tabel" and self.passage.tag in CELLS:
            return "tabel"
        if owner.kind == "stelling":
            right = self.rules.vouchers.holds(owner) and _named(owner, numeral)
            return "stelling" if right else None
        if owner != AUTHOR and self.rules.vouchers.vouches(owner, numeral.text):
            return owner.kind
        covering = self._covering("getal", numeral.start, numeral.end)
        return f"vrij: {covering}" if covering else None

    def _is_code(self, position: int) -> bool:
        """A block of code, or a name within a sentence: a bare number between backticks is neither."""
        run = next(run for run in reversed(self.passage.runs) if run.start <= position)
        return self.passage.tag == "pre" or any(map(str.isalpha, run.text))

    def _lint(self) -> None:
        for words in self.rules.words.values():
            for start, end in words.spans(self.passage.text):
                if self.passage.owner_at(start) == AUTHOR and not self._covering(
                    "woord", start, end
                ):
                    self._find(
                        self.passage.text[start:end],
                        start,
                        "claims a direction or size without a predicate",
                    )

    def _covering(self, kind: Literal["getal", "woord"], start: int, end: int) -> str | None:
        if kind not in self.exempt:
            self.exempt[kind] = self._spans(kind)
        for name, first, last in self.exempt[kind]:
            if first <= start and end <= last:
                self.census.exempted[name] += 1
                return name
        return None

    def _spans(self, kind: str) -> list[tuple[str, int, int]]:
        return [
            (name, *span)
            for name, one in self.rules.exemptions.items()
            if one.covers == kind
            for span in one.spans(self.passage.text)
        ]

    def _find(self, found: str, position: int, why: str) -> None:
        sentence = self.passage.sentence_at(position)
        self.census.findings.append(Finding(self.page, found, sentence, why))


def _named(statement: Owner, numeral: Numeral) -> bool:
    """Whether the predicate of a statement holds its number against this numeral, or its percentage."""
    value = numeral.value
    literals = parse_predicate(statement.name).literals()
    return value is not None and any(
        one == value or abs(one - PERCENT * value) <= CLOSE for one in literals
    )
