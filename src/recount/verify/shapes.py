"""The other files of a bundle: definitions of the edition, and lists.

A shape has the keys that the checks use, of the types that they need; other keys are ignored.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from recount.verify.model import Figure, Grade, Parameters


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
class Corrected(Known):
    """A correction of the edition."""

    source: str


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
class EditionCard(Known):
    """``edition.toml``."""

    print_name: str = "de publicatie"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCard(Known):
    """``run.json``."""

    time: str
    edition: str
    python: str = ""
    packages: dict[str, str] = field(default_factory=dict)


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
