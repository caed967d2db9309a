"""The other files of a bundle: definitions of the edition, lists and notebooks.

A shape has the keys that the checks use, of the types that they need; other keys are ignored.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from recount.verify.model import Figure, Grade, Parameters, Record


class Known:
    """An object with at least these keys, of these types."""

    __slots__ = ()
    __open__ = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Known):
    """A printed claim."""

    text: str
    shown: str
    value: Decimal | int | None = None
    step: Decimal | int | None = None
    relation: Literal["gelijk", "circa", "meer-dan", "kwalitatief"]
    direction: Literal["daling", "stijging", "geen daling"] | None = None
    place: str
    stated_by: Literal["afdruk", "programma"] | None = None
    stated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Known):
    """A source in the catalogue."""

    title: str
    producer: str
    licence: str
    url: str
    reference_date: dt.date
    status: str
    evidence: Grade
    file: str
    sha256: str | None = None
    standin: str | None = None
    published: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Known):
    """A choice that the data do not settle."""

    value: Decimal | int | dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Known):
    """A correction of the edition."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Known):
    """A pattern over sentences: an exemption of numerals or words, or a word that claims something."""

    pattern: str
    covers: str = "getal"

    def __post_init__(self) -> None:
        """Errors: ``ValueError`` for a pattern that is not a regular expression."""
        try:
            re.compile(self.pattern)
        except re.error as fault:
            raise ValueError(f"pattern: {fault}") from None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it matches, whatever the case."""
        return [found.span() for found in re.finditer(self.pattern, text, re.IGNORECASE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Values(Known):
    """A number by one of two ways, with its bounds."""

    value: Figure
    low: Figure
    high: Figure

    def __str__(self) -> str:
        """The value, and the bounds if these differ."""
        same = self.low == self.high
        return str(self.value) if same else f"{self.value} ({self.low} to {self.high})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Known):
    """What a query of the second way answered about a number."""

    query: str
    agreement: str
    first: Values
    second: Values
    parameters: Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuery(Known):
    """What a query was asked with: checksums of SQL and of sources."""

    files: dict[str, str]
    sources: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondWays(Known):
    """``witness.json``."""

    queries: dict[str, AskedQuery]
    numbers: dict[str, Answered]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterCard(Known):
    """A chapter of an edition."""

    sources: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCard(Known):
    """``edition.toml``."""

    print_name: str = "de publicatie"
    chapters: dict[str, ChapterCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneNumber(Known):
    """A number that is no longer published."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionCard(Known):
    """A chapter of the regional book: its template, parameters, region, and the words that select its cells."""

    template: str
    settings: dict[str, str]
    title: str
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Known):
    """``run.json``."""

    time: str
    edition: str
    python: str = ""
    packages: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions(Known):
    """``regios.json``."""

    run: Run
    chapters: dict[str, RegionCard]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCard(Known):
    """A set of rows in the list of row files."""

    set: str
    count: int
    whole: bool
    source: str
    evidence: Grade
    sha256: str
    lines: list[tuple[int, int]]
    csv_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached(Known):
    """The numbers in a PDF."""

    edition: str
    numbers: dict[str, Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource(Known):
    """A table of a Data Package."""

    path: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPackage(Known):
    """``datapackage.json``."""

    name: str
    resources: list[Resource]


@dataclass(frozen=True, slots=True, kw_only=True)
class Causes(Known):
    """What a chapter ran on: name -> checksum, or value of a parameter."""

    data: dict[str, str]
    code: dict[str, str]
    parameters: dict[str, Any]
    environment: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key(Known):
    """``key.json``."""

    causes: Causes
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit(Known):
    """The card of a figure or table; ``rows`` are the texts that a page shows instead of the CSV."""

    columns: list[dict[str, Any]] = field(default_factory=list)
    rows: list[list[str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMetadata(Known):
    """The metadata of a notebook cell."""

    tags: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Known):
    """A cell of a notebook."""

    cell_type: str
    source: str | list[str]
    metadata: CellMetadata = field(default_factory=CellMetadata)
    execution_count: int | None = None
    outputs: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its source in one piece."""
        return self.source if isinstance(self.source, str) else "".join(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook(Known):
    """A notebook."""

    cells: list[Cell]
