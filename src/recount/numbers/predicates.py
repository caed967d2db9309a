"""Predicates over numbers: a testable form of what a word such as *gestegen* claims.

A predicate is one or more comparisons joined by ``en``: ``bereik-pie > bereik-bwi en bereik-bwi >= 85``. Each
side is the id of a number (optionally with a part after a point), a number in Dutch notation, or a number times
an id: ``2 * regio-kleinste``. A comparison is true only if it holds for every value within the bounds, so
undecided and unknown comparisons are not true.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from recount.errors import DefinitionError
from recount.numbers.dutch_numerals import parse

Bounds = tuple[Fraction | float, Fraction | float]
"""The lowest and highest possible value of a number."""

STATEMENT = re.compile(r"\{stelling\}`([^`]+)`")
"""A statement in a page: words, a vertical bar and a predicate, or alternatives of these (see ``alternatives``)."""

_TESTS: Final[Mapping[str, Callable[[Bounds, Bounds], bool]]] = {
    ">=": lambda one, two: one[0] >= two[1],
    "<=": lambda one, two: one[1] <= two[0],
    ">": lambda one, two: one[0] > two[1],
    "<": lambda one, two: one[1] < two[0],
    "=": lambda one, two: one[0] == one[1] == two[0] == two[1],
}
_COMPARISON = re.compile(r"(?P<left>.+?)\s+(?P<sign>>=|<=|>|<|=)\s+(?P<right>.+)")
_TERM = re.compile(
    r"(?:(?P<factor>[\d.,]+)\s+[*×]\s+)?(?P<id>[a-z][\w-]*(?:\.[\w-]+)?)|(?P<literal>-?[\d.,]+)%?"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One side of a comparison: a factor times a number, or the factor alone if the id is empty."""

    factor: Fraction
    id: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides and the operator between them."""

    left: Term
    sign: str
    right: Term

    def holds(self, numbers: Mapping[str, Bounds | None]) -> bool:
        """Whether it is true for every value within the bounds; false if a number is unknown."""
        left, right = (_bounds(side, numbers) for side in (self.left, self.right))
        return left is not None and right is not None and _TESTS[self.sign](left, right)


@dataclass(frozen=True, slots=True)
class Predicate:
    """Comparisons that must all be true."""

    comparisons: tuple[Comparison, ...]

    def holds(self, numbers: Mapping[str, Bounds | None]) -> bool:
        """Whether all comparisons hold.

        >>> rose = parse_predicate("later > eerder")
        >>> rose.holds({"eerder": (1, 2), "later": (3, 3)}), rose.holds({"eerder": (1, 2), "later": (2, 4)})
        (True, False)
        """
        return all(one.holds(numbers) for one in self.comparisons)

    def ids(self) -> list[str]:
        """The ids of its numbers, each once, in order."""
        return list(dict.fromkeys(term.id for term in self._terms() if term.id))

    def literals(self) -> list[Fraction]:
        """The literal numbers and factors in it."""
        return [term.factor for term in self._terms() if term.factor != 1 or not term.id]

    def _terms(self) -> Iterator[Term]:
        for one in self.comparisons:
            yield from (one.left, one.right)


def alternatives(statement: str) -> list[tuple[str, str]]:
    """The words and the predicate of every alternative of a statement; words without a predicate always hold.

    >>> alternatives("gestegen | later > eerder || gedaald | later < eerder || anders")
    [('gestegen', 'later > eerder'), ('gedaald', 'later < eerder'), ('anders', '')]
    """
    parts = (one.partition("|") for one in statement.split("||"))
    return [(words.strip(), condition.strip()) for words, _, condition in parts]


def parse_predicate(text: str) -> Predicate:
    """Parse a predicate; ``DefinitionError`` if the text is not a predicate."""
    return Predicate(tuple(_comparison(part, text) for part in re.split(r"\s+en\s+", text.strip())))


def _comparison(part: str, whole: str) -> Comparison:
    found = _COMPARISON.fullmatch(part.strip())
    if not found:
        raise _refusal(whole, part)
    left, right = (_term(found[side], whole) for side in ("left", "right"))
    return Comparison(left, found["sign"], right)


def _term(text: str, whole: str) -> Term:
    found = _TERM.fullmatch(text.strip())
    factor = parse(found["factor"] or found["literal"] or "1") if found else None
    if not found or factor is None:
        raise _refusal(whole, text)
    return Term(factor, found["id"] or "")


def _bounds(term: Term, numbers: Mapping[str, Bounds | None]) -> Bounds | None:
    if not term.id:
        return term.factor, term.factor
    known = numbers.get(term.id)
    if known is None:
        return None
    low, high = known
    return low * term.factor, high * term.factor


def _refusal(whole: str, part: str) -> DefinitionError:
    return DefinitionError(
        "a predicate cannot be read",
        f"'{whole}'",
        "comparisons as in 'a > b' or 'a.teller >= 2 * b', joined by 'en'",
        f"'{part.strip()}'",
        "Put spaces around the sign, and write numbers in Dutch notation.",
    )
