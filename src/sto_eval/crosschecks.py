"""Consistency of registers with one another and with the edition: pure functions of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sto_eval.errors import SourceError, nearest

REGIONS = "sto-regios"
"""The layout of the register of regions, to which the others refer."""

REGION, YEAR = "regio_id", "jaar"


def check_regions(name: str, table: pd.DataFrame, regions: str, ids: pd.Series | None) -> None:
    """Refuse a register that names a region missing from the register of regions.

    Parameters
    ----------
    name, table
        Id and rows of the register, which has a column ``regio_id``.
    regions
        Id of the register of regions.
    ids
        Its regions; ``None`` when the register is real and the regions are made up or absent.
    """
    if ids is None:
        raise before_regions([name], regions)
    unknown = ~table[REGION].isin(ids)
    if unknown.any():
        line, found = table.index[unknown.to_numpy()][0], str(table.loc[unknown, REGION].iloc[0])
        raise SourceError(
            f"source '{name}' names an unknown region",
            f"line {line}, column '{REGION}' ({int(unknown.sum())} rows in all)",
            f"a regio_id of source '{regions}'",
            f"'{found}', {_nearest_region(found, ids)}",
            "Correct the id, or add the region to its register.",
        )


def before_regions(names: Sequence[str], regions: str) -> SourceError:
    """The error for real registers without a real register of regions."""
    quoted = ", ".join(f"'{name}'" for name in names)
    return SourceError(
        f"source {quoted} comes before its regions"
        if len(names) == 1
        else f"sources {quoted} come before their regions",
        f"source '{regions}'",
        "the real register of regions",
        "a made-up one, or none",
        f"Accept the register of regions first: 'sto-eval sources accept FILE --as {regions} "
        "--reference-date D'.",
    )


def _nearest_region(found: str, ids: pd.Series) -> str:
    """Words for the region that a code may mean: equal but for leading zeros or case, or the nearest."""
    known = [str(code) for code in ids]
    bare = next((code for code in known if code.lstrip("0") == found.lstrip("0")), None)
    if bare:
        return f"which may be '{bare}': a workbook can show leading zeros that it does not store; format the column as text"
    same = next((code for code in known if code.casefold() == found.casefold()), None)
    return f"the closest is '{same}', in other case" if same else nearest(found, known)


EARLIER, LATER = 2, 10
"""Years before the period in which plans are made and granted, and after it in which money is settled and
regions continue.
"""


def check_days(
    name: str, table: pd.DataFrame, later: Mapping[str, bool], first: int, last: int
) -> None:
    """Refuse a register with a day outside the period of the edition.

    Parameters
    ----------
    name, table
        Id and rows of the register.
    later
        Its columns with days or years, and whether these may lie at most ``LATER`` years after the period.
    first, last
        The years of the period; a day may lie ``EARLIER`` years before it, as plans start before it.
    """
    for column, may_follow in later.items():
        begin, end = first - EARLIER, last + (LATER if may_follow else 0)
        values = table[column]
        days = pd.api.types.is_datetime64_any_dtype(values)
        years = values.dt.year if days else values
        outside = (~years.between(begin, end)).fillna(value=False) & values.notna()
        if outside.any():
            raise SourceError(
                f"source '{name}' has a {'day' if days else 'year'} outside the period",
                f"line {table.index[outside.to_numpy()][0]}, column '{column}' ({int(outside.sum())} rows in all)",
                f"{begin} to {end}",
                str(values[outside].iloc[0].date() if days else values[outside].iloc[0]),
                "Correct it, leave the row out, or change the period in edition.toml.",
            )


def check_years(name: str, table: pd.DataFrame, first: int, last: int) -> None:
    """Refuse a register with a year outside the period of the edition."""
    if YEAR not in table.columns:
        return
    outside = ~table[YEAR].between(first, last)
    if outside.any():
        raise SourceError(
            f"source '{name}' has a year outside the period",
            f"line {table.index[outside.to_numpy()][0]}, column '{YEAR}' ({int(outside.sum())} rows in all)",
            f"{first} to {last}",
            str(table.loc[outside, YEAR].iloc[0]),
            "Correct the year, leave the row out, or change the period in edition.toml.",
        )
