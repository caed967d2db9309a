"""The JSON shapes of a bundle, validated before use."""

from __future__ import annotations

import json
import math
from typing import Any, TypeVar

import pydantic

from recount.edition.edition import RegionCard
from recount.results.records import Record

T = TypeVar("T")


class Shape(pydantic.BaseModel):
    """A JSON object with at least these keys, of these types."""

    model_config = pydantic.ConfigDict(extra="allow", strict=True)


class RowCard(Shape):
    """A set of rows in ``rijen.json``."""

    set: str
    count: int
    whole: bool
    source: str
    evidence: str
    file: str
    sha256: str
    lines: list[tuple[int, int]]
    bytes: int
    csv_sha256: str


class RunCard(Shape):
    """``run.json``."""

    time: str
    edition: str
    demo: bool = False


class Regions(Shape):
    """``regios.json``: the chapters of the regional book and its run."""

    division: str
    run: RunCard
    chapters: dict[str, RegionCard]


class Attached(Shape):
    """The numbers in a PDF."""

    edition: str
    numbers: dict[str, Record]


class Resource(Shape):
    """A table of a Data Package."""

    path: str
    bytes: int
    hash: str


class DataPackage(Shape):
    """``datapackage.json``."""

    name: str
    resources: list[Resource]


class Parts(Shape):
    """The dependencies of a chapter, by cause."""

    data: dict[str, str]
    code: dict[str, str]
    parameters: dict[str, Any]
    environment: dict[str, str]


class Key(Shape):
    """``key.json``."""

    key: str
    causes: Parts
    missing: tuple[str, ...] = ()


class CellMetadata(Shape):
    """The metadata of a notebook cell."""

    tags: list[str] = []


class Cell(Shape):
    """A cell of a notebook."""

    cell_type: str
    source: str | list[str]
    metadata: CellMetadata
    execution_count: int | None = None
    outputs: list[Any] = []


class Notebook(Shape):
    """An executed notebook: only the keys that are checked."""

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
