"""The made-up regions of the programme, and the schools that take part in them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from tools.standins.schools import MARITIME, TECHNICAL_PROFILES, Programme

REGIONS = 78
FEW_PUPILS = 5
"""Regions with the fewest pupils in technical profiles, the one overseas among them."""
APART_KM = 10
KM_PER_DEGREE = np.array([111.2, 68.2])
"""Of latitude, and of longitude at 52 degrees north."""

STARTS = {"2020-01-01": 71, "2020-08-01": 6, "2021-08-01": 1}
"""First day -> number of regions."""

CHANCES = {"technical": 0.985, "other": 0.57, "theoretical": 0.34, "practical": 0.4}
"""What a location offers, first that applies -> chance that it takes part."""

LATER = ("2021-08-01", "2022-08-01")
LAST_DAY = "2023-07-31"
LATER_SHARE, LEAVING_SHARE = 0.08, 0.012
MOVES = ("2022-07-31", "2022-08-01")
"""Last day in the old region and first day in the new one."""
MOVERS = 4
SPECIAL, SPECIAL_OVERSEAS = 40, 2
"""Schools for special education (vso), which DUO's files for secondary education do not list."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def traits(offer: Iterable[Programme], locations: int) -> pd.DataFrame:
    """Per location: whether it offers this kind of education, and ``pupils`` in technical profiles."""
    exams = {profile.exam for profile in (*TECHNICAL_PROFILES, MARITIME)}
    names = [*CHANCES, "vmbo", "pupils"]
    found = np.zeros((locations, len(names)), int)
    for programme in offer:
        technical = programme.exam in exams
        vmbo = programme.kind.startswith("VMBO")
        marks = (
            technical,
            bool(programme.exam) and not technical,
            vmbo and not programme.exam,
            programme.kind.startswith("Praktijk"),
            vmbo,
            programme.pupils.sum() * technical,
        )
        found[programme.location] += np.array(marks, int)
    return pd.DataFrame(found, columns=names)


def regions(
    schools: pd.DataFrame, marks: pd.DataFrame, chance: np.random.Generator
) -> pd.DataFrame:
    """The register of regions, with ``place``, its point and ``pupils`` in technical profiles added.

    The last region is overseas: no point, no schools in the files of DUO.
    """
    places = _main_places(schools, marks)
    places["pupils"] = marks["pupils"].groupby(_nearest(schools, places)[:, 0]).sum()
    overseas = pd.DataFrame({"name": ["Overzee"], "pupils": [0]})
    table = pd.concat([places, overseas], ignore_index=True)
    few = table["pupils"].rank(method="first") <= FEW_PUPILS
    place = table["name"]
    return table.rename(columns={"name": "place"}).assign(
        regio_id=[f"R{number:02d}" for number in range(1, REGIONS + 1)],
        naam="Voorbeeldregio " + place,
        soort=np.where(few, "techniekluwe regio", "techniekregio"),
        penvoerder="Voorbeeldstichting " + place,
        begindatum=chance.permutation(np.repeat(list(STARTS), list(STARTS.values()))),
        einddatum="",
        caribisch=["nee"] * (REGIONS - 1) + ["ja"],
    )


def participants(
    schools: pd.DataFrame, area: pd.DataFrame, marks: pd.DataFrame, chance: np.random.Generator
) -> pd.DataFrame:
    """Participating locations, in the nearest region; some come later, leave, or move to the next region."""
    nearest = _nearest(schools, area.iloc[:-1])
    likely = np.select([marks[name] > 0 for name in CHANCES], list(CHANCES.values()))
    chosen = np.flatnonzero(chance.random(len(schools)) < likely)
    listed = pd.DataFrame(
        {
            "vestiging": schools["code"].to_numpy()[chosen],
            "region": nearest[chosen, 0],
            "next": nearest[chosen, 1],
            "schoolsoort": np.where(marks["vmbo"].to_numpy()[chosen] > 0, "vmbo", "pro"),
        }
    )
    everyone = pd.concat([listed, _special(listed, chance)], ignore_index=True)
    return _moved(_periods(everyone, area, chance), area, chance)


def _main_places(schools: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """The places with the most pupils in technical profiles that are far enough apart, by name."""
    placed = schools.assign(pupils=marks["pupils"]).groupby(["name", "province"], as_index=False)
    sizes = placed.agg({"pupils": "sum", "latitude": "first", "longitude": "first"})
    sizes = sizes.sort_values(["pupils", "name", "province"], ascending=[False, True, True])
    chosen: list[int] = []
    points = _kilometres(sizes)
    for row, point in enumerate(points):
        if len(chosen) < REGIONS - 1 and np.all(_distance(point, points[chosen]) >= APART_KM):
            chosen.append(row)
    return sizes.iloc[chosen].sort_values("name", ignore_index=True)


def _nearest(schools: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """Per location the row numbers of the main places, nearest first."""
    lengths = _distance(_kilometres(schools)[:, None], _kilometres(places)[None])
    return np.argsort(lengths, axis=1, kind="stable")


def _kilometres(table: pd.DataFrame) -> np.ndarray:
    return np.asarray(table[["latitude", "longitude"]].to_numpy() * KM_PER_DEGREE)


def _distance(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.asarray(np.hypot(*np.moveaxis(one - other, -1, 0)))


def _special(listed: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Schools for special education, with codes that no other made-up school has."""
    home = chance.choice(listed["region"].to_numpy(), SPECIAL)
    place = np.append(home, [REGIONS - 1] * SPECIAL_OVERSEAS)
    pairs = (divmod(number, len(LETTERS)) for number in range(len(place)))
    codes = [f"95{LETTERS[first]}{LETTERS[second]}00" for first, second in pairs]
    return pd.DataFrame({"vestiging": codes, "region": place, "next": place, "schoolsoort": "vso"})


def _periods(listed: pd.DataFrame, area: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """First and last day: starting with the region or later, and mostly without end."""
    start = area["begindatum"].to_numpy()[listed["region"]]
    later = chance.random(len(listed)) < LATER_SHARE
    chosen = np.maximum(start, chance.choice(LATER, len(listed)))
    left = chance.random(len(listed)) < LEAVING_SHARE
    return listed.assign(
        begindatum=np.where(later, chosen, start), einddatum=np.where(left, LAST_DAY, "")
    )


def _moved(listed: pd.DataFrame, area: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Some locations move to the next region: their first period ends the day before the second begins."""
    last, first = MOVES
    free = (listed["begindatum"] < LATER[0]) & (listed["einddatum"] == "")
    able = np.flatnonzero(free & (listed["next"] != listed["region"]))
    chosen = chance.choice(able, MOVERS, replace=False)
    after = listed.iloc[chosen].assign(region=listed["next"].iloc[chosen], begindatum=first)
    before = listed.copy()
    before.loc[before.index[chosen], "einddatum"] = last
    rows = pd.concat([before, after], ignore_index=True)
    names = area["regio_id"].to_numpy()[rows["region"]]
    return rows.assign(regio_id=names).sort_values(["vestiging", "begindatum"], ignore_index=True)
