"""The other files of a bundle: definitions of the edition, lists and notebooks, and how JSON is read.

A shape has the keys that the checks use, of the types that they need; other keys are ignored.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from decimal import Decimal
from typing import Any, Literal

import pydantic

from recount.verify.model import Figure, Grade, Parameters, Record


class Known(pydantic.BaseModel):
    """An object with at least these keys, of these types."""

    model_config = pydantic.ConfigDict(frozen=True, strict=True)


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


class Assumption(Known):
    """A choice that the data do not settle."""

    value: Decimal | int | dt.date | None = None


class Corrected(Known):
    """A correction of the edition."""

    source: str


class Pattern(Known):
    """A pattern over sentences: an exemption of numerals or words, or a word that claims something."""

    pattern: str
    covers: str = "getal"

    @pydantic.field_validator("pattern")
    @classmethod
    def _compiles(cls, text: str) -> str:
        try:
            re.compile(text)
        except re.error as fault:
            raise ValueError(str(fault)) from None
        return text

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it matches, whatever the case."""
        return [found.span() for found in re.finditer(self.pattern, text, re.IGNORECASE)]


class Values(Known):
    """A number by one of two ways, with its bounds."""

    value: Figure
    low: Figure
    high: Figure

    def __str__(self) -> str:
        """The value, and the bounds if these differ."""
        same = self.low == self.high
        return str(self.value) if same else f"{self.value} ({self.low} to {self.high})"


class Answered(Known):
    """What a query of the second way answered about a number."""

    query: str
    agreement: str
    first: Values
    second: Values
    parameters: Parameters


class AskedQuery(Known):
    """What a query was asked with: checksums of SQL and of sources."""

    files: dict[str, str]
    sources: dict[str, str]


class SecondWays(Known):
    """``witness.json``."""

    queries: dict[str, AskedQuery]
    numbers: dict[str, Answered]


class ChapterCard(Known):
    """A chapter of an edition."""

    sources: list[str] = []


class EditionCard(Known):
    """``edition.toml``."""

    print_name: str = "de publicatie"
    chapters: dict[str, ChapterCard]


class RegionCard(Known):
    """A chapter of the regional book: its template, parameters, region, and the words that select its cells."""

    template: str
    settings: dict[str, str]
    title: str
    traits: tuple[str, ...] = ()


class Run(Known):
    """``run.json``."""

    time: str
    edition: str


class Regions(Known):
    """``regios.json``."""

    run: Run
    chapters: dict[str, RegionCard]


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


class Attached(Known):
    """The numbers in a PDF."""

    edition: str
    numbers: dict[str, Record]


class Resource(Known):
    """A table of a Data Package."""

    path: str
    hash: str


class DataPackage(Known):
    """``datapackage.json``."""

    name: str
    resources: list[Resource]


class Causes(Known):
    """What a chapter ran on: name -> checksum, or value of a parameter."""

    data: dict[str, str]
    code: dict[str, str]
    parameters: dict[str, Any]
    environment: dict[str, str]


class Key(Known):
    """``key.json``."""

    causes: Causes
    missing: tuple[str, ...] = ()


class Exhibit(Known):
    """The card of a figure or table; ``rows`` are the texts that a page shows instead of the CSV."""

    columns: list[dict[str, Any]] = []
    rows: list[list[str]] | None = None


class CellMetadata(Known):
    """The metadata of a notebook cell."""

    tags: list[str] = []


class Cell(Known):
    """A cell of a notebook."""

    cell_type: str
    source: str | list[str]
    metadata: CellMetadata = CellMetadata()
    execution_count: int | None = None
    outputs: list[Any] = []

    @property
    def text(self) -> str:
        """Its source in one piece."""
        return self.source if isinstance(self.source, str) else "".join(self.source)


class Notebook(Known):
    """A notebook."""

    cells: list[Cell]


def read_json(raw: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Parse JSON, rejecting infinite numbers, NaN and duplicate keys.

    Errors: ``ValueError`` in one line.
    """
    try:
        return json.loads(
            raw, parse_constant=_finite, parse_float=_finite, object_pairs_hook=_object
        )
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from None


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"'{text}' is not a finite number")
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError(f"duplicate key in an object with '{pairs[0][0]}'")
    return made


def parse(raw: bytes, shape: Any) -> Any:  # noqa: ANN401 - any shape gives its own type
    """Parse JSON to a shape.

    Errors: ``ValueError`` in one line for bytes that are not JSON or have another shape.
    """
    read_json(raw)  # stricter than pydantic
    try:
        return pydantic.TypeAdapter(shape).validate_json(raw)
    except pydantic.ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        raise ValueError(f"{place or 'it'}: {fault['msg'].lower()}") from None
