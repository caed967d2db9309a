"""The figures of regional chapters with their texts, which every division has: arguments of ``Chapter.figure``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from recount.notebook import words
from recount.numbers.measures import Measure
from sto_eval.figures import lines, profile_tables, strips
from sto_eval.indicators import inflow
from sto_eval.indicators.barriers import wall_of
from sto_eval.regions import maps, regional
from sto_eval.regions.chapter import RegionChapter
from sto_eval.regions.rmc import Territory

PLACES = ("schoollocaties-*", "adressen-*", "postcodepunten-*", "gemeenten-*")
"""The sources of where locations and municipalities are."""

HOMES, BORDERS, WATERS = "inwoners-pc4-*", "provincies-*", "waterscheidingen"
"""The sources of where people live, of the land on a map, and of the waters that nobody crosses."""

Families = Mapping[str, Mapping[str, Measure]]
"""Share -> region -> measure."""

Figure = dict[str, Any]


def reach_map(  # noqa: PLR0913 - the layers of a map
    chapter: RegionChapter,
    land: Territory,
    dots: Mapping[str, pd.DataFrame],
    covered: Mapping[str, Measure],
    day: dt.date,
    barriers: pd.DataFrame | None = None,
) -> Figure:
    """The locations of each profile in and around a region, with their radius.

    With ``barriers`` the reach is on the same side of the water that decides in the region.
    """
    dry = barriers is not None
    region, radius_km = chapter.region, chapter.parameters["radius_km"]
    places = words.enumeration(land.municipalities(region)) or "onbekend"
    return {
        "drawing": maps.region_maps(
            chapter.newest("provincies"),
            land.outline(region),
            land.parts(region),
            dots,
            radius_km,
            covered,
            wall_of(barriers) if barriers is not None else None,
        ),
        "data": profile_tables.family_table(covered),
        "title": words.most_and_least(
            covered,
            "Van de jongeren woonde {value} dicht bij {who}",
            "{value} dicht bij {who}",
        ),
        "subtitle": f"{chapter.title}: vestigingen en hun straal, {chapter.day(day)}",
        "caption": "Rechte lijn vanaf de vestiging, "
        + (f"zonder {chapter.water} over te steken. " if dry else "ook over water. ")
        + f"Gemeenten van de regio: {places}.",
        "alt": "Per profiel een kaart van de regio en haar omgeving. "
        f"Aandeel inwoners binnen de straal: {words.listing(covered)}.",
        "sources": _sources(chapter, BORDERS, *([WATERS] if dry else [])),
    }


def inflow_lines(
    chapter: RegionChapter,
    by_file: Mapping[str, inflow.Series],
    pupils: inflow.Series,
    candidates: inflow.Series,
) -> Figure:
    """The share of technology per year of entry: of candidates by file, and of pupils.

    The title is about all ``candidates``, whatever their file.
    """
    dots = {"leerlingen, leerjaar 3": pupils}
    above_zero = all((one.low or 0) > 0 for part in by_file.values() for one in part.values())
    card = chapter.edition.card
    during = inflow.during(candidates, card.first_year, card.last_year)
    return {
        "drawing": lines.share_lines(
            by_file, dots, card.first_year - 0.5, "ander bestand, met afscherming →"
        ),
        "data": inflow.frame({**by_file, **dots}),
        "title": regional.candidates_title(during, inflow.change(during)),
        "subtitle": "Aandeel van de sector Techniek per eerste schooljaar in leerjaar 3, "
        f"{chapter.title}",
        "caption": "De as begint niet bij nul. " * above_zero
        + "Een band is wat door de afscherming onzeker is.",
        "alt": "Kandidaten per jaar van leerjaar 3: "
        f"{words.listing(inflow.by_school_year(candidates))}.",
        "sources": ["examens-*", "leerlingen-*", chapter.placing],
    }


def place_strips(
    chapter: RegionChapter, everywhere: Families, land: Territory, day: dt.date
) -> Figure:
    """A region among the others: a strip of dots per share."""
    return {
        "drawing": strips.place_strips(
            regional.all_values(everywhere),
            regional.own_values(everywhere, chapter.region),
            chapter.title,
        ),
        "data": regional.frame(everywhere, land.names),
        "title": regional.sentence(everywhere, chapter.region),
        "subtitle": f"Aandeel per regio, {chapter.day(day)}",
        "caption": "Een stip is een regio; het streepje is de mediaan, de middelste waarde."
        + " Het bereik is hier overal een rechte lijn, ook over water." * bool(chapter.water),
        "alt": "Per aandeel een strook met een stip per regio en een ruit voor deze regio.",
        "sources": _sources(chapter, HOMES),
    }


def reach_maps(chapter: RegionChapter, reaches: Families, land: Territory, day: dt.date) -> Figure:
    """The reach of each profile in every region."""
    return {
        "drawing": maps.share_maps(chapter.newest("provincies"), land.areas(), reaches, land.names),
        "data": regional.frame(reaches, land.names),
        "title": regional.widest(reaches),
        "subtitle": f"Aandeel inwoners binnen de straal per regio, {chapter.day(day)}",
        "caption": "De vestiging mag in een andere regio liggen.",
        "alt": "Per profiel een kaart van Nederland met de regio's in tinten.",
        "sources": _sources(chapter, HOMES, BORDERS),
    }


def inflow_map(chapter: RegionChapter, inflows: Families, land: Territory, day: dt.date) -> Figure:
    """The share of pupils in technology in every region."""
    return {
        "drawing": maps.share_maps(
            chapter.newest("provincies"), land.areas(), inflows, land.names, top=40
        ),
        "data": regional.frame(inflows, land.names),
        "title": regional.widest(inflows),
        "subtitle": f"Aandeel van de sector Techniek in leerjaar 3 per regio, {chapter.day(day)}",
        "caption": "De schaal is een andere dan die van het bereik.",
        "alt": "Een kaart van Nederland met de regio's in tinten.",
        "sources": _sources(chapter, HOMES, BORDERS),
    }


def _sources(chapter: RegionChapter, *more: str) -> list[str]:
    """The sources of where pupils, locations and regions are, and others."""
    return [chapter.declared.newest("leerlingen"), *PLACES, chapter.placing, *more]
