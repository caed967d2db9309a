"""The made-up meetings, support, broadcasts, survey and places of the programme."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

MEETINGS = {
    "landelijk": {2021: 1, 2022: 1, 2023: 1, 2024: 1},
    "bovenregionaal": {2020: 11, 2021: 19, 2022: 31, 2023: 34, 2024: 29},
    "regionaal": {2020: 9, 2021: 14, 2022: 25, 2023: 27, 2024: 22},
}
"""Kind -> year -> meetings."""
TOPICS = ("keuzevakken", "werven van leerlingen", "leraren", "samen met bedrijven", "beeldvorming")

SUPPORTERS = {2020: (1, 9), 2021: (1, 9), 2022: (1, 10), 2023: (3, 12), 2024: (3, 12)}
"""Year -> first and last number of the supporters at work."""
HALF_DAYS = (6, 12)
"""Minimum and maximum support per region and year."""

BROADCASTS = {2020: 3, 2021: 6, 2022: 6, 2023: 6, 2024: 5}
READ_ON = "2024-12-16"

SURVEYED, ANSWERED = 2024, 51
QUESTIONS = ("samenwerking", "uitstraling", "buitenschools leren", "beeldvorming", "kwaliteit")
ANSWERS = (0.03, 0.08, 0.25, 0.43, 0.21)
"""Chances of the answers 1 to 5."""
NO_ANSWER = 0.04

LASTING = {"techhub": 0.8, "techlab": 1.3}
"""Per region, on average; their year is the one of opening."""
YEARLY = {"evenement": 1.4, "techniekdag": 1.1}
"""Per region and year, on average."""
FEW = {2020: 0.3}
"""Year -> the part of it in which the programme ran."""


def meetings(chance: np.random.Generator) -> pd.DataFrame:
    """Meetings by kind and year, in order of date; the attendance of some is unknown."""
    sizes = {"landelijk": 420, "bovenregionaal": 45, "regionaal": 22}
    rows = [
        (day, kind, chance.choice(TOPICS), chance.poisson(sizes[kind]))
        for kind, years in MEETINGS.items()
        for year, number in years.items()
        for day in _days(year, number, chance)
    ]
    table = pd.DataFrame(rows, columns=["datum", "soort", "topic", "number"])
    table = table.sort_values(["datum", "soort"], kind="stable", ignore_index=True)
    unknown = chance.random(len(table)) < 0.1
    return table.assign(
        bijeenkomst_id=[f"B{number:03d}" for number in range(1, len(table) + 1)],
        titel="Voorbeeldbijeenkomst over " + table["topic"],
        aanwezigen=table["number"].astype(str).mask(unknown, ""),
    )


def support(granted: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Visits of half a day or a day, mostly by the same supporter, to every region every year."""
    rows: list[tuple[str, str, str, float]] = []
    for region, year in zip(granted["regio_id"], granted["jaar"], strict=True):
        first, last = SUPPORTERS[year]
        own = first + int(region[1:]) % (last - first + 1)
        halves = _visits(int(chance.integers(HALF_DAYS[0], HALF_DAYS[1] + 1)), chance)
        for day, half in zip(_days(year, len(halves), chance), halves, strict=True):
            who = own if chance.random() < 0.9 else int(chance.integers(first, last + 1))
            rows.append((f"O{who:02d}", region, day, half / 2))
    table = pd.DataFrame(rows, columns=["ondersteuner", "regio_id", "datum", "dagen"])
    return table.sort_values(["datum", "regio_id"], kind="stable", ignore_index=True)


def broadcasts(chance: np.random.Generator) -> pd.DataFrame:
    """Broadcasts with later views and live viewers."""
    dates = [day for year, number in BROADCASTS.items() for day in _days(year, number, chance)]
    unique = chance.integers(60, 301, len(dates))
    numbers = range(1, len(dates) + 1)
    return pd.DataFrame(
        {
            "uitzending": [f"U{number:02d}" for number in numbers],
            "datum": dates,
            "titel": [
                f"Voorbeelduitzending {number}: {chance.choice(TOPICS)}" for number in numbers
            ],
            "views": chance.integers(50, 601, len(dates)),
            "kijkers_live_uniek": unique,
            "kijkers_live_piek": (unique * chance.uniform(0.5, 0.92, len(dates))).astype(int),
            "uitgelezen_op": READ_ON,
        }
    )


def survey(area: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Answers of the regions that took part in the survey; some questions are skipped."""
    chosen = chance.choice(len(area), ANSWERED, replace=False)
    names = area["regio_id"].iloc[np.sort(chosen)]
    keys = pd.MultiIndex.from_product([names, QUESTIONS], names=["regio_id", "vraag"])
    answers = pd.Series(1 + chance.choice(len(ANSWERS), len(keys), p=ANSWERS))
    unknown = chance.random(len(keys)) < NO_ANSWER
    shown = answers.astype(str).mask(unknown, "")
    return keys.to_frame(index=False).assign(meetjaar=SURVEYED, antwoord=shown)


def places(area: pd.DataFrame, granted: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """Tech hubs and labs by year of opening, events and technology days by the year they were held."""
    rows = [row for found in (_lasting, _yearly) for row in found(granted, chance)]
    table = pd.DataFrame(rows, columns=["regio_id", "jaar", "soort"])
    table = table.sort_values(["regio_id", "jaar", "soort"], kind="stable", ignore_index=True)
    place = table["regio_id"].map(area.set_index("regio_id")["place"])
    return table.assign(
        locatie_id=[f"L{number:04d}" for number in range(1, len(table) + 1)],
        naam="Voorbeeld" + table["soort"] + " " + place,
    )


def _lasting(granted: pd.DataFrame, chance: np.random.Generator) -> Iterator[tuple[str, int, str]]:
    for region, years in granted.groupby("regio_id")["jaar"]:
        for kind, mean in LASTING.items():
            for year in chance.choice(years, chance.poisson(mean)):
                yield str(region), int(year), kind


def _yearly(granted: pd.DataFrame, chance: np.random.Generator) -> Iterator[tuple[str, int, str]]:
    for region, year in zip(granted["regio_id"], granted["jaar"], strict=True):
        for kind, mean in YEARLY.items():
            for _ in range(chance.poisson(mean * FEW.get(year, 1))):
                yield region, int(year), kind


def _days(year: int, number: int, chance: np.random.Generator) -> list[str]:
    """That many different working days of a year, in order."""
    chosen = np.sort(chance.choice(250, number, replace=False))
    return [str(day) for day in np.busday_offset(f"{year}-01-06", chosen, roll="forward")]


def _visits(halves: int, chance: np.random.Generator) -> list[int]:
    """Half days of support, grouped into visits of one or two."""
    visits: list[int] = []
    while sum(visits) < halves:
        visits.append(min(int(chance.integers(1, 3)), halves - sum(visits)))
    return visits
