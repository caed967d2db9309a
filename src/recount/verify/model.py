"""The record of a number as a bundle contains it, described a second time and in full."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from recount.verify.notation import UNKNOWN, WITHHELD, interval

Grade = Literal["openbaar", "administratie", "gepubliceerd", "ontbreekt", "nagebootst"]
"""Grades of evidence, from strong to weak."""

Word = Literal["klopt", "hangt af van definitie", "wijkt af", "niet na te rekenen"]
Figure = int | float | None
_Scalar = str | bool | int | float
Parameters = dict[str, _Scalar | list[_Scalar] | None]


@dataclass(frozen=True, slots=True)
class Amount:
    """The values of a measure; an end that is ``None`` is open while the other is known."""

    value: Figure
    low: Figure
    high: Figure
    unit: str
    numerator: Figure
    denominator: Figure
    withheld: bool = False

    @property
    def display(self) -> str:
        """The number as a reader sees it."""
        low, high = self.low, self.high
        if (low is None and high is None) or (self.value is None and None not in (low, high)):
            return WITHHELD if self.withheld else UNKNOWN
        return interval(low, high, self.unit)


@dataclass(frozen=True, slots=True)
class Function:
    """The function that computed a number; the name is empty without one."""

    name: str
    file: str
    line: int
    sha256: str


@dataclass(frozen=True, slots=True)
class RowSet:
    """The rows of a source that a number depends on."""

    set: str
    count: int
    whole: bool


@dataclass(frozen=True, slots=True)
class SourceCard:
    """A source as a chapter read it."""

    id: str
    title: str
    producer: str
    licence: str
    url: str
    reference_date: dt.date
    accessed: dt.date | None
    status: str
    evidence: Grade
    file: str
    sha256: str
    rows_in: int
    rows_out: int
    left_out: dict[str, int]
    deviations: tuple[str, ...] = ()
    reason: str = ""
    year: str = ""
    rows: RowSet | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How a number is computed: from rows, or from other numbers."""

    operation: str
    value: Figure
    low: Figure
    high: Figure
    unit: str
    rows: dict[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    hidden: dict[str, tuple[int, int]] = field(default_factory=dict)
    settings: dict[str, _Scalar | tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """The number under one definition, and whether that gives the printed figure."""

    choices: dict[str, str]
    measure: Amount
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a claim."""

    word: Word
    reason: str


@dataclass(frozen=True, slots=True)
class PublicBounds:
    """What public figures allow."""

    word: Literal["verenigbaar", "strijdig", "niet te bepalen"]
    reason: str
    explanation: str
    measure: Amount
    function: Function
    sources: tuple[str, ...]
    evidence: Grade
    kind: str = "openbare tellingen"
    together: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What the print says."""

    shown: str
    text: str
    relation: str
    place: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction in a source."""

    id: str
    source: str
    rows: int
    reason: str
    changes: tuple[dict[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A published number."""

    id: str
    claim: str | None
    label: str
    chapter: str
    cell: int
    measure: Amount
    definition: str
    function: Function
    parameters: Parameters
    sources: tuple[SourceCard, ...]
    corrections: tuple[Correction, ...]
    evidence: Grade
    verdict: Verdict | None
    specifications: tuple[Variant, ...]
    public: PublicBounds | None
    printed: Printed | None
    recipe: Step
    missing: tuple[str, ...] = ()

    @property
    def amounts(self) -> list[Amount]:
        """Its measure, that under every definition, and its public bounds."""
        public = [self.public.measure] if self.public else []
        return [self.measure, *(one.measure for one in self.specifications), *public]
