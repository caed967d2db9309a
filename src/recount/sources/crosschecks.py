"""Consistency of registers with one another and with the edition: pure functions of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from recount.errors import SourceError, counted, nearest
from recount.layouts.register import Column, Register
from recount.names import COMMAND
from recount.sources.catalogue import Source


def region_sources(catalogue: Mapping[str, Source], regions: Register | None) -> list[str]:
    """The sources with the register of regions."""
    return [name for name, card in catalogue.items() if regions and card.layout == regions.id]


def check_regions(name: str, column: pd.Series, regions: str, ids: pd.Series | None) -> None:
    """Refuse a register that names a region missing from ``ids``, those of the register of regions.

    ``column`` has its regions, ``regions`` is the id of that register; ``ids`` is ``None`` when that one is absent.
    """
    if ids is None:
        raise before_regions([name], regions)
    unknown = ~column.isin(ids)
    if unknown.any():
        line, found = column.index[unknown.to_numpy()][0], str(column[unknown].iloc[0])
        raise SourceError(
            f"source '{name}' names an unknown region",
            f"line {line}, column '{column.name}' ({counted(int(unknown.sum()), 'row')} in all)",
            f"a {column.name} of source '{regions}'",
            f"'{found}', {_nearest_region(found, ids)}",
            "Correct the id, or add the region to its register.",
        )


def before_regions(names: Sequence[str], regions: str) -> SourceError:
    """The error for registers without the register of regions."""
    quoted = ", ".join(f"'{name}'" for name in names)
    return SourceError(
        f"source {quoted} comes before its regions"
        if len(names) == 1
        else f"sources {quoted} come before their regions",
        f"source '{regions}'",
        "the register of regions",
        "none",
        f"Accept the register of regions first: '{COMMAND} sources accept FILE --as {regions} "
        "--reference-date D'.",
    )


def _nearest_region(found: str, ids: pd.Series) -> str:
    """Words for the region that a code may mean: equal but for leading zeros or case, or the nearest."""
    known = [str(code) for code in ids]
    bare = next((code for code in known if code.lstrip("0") == found.lstrip("0")), None)
    if bare:
        return f"which may be '{bare}': a workbook can show leading zeros that it does not store; format the column as text"
    same = next((code for code in known if code.casefold() == found.casefold()), None)
    return (
        f"the closest is '{same}', which differs in capitals only"
        if same
        else nearest(found, known)
    )


EARLIER, LATER = 2, 10
"""Years before the period in which plans are made and granted, and after it in which money is settled and
regions continue.
"""


def allowed_years(column: Column, first: int, last: int) -> tuple[int, int]:
    """The first and last year that a column of days or years may hold."""
    if column.later:
        return first - EARLIER, last + LATER
    return (first if column.kind == "jaar" else first - EARLIER), last


def check_days(name: str, register: Register, table: pd.DataFrame, first: int, last: int) -> None:
    """Refuse a register with a day or year outside the period of the edition.

    Days may lie ``EARLIER`` years before it, as plans start before it, and where the column says so
    ``LATER`` years after it. Years that may not lie after it are years of the period.
    """
    for column in register.columns:
        if column.kind not in {"datum", "jaar"}:
            continue
        begin, end = allowed_years(column, first, last)
        values = table[column.name]
        days = pd.api.types.is_datetime64_any_dtype(values)
        years = values.dt.year if days else values
        outside = (~years.between(begin, end)).fillna(value=False) & values.notna()
        if outside.any():
            raise SourceError(
                f"source '{name}' has a {'day' if days else 'year'} outside the period",
                f"line {table.index[outside.to_numpy()][0]}, column '{column.name}'"
                f" ({counted(int(outside.sum()), 'row')} in all)",
                f"{begin} to {end}",
                str(values[outside].iloc[0].date() if days else values[outside].iloc[0]),
                "Correct it, leave the row out, or change the period in edition.toml.",
            )
