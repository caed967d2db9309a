"""A number with what makes it checkable: bounds, unit, numerator, denominator and function.

Bounds come from masked counts: a publisher that prints ``<5`` says "between 1 and 4". Sums and shares
carry that interval; the midpoint only names the interval and is never a fact.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, ParamSpec

import pandas as pd

from recount.numbers.rows import NO_ROWS, SourceLines, rows_of

P = ParamSpec("P")

Number = float | Decimal
"""Money is a ``Decimal``, everything else a float or an integer; a measure never mixes the two."""

MASK = (1, 4)
"""The interval of a masked count (``<5``; on the CKAN portal the number 4), in persons."""


SUMMED = "summed"
"""The attribute of a table with the operation that sums it, if its bounds are not those of its cells."""

COUNTED = "counted"
"""The attribute of a table made by :func:`bounds`: the publisher's columns that ``low`` and ``high`` sum."""

Setting = str | int | float | tuple[str, ...]

SourceRows = pd.DataFrame | pd.Series
"""A table or column of a source: its index has line numbers, see :mod:`recount.numbers.rows`."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a number is computed from rows.

    Parameters
    ----------
    operation
        ``count``, ``distinct``, ``groups``, ``sum``, ``share``, ``difference``, ``nearest-within`` or another
        word; empty for a number that is not computed from rows.
    column
        The column that is summed, or whose distinct values are counted.
    counts
        The publisher's columns whose sum is that of a row, if that is another column than ``column``.
    rows
        The rows that are counted or summed.
    grounds
        The rows that decide which these are.
    parts
        The numbers that it is computed from: part and rest of a share, before and after of a difference.
    settings
        What else the operation needs, such as the ``minimum`` of a group.
    """

    operation: str = ""
    column: str = ""
    counts: tuple[str, ...] = ()
    rows: SourceLines = NO_ROWS
    grounds: SourceLines = NO_ROWS
    parts: tuple[Measure, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)


NO_RECIPE = Recipe()


@dataclass(frozen=True, slots=True)
class Measure:
    """A computed number.

    Parameters
    ----------
    value
        The number in its unit; the midpoint if the bounds differ. ``None`` if there is nothing to compute,
        for example a share of an empty population.
    low, high
        Inclusive bounds on the true value; infinite if unbounded.
    unit
        Dutch, as shown: ``%``, ``leerlingen``, ``vestigingen``, ``euro``.
    numerator, denominator
        The two parts of a share, in persons or things; ``None`` for a count.
    function
        Qualified name of the indicator that computed it; set by :func:`indicator`.
    withheld
        Known, but not published; see :mod:`recount.numbers.disclosure`.
    recipe
        How it is computed from rows; equal numbers may have different recipes.
    """

    value: Number | None
    low: Number | None
    high: Number | None
    unit: str
    numerator: Number | None = None
    denominator: Number | None = None
    function: str = ""
    withheld: bool = False
    recipe: Recipe = field(default=NO_RECIPE, compare=False, repr=False)

    @property
    def rows(self) -> SourceLines:
        """All rows that it depends on, including those of its parts."""
        own = self.recipe.rows | self.recipe.grounds
        return functools.reduce(SourceLines.__or__, (part.rows for part in self.recipe.parts), own)

    def with_recipe(
        self,
        operation: str,
        *tables: SourceRows,
        column: str = "",
        parts: tuple[Measure, ...] = (),
        **settings: Setting,
    ) -> Measure:
        """The same number, computed by an operation from the rows of these tables and from other numbers."""
        counts = next((table.attrs[COUNTED] for table in tables if COUNTED in table.attrs), ())
        recipe = Recipe(operation, column, counts, rows_of(*tables), NO_ROWS, parts, settings)
        return replace(self, recipe=recipe)

    def with_settings(self, **settings: Setting) -> Measure:
        """The same number, with what its operation needs besides rows and parts."""
        return replace(self, recipe=replace(self.recipe, settings=settings))

    def resting_on(self, *tables: SourceRows) -> Measure:
        """The same number, which also depends on the rows of these tables because they decide what counts."""
        more = replace(self.recipe, grounds=self.recipe.grounds | rows_of(*tables))
        return replace(self, recipe=more)


@dataclass(frozen=True, slots=True)
class Specification:
    """One defensible way to compute a number: the choice on every dimension, and the outcome.

    Parameters
    ----------
    choices
        Dimension -> choice, Dutch: ``{"bevolking": "tot 15 jaar", "straal": "10 km"}``; the
        specifications of one number have the same dimensions, in the same order.
    measure
        The number under these choices.
    """

    choices: Mapping[str, str]
    measure: Measure

    @property
    def label(self) -> str:
        """All choices on one line, as in a verdict."""
        return ", ".join(self.choices.values())


def indicator(make: Callable[P, Measure]) -> Callable[P, Measure]:
    """Mark a function as an indicator: its measures carry its name, for the record."""

    @functools.wraps(make)
    def made(*args: P.args, **kwargs: P.kwargs) -> Measure:
        return replace(make(*args, **kwargs), function=f"{make.__module__}.{make.__qualname__}")

    return made


