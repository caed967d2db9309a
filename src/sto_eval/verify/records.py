"""Records against themselves, the claims, the catalogue of sources and the code."""

from __future__ import annotations

import hashlib
import inspect
import math
import tokenize
from collections.abc import Iterator
from decimal import Decimal

from sto_eval.bundle.contents import PACKAGE
from sto_eval.findings import Finding
from sto_eval.formats import display
from sto_eval.measures import Measure, Specification
from sto_eval.verdicts import Evidence
from sto_eval.verify.opened import Opened
from sto_eval.verify.shapes import Amount, Number, SourceCard
from sto_eval.yardstick import Yardstick

MADE_UP = "nagebootst"
MARGIN = "marge-circa"


def check_records(opened: Opened) -> Iterator[Finding]:
    """Every record: what it shows, its verdict, its claim, its sources and its function."""
    for name, record in opened.records.items():
        yield from check_display(name, record)
        yield from _claim(name, record, opened)
        for card in record.sources:
            yield from _source(name, card, opened)
        yield from _function(name, record, opened)


def check_display(name: str, record: Number) -> Iterator[Finding]:
    """Whether each text is what its value gives."""
    shown = [(record.display, record.measure)]
    shown += [(other.display, other.measure) for other in record.specifications]
    if record.public:
        allowed = Amount.model_validate(record.public["measure"])
        shown.append((str(record.public["display"]), allowed))
    for text, amount in shown:
        given = display(_measure(amount))
        if given != text:
            yield Finding("R2", name, f"'{text}', but its value gives '{given}'")
        low, high = (end if end is not None else amount.value for end in (amount.low, amount.high))
        if amount.value is not None and not (low or 0) <= amount.value <= (high or 0):
            yield Finding("R2", name, f"value {amount.value} lies outside {low} to {high}")


def _claim(name: str, record: Number, opened: Opened) -> Iterator[Finding]:
    claim = opened.claims.get(record.id)
    if record.claim != (record.id if claim else None):
        yield Finding("R4", name, "the register has no such claim, or the record names none")
        return
    if claim is None:
        return
    printed = {key: getattr(claim, key) for key in ("shown", "text", "relation", "place")}
    if record.printed != printed:
        yield Finding(
            "R4", name, f"printed '{(record.printed or {}).get('shown')}', not '{claim.shown}'"
        )
    margin = opened.assumptions.get(MARGIN)
    if margin is None or not isinstance(margin.value, Decimal | int):
        return
    rule = Yardstick(opened.claims, Decimal(margin.value))
    others = [
        Specification(other.choices, _measure(other.measure)) for other in record.specifications
    ]
    given = rule.verdict(record.id, _measure(record.measure), Evidence(record.evidence), others)
    if given and (record.verdict is None or str(given.word) != record.verdict.word):
        found = record.verdict.word if record.verdict else "none"
        yield Finding("R3", name, f"'{found}', but the rule gives '{given.word}'")


def _source(name: str, card: SourceCard, opened: Opened) -> Iterator[Finding]:
    """A real file is the pinned one; a made-up file says so."""
    known = opened.sources.get(card.id.removesuffix(f"-{MADE_UP}"))
    if known is None:
        yield Finding("R5", name, f"source '{card.id}' is not in the catalogue")
    elif card.evidence != MADE_UP and not known.published and card.sha256 != known.sha256:
        yield Finding("R5", name, f"source '{card.id}' has another checksum than the catalogue")
    elif card.evidence not in {MADE_UP, known.evidence}:
        yield Finding(
            "R5", name, f"source '{card.id}' is '{card.evidence}', not '{known.evidence}'"
        )
    elif card.evidence == MADE_UP and (card.file != known.standin or card.sha256 == known.sha256):
        yield Finding("R5", name, f"source '{card.id}' is called made up, and is not")


def _function(name: str, record: Number, opened: Opened) -> Iterator[Finding]:
    """The text of the function, at its line in the code of the bundle, has the checksum of the record."""
    made = record.function
    if not made.name:
        return
    file = f"{PACKAGE}/{made.file.removeprefix('sto_eval/')}"
    lines = opened.text(file).splitlines(keepends=True)[max(made.line - 1, 0) :]
    try:
        text = "".join(inspect.getblock(lines)) if lines else ""
    except (SyntaxError, IndexError, tokenize.TokenError):
        text = ""
    if hashlib.sha256(text.encode()).hexdigest() != made.sha256:
        yield Finding("R6", name, f"function '{made.name}' is not at line {made.line} of {file}")


def _measure(amount: Amount) -> Measure:
    """A measure as it was before it became JSON, which has no infinity."""
    open_end = math.inf if amount.value is not None else None
    high = open_end if amount.high is None else amount.high
    return Measure(
        amount.value, amount.low, high, amount.unit, amount.numerator, amount.denominator
    )
