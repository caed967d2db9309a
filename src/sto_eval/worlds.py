"""The world of a chapter: all that it reads is real where it can be had, or all of it is made up.

The locations and regions in a made-up register exist in the made-up files of publishers only. So a chapter
that names the registers of its world reads, while one of these is a stand-in, the stand-ins of all its
sources, under their own names and also where the real file is there. What has no stand-in is then not there;
what we list ourselves of other publications is of every world.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sto_eval import crosschecks
from sto_eval.catalogue import load_catalogue, select
from sto_eval.edition import ChapterCard, Edition
from sto_eval.layouts.registers import REGISTERS
from sto_eval.sources import Found, locate_standin, located

MADE_UP = "standin"


def found_by(edition: Edition, card: ChapterCard) -> dict[str, Found]:
    """The sources that the card of a chapter declares and that are there, of its world."""
    names = select(load_catalogue(edition), card.sources)
    return of_world(edition, located(edition, names), card.world)


def of_world(
    edition: Edition, found: Mapping[str, Found], world: Iterable[str]
) -> dict[str, Found]:
    """These sources in the world that these registers decide on."""
    if not is_made_up(edition, list(world)):
        return dict(found)
    return {name: made for name, file in found.items() if (made := _made_up(edition, file))}


def is_real(edition: Edition, world: Sequence[str]) -> bool:
    """Whether these registers are all there, and none of them is made up."""
    found = located(edition, world)
    return len(found) == len(world) and not is_made_up(edition, world)


def is_made_up(edition: Edition, world: Sequence[str]) -> bool:
    """Whether one of these registers is made up; a chapter that names none is in the real world."""
    return any(file.place == MADE_UP for file in located(edition, world).values())


def check_registers(edition: Edition, cards: Iterable[ChapterCard]) -> None:
    """Refuse real registers of regions that are made up or not there, before a chapter stops on one.

    Errors: ``SourceError``, with all such registers that these chapters read.
    """
    catalogue = load_catalogue(edition)
    patterns = dict.fromkeys(name for card in cards if not card.world for name in card.sources)
    waiting = [
        name
        for name, file in located(edition, select(catalogue, list(patterns))).items()
        if file.place != MADE_UP and crosschecks.REGION in _columns(file.source.layout)
    ]
    regions = [name for name, card in catalogue.items() if card.layout == crosschecks.REGIONS]
    if waiting and regions and not is_real(edition, regions):
        raise crosschecks.before_regions(waiting, regions[0])


def _columns(layout: str) -> list[str]:
    """The columns of a register other than that of regions; none of another file."""
    known = layout in REGISTERS and layout != crosschecks.REGIONS
    return [column.name for column in REGISTERS[layout].columns] if known else []


def _made_up(edition: Edition, file: Found) -> Found | None:
    if file.place == "published":
        return file
    return locate_standin(edition, file.id, file.source) if file.source.standin else None
