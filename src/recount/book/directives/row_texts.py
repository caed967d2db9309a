"""What each row of the data of a figure says, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from recount.book.directives import dutch
from recount.layouts.publications import UNTIL
from recount.numbers.dutch_words import NOTHING, Nouns, capitalised, singular_after_one
from recount.numbers.formats import UNKNOWN, interval, number, percent
from recount.numbers.share_parts import DENOMINATOR, NUMERATOR
from recount.results.timelines import OTHERS, Voice
from recount.spreadsheets import HIGH, LOW

Row = dict[str, str]

ORDERED: Final = {"jaar", "schooljaar", "datum", "peildatum", "straal (km)"}
"""Columns that order a series."""

KEYS: Final = ORDERED | {"uitgave"}
"""Columns whose numbers identify a row rather than measure something."""

OUTCOME, AS_PRINTED, COUNT, WHOLE = "Uitkomst", "Als gedrukt", "Aantal", "Op een totaal van"
"""Columns of a grid of definitions, already in Dutch notation; the last two are the parts of a share."""

VALUE = "waarde"
"""The name of a column that carries no information."""

UNIT = "eenheid"
"""Column of the unit of a row."""

MANY = 1000
"""Values from here on are written without decimals."""

_WHOLE: Final = {end: f"{DENOMINATOR}{end}" for end in ("", LOW, HIGH)}
"""End of a name -> the column of the denominator, or of a bound of it."""

_MARKED: Final = {"%": "{}%", "euro": "€\N{NO-BREAK SPACE}{}"}
"""Units that are written as a mark at the number."""

_ENDS: Final = (0, 100)
"""Shares of nothing and of all, which a number itself has with one decimal as any other share."""

IN_UNIT: Final = re.compile(r" \(([^)]*)\)$")
"""The unit at the end of the name of a column."""

_VOICES: Final = frozenset(Voice)
"""Kinds of rows that are figures on a time axis."""

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?: 00:00:00)?")


@dataclass(frozen=True, slots=True)
class RowText:
    """What a row says, and the name of its series; empty if it has none."""

    series: str
    text: str


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A quantity of a file.

    Parameters
    ----------
    name
        The name of its columns without unit.
    columns
        Nothing, ``LOW`` or ``HIGH`` -> the column with its value or bound.
    named
        Whether the file has more quantities, so that a unit does not say enough.
    counted
        Whether it is a count of what its name says.
    """

    name: str
    columns: Mapping[str, str]
    named: bool
    counted: bool

    def text(self, row: Row) -> str:
        """Its value and bounds in a row, with its unit or name; empty if unknown."""
        own = "" if self.name == NUMERATOR else row.get(UNIT, "")
        unit = own or _unit(next(iter(self.columns.values())))
        found = _extent(row, self.columns, unit)
        if not found:
            return ""
        if self.name == NUMERATOR and (whole := _extent(row, _WHOLE, "")):
            return f"{found} van {'' if whole[0].isdigit() else 'een totaal '}{whole}"
        if self.counted and not unit and self.name not in {VALUE, NUMERATOR}:
            return f"{found} {self.name}"
        if unit and unit not in _MARKED:
            value, bracket, bounds = found.partition(" (")
            found = f"{value} {unit}{bracket}{bounds}"
        return f"{self.name} {found}" if self.name != VALUE and (self.named or not unit) else found


def describe_rows(cells: Sequence[Sequence[str]], nouns: Nouns) -> list[RowText]:
    """What every row says, in the order of the file.

    Parameters
    ----------
    cells
        The rows of the file, header first.
    nouns
        The nouns of the edition, singular after 1.

    Examples
    --------
    >>> rows = [["profiel", "aandeel (%)", "teller", "noemer"], ["PIE", "92.56", "87", "94"]]
    >>> describe_rows(rows, {})[0].text
    'PIE: 92,6%; 87 van 94.'
    """
    head, *body = cells
    rows = [dict(zip(head, row, strict=True)) for row in body]
    if OUTCOME in head:
        return [RowText("", _outcome(row)) for row in rows]
    values = [name for name in head if is_measured(rows, name)]
    keys = [name for name in varying(rows) if name not in {*values, UNIT}]
    apart, _ = series_columns(rows, keys)
    found = _quantities(rows, values)
    panels = {row["telling"] for row in rows if row.get("soort") in _VOICES}
    texts = [
        _stated(row, found, several=len(panels) > 1)
        if row.get("soort") in _VOICES
        else _sentence(row, keys, found)
        for row in rows
    ]
    return [
        RowText(names_text(row, apart), singular_after_one(text, nouns))
        for row, text in zip(rows, texts, strict=True)
    ]


def _outcome(row: Row) -> str:
    """A definition and its outcome."""
    apart = {OUTCOME, AS_PRINTED, COUNT, WHOLE}
    choices = ", ".join(cell for name, cell in row.items() if name not in apart)
    share = f"; {row[COUNT]} van {row[WHOLE]}" if row.get(COUNT, NOTHING) != NOTHING else ""
    return f"{choices}: {row[OUTCOME]}{share} ({AS_PRINTED.lower()}: {row[AS_PRINTED]})."


def _sentence(row: Row, keys: list[str], quantities: Sequence[_Quantity]) -> str:
    """A row: its keys and its values."""
    return (
        ": ".join(filter(None, [names_text(row, keys), "; ".join(_values(row, quantities))])) + "."
    )


