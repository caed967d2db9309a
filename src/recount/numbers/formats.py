"""Dutch notation: ``1.234``, ``75,3%``, ``€ 481.148.423,54``."""

from __future__ import annotations

import math
from decimal import Decimal

from recount.numbers.changes import POINTS
from recount.numbers.dutch_words import Nouns, singular_after_one
from recount.numbers.embedded import MILLION, Choice, Embedded, from_data, parts
from recount.numbers.measures import Measure, Number
from recount.numbers.observed import noted
from recount.numbers.separators import GROUP

UNKNOWN, WITHHELD = "onbekend", "afgeschermd"
Ends = tuple[Decimal | None, Decimal | None, str]
"""The bounds of a number, ``None`` where unbounded and both if unknown, and its unit."""

DUTCH = str.maketrans(",.-", f"{GROUP},\N{MINUS SIGN}")
"""From the separators and the hyphen of Python to those of Dutch."""


@noted
def number(value: Number, decimals: int = 0) -> str:
    """A number with thousands separators, a decimal comma and a true minus sign.

    >>> number(481148423.54, 2), number(-5.13, 1), number(-0.04, 1)
    ('481.148.423,54', '−5,1', '0,0')
    """
    return f"{value:z,.{decimals}f}".translate(DUTCH)


@noted
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
    exact = rounded(value, POINTS)
    text = number(value, decimals_of(value, POINTS))
    return f"+{text}" if exact > 0 else text


def euro(value: Number) -> str:
    """An amount in euros and cents.

    >>> from decimal import Decimal
    >>> euro(Decimal("481148423.54")).split()
    ['€', '481.148.423,54']
    """
    return f"€\N{NO-BREAK SPACE}{number(value, 2)}"


def decimals_of(value: Number, unit: str, decimals: int = 1) -> int:
    """The decimals of a value in its unit: none for a count, ``decimals`` for a percentage.

    A unit with "per" is a mean, and also has ``decimals``; amounts have cents.
    """
    if unit == "euro":
        return 2
    if unit == POINTS:
        return 1 if round(value, 1) or not round(value, 2) else 2
    return decimals if unit in {"%", "km"} or " per " in unit else 0


def rounded(value: Number, unit: str, decimals: int = 1) -> Decimal:
    """A value with the decimals of its unit."""
    return Decimal(f"{value:z.{decimals_of(value, unit, decimals)}f}")


@noted
def in_unit(value: Number, unit: str, decimals: int = 1) -> str:
    """A value in the notation of its unit.

    A change in percentage points has its sign; the caller adds its unit.

    >>> in_unit(1234.0, "leerlingen"), in_unit(9.25, "km"), in_unit(4.98, "dagen per regio")
    ('1.234', '9,2', '5,0')
    """
    if unit == "%":
        return percent(value, decimals)
    if unit == "euro":
        return euro(value)
    if unit == POINTS:
        return signed(value)
    return number(value, decimals_of(value, unit, decimals))


@noted
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


@noted
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
    decimals = supported(measure.low, measure.high, measure.unit)
    low, high = (in_unit(end, measure.unit, decimals) for end in (measure.low, measure.high))
    return (low if low == high else interval(low, high)) + after


def supported(low: Number, high: Number, unit: str) -> int:
    """The decimals that bounds support: one, or none if only that makes them equal."""
    one, none = ({rounded(end, unit, decimals) for end in (low, high)} for decimals in (1, 0))
    return 0 if len(one) > len(none) else 1


def printed(one: Embedded) -> str:
    """A printed figure, with the decimals that its step supports.

    >>> [printed(Embedded(n, n, unit, step=step)) for n, step, unit in ((2.6, 0.1, "km"), (1450, 10, "scholen"))]
    ['2,6 km', '1.450']
    """
    value, scale, decimals = one.low or 0, *_precision(one)
    if one.unit == "%":
        return percent(value, decimals)
    text = number(value / scale, decimals) + (" miljoen" if scale > 1 else "")
    if one.unit == "km":
        return f"{text} km"
    return f"€\N{NO-BREAK SPACE}{text}" if one.unit == "euro" else text


def _precision(one: Embedded) -> tuple[int, int]:
    """What a printed figure counts in, and its decimals."""
    scale = MILLION if one.in_millions else 1
    return scale, max(0, math.ceil(-math.log10((one.step or 1) / scale)))


def write_out(text: str) -> str:
    """A text with its embedded numbers in Dutch notation.

    >>> from recount.numbers import embedded
    >>> write_out(f"PIE {embedded.number(1234)}, MaT {embedded.percent(7.5)}")
    'PIE 1.234, MaT 7,5%'
    """
    return "".join(one if isinstance(one, str) else _written(one) for one in parts(text))


def reader_text(text: str, nouns: Nouns) -> str:
    """A text with its numbers written out, and nouns that agree with these."""
    return singular_after_one(write_out(text), nouns)


@noted
def _written(one: Embedded | Choice) -> str:
    if isinstance(one, Choice):
        texts = {write_out(from_data(text)) for text in one.texts}
        return write_out(from_data(one.same if len(texts) == 1 else one.other))
    if one.low is None or one.high is None or (one.decimals is None and one.step is None):
        text = display(one.measure)
        return text.removesuffix(f" {POINTS}") if one.bare else text
    if one.step is not None:
        return one.words or printed(one)
    write = percent if one.unit == "%" else number
    return "–".join(dict.fromkeys(write(end, one.decimals or 0) for end in (one.low, one.high)))


def ends(one: Embedded) -> Ends:
    """The bounds of an embedded number, rounded as written, and the unit that is written."""
    if one.low is None or one.high is None:
        return None, None, ""
    unit = one.unit if one.unit in {"%", "euro", POINTS} and not one.bare else ""
    if one.words:
        return Decimal(str(one.low)), Decimal(str(one.high)), unit
    if one.step is not None:
        scale, decimals = _precision(one)
        value = Decimal(f"{one.low / scale:z.{decimals}f}") * scale
        return value, value, one.unit if one.unit == "km" else unit
    if one.decimals is not None:
        low, high = (Decimal(f"{end:z.{one.decimals}f}") for end in (one.low, one.high))
        return low, high, unit
    support = 1 if math.inf in {-one.low, one.high} else supported(one.low, one.high, one.unit)
    shown = [
        None if math.isinf(end) else rounded(end, one.unit, support) for end in (one.low, one.high)
    ]
    return shown[0], shown[1], unit
