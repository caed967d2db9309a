"""Tables per profile for the reader: locations, pupils and reach, with Dutch column names."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping

import pandas as pd

from recount.notebook.tables import family_rows
from recount.numbers.dutch_words import NOTHING, date
from recount.numbers.embedded import between, number, percent, printed
from recount.numbers.measures import Measure
from recount.numbers.share_parts import with_parts
from sto_eval.figures.spelling import with_place_names

MOVES = {
    "gebleven": "Zelfde code",
    "nieuwe code": "Nieuwe code",
    "opgegaan in een andere": "Opgegaan",
    "verdwenen": "Weg",
    "nieuw": "Nieuw",
}
"""Column of the data -> head of the table."""


def series_table(series: pd.DataFrame, comparable_from: dt.date) -> pd.DataFrame:
    """Locations and pupils per profile and reference date; an asterisk marks dates that are not comparable."""
    days = [date(day) + ("" if day >= comparable_from else " *") for day in series["peildatum"]]
    ends = zip(series["leerlingen_low"], series["leerlingen_high"], strict=True)
    return pd.DataFrame(
        {
            "Peildatum": days,
            "Profiel": series["profiel"].to_list(),
            "Vestigingen": [number(value) for value in series["vestigingen"]],
            "Leerlingen": [between(low, high) for low, high in ends],
        }
    )


def change_table(changes: pd.DataFrame) -> pd.DataFrame:
    """Kept, lost and new locations between vintages; only words if there is no pair."""
    if changes.empty:
        return pd.DataFrame({"Uitkomst": ["er zijn geen twee vergelijkbare tellingen"]})
    return pd.DataFrame(
        {
            "Vanaf": [date(day) for day in changes["van"]],
            "Tot": [date(day) for day in changes["tot"]],
            "Profiel": changes["profiel"].to_list(),
            "Behouden": [number(value) for value in changes["behouden"]],
            "Verdwenen": [number(value) for value in changes["verdwenen"]],
            "Nieuw": [number(value) for value in changes["nieuw"]],
        }
    )


def year_table(years: pd.DataFrame) -> pd.DataFrame:
    """Locations per school year, and what changed since the school year before."""
    return pd.DataFrame(
        {
            "Schooljaar": years["schooljaar"],
            "Vestigingen": [number(value) for value in years["vestigingen"]],
            **{head: [_known(value) for value in years[name]] for name, head in MOVES.items()},
        }
    )


def origin_table(origins: pd.DataFrame) -> pd.DataFrame:
    """Locations per school year by the origin of their point."""
    shown = origins.rename(columns=str.capitalize)
    return shown.assign(**{name: shown[name].map(number) for name in shown.columns[1:]})


def named_table(locations: pd.DataFrame) -> pd.DataFrame:
    """Locations by name and place as people write it, with their pupils; one explanatory row if there are none."""
    if locations.empty:
        return pd.DataFrame({"Vestiging": ["geen"]})
    ends = zip(locations["low"], locations["high"], strict=True)
    shown = locations[["vestiging", "naam", "plaats"]].rename(columns=str.capitalize)
    return with_place_names(shown).assign(Leerlingen=[between(low, high) for low, high in ends])


def radius_table(grid: pd.DataFrame, population: str) -> pd.DataFrame:
    """Coverage per radius (rows) and profile (columns) for one age group."""
    wide = grid[grid["bevolking"] == population].pivot_table(
        index="straal_km", columns="profiel", values="aandeel", sort=False
    )
    shown = wide.map(percent)
    shown.insert(
        0,
        "Straal",
        [printed(radius, 1 if radius == int(radius) else 0.1, "km") for radius in wide.index],
    )
    return shown.reset_index(drop=True)


def population_table(families: Mapping[str, Mapping[str, Measure]]) -> pd.DataFrame:
    """Measures per age group (rows) and profile (columns)."""
    return family_rows("Inwoners", families)


def minimum_table(families: Mapping[int, Mapping[str, Measure]]) -> pd.DataFrame:
    """Measures per smallest group size (rows) and profile (columns)."""
    return family_rows("Kleinste groep", {number(size): row for size, row in families.items()})


def family_table(family: Mapping[str, Measure]) -> pd.DataFrame:
    """Measures of one unit as unrounded data: profile, value, bounds, numerator and denominator."""
    rows = [
        {
            "profiel": key,
            f"waarde ({m.unit})": m.value,
            f"ondergrens ({m.unit})": m.low,
            f"bovengrens ({m.unit})": m.high,
        }
        for key, m in family.items()
    ]
    return with_parts(pd.DataFrame(rows), list(family.values()))


def _known(value: float) -> str:
    return NOTHING if math.isnan(value) else number(value)
