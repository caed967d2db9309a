"""Read the results of a build and check them against their checksums, sources, claims and the rule.

The evidence, verdict and fitting definitions of a record follow from its measures, the catalogue and the
claims of the edition, so they are recomputed wherever a record is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from recount.edition.claims import load_claims
from recount.edition.edition import PUBLISHED, STANDIN, Edition, load_edition
from recount.errors import RecordError
from recount.handover import CHAPTERS
from recount.layouts.layout import Sheet
from recount.numbers.evidence_grade import weakest
from recount.results.claimed import PrintedClaims
from recount.results.integrity import KEY, check_outputs, read_key, results_fault
from recount.results.records import Printed, Record, SourceCard, read_records
from recount.sources.catalogue import Source, load_catalogue
from recount.sources.files import Dataset, Found, checksum

REASON = "verdict.reason"
OF_ROWS = {"rows", "rows_in", "rows_out", "left_out"}
"""The keys of a source card about its rows, which the catalogue does not have."""


def read_results(edition: Edition) -> dict[str, Record]:
    """The records of the last build of an edition or a regional book, by id; only of its own chapters.

    Errors: ``RecordError`` if a file is not the one that a run wrote, if a chapter was run for another
    edition, or if a record does not follow from its sources, claim and rule.
    """
    for name in edition.card.chapters:
        if (edition.build / CHAPTERS / name).is_dir():
            check_chapter(edition, name)
    return read_records(edition.build / CHAPTERS, edition.card.chapters)


def check_chapter(edition: Edition, name: str) -> None:
    """Check the results of one chapter against its run and its edition; errors as ``read_results``."""
    folder = edition.build / CHAPTERS / name
    check_outputs(folder)
    made_for = read_key(folder).get("edition")
    if made_for != edition.id:
        what = f"chapter '{name}' was run for another edition"
        raise results_fault(name, what, KEY, f"edition '{edition.id}'", f"'{made_for}'")
    check_records(edition, read_records(folder.parent, [name]).values())


def altered(edition: Edition, name: str) -> str:
    """How the results of a chapter differ from what its run wrote; empty if they do not."""
    try:
        check_chapter(edition, name)
    except RecordError as error:
        return f"{error.what} in {error.where}"
    return ""


def check_records(edition: Edition, records: Iterable[Record]) -> None:
    """Raise ``RecordError`` for a record that does not follow from its edition."""
    catalogue = load_catalogue(edition)
    # claims name the chapters of the report, not those of a regional edition
    whole = (
        load_edition(edition.root, edition.id, demo=edition.demo) if edition.division else edition
    )
    rule = PrintedClaims(load_claims(whole), whole.card.print_name)
    for record in records:
        for card in record.sources:
            _check_source(edition, catalogue, record, card)
        for field, found, expected in _derived(record, rule):
            if found != expected and not (field == REASON and _words(found) == _words(expected)):
                raise _fault(record, field, expected, found)


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
        yield "public.reason", public.reason, fit.reason


def _check_source(
    edition: Edition, catalogue: Mapping[str, Source], record: Record, card: SourceCard
) -> None:
    """The card of a source is that of the catalogue, for the file with the checksum that it names."""
    source = catalogue.get(card.id)
    files = list(_files(edition, card.id, source)) if source else []
    same = [file for file in files if file.sha256 == card.sha256]
    if not same:
        known = " or ".join(file.sha256 for file in files)
        raise _fault(record, f"sources.{card.id}.sha256", known or "a source", card.sha256)
    sheet = Sheet(pd.DataFrame(), card.rows_in, card.left_out)
    possible = [SourceCard.of(Dataset(file, sheet, ())) for file in same]
    for field in SourceCard.model_fields.keys() - OF_ROWS:
        found = getattr(card, field)
        if found not in [getattr(one, field) for one in possible]:
            expected = getattr(possible[0], field)
            raise _fault(record, f"sources.{card.id}.{field}", expected, found)


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


def _fault(record: Record, field: str, expected: object, found: object) -> RecordError:
    what = f"number '{record.id}' does not follow from its sources, its claim and the rule"
    place = f"records/{record.id}.json [{field}]"
    return results_fault(record.chapter, what, place, f"'{expected}'", f"'{found}'")
