"""Divisions of the country into regions, and the regional book of a division: a chapter for every region.

A regional chapter of an edition is a template. It is run for a division, or for every region of it, with
these as its parameters. The regional book has its own build folder, so that neither it nor the report is
rebuilt for the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sto_eval.edition import ChapterCard, Edition, RegionalCard, RegionCard
from sto_eval.errors import DefinitionError

if TYPE_CHECKING:
    import pandas as pd

RMC, STO, NONE = "rmc", "sto", "none"
DIVISIONS = (RMC, STO, NONE)
TITLES = {RMC: "RMC-regio's", STO: "Regio's van het programma"}
NAMED_BY = {RMC: "adressen-*", STO: "regios"}
"""Division -> the sources that name its regions; the latest is used."""

OVERSEAS = "overzee"
"""The trait of a region that the files of addresses, homes and boundaries do not cover."""


class Region(NamedTuple):
    """A region: its name, and the traits that select the cells of its chapter."""

    title: str
    traits: tuple[str, ...]


def default_division(edition: Edition) -> str:
    """The default division: the programme's own if its registers are present, else and in the demo RMC."""
    from sto_eval.sources import missing_sources  # noqa: PLC0415 - slow to import

    needs = {name for card in edition.card.regional.values() for name in card.within(STO).needs}
    return STO if needs and not edition.demo and not missing_sources(edition, needs) else RMC


def regions(edition: Edition, division: str) -> dict[str, Region]:
    """Code -> region, for every region of a division: RMC regions by code, those of the programme by name.

    Errors: ``DefinitionError`` when the file that names the regions is absent.
    """
    from sto_eval.indicators import programme, territories  # noqa: PLC0415 - slow to import

    table = _naming(edition, division)
    if division == RMC:
        return {code: Region(name, (RMC,)) for code, name in territories.names(table).items()}
    overseas = programme.overseas(table)
    return {
        code: Region(name, (STO, *([OVERSEAS] if code in overseas else [])))
        for code, name in programme.names(table).items()
    }


def _naming(edition: Edition, division: str) -> pd.DataFrame:
    """The table that names the regions of a division, as its chapters read it."""
    # slow to import
    from sto_eval.catalogue import load_catalogue, select  # noqa: PLC0415
    from sto_eval.inputs import chapter_inputs  # noqa: PLC0415
    from sto_eval.sources import read_source  # noqa: PLC0415

    pattern = NAMED_BY[division]
    template = next(iter(edition.card.regional))
    inputs = chapter_inputs(edition, f"{template}-{division}")
    named = select(load_catalogue(edition), [pattern])
    found = [file for name, file in inputs.found.items() if name in named]
    if not found:
        raise DefinitionError(
            "the regions are unknown",
            f"--regions {division}",
            f"a source '{pattern}' that is present",
            "none",
            "Fetch it, or use --regions none; the demo (--demo) has made-up regions.",
        )
    latest = max(found, key=lambda file: file.source.reference_date)
    return read_source(edition, latest).sheet.table


def regional_edition(edition: Edition, division: str) -> Edition | None:
    """The edition whose chapters are those of the regional book; ``None`` when there is none to make."""
    if division == NONE or not edition.card.regional:
        return None
    known = regions(edition, division)
    chapters = {
        name: made
        for template, card in edition.card.regional.items()
        for name, made in _chapters(template, card, division, known)
    }
    card = edition.card.model_copy(update={"chapters": chapters})
    return replace(edition, card=card, division=division)


def edition_with(edition: Edition, name: str) -> Edition:
    """The edition that has a chapter or number: a regional book, as its name shows, else this one."""
    template, _, rest = name.partition("-")
    division = rest.partition("-")[0]
    if template not in edition.card.regional or division not in {RMC, STO}:
        return edition
    return regional_edition(edition, division) or edition


def _chapters(
    template: str, card: RegionalCard, division: str, known: dict[str, Region]
) -> Iterator[tuple[str, ChapterCard]]:
    places = known if card.each else {"": Region(TITLES[division], (division,))}
    for code, region in places.items():
        chosen = {"division": division, "region": code} if code else {"division": division}
        # only the registers cover a region overseas
        read = card.divisions[division] if OVERSEAS in region.traits else card.within(division)
        made = RegionCard(
            **read.model_dump(),
            template=template,
            settings=chosen,
            title=region.title,
            traits=region.traits,
        )
        yield "-".join(filter(None, [template, division, code])), made
