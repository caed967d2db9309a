"""A comparison as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from recount.evidence.compare.differences import CHANGED, GONE, NEW, Difference, RunComparison
from recount.evidence.compare.steps import ORDER

SHORT = 12
"""Digits shown of a checksum."""


def as_lines(comparison: RunComparison) -> Iterator[str]:
    """A comparison as text: numbers first, then what differs, then what failed."""
    if comparison.mixed:
        demo = comparison.old if comparison.old["demo"] else comparison.new
        yield f"{demo['name']} is the demo, on made-up files: a difference with it is no change of a number"
    states = [change.state for change in comparison.numbers]
    counted = ", ".join(f"{states.count(state)} {state}" for state in (CHANGED, NEW, GONE))
    names = f"{comparison.old['name']} -> {comparison.new['name']}"
    yield f"{names}: {counted}, {comparison.equal} unchanged"
    for change in comparison.numbers:
        yield from _change_lines(change)
    if any(len(change.contributions) > 1 for change in comparison.numbers):
        yield ""
        yield f"in this order: {', '.join(ORDER)}; another order may attribute differently"
    if comparison.causes:
        yield ""
        yield "what differs"
    for part in comparison.causes:
        every = part.chapters == comparison.chapters
        chapters = "all chapters" if every else ", ".join(part.chapters)
        yield f"  {part.cause}: {part.item}: {brief(part.old)} -> {brief(part.new)} ({chapters})"
    for mixture, reason in comparison.not_remade.items():
        yield f"not run: {mixture}: {reason}"
    for name, reason in comparison.left_out.items():
        yield f"not compared: {name} {reason}"


def brief(value: str | None, none: str = "-") -> str:
    """A checksum shortened, any other value unchanged."""
    text = value or none
    is_checksum = len(text) > SHORT and not set(text) - set("0123456789abcdef")
    return text[:SHORT] if is_checksum else text


def _change_lines(change: Difference) -> Iterator[str]:
    old, new = change.old or {}, change.new or {}
    ends = f"{old.get('display', '-')} -> {new.get('display', '-')}"
    yield ""
    yield f"{change.id} ({change.label or change.state}): {ends}"
    if "value" in change.changed and change.difference:
        parts = [("difference", change.difference)]
        parts += [(_joined(part.causes), part.amount) for part in change.contributions]
        width = max(24, *(len(name) for name, _ in parts))
        yield from (f"  {name:<{width}} {amount:>16}" for name, amount in parts)
    if change.state != CHANGED:
        yield f"  {change.state}{_by(change.because, 'presence')}"
    for name in change.reported:
        yield f"  {name}: {old[name]} -> {new[name]}{_by(change.because, name)}"
    if change.note:
        yield f"  cause: {change.note}"


def _by(because: Mapping[str, Sequence[Sequence[str]]], name: str) -> str:
    causes = [_joined(block) for block in because.get(name, ())]
    return f", by {', '.join(causes)}" if causes else ""


def _joined(causes: Sequence[str]) -> str:
    """The causes of one step."""
    *others, last = causes
    return f"{', '.join(others)} and {last} together" if others else last
