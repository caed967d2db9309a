"""What the second way is about: an edition with its records, its queries, and the files that these may read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from recount.edition.corrections import load_corrections
from recount.edition.edition import Edition
from recount.errors import RecordError, WitnessError
from recount.evidence.witness.database import CorrectedColumn, PublishedFile, QueryInputs
from recount.evidence.witness.queries import Queries, load_queries
from recount.handover import CHAPTERS, WITNESS
from recount.names import COMMAND
from recount.programme import programme_of
from recount.results.reading import read_results
from recount.results.records import Record
from recount.running.key import own_codebase
from recount.sources.catalogue import load_catalogue
from recount.sources.files import Found, located


@dataclass(frozen=True, slots=True)
class CheckedEdition:
    """An edition with its records, its queries, and the files that these may read."""

    edition: Edition
    records: Mapping[str, Record]
    queries: Queries
    found: Mapping[str, Found]

    def by_chapter(self) -> dict[str, list[Record]]:
        """Chapter -> its records."""
        chapters: dict[str, list[Record]] = {}
        for record in self.records.values():
            chapters.setdefault(record.chapter, []).append(record)
        return chapters

    @property
    def inputs(self) -> QueryInputs:
        """What the queries may read; made-up files have no corrections."""
        edition = self.edition
        cards = {} if edition.demo else load_corrections(edition)
        columns = {one.id: one.names for one in programme_of(edition).registers}
        return QueryInputs(
            {
                name: PublishedFile(
                    one.source.layout,
                    one.source.reference_date,
                    one.path,
                    columns.get(one.source.layout, ()),
                )
                for name, one in self.found.items()
            },
            [
                CorrectedColumn(card.source, card.match, column, str(new))
                for card in cards.values()
                for column, new in card.new.items()
            ],
            {name: str(one.value) for name, one in edition.assumptions.items()},
        )

    def key(self) -> str:
        """The digest of all that the answers depend on, except the version of the database."""
        inputs = self.inputs
        content = {
            "code": own_codebase(self.edition.root).closure([f"{__package__}.comparison"]),
            "sql": self.queries.digests,
            "sources": {
                name: [one.sha256, one.source.layout, str(one.source.reference_date)]
                for name, one in self.found.items()
            },
            "corrections": [
                [one.source, dict(one.match), one.column, one.new] for one in inputs.corrections
            ],
            "assumptions": inputs.assumptions,
            "records": {
                name: [one.measure.as_json(), one.parameters, one.missing]
                for name, one in self.records.items()
            },
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def load_checked_edition(edition: Edition) -> CheckedEdition:
    """The present state of an edition.

    Errors: ``WitnessError`` when it has no queries, ``RecordError`` when there are no records; those of
    ``read_results`` and ``located``.
    """
    queries = load_queries(edition.folder / WITNESS)
    if not queries.all:
        raise WitnessError(
            "the edition has no second way",
            (edition.folder / WITNESS).relative_to(edition.root).as_posix(),
            "a folder with SQL per chapter",
            "none",
            "Write a query; see CONTRIBUTING.md.",
        )
    records = read_results(edition)
    if not records:
        raise RecordError(
            "there is no number to compare with",
            (edition.build / CHAPTERS).relative_to(edition.root).as_posix(),
            "the records of a run",
            "none",
            f"Run '{COMMAND} run' first.",
        )
    return CheckedEdition(
        edition, records, queries, located(edition, list(load_catalogue(edition)))
    )
