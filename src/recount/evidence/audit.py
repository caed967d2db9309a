"""Compare the claims, the records and the accepted results, and report all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from recount.book.directives.dutch import NOT_YET
from recount.edition.claims import Claim, load_claims
from recount.edition.corrections import Applied, Correction
from recount.edition.definitions import read_one
from recount.edition.edition import EDITIONS, Edition, EditionCard
from recount.edition.gone_numbers import load_gone
from recount.errors import UnknownName, nearest
from recount.findings import Finding
from recount.handover import WITNESS
from recount.names import COMMAND
from recount.results.acceptance import (
    accepted,
    kind_of,
    reasons,
    rounded,
    unexplained,
    value_of,
)
from recount.results.reading import read_results
from recount.results.records import Amount, Record, SourceCard
from recount.results.second_way import Agreement, SecondWay, second_ways


def find_record(records: Mapping[str, Record], number: str) -> Record:
    """The record of a number.

    Errors: ``UnknownName`` for an unknown id.
    """
    if number not in records:
        raise UnknownName(
            f"number '{number}' is unknown",
            "the records of this build",
            "the id of a published number",
            nearest(number, records),
            f"Run '{COMMAND} build' first; '{COMMAND} numbers' lists them.",
        )
    return records[number]


def with_display(record: Record) -> dict[str, Any]:
    """A record as plain data, with the text of every measure added under ``display``."""
    plain = record.as_json()
    public = [plain["public"]] if record.public else []
    for part, amount in zip(
        [plain, *plain["specifications"], *public], record.amounts, strict=True
    ):
        part["display"] = amount.display
    return plain


def audit_rows(edition: Edition) -> list[dict[str, Any]]:
    """A row per claim, in the order of the file."""
    records = read_results(edition)
    second = second_ways(edition.build, edition.folder, records)
    return [
        _row(name, claim, records.get(name), second.get(name))
        for name, claim in load_claims(edition).items()
    ]


def second_way_count(edition: Edition) -> str:
    """How many numbers have a second way, and how many of these agree."""
    records = read_results(edition)
    found = second_ways(edition.build, edition.folder, records).values()
    agree = sum(one.agreement is Agreement.EQUAL for one in found)
    return f"second way: {len(found)} of {len(records)} numbers have one, {agree} agree"


def findings(edition: Edition) -> list[Finding]:
    """All faults: missing records; numbers that changed, are new or gone; changes without a reason or a page."""
    records = read_results(edition)
    missing = [
        Finding("A1", name, f"chapter '{claim.chapter}' did not publish it")
        for name, claim in load_claims(edition).items()
        if claim.chapter and name not in records
    ]
    silent = [Finding("A5", name, note) for name, note in unexplained(edition)]
    return [*missing, *_changed(accepted(edition), records), *silent, *_vanished(edition, records)]


def trace_lines(
    record: Record, corrections: Mapping[str, Correction], second: SecondWay | None = None
) -> Iterable[str]:
    """The provenance of a number, one step per line: verdict, parts, function, second way, sources, corrections.

    Each correction lists its rows, and per column the published and the corrected value.
    """
    measure, made = record.measure, record.function
    yield f"{record.id}: {measure.display} ({record.label})"
    yield f"  value        {_amount(measure)} {measure.unit}"
    if record.printed:
        yield f"  printed      {record.printed.shown} ({record.printed.relation})"
    if record.verdict:
        yield f"  verdict      {record.verdict.word}: {record.verdict.reason}"
    if record.public:
        said = f"{record.public.reason} {record.public.together}".rstrip()
        yield f"  public       {record.public.word}: {said}"
    for other in record.specifications:
        yield f"  defined as   {other.specification.label}: {other.measure.display}"
    if measure.denominator is not None:
        yield f"  numerator    {measure.numerator}"
        yield f"  denominator  {measure.denominator}"
    yield f"  function     {made.name} ({made.file}:{made.line}, sha256 {made.sha256[:12]})"
    parameters = "".join(f", {name} = {value}" for name, value in record.parameters.items())
    yield f"  chapter      {record.chapter}, cell {record.cell}{parameters}"
    if second:
        yield f"  second way   {second.agreement}: {_amount(second.amount)}"
        yield f"               {WITNESS}/{second.query}"
    yield f"  evidence     {record.evidence}"
    for source in record.sources:
        yield from _source_lines(source)
    for done in record.corrections:
        yield from _correction_lines(done, corrections.get(done.id))


def _amount(amount: Amount) -> str:
    """The value that is not rounded, with its bounds if they differ."""
    if amount.low == amount.high:
        return str(amount.value)
    return f"{amount.value}, between {amount.low} and {amount.high}"


def _source_lines(card: SourceCard) -> Iterable[str]:
    yield f"  source       {card.id}: {card.file}"
    yield f"               {card.producer}, {card.reference_date}, {card.status or 'no status'}, {card.evidence}"
    yield f"               sha256 {card.sha256}"
    excluded = ", ".join(f"{count} ({why})" for why, count in card.left_out.items())
    yield f"               rows {card.rows_in} in, {card.rows_out} used, excluded {excluded or 'none'}"
    if kept := card.rows:
        yield f"               uses {'all' if kept.whole else kept.count} of these, set {kept.set}"


def _correction_lines(done: Applied, card: Correction | None) -> Iterable[str]:
    yield f"  correction   {done.id}: {done.rows} row{'' if done.rows == 1 else 's'} of {done.source}; {done.reason}"
    if card is None:
        yield "               no longer in corrections.toml"
        return
    rows = ", ".join(f"{column} = {text}" for column, text in card.match.items())
    for column, new in card.new.items():
        published = card.old.get(column, "unknown")
        yield f"               row {rows}: {column} published {published}, corrected {new}"


def _row(
    name: str, claim: Claim, record: Record | None, second: SecondWay | None
) -> dict[str, Any]:
    measure, verdict = (record.measure, record.verdict) if record else (None, None)
    public = record.public if record else None
    return {
        "id": name,
        "shown": claim.shown,
        "relation": claim.relation,
        "value": measure.value if measure else None,
        "low": measure.low if measure else None,
        "high": measure.high if measure else None,
        "unit": claim.unit,
        "numerator": measure.numerator if measure else None,
        "denominator": measure.denominator if measure else None,
        "display": measure.display if measure else None,
        "verdict": verdict.word if verdict else NOT_YET,
        "evidence": record.evidence if record else None,
        "second_way": second.agreement if second else None,
        "sources": [card.id for card in record.sources] if record else [],
        "public": public.word if public else None,
        "together": public.together or None if public else None,
        "chapter": claim.chapter,
    }


def _vanished(edition: Edition, records: Mapping[str, Record]) -> Iterator[Finding]:
    """The numbers that this edition or an earlier one accepted, of which nothing is left at their address.

    A number whose acceptance is not withdrawn is a finding of its own, A4.
    """
    present = {*records, *load_gone(edition.folder), *_accepted_ids(edition)}
    for each in (edition, *_earlier(edition)):
        past = {name for kind in reasons(each).values() for name in kind}
        for name in sorted({*past, *_accepted_ids(each)} - present):
            present.add(name)
            yield Finding("A7", name, f"accepted in edition '{each.id}'; add it to gone.toml")


def _accepted_ids(edition: Edition) -> set[str]:
    return {name for values in accepted(edition).values() for name in values}


def _earlier(edition: Edition) -> Iterator[Edition]:
    """The editions about the same programme whose period ends earlier."""
    for path in sorted((edition.root / EDITIONS).glob("*/edition.toml")):
        card = read_one(path, EditionCard)
        if card.programme == edition.card.programme and card.last_year < edition.card.last_year:
            yield replace(edition, id=path.parent.name, card=card)


def _changed(
    before: Mapping[str, Mapping[str, Any]], records: Mapping[str, Record]
) -> list[Finding]:
    found: list[Finding] = []
    for name, record in records.items():
        kind = kind_of(record)
        if kind is None:
            continue
        value = value_of(record.measure)
        if name not in before[kind]:
            found.append(Finding("A3", name, f"value {value} on sources that are {kind}"))
        elif rounded(before[kind][name]) != value:
            found.append(Finding("A2", name, f"accepted {before[kind][name]}, now {value}"))
    present = {kind_of(record) for record in records.values()}
    gone = [
        Finding("A4", name, f"accepted {before[kind][name]} on sources that are {kind}")
        for kind in before
        if kind in present
        for name in before[kind]
        if name not in records
    ]
    return found + gone
