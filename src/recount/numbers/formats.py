"""Dutch notation: ``1.234``, ``75,3%``, ``€ 481.148.423,54``, ``1 oktober 2019``."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from typing import Final

from babel import Locale

from recount.numbers.changes import POINTS
from recount.numbers.measures import Measure, Number

MONTHS: Final[list[str]] = list(Locale("nl").months["format"]["wide"].values())
UNKNOWN, WITHHELD, NOTHING = "onbekend", "afgeschermd", "–"
MILLION = 1_000_000
DUTCH = str.maketrans(",.-", ".,\N{MINUS SIGN}")
"""From the separators and the hyphen of Python to those of Dutch."""


Nouns = Mapping[str, str]
"""Plural -> singular of nouns that are counted."""

COMMON_NOUNS: Final[Nouns] = {
    "combinaties": "combinatie",
    "dagen": "dag",
    "getallen": "getal",
    "manieren": "manier",
    "regels": "regel",
    "uitspraken": "uitspraak",
}
"""Nouns of every report; an edition has others in ``edition.toml``."""

_AFTER_ONE = re.compile(
    r"(?<![\d.,])(?P<one>1(?:v|<sup>v</sup>)?\s)(?P<noun>[\w'\N{RIGHT SINGLE QUOTATION MARK}]+)"
)


def capitalised(text: str) -> str:
    """A text with a capital, to begin a sentence.

    >>> capitalised("de infographic"), capitalised("één uitspraak")
    ('De infographic', 'Eén uitspraak')
    """
    return f"{text[:1].upper()}{text[1:]}".replace("Éé", "Eé", 1)


def without_article(name: str) -> str:
    """A Dutch name without its article, for a head or a label.

    >>> without_article("de infographic")
    'infographic'
    """
    return name.removeprefix("de ").removeprefix("het ")


def singular_after_one(text: str, nouns: Nouns) -> str:
    """A text in which known nouns are singular after 1, also with the mark of a made-up number in between.

    ``nouns`` are those of the edition, besides ``COMMON_NOUNS``.

    >>> singular_after_one("op 1 scholen en 1v foto's, 11 dagen en 0,1 dagen", {"scholen": "school", "foto's": "foto"})
    'op 1 school en 1v foto, 11 dagen en 0,1 dagen'
    """
    known = {**COMMON_NOUNS, **nouns}

    def singular(found: re.Match[str]) -> str:
        noun = found["noun"]
        return found["one"] + known.get(noun.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"), noun)

    return _AFTER_ONE.sub(singular, text)


def noun_after(shown: str, following: str, nouns: Nouns) -> str:
    """The text after a number, its noun singular after a 1, also in words, and after "geen".

    >>> noun_after("één", " scholen zijn open", {"scholen": "school"})
    ' school zijn open'
    """
    one = "1" if shown in {"één", "geen"} else shown
    return singular_after_one(f"{one}{following}", nouns).removeprefix(one)


def number(value: Number, decimals: int = 0) -> str:
    """A number with thousands separators, a decimal comma and a true minus sign.

    >>> number(481148423.54, 2), number(-5.13, 1), number(-0.04, 1)
    ('481.148.423,54', '−5,1', '0,0')
    """
    return f"{value:z,.{decimals}f}".translate(DUTCH)


def percent(value: Number, decimals: int = 1) -> str:
    """A percentage.

    >>> percent(75.3)
    '75,3%'
    """
    return f"{number(value, decimals)}%"


def signed(value: Number) -> str:
    """A change with its sign, with one decimal, or two if one would round to zero.

    >>> signed(0.24), signed(-0.51), signed(-0.04), signed(-0.001)
    ('+0,2', '−0,5', '−0,04', '0,0')
    """
    if round(value, 2) == 0:
        return number(0, 1)
    text = number(value, 1 if round(value, 1) else 2)
    return text if value < 0 else f"+{text}"


def euro(value: Number) -> str:
    """An amount in euros and cents.

    >>> from decimal import Decimal
    >>> euro(Decimal("481148423.54")).split()
    ['€', '481.148.423,54']
    """
    return f"€\N{NO-BREAK SPACE}{number(value, 2)}"


def date(day: dt.date) -> str:
    """A date in words.

    >>> date(dt.date(2019, 10, 1))
    '1 oktober 2019'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_unit(value: Number, unit: str, decimals: int = 1) -> str:
    """A value in the notation of its unit; counts have no decimals, percentages have ``decimals``.

    A change in percentage points has its sign; the caller adds its unit. A unit with "per" is a mean, and also has
    ``decimals``.

    >>> in_unit(1234.0, "leerlingen"), in_unit(9.25, "km"), in_unit(4.98, "dagen per regio")
    ('1.234', '9,2', '5,0')
    """
    if unit == "%":
        return percent(value, decimals)
    if unit == "euro":
        return euro(value)
    if unit == POINTS:
        return signed(value)
    return number(value, decimals if unit == "km" or " per " in unit else 0)


def short(value: Number, unit: str) -> str:
    """A value on an axis: amounts in millions, at most two decimals, no trailing zeros.

    >>> short(12_500_000, "euro").split(), short(7.5, "%"), short(76.0, "dagen")
    (['€', '12,5', 'mln'], '7,5%', '76')
    """
    scaled = value / MILLION if unit == "euro" else value
    text = number(scaled, 2).rstrip("0").rstrip(",")
    if unit == "euro":
        return f"€\N{NO-BREAK SPACE}{text} mln"
    return f"{text}%" if unit == "%" else text


def interval(low: str, high: str) -> str:
    """Two ends as written; whole numbers that follow each other leave nothing between them.

    >>> interval("2", "8"), interval("270", "271"), interval("12,0%", "13,0%")
    ('tussen 2 en 8', '270 of 271', 'tussen 12,0% en 13,0%')
    """
    first, last = (end.replace(".", "") for end in (low, high))
    if first.isdecimal() and last.isdecimal() and int(last) - int(first) == 1:
        return f"{low} of {high}"
    return f"tussen {low} en {high}"


def display(measure: Measure) -> str:
    """A measure as displayed, with no more digits than its bounds support.

    Bounds that round to the same text with one decimal, or else with none, give that text; other bounds give an
    interval.

    >>> display(Measure(20.0, 19.96, 20.04, "%"))
    '20,0%'
    >>> display(Measure(20.0, 19.7, 20.3, "%"))
    '20%'
    >>> display(Measure(5.0, 2, 8, "leerlingen"))
    'tussen 2 en 8'
    >>> display(Measure(-0.4, -1.5, 0.7, "procentpunt"))
    'tussen −1,5 en +0,7 procentpunt'
    >>> display(Measure(5.0, 2, math.inf, "leerlingen"))
    'ten minste 2'
    >>> display(Measure(8.0, -math.inf, 8, "leerlingen"))
    'hooguit 8'
    """
    if measure.value is None or measure.low is None or measure.high is None:
        return WITHHELD if measure.withheld else UNKNOWN
    if math.isinf(measure.low):
        return f"hooguit {in_unit(measure.high, measure.unit)}"
    if math.isinf(measure.high):
        return f"ten minste {in_unit(measure.low, measure.unit)}"
    after = f" {POINTS}" if measure.unit == POINTS else ""
    for decimals in (1, 0):
        ends = {in_unit(end, measure.unit, decimals) for end in (measure.low, measure.high)}
        if len(ends) == 1:
            return ends.pop() + after
    low, high = (in_unit(end, measure.unit) for end in (measure.low, measure.high))
    return interval(low, high) + after
