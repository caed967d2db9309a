"""Run a chapter without a kernel, on given tables, for its numbers only.

The code is that of the chapter, statement by statement, without the calls that show something and what only
those need. A statement that raises takes with it its own numbers and those that need its names; the others
are still computed.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import CodeType
from typing import Any, NamedTuple

from nbformat import NotebookNode

from recount.edition.edition import Edition
from recount.edition.parameters import check_known
from recount.errors import ChapterError
from recount.names import COMMAND
from recount.notebook.chapter import Chapter, Published
from recount.notebook.notebooks import code_cells, read_chapter
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure
from recount.results.records import Amount
from recount.sources.chapter_inputs import chapter_inputs
from recount.sources.declared import DeclaredSources
from recount.sources.files import Dataset
from recount.sources.row_files import RowSet

NOT_NUMBERS = frozenset(["figure", "show", "grid", "compare_with", "publications"])
"""The methods of a chapter that publish no number."""
SIDE_EFFECTS = "vintage"
"""The method of a chapter that has a side effect besides its return value."""
CHAPTER = "chapter"
"""The name that every chapter gives to its ``Chapter``."""

PUBLISHING = frozenset(["publish", "publish_all"])
"""The methods of a chapter that publish a number."""
NOT_MEASURE = frozenset(["specifications", "public"])
"""The arguments of these methods on which a measure does not depend."""

Values = tuple[tuple[Any, ...], ...]


class Statement(NamedTuple):
    """A statement of a chapter: its place among all of them, its text, and compiled."""

    place: int
    text: str
    code: CodeType


def chapters_to_sweep(edition: Edition, only: Sequence[str]) -> list[str]:
    """The chapters to sweep: those named, or all of the report.

    Errors: ``UnknownName`` for an unknown chapter; ``ChapterError`` for one of the regional book.
    """
    known = edition.card.chapters
    for name in only:
        if name not in known and edition.card.chapter(name):
            raise ChapterError(
                f"chapter '{name}' cannot be swept",
                f"--chapter {name}",
                "a chapter of the report",
                "one of the regional book",
                f"Have its numbers recomputed: '{COMMAND} audit --sample 25 --regions …'.",
            )
        check_known(name, known, "chapter", f"--chapter {name}")
    return [name for name in known if not only or name in only]


@dataclass(frozen=True, slots=True)
class TrialNumber:
    """One number of a trial run.

    Parameters
    ----------
    sources, public_sources
        Ids that the number, and its public counts, declare.
    measure, specifications, public
        Their values, bounds and parts.
    amount, evidence
        The number as its record would have it, and what its sources prove.
    rows
        The rows of each source that it depends on; only of the run on unchanged sources.
    """

    sources: tuple[str, ...]
    measure: Values
    amount: Amount
    evidence: Evidence
    specifications: Values = ()
    public_sources: tuple[str, ...] = ()
    public: Values = ()
    rows: tuple[RowSet, ...] = ()


@dataclass(slots=True)
class TrialRun:
    """The numbers of one run by id, the places of the statements that published them, and those that raised."""

    numbers: dict[str, TrialNumber] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    stops: list[str] = field(default_factory=list)


class CollectingChapter(Chapter):
    """A chapter whose numbers are collected, not written.

    Parameters
    ----------
    model
        The chapter as constructed once, with its register and assumptions.
    declared
        Its sources in this run.
    collected
        Where the numbers go.
    trial
        Whether a source is changed, so that the rows of a number mean nothing.
    """

    def __init__(
        self,
        model: Chapter,
        declared: DeclaredSources,
        collected: dict[str, TrialNumber],
        *,
        trial: bool,
    ) -> None:
        self.__dict__.update(model.__dict__)
        self.declared, self.collected, self.trial = declared, collected, trial
        self.parameters, self.published = dict(model.parameters), {}

    def publish(self, number: str, measure: Measure, **parts: Any) -> None:  # noqa: ANN401 - as the chapter names them
        """Collect a number."""
        specifications, public = parts.get("specifications") or (), parts.get("public")
        names = tuple(self.declared.used(measure, specifications))
        bounds = public.measure if public and public.measure.rows.sources else None
        evidence = self.declared.evidence(names)
        self.published[number] = Published(number, measure, specifications, names, evidence)
        self.collected[number] = TrialNumber(
            names,
            (_values(measure),),
            Amount.of(measure),
            evidence,
            tuple((*other.choices.items(), _values(other.measure)) for other in specifications),
            tuple(self.declared.used(bounds)) if bounds else (),
            (_values(public.measure),) if public else (),
            () if self.trial else tuple(self.declared.rows_of(measure, names)),
        )


class ChapterRunner:
    """A chapter that can be run repeatedly on changed tables.

    The constructor runs it once on unchanged sources: ``baseline`` has its numbers, ``datasets`` the sources that it read.
    """

    def __init__(self, edition: Edition, name: str) -> None:
        self.name, self._edition = name, edition
        self._node = read_chapter(edition, name)
        self._statements = number_statements(self._node)
        self._measure_statements = number_statements(self._node, measures_only=True)
        self._declared = DeclaredSources(chapter_inputs(edition, name))
        self._model: Chapter | None = None
        self.baseline = self._run(self._declared, self._statements)
        self.datasets: Mapping[str, Dataset] = self._declared.read()

    def run(
        self,
        changed: Mapping[str, Dataset],
        *,
        without: str | None = None,
        measures_only: bool = False,
        numbers: Collection[str] | None = None,
    ) -> TrialRun:
        """The numbers with these datasets in the place of their own, or as if one source were absent.

        With ``measures_only`` other definitions and public counts are not computed, so a statement does not
        stop for lack of rows that only these need. With ``numbers`` only the statements run that these need.
        """
        datasets = {n: data for n, data in self.datasets.items() if n != without} | dict(changed)
        tables = {name: _copied(data) for name, data in datasets.items()}
        statements = self._measure_statements if measures_only else self._statements
        if numbers is not None:
            wanted = {self.baseline.places[name] for name in numbers}
            statements = number_statements(self._node, wanted, measures_only=measures_only)
        return self._run(self._declared.replaced(tables, without), statements)

    def _run(self, declared: DeclaredSources, statements: Sequence[Statement]) -> TrialRun:
        collected = TrialRun()
        names: dict[str, Any] = {
            Chapter.__name__: functools.partial(self._chapter, declared, collected)
        }
        for one in statements:
            try:
                exec(one.code, names)  # noqa: S102 - the chapter's own code, as its kernel runs it
            except Exception as error:  # noqa: BLE001 - a changed table may break anything
                collected.stops.append(f"{one.text}: {type(error).__name__}: {error}")
            for name in collected.numbers.keys() - collected.places:
                collected.places[name] = one.place
        return collected

    def _chapter(
        self,
        declared: DeclaredSources,
        collected: TrialRun,
        name: str,
        **parameters: Any,  # noqa: ANN401 - as a chapter gives them
    ) -> CollectingChapter:
        if self._model is None:
            with self._edition.selected():
                self._model = Chapter(name, **parameters)
        trial = declared is not self._declared
        return CollectingChapter(self._model, declared, collected.numbers, trial=trial)


def number_statements(
    node: NotebookNode, places: Collection[int] | None = None, *, measures_only: bool = False
) -> list[Statement]:
    """The statements of a chapter that its numbers need, in order.

    The import of ``Chapter`` is left out: whoever runs the statements supplies it. With ``places`` only the
    numbers count that these statements publish; with ``measures_only`` they have no other definitions and no
    public counts.
    """
    kept: list[Statement] = []
    needed: set[str] = set()
    whole = [line for cell in code_cells(node) for line in ast.parse(cell.source).body]
    if measures_only:
        _drop_definitions(whole)
    for place, line in reversed(list(enumerate(whole))):
        left_out = places is not None and place not in places and _calls(line) & PUBLISHING
        if not left_out and _is_needed(line, needed):
            needed |= {part.id for part in ast.walk(line) if isinstance(part, ast.Name)}
            code = compile(ast.Module([line], []), "<chapter>", "exec")
            kept.append(Statement(place, ast.unparse(line)[:60], code))
    return kept[::-1]


def _drop_definitions(lines: Sequence[ast.stmt]) -> None:
    for part in (part for line in lines for part in ast.walk(line)):
        if isinstance(part, ast.Call) and getattr(part.func, "attr", "") in PUBLISHING:
            part.keywords = [one for one in part.keywords if one.arg not in NOT_MEASURE]


def _calls(line: ast.stmt) -> set[str]:
    """The methods of the chapter that a statement calls."""
    return {
        part.func.attr
        for part in ast.walk(line)
        if isinstance(part, ast.Call)
        and isinstance(part.func, ast.Attribute)
        and isinstance(part.func.value, ast.Name)
        and part.func.value.id == CHAPTER
    }


def _is_needed(line: ast.stmt, needed: set[str]) -> bool:
    calls = _calls(line)
    if isinstance(line, ast.ImportFrom | ast.Import):
        names = {alias.asname or alias.name for alias in line.names}
        return bool(names & needed) and Chapter.__name__ not in names
    if isinstance(line, ast.Assign):
        targets = {
            part.id
            for each in line.targets
            for part in ast.walk(each)
            if isinstance(part, ast.Name)
        }
        return bool(targets & needed) or SIDE_EFFECTS in calls
    return not calls & NOT_NUMBERS


def _copied(dataset: Dataset) -> Dataset:
    """A dataset with a table that a chapter may modify without changing ours; copied only on write."""
    table = dataset.parsed.table.copy(deep=False)
    return replace(dataset, parsed=replace(dataset.parsed, table=table))


def _values(measure: Measure) -> tuple[Any, ...]:
    """What distinguishes measures: everything except the function, as text to the last digit."""
    parts = (measure.value, measure.low, measure.high, measure.numerator, measure.denominator)
    return tuple(map(repr, (*parts, measure.unit, measure.withheld)))
