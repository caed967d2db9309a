"""Whether the homes within a radius are within it, and the others are not: from coordinates in the rows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import floor, hypot

from recount.verify.model import Step
from recount.verify.rd import Point, to_rd

Cells = Mapping[str, str]
Reader = Callable[[str, str], Sequence[Cells]]
"""Source and lines (``2-4,7``) -> the rows, as column -> cell."""

METRES = 1000
ALL = "*"
"""Instead of lines: all rows of a source that the number depends on."""

CORRECTED = "gecorrigeerd: "
"""Header prefix of a column with corrected values."""

NARROW = 1e-6
"""Metres by which two computations of a distance may differ."""


def check_reach(step: Step, read: Reader) -> None:
    """Check the two parts of a share of residents: those within the radius, and the others.

    A home is the mean point of its postcode; a location the point of its building, or the mean point of the
    postcode in its address.

    Errors: ``ValueError`` with the first home that is on the wrong side.
    """
    settings = step.settings
    spots = _mean_points(read(str(settings["spots"]), ALL), str(settings["spot_key"]))
    ends = [_point(row) for name in _names(settings["buildings"]) for row in read(name, ALL)]
    for name in _names(settings["addresses"]):
        codes = [row[str(settings["address_key"])][:4] for row in read(name, ALL)]
        ends += [spots[code] for code in codes if code in spots]
    radius = float(str(settings["radius_km"])) * METRES
    near = _by_square(ends, radius)
    for part, inside in zip(step.parts, (True, False), strict=True):
        for source, lines in part.rows.items():
            for row in read(source, lines):
                code = row[str(settings["home_key"])]
                distance = _nearest(spots[code], near, radius)
                if (distance <= radius) is not inside and abs(distance - radius) > NARROW:
                    side = "beyond" if inside else "within"
                    raise ValueError(
                        f"home {code} is {side} {radius:g} m of the nearest location, not "
                        + ("within" if inside else "beyond")
                    )


def _names(setting: object) -> Iterable[str]:
    return setting if isinstance(setting, tuple) else (str(setting),)


def _mean_points(rows: Iterable[Cells], key: str) -> dict[str, Point]:
    points: dict[str, list[Point]] = defaultdict(list)
    for row in rows:
        points[row[key]].append(to_rd(_degrees(row, "longitude"), _degrees(row, "latitude")))
    return {
        code: (sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found))
        for code, found in points.items()
    }


def _degrees(row: Cells, name: str) -> float:
    return float(row.get(f"{CORRECTED}{name}") or row[name])


def _point(row: Cells) -> Point:
    longitude, latitude = json.loads(row["geometry"])["coordinates"]
    return to_rd(float(longitude), float(latitude))


Squares = Mapping[tuple[int, int], Sequence[Point]]


def _by_square(points: Iterable[Point], size: float) -> Squares:
    squares: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for x, y in points:
        squares[floor(x / size), floor(y / size)].append((x, y))
    return squares


def _nearest(home: Point, squares: Squares, size: float) -> float:
    """Metres to the nearest point in this square and those around it; infinite if there is none."""
    x, y = home
    east, north = floor(x / size), floor(y / size)
    around = ((east + a, north + b) for a in (-1, 0, 1) for b in (-1, 0, 1))
    found = (hypot(x - a, y - b) for square in around for a, b in squares.get(square, ()))
    return min(found, default=float("inf"))
