"""Which numbers differ between two runs, and what each cause contributed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from recount.evidence.compare.earlier import EarlierFiles
from recount.evidence.compare.rerun import run_mixtures
from recount.evidence.compare.runs import Fields, Run, fields
from recount.evidence.compare.steps import ORDER, Pair, State, steps
from recount.results.acceptance import DIGITS, rounded

CHANGED, NEW, GONE = "changed", "new", "gone"

ONLY_VALUES = "accepted results hold values but no causes"
REASON = "; the last recorded reason is: "
NOT_BOTH = "only one of the runs has its chapter with recorded dependencies"
UNEXPLAINED = (
    "no cause differs: the record was changed after the run, or the chapter is not deterministic"
)
INSEPARABLE = "causes are combined where the number between them cannot be computed"


@dataclass(frozen=True, slots=True)
class Contribution:
    """The contribution of one or more causes to a change: rounded so that amounts add up, and exact."""

    causes: tuple[str, ...]
    amount: str
    exact: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that differs between two runs.

    ``old`` or ``new`` is ``None`` if the number is not in that run; the difference is ``None`` unless both
    values are known. ``because`` has the causes of each changed field, and of the ``presence`` of a number
    that is new or gone; ``note`` says why a cause is unknown or not separated.
    """

    id: str
    label: str
    chapter: str
    state: str
    changed: tuple[str, ...]
    old: Fields | None
    new: Fields | None
    difference: str | None
    difference_exact: str | None
    contributions: Sequence[Contribution] = ()
    because: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    note: str = ""

    @property
    def reported(self) -> list[str]:
        """The fields to report besides the value, without those that merely follow from it."""
        follows = {"display"} if "value" in self.changed else set()
        follows |= {"value"} if self.difference else set()
        sides = [side for side in (self.old, self.new) if side]
        if all(side["low"] == side["value"] == side["high"] for side in sides):
            follows |= {"low", "high"}
        return [name for name in self.changed if name not in follows]


@dataclass(frozen=True, slots=True)
class Detail:
    """A part of a cause that differs, by its name in ``key.json``, and the chapters that depend on it."""

    cause: str
    item: str
    old: str | None
    new: str | None
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunComparison:
    """Two runs side by side: the JSON of ``diff``.

    ``equal`` counts the unchanged numbers, ``remakes`` the intermediate states that were examined;
    ``chapters`` are those whose dependencies both runs record.
    """

    old: Mapping[str, Any]
    new: Mapping[str, Any]
    equal: int
    changed: int
    left_out: Mapping[str, str]
    remakes: int
    not_remade: Mapping[str, str]
    chapters: tuple[str, ...]
    causes: Sequence[Detail]
    numbers: Sequence[Difference]

    @property
    def mixed(self) -> bool:
        """Whether one run is on real files and the other on made-up ones."""
        return bool(self.old["demo"]) != bool(self.new["demo"])


def compare(root: Path, old: Run, new: Run, *, workers: int) -> RunComparison:
    """Compare two runs, and run the intermediate states that explain the differences."""
    left_out = {**old.left_out, **new.left_out}
    names = sorted({*old.numbers, *new.numbers} - left_out.keys())
    values_only = old.values_only or new.values_only
    changes = [c for name in names if (c := _change(name, old, new, values_only=values_only))]
    pairs = {n: Pair(n, old.made[n], made) for n, made in new.made.items() if n in old.made}
    touched = {change.chapter for change in changes}
    mixtures = {n: pair.mixtures() for n, pair in pairs.items() if n in touched}
    wanted = [mixture for between in mixtures.values() for mixture in between]
    files = EarlierFiles(root, [old, new])
    outcomes = run_mixtures(files, wanted, workers=workers)
    numbers = []
    for change in changes:
        if note := _why_unexplained(change, pairs, old, new):
            numbers.append(replace(change, note=note))
            continue
        found = [outcomes[mixture.key] for mixture in mixtures[change.chapter]]
        between = [e if isinstance(e, str) else fields(e.get(change.id)) for e in found]
        causes = pairs[change.chapter].causes
        numbers.append(_with_causes(change, list(zip(causes, [*between, change.new], strict=True))))
    return RunComparison(
        old=old.card,
        new=new.card,
        equal=len(names) - len(changes),
        changed=len(changes),
        left_out=left_out,
        remakes=len(wanted),
        not_remade={str(m): text for m in wanted if isinstance(text := outcomes[m.key], str)},
        chapters=tuple(pairs),
        causes=_details(pairs),
        numbers=numbers,
    )