def exact(value: Number, unit: str) -> Measure:
    """A count that is known exactly.

    >>> exact(5, "vestigingen").high
    5
    """
    return Measure(value, value, value, unit)


def between(low: Number, high: Number, unit: str) -> Measure:
    """A count known only up to bounds.

    >>> between(2, 8, "leerlingen").value
    5.0
    """
    return Measure((low + high) / 2, low, high, unit) if low != high else exact(low, unit)  # type: ignore[operator] # never mixed


def count(rows: SourceRows, unit: str) -> Measure:
    """The number of rows.

    >>> count(pd.DataFrame({"regio": ["a", "b"]}), "regio's").value
    2
    """
    return exact(len(rows), unit).with_recipe("count", rows)


def distinct(values: pd.Series, unit: str) -> Measure:
    """The number of distinct values of a column.

    >>> distinct(pd.Series(["a", "b", "a"]), "regio's").value
    2
    """
    return exact(int(values.nunique()), unit).with_recipe(
        "distinct", values, column=str(values.name)
    )


def total(rows: pd.DataFrame, unit: str) -> Measure:
    """The sums of the columns ``low`` and ``high``, which have the bounds of a count.

    >>> total(pd.DataFrame({"low": [1, 5], "high": [4, 5]}), "leerlingen")
    Measure(value=7.5, low=6, high=9, unit='leerlingen', numerator=None, denominator=None, function='', withheld=False)
    """
    low, high = (int(rows[end].sum()) for end in ("low", "high"))
    operation = rows.attrs.get(SUMMED, "sum")
    return between(low, high, unit).with_recipe(operation, rows, column="low, high")


def money(rows: pd.DataFrame, column: str = "bedrag") -> Measure:
    """The sum of a column of amounts in ``Decimal``, euros; zero for no rows.

    >>> money(pd.DataFrame({"bedrag": [Decimal("0.10"), Decimal("0.20")]})).value
    Decimal('0.30')
    """
    return exact(sum(rows[column], Decimal("0.00")), "euro").with_recipe("sum", rows, column=column)


def unknown(unit: str) -> Measure:
    """Nothing to compute: no rows, or too few.

    >>> unknown("%").value is None
    True
    """
    return Measure(None, None, None, unit)


def withheld(unit: str) -> Measure:
    """A number that is known but not published."""
    return replace(unknown(unit), withheld=True)


def share(part: Measure, rest: Measure) -> Measure:
    """The share of a part in the whole of part and rest, in percent.

    Part and rest must be disjoint: then the share is lowest with the part at its lowest and the rest at its
    highest, and vice versa. The share of an empty whole is unknown.

    >>> share(exact(3, "leerlingen"), exact(1, "leerlingen")).value
    75.0
    >>> share(between(1, 4, ""), exact(4, "")).high
    50.0
    """
    if part.value is None or rest.value is None or part.high + rest.high == 0:  # type: ignore[operator]
        return Measure(None, None, None, "%", 0, 0).with_recipe("share", parts=(part, rest))
    return Measure(
        value=_percent(part.value, rest.value),
        low=_percent(part.low, rest.high),
        high=_percent(part.high, rest.low),
        unit="%",
        numerator=part.value,
        denominator=part.value + rest.value,  # type: ignore[operator] # never mixed
    ).with_recipe("share", parts=(part, rest))


def span(low: Measure, high: Measure) -> Measure:
    """A number between two others; the first if they are equal, or if one is unknown.

    >>> span(exact(20, "%"), exact(30, "%")).value
    25.0
    """
    if low == high or low.low is None or high.high is None:
        return low
    found = replace(between(low.low, high.high, low.unit), function=low.function)
    return found.with_recipe("span", parts=(low, high))


def _percent(part: Any, rest: Any) -> Any:  # noqa: ANN401 - floats or Decimals, never mixed
    return 100 * part / (part + rest) if part + rest else 0.0


def bounds(counts: pd.DataFrame, mask: tuple[int, int]) -> pd.DataFrame:
    """Row sums of count columns as two columns, ``low`` and ``high``.

    A missing cell is a masked count with the interval ``mask``. The result, and every table that pandas
    makes from it, says in ``attrs`` which columns these are, for the recipe of a sum.

    >>> table = pd.DataFrame({"man": [7, None], "vrouw": [1, 2]}, dtype="Int64")
    >>> bounds(table, (1, 4)).to_dict("list")
    {'low': [8, 3], 'high': [8, 6]}
    """
    known = counts.to_numpy("int64", na_value=0).sum(axis=1)
    masked = counts.isna().to_numpy().sum(axis=1)
    low, high = (known + end * masked for end in mask)
    table = pd.DataFrame({"low": low, "high": high}, index=counts.index)
    table.attrs[COUNTED] = tuple(map(str, counts.columns))
    return table


def source_of(function: str) -> Callable[..., object]:
    """The function with a qualified name, without its decorators.

    Errors: ``ModuleNotFoundError`` or ``AttributeError`` if the name cannot be imported.
    """
    module, _, name = function.rpartition(".")
    found: Callable[..., object] = getattr(__import__(module, fromlist=[name]), name)
    bare: Callable[..., object] = inspect.unwrap(found)
    return bare
