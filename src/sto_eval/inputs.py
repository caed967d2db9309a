"""The inputs of a chapter: which sources it may read, in which world, and with which parameters.

In the real world a chapter reads every source that can be had, real where it can be had; in the made-up world
all that it reads is made up. The locations and regions in a made-up register exist in the made-up files of
publishers only. So a chapter that names the registers of its world reads, while one of these is a stand-in, the
stand-ins of all its sources, under their own names and also where the real file is there. What has no
stand-in is then not there; what we list ourselves of other publications is of every world.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_eval import crosschecks
from sto_eval.catalogue import Source, load_catalogue, select
from sto_eval.edition import ChapterCard, Edition
from sto_eval.handover import CHAPTERS
from sto_eval.layouts.registers import REGISTERS
from sto_eval.parameters import Parameters, default_parameters
from sto_eval.sources import RAW, STANDIN, Found, locate_standin, located

if TYPE_CHECKING:
    from nbformat import NotebookNode

MADE_UP = "standin"
"""The place of a file that is made up."""


@dataclass(frozen=True, slots=True)
class ChapterInputs:
    """What a chapter is run from.

    Parameters
    ----------
    edition
        The edition.
    name
        Name of the chapter.
    card
        What the edition says of it.
    declared
        Ids of the sources that it declares, there or not, in the order of the catalogue.
    sources
        Id -> card of all that it may read: what it declares, and beside a register those of regions, against
        which that is checked.
    files
        Id -> file of these sources, as far as they are there, in the world of the chapter.
    made_up
        Whether its world is made up.
    definitions
        The files of the edition that its records can depend on.
    cells
        Its code cells; none when only its sources are asked for, as in the kernel that runs them.
    parameters
        The values that it runs with: its defaults, or what is set in their place.
    settings
        The parameters that are set.
    """

    edition: Edition
    name: str
    card: ChapterCard
    declared: tuple[str, ...]
    sources: Mapping[str, Source]
    files: Mapping[str, Found]
    made_up: bool
    definitions: tuple[Path, ...]
    cells: tuple[NotebookNode, ...]
    parameters: Parameters
    settings: Parameters

    @property
    def folder(self) -> Path:
        """Where its results are."""
        return self.edition.build / CHAPTERS / self.name

    @property
    def found(self) -> dict[str, Found]:
        """Id -> file of the sources that it declares and that are there."""
        return {name: self.files[name] for name in self.declared if name in self.files}

    @property
    def standins(self) -> dict[str, Path]:
        """Id -> stand-in of all that it may read, also of what is real: it may stand beside a register."""
        folder = self.edition.root / STANDIN
        paths = {name: folder / (card.standin or "") for name, card in self.sources.items()}
        return {name: path for name, path in paths.items() if path.is_file()}

    @property
    def data_files(self) -> dict[str, Path]:
        """Place in a project folder -> file or stand-in of all that it may read.

        A file of a mirror stands for one in ``data/raw``.
        """
        root = self.edition.root
        files = {_place(root, file): file.path for file in self.files.values()}
        return files | {p.relative_to(root).as_posix(): p for p in self.standins.values()}


def chapter_inputs(
    edition: Edition,
    name: str,
    node: NotebookNode | None = None,
    settings: Parameters = MappingProxyType({}),
) -> ChapterInputs:
    """The inputs of a chapter as they are now; an unknown chapter declares nothing.

    Parameters
    ----------
    node
        Its notebook; none when only its sources are asked for.
    settings
        The parameters that are set.

    Errors: as ``sources.locate``.
    """
    card = edition.card.chapter(name) or ChapterCard()
    catalogue = load_catalogue(edition)
    declared = select(catalogue, card.sources)
    sources = {key: catalogue[key] for key in (*declared, *_regions(catalogue, declared))}
    here = located(edition, [*sources, *card.world])
    made_up = any(here[key].place == MADE_UP for key in card.world if key in here)
    found = [here[key] for key in sources if key in here]
    cells = node.cells if node else []
    return ChapterInputs(
        edition=edition,
        name=name,
        card=card,
        declared=tuple(declared),
        sources=sources,
        files={file.id: file for file in (_made_up(edition, found) if made_up else found)},
        made_up=made_up,
        definitions=tuple(edition.definitions()),
        cells=tuple(cell for cell in cells if cell.cell_type == "code"),
        parameters={**(default_parameters(name, node) if node else {}), **settings},
        settings=dict(settings),
    )


def is_real(edition: Edition, registers: Sequence[str]) -> bool:
    """Whether these registers are all there, and none of them is made up."""
    found = located(edition, registers)
    return len(found) == len(registers) and all(f.place != MADE_UP for f in found.values())


def check_registers(edition: Edition, chapters: Iterable[ChapterInputs]) -> None:
    """Refuse real registers of regions that are made up or not there, before a chapter stops on one.

    Errors: ``SourceError``, with all such registers that these chapters read.
    """
    waiting = {
        name
        for inputs in chapters
        if not inputs.card.world
        for name, file in inputs.found.items()
        if file.place != MADE_UP and crosschecks.REGION in _columns(file.source.layout)
    }
    catalogue = load_catalogue(edition)
    regions = [name for name, card in catalogue.items() if card.layout == crosschecks.REGIONS]
    if waiting and regions and not is_real(edition, regions):
        raise crosschecks.before_regions([n for n in catalogue if n in waiting], regions[0])


def _regions(catalogue: Mapping[str, Source], declared: Sequence[str]) -> list[str]:
    """The registers of regions that are read with these sources: with a register, undeclared too."""
    if not any(catalogue[name].layout in REGISTERS for name in declared):
        return []
    regions = [name for name, card in catalogue.items() if card.layout == crosschecks.REGIONS]
    return [name for name in regions if name not in declared]


def _place(root: Path, file: Found) -> str:
    mirrored = file.place == "mirror"
    return (RAW / file.source.file if mirrored else file.path.relative_to(root)).as_posix()


def _made_up(edition: Edition, found: Iterable[Found]) -> Iterator[Found]:
    """What stands for these files in the made-up world."""
    for file in found:
        if file.place == "published":
            yield file
        elif file.source.standin:
            yield locate_standin(edition, file.id, file.source)


def _columns(layout: str) -> list[str]:
    """The columns of a register other than that of regions; none of another file."""
    known = layout in REGISTERS and layout != crosschecks.REGIONS
    return [column.name for column in REGISTERS[layout].columns] if known else []
