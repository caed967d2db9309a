"""Which numbers differ between two runs, and what each cause contributed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from sto_eval.acceptance import rounded
from sto_eval.compare.attribution import Block, State, contributions, states
from sto_eval.compare.details import Detail, details
from sto_eval.compare.materials import Materials
from sto_eval.compare.mixtures import Pair, environment_at_hand, pair
from sto_eval.compare.remakes import Outcome, Remake, run_remakes
from sto_eval.compare.runs import Run
from sto_eval.records import Record

CHANGED, NEW, GONE = "changed", "new", "gone"
PRESENCE = "presence"
"""What changes of a number that is new, gone, or known in one of the two runs only."""

Progress = Callable[[int], Callable[[], None]]
"""Told how many remakes there are; gives what is called after each."""


@dataclass(frozen=True, slots=True)
class Change:
    """A number that is not the same in both runs.

    Parameters
    ----------
    number
        Its id.
    state
        ``changed``, ``new`` or ``gone``.
    old, new
        Its records; ``None`` where it is not there.
    fields
        What changed: value, low, high, numerator, denominator, unit, display, verdict, evidence.
    contributions
        What each cause adds to the change of the value; the sum is the change. Empty when the value is the
        same, is not known on both sides, or when no cause is known.
    because
        What changed -> the causes that did it, also where there is nothing to add up.
    note
        Why a cause is not known, or not separated.
    """

    number: str
    state: str
    old: Record | None
    new: Record | None
    fields: tuple[str, ...]
    contributions: Mapping[Block, Fraction] = field(default_factory=dict)
    because: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    note: str = ""

    @property
    def record(self) -> Record:
        """The record that names it: the new one, or else the old one."""
        return self.new or self.old or {}

    @property
    def difference(self) -> Fraction | None:
        """New minus old; ``None`` when one of them is not known."""
        old, new = _value(self.old), _value(self.new)
        return None if old is None or new is None else new - old


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    Parameters
    ----------
    old, new
        The runs.
    changes
        The numbers that differ, in the order of their names.
    equal
        How many are the same.
    chapters
        The chapters of both runs that say their causes.
    details
        What differs within each cause.
    remakes
        How many states in between were looked at.
    failed
        State in between -> why it could not be run.
    """

    old: Run
    new: Run
    changes: Sequence[Change]
    equal: int
    chapters: tuple[str, ...]
    details: Sequence[Detail]
    remakes: int
    failed: Mapping[str, str]


def compare(
    root: Path, old: Run, new: Run, *, workers: int, progress: Progress | None = None
) -> Comparison:
    """Compare two runs, and run anew what is needed to say why they differ."""
    names = sorted({*old.records, *new.records} - {*old.left_out, *new.left_out})
    found = [_change(name, old, new) for name in names]
    changes = [change for change in found if change is not None]
    materials = Materials(root, [old, new])
    at_hand = environment_at_hand(root)
    chapters = [name for name in new.causes if name in old.causes]
    pairs = {name: made for name in chapters if (made := pair(name, old, new))}
    wanted = _wanted(pairs, changes, at_hand)
    remakes = {remake.key: remake for remake in wanted.values() if remake is not None}
    report = progress(len(remakes)) if progress and remakes else lambda: None
    outcomes = run_remakes(materials, list(remakes.values()), workers=workers, report=report)
    known = {spot: outcomes[made.key] if made else ELSEWHERE for spot, made in wanted.items()}
    return Comparison(
        old=old,
        new=new,
        changes=[_explained(change, pairs, known, old, new) for change in changes],
        equal=len(names) - len(changes),
        chapters=tuple(pairs),
        details=details(list(pairs.values()), materials),
        remakes=len(remakes),
        failed={_name(spot): text for spot, text in known.items() if isinstance(text, str)},
    )


Spot = tuple[str, State]
"""A chapter in a state in between."""

ELSEWHERE = "needs an environment that is not the one at hand"
ONLY_VALUES = "accepted results hold values and no causes"
SILENT = "a run does not say what it was made of"
ONE_SIDE = "its chapter is in one of the runs only"
MOVED = "another chapter publishes it now"
UNEXPLAINED = (
    "no cause differs: the record was changed after the run, or the chapter does not repeat itself"
)
LIMITED = "a state in between cannot be had; measured in the orders that avoid it"
JOINT = "these causes could not be separated: a state in between cannot be had"


def _wanted(
    pairs: Mapping[str, Pair], changes: Sequence[Change], at_hand: Mapping[str, str]
) -> dict[Spot, Remake | None]:
    """The states in between of the chapters whose numbers changed."""
    chapters = {change.record["chapter"] for change in changes}
    return {
        (name, state): made.remake(state, at_hand)
        for name, made in pairs.items()
        if name in chapters
        for state in states(made.factors)
    }


