"""The result of a cell, shown below its code: the first rows of a table, or measures.

It is plain text with numbers as Python writes them, and on the website part of the closed block of the code.
Rows of a closed register are never shown: once a chapter has read one, of a table only the columns are named,
and of the measures only those that the chapter has published have a value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, islice
from numbers import Integral, Number, Real
from typing import Any

import pandas as pd

from recount.numbers.changes import POINTS
from recount.numbers.dutch_words import NOTHING
from recount.numbers.measures import Measure, Specification
from recount.sources.declared import DeclaredSources

MARK = "recount-peek"
"""Marks the output of a cell as made here; a run refuses all other output."""

ROWS, MEASURES = 3, 8
"""How many rows of a table and how many measures are shown."""

_LINE, _CELL = 88, 26
"""The widest line and the widest cell, in characters."""

_CLOSED = "zonder rijen, want dit hoofdstuk leest een register dat niet openbaar is"
_SAID = ("", "%", "euro", POINTS)
"""Units that are part of the text of a measure."""

_GAP, _MORE, _HIDDEN = "  ", "…", "niet getoond"
_UNKNOWN, _WITHHELD = "onbekend", "afgeschermd"


@dataclass(frozen=True, slots=True)
class Peek:
    """What the last line of a cell shows."""

    text: str

    def __repr__(self) -> str:  # noqa: D105 - the text itself
        return self.text

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:  # noqa: ANN401 - IPython's
        """The text with the mark, as IPython asks for it."""
        return {"text/plain": self.text}, {"text/plain": {MARK: True}}


def peek(results: Sequence[Any], declared: DeclaredSources, published: Collection[Measure]) -> Peek:
    """Results in text, with an empty line in between; ``published`` are the measures that are no secret."""
    shown = _Shown(declared.found, published if declared.closed else None)
    return Peek("\n\n".join(map(shown.text, results)))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of the results of a chapter.

    Parameters
    ----------
    sources
        The sources of the chapter: the index of their tables is a line number.
    public
        Which measures have a value if a closed register was read; ``None`` if none was.
    """

    sources: Collection[str]
    public: Collection[Measure] | None = None

    def text(self, value: Any) -> str:  # noqa: ANN401 - any result
        """A table, a family, the definitions of a number, or a measure or other value."""
        if isinstance(value, pd.Series):
            value = value.to_frame(value.name or "")
        if isinstance(value, pd.DataFrame):
            return self._table(value)
        if isinstance(value, Mapping):
            return self._family(value)
        if isinstance(value, Measure) and value.unit not in _SAID:
            return f"{value.unit}: {self._value(value)}"
        if isinstance(value, Sequence) and all(isinstance(one, Specification) for one in value):
            return self._family({", ".join(one.choices.values()): one.measure for one in value})
        return self._value(value)

    def _table(self, table: pd.DataFrame) -> str:
        size = f"{_counted(len(table), 'rij', 'rijen')}, {_counted(table.shape[1], 'kolom', 'kolommen')}"
        if self.public is not None:
            names = ", ".join(map(str, table.columns))
            return f"kolommen: {names}\n{_CLOSED}"
        source = str(table.index.name)
        if source in self.sources:
            size, table = f"{size}, uit {source}", table.rename_axis(index="regel")
        elif table.index.names == [None]:
            return f"{self._grid(table.head(ROWS))}\n{size}"
        return f"{self._grid(table.head(ROWS).reset_index())}\n{size}"

    def _family(self, family: Mapping[Any, Any]) -> str:
        if not family:
            return NOTHING
        kinds = {type(value) for value in family.values()}
        if kinds & {pd.DataFrame, pd.Series}:
            sizes = {key: [self._count(table)] for key, table in family.items()}
            return self._grid(
                pd.DataFrame.from_dict(sizes, "index", columns=["rijen"]).reset_index(names="")
            )
        if all(issubclass(kind, Mapping) for kind in kinds):
            rows = [{"": key, **family[key]} for key in islice(family, MEASURES)]
            return self._grid(pd.DataFrame(rows, dtype=object)) + _rest(len(family) - len(rows))
        shown = dict(islice(family.items(), MEASURES))
        lines = [f"{key}: {self._value(value)}" for key, value in shown.items()]
        return "\n".join(lines) + _rest(len(family) - len(shown))

    def _value(self, value: Any) -> str:  # noqa: ANN401 - any result
        """A single value, with the parts of a share."""
        shown, measure = self._cell(value), getattr(value, "measure", value)
        if shown == _HIDDEN or not isinstance(measure, Measure):
            return shown
        return shown + _parts(measure)

    def _count(self, table: pd.DataFrame) -> str:
        return _HIDDEN if self.public is not None else str(len(table))

    def _cell(self, value: Any) -> str:  # noqa: ANN401 - any cell
        """A value as text, a missing one as a dash."""
        value = getattr(value, "measure", value)
        if self.public is not None and (
            value not in self.public if isinstance(value, Measure) else isinstance(value, Number)
        ):
            return _HIDDEN
        if isinstance(value, Measure):
            return _measure(value)
        if pd.api.types.is_scalar(value) and pd.isna(value):
            return NOTHING
        if isinstance(value, dt.datetime):
            value = value.date()
        if isinstance(value, Real | Decimal) and not isinstance(value, Integral):
            return _number(value)
        return str(value)

    def _grid(self, table: pd.DataFrame) -> str:
        """A table in aligned columns; those that do not fit on a line are left out."""
        columns = [[_cut(str(name)), *map(_cut, map(self._cell, table[name]))] for name in table]
        widths = [max(map(len, column)) for column in columns]
        ends = accumulate(width + len(_GAP) for width in widths)
        fitting = max(1, sum(end <= _LINE for end in ends))
        padded = [
            [_side(table[name])(cell, width) for cell in column]
            for name, column, width in zip(table, columns, widths, strict=True)
        ][:fitting]
        if fitting < len(columns):
            padded.append([_MORE] * (len(table) + 1))
        return "\n".join(_GAP.join(line).rstrip() for line in zip(*padded, strict=True))


def _number(value: Any) -> str:  # noqa: ANN401 - any number
    """A number with at most two decimals.

    >>> _number(0.5), _number(12.0)
    ('0.50', '12')
    """
    return f"{value:z.2f}".removesuffix(".00")


def _measure(measure: Measure) -> str:
    """A measure with its bounds and what belongs to its unit.

    >>> _measure(Measure(7.25, 7.25, 7.25, "%")), _measure(Measure(2.5, 1, 4, "vestigingen"))
    ('7.25%', '1 tot 4')
    """
    if measure.value is None or measure.low is None or measure.high is None:
        return _WITHHELD if measure.withheld else _UNKNOWN
    unit = measure.unit if measure.unit == "%" else f" {measure.unit}"
    text = " tot ".join(dict.fromkeys(map(_number, (measure.low, measure.high))))
    return f"{text}{unit}" if measure.unit in _SAID[1:] else text


def _cut(text: str) -> str:
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}{_MORE}"


def _parts(measure: Measure) -> str:
    """The numerator and the denominator of a share that is known exactly."""
    exact = measure.value is not None and measure.low == measure.high
    if not exact or measure.numerator is None or measure.denominator is None:
        return ""
    return f" ({measure.numerator:.0f} van {measure.denominator:.0f})"


def _side(column: pd.Series) -> Callable[[str, int], str]:
    """Numbers and measures are to the right, texts to the left."""
    texts = any(isinstance(value, str) for value in column)
    return str.ljust if texts else str.rjust


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _rest(count: int) -> str:
    return f"\nen nog {count}" if count > 0 else ""
