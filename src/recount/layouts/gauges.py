"""Figures on which a new file is compared with other vintages, and the year stated in its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from recount.layouts.layout import ParsedFile

MIDDLE = 2.5
"""Value of a masked count (one to four) in a total."""

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?:[01][0-9][0-3][0-9])?(?![0-9])")


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure of a whole file that shows whether it resembles other files of its layout.

    Parameters
    ----------
    name
        What it measures, with its unit, Dutch; shown when a file is accepted.
    of
        Parsed file -> the figure.
    low, high
        Its range in a sound file.
    scales
        Whether it grows with the file, as a number of rows does: it is then compared with the other vintages,
        and with ``low`` and ``high`` only when there are none.
    """

    name: str
    of: Callable[[ParsedFile], float]
    low: float
    high: float
    scales: bool = False


@dataclass(frozen=True, slots=True)
class PairGauge:
    """A figure of two files together, such as the distance between what both place on the map.

    Parameters
    ----------
    name
        What it measures, with its unit, Dutch.
    layouts
        The ids of both layouts.
    of
        Both files, in that order -> the figure.
    low, high
        Its range for sound files.
    """

    name: str
    layouts: tuple[str, str]
    of: Callable[[ParsedFile, ParsedFile], float]
    low: float
    high: float


def rows(low: float, high: float) -> Gauge:
    """The gauge of the number of rows in the file."""
    return Gauge("rijen", lambda parsed: parsed.rows_in, low, high, scales=True)


def distinct(name: str, column: str, low: float, high: float) -> Gauge:
    """The gauge of the number of distinct values in a column."""
    return Gauge(name, lambda parsed: parsed.table[column].nunique(), low, high, scales=True)


def middle_point(
    latitude: tuple[float, float], longitude: tuple[float, float]
) -> tuple[Gauge, Gauge]:
    """The gauges of the median latitude and longitude, in degrees."""
    return (
        Gauge("middelste breedtegraad", lambda s: s.table["latitude"].median(), *latitude),
        Gauge("middelste lengtegraad", lambda s: s.table["longitude"].median(), *longitude),
    )


def total(counts: pd.DataFrame) -> float:
    """The sum of all counts, with a masked count as the middle of its interval."""
    return float(counts.sum().sum()) + MIDDLE * int(counts.isna().sum().sum())


def share_masked(counts: pd.DataFrame) -> float:
    """The share of cells that are masked."""
    return _share(int(counts.isna().sum().sum()), counts.size)


def share_zero(counts: pd.DataFrame) -> float:
    """The share of cells that are 0."""
    return _share(int(counts.eq(0).sum().sum()), counts.size)


def share(part: pd.DataFrame, whole: pd.DataFrame) -> float:
    """The total of ``part`` as a share of the total of ``whole``; 0 when that is 0."""
    return _share(total(part), total(whole))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def named_years(name: str) -> Sequence[int]:
    """The years in the name of a file or sheet, in order; an eight-digit date counts as its year.

    >>> named_years("pupils-2017-2018.csv"), named_years("scholen20241122.geo.zip"), named_years("a.csv")
    ([2017, 2018], [2024], [])
    """
    return [int(year) for year in _YEAR.findall(name)]


def first_year(name: str) -> dict[str, int]:
    """The first year in a name, by where it was found; empty when there is none."""
    return {f"name '{name}'": year for year in named_years(name)[:1]}


def last_year(name: str) -> dict[str, int]:
    """The last year in a name, by where it was found; empty when there is none."""
    return {f"name '{name}'": year for year in named_years(name)[-1:]}


def year_in_name(path: Path, _parsed: ParsedFile) -> dict[str, int]:
    """The last year in the name of a file, for a layout that takes no year from its content."""
    return last_year(path.name)
