"""Records against themselves, the claims, the catalogue of sources and the code."""

from __future__ import annotations

import csv
import hashlib
import inspect
import io
import tokenize
from collections.abc import Iterator, Mapping

from recount.findings import Finding
from recount.verify.model import Record, SourceCard
from recount.verify.opened import OpenedBundle
from recount.verify.places import CODE, PUBLISHED, RESULTS, STANDIN
from recount.verify.rule import (
    MADE_UP,
    covers,
    expected_fit,
    expected_reason,
    expected_word,
    weakest_grade,
)
from recount.verify.shapes import Claim, Source

DEFINITIONS = "definities"
"""Suffix of the figure with all definitions of a number."""

AS_PRINTED = "Als gedrukt"
"""The column of that figure that says whether a definition gives the printed figure."""

PRINT = "de publicatie"
"""What texts call the print, unless the edition says otherwise."""

ANSWERS = {True: "ja", False: "nee", None: "niet te zeggen"}

_FACTS = ("title", "producer", "licence", "url", "status", "file", "reference_date")


def check_records(opened: OpenedBundle) -> Iterator[Finding]:
    """Every record: its bounds, verdict, claim, sources and function; and the sources of every chapter."""
    made_up = {opened.digests[place]: place for place in opened.under(STANDIN)}
    for name, record in opened.records.items():
        yield from check_bounds(name, record)
        yield from _claim(name, record, opened)
        yield from _grade(name, record, made_up)
        yield from _definitions(name, record, opened)
        for card in record.sources:
            yield from _source(name, card, opened)
        for fix in record.corrections:
            known = opened.corrections.get(fix.id)
            if known is None or known.source != fix.source:
                yield Finding("R5", name, f"correction '{fix.id}' is not in corrections.toml")
        yield from _function(name, record, opened)
    for chapter in opened.chapters():
        opened.load_json(f"{RESULTS}/{chapter}/sources.json", list[SourceCard], "C1")


def check_bounds(name: str, record: Record) -> Iterator[Finding]:
    """Every value lies between its bounds."""
    for amount in record.amounts:
        low, high = (end if end is not None else amount.value for end in (amount.low, amount.high))
        if amount.value is not None and not (low or 0) <= amount.value <= (high or 0):
            yield Finding("R2", name, f"value {amount.value} lies outside {low} to {high}")


def _claim(name: str, record: Record, opened: OpenedBundle) -> Iterator[Finding]:
    claim = opened.claims.get(record.id)
    if record.claim != (record.id if claim else None):
        yield Finding("R4", name, "not a claim of the edition, or the record names none")
        return
    if claim is None:
        return
    printed = record.printed
    found = printed and (printed.shown, printed.text, printed.relation, printed.place)
    if found != (claim.shown, claim.text, claim.relation, claim.place):
        yield Finding("R4", name, f"printed '{printed and printed.shown}', not '{claim.shown}'")
    print_name = opened.card.print_name if opened.card else PRINT
    yield from _verdict(name, record, claim, print_name)


def _verdict(name: str, record: Record, claim: Claim, print_name: str) -> Iterator[Finding]:
    """The verdict with its reason, what public figures allow, and what other definitions give, all recomputed."""
    verdict, expected = record.verdict, expected_word(claim, record)
    if verdict is None or verdict.word != expected:
        found = verdict.word if verdict else "none"
        yield Finding("R3", name, f"'{found}', but the rule gives '{expected}'")
    for other in record.specifications:
        if other.holds is not covers(claim, other.measure):
            yield Finding(
                "R3", name, f"'{other.measure.display}' under another definition: {other.holds}"
            )
    # the definitions after the colon come from choices whose order JSON does not keep
    reason = expected_reason(claim, record, print_name)
    if verdict and verdict.reason.partition(":")[0] != reason.partition(":")[0]:
        yield Finding("R3", name, f"'{verdict.reason}', but the rule gives '{reason}'")
    if public := record.public:
        fit = expected_fit(claim, public.measure, public.evidence)
        for stated, given in zip((public.word, public.reason), fit, strict=True):
            if stated != given:
                yield Finding("R3", name, f"public figures: '{stated}', not '{given}'")


def _grade(name: str, record: Record, made_up: Mapping[str, str]) -> Iterator[Finding]:
    """The evidence of a number is the weakest of its sources, and a made-up file is always called so."""
    expected = weakest_grade(record.sources)
    if record.evidence != expected:
        yield Finding("R7", name, f"'{record.evidence}', but its sources give '{expected}'")
    for card in record.sources:
        if card.sha256 in made_up and card.evidence != MADE_UP:
            yield Finding("R7", name, f"source '{card.id}' is the made-up {made_up[card.sha256]}")


def _definitions(name: str, record: Record, opened: OpenedBundle) -> Iterator[Finding]:
    """The record has all definitions that its figure shows, including the chosen one."""
    others = record.specifications
    if others and record.measure not in [other.measure for other in others]:
        yield Finding("R8", name, "the chosen definition is not among them")
    figure = f"{RESULTS}/{record.chapter}/figures/{record.id}-{DEFINITIONS}.csv"
    if figure in opened.digests:
        rows = csv.DictReader(io.StringIO(opened.text(figure), newline=""), delimiter=";")
        shown = [row.get(AS_PRINTED) for row in rows]
        if shown != [ANSWERS[other.holds] for other in others]:
            yield Finding("R8", name, f"{len(others)} of them, unlike the {len(shown)} of {figure}")


def _source(name: str, card: SourceCard, opened: OpenedBundle) -> Iterator[Finding]:
    """A real file is the pinned one; a made-up file says so."""
    known = opened.sources.get(card.id)
    if known is None:
        yield Finding("R5", name, f"source '{card.id}' is not in the catalogue")
    elif card.evidence != MADE_UP and not known.published and card.sha256 != known.sha256:
        yield Finding("R5", name, f"source '{card.id}' has a checksum other than in the catalogue")
    elif known.published and opened.digests.get(_published(known)) != card.sha256:
        yield Finding(
            "R5", name, f"source '{card.id}' differs from {_published(known)} in the bundle"
        )
    elif card.evidence not in {MADE_UP, known.evidence}:
        yield Finding(
            "R5", name, f"source '{card.id}' is '{card.evidence}', not '{known.evidence}'"
        )
    elif card.evidence != MADE_UP and (differing := _other_facts(card, known)):
        yield Finding("R5", name, f"source '{card.id}' has a different {', '.join(differing)}")
    elif card.evidence == MADE_UP and (card.file != known.standin or card.sha256 == known.sha256):
        yield Finding("R5", name, f"source '{card.id}' is called made up, but is not")


def _published(known: Source) -> str:
    return f"{PUBLISHED}/{known.file}"


def _other_facts(card: SourceCard, known: Source) -> list[str]:
    """The facts about a real file in which a record differs from the catalogue."""
    return [key for key in _FACTS if getattr(card, key) != getattr(known, key)]


def _function(name: str, record: Record, opened: OpenedBundle) -> Iterator[Finding]:
    """The source text of the function, at its line in the bundle, has the checksum of the record."""
    made = record.function
    if not made.name:
        return
    file = f"{CODE}/{made.file}"
    lines = opened.text(file).splitlines(keepends=True)[max(made.line - 1, 0) :]
    try:
        text = "".join(inspect.getblock(lines)) if lines else ""
    except (SyntaxError, IndexError, tokenize.TokenError):
        text = ""
    if hashlib.sha256(text.encode()).hexdigest() != made.sha256:
        yield Finding("R6", name, f"function '{made.name}' is not at line {made.line} of {file}")
