"""An edition: one evaluation of one programme over one period, as a folder of data.

``data/editions/<id>/`` holds ``edition.toml`` (title, period, chapters and what each may read) and other files. Its
pages and chapters are in ``pages/`` there; the edition without that folder has those of the project folder.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pydantic

from recount import names
from recount.edition.definitions import Definition, read_one, read_tables, read_toml
from recount.edition.publication import Publication
from recount.edition.ranges import Range
from recount.edition.translations import translations_of_figures
from recount.errors import DefinitionError, SourceError, UnknownName, nearest

DATA = Path("data")
EDITIONS = DATA / "editions"
BUILD, DEMO, REGIONS, PAGES = Path("_build"), Path("demo"), Path("regios"), "pages"
"""The build folder, that of the demo in it, of the regional books in either, and of the pages of an edition."""

RAW, STANDIN, PUBLISHED = DATA / "raw", DATA / "standin", DATA / "published"

AFTERWARDS = {"results", "lineage", "gone"}
"""The files of an edition about finished numbers: accepted values, exceptions to the proof, those that are gone."""


class ChapterCard(Definition):
    """The card of a chapter in an edition.

    Parameters
    ----------
    sources
        What it may read, as names or ``leerlingen-*``.
    needs
        The sources without which a regional book cannot be made.
    """

    sources: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class RegionalCard(ChapterCard):
    """A chapter of the regional book: run once for every region of a division, or once for all of them.

    ``divisions`` lists what it reads additionally in one division only.
    """

    each: bool = True
    divisions: dict[str, ChapterCard] = pydantic.Field(default_factory=dict)

    def within(self, division: str) -> ChapterCard:
        """What it reads in a division."""
        more = self.divisions.get(division, ChapterCard())
        return ChapterCard(sources=(*self.sources, *more.sources), needs=more.needs)


class RegionCard(ChapterCard):
    """A regional chapter of one division or region.

    Parameters
    ----------
    template, settings
        The regional chapter, whose texts of numbers it has, and its parameters.
    text, title
        The name of the file with its text, and that of the region or division.
    words
        What the text has in the place of a placeholder; see ``notebooks``.
    """

    template: str
    text: str
    settings: dict[str, str]
    title: str
    words: dict[str, str] = pydantic.Field(default_factory=dict)


class Assumption(Definition):
    """A choice that the data do not settle.

    Parameters
    ----------
    text
        The assumption in a Dutch sentence.
    reason
        Why this choice, Dutch.
    impact
        Its effect on the numbers, Dutch.
    value
        The number or date that the computation takes from it, if any.
    """

    text: str
    reason: str
    impact: str
    value: Decimal | dt.date | None = None


PRINT, AREA = "de publicatie", "het gebied"


class EditionCard(Definition):
    """``edition.toml``; ``places`` are the blocks of the print in reading order.

    ``code`` is the module of the programme; ``print_name`` is what texts call the print, Dutch, with its article;
    ``area`` is what the report covers, as opposed to its regions; ``counted_before`` is the sentence for a verdict on
    a day before the period, ``{}``; ``nouns`` gives plurals their singular, for after 1; every number of the
    chapters in ``witness`` has a second way, and so has every claim if there are any.
    """

    title: str
    programme: str
    code: str = ""
    print_name: str = PRINT
    area: str = AREA
    counted_before: str = "Geldt voor de stand op {}, dus van vóór de periode."
    first_year: int
    last_year: int
    places: tuple[str, ...] = ()
    nouns: dict[str, str] = pydantic.Field(default_factory=dict)
    witness: tuple[str, ...] = ()
    publication: Publication = Publication()
    chapters: dict[str, ChapterCard]
    regional: dict[str, RegionalCard] = pydantic.Field(default_factory=dict)
    parameters: dict[str, Range] = pydantic.Field(default_factory=dict)

    def chapter(self, name: str) -> ChapterCard | None:
        """The card of a chapter, also of a regional one; ``None`` for an unknown name.

        The name of a regional chapter is its template, division and region, joined by hyphens.
        """
        if name in self.chapters:
            return self.chapters[name]
        template, _, rest = name.partition("-")
        card = self.regional.get(template)
        return card.within(rest.partition("-")[0]) if card and rest else None


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition and the location of its files.

    Parameters
    ----------
    root
        The project folder, which contains ``data/``.
    id
        Name of the folder under ``data/editions``.
    card
        The content of ``edition.toml``.
    assumptions
        The content of ``assumptions.toml``, by id.
    demo
        Whether everything is computed from made-up files; else only real files are read.
    division
        The division of a regional book; empty for the report itself.
    """

    root: Path
    id: str
    card: EditionCard
    assumptions: Mapping[str, Assumption]
    demo: bool
    division: str = ""

    @property
    def report_build(self) -> Path:
        """The build folder of the report.

        The demo has one of its own, and so has an edition with its own pages, so that these never mix.
        """
        build = self.root / BUILD / DEMO if self.demo else self.root / BUILD
        return build / EDITIONS.name / self.id if self.own_pages else build

    @property
    def build(self) -> Path:
        """Its build folder; a regional book has one of its own."""
        build = self.report_build
        return build / REGIONS / self.division if self.division else build

    @property
    def folder(self) -> Path:
        """The folder of this edition."""
        return self.root / EDITIONS / self.id

    @property
    def own_pages(self) -> bool:
        """Whether it brings its own pages."""
        return self.pages != self.root

    @property
    def pages(self) -> Path:
        """The folder with its pages, ``_config.yml``, ``_toc.yml`` and ``chapters/``."""
        return pages_of(self.root, self.folder)

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables that tell a process its project and edition, and if it is the demo."""
        return {
            names.ROOT: str(self.root),
            names.EDITION: self.id,
            names.DEMO: str(int(self.demo)),
        }

    @contextmanager
    def selected(self) -> Iterator[None]:
        """Make this the edition that a chapter in this process opens."""
        before = dict(os.environ)
        os.environ |= self.variables
        try:
            yield
        finally:
            os.environ.clear()
            os.environ |= before

    def file(self, name: str) -> Path:
        """A file of this edition, ``claims`` for ``claims.toml``."""
        return self.folder / f"{name}.toml"

    def definitions(self) -> list[Path]:
        """The files on which a run may depend: all but those about finished numbers and pages."""
        found = (path for path in self.folder.glob("*.toml") if path.stem not in AFTERWARDS)
        return sorted([*found, *translations_of_figures(self.folder)])


def pages_of(root: Path, folder: Path) -> Path:
    """The folder with the pages of an edition: its own, else the project folder."""
    return folder / PAGES if (folder / PAGES).is_dir() else root


def find_root() -> Path:
    """The project folder: the nearest one upwards from this folder that contains ``data/editions``.

    The environment variable ``names.ROOT`` overrides it.
    """
    begin = Path(os.environ.get(names.ROOT) or Path.cwd()).resolve()
    for folder in (begin, *begin.parents):
        if (folder / EDITIONS).is_dir():
            return folder
    raise DefinitionError(
        "no project folder",
        str(begin),
        f"a folder with '{EDITIONS.as_posix()}' here or above",
        "none",
        f"Change to the project folder, or set {names.shown(names.ROOT)}.",
    )


def load_edition(root: Path, edition_id: str | None = None, *, demo: bool = False) -> Edition:
    """The named edition; by default that of ``names.EDITION``, the only one, or the only one without own pages.

    It is the demo on request, by ``demo`` or ``names.DEMO``, and when none of its real files is present.
    """
    wanted = edition_id or os.environ.get(names.EDITION)
    known = sorted(p.parent.name for p in (root / EDITIONS).glob("*/edition.toml"))
    if wanted is None:
        shared = [name for name in known if pages_of(root, root / EDITIONS / name) == root]
        wanted = next((names[0] for names in (known, shared) if len(names) == 1), None)
    if wanted not in known:
        raise UnknownName(
            f"edition '{wanted}' is unknown" if wanted else "several editions",
            str(EDITIONS),
            "one of " + ", ".join(known),
            nearest(wanted or "", known),
            f"Name one with --edition or {names.shown(names.EDITION)}.",
        )
    folder = root / EDITIONS / wanted
    card = read_one(folder / "edition.toml", EditionCard)
    assumptions = read_tables(folder / "assumptions.toml", Assumption)
    set_to = os.environ.get(names.DEMO)
    made_up = demo or (set_to == "1" if set_to else not has_real_file(root, wanted))
    return Edition(root, wanted, card, assumptions, made_up)


def mirror() -> Path | None:
    """The folder that ``names.MIRROR`` names; ``None`` when it is not set."""
    value = os.environ.get(names.MIRROR)
    if not value:
        return None
    folder = Path(value).expanduser().resolve()
    if not folder.is_dir():
        raise SourceError(
            "the mirror does not exist",
            names.shown(names.MIRROR),
            "a folder",
            value,
            "Correct or unset it.",
        )
    return folder


def has_real_file(root: Path, edition_id: str) -> bool:
    """Whether ``data/raw`` or the mirror has a file of any source of an edition, or it needs no such file."""
    catalogue = root / EDITIONS / edition_id / "sources.toml"
    folders = [folder for folder in (root / RAW, mirror()) if folder]
    cards = read_toml(catalogue).values() if catalogue.is_file() else []
    files = [card.get("file") for card in cards if not card.get("published")]
    return not files or any(
        (folder / str(file)).is_file() for folder in folders for file in files if file
    )