def _change(number: str, old_run: Run, new_run: Run) -> Change | None:
    old, new = old_run.records.get(number), new_run.records.get(number)
    if old is None or new is None:
        return Change(number, NEW if old is None else GONE, old, new, (PRESENCE,))
    values_only = old_run.values_only or new_run.values_only
    names = ("value",) if values_only else tuple(FIELDS)
    differing = tuple(name for name in names if FIELDS[name](old) != FIELDS[name](new))
    if not differing:
        return None
    known = (_value(old) is None) == (_value(new) is None)
    return Change(number, CHANGED, old, new, differing if known else (PRESENCE, *differing))


def _explained(
    change: Change, pairs: Mapping[str, Pair], known: Mapping[Spot, Outcome], old: Run, new: Run
) -> Change:
    """The change with its causes, or with the reason why these are not known."""
    note = _silence(change, pairs, old, new)
    if note:
        return _with(change, {}, {}, note)
    factors = pairs[change.record["chapter"]].factors

    def record(state: State) -> Record | str | None:
        if not state or len(state) == len(factors):
            return change.new if state else change.old
        outcome = known[change.record["chapter"], state]
        return outcome if isinstance(outcome, str) else outcome.get(change.number)

    adds_up = "value" in change.fields and "unit" not in change.fields
    amounts = contributions(factors, _on(record, _value)) if adds_up else {}
    shares = {
        name: contributions(factors, _on(record, _quantity(name, change))) for name in change.fields
    }
    because = {name: [b for b, part in share.items() if part] for name, share in shares.items()}
    blocks = [block for share in (amounts, *shares.values()) for block in share]
    stops = [record(state) for state in states(factors)]
    cut = any(isinstance(stop, str) or (amounts and _value(stop) is None) for stop in stops)
    note = JOINT if any(len(block) > 1 for block in blocks) else LIMITED if cut else ""
    return _with(change, amounts, because, note)


def _silence(change: Change, pairs: Mapping[str, Pair], old: Run, new: Run) -> str:
    """Why nothing can be said of the cause of a change; empty when something can."""
    chapter = change.record["chapter"]
    if old.values_only or new.values_only:
        told = new.reasons.get(change.number) or old.reasons.get(change.number)
        return ONLY_VALUES + (f"; the last reason given is: {told}" if told else "")
    if change.old and change.new and change.old["chapter"] != change.new["chapter"]:
        return MOVED
    if chapter in pairs:
        return "" if pairs[chapter].factors else UNEXPLAINED
    both = all(chapter in {r["chapter"] for r in run.records.values()} for run in (old, new))
    return SILENT if both else ONE_SIDE


def _on(
    record: Callable[[State], Record | str | None],
    measured: Callable[[Record | None], Fraction | None],
) -> Callable[[State], Fraction | None]:
    """A quantity of a state; ``None`` where the state cannot be had."""

    def value(state: State) -> Fraction | None:
        found = record(state)
        return None if isinstance(found, str) else measured(found)

    return value


def _quantity(name: str, change: Change) -> Callable[[Record | None], Fraction | None]:
    """What is divided to say which causes changed a field.

    A part that is a number in both runs is divided as it is; anything else is one where it is as in the new
    run and nil where it is not.
    """
    if name in NUMERIC and None not in (_part(name, change.old), _part(name, change.new)):
        return lambda record: _part(name, record)
    look = _presence if name == PRESENCE else _of(name)
    wanted = look(change.new)
    return lambda record: Fraction(int(look(record) == wanted))


def _of(name: str) -> Callable[[Record | None], Any]:
    return lambda record: FIELDS[name](record) if record else None


def _presence(record: Record | None) -> tuple[bool, bool]:
    return record is not None, _value(record) is not None


def _value(record: Record | None) -> Fraction | None:
    return _part("value", record)


def _part(name: str, record: Record | None) -> Fraction | None:
    """A part of a measure, exact as it is written."""
    value = record["measure"][name] if record else None
    return None if value is None else Fraction(str(value))


def _with(
    change: Change,
    amounts: Mapping[Block, Fraction],
    because: Mapping[str, Sequence[Block]],
    note: str,
) -> Change:
    return Change(
        change.number, change.state, change.old, change.new, change.fields, amounts, because, note
    )


def _name(spot: Spot) -> str:
    chapter, state = spot
    return f"{chapter} with new {', '.join(sorted(state))}"


def _measured(name: str) -> Callable[[Record], Any]:
    return lambda record: (
        None if record["measure"][name] is None else rounded(record["measure"][name])
    )


NUMERIC = ("value", "low", "high", "numerator", "denominator")
FIELDS: Mapping[str, Callable[[Record], Any]] = {
    **{name: _measured(name) for name in NUMERIC},
    "unit": lambda record: record["measure"]["unit"],
    "display": lambda record: record["display"],
    "verdict": lambda record: (record["verdict"] or {}).get("word"),
    "evidence": lambda record: record["evidence"],
}
"""What of two records is compared."""