def _stated(row: Row, quantities: Sequence[_Quantity], *, several: bool) -> str:
    """A figure on a time axis: who states it, its value and its years, and for others whether they count the same."""
    value, *parts = _values(row, quantities)
    years = f"in de jaren {row['jaar']}" if UNTIL in row["jaar"] else f"in {row['jaar']}"
    remark = row["soort"].removeprefix(OTHERS) if row["soort"].startswith(OTHERS) else ""
    who = capitalised(row["soort"] if row["soort"] == Voice.OURS else row["wie"])
    panel = f"{row['telling']}. " if several else ""
    return f"{panel}{who}: {'; '.join(filter(None, [f'{value} {years}', *parts, remark]))}."


def _values(row: Row, quantities: Sequence[_Quantity]) -> list[str]:
    """The known quantities of a row."""
    return [text for one in quantities if (text := one.text(row))] or [UNKNOWN]


def _quantities(rows: list[Row], values: list[str]) -> list[_Quantity]:
    """The quantities of a file: columns that differ only in being a value or a bound."""
    found: dict[str, dict[str, str]] = {}
    fraction = {NUMERATOR, DENOMINATOR} <= set(values)
    for column in values:
        bare = f" {IN_UNIT.sub('', column)}"
        end = next((one for one in (LOW, HIGH) if bare.endswith(one)), "")
        name = bare.removesuffix(end).strip() or VALUE
        if not (fraction and name == DENOMINATOR):
            found.setdefault(name, {})[end] = column
    return [
        _Quantity(
            name,
            columns,
            named=len(found) - fraction > 1,
            counted=all(
                _is_whole(row[column]) for row in rows for column in columns.values() if row[column]
            ),
        )
        for name, columns in found.items()
    ]


def series_columns(rows: list[Row], keys: list[str]) -> tuple[list[str], str | None]:
    """The columns that tell series apart, and the one that orders a series, if any."""
    count = {key: len({row[key] for row in rows}) for key in keys}
    running = [key for key in keys if key in ORDERED]
    orders = running or len(keys) > 1 or len(rows) in count.values()
    axis = max(running or keys, key=count.__getitem__) if orders else None
    return [key for key in keys if key != axis and count[key] < len(rows)], axis


def varying(rows: list[Row]) -> list[str]:
    """The columns that are not constant; all columns of a single row."""
    head = [name for row in rows[:1] for name in row]
    return [name for name in head if len({row[name] for row in rows}) > 1] or head


def is_measured(rows: list[Row], name: str) -> bool:
    """Whether a column has numbers that measure something."""
    return name not in KEYS and all(decimal_of(row[name]) is not None for row in rows if row[name])


def is_part(name: str) -> bool:
    """Whether a column has the numerators or denominators of shares, or bounds of these."""
    return name.removesuffix(LOW).removesuffix(HIGH) in {NUMERATOR, DENOMINATOR}


def names_text(row: Row, keys: Iterable[str]) -> str:
    """The cells that identify a row, without those that say nothing."""
    names = (name_text(row, key) for key in keys)
    return ", ".join(name for name in names if name not in {"", NOTHING})


def name_text(row: Row, key: str) -> str:
    """A cell that identifies a row, with its unit; a number such as a year is left unchanged."""
    return f"{cell_text(row[key])} {_unit(key)}" if _unit(key) else cell_text(row[key], name=True)


def cell_text(cell: str, *, name: bool = False) -> str:
    """A cell in Dutch notation; a number that identifies something, such as a year, is left unchanged.

    It is rounded as the number itself is elsewhere, which has no decimal digits: 25.95 is just below the middle.
    """
    value = None if name else decimal_of(cell)
    if value is None:
        day = _DAY.fullmatch(cell)
        return dutch.date(day[1]) if day else cell
    whole = value == value.to_integral_value() or abs(value) >= MANY
    return number(value) if whole else number(float(value), 1)


def decimal_of(cell: str) -> Decimal | None:
    """The number in a cell; ``None`` if it has none."""
    try:
        value = Decimal(cell)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _is_whole(cell: str) -> bool:
    value = decimal_of(cell)
    return value is not None and value == value.to_integral_value()


def _unit(column: str) -> str:
    found = IN_UNIT.search(column)
    return found[1] if found else ""


def _amount(cell: str, unit: str) -> str:
    """A number with the mark of its unit, if that has one; nothing and all are 0,0% and 100,0%, as elsewhere."""
    value = decimal_of(cell)
    if unit == "%" and value in _ENDS:
        return percent(float(value))
    return _MARKED.get(unit, "{}").format(cell_text(cell))


def _extent(row: Row, columns: Mapping[str, str], unit: str) -> str:
    """A value with its bounds if they differ from it, or the bounds; empty if unknown."""
    value, low, high = (
        _amount(row[columns[end]], unit) if row.get(columns.get(end, "")) else ""
        for end in ("", LOW, HIGH)
    )
    if value and {low, high} - {"", value}:
        return f"{value} ({_interval(low, high)})"
    return value or (low if low == high else _interval(low, high))


def _interval(low: str, high: str) -> str:
    if low and high:
        return interval(low, high)
    return f"ten minste {low}" if low else f"hooguit {high}"
