"""An edition: one evaluation of one programme over one period, as a folder of data.

``data/editions/<id>/`` holds ``edition.toml`` (title, period, chapters and what each may read),
``claims.toml``, ``sources.toml``, ``corrections.toml``, ``assumptions.toml`` and ``results.toml``.
This module finds the folder and reads TOML into checked objects.
"""

from __future__ import annotations

import copy
import datetime as dt
import functools
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pydantic

from sto_eval import names
from sto_eval.errors import DefinitionError, UnknownName, nearest
from sto_eval.ranges import Range

DATA = Path("data")
EDITIONS = DATA / "editions"
BUILD, REGIONS = Path("_build"), Path("regios")
"""The build folder, and the folder of the regional books in it."""

AFTERWARDS = {"results", "lineage"}
"""The files of an edition that judge finished numbers: accepted values, exceptions to the proof."""


class Definition(pydantic.BaseModel):
    """A table of a TOML file, with known keys and checked types only."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")


D = TypeVar("D", bound=Definition)


class ChapterCard(Definition):
    """The card of a chapter in an edition.

    Parameters
    ----------
    sources
        What it may read, as names or ``leerlingen-*``.
    world
        The registers among these that decide whether it runs on made-up data: while one of them is made up,
        everything that the chapter reads is.
    """

    sources: tuple[str, ...] = ()
    world: tuple[str, ...] = ()


class RegionalCard(ChapterCard):
    """A chapter of the regional book: run once for every region of a division, or once for all of them.

    ``divisions`` lists what it reads additionally in one division only.
    """

    each: bool = True
    divisions: dict[str, ChapterCard] = {}

    def within(self, division: str) -> ChapterCard:
        """What it reads in a division."""
        more = self.divisions.get(division, ChapterCard())
        return ChapterCard(sources=(*self.sources, *more.sources), world=more.world)


class RegionCard(ChapterCard):
    """A regional chapter of one division or region.

    Parameters
    ----------
    template
        The chapter that provides its text.
    settings
        Its parameters.
    title
        The name of the region, or of the division.
    traits
        Words that select the cells of the text, see ``notebooks``.
    """

    template: str
    settings: dict[str, str]
    title: str
    traits: tuple[str, ...] = ()


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


PRINT = "de publicatie"


class EditionCard(Definition):
    """``edition.toml``; ``places`` are the blocks of the print in reading order.

    ``code`` is the module of the programme, see ``programme``; ``print_name`` is what texts call the print,
    Dutch, with its article.
    """

    title: str
    programme: str
    code: str = ""
    print_name: str = PRINT
    first_year: int
    last_year: int
    places: list[str] = []
    chapters: dict[str, ChapterCard]
    regional: dict[str, RegionalCard] = {}
    parameters: dict[str, Range] = {}

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
        The project folder, which contains ``chapters/`` and ``data/``.
    id
        Name of the folder under ``data/editions``.
    card
        The content of ``edition.toml``.
    assumptions
        The content of ``assumptions.toml``, by id.
    division
        The division of a regional book; empty for the report itself.
    """

    root: Path
    id: str
    card: EditionCard
    assumptions: Mapping[str, Assumption]
    division: str = ""

    @property
    def build(self) -> Path:
        """Its build folder; a regional book has one of its own."""
        build = self.root / BUILD
        return build / REGIONS / self.division if self.division else build

    @property
    def folder(self) -> Path:
        """The folder of this edition."""
        return self.root / EDITIONS / self.id

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables that tell a process its project and edition."""
        return {names.ROOT: str(self.root), names.EDITION: self.id}

    def file(self, name: str) -> Path:
        """A TOML file of this edition, ``claims`` for ``claims.toml``."""
        return self.folder / f"{name}.toml"

    def definitions(self) -> list[Path]:
        """The files on which a record may depend: all but those that judge finished records."""
        return sorted(path for path in self.folder.glob("*.toml") if path.stem not in AFTERWARDS)


def find_root(start: Path | None = None) -> Path:
    """The project folder: the nearest one upwards that contains ``data/editions``.

    The environment variable ``names.ROOT`` overrides it.
    """
    begin = Path(os.environ.get(names.ROOT) or start or Path.cwd()).resolve()
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


def load_edition(root: Path, edition_id: str | None = None) -> Edition:
    """The named edition; by default that of ``names.EDITION`` or the only one."""
    wanted = edition_id or os.environ.get(names.EDITION)
    known = sorted(p.parent.name for p in (root / EDITIONS).glob("*/edition.toml"))
    if wanted is None and len(known) == 1:
        wanted = known[0]
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
    return Edition(root, wanted, card, read_tables(folder / "assumptions.toml", Assumption))


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary, with exact decimals."""
    try:
        return copy.deepcopy(_parsed(path.read_text("utf-8")))
    except FileNotFoundError:
        found, remedy = "no file", "Restore it, or copy it from another edition."
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found, remedy = str(error), "Correct that line."
    except RecursionError:
        found, remedy = "lists or tables nested too deep", "Restore the file from git."
    raise DefinitionError("cannot read", path.name, "a TOML file in UTF-8", found, remedy)


@functools.lru_cache(maxsize=16)
def _parsed(text: str) -> dict[str, Any]:
    """The tables of a text; cached, as the keys of all chapters read the same few files."""
    return tomllib.loads(text, parse_float=Decimal)


def read_one(path: Path, model: type[D]) -> D:
    """A whole TOML file as one definition."""
    return checked(path, "", read_toml(path), model)


def read_tables(path: Path, model: type[D]) -> dict[str, D]:
    """A TOML file in which every table is a definition, by table name."""
    return {name: checked(path, name, body, model) for name, body in read_toml(path).items()}


def checked(path: Path, name: str, body: object, model: type[D]) -> D:
    """A table of a TOML file as a definition.

    Errors: ``DefinitionError``, with its key.
    """
    try:
        return model.model_validate(body)
    except pydantic.ValidationError as error:
        raise _definition_error(path, name, error, model) from None


def _definition_error(
    path: Path, name: str, error: pydantic.ValidationError, model: type[Definition]
) -> DefinitionError:
    """One pydantic error as a five-part error; a misspelt key comes before the missing key it causes."""
    fault = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
    key = ".".join(str(part) for part in (name, *fault["loc"]) if part != "")
    where = f"{path.name} [{key}]"
    last = str(fault["loc"][-1]) if fault["loc"] else name
    if fault["type"] == "extra_forbidden":
        known = _keys(model, fault["loc"])
        return DefinitionError(
            f"key '{last}' is unknown",
            where,
            "one of " + ", ".join(known),
            f"'{last}', {nearest(last, known)}",
            "Correct the key.",
        )
    if fault["type"] == "missing":
        return DefinitionError(
            f"key '{last}' is missing", where, f"a value for '{last}'", "none", "Add the key."
        )
    return DefinitionError(
        f"'{last}' has a wrong value",
        where,
        fault["msg"],
        repr(fault["input"]),
        "Correct the value.",
    )


def _keys(model: type[Definition], loc: tuple[int | str, ...]) -> list[str]:
    """The keys allowed at the error: those of a chapter card for an error inside one."""
    inside_chapter = loc[:1] == ("chapters",) and len(loc) > 2  # noqa: PLR2004 - chapters.<name>.<key>
    return list((ChapterCard if inside_chapter else model).model_fields)
