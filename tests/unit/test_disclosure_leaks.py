"""Seeded leaks: small sets of printed counts from which a secret follows, each by another road."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest

from sto_eval.disclosure import statements as told
from sto_eval.disclosure.audit import audit
from sto_eval.disclosure.statements import Cell, Release, Statement
from sto_eval.disclosure.suppression import protect
from sto_eval.disclosure.systems import system


@dataclass(frozen=True)
class Case:
    """Counts by one letter or word, what was hidden by hand, and the secret that follows all the same.

    ``sums`` reads ``"t = a + b"``; every count under five is secret unless it is in ``open``; ``fixed``
    cannot be hidden; ``never`` is not printed at all.
    """

    counts: dict[str, int]
    leak: str
    least: float
    most: float
    sums: tuple[str, ...] = ()
    hidden: str = ""
    fixed: str = ""
    open: str = ""
    never: str = ""
    more: tuple[Statement, ...] = ()

    @property
    def secrets(self) -> set[Cell]:
        """All counts under five that are not open."""
        small = {name for name, count in self.counts.items() if count < 5}
        return {(name,) for name in small - set(self.open.split())}

    @property
    def release(self) -> Release:
        """All statements, with what was hidden by hand hidden."""
        printed = [
            told.counted((name,), count, fixed=name in self.fixed.split())
            for name, count in self.counts.items()
            if name not in self.never.split()
        ]
        made = told.release([*printed, *map(summed, self.sums), *self.more], self.secrets)
        return made.hiding((name,) for name in self.hidden.split())


def summed(text: str) -> Statement:
    """``"t = a + b"`` as a statement."""
    whole, parts = text.split(" = ")
    return told.total((whole,), [(part,) for part in parts.split(" + ")])


def extremes(names: str, low: float, high: float) -> tuple[Statement, ...]:
    """A smallest or largest count that is printed: it bounds each of these."""
    return tuple(Statement(("uiterste",), {(name,): 1}, low, high, 1) for name in names)


def amount(value: float, **weights: float) -> Statement:
    """A printed sum of counts, each times its own weight."""
    return Statement(
        ("bedrag",), {(name,): each for name, each in weights.items()}, value, value, 1
    )


A = {"a": 3, "b": 10, "c": 20, "t": 33}
ROW = ("t = a + b + c",)
BLOCK = {"a": 16, "b": 4, "c": 1, "d": 10, "r": 20, "s": 11, "k": 17, "l": 14}
SQUARE = ("r = a + b", "s = c + d", "k = a + c", "l = b + d")
NINE = {"a": 3, "b": 9, "c": 40, "d": 50, "e": 8, "f": 7, "g": 30, "h": 20, "i": 60}
NINE_SUMS = (
    *("r = a + b + c", "s = d + e + f", "u = g + h + i"),
    *("k = a + d + g", "l = b + e + h", "m = c + f + i"),
)
NINE_TOTALS = {"r": 52, "s": 65, "u": 110, "k": 83, "l": 37, "m": 107}

CASES = {
    "the secret is printed itself": Case({"a": 3}, "a", 3, 3),
    "the total of a small row is printed": Case(
        {"a": 1, "b": 2, "t": 3}, "t", 3, 3, ("t = a + b",), "a b"
    ),
    "last cell of a row": Case(A, "a", 3, 3, ROW, "a"),
    "last cell of a column": Case(
        {"north": 60, "south": 4, "west": 50, "all": 114}, "south", 4, 4,
        ("all = north + south + west",), "south",
    ),
    "nobody at all": Case({"a": 0, "b": 10, "t": 10}, "a", 0, 0, ("t = a + b",), "a"),
    "a small region in the grand total": Case(
        {"r": 2, "s": 40, "u": 50, "all": 92}, "r", 2, 2, ("all = r + s + u",), "r"
    ),
    "the country, known elsewhere, without the other regions": Case(
        {"r": 3, "s": 40, "u": 60, "nl": 103}, "r", 3, 3, ("nl = r + s + u",), "r", fixed="nl"
    ),
    "those without a region": Case(
        {"none": 3, "regions": 100, "nl": 103}, "none", 3, 3,
        ("nl = none + regions",), "none", fixed="nl",
    ),
    "two hidden in a row add up to less than five": Case(
        {"a": 1, "b": 3, "c": 20, "t": 24}, "a", 0, 4, ("t = a + b + c",), "a b"
    ),
    "a second hidden cell in the row, none in the column": Case(
        {"a": 3, "b": 9, "c": 20, "d": 30, "r": 12, "s": 50, "k": 23, "l": 39}, "a", 3, 3, SQUARE, "a b"
    ),
    "a whole block hidden, but its totals force it": Case(BLOCK, "b", 3, 14, SQUARE, "a b c d"),
    "a chain of four hidden cells that does not close": Case(
        NINE | NINE_TOTALS, "a", 3, 3, NINE_SUMS, "a b e f"
    ),
    "the other hidden cell is a zero that cannot be otherwise": Case(
        {"a": 3, "none": 0, "c": 40, "t": 43}, "a", 3, 3, ("t = a + none + c",), "a",
        fixed="none", open="none",
    ),
    "the mask of a publisher bounds the other part": Case(
        {"a": 3, "m": 2, "t": 5}, "a", 1, 4, ("t = a + m",), "a", open="m", never="m",
        more=(told.counted(("m",), 1, 4, fixed=True),),
    ),
    "two tables share a total that neither prints": Case(
        {"p": 3, "q": 10, "r": 20, "m": 15, "v": 18, "t": 33}, "p", 3, 3,
        ("t = p + q + r", "t = m + v"), "p", never="t",
    ),
    "a second classification joins the hidden cell with a printed one": Case(
        A | {"g": 30}, "a", 3, 3, (*ROW, "g = b + c"), "a b"
    ),
    "a third dimension": Case(
        {"m": 2, "v": 8, "p": 10, "x": 20, "y": 22}, "m", 2, 2,
        ("p = m + v", "y = m + x"), "m v",
    ),
    "a printed remainder of small categories": Case(
        {"a": 2, "b": 2, "rest": 4}, "rest", 4, 4, ("rest = a + b",), "a b"
    ),
    "a share of a known whole": Case(
        {"a": 3}, "a", 3, 3, hidden="a", more=(told.share(("aandeel",), ("a",), 3, 40),)
    ),
    "a share in whole percents": Case(
        {"a": 4}, "a", 3, 5, hidden="a", more=(told.share(("aandeel",), ("a",), 4, 200, 0),)
    ),
    "the share of the others": Case(
        {"a": 3, "b": 37, "t": 40}, "a", 3, 3, ("t = a + b",), "a b",
        more=(told.share(("aandeel",), ("b",), 37, 40),),
    ),
    "a share of all": Case(
        {"a": 0, "b": 40, "t": 40}, "a", 0, 0, ("t = a + b",), "a b",
        more=(told.share(("aandeel",), ("b",), 40, 40),),
    ),
    "a share of a whole that is hidden": Case(
        {"m": 3, "j": 30, "t": 33}, "m", 3, 3, ("t = m + j",), "m t",
        more=tuple(told.share_between(("aandeel",), ("j",), ("t",), 90.9)),
    ),
    "a mean times the number of regions": Case(
        {"a": 3, "b": 10, "c": 9, "d": 11}, "a", 3, 3, hidden="a",
        more=(told.mean(("gemiddelde",), {(each,): 1 for each in "abcd"}, 4, 8.25, 2),),
    ),
    "a mean number of days": Case(
        {"one": 3, "two": 10}, "one", 3, 3, hidden="one",
        more=(told.mean(("dagen",), {("one",): 1, ("two",): 2}, 13, 1.77, 2),),
    ),
    "pupils per place": Case(
        {"a": 4}, "a", 4, 4, hidden="a", more=(told.mean(("per plek",), {("a",): 1}, 2, 2.0),)
    ),
    "an amount at a fixed rate": Case({"a": 3}, "a", 3, 3, hidden="a", more=(amount(2100, a=700),)),
    "an amount that whole numbers alone pin": Case(
        {"a": 3, "b": 2}, "a", 3, 8, hidden="a b", more=(amount(16, a=2, b=5),)
    ),
    "a total in steps of two": Case(
        {"a": 3, "b": 10, "c": 19, "t": 32}, "a", 2, 4, ROW, "a", never="t",
        more=(told.rounded(("afgerond",), ("t",), 32, 2),),
    ),
    "two radii": Case(
        {"near": 20, "far": 23, "ring": 3}, "ring", 3, 3, ("far = near + ring",), never="ring"
    ),
    "three radii, the middle one hidden": Case(
        {"near": 20, "mid": 21, "far": 24, "ring": 1, "rim": 3}, "ring", 0, 4,
        ("mid = near + ring", "far = mid + rim"), "mid", never="ring rim",
    ),
    "a table without and with those across the border": Case(
        {"inland": 40, "all": 42, "abroad": 2}, "abroad", 2, 2,
        ("all = inland + abroad",), never="abroad",
    ),
    "the country without and with one region": Case(
        {"all": 500, "without": 497, "r": 3}, "r", 3, 3, ("all = without + r",), "r", fixed="all"
    ),
    "a later edition with the late ones added": Case(
        {"first": 50, "second": 53, "late": 3}, "late", 3, 3,
        ("second = first + late",), never="late", fixed="first",
    ),
    "a printed change between two years": Case(
        {"before": 10, "after": 3}, "after", 3, 3, hidden="after",
        more=(told.change(("verschil",), ("before",), ("after",), -7),),
    ),
    "a printed ratio of two years": Case(
        {"before": 10, "after": 4}, "after", 4, 4, hidden="after",
        more=tuple(told.share_between(("verhouding",), ("after",), ("before",), 40.0)),
    ),
    "three years together": Case(
        {"one": 10, "two": 12, "three": 3, "all": 25}, "three", 3, 3,
        ("all = one + two + three",), "three",
    ),
    "the smallest count is named": Case(
        {"a": 3, "b": 10}, "a", 3, math.inf, hidden="a", more=extremes("ab", 3, math.inf)
    ),
    "the largest of the small ones is named": Case(
        {"a": 2, "b": 4}, "a", 0, 4, hidden="a b", more=extremes("ab", -math.inf, 4)
    ),
    "the age groups add up, and so does a wider one": Case(
        {"young": 30, "youth": 3, "adult": 90, "under": 33, "all": 123}, "youth", 3, 3,
        ("under = young + youth", "all = under + adult"), "youth under",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_the_auditor_finds_every_seeded_leak(case: Case) -> None:
    """With the least and the most that a reader can tell of the secret, as added up by head."""
    found = {leak.cell: (leak.least, leak.most) for leak in audit(case.release)}
    assert found[case.leak,] == (case.least, case.most)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_nothing_leaks_after_protection(case: Case) -> None:
    """What cannot be hidden is still printed, and what is printed has its own value."""
    safe = protect(case.release)
    assert audit(safe) == []
    printed = {each.name: (each.low, each.high) for each in safe.shown}
    assert {(name,) for name in case.fixed.split()} <= set(printed)
    for name, count in case.counts.items():
        low, high = printed.get((name,), (count, count))
        assert low <= count <= high
    assert not safe.secrets & set(printed)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_seeded_leak_is_made_of_true_statements(case: Case) -> None:
    """The counts of the case agree with all that is printed of them."""
    matrix = system(case.release)
    point = np.array([[case.counts[name] for (name,) in matrix.cells]], float)
    assert matrix.agrees(point, matrix.told(())).all()


def test_there_are_enough_seeded_leaks() -> None:
    """At least thirty roads, none of them twice."""
    assert len(CASES) >= 30
    assert len({repr(case) for case in CASES.values()}) == len(CASES)
