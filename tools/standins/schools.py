"""The made-up schools: locations, what they offer, and the number of pupils per year of study."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

LOCATIONS = 1450
VOCATIONAL, TECHNICAL = 620, 270
"""Number of locations with vocational tracks, and number of these with technology; the first ones have them."""


class Profile(NamedTuple):
    """A profile: name, sector, code of the exams, chance at a location that may have it, and size."""

    name: str
    sector: str
    exam: str
    chance: float
    size: float


TECHNICAL_PROFILES = (
    Profile("Produceren, installeren en energie", "Techniek", "PIE", 0.8, 5.5),
    Profile("Bouwen, wonen en interieur", "Techniek", "BWI", 0.63, 4.7),
    Profile("Mobiliteit en transport", "Techniek", "MTR", 0.34, 4.2),
    Profile("Media, vormgeving en ICT", "Techniek", "MVI", 0.18, 8.0),
)
MARITIME = Profile("Maritiem en Techniek", "Techniek", "MTE", 1.0, 14.0)
MARITIME_LOCATIONS = (3, 21, 58, 101, 200)
OTHER_PROFILES = (
    Profile("Economie en ondernemen", "Economie", "EO", 0.62, 8.5),
    Profile("Zorg en welzijn", "Zorg & Welzijn", "ZWE", 0.72, 11.0),
    Profile("Dienstverlening en producten", "Intersect. programma", "DP", 0.55, 11.0),
    Profile("Horeca, bakkerij en recreatie", "Economie", "HBR", 0.22, 8.0),
    Profile("Groen", "Landbouw", "G", 0.2, 13.0),
)
TRACKS = {"BL": ("BB", 0.95), "KL": ("KB", 1.35), "GL": ("GL", 0.32)}
"""Track -> its letters in the name of a programme, and its size."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme at a location: type, sector, profile, code, name, exam code and pupils.

    ``pupils`` is an array of six years by two sexes.
    """

    location: int
    kind: str
    sector: str
    profile: str
    code: str
    name: str
    exam: str
    track: str
    pupils: np.ndarray


def locations(
    country: pd.DataFrame, codes: pd.DataFrame, chance: np.random.Generator
) -> pd.DataFrame:
    """Random locations, weighted by population: code, name, place, province, postcode and point."""
    weights = (country["population"] ** 0.8).to_numpy()
    place = chance.choice(len(country), LOCATIONS, p=weights / weights.sum())
    rows = country.iloc[place].reset_index(drop=True)
    first = codes.drop_duplicates("place").set_index("place")["postcode"]
    jitter = chance.normal(0, 0.006, (LOCATIONS, 2))
    return rows.assign(
        code=[_code(number) for number in range(LOCATIONS)],
        title=[f"Voorbeeldcollege {name} {n}" for n, name in enumerate(rows["name"], start=1)],
        postcode=[f"{first[number]} XX" for number in place],
        latitude=(rows["latitude"] + jitter[:, 0]).round(6),
        longitude=(rows["longitude"] + jitter[:, 1]).round(6),
    )


def programmes(chance: np.random.Generator) -> list[Programme]:
    """All programmes that each location offers, in the order of the locations."""
    return [p for number in range(LOCATIONS) for p in _offer(number, chance)]


def _code(number: int) -> str:
    """Two locations per school; codes from 90 upwards are not in use."""
    school, location = divmod(number, 2)
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    first, rest = divmod(school, len(letters) ** 2)
    return (
        f"{90 + first}{letters[rest // len(letters)]}{letters[rest % len(letters)]}{location:02d}"
    )


def _offer(number: int, chance: np.random.Generator) -> Iterator[Programme]:
    yield _general(number, "Brugjaar 1-2", "Lj vb op alle leerwegen", (0, 1), 55, chance)
    if number < VOCATIONAL:
        yield from _vocational(number, chance)
    if chance.random() < 0.55:
        yield _general(
            number,
            "VMBO TL lj 3-4",
            "MAVO/Theor Lw-Profiel Economie",
            (2, 3),
            28,
            chance,
            "Economie",
        )
        yield _general(
            number,
            "VMBO TL lj 3-4",
            "MAVO/Theor Lw-Profiel Techniek",
            (2, 3),
            11,
            chance,
            "Techniek",
        )
    if chance.random() < 0.45:
        yield _general(number, "HAVO lj 4-5", "HAVO Prf Econ/Maat", (3, 4), 45, chance)
        yield _general(number, "VWO lj 4-6", "VWO Prf Nat/Tech", (3, 4, 5), 32, chance)
    if chance.random() < 0.12:
        yield _general(
            number, "Praktijkonderwijs alle vj", "Praktijkonderwijs", range(6), 14, chance
        )


def _vocational(number: int, chance: np.random.Generator) -> Iterator[Programme]:
    technical = TECHNICAL_PROFILES if number < TECHNICAL else ()
    chosen = [p for p in (*technical, *OTHER_PROFILES) if chance.random() < p.chance]
    if number in MARITIME_LOCATIONS:
        chosen.append(MARITIME)
    for profile in chosen:
        for track, (letters, size) in TRACKS.items():
            pupils = _pupils((2, 3), profile.size * size, chance)
            if pupils.sum():
                yield Programme(
                    number, f"VMBO {track} lj 3-4", profile.sector, profile.name,
                    f"{8000 + _rank(profile) * 10 + list(TRACKS).index(track)}",
                    f"VMBO {letters} {profile.name}", profile.exam, track, pupils,
                )  # fmt: skip


def _rank(profile: Profile) -> int:
    return (*TECHNICAL_PROFILES, MARITIME, *OTHER_PROFILES).index(profile)


def _general(  # noqa: PLR0913 - the fields of a row
    number: int,
    kind: str,
    name: str,
    years: range | tuple[int, ...],
    size: float,
    chance: np.random.Generator,
    sector: str = "N.v.t.",
) -> Programme:
    code = f"{9000 + sum(map(ord, kind + sector)) % 900}"
    return Programme(
        number, kind, sector, "N.v.t.", code, name, "", "TL", _pupils(years, size, chance)
    )


def _pupils(years: range | tuple[int, ...], size: float, chance: np.random.Generator) -> np.ndarray:
    counts = np.zeros((6, 2), dtype=int)
    scale = size * chance.gamma(4, 0.25)
    counts[list(years)] = chance.poisson(scale, (len(years), 2))
    return counts
