"""Metres in RD, the grid of Dutch maps (EPSG:28992), from degrees, with nothing but arithmetic.

The formulas are those of IOGP publication 373-7-2, "Coordinate Conversions and Transformations including
Formulas": from WGS 84 to Amersfoort by a shift, a turn and a scale, then the oblique stereographic projection.
"""

from __future__ import annotations

from math import asin, atan2, cos, hypot, radians, sin, sqrt

Point = tuple[float, float]
Space = tuple[float, float, float]

WGS84 = (6_378_137.0, 1 / 298.257223563)
BESSEL = (6_377_397.155, 1 / 299.1528128)
"""The longer half axis in metres, and the flattening."""

SHIFT = (565.4171, 50.3319, 465.5524)
TURN = tuple(
    radians(seconds / 3600) for seconds in (0.398957388243134, -0.343987817378283, 1.87740163998045)
)
SCALE = 1 + 4.0725e-6
"""From Amersfoort to WGS 84: metres, seconds of arc (coordinate frame), parts per million."""

LATITUDE, LONGITUDE = radians(52.1561605555556), radians(5.38763888888889)
FACTOR, EASTING, NORTHING = 0.9999079, 155_000.0, 463_000.0
"""The tower of Amersfoort: scale, and its coordinates."""

ROUNDS = 6
"""Rounds after which the latitude no longer changes."""


def to_rd(longitude: float, latitude: float) -> Point:
    """A point in degrees (WGS 84) as metres in RD.

    >>> [round(metres) for metres in to_rd(5.387206, 52.155172)]
    [155000, 463000]
    """
    x, y, z = _in_space(radians(longitude), radians(latitude))
    x, y, z = ((part - shift) / SCALE for part, shift in zip((x, y, z), SHIFT, strict=True))
    rx, ry, rz = TURN
    turned = (x - rz * y + ry * z, rz * x + y - rx * z, -ry * x + rx * y + z)
    return _projected(*_on_bessel(turned))


def _in_space(longitude: float, latitude: float) -> Space:
    axis, flattening = WGS84
    squared = flattening * (2 - flattening)
    radius = axis / sqrt(1 - squared * sin(latitude) ** 2)
    level = radius * cos(latitude)
    return level * cos(longitude), level * sin(longitude), radius * (1 - squared) * sin(latitude)


def _on_bessel(point: Space) -> Point:
    """Longitude and latitude on the ellipsoid of Bessel, in radians."""
    axis, flattening = BESSEL
    squared = flattening * (2 - flattening)
    x, y, z = point
    level = hypot(x, y)
    latitude = atan2(z, level * (1 - squared))
    for _ in range(ROUNDS):
        radius = axis / sqrt(1 - squared * sin(latitude) ** 2)
        latitude = atan2(z + squared * radius * sin(latitude), level)
    return atan2(y, x), latitude


def _projected(longitude: float, latitude: float) -> Point:
    axis, flattening = BESSEL
    squared = flattening * (2 - flattening)
    excentricity, middle = sqrt(squared), sin(LATITUDE)
    radius = axis * sqrt(1 - squared) / (1 - squared * middle**2)
    power = sqrt(1 + squared * cos(LATITUDE) ** 4 / (1 - squared))

    def stretched(sine: float) -> float:
        narrowed = (1 - excentricity * sine) / (1 + excentricity * sine)
        return float(((1 + sine) / (1 - sine) * narrowed**excentricity) ** power)

    first = stretched(middle)
    sine = (first - 1) / (first + 1)
    constant = (power + middle) * (1 - sine) / ((power - middle) * (1 + sine))

    def on_sphere(sine: float) -> float:
        wide = constant * stretched(sine)
        return asin((wide - 1) / (wide + 1))

    origin, sphere = on_sphere(middle), on_sphere(sin(latitude))
    turn = power * (longitude - LONGITUDE)
    below = 1 + sin(sphere) * sin(origin) + cos(sphere) * cos(origin) * cos(turn)
    size = 2 * radius * FACTOR / below
    east = cos(sphere) * sin(turn)
    north = sin(sphere) * cos(origin) - cos(sphere) * sin(origin) * cos(turn)
    return EASTING + size * east, NORTHING + size * north
