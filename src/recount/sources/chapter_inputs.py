"""The inputs of a chapter: which sources it may read, which of these are missing, and its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from recount.edition.edition import RAW, ChapterCard, Edition
from recount.edition.parameters import Parameters, default_parameters
from recount.handover import CHAPTERS
from recount.programme import programme_of
from recount.sources import crosschecks
from recount.sources.catalogue import Source, load_catalogue, select
from recount.sources.files import Found, located, missing_sources

if TYPE_CHECKING:
    from nbformat import NotebookNode


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
        Id -> file of these sources, as far as present; in the demo all made up, else all real.
    missing
        The sources that it declares, as names or ``leerlingen-*``, of which no file is present.
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
    missing: tuple[str, ...]
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
    def data_files(self) -> dict[str, Path]:
        """Path in a project folder -> file of all that it may read.

        A file of a mirror has its path in ``data/raw``.
        """
        return {_place(self.edition.root, file): file.path for file in self.files.values()}


def chapter_inputs(
    edition: Edition,
    name: str,
    node: NotebookNode | None = None,
    settings: Parameters = MappingProxyType({}),
) -> ChapterInputs:
    """The present inputs of a chapter; an unknown chapter declares nothing.

    Without its notebook only its sources are asked for. ``settings`` are the parameters that are set.

    Errors: as ``files.locate``.
    """
    card = edition.card.chapter(name) or ChapterCard()
    catalogue = load_catalogue(edition)
    declared = select(catalogue, card.sources)
    sources = {key: catalogue[key] for key in (*declared, *_regions(edition, catalogue, declared))}
    files = located(edition, list(sources))
    cells = node.cells if node else []
    return ChapterInputs(
        edition=edition,
        name=name,
        card=card,
        declared=tuple(declared),
        sources=sources,
        files=files,
        missing=tuple(p for p in card.sources if not files.keys() & {*select(catalogue, [p])}),
        definitions=tuple(edition.definitions()),
        cells=tuple(cell for cell in cells if cell.cell_type == "code"),
        parameters={**(default_parameters(name, node) if node else {}), **settings},
        settings=dict(settings),
    )


def check_registers(edition: Edition, chapters: Iterable[ChapterInputs]) -> None:
    """Refuse registers whose register of regions is absent, before a chapter stops on one.

    Errors: ``SourceError``, with all such registers that these chapters read.
    """
    programme = programme_of(edition)
    catalogue = load_catalogue(edition)
    waiting = {
        name
        for inputs in chapters
        for name, file in inputs.found.items()
        if programme.refers(file.source.layout)
    }
    regions = crosschecks.region_sources(catalogue, programme.regions)
    if waiting and regions and missing_sources(edition, regions):
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
