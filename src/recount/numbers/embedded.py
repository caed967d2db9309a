"""Numbers in texts as values: a notebook writes what it counted, and a page chooses the notation.

An embedded number is a few characters for private use, so that a text with numbers can be joined, put in a table
and compared as any other text. ``formats.write_out`` replaces each by what a reader sees.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any, Final

from recount.numbers.changes import POINTS
from recount.numbers.measures import Measure, Number

MILLION: Final = 1_000_000

TEXTS: Final = ("title", "subtitle", "caption", "alt")
"""The texts of a figure or table that may have embedded numbers."""

_BEGIN, _END = "\ue000", "\ue001"
_FIRST: Final = 0xE100
"""The character for private use that takes the place of the first one of ASCII; the others follow it."""

_EMBEDDED: Final = re.compile(f"({_BEGIN}[^{_END}]*{_END})")

Data = str | dict[str, Any] | list[Any]
"""A text as JSON: itself, the number that it consists of, or the parts of a text with numbers."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A number in a text.

    Parameters
    ----------
    low, high
        Its bounds, equal if it is exact; infinite if unbounded, ``None`` if unknown.
    unit
        As of a measure.
    decimals
        How many to write; by default as many as the bounds support.
    step
        What a printed figure was rounded to.
    words
        How a figure was printed, if its own words are quoted.
    withheld
        Known, but not published.
    bare
        Written without its unit, that of a change.
    """

    low: Number | None
    high: Number | None
    unit: str = ""
    decimals: int | None = None
    step: float | None = None
    words: str = ""
    withheld: bool = False
    bare: bool = False

    def data(self) -> dict[str, Any]:
        """Its fields as JSON, without those that have their default; a ``Decimal`` is a text."""
        shown = {one.name: getattr(self, one.name) for one in fields(self)}
        return {
            one.name: _plain(shown[one.name])
            for one in fields(self)
            if one.name in {"low", "high"} or shown[one.name] != one.default
        }

    @property
    def in_millions(self) -> bool:
        """Whether a printed amount was rounded to millions, or tenths of these."""
        return self.unit == "euro" and (self.step or 0) >= MILLION / 10

    @property
    def measure(self) -> Measure:
        """The measure with these bounds."""
        return Measure(self.low, self.low, self.high, self.unit, withheld=self.withheld)


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that depend on whether texts with numbers look the same once these are written out."""

    texts: Sequence[Data]
    same: Data
    other: Data

    def data(self) -> dict[str, Any]:
        """Its fields as JSON."""
        return {"texts": self.texts, "same": self.same, "other": self.other}


def number(value: Number, decimals: int = 0) -> str:
    """A number with so many decimals."""
    return _embed(Embedded(value, value, decimals=decimals))


def percent(value: Number, decimals: int = 1) -> str:
    """A percentage."""
    return _embed(Embedded(value, value, "%", decimals))


def display(measure: Measure, *, bare: bool = False) -> str:
    """A measure; ``bare`` leaves out the unit of a change."""
    return _embed(replace(of_measure(measure), bare=bare and measure.unit == POINTS))


def of_measure(measure: Measure) -> Embedded:
    """A measure as a number in a text; unknown if its value or a bound is."""
    low, high = measure.low, measure.high
    if measure.value is None or low is None or high is None:
        low = high = None
    return Embedded(low, high, measure.unit, withheld=measure.withheld)


def printed(value: Number, step: float, unit: str, words: str = "") -> str:
    """A printed figure, with the decimals that its step supports or in its own words."""
    return _embed(Embedded(value, value, unit, step=step, words=words))


def between(low: Number, high: Number) -> str:
    """A count, or the two that it is between."""
    return _embed(Embedded(low, high, decimals=0))


def unless_same(texts: Iterable[str], other: str, same: str) -> str:
    """A text with several numbers, or another one if these look the same."""
    return _embed(Choice([*map(as_data, texts)], as_data(same), as_data(other)))


def only_number(text: str) -> Embedded | None:
    """The number that a text consists of; ``None`` for any other text."""
    found = _read(text) if _EMBEDDED.fullmatch(text) else None
    return found if isinstance(found, Embedded) else None


def holds_numbers(cell: object) -> bool:
    """Whether a cell is a text with numbers."""
    return isinstance(cell, str) and _BEGIN in cell


def parts(text: str) -> Sequence[str | Embedded | Choice]:
    """The numbers in a text and the words between them.

    >>> parts(f"PIE {number(3)}.")
    ['PIE ', Embedded(low=3, high=3, unit='', decimals=0, step=None, words='', withheld=False, bare=False), '.']
    """
    return [_read(one) if one.startswith(_BEGIN) else one for one in _EMBEDDED.split(text) if one]


def as_data(text: str) -> Data:
    """A text as JSON.

    >>> as_data("PIE"), as_data(number(3)), as_data(f"PIE {percent(7.5)}")
    ('PIE', {'low': 3, 'high': 3, 'decimals': 0}, ['PIE ', {'low': 7.5, 'high': 7.5, 'unit': '%', 'decimals': 1}])
    """
    found = [one if isinstance(one, str) else one.data() for one in parts(text)]
    return found if len(found) > 1 else found[0] if found else ""


def from_data(data: Data | float) -> str:
    """The text that was written as JSON."""
    if isinstance(data, list):
        return "".join(map(from_data, data))
    return _embed(read_data(data)) if isinstance(data, dict) else str(data)


def _embed(one: Embedded | Choice) -> str:
    """A number as characters in a text."""
    content = json.dumps(one.data(), separators=(",", ":"))
    return f"{_BEGIN}{''.join(chr(ord(one) + _FIRST) for one in content)}{_END}"


def _read(characters: str) -> Embedded | Choice:
    return read_data(json.loads("".join(chr(ord(one) - _FIRST) for one in characters[1:-1])))


def read_data(data: dict[str, Any]) -> Embedded | Choice:
    """A number or choice from its JSON."""
    if "texts" in data:
        return Choice(**data)
    return Embedded(**{**data, **{end: _number(data[end]) for end in ("low", "high")}})


def _number(plain: str | float | None) -> Number | None:
    if not isinstance(plain, str):
        return plain
    return float(plain) if plain.endswith("inf") else Decimal(plain)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a field
    """A field as JSON: a number of NumPy as one of Python, money and infinity as text."""
    plain = value.item() if hasattr(value, "item") else value
    exact = isinstance(plain, Decimal) or (isinstance(plain, float) and math.isinf(plain))
    return str(plain) if exact else plain
