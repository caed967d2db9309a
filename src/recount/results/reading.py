"""Read the results of a build and check them against their checksums, sources, claims and the rule.

The evidence, verdict and fitting definitions of a record follow from its measures, the catalogue and the
claims of the edition, so they are recomputed wherever a record is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from recount.edition.claims import load_claims
from recount.edition.edition import PUBLISHED, STANDIN, Edition, load_edition
from recount.errors import RecordError
from recount.handover import CHAPTERS
from recount.layouts.layout import ParsedFile
from recount.numbers.evidence_grade import weakest
from recount.results.integrity import KEY, check_outputs, read_key, results_fault
from recount.results.printed_claims import PrintedClaims
from recount.results.records import Printed, Record, SourceCard, read_records
from recount.sources.catalogue import Source, load_catalogue
from recount.sources.files import Dataset, Found, checksum

REASON, PUBLIC_REASON = "verdict.reason", "public.reason"
OF_ROWS = {"rows", "rows_in", "rows_out", "left_out"}
"""The keys of a source card about its rows, which the catalogue does not have."""


def read_results(edition: Edition) -> dict[str, Record]:
    """The records of the last build of an edition or a regional book, by id; only of its own chapters.

    Errors: ``RecordError`` if a file is not the one that a run wrote, if a chapter was run for another
    edition, or if a record does not follow from its sources, claim and rule.
    """
    check = ResultsCheck(edition)
    for name in edition.card.chapters:
        if (edition.build / CHAPTERS / name).is_dir():
            check.files(name)
    records = read_records(edition.build / CHAPTERS, edition.card.chapters)
    check.records(records.values())
    return records


class ResultsCheck:
    """Checks results against their run and an edition or regional book, whose catalogue, claims and rule are read once."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._possible: dict[str, list[SourceCard]] = {}

    @cached_property
    def _catalogue(self) -> Mapping[str, Source]:
        return load_catalogue(self._edition)

    @cached_property
    def rule(self) -> PrintedClaims:
        """The claims, which name the chapters of the report rather than those of a regional edition."""
        own = self._edition
        whole = load_edition(own.root, own.id, demo=own.demo) if own.division else own
        return PrintedClaims(load_claims(whole), whole.card.print_name)

    def altered(self, name: str, between: Callable[[], str] = str) -> str:
        """How the results of a chapter differ from what its run wrote; empty if they do not.

        ``between`` is called after the check of the files and before that of the records, and may find a reason.
        """
        try:
            self.files(name)
            if reason := between():
                return reason
            self.records(read_records(self._edition.build / CHAPTERS, [name]).values())
        except RecordError as error:
            return f"{error.what} in {error.where}"
        return ""

    def chapter(self, name: str) -> None:
        """Check the files and the records of a chapter; errors as ``read_results``."""
        self.files(name)
        self.records(read_records(self._edition.build / CHAPTERS, [name]).values())

    def files(self, name: str) -> None:
        """Raise ``RecordError`` for files that the last run of a chapter did not write, for this edition."""
        folder = self._edition.build / CHAPTERS / name
        check_outputs(folder)
        made_for = read_key(folder).get("edition")
        if made_for != self._edition.id:
            what = f"chapter '{name}' was run for another edition"
            expected = f"edition '{self._edition.id}'"
            raise results_fault(name, what, KEY, expected, f"'{made_for}'", demo=self._edition.demo)

    def records(self, records: Iterable[Record]) -> None:
        """Raise ``RecordError`` for a record that does not follow from its sources, claim and rule."""
        for record in records:
            for card in record.sources:
                self._check_source(record, card)
            for field, found, expected in _derived(record, self.rule):
                if found != expected and not (
                    field == REASON and _words(found) == _words(expected)
                ):
                    raise self._fault(record, field, expected, found)

    def _check_source(self, record: Record, card: SourceCard) -> None:
        """The card of a source is that of the catalogue, for the file with the checksum that it names."""
        if card.id not in self._possible:
            self._possible[card.id] = list(self._cards(card.id))
        possible = self._possible[card.id]
        same = [one for one in possible if one.sha256 == card.sha256]
        if not same:
            known = " or ".join(one.sha256 for one in possible)
            raise self._fault(record, f"sources.{card.id}.sha256", known or "a source", card.sha256)
        for field in SourceCard.model_fields.keys() - OF_ROWS:
            found = getattr(card, field)
            if found not in [getattr(one, field) for one in same]:
                expected = getattr(same[0], field)
                raise self._fault(record, f"sources.{card.id}.{field}", expected, found)

    def _cards(self, name: str) -> Iterator[SourceCard]:
        """The cards of a source, without its rows, for each file that it may be read from."""
        if source := self._catalogue.get(name):
            for file in _files(self._edition, name, source):
                yield SourceCard.of(Dataset(file, ParsedFile(pd.DataFrame(), 0, {}), ()))

    def _fault(self, record: Record, field: str, expected: object, found: object) -> RecordError:
        what = f"number '{record.id}' does not follow from its sources, its claim and the rule"
        place = f"records/{record.id}.json [{field}]"
        return results_fault(
            record.chapter, what, place, f"'{expected}'", f"'{found}'", demo=self._edition.demo
        )


def _derived(record: Record, rule: PrintedClaims) -> Iterator[tuple[str, object, object]]:
    """Each field that follows from the rest of the record, the claims and the rule: found and expected."""
    evidence = weakest([card.evidence for card in record.sources])
    others = [other.specification for other in record.specifications]
    verdict = rule.verdict(record.id, record.measure.measure, evidence, others)
    said, claim = record.verdict, rule.claims.get(record.id)
    yield "evidence", record.evidence, evidence
    yield "claim", record.claim, record.id if claim else None
    yield "printed", record.printed, Printed.of(claim) if claim else None
    yield "verdict.word", said and said.word, verdict and verdict.word
    yield REASON, said and said.reason, verdict and verdict.reason
    for place, held in enumerate(rule.holding(record.id, others)):
        yield f"specifications.{place}.holds", record.specifications[place].holds, held
    if (public := record.public) and claim is None:
        yield "public", "public bounds", "none without a claim"
    elif public:
        fit = rule.compatibility(record.id, public.measure.measure, public.evidence)
        yield "public.word", public.word, fit.word
        yield PUBLIC_REASON, public.reason, fit.reason


def with_present_reasons(record: Record, rule: PrintedClaims) -> Record:
    """A record with the reasons of its verdict and of its public bounds in the present notation."""
    expected = {field: str(text) for field, found, text in _derived(record, rule) if found != text}
    said, public = record.verdict, record.public
    if said and REASON in expected and _words(said.reason) != _words(expected[REASON]):
        said = replace(said, reason=expected[REASON])
    if public and PUBLIC_REASON in expected:
        public = public.model_copy(update={"reason": expected[PUBLIC_REASON]})
    return record.model_copy(update={"verdict": said, "public": public})


def _files(edition: Edition, name: str, source: Source) -> Iterator[Found]:
    """The files that a source may be read from: the pinned one, our own, or its stand-in."""
    if source.published:
        path = edition.root / PUBLISHED / source.file
        yield Found(name, source, path, "published", checksum(path))
    elif source.sha256:
        yield Found(name, source, Path(source.file), "raw", source.sha256)
    path = edition.root / STANDIN / (source.standin or "")
    if path.is_file():
        yield Found(name, source, path, "standin", checksum(path))


def _words(reason: object) -> list[str]:
    """The words of a reason, sorted: it lists definitions, whose choices JSON may reorder."""
    return sorted(re.findall(r"[^\s,;.]+", str(reason)))
