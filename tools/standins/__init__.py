"""Made-up files in the publishers' real layouts and at national size, from one seed.

They make everything runnable without downloads. No row, name or code in them is a publisher's; every
number that rests on one is marked "niet na te rekenen".
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tools.standins import duo, geography, maps, registers, schools, vintages

SEED = 481_148_423
NOT_IN_BUILDINGS = (5, 17, 44, 90, 131, 180, 222)
NOT_IN_ADDRESSES = (90, 180)
"""Technical locations without a building, and of these two without an address: fallbacks must show."""

OLD_YEARS = ("2014-2015", "2015-2016", "2016-2017", "2017-2018", "2018-2019")
NEW_YEARS = ("2019-2020", "2020-2021", "2021-2022", "2022-2023", "2023-2024")
FOLDER = Path("data", "standin")


def make_standins() -> Iterator[tuple[str, bytes]]:
    """Path under ``data/standin`` and bytes of every stand-in; latin-1 unless the layout is UTF-8."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    country = geography.places()
    codes = geography.postcodes(country, chance)
    ages = geography.residents(codes, chance)
    locations = schools.locations(country, codes, chance)
    now, before = schools.programmes(chance), schools.programmes(chance)
    old = {year: duo.candidates(now, chance) for year in OLD_YEARS}
    new = {year: duo.candidates(now, chance) for year in NEW_YEARS}

    def latin(text: str) -> bytes:
        return text.encode("latin-1", "replace")

    pupils = "leerlingen-vo-per-vestiging-naar-onderwijstype"
    earlier = duo.pupils_with_support(locations, before, chance)
    yield f"duo/2016-10-01/01.-{pupils}-2016-2017.csv.gz", latin(earlier)
    yield f"duo/2019-10-01/{pupils}-2019.csv.gz", latin(duo.pupils(locations, now))
    yield (
        "duo/2020-12/alle-vestigingen-vo.csv.gz",
        latin(duo.addresses(locations, NOT_IN_ADDRESSES)),
    )
    exams = "examenkandidaten-en-geslaagden"
    yield f"duo/2014-2019/{exams}-2014-2019.csv.gz", latin(duo.exams(locations, old, masked=False))
    yield f"duo/2019-2024/{exams}-2019-2024.csv.gz", duo.exams(locations, new, masked=True).encode()
    results = duo.results(locations, old[OLD_YEARS[-1]])
    yield "duo/2018-2019/geslaagden-gezakten-en-cijfers-2018-2019.csv.gz", latin(results)
    yield "cbs/2024-01-01/pc4_2024_v1.xlsx", maps.residents_workbook(codes, ages)
    yield "geonames/2024-04/NL.txt.gz", maps.postcode_points(codes).encode()
    yield (
        "edugis/2024-11-22/scholen20241122.geo.zip",
        maps.school_points(locations, NOT_IN_BUILDINGS),
    )
    provinces = maps.boundaries("provincie", geography.province_shapes(country), "PV")
    yield "boundaries/2025/provinces_2025.geojson.gz", provinces.encode()
    towns = maps.boundaries("gemeente", geography.municipality_shapes(country), "GM")
    yield "boundaries/2022/gemeenten_2022.geojson.gz", towns.encode()
    yield from registers.register_files(locations, now)
    yield from vintages.make_vintages(locations, old | new, codes, ages)


def write_standins(folder: Path) -> list[Path]:
    """Write all stand-ins under a folder; ``.gz`` files are compressed without a timestamp."""
    written = []
    for name, raw in make_standins():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(raw, mtime=0) if path.suffix == ".gz" else raw)
        written.append(path)
    return written
