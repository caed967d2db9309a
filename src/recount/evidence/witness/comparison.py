"""Ask the queries of an edition, and compare their answers with the records of the last build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from recount.edition.definitions import read_toml
from recount.edition.edition import Edition
from recount.edition.number_texts import number_texts
from recount.errors import WitnessError
from recount.evidence.witness.checked_edition import CheckedEdition
from recount.evidence.witness.database import Database, installed, version
from recount.evidence.witness.queries import LAYOUTS, Query
from recount.handover import SECOND_WAYS, WITNESS
from recount.results.records import Record
from recount.results.second_way import (
    Answered,
    AskedQuery,
    SecondWays,
    Values,
    compared,
    read_answers,
)
from recount.sources.catalogue import load_catalogue
from recount.storage import write_json

REASONS = "reasons.toml"
"""The numbers without a second way: [chapter], then the id of a text in ``numbers.toml`` = reason."""


def compare(
    checked: CheckedEdition,
    chapters: Collection[str] = (),
    begin: Callable[[int], object] = lambda _: None,
    step: Callable[[int], object] = lambda _: None,
) -> SecondWays:
    """Ask the queries of these chapters, or of all that have records, and compare.

    ``begin`` and ``step`` get the number of files and queries, and the number of those just done.

    Errors: those of ``Database``; a single query that fails is among the faults.
    """
    layout_of = {name: one.layout for name, one in load_catalogue(checked.edition).items()}
    wanted = chapters or checked.by_chapter().keys()
    mine = [query for query in checked.queries.all if query.chapter in wanted]
    absent = {query.name: query.absent(layout_of, checked.found) for query in mine}
    asked = [query for query in mine if not absent[query.name]]
    inputs = checked.inputs
    sources = {query.name: sorted(query.sources(inputs.layout_of)) for query in asked}
    begin(len(asked) + len({name for names in sources.values() for name in names}))
    step(0)
    answers_of = _Answers(checked.by_chapter())
    with TemporaryDirectory() as scratch:
        database = Database(checked.queries, asked, inputs, Path(scratch), step)
        for query in asked:
            answers_of.add(query, database)
            step(1)
    return SecondWays(
        key=checked.key(),
        engine=version(),
        queries={
            query.name: AskedQuery(
                files=_files(checked, query, sources[query.name]),
                sources={name: checked.found[name].sha256 for name in sources[query.name]},
                parameters=answers_of.parameters(query.chapter),
            )
            for query in asked
        },
        unasked={name: tuple(names) for name, names in absent.items() if names},
        numbers=dict(sorted(answers_of.numbers.items())),
        faults=tuple(answers_of.faults),
    )


def current_answers(checked: CheckedEdition) -> SecondWays | None:
    """The last answers, if nothing that they depend on changed since; ``None`` otherwise.

    Without the database, answers of any version of it are current.
    """
    last = read_answers(checked.edition.build)
    if last is None or last.key != checked.key():
        return None
    return last if not installed() or last.engine == version() else None


def renew(checked: CheckedEdition) -> SecondWays | None:
    """The answers for the present state: the last ones if these are current, otherwise new ones, which are written.

    Without the database, earlier answers are removed and there are none.
    """
    if last := current_answers(checked):
        return last
    if not installed():
        remove_answers(checked.edition)
        return None
    answers = compare(checked)
    write_answers(checked.edition, answers)
    return answers


def write_answers(edition: Edition, answers: SecondWays) -> None:
    """Write ``witness.json``, unless it has these answers."""
    if read_answers(edition.build) != answers:
        write_json(edition.build / SECOND_WAYS, answers.as_json())


def remove_answers(edition: Edition) -> None:
    """Remove ``witness.json``, so that nothing shows it."""
    (edition.build / SECOND_WAYS).unlink(missing_ok=True)


def without_query(checked: CheckedEdition, answers: SecondWays) -> list[str]:
    """The numbers that no query answers although it could.

    Excluded: numbers that lack a source or are withheld, and those of a chapter of which a query was not asked.
    """
    incomplete = {name.partition("/")[0] for name in answers.unasked}
    return [
        name
        for name, record in checked.records.items()
        if name not in answers.numbers and record.chapter not in incomplete
        if not record.missing and not record.measure.withheld
    ]


def lacking(checked: CheckedEdition, answers: SecondWays) -> list[str]:
    """The numbers that must have a second way and have none, without a reason in ``reasons.toml``.

    These are the numbers of the chapters under ``witness`` in ``edition.toml``, and if there are such chapters all
    claims.
    """
    chapters, excused = checked.edition.card.witness, reasons(checked.edition)
    found = []
    for name in without_query(checked, answers):
        record = checked.records[name]
        if record.chapter in chapters or (chapters and record.claim):
            text = number_texts(checked.edition, record.chapter).entry(name)
            if text not in excused.get(record.chapter, {}):
                found.append(name)
    return found


def reasons(edition: Edition) -> Mapping[str, Mapping[str, str]]:
    """Chapter -> id of a text in ``numbers.toml`` -> why its numbers have no second way, Dutch."""
    path = edition.folder / WITNESS / REASONS
    return read_toml(path) if path.is_file() else {}


class _Answers:
    """The answers so far, each compared with its record."""

    def __init__(self, records: Mapping[str, list[Record]]) -> None:
        self._records = records
        self.numbers: dict[str, Answered] = {}
        self.faults: list[str] = []

    def parameters(self, chapter: str) -> dict[str, Any]:
        """The parameters that a chapter ran with, as in its first record."""
        return self._records[chapter][0].parameters

    def add(self, query: Query, database: Database) -> None:
        """Ask a query; what is wrong with it or with its answers becomes a fault."""
        known = {record.id: record for record in self._records[query.chapter]}
        unpublished = any(record.missing for record in known.values())
        try:
            answers = database.ask(query, self.parameters(query.chapter))
        except WitnessError as error:
            self.faults.append(str(error))
            return
        for answer in answers:
            record = known.get(answer.id)
            if record is None:
                if not unpublished:
                    self._fault(
                        query, f"number '{answer.id}'", "a number that its chapter publishes"
                    )
            elif answer.id in self.numbers:
                self._fault(query, f"number '{answer.id}' again", "each number once")
            elif not record.missing and not record.measure.withheld:
                second = Values(value=answer.value, low=answer.low, high=answer.high)
                self.numbers[answer.id] = Answered(
                    query=query.name,
                    agreement=compared(record.measure, second),
                    first=Values.of(record.measure),
                    second=second,
                    parameters=record.parameters,
                )

    def _fault(self, query: Query, found: str, expected: str) -> None:
        what, remedy = "an answer of a query is unusable", "Correct the query."
        self.faults.append(
            str(WitnessError(what, f"{WITNESS}/{query.name}", expected, found, remedy))
        )


def _files(checked: CheckedEdition, query: Query, sources: Iterable[str]) -> dict[str, str]:
    """The SQL that an answer depends on, with checksums."""
    layouts = {f"{LAYOUTS}/{checked.found[name].source.layout}.sql" for name in sources}
    macros = {checked.queries.macros[name].file for name in query.macros}
    names = {query.name, *layouts, *macros}
    return {name: checked.queries.digests[name] for name in sorted(names)}
