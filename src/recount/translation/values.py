"""What a sentence takes from data: numerals, dates and names, and how another language writes them.

Only the words of a sentence are translated. What it states in digits or number words is read in the Dutch text
and written again, so that a translation cannot change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, pairwise

from babel import Locale
from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from recount.numbers.dutch_numerals import CARDINALS, ONE, Numeral, numerals
from recount.numbers.dutch_words import MONTHS
from recount.numbers.separators import GROUP

NUMERAL, DATE, NAME = "", "d", "n"
"""Kinds of values: how the placeholder of each begins."""

_DATE = re.compile(rf"(?:(?P<day>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})\b")
_RANGE = "–"
_FEW = 2
_JOINTS = (", ", _RANGE)
"""What stands between the numerals of a list of ranges."""

STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')
"""Messages and names have straight quotes, whatever those of the page are."""

_IDENTIFIER = re.compile(
    r"(?<![\w/])(?:https?://\S*[\w/]|[\w./-]+\.(?:py|sql|csv|json|toml|md|zip|xlsx|ods|pdf|html)(?:#[\w-]+)?"
    r"|[a-z]\w+(?:\.\w{2,})+|[a-zA-Z]\w*_\w+)(?!\w)"
)
"""Addresses, and names of files and functions, which no language translates."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a sentence takes from data.

    Parameters
    ----------
    kind
        ``NUMERAL``, ``DATE`` or ``NAME``.
    start, end
        Its position in the Dutch text.
    text
        How the other language writes it; a number word in lower case.
    """

    kind: str
    start: int
    end: int
    text: str


def _joined(row: Sequence[Value], text: str) -> Iterator[Value]:
    """Numerals as one value if they are a list of ranges, else each by itself."""
    between = [text[one.end : other.start] for one, other in pairwise(row)]
    if _RANGE not in between and len(row) <= _FEW:
        yield from row
        return
    shown = "".join(
        chain.from_iterable(zip((one.text for one in row), [*between, ""], strict=True))
    )
    yield Value(NUMERAL, row[0].start, row[-1].end, shown)


@dataclass(frozen=True)
class Notation:
    """How a language writes numbers and dates, and the names that no language translates.

    Parameters
    ----------
    locale
        The language.
    names
        Names in sentences.
    words
        Number words, from zero; a number without one is written in digits.

    >>> english = Notation(Locale("en", "GB"), ("Twente",), ("zero", "one", "two", "three"))
    >>> [one.text for one in english.values("In Twente telden wij op 1 oktober 2024 € 1.234,5 en drie scholen.")]
    ['Twente', '1 October 2024', '€1,234.5', 'three']
    """

    locale: Locale
    names: Sequence[str] = ()
    words: Sequence[str] = ()
    _read: dict[str, list[Value]] = field(default_factory=dict, repr=False, compare=False)

    def values(self, text: str) -> list[Value]:
        """The values in a Dutch text, in order; of two that overlap, the first or else the longest."""
        if text not in self._read:
            self._read[text] = self._find(text)
        return self._read[text]

    def _find(self, text: str) -> list[Value]:
        found = [*self._names(text), *self._dates(text), *self._numerals(text)]
        chosen: list[Value] = []
        for one in sorted(found, key=lambda value: (value.start, -value.end)):
            if not chosen or one.start >= chosen[-1].end:
                chosen.append(one)
        return chosen

    def number(self, digits: str) -> str:
        """Digits in Dutch notation, in this notation."""
        return digits.translate(self._separators)

    @cached_property
    def _separators(self) -> dict[int, str]:
        point, comma = get_group_symbol(self.locale), get_decimal_symbol(self.locale)
        return str.maketrans({".": point, GROUP: point, ",": comma})

    @cached_property
    def _name(self) -> re.Pattern[str]:
        longest_first = sorted({name.translate(STRAIGHT) for name in self.names}, key=len)[::-1]
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def _names(self, text: str) -> Iterator[Value]:
        for pattern in [_IDENTIFIER, *([self._name] if self.names else [])]:
            for found in pattern.finditer(text.translate(STRAIGHT)):
                start, end = found.span()
                yield Value(NAME, start, end, text[start:end])

    def _dates(self, text: str) -> Iterator[Value]:
        for found in _DATE.finditer(text):
            year, month = int(found["year"]), MONTHS.index(found["month"]) + 1
            try:
                day = date(year, month, int(found["day"] or 1))
            except ValueError:  # no such day: what it has are numerals
                continue
            shown = format_date(day, "d MMMM y" if found["day"] else "MMMM y", self.locale)
            yield Value(DATE, found.start(), found.end(), shown)

    def _numerals(self, text: str) -> Iterator[Value]:
        """The numerals in a text; a list of ranges, such as those of lines, is one value."""
        row: list[Value] = []
        for one in self._single(text):
            if row and text[row[-1].end : one.start] not in _JOINTS:
                yield from _joined(row, text)
                row = []
            row.append(one)
        yield from _joined(row, text)

    def _single(self, text: str) -> Iterator[Value]:
        for one in numerals(text):
            written = self._written(one)
            if written is not None:
                if "€" in text[one.start : one.end]:
                    sign = written[: not written[0].isdigit()]
                    written = f"{sign}€{written.removeprefix(sign)}"
                yield Value(NUMERAL, one.start, one.end, written)

    def _written(self, one: Numeral) -> str | None:
        """A numeral in this notation; ``None`` for a word other than a cardinal, such as "de helft"."""
        if one.kind != "woord":
            return one.text if one.value is None else self.number(one.text)
        if one.value is None or not {one.text.lower()} & (CARDINALS.keys() | ONE):
            return None
        number = int(one.value)
        if number >= len(self.words):
            return self.number(f"{number:,}".replace(",", "."))
        return self.words[number]
