"""Compute a number again from its rows, by its recipe, with exact fractions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from recount.verify.model import Figure, Step
from recount.verify.reach import Cells, Reader, check_reach

CLOSE = Fraction(1, 10**9)
"""Relative difference between an exact fraction and the same number computed with floats."""

MAX_LINES = 2_000_000


class NotRecomputedError(Exception):
    """Why a number cannot be computed again."""


@dataclass(frozen=True, slots=True)
class Ends:
    """A number between bounds."""

    value: Fraction
    low: Fraction
    high: Fraction

    @classmethod
    def between(cls, low: Fraction | int, high: Fraction | int) -> Ends:
        """Bounds, with the middle as the value."""
        return cls(Fraction(low + high) / 2, Fraction(low), Fraction(high))

    @classmethod
    def exactly(cls, value: Fraction | int) -> Ends:
        """A number without bounds."""
        return cls.between(value, value)


def recompute(step: Step, read: Reader) -> Ends:
    """Compute a step and its parts from rows.

    Errors: ``NotRecomputedError`` with the reason when that is not possible; ``ValueError`` when the outcome, or
    that of a part, is another number than the record gives.
    """
    made = _OPERATIONS.get(step.operation)
    if step.value is None:
        raise NotRecomputedError("the number is unknown or withheld")
    if made is None:
        raise NotRecomputedError(
            f"no arithmetic for '{step.operation}'" if step.operation else "not made from rows"
        )
    ends = made(step, read)
    for name in ("value", "low", "high"):
        found, stated = getattr(ends, name), getattr(step, name)
        if not _same(found, stated):
            raise ValueError(
                f"{step.operation} of {sum(map(_count, step.rows.values())) or len(step.parts)} gives "
                f"{float(found):.10g}, not {stated}" + ("" if name == "value" else f" ({name})")
            )
    return ends


def _same(found: Fraction, stated: Figure) -> bool:
    if stated is None:
        return False
    wanted = Fraction(stated)
    return abs(found - wanted) <= CLOSE * max(abs(found), abs(wanted))


def _count(lines: str) -> int:
    return sum(last - first + 1 for first, last in ranges(lines))


def ranges(lines: str) -> list[tuple[int, int]]:
    """First and last line of each range in a text.

    >>> ranges("2-4,7")
    [(2, 4), (7, 7)]

    Errors: ``ValueError`` for any other text, for lines out of order, and for more than ``MAX_LINES``.
    """
    found, before = [], 0
    for part in lines.split(",") if lines else []:
        first, _, last = part.partition("-")
        run = int(first), int(last or first)
        if not before < run[0] <= run[1] <= MAX_LINES:
            raise ValueError(f"'{part}' is not a range of lines after line {before}")
        before = run[1]
        found.append(run)
    return found


def _rows(step: Step, read: Reader) -> list[Cells]:
    return [row for source, lines in step.rows.items() for row in read(source, lines)]


def _number(cell: str) -> Fraction:
    """A number as publishers write it, with a decimal point or comma."""
    return Fraction(cell.replace(",", "."))


def _ends_of(row: Cells, step: Step) -> tuple[Fraction, Fraction]:
    """The lowest and highest sum of the counts of a row."""
    low = high = Fraction(0)
    for column in step.counts:
        cell = row[column].strip()
        least, most = step.hidden[cell] if cell in step.hidden else (_number(cell),) * 2
        low, high = low + least, high + most
    return low, high


def _sum(step: Step, read: Reader) -> Ends:
    if step.parts:
        parts = [recompute(part, read) for part in step.parts]
        return Ends(*(sum((getattr(part, end) for part in parts), Fraction(0)) for end in _ENDS))
    rows = _rows(step, read)
    if not step.counts:
        if len(step.key) != 1:
            raise NotRecomputedError("the columns of the sum are not in the rows")
        return Ends.exactly(sum((_number(row[step.key[0]]) for row in rows), Fraction(0)))
    sums = [_ends_of(row, step) for row in rows]
    return Ends.between(*(sum((ends[at] for ends in sums), Fraction(0)) for at in (0, 1)))


def _count_rows(step: Step, read: Reader) -> Ends:
    if step.parts or len(step.rows) != 1:
        raise NotRecomputedError("a count of more than the rows of one source")
    return Ends.exactly(len(_rows(step, read)))


def _distinct(step: Step, read: Reader) -> Ends:
    return Ends.exactly(len({_key(row, step) for row in _rows(step, read)}))


def _key(row: Cells, step: Step) -> tuple[str, ...]:
    if not step.key:
        raise NotRecomputedError("the columns of the key are not in the rows")
    return tuple(row[column] for column in step.key)


def _groups(step: Step, read: Reader) -> Ends:
    """The groups of rows with at least a minimum."""
    if not step.counts:
        raise NotRecomputedError("the columns of the sum are not in the rows")
    sums: dict[tuple[str, ...], list[Fraction]] = defaultdict(lambda: [Fraction(0)] * 2)
    for row in _rows(step, read):
        ends = _ends_of(row, step)
        sums[_key(row, step)] = [a + b for a, b in zip(sums[_key(row, step)], ends, strict=True)]
    least = int(str(step.settings["minimum"]))
    return Ends.between(*(sum(ends[at] >= least for ends in sums.values()) for at in (0, 1)))


def _pair(step: Step, read: Reader) -> tuple[Ends, Ends]:
    if len(step.parts) != 2:  # noqa: PLR2004 - two sides
        raise NotRecomputedError(f"'{step.operation}' of other than two numbers")
    first, second = (recompute(part, read) for part in step.parts)
    return first, second


def _share(step: Step, read: Reader) -> Ends:
    part, rest = _pair(step, read)
    if step.settings:
        check_reach(step, read)
    return Ends(
        _percent(part.value, rest.value),
        _percent(part.low, rest.high),
        _percent(part.high, rest.low),
    )


def _percent(part: Fraction, rest: Fraction) -> Fraction:
    return 100 * part / (part + rest) if part + rest else Fraction(0)


def _difference(step: Step, read: Reader) -> Ends:
    before, after = _pair(step, read)
    return Ends(after.value - before.value, after.low - before.high, after.high - before.low)


def _change(step: Step, read: Reader) -> Ends:
    before, after = _pair(step, read)
    if before.low <= 0:
        raise NotRecomputedError("a change of what may be nothing")
    pairs = (after.value, before.value), (after.low, before.high), (after.high, before.low)
    return Ends(*(100 * (new / old - 1) for new, old in pairs))


def _span(step: Step, read: Reader) -> Ends:
    first, last = _pair(step, read)
    return Ends.between(first.low, last.high)


def _least(step: Step, read: Reader) -> Ends:
    parts = [recompute(part, read) for part in step.parts]
    low, high = (min(getattr(part, end) for part in parts) for end in ("low", "high"))
    same = next((one for one in parts if (one.low, one.high) == (low, high)), None)
    return same or Ends.between(low, high)


def _copy(step: Step, read: Reader) -> Ends:
    rows = _rows(step, read)
    if len(rows) != 1 or len(step.key) != 1:
        raise NotRecomputedError("a copy of other than one cell")
    return Ends.exactly(_number(rows[0][step.key[0]]))


_ENDS = ("value", "low", "high")
_OPERATIONS: Mapping[str, Callable[[Step, Reader], Ends]] = {
    "sum": _sum,
    "count": _count_rows,
    "distinct": _distinct,
    "groups": _groups,
    "share": _share,
    "difference": _difference,
    "change": _change,
    "copy": _copy,
    "least": _least,
    "span": _span,
    "nearest-within": _sum,
}
