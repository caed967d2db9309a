"""What follows about secret counts from all that is printed: the auditor, which knows no secret itself.

For each secret the least and the most that it can be are found among all whole numbers that agree with
the statements (the feasibility interval). The print *leaks* when that range says more than the mark of a
publisher does, that is, when the secret

- has one possible value, or none of five or more: then it is known to be under five;
- cannot be as low as one: then a publisher's "1 to 4" would have kept more from the reader.

So every secret can be one or less and five or more as far as a reader can tell, whatever it is. What the
mark itself says, that something was hidden here for being small or for keeping a small one, is not
counted: "<5" of a publisher says that as well. Only the ends of a range are looked at, as in the source
of the method; gaps within it (multiples of three, say) are not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from sto_eval.disclosure.statements import FLOOR, THRESHOLD, Cell, Release
from sto_eval.disclosure.systems import (
    CEILING,
    Flags,
    System,
    Vector,
    extreme,
    system,
    together,
)

FEW = 2
"""Fewer secrets than this are tried one by one: that is as quick."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret with the least and the most that it can be, in persons."""

    cell: Cell
    least: float
    most: float

    @property
    def exact(self) -> bool:
        """Whether the count itself is known."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Side:
    """One end that the range of a secret must reach: up to the threshold, or down to the floor."""

    column: int
    up: bool

    def reached(self, most: Vector, least: Vector) -> bool:
        """Whether it is there, with the most and the least that each cell was seen to be."""
        return bool(most[self.column] >= THRESHOLD if self.up else least[self.column] <= FLOOR)


class Witnesses:
    """Points that agree with what is printed: they prove that a secret may be that low or that high."""

    def __init__(self, matrix: System, points: Vector | None = None) -> None:
        self.system = matrix
        self.points = np.empty((0, len(matrix.cells))) if points is None else points

    def add(self, points: Vector) -> None:
        """More of them (one per row), which must agree with what is printed now."""
        self.points = np.vstack([self.points, points])

    def agreeing(self, rows: Flags) -> Witnesses:
        """Those that still agree when these rows are printed."""
        return Witnesses(self.system, self.points[self.system.agrees(self.points, rows)])

    def lacking(self, sides: Iterable[Side]) -> list[Side]:
        """The ends that no witness reaches."""
        most = self.points.max(axis=0, initial=-np.inf)
        least = self.points.min(axis=0, initial=np.inf)
        return [side for side in sides if not side.reached(most, least)]


def sides_of(matrix: System, secrets: Iterable[Cell]) -> list[Side]:
    """Both ends of every secret, in the order of the system."""
    columns = sorted(matrix.cells[cell] for cell in secrets)
    return [Side(column, up) for column in columns for up in (True, False)]


def unreached(witnesses: Witnesses, rows: Flags, sides: list[Side]) -> Iterator[Side]:
    """The ends that no counts reach that agree with the rows; finds witnesses on the way.

    One by one to begin with, as the first may decide; then many at once, and the rest one by one.
    """
    first = witnesses.lacking(sides)[:1]
    yield from _alone(witnesses, rows, first)
    others = [side for side in sides if side not in first]
    gather(witnesses, rows, others)
    yield from _alone(witnesses, rows, others)


def _alone(witnesses: Witnesses, rows: Flags, sides: list[Side]) -> Iterator[Side]:
    for side in witnesses.lacking(sides):
        if witnesses.lacking([side]):
            witnesses.add(extreme(witnesses.system, rows, side.column, up=side.up))
            yield from witnesses.lacking([side])


def gather(witnesses: Witnesses, rows: Flags, sides: list[Side]) -> None:
    """Witnesses for many sides at once, upward and then downward, as long as that gets further."""
    for up in (True, False):
        lacking = witnesses.lacking([side for side in sides if side.up is up])
        while len(lacking) > FEW:
            columns = [side.column for side in lacking]
            point = together(witnesses.system, rows, columns, up=up)
            if point is None:
                break
            witnesses.add(point)
            before, lacking = lacking, witnesses.lacking(lacking)
            if len(before) - len(lacking) < FEW:
                break


def span(release: Release, cell: Cell) -> tuple[float, float]:
    """The least and the most that a count can be, as far as a reader can tell; persons.

    Errors: ``DisclosureError`` when what is printed contradicts itself.
    """
    matrix = system(release)
    return _span(matrix, matrix.told(release.hidden), matrix.cells[cell])


def _span(matrix: System, rows: Flags, column: int) -> tuple[float, float]:
    least, most = (extreme(matrix, rows, column, up=up)[column] for up in (False, True))
    return float(least), float(most) if most < CEILING else math.inf


def audit(release: Release) -> list[Leak]:
    """The secrets about which the print says too much; empty when there is none.

    Errors: ``DisclosureError`` when what is printed contradicts itself.
    """
    matrix = system(release)
    rows = matrix.told(release.hidden)
    sides = sides_of(matrix, release.secrets)
    found = sorted({side.column for side in unreached(Witnesses(matrix), rows, sides)})
    names = list(matrix.cells)
    return [Leak(names[column], *_span(matrix, rows, column)) for column in found]