def _change(number: str, old_run: Run, new_run: Run, *, values_only: bool) -> Difference | None:
    """How a number differs, without the causes; ``None`` if it is unchanged."""
    sides = old_run.numbers.get(number), new_run.numbers.get(number)
    old, new = (side.fields if side else None for side in sides)
    known = next(side for side in reversed(sides) if side)
    compared = ("value",) if values_only else (old or {})
    changed = [n for n in compared if old and new and _field(old, n) != _field(new, n)]
    if old and new and not changed:
        return None
    values = _value(old), _value(new)
    ends = None if values[0] is None or values[1] is None else (values[0], values[1])
    return Difference(
        id=number,
        label=known.label,
        chapter=known.chapter,
        state=CHANGED if old and new else NEW if new else GONE,
        changed=tuple(changed),
        old=old,
        new=new,
        difference=None if ends is None else _amount(*ends, _digits(*ends)),
        difference_exact=None if ends is None else str(ends[1] - ends[0]),
    )


def _why_unexplained(change: Difference, pairs: Mapping[str, Pair], old: Run, new: Run) -> str:
    """Why the cause of a change cannot be determined; empty if it can."""
    if old.values_only or new.values_only:
        reason = new.reasons.get(change.id) or old.reasons.get(change.id)
        return ONLY_VALUES + (REASON + reason if reason else "")
    chapters = {run.numbers[change.id].chapter for run in (old, new) if change.id in run.numbers}
    if chapters > {change.chapter} or change.chapter not in pairs:
        return NOT_BOTH
    return "" if pairs[change.chapter].causes else UNEXPLAINED


def _with_causes(change: Difference, stops: Sequence[tuple[str, State]]) -> Difference:
    """The change with the contribution of each cause to the value, and the causes of each changed field."""
    walk = steps(change.old, stops, value_known=change.difference is not None)
    adds_up = change.difference and "value" in change.changed and "unit" not in change.changed
    digits = _digits(_value(change.old), _value(change.new))
    ends = [(s.causes, _value(s.before), _value(s.after)) for s in walk if adds_up]
    return replace(
        change,
        contributions=[
            Contribution(causes, _amount(before, after, digits), str(after - before))
            for causes, before, after in ends
            if before is not None and after is not None
        ],
        because={
            name: [s.causes for s in walk if _field(s.before, name) != _field(s.after, name)]
            for name in change.changed or ("presence",)
        },
        note=INSEPARABLE if any(len(step.causes) > 1 for step in walk) else "",
    )


def _details(pairs: Mapping[str, Pair]) -> list[Detail]:
    """All differing parts, each once, with the chapters that depend on it."""
    found: dict[tuple[str, str, str | None, str | None], list[str]] = {}
    for chapter, pair in pairs.items():
        for cause in pair.causes:
            old, new = pair.old.parts[cause], pair.new.parts[cause]
            for item in sorted({*old, *new}):
                if old.get(item) != new.get(item):
                    key = cause, item, old.get(item), new.get(item)
                    found.setdefault(key, []).append(chapter)
    details = [Detail(*key, tuple(chapters)) for key, chapters in found.items()]
    return sorted(details, key=lambda detail: ORDER.index(detail.cause))


def _field(state: Fields | None, name: str) -> Any:  # noqa: ANN401 - a number, a word or None
    """A field, rounded for comparison, or whether the number is present."""
    if name == "presence":
        return state is not None
    value = state[name] if state else None
    return None if value is None else rounded(value)


def _value(state: Fields | None) -> Fraction | None:
    """The value of a number, exactly as written."""
    value = state["value"] if state else None
    return None if value is None else Fraction(str(value))


def _digits(old: Fraction | None, new: Fraction | None) -> int:
    """Decimals that show at least two significant digits of a change; at most those that are kept."""
    if old is None or new is None or old.denominator == new.denominator == 1:
        return 0
    return next((n for n in range(2, DIGITS) if abs(new - old) * 10**n >= 10), DIGITS)  # noqa: PLR2004


def _amount(before: Fraction, after: Fraction, digits: int) -> str:
    """The difference between two values that are rounded first, so that such differences add up.

    >>> _amount(Fraction(1, 3), Fraction(1), 1)
    '+0.7'
    """
    return f"{float(round(after, digits) - round(before, digits)):+.{digits}f}"
