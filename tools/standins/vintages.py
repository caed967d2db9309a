"""Made-up files of other years than the first ones: the same schools, on another day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from tools.standins import duo, maps, schools

SEED = 368_640_080
NOT_IN_ADDRESSES = (12, 90, 180)
NOT_IN_BUILDINGS = (17, 44, 131, 200)
FOLLOWED = range(3, 123, 3)
"""The locations that another one took over; every fifth of these in its turn by a third."""

SUCCESSION_HEAD = (
    "NR_ADMIN_VAN,CODE_FUNCTIE_VAN,CODE_SOORT_VAN,CODE_WET_VAN,NR_ADMIN_NAAR,CODE_FUNCTIE_NAAR,"
    "CODE_SOORT_NAAR,CODE_WET_NAAR,DT_OVERGANG,CODE_OVERGANG,NAAM_OVERGANG,IND_VOLLEDIG,CODE_STAND_RECORD"
)


def make_vintages(
    locations: pd.DataFrame,
    exams: Mapping[str, duo.Exams],
    codes: pd.DataFrame,
    ages: np.ndarray,
) -> Iterator[tuple[str, bytes]]:
    """Path under ``data/standin`` and bytes of every file; draws of its own keep the first files the same."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    pupils = duo.pupils_with_support(locations, schools.programmes(chance), chance, padded=True)
    name = "leerlingen-vo-per-vestiging-naar-onderwijstype"
    yield f"duo/2017-10-01/01.-{name}-2017-2018.csv.gz", _latin(pupils)
    for year, central in (("2017-2018", "6,4"), ("2019-2020", ",0")):
        results = duo.results(locations, exams[year], central).replace("\n", "\r\n")
        yield f"duo/{year}/07-geslaagden-gezakten-en-cijfers-{year}.csv.gz", _latin(results)
    addresses = duo.addresses(locations, NOT_IN_ADDRESSES).replace("\n", "\r\n")
    yield "duo/2020-10/02.csv.gz", _latin(addresses)
    taken_over = successions(locations).encode("utf-8-sig")
    yield "duo/overgangen-2025-01-13/OVERGANGEN_20250113.csv.gz", taken_over
    fewer = np.round(ages * 0.98 / 5).astype(int) * 5
    workbook = maps.residents_workbook(codes, fewer, maps.CBS_SHORT)
    yield "cbs/2020-01-01/cbs_pc4_2020_v1.xlsx", workbook
    points = maps.school_points(locations, NOT_IN_BUILDINGS, "vestigingsnummer")
    yield "edugis/2022-05-01/scholen20220501.geo.zip", points


def successions(locations: pd.DataFrame) -> str:
    """Codes that went over into that of another location, and some of these into a third."""
    codes = locations["code"].to_list()
    lines = []
    for place in FOLLOWED:
        lines.append(_succession(codes[place], codes[place + 1], 2017 + place % 3))
        if place % 5 == 0:
            lines.append(_succession(codes[place + 1], codes[place + 2], 2020))
    return "\n".join([SUCCESSION_HEAD, *lines, ""])


def _succession(old: str, new: str, year: int) -> str:
    sides = ",".join(f'"{code}","D","VST","WVO"' for code in (old, new))
    return f'{sides},1-8-{year},"F","Fusie","J","H"'


def _latin(text: str) -> bytes:
    return text.encode("latin-1", "replace")
