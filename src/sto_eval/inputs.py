"""The inputs of a chapter: which sources it may read, real or made up, and with which parameters.

A chapter reads every available source, real if possible. The exception: the locations and regions of a
made-up register exist in made-up publisher files only. So while one of the registers that a chapter names
as its ``world`` is a stand-in, all its sources are stand-ins, under their own names and even if the real
file is present; a source without a stand-in is then absent. Our own list of publications is always read.
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
from sto_eval.parameters import Parameters, default_parameters
from sto_eval.programme import programme_of
from sto_eval.sources import RAW, STANDIN, Found, locate_standin, located

if TYPE_CHECKING:
    from nbformat import NotebookNode

MADE_UP = "standin"
"""The place of a made-up file."""


@dataclass(frozen=True, slots=True)
class ChapterInputs:
    """The inputs of a chapter run.

    Parameters
    ----------
    edition
        The edition.
    name
        Name of the chapter.
    card
        Its card in the edition.
    declared
        Ids of the sources that it declares, present or not, in catalogue order.
    sources
        Id -> card of all that it may read: what it declares, and with a register the register of regions
        against which it is checked.
    files
        Id -> file of these sources, as far as present; all made up, or real where possible.
    made_up
        Whether all its sources are made up.
    definitions
        The files of the edition on which its records may depend.
    cells
        Its code cells; empty when only its sources are asked for, as in the kernel that runs them.
    parameters
        The values that it runs with: its defaults, overridden by its settings.
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
        """The folder of its results."""
        return self.edition.build / CHAPTERS / self.name

    @property
    def found(self) -> dict[str, Found]:
        """Id -> file of the sources that it declares and that are present."""
        return {name: self.files[name] for name in self.declared if name in self.files}

    @property
    def standins(self) -> dict[str, Path]:
        """Id -> stand-in of all that it may read; also of real sources, as a made-up register needs them."""
        folder = self.edition.root / STANDIN
        paths = {name: folder / (card.standin or "") for name, card in self.sources.items()}
        return {name: path for name, path in paths.items() if path.is_file()}

    @property
    def data_files(self) -> dict[str, Path]:
        """Path in a project folder -> file or stand-in of all that it may read.

        A file of a mirror has its path in ``data/raw``.
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
    """The present inputs of a chapter; an unknown chapter declares nothing.

    Parameters
    ----------
    node
        Its notebook; ``None`` when only its sources are asked for.
    settings
        The parameters that are set.

    Errors: as ``sources.locate``.
    """
    card = edition.card.chapter(name) or ChapterCard()
    catalogue = load_catalogue(edition)
    declared = select(catalogue, card.sources)
    sources = {key: catalogue[key] for key in (*declared, *_regions(edition, catalogue, declared))}
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
    """Whether these registers are all present and real."""
    found = located(edition, registers)
    return len(found) == len(registers) and all(f.place != MADE_UP for f in found.values())


def check_registers(edition: Edition, chapters: Iterable[ChapterInputs]) -> None:
    """Refuse real registers whose register of regions is made up or absent, before a chapter stops on one.

    Errors: ``SourceError``, with all such registers that these chapters read.
    """
    programme = programme_of(edition)
    catalogue = load_catalogue(edition)
    waiting = {
        name
        for inputs in chapters
        if not inputs.card.world
        for name, file in inputs.found.items()
        if file.place != MADE_UP and programme.refers(file.source.layout)
    }
    regions = crosschecks.region_sources(catalogue, programme.regions)
    if waiting and regions and not is_real(edition, regions):
        raise crosschecks.before_regions([n for n in catalogue if n in waiting], regions[0])


def _regions(
    edition: Edition, catalogue: Mapping[str, Source], declared: Sequence[str]
) -> list[str]:
    """The undeclared registers of regions that are read along with the registers among these sources."""
    programme = programme_of(edition)
    if not any(programme.register(catalogue[name].layout) for name in declared):
        return []
    regions = crosschecks.region_sources(catalogue, programme.regions)
    return [name for name in regions if name not in declared]


def _place(root: Path, file: Found) -> str:
    mirrored = file.place == "mirror"
    return (RAW / file.source.file if mirrored else file.path.relative_to(root)).as_posix()


def _made_up(edition: Edition, found: Iterable[Found]) -> Iterator[Found]:
    """The made-up counterparts of these files."""
    for file in found:
        if file.place == "published":
            yield file
        elif file.source.standin:
            yield locate_standin(edition, file.id, file.source)
