"""The statements of a release as rows of a matrix, and the counts that agree with them.

Rows and columns stand in an order of their own, so that the order of a table never matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import Bounds, LinearConstraint, milp

from sto_eval.disclosure.statements import FLOOR, THRESHOLD, Cell, Release
from sto_eval.errors import DisclosureError

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

CEILING = 1e6
"""Persons: more than this counts as without end."""

SLACK = 1e-6
"""How far off a sum of whole numbers times coefficients may be: errors of floating point only."""


@dataclass(frozen=True, slots=True)
class System:
    """All statements of a release: ``low <= matrix @ cells <= high``, one row each.

    Parameters
    ----------
    cells
        The column of each cell.
    names, low, high, loss
        Of each row.
    single
        Which rows speak of one cell only.
    """

    cells: dict[Cell, int]
    names: list[Cell]
    matrix: sp.csr_array
    low: Vector
    high: Vector
    loss: Vector
    single: Flags

    def told(self, hidden: Iterable[Cell]) -> Flags:
        """The rows that a reader is told."""
        gone = set(hidden)
        return np.array([name not in gone for name in self.names], bool) | np.isinf(self.loss)

    def agrees(self, points: Vector, rows: Flags) -> Flags:
        """Which points (one per row, whole numbers) agree with these rows of the system."""
        sums = points @ self.matrix[rows].T
        inside = (sums >= self.low[rows] - SLACK) & (sums <= self.high[rows] + SLACK)
        return np.asarray(inside.all(axis=1), bool)


def system(release: Release) -> System:
    """The system of a release, in the order of its names."""
    ordered = sorted(release.statements, key=lambda one: (repr(one.name), one.low, one.high))
    known = {cell for one in ordered for cell in one.terms} | release.secrets
    cells = {cell: place for place, cell in enumerate(sorted(known, key=repr))}
    rows = [row for row, one in enumerate(ordered) for _ in one.terms]
    columns = [cells[cell] for one in ordered for cell in one.terms]
    values = [float(value) for one in ordered for value in one.terms.values()]
    low, high, loss = (
        np.array([getattr(one, end) for one in ordered], float) for end in ("low", "high", "loss")
    )
    return System(
        cells,
        [one.name for one in ordered],
        sp.csr_array((values, (rows, columns)), shape=(len(ordered), len(cells))),
        low,
        high,
        loss,
        np.array([len(one.terms) == 1 for one in ordered], bool),
    )


def box(system: System, rows: Flags) -> tuple[Vector, Vector]:
    """The bounds of each cell by the rows that speak of it alone; at least zero."""
    least, most = np.zeros(len(system.cells)), np.full(len(system.cells), np.inf)
    alone = np.flatnonzero(rows & system.single)
    places = system.matrix.indptr[alone]
    columns, factors = system.matrix.indices[places], system.matrix.data[places]
    ends = np.sort([system.low[alone] / factors, system.high[alone] / factors], axis=0)
    np.maximum.at(least, columns, np.ceil(ends[0] - SLACK))
    np.minimum.at(most, columns, np.floor(ends[1] + SLACK))
    return least, most


@dataclass(frozen=True, slots=True)
class Programme:
    """A linear programme: the least of ``weights @ x`` within ``least`` and ``most`` and these rows.

    Its columns that are marked ``whole`` are whole numbers; then a point within ``gap`` (a fraction) of
    the best is good enough.
    """

    weights: Vector
    least: Vector
    most: Vector
    rows: sp.csr_array
    low: Vector
    high: Vector
    whole: Flags
    gap: float = 0


def programme(system: System, rows: Flags, weights: Vector) -> Programme:
    """The programme of a system of which these rows are told."""
    several = rows & ~system.single
    least, most = box(system, rows)
    low, high = system.low[several], system.high[several]
    whole = np.ones(len(weights), bool)
    return Programme(weights, least, most, system.matrix[several], low, high, whole)


def extreme(system: System, rows: Flags, column: int, *, up: bool) -> Vector:
    """A point that agrees with the rows and has the most (or the least) in one cell.

    Errors: ``DisclosureError`` when no counts at all agree with the rows.
    """
    weights = np.zeros(len(system.cells))
    weights[column] = -1 if up else 1
    task = programme(system, rows, weights)
    task.most[column] = min(task.most[column], max(CEILING, task.least[column]))
    return best(system, rows, task)


def together(system: System, rows: Flags, columns: list[int], *, up: bool) -> Vector | None:
    """A point that agrees with the rows and has many cells at the threshold, or at the floor.

    None when this one linear programme does not give whole numbers: it saves work, it decides nothing.
    """
    weights = np.zeros(len(system.cells))
    weights[columns] = -1 if up else 1
    task = programme(system, rows, weights)
    least, most = task.least, task.most
    if up:
        most[columns] = np.maximum(np.minimum(most[columns], THRESHOLD), least[columns])
    else:
        least[columns] = np.minimum(np.maximum(least[columns], FLOOR), most[columns])
    try:
        return _if_whole(system, rows, solved(task))
    except DisclosureError:
        return None


def best(
    system: System,
    rows: Flags,
    task: Programme,
    cells_of: Callable[[Vector], Vector] = np.copy,
) -> Vector:
    """The whole numbers of the cells at the best point, which agrees with these rows.

    Of tables with totals the linear programme has whole numbers at its corners; where it has not, the
    mixed-integer programme is solved as well. ``cells_of`` makes the cells of a point.
    """
    point = _if_whole(system, rows, cells_of(solved(task)))
    if point is None:
        point = np.rint(cells_of(solved(task, whole=True)))
    return point


def _if_whole(system: System, rows: Flags, cells: Vector) -> Vector | None:
    point: Vector = np.rint(cells)
    near = bool((np.abs(cells - point) < SLACK).all())
    return point if near and system.agrees(point[np.newaxis], rows).all() else None


def solved(task: Programme, *, whole: bool = False) -> Vector:
    """The outcome of HiGHS, in whole numbers or not.

    Errors: ``DisclosureError`` when there is none.
    """
    if (task.least > task.most).any():
        raise _nothing("a cell above its own upper bound")
    free = task.least < task.most
    point = np.where(free, 0, task.least)
    # what has one value already is taken out: most of a table is printed
    shift = task.rows @ point
    limits = LinearConstraint(task.rows[:, free], task.low - shift, task.high - shift)
    if not free.any():
        return _only(point, task)
    found = milp(
        task.weights[free],
        integrality=(task.whole & whole)[free].astype(np.int64),
        bounds=Bounds(task.least[free], task.most[free]),
        constraints=[limits] if task.rows.shape[0] else [],
        options={"mip_rel_gap": task.gap},
    )
    if found.x is None:
        raise _nothing(str(found.message))
    point[free] = found.x
    return point


def _only(point: Vector, task: Programme) -> Vector:
    """The one point there is. Errors: ``DisclosureError`` when it does not agree with the rows."""
    values = task.rows @ point
    if (values < task.low - SLACK).any() or (values > task.high + SLACK).any():
        raise _nothing("counts that are all printed, and a sum that is not theirs")
    return point


def _nothing(found: str) -> DisclosureError:
    return DisclosureError(
        "no counts agree with what is printed",
        "the statements of a release",
        "statements that hold together, and a way to hide each secret",
        found,
        "Look for a total that is not the sum of its parts, and for a secret that is fixed elsewhere.",
    )
