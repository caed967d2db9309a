"""What a share rests on, as columns of data: its numerator and its denominator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from recount.numbers.measures import Measure, Number
from recount.spreadsheets import HIGH, LOW

NUMERATOR, DENOMINATOR = "teller", "noemer"

Part = tuple[Number | None, Number | None]
"""The lower and the upper bound of a numerator or denominator; ``None`` if unknown."""

UNKNOWN: Part = (None, None)


def share_parts(measure: Measure) -> tuple[Part, Part]:
    """The bounds of the numerator and of the denominator of a share; unknown for any other number.

    >>> from recount.numbers.measures import between, exact, share
    >>> share_parts(share(between(1, 4, ""), exact(4, "")))
    ((1, 4), (5, 8))
    """
    ends = measure.recipe.parts
    if measure.recipe.operation == "span":  # between two shares
        (low, whole_low), (high, whole_high) = (share_parts(end) for end in ends)
        return (low[0], high[1]), (whole_low[0], whole_high[1])
    if measure.value is None or measure.denominator is None:
        return UNKNOWN, UNKNOWN
    if measure.recipe.operation == "share":
        part, rest = ends
        return (part.low, part.high), (_sum(part.low, rest.low), _sum(part.high, rest.high))
    if measure.low != measure.high:  # its parts are only middles
        return UNKNOWN, UNKNOWN
    return (measure.numerator, measure.numerator), (measure.denominator, measure.denominator)


def with_parts(table: pd.DataFrame, measures: Sequence[Measure | None]) -> pd.DataFrame:
    """A table of data with the parts of the share in each row; unchanged if no row has a share.

    The columns are ``teller`` and ``noemer``, and their bounds if those of any differ. A part between bounds has
    these only: their middle counts nothing.

    Parameters
    ----------
    measures
        The number in each row.
    """
    parts = [share_parts(one) if one else (UNKNOWN, UNKNOWN) for one in measures]
    if all(whole == UNKNOWN for _, whole in parts):
        return table
    found: dict[str, list[Number | None]] = {}
    for name, column in zip((NUMERATOR, DENOMINATOR), zip(*parts, strict=True), strict=True):
        found[name] = [low if low == high else None for low, high in column]
        if any(low != high for low, high in column):
            found[f"{name}{LOW}"] = [low for low, _ in column]
            found[f"{name}{HIGH}"] = [high for _, high in column]
    return table.assign(**{name: pd.Series(cells, table.index) for name, cells in found.items()})


def shares_table(heads: tuple[str, str], shares: Mapping[tuple[str, str], Measure]) -> pd.DataFrame:
    """Shares as data: two columns that say which, the share with its bounds, in percent, and its parts."""
    rows = [
        {
            **dict(zip(heads, which, strict=True)), "aandeel (%)": one.value,
            "aandeel ondergrens (%)": one.low, "aandeel bovengrens (%)": one.high,
        }
        for which, one in shares.items()
    ]  # fmt: skip
    return with_parts(pd.DataFrame(rows), list(shares.values()))


def _sum(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one + other  # type: ignore[operator] # never mixed
