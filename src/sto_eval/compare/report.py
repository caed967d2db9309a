"""A comparison as plain data and as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from sto_eval.acceptance import DIGITS
from sto_eval.compare.attribution import Block, apportioned
from sto_eval.compare.details import Detail
from sto_eval.compare.differences import PRESENCE, Change, Comparison
from sto_eval.compare.runs import Run
from sto_eval.records import Record

SHORT = 12
"""Digits of a checksum in a line of text."""

SHOWN = ("value", "low", "high", "numerator", "denominator", "unit")


def as_data(comparison: Comparison) -> dict[str, Any]:
    """All of a comparison as JSON values: amounts exact, as fractions, and rounded so that they add up."""
    return {
        "old": _run(comparison.old),
        "new": _run(comparison.new),
        "equal": comparison.equal,
        "changed": len(comparison.changes),
        "left_out": {**comparison.old.left_out, **comparison.new.left_out},
        "remakes": comparison.remakes,
        "not_remade": dict(comparison.failed),
        "causes": [asdict(detail) for detail in comparison.details],
        "numbers": [_number(change) for change in comparison.changes],
    }


def as_lines(comparison: Comparison) -> Iterator[str]:
    """A comparison as text: the numbers first, then what differs, then what could not be done."""
    yield f"{comparison.old.name} -> {comparison.new.name}: {_counted(comparison)}"
    for change in comparison.changes:
        yield from _change_lines(change)
    if comparison.details:
        yield ""
        yield "what differs"
    for detail in comparison.details:
        yield from _detail_lines(detail, comparison.chapters)
    for spot, reason in comparison.failed.items():
        yield f"not run anew: {spot}: {reason}"
    for number, reason in {**comparison.old.left_out, **comparison.new.left_out}.items():
        yield f"not compared: {number} {reason}"


def decimals(change: Change) -> int:
    """How many decimals show a change: two figures of it at least, and no more than are kept."""
    size = abs(change.difference or Fraction(0))
    ends = [side["measure"]["value"] for side in (change.old, change.new) if side]
    if all(float(end).is_integer() for end in ends if end is not None) and not any(
        amount.denominator > 1 for amount in change.contributions.values()
    ):
        return 0
    fitting = (digits for digits in range(2, DIGITS) if size * 10**digits >= 10)  # noqa: PLR2004 - two figures
    return next(fitting, DIGITS)


def amounts(change: Change, digits: int) -> tuple[Fraction, dict[Block, Fraction]]:
    """The change and its contributions at so many decimals; these add up to it."""
    total = rounded_at(change.difference or Fraction(0), digits)
    return total, apportioned(change.contributions, total, digits)


def rounded_at(value: Fraction, digits: int) -> Fraction:
    """A fraction at so many decimals."""
    return Fraction(round(value * 10**digits), 10**digits)


def decimal_text(value: Fraction, digits: int, *, signed: bool = False) -> str:
    """A fraction of at most so many decimals, all of them written.

    >>> decimal_text(Fraction(-1, 4), 2, signed=True)
    '-0.25'
    """
    units = abs(round(value * 10**digits))
    whole, rest = divmod(units, 10**digits)
    sign = "-" if value < 0 else "+" if signed else ""
    return f"{sign}{whole}" + (f".{rest:0{digits}d}" if digits else "")


def joined(block: Block) -> str:
    """The causes of one contribution."""
    return " and ".join(block)


def _run(run: Run) -> dict[str, Any]:
    return {
        "name": run.name,
        "edition": run.edition,
        "commit": run.commit,
        "uncommitted": run.uncommitted,
        "numbers": len(run.records),
        "accepted_values": run.values_only,
    }


def _number(change: Change) -> dict[str, Any]:
    difference = change.difference
    total, parts = amounts(change, DIGITS)
    return {
        "id": change.number,
        "label": change.record["label"],
        "chapter": change.record["chapter"],
        "state": change.state,
        "changed": [name for name in change.fields if name != PRESENCE],
        "old": side(change.old),
        "new": side(change.new),
        "difference": None if difference is None else decimal_text(total, DIGITS, signed=True),
        "difference_exact": None if difference is None else str(difference),
        "contributions": [
            {
                "causes": list(block),
                "amount": decimal_text(parts[block], DIGITS, signed=True),
                "exact": str(amount),
            }
            for block, amount in change.contributions.items()
        ],
        "because": {name: [list(b) for b in blocks] for name, blocks in change.because.items()},
        "note": change.note,
    }


def side(record: Record | None) -> dict[str, Any] | None:
    """What is shown of a number in one run."""
    if record is None:
        return None
    return {
        **{name: record["measure"][name] for name in SHOWN},
        "display": record["display"],
        "verdict": (record.get("verdict") or {}).get("word"),
        "evidence": record.get("evidence"),
    }


def _counted(comparison: Comparison) -> str:
    states = [change.state for change in comparison.changes]
    found = [f"{states.count(state)} {state}" for state in ("changed", "new", "gone")]
    return ", ".join([*found, f"{comparison.equal} the same"])


def _change_lines(change: Change) -> Iterator[str]:
    old, new = (record["display"] if record else "-" for record in (change.old, change.new))
    yield ""
    yield f"{change.number} ({change.record['label'] or change.state}): {old} -> {new}"
    if change.difference:
        digits = decimals(change)
        total, parts = amounts(change, digits)
        yield f"  {'difference':<24} {decimal_text(total, digits, signed=True):>16}"
        for block, amount in parts.items():
            yield f"  {joined(block):<24} {decimal_text(amount, digits, signed=True):>16}"
    for name in told_fields(change):
        yield f"  {_turned(change, name)}"
    if change.note:
        yield f"  cause: {change.note}"


def told_fields(change: Change) -> list[str]:
    """What is told of a change beside its value: not what only follows from the value."""
    follows = {"value", "display"} if "value" in change.fields else set()
    sides = [record["measure"] for record in (change.old, change.new) if record]
    if all(side["low"] == side["value"] == side["high"] for side in sides):
        follows |= {"low", "high"}
    return [name for name in change.fields if name not in follows]


def _turned(change: Change, name: str) -> str:
    """What happened to one field, and by which causes."""
    blocks = change.because.get(name, ())
    by = f", by {', '.join(map(joined, blocks))}" if blocks else ""
    if name == PRESENCE:
        return f"{change.state if change.state != 'changed' else 'known or unknown'}{by}"
    old, new = (side(record) or {} for record in (change.old, change.new))
    return f"{name}: {old.get(name)} -> {new.get(name)}{by}"


def _detail_lines(detail: Detail, every: Sequence[str]) -> Iterator[str]:
    old, new = brief(detail.old), brief(detail.new)
    chapters = "all chapters" if detail.chapters == every else ", ".join(detail.chapters)
    yield f"  {detail.cause}: {detail.item}: {old} -> {new} ({chapters})"
    if detail.within:
        yield f"    {', '.join(detail.within)}"


def brief(value: Any) -> str:  # noqa: ANN401 - a checksum, a parameter or a version
    """A checksum cut short, and another value as it is; a dash where there is none."""
    text = "-" if value is None else str(value)
    is_checksum = len(text) == 64 and not set(text) - set("0123456789abcdef")  # noqa: PLR2004 - SHA-256
    return text[:SHORT] if is_checksum else text
