"""Divisions of the country into regions, and the regional book of one: a chapter for every region.

A regional chapter of an edition is a template. It is run for a division, or for every region of it, with
these as its parameters. The regional book stands beside the report, with a build folder of its own, so that
neither is made anew for the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sto_eval.edition import ChapterCard, Edition, RegionalCard, RegionCard
from sto_eval.errors import DefinitionError

RMC, NONE = "rmc", "none"
DIVISIONS = (RMC, NONE)
TITLES = {RMC: "RMC-regio's"}
ADDRESSES = "adressen-*"


def regions(edition: Edition) -> dict[str, str]:
    """Code of each RMC region -> its name, by code.

    Errors: ``DefinitionError`` when the file that names the regions is not there.
    """
    # slow to import, and the commands that ask for a division need not wait for it
    from sto_eval.catalogue import load_catalogue, select  # noqa: PLC0415
    from sto_eval.indicators import territories  # noqa: PLC0415
    from sto_eval.sources import located, read_source  # noqa: PLC0415

    found = located(edition, select(load_catalogue(edition), [ADDRESSES]))
    if not found:
        raise DefinitionError(
            "the regions are unknown",
            "--regions",
            f"a source '{ADDRESSES}' that is there",
            "none",
            "Fetch it, or say --regions none.",
        )
    latest = max(found.values(), key=lambda file: file.source.reference_date)
    return territories.names(read_source(edition, latest).sheet.table)


def regional_edition(edition: Edition, division: str) -> Edition | None:
    """The edition whose chapters are those of the regional book; ``None`` when there is nothing to make."""
    if division == NONE or not edition.card.regional:
        return None
    known = regions(edition)
    chapters = {
        name: made
        for template, card in edition.card.regional.items()
        for name, made in _chapters(template, card, division, known)
    }
    card = edition.card.model_copy(update={"chapters": chapters})
    return replace(edition, card=card, division=division)


def _chapters(
    template: str, card: RegionalCard, division: str, known: dict[str, str]
) -> Iterator[tuple[str, ChapterCard]]:
    places = known if card.each else {"": TITLES[division]}
    for code, title in places.items():
        chosen = {"division": division, "region": code} if code else {"division": division}
        made = RegionCard(sources=card.sources, template=template, settings=chosen, title=title)
        yield "-".join(filter(None, [template, division, code])), made
