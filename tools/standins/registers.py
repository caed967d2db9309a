"""The made-up registers of the programme and forecasts of DUO, in their fixed layouts.

Each has its own random generator, so that a change in one leaves the others unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from tools.standins import events, forecasts, money, regions
from tools.standins.schools import Programme

SEED = 20_200_101
COLUMNS = {
    "regios": "regio_id naam soort penvoerder begindatum einddatum caribisch",
    "deelname": "vestiging regio_id schoolsoort begindatum einddatum",
    "beschikkingen": "kenmerk regio_id jaar soort bedrag datum",
    "cofinanciering": "bewijsstuk regio_id jaar bedrijf vorm bedrag aanvaard",
    "activiteiten": "activiteit_id regio_id jaar soort omschrijving begroot",
    "bijeenkomsten": "bijeenkomst_id datum soort titel aanwezigen",
    "ondersteuning": "ondersteuner regio_id datum dagen",
    "sto_live": "uitzending datum titel views kijkers_live_uniek kijkers_live_piek uitgelezen_op",
    "enquete": "regio_id meetjaar vraag antwoord",
    "locaties": "locatie_id regio_id soort naam jaar",
}
"""Register -> its columns, in order."""


def register_files(
    schools: pd.DataFrame, offer: Sequence[Programme]
) -> Iterator[tuple[str, bytes]]:
    """Path under ``data/standin`` and bytes of every register (UTF-8) and vintage (latin-1)."""
    for name, table in registers(schools, offer).items():
        yield f"sto/{name}.csv.gz", _text(table[COLUMNS[name].split()]).encode()
    pupils = forecasts.pupils_per_level(schools, offer)
    for vintage in forecasts.CHANGES:
        table = forecasts.forecast(pupils, vintage, _chance(f"prognoses-{vintage}"))
        yield f"duo/prognoses-{vintage}/voprognoses.csv.gz", _text(table).encode("latin-1")


def registers(schools: pd.DataFrame, offer: Sequence[Programme]) -> Mapping[str, pd.DataFrame]:
    """Every register by name; besides its own columns a table may hold those from which others are made."""
    marks = regions.traits(offer, len(schools))
    area = regions.regions(schools, marks, _chance("regios"))
    granted = money.grants(area, _chance("verleend"))
    return {
        "regios": area,
        "deelname": regions.participants(schools, area, marks, _chance("deelname")),
        "beschikkingen": money.decisions(granted, _chance("beschikkingen")),
        "cofinanciering": money.contributions(area, granted, _chance("cofinanciering")),
        "activiteiten": money.activities(granted, _chance("activiteiten")),
        "bijeenkomsten": events.meetings(_chance("bijeenkomsten")),
        "ondersteuning": events.support(granted, _chance("ondersteuning")),
        "sto_live": events.broadcasts(_chance("sto_live")),
        "enquete": events.survey(area, _chance("enquete")),
        "locaties": events.places(area, granted, _chance("locaties")),
    }


def _chance(name: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([SEED, *name.encode()]))


def _text(table: pd.DataFrame) -> str:
    return str(table.to_csv(sep=";", index=False, lineterminator="\n"))
