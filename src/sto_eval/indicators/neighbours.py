"""The nearest of some points, for very many homes at once: as exact as a tree, at half the work.

A tree (SciPy's ``cKDTree``) looks every home up by itself. Here homes are put in square cells first, and a
tree is asked once per cell for the points that can be nearest to any home in it: those not farther from
its centre than the nearest one plus the diagonal. Homes are then held against these few, in whole arrays.
Where a cell has more of them than were asked for, the tree answers for its homes after all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

Points = npt.NDArray[np.float64]
Distances = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

SIDE = 2 * 1_000
"""The side of a cell, in metres: few cells, and few points that can be nearest in one."""

ASKED = 12
"""How many points a tree is asked for per cell."""

MANY = 100_000
"""From this number of homes on, cells are worth their making."""


def search(homes: Points) -> Callable[[Points], Distances]:
    """What finds, for one or more points, the distance from each home to the nearest of them.

    Columns ``x`` and ``y``, metres, less than 65,000 kilometres apart. The outcome is that of a tree, to
    the last digit, whatever the number of homes or of cores.
    """
    if len(homes) < MANY:
        return partial(_by_tree, homes)
    return partial(_by_cell, _cells(homes))


def _by_tree(homes: Points, points: Points) -> Distances:
    found, _ = cKDTree(points).query(homes, workers=-1)
    return np.asarray(found, float)


class Cells(NamedTuple):
    """Homes by cell: the order that puts them together, centres, and how many each has."""

    homes: Points
    order: Places
    centres: Points
    counts: Places


def _cells(homes: Points) -> Cells:
    places = np.floor(homes / SIDE)
    # two stable sorts of short numbers are counted, not compared
    narrow = (places - places.min(axis=0)).astype(np.uint16)
    order = np.argsort(narrow[:, 0], kind="stable")
    order = order[np.argsort(narrow[order, 1], kind="stable")]
    placed = narrow[order]
    starts = np.flatnonzero(np.r_[True, (placed[1:] != placed[:-1]).any(axis=1)])
    centres = (places[order[starts]] + 0.5) * SIDE
    return Cells(homes[order], order, centres, np.diff(np.r_[starts, len(homes)]))


def _by_cell(cells: Cells, points: Points) -> Distances:
    tree = cKDTree(points)
    asked = min(ASKED, len(points))
    ranks = list(range(1, asked + 1))
    away, which = map(np.asarray, tree.query(cells.centres, ranks, workers=-1))
    # a millimetre more, for what is rounded on the way
    able = (away <= away[:, :1] + SIDE * 2**0.5 + 0.001).sum(axis=1)
    crowded = (able == asked) & (asked < len(points))
    able[crowded] = 1
    squares = _least_squares(cells, points, which, able)
    found = np.empty(len(squares))
    found[cells.order] = np.sqrt(squares)
    if crowded.any():
        rest = np.repeat(crowded, cells.counts)
        found[cells.order[rest]] = _by_tree(cells.homes[rest], points)
    return found


def _least_squares(cells: Cells, points: Points, which: Places, able: Places) -> Distances:
    """The least squared distance of each home to the first ``able`` points of its cell."""
    least = np.full(len(cells.homes), np.inf)
    for turn in range(int(able.max())):
        chosen = able > turn
        homes = slice(None) if chosen.all() else np.flatnonzero(np.repeat(chosen, cells.counts))
        counts = cells.counts[chosen]
        square = np.zeros(int(counts.sum()))
        for axis in (0, 1):
            away = np.repeat(points[which[chosen, turn], axis], counts)
            away -= cells.homes[homes, axis]
            square += away * away
        least[homes] = np.minimum(least[homes], square)
    return least
