"""What to hide, so that no secret follows: the secrets, then as little else as a greedy search can find.

For each secret that is not safe yet, one mixed-integer programme finds counts that would make it safe at
the least loss, if what they contradict were not printed; that is then hidden. Each step makes one more
secret safe for good, since hiding only widens what is possible, so that the search always ends. After
that everything hidden that is no secret is printed again where that stays safe, dearest first.
The same release gives the same outcome in any order of rows and columns.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from sto_eval.disclosure.audit import Side, Witnesses, gather, sides_of, unreached
from sto_eval.disclosure.statements import FLOOR, THRESHOLD, Cell, Release
from sto_eval.disclosure.systems import (
    SLACK,
    Flags,
    Programme,
    System,
    Vector,
    best,
    programme,
    system,
)
from sto_eval.errors import DisclosureError

Places = npt.NDArray[np.intp]

NEAR = 0.25
"""How much dearer than the least loss a step may be where whole numbers are hard to find."""


def protect(release: Release) -> Release:
    """The release with enough hidden for :func:`~sto_eval.disclosure.audit.audit` to find nothing.

    Counts that are printed are not changed, and what was hidden before stays so.

    Errors: ``DisclosureError`` when a secret follows from what cannot be hidden, or when what is printed
    contradicts itself.
    """
    matrix, kept = system(release), release.hidden
    release = release.hiding(release.secrets & {each.name for each in release.statements})
    sides = sides_of(matrix, release.secrets)
    witnesses = Witnesses(matrix)
    gather(witnesses, matrix.told(release.hidden), sides)
    for side in sides:
        if witnesses.lacking([side]):
            release = release.hiding(_opened(release, witnesses, side))
    return _tidied(release, witnesses, sides, kept)


def _opened(release: Release, witnesses: Witnesses, side: Side) -> set[Cell]:
    """The names to hide to let a secret reach one end, at the least loss; adds the witness."""
    matrix = witnesses.system
    rows = matrix.told(release.hidden)
    point = _cheapest(matrix, rows, side)
    witnesses.add(point)
    misses = matrix.matrix @ point
    broken = (misses < matrix.low - SLACK) | (misses > matrix.high + SLACK)
    return {matrix.names[row] for row in np.flatnonzero(broken & rows)}


def _cheapest(matrix: System, rows: Flags, side: Side) -> Vector:
    """Counts with the secret at that end, which contradict what is printed at the least loss.

    The loss of a statement counts once for every person that it would have to give way: that keeps the
    programme close to a linear one, and is what makes the search greedy.
    """
    fixed = rows & np.isinf(matrix.loss)
    give = _soft(matrix, rows & ~fixed, side.column)
    task = _giving(matrix, fixed, give)
    bound, end = (task.least, THRESHOLD) if side.up else (task.most, FLOOR)
    bound[side.column] = (max if side.up else min)(bound[side.column], end)

    def cells_of(values: Vector) -> Vector:
        cells = values[: len(matrix.cells)].copy()
        more, less, _ = np.split(values[len(cells) :], [len(give.cells), 2 * len(give.cells)])
        cells[give.cells] += more - less
        return cells

    try:
        return best(matrix, fixed, task, cells_of)
    except DisclosureError as error:
        raise _fixed(list(matrix.cells)[side.column], error) from error


class _Soft(NamedTuple):
    """What may give way: cells that are printed, with count and loss, and other rows."""

    cells: Places
    counts: Vector
    losses: Vector
    rows: Places


def _soft(matrix: System, soft: Flags, secret: int) -> _Soft:
    rows = np.flatnonzero(soft & matrix.single & (matrix.low == matrix.high))
    places = matrix.matrix.indptr[rows]
    cells, first = np.unique(matrix.matrix.indices[places], return_index=True)
    # the secret itself is bounded by the end that it must reach, whatever is printed of it
    cells, first = cells[cells != secret], first[cells != secret]
    rows, factors = rows[first], matrix.matrix.data[places][first]
    others = np.setdiff1d(np.flatnonzero(soft), rows)
    return _Soft(cells.astype(np.intp), matrix.low[rows] / factors, matrix.loss[rows], others)


def _giving(matrix: System, fixed: Flags, soft: _Soft) -> Programme:
    """The programme in which what is soft gives way, upward or downward, at its loss per person.

    Its columns: all cells, those that are printed at their count; what these are more, and less; what the
    other soft rows are exceeded by, and fall short.
    """
    hard = programme(matrix, fixed, np.zeros(len(matrix.cells)))
    room = hard.most[soft.cells] - soft.counts, soft.counts - hard.least[soft.cells]
    hard.least[soft.cells] = hard.most[soft.cells] = soft.counts
    others = np.tile(matrix.loss[soft.rows], 2)
    weights = np.concatenate([hard.weights, np.tile(soft.losses, 2), others])
    return Programme(
        weights,
        np.concatenate([hard.least, np.zeros(len(weights) - len(hard.least))]),
        np.concatenate([hard.most, *room, np.full_like(others, np.inf)]),
        _rows(hard.rows, matrix.matrix[soft.rows], soft.cells),
        np.concatenate([hard.low, matrix.low[soft.rows]]),
        np.concatenate([hard.high, matrix.high[soft.rows]]),
        np.arange(len(weights)) < len(weights) - len(others),
        NEAR,
    )


def _rows(hard: sp.csr_array, soft: sp.csr_array, cells: Places) -> sp.csr_array:
    unit = sp.eye_array(soft.shape[0], format="csr")
    return sp.block_array(
        [
            [hard, hard[:, cells], -hard[:, cells], None, None],
            [soft, soft[:, cells], -soft[:, cells], -unit, unit],
        ],
        format="csr",
    )


def _tidied(
    release: Release, witnesses: Witnesses, sides: list[Side], kept: frozenset[Cell]
) -> Release:
    """The release with everything printed again that is no secret and keeps none, but for ``kept``."""
    matrix = witnesses.system
    loss: dict[Cell, float] = {}
    for each in release.statements:
        loss[each.name] = max(loss.get(each.name, 0), each.loss)
    for name in sorted(release.second - kept, key=lambda name: (-loss[name], repr(name))):
        candidate = release.showing([name])
        rows = matrix.told(candidate.hidden)
        trial = witnesses.agreeing(rows)
        known = len(trial.points)
        if next(unreached(trial, rows, sides), None) is None:
            release, witnesses = candidate, trial
        else:
            witnesses.add(trial.points[known:])
    return release


def _fixed(cell: Cell, error: DisclosureError) -> DisclosureError:
    return DisclosureError(
        "a small count follows from what cannot be hidden",
        f"the cell {cell}",
        f"that it could be {FLOOR} or less and {THRESHOLD} or more",
        error.found,
        "Let a total that is known elsewhere be hidden there, or join this group with another.",
    )
