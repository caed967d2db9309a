"""The record of a number: one JSON file with everything there is to know about it.

A record has values and quotations, but no text that follows from them: pages and commands write that. It has
no time and no machine either: equal inputs give equal bytes.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import pydantic

from recount.edition.claims import Claim, Relation
from recount.edition.corrections import Applied
from recount.errors import RecordError
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import display
from recount.numbers.measures import Measure, Specification
from recount.results.integrity import check_records, results_fault
from recount.results.public_bounds import COUNTS, Fit
from recount.results.recipes import Step
from recount.results.record_parts import MAX_VALUE, Figure, Part, finite
from recount.results.verdicts import Verdict
from recount.sources.files import Dataset
from recount.storage import write_json

Count = Annotated[int, pydantic.Field(ge=0, le=MAX_VALUE)]
Whole = Annotated[int, pydantic.Field(ge=-MAX_VALUE, le=MAX_VALUE)]
Parameter = str | bool | Whole | float | list[str | bool | Whole | float] | None


class Amount(Part):
    """The values of a measure; an unbounded end is ``None`` while the other is known."""

    value: Figure | None
    low: Figure | None
    high: Figure | None
    unit: str
    numerator: Figure | None
    denominator: Figure | None
    withheld: bool = False

    @classmethod
    def of(cls, measure: Measure) -> Amount:
        """The values of a computed measure."""
        names = ("value", "low", "high", "numerator", "denominator")
        return cls(
            **{name: finite(getattr(measure, name)) for name in names},
            unit=measure.unit,
            withheld=measure.withheld,
        )

    @property
    def measure(self) -> Measure:
        """The measure with these values; JSON has no infinity, so an open end becomes infinite again."""
        value, low, high = self.value, self.low, self.high
        if (low is None) != (high is None):
            low, high = -math.inf if low is None else low, math.inf if high is None else high
            value = math.inf if value is None else value
        return Measure(
            value, low, high, self.unit, self.numerator, self.denominator, withheld=self.withheld
        )

    @property
    def display(self) -> str:
        """The number as a reader sees it, in Dutch notation."""
        return display(self.measure)


class Function(Part):
    """The function that computed a number, with the checksum of its source; the name is empty without one."""

    name: str
    file: str
    line: Count
    sha256: str


class RowSetCard(Part):
    """The set of rows of a source that a number depends on, how many, and whether these are all of them."""

    set: str
    count: Count
    whole: bool


class SourceCard(Part):
    """A source as it was read, see ``Dataset.card``; only the sources of a number have ``rows``."""

    id: str
    title: str
    producer: str
    licence: str
    url: str
    reference_date: dt.date
    accessed: dt.date | None
    status: str
    evidence: Evidence
    file: str
    sha256: str
    rows_in: Count
    rows_out: Count
    left_out: dict[str, Count]
    deviations: tuple[str, ...] = ()
    reason: str = ""
    year: str = ""
    rows: RowSetCard | None = None

    @classmethod
    def of(cls, dataset: Dataset, rows: Mapping[str, Any] | None = None) -> SourceCard:
        """The card of a source, with the rows that a number depends on."""
        return cls.model_validate({**dataset.card(), "rows": rows}, strict=False)


class Variant(Part):
    """The number under one defensible definition, and whether that gives the printed figure."""

    choices: dict[str, str]
    measure: Amount
    holds: bool | None

    @property
    def specification(self) -> Specification:
        """The choices and the resulting measure."""
        return Specification(self.choices, self.measure.measure)


class PublicBounds(Part):
    """The bounds that public figures put on a printed figure, and whether it fits, see ``Public``."""

    word: Fit
    reason: str
    explanation: str
    measure: Amount
    function: Function
    sources: tuple[str, ...]
    evidence: Evidence
    kind: str = COUNTS
    together: str = ""


class Printed(Part):
    """What the evaluated publication prints."""

    shown: str
    text: str
    relation: Relation
    place: str

    @classmethod
    def of(cls, claim: Claim) -> Printed:
        """The printed figure of a claim."""
        return cls(**{name: getattr(claim, name) for name in cls.model_fields})


class Record(Part):
    """A published number.

    Parameters
    ----------
    id
        In kebab-case; that of the claim if it answers one.
    claim
        The claim that it answers.
    label, definition
        Dutch.
    chapter, cell
        Where it was published; the first cell is 1.
    measure
        Its values.
    function
        The function that computed it.
    parameters
        Those of the chapter in this run.
    sources, corrections
        The sources that it depends on, and the corrections in these.
    recipe
        How it is computed from its rows.
    missing, evidence
        The sources that it lacks, if it is unknown for that reason; the weakest grade among its sources.
    verdict, printed, public
        Of a number that answers a claim: the verdict, the printed figure, and the public bounds.
    specifications
        The number under every defensible definition.
    """

    id: str
    claim: str | None
    label: str
    chapter: str
    cell: Count
    measure: Amount
    definition: str
    function: Function
    parameters: dict[str, Parameter]
    sources: tuple[SourceCard, ...]
    corrections: tuple[Applied, ...]
    evidence: Evidence
    verdict: Verdict | None
    specifications: tuple[Variant, ...]
    public: PublicBounds | None
    printed: Printed | None
    recipe: Step
    missing: tuple[str, ...] = ()

    @property
    def functions(self) -> list[Function]:
        """The functions that computed the number and its public bounds."""
        made = [self.function, *([self.public.function] if self.public else [])]
        return [function for function in made if function.name]

    @property
    def amounts(self) -> list[Amount]:
        """Its measure, that under every definition, and its public bounds."""
        public = [self.public.measure] if self.public else []
        return [self.measure, *(one.measure for one in self.specifications), *public]


def write_record(folder: Path, record: Record) -> Path:
    """Write a record into the folder of its chapter."""
    return write_json(folder / "records" / f"{record.id}.json", record.as_json())


def read_records(chapters: Path, names: Iterable[str] | None = None) -> dict[str, Record]:
    """The records of these chapters, or of all, under ``_build/chapters``, by id, in the order of chapters and ids.

    Errors: ``RecordError`` for a file that is not a record, that its run did not write, or that has the
    record of another number or chapter, and for an id that two chapters publish.
    """
    known = (path.parent.name for path in chapters.glob("*/records"))
    folders = [chapters / name for name in sorted(known if names is None else names)]
    for folder in folders:
        check_records(folder)
    records: dict[str, Record] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("records/*.json"))):
        record = _read(path)
        if record.id in records:
            raise RecordError(
                f"number '{record.id}' is published twice",
                str(path.relative_to(chapters)),
                "one chapter per number",
                f"also chapter '{records[record.id].chapter}'",
                "Give one of them another id.",
            )
        records[record.id] = record
    return records


def read_sources(content: bytes) -> list[SourceCard]:
    """The cards in ``sources.json``: the declared sources of a chapter that are available."""
    return pydantic.TypeAdapter(list[SourceCard]).validate_json(content)


def _read(path: Path) -> Record:
    chapter, place = path.parents[1].name, f"records/{path.name}"
    try:
        record = Record.model_validate_json(path.read_bytes())
    except pydantic.ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        what, expected = "a record cannot be read", f"a record; {fault['msg'].lower()}"
        raise results_fault(
            chapter, what, f"{place} [{where}]", expected, repr(fault["input"])[:80]
        ) from None
    expected = f"{path.stem} of chapter {chapter}"
    found = f"{record.id} of chapter {record.chapter}"
    if found != expected:
        what = "a record belongs to another number or chapter"
        raise results_fault(chapter, what, place, expected, found)
    return record
