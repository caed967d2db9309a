"""The census of a built page: every numeral is counted in a class, and what has none is a finding.

A numeral has a class when the owner of its text vouches for it, or when a declared exemption covers it. A word
that claims a direction or a size must stand in a statement, or in a text that was made from data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any, Final, Literal

from sto_eval.book.passages import (
    AUTHOR,
    Owner,
    Passage,
    Run,
    even,
    passages,
    read_page,
    table_cells,
)  # fmt: skip
from sto_eval.book.vouchers import Vouchers
from sto_eval.exemptions import ClaimWord, Exemption
from sto_eval.numerals import Numeral, numerals
from sto_eval.predicates import parse_predicate

FURNITURE: Final = {"_static", "search.html", "genindex.html"}
"""What the theme adds to a site and no reader reads."""

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
        return f"{self.page}: '{self.found}' {self.why}: \N{LEFT DOUBLE QUOTATION MARK}{self.sentence}\N{RIGHT DOUBLE QUOTATION MARK}"


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
    """

    vouchers: Vouchers
    exemptions: Mapping[str, Exemption]
    words: Mapping[str, ClaimWord]


def count_site(site: Path, rules: Rules) -> Census:
    """The census of all pages of a website, without the theme's own."""
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    paths = [site / path for path in sorted(found) if path.parts[0] not in FURNITURE]
    return count_pages([(path.relative_to(site).as_posix(), path) for path in paths], rules)


def count_pages(pages: Iterable[tuple[str, Path]], rules: Rules) -> Census:
    """The census of some pages; an exemption that covers nothing on any of them is a finding."""
    census = Census()
    for name, path in pages:
        root = read_page(path)
        kept = list(passages(root))
        for table, why in _table_faults(table_cells(root), kept, rules.vouchers):
            census.findings.append(Finding(name, f"tabel {table}", "", why))
        for passage in kept:
            _Counter(census, rules, name, passage).count()
    for unused in sorted(set(rules.exemptions) - set(census.exempted)):
        pattern = rules.exemptions[unused].pattern
        census.findings.append(
            Finding("exemptions.toml", unused, pattern, "covers nothing; take it away")
        )
    return census


def _table_faults(
    tables: Mapping[str, list[list[str]]], kept: Iterable[Passage], vouchers: Vouchers
) -> Iterator[tuple[str, str]]:
    """What is wrong with the tables of a page: cells that are not in the CSV, no line with the source."""
    lines = {even(one.text) for one in kept if one.tag == "p"}
    for name, cells in tables.items():
        expected = vouchers.rows(name)
        if expected is None:
            yield name, "is no table of a chapter"
        elif cells != expected:
            pairs = zip(chain(*cells), chain(*expected), strict=False)
            first = next((f"'{one}' is '{two}' there" for one, two in pairs if one != two), "size")
            yield name, f"differs from the CSV beside it ({first})"
        elif not lines & vouchers.source_lines(name):
            yield name, "has no line with its source"


class _Counter:
    """The judgement of one passage."""

    def __init__(self, census: Census, rules: Rules, page: str, passage: Passage) -> None:
        self.census, self.rules, self.page, self.passage = census, rules, page, passage
        self.exempt = {
            "getal": self._spans("getal"),
            "woord": self._spans("woord"),
        }

    def count(self) -> None:
        for run in self.passage.runs:
            self._check(run)
        for numeral in numerals(self.passage.text):
            self._classify(numeral)
        self._lint()

    def _check(self, run: Run) -> None:
        said = self.rules.vouchers.says(run.owner)
        if said is not None and even(run.text) not in said and run.text.strip():
            self._find(
                run.text.strip(),
                run.start,
                f"is not what '{run.owner.name or run.owner.kind}' says ({'; '.join(sorted(said)) or 'no such number'})",
            )
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
            is_name = self.passage.tag == "pre" or any(
                run.owner == owner and any(map(str.isalpha, run.text))
                for run in self.passage.runs
                if run.start <= numeral.start < run.start + len(run.text)
            )
            return "code" if is_name else None
        if owner.kind == "tabel" and self.passage.tag in CELLS:
            return "tabel"
        if owner.kind == "stelling":
            return "stelling" if _named(owner, numeral) else None
        if owner != AUTHOR and self.rules.vouchers.vouches(owner, numeral.text):
            return owner.kind
        covering = self._covering("getal", numeral.start, numeral.end)
        return f"vrij: {covering}" if covering else None

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
