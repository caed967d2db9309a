"""What registers must agree on with one another and with the edition: pure, tables in, errors out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sto_eval.errors import SourceError, nearest

REGIONS = "sto-regios"
"""The layout of the register that the others refer to."""

REGION, YEAR = "regio_id", "jaar"


def check_regions(name: str, table: pd.DataFrame, regions: str, ids: pd.Series | None) -> None:
    """Refuse a register that names a region which is not in the register of regions.

    Parameters
    ----------
    name, table
        Id and rows of the register, which has a column ``regio_id``.
    regions
        Id of the register of regions.
    ids
        Its regions; ``None`` when the register is real and they are made up or not here.
    """
    if ids is None:
        raise before_regions([name], regions)
    strange = ~table[REGION].isin(ids)
    if strange.any():
        line, found = table.index[strange.to_numpy()][0], str(table.loc[strange, REGION].iloc[0])
        raise SourceError(
            f"source '{name}' names an unknown region",
            f"line {line}, column '{REGION}' ({int(strange.sum())} rows in all)",
            f"a regio_id of source '{regions}'",
            f"'{found}', {_nearest_region(found, ids)}",
            "Correct the id, or add the region to its register.",
        )


def before_regions(names: Sequence[str], regions: str) -> SourceError:
    """The error that real registers stand beside a made-up register of regions, or none."""
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
    """Words for the region that a code is meant to be: the same but for zeros in front or capitals, or the nearest."""
    known = [str(code) for code in ids]
    bare = next((code for code in known if code.lstrip("0") == found.lstrip("0")), None)
    if bare:
        return f"which may be '{bare}': a workbook can show zeros in front that it does not keep; make the column text"
    same = next((code for code in known if code.casefold() == found.casefold()), None)
    return f"the closest is '{same}', with other capitals" if same else nearest(found, known)


EARLIER, LATER = 2, 10
"""Years before the period in which plans are made and granted, and after it in which money is settled and
regions run on."""


def check_days(
    name: str, table: pd.DataFrame, later: Mapping[str, bool], first: int, last: int
) -> None:
    """Refuse a register with a day that lies outside the period of the edition.

    Parameters
    ----------
    name, table
        Id and rows of the register.
    later
        Its columns with days or years, and whether these may lie after the period, by ``LATER`` years at the
        most.
    first, last
        The years of the period; a day may lie ``EARLIER`` years before it, as plans begin before it.
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
