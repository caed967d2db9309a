"""Tables for the reader, with Dutch column names and numbers as values, and data tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

import pandas as pd

from recount.edition.edition import Assumption
from recount.numbers.dutch_words import NOTHING, capitalised
from recount.numbers.embedded import display, number
from recount.numbers.measures import Measure, unknown
from recount.numbers.share_parts import with_parts


def with_capitals(table: pd.DataFrame) -> pd.DataFrame:
    """A table in which the name of every column begins with a capital."""
    return table.rename(columns=capitalised)


def region_table(
    names: Mapping[str, str], columns: Mapping[str, Mapping[str, Measure]]
) -> pd.DataFrame:
    """A row per region, followed by rows for what belongs to no region; a column per number."""
    others = dict.fromkeys(key for family in columns.values() for key in family if key not in names)
    rows = {**names, **{key: key for key in others}}
    return with_capitals(
        pd.DataFrame(
            {
                "Regio": list(rows.values()),
                **{
                    head: [display(family[key]) if key in family else NOTHING for key in rows]
                    for head, family in columns.items()
                },
            }
        )
    )


def nested_table(
    heads: tuple[str, str], families: Mapping[str, Mapping[str, Measure]]
) -> pd.DataFrame:
    """Measures of one unit as unrounded data: name of the family, key within it, value, and parts of a share."""
    rows = [
        {heads[0]: name, heads[1]: key, f"waarde ({measure.unit})": measure.value}
        for name, family in families.items()
        for key, measure in family.items()
    ]
    measures = [measure for family in families.values() for measure in family.values()]
    return with_parts(pd.DataFrame(rows), measures)


def family_rows(head: str, families: Mapping[str, Mapping[str, Measure]]) -> pd.DataFrame:
    """Measures as text: a row per family under ``head``, a column per key."""
    shown = [
        {head: name, **{key: display(measure) for key, measure in family.items()}}
        for name, family in families.items()
    ]
    return with_capitals(pd.DataFrame(shown))


def share_table(shares: Mapping[str, Measure], head: str) -> pd.DataFrame:
    """Shares with their numerators and denominators."""
    return pd.DataFrame(
        [
            {
                head: key,
                "Aandeel": display(measure),
                "Aantal": number(measure.numerator or 0),
                "Op een totaal van": number(measure.denominator or 0),
            }
            for key, measure in shares.items()
        ]
    )


def year_table(head: str, columns: Mapping[str, Mapping[str, Measure]]) -> pd.DataFrame:
    """Measures per year (rows, under ``head``) and kind (columns); percentage points are left out of the cells."""
    years = sorted({year for column in columns.values() for year in column})
    shown = {
        name: [display(column[year], bare=True) if year in column else NOTHING for year in years]
        for name, column in columns.items()
    }
    return pd.DataFrame({head: years, **shown})


def listing_table(codes: Mapping[str, Collection[str]]) -> pd.DataFrame:
    """What was left out: kind, count and list."""
    return pd.DataFrame(
        [
            {"Wat": kind, "Aantal": number(len(items)), "Welke": ", ".join(items) or NOTHING}
            for kind, items in codes.items()
        ]
    )


def bounds_table(
    head: str, family: Mapping[str, Measure], printed: tuple[Decimal, Decimal]
) -> pd.DataFrame:
    """Smallest and largest value of each measure, and whether the printed range overlaps them."""
    return pd.DataFrame(
        [
            {
                head: key,
                "Kleinste": display(unknown("")) if one.low is None else number(one.low),
                "Grootste": display(unknown("")) if one.high is None else number(one.high),
                "Gedrukt getal ertussen": "ja" if _overlaps(one, printed) else "nee",
            }
            for key, one in family.items()
        ]
    )


def _overlaps(measure: Measure, ends: tuple[Decimal, Decimal]) -> bool:
    if measure.low is None or measure.high is None:
        return False
    return measure.low <= ends[1] and ends[0] <= measure.high


def combination_table(cells: pd.DataFrame) -> pd.DataFrame:
    """Counts per combination: "ja" for each true column, and the count in the last column."""
    *kinds, counted = cells.columns
    signs = {
        capitalised(str(kind)): cells[kind].map({True: "ja", False: NOTHING}) for kind in kinds
    }
    return pd.DataFrame({**signs, capitalised(str(counted)): cells[counted].map(number)})


def assumption_table(assumptions: Mapping[str, Assumption]) -> pd.DataFrame:
    """The assumptions of the edition, with their reasons and effects on the numbers."""
    return pd.DataFrame(
        [
            {"Aanname": card.text, "Waarom": card.reason, "Gevolg": card.impact}
            for card in assumptions.values()
        ]
    )
