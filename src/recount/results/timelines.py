"""Which figures about a claim go together on one time axis: the print, our numbers, and others; pure.

Drawn are the published figures with a name under ``beeld``. A panel has figures in one unit that are compared
with one number, of one or several years; what has another unit, or is compared with nothing, is not drawn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from recount.edition.claims import Claim
from recount.layouts.publications import UNTIL
from recount.numbers.dutch_words import capitalised
from recount.numbers.embedded import display
from recount.numbers.measures import Measure
from recount.results.publications import (
    Figure,
    Relation,
    figure_of,
    printed_figure,
    relation,
    written,
)

Years = tuple[int, int]
"""The first and the last year that a figure is about; the year in which a school year begins."""

MOST_PANELS = 3
"""Of a claim with more, those of the first figures in the list are drawn."""

_OF_YEARS = re.compile(r"-(?:\*|(?P<year>\d{4})(?:-\d{4})?)$")
"""The end of an id that names a year, a school year, or all years."""


OTHERS = "anderen, "
"""How the kind of a figure of another publication begins."""


class Voice(StrEnum):
    """Who states a figure, and for others whether they count the same."""

    PRINTED = "gedrukt"
    OURS = "ons getal"
    SAME = f"{OTHERS}zelfde definitie en dag"
    OTHER = f"{OTHERS}andere definitie of dag"


@dataclass(frozen=True, slots=True)
class Dated:
    """A number of ours, and the years that it is about."""

    measure: Measure
    years: Years


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on the time axis.

    Parameters
    ----------
    voice, who
        Who states it, the second as its label says, with what is counted if the panel has several things.
    years
        What it is about.
    value, low, high
        Its value, and its bounds or the numbers that round to it, in the unit of its panel.
    shown
        Its value as text.
    measure
        The number, if it is ours.
    """

    voice: Voice
    who: str
    years: Years
    value: float
    low: float
    high: float
    shown: str
    measure: Measure | None = None

    @property
    def when(self) -> str:
        """Its years, in Dutch."""
        return UNTIL.join(str(year) for year in dict.fromkeys(self.years))


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures in one unit, compared with one number.

    Parameters
    ----------
    title
        What is counted, in Dutch.
    unit
        The unit of all marks.
    marks
        The printed figure, our numbers by year, and others in the order of the list.
    numbers
        The ids of our numbers.
    relations
        How the figures of others with the same definition relate to the number they are compared with.
    """

    title: str
    unit: str
    marks: tuple[Mark, ...]
    numbers: tuple[str, ...]
    relations: tuple[Relation, ...]

    @property
    def others(self) -> list[Mark]:
        """The figures of other publications."""
        return [mark for mark in self.marks if mark.voice in {Voice.SAME, Voice.OTHER}]


def family(number: str) -> str:
    """An id without the year that it ends in: the numbers of one family count the same in other years.

    >>> family("instroom-sector-2019"), family("instroom-sector-*"), family("aanbod-examens-2018-2019")
    ('instroom-sector', 'instroom-sector', 'aanbod-examens')
    """
    return _OF_YEARS.sub("", number)


def year_of(number: str) -> int | None:
    """The year that an id ends in, of a school year the first; ``None`` if it names no year.

    >>> year_of("aanbod-examens-2018-2019"), year_of("aanbod-mat")
    (2018, None)
    """
    found = _OF_YEARS.search(number)
    return int(found["year"]) if found and found["year"] else None


def panels(  # noqa: PLR0913 - the three voices, and how they are called
    figures: pd.DataFrame,
    claims: Mapping[str, Claim],
    ours: Mapping[str, Dated],
    period: Years,
    label: str,
    title: str,
) -> list[Panel]:
    """The panels of a picture, in the order of the list; none if there is nothing to compare.

    ``figures`` are the published figures about one claim; of ``claims`` the one that a figure is compared with is drawn
    as printed; ``ours`` are our known numbers by id, without those that depend on made-up data. ``period`` is that of a
    claim that names none, ``label`` what the print is called, without its article. ``title`` is that of a panel with
    several things; their names are then with the publications.
    """
    drawn = figures[figures["beeld"] != ""]
    found = []
    keys = [drawn["eenheid"], drawn["vergelijk"].map(family)]
    for key, rows in drawn.groupby(keys, sort=False):
        unit, stem = map(str, key)
        own = {
            name: one
            for name, one in ours.items()
            if family(name) == stem and one.measure.unit == unit
        }
        marks = [
            *_printed(claims, stem, unit, period, label),
            *sorted(map(_own, own.values()), key=lambda mark: mark.years),
        ]
        if marks:
            several = len(set(rows["beeld"])) > 1
            marks += [_other(row, named=several) for _, row in rows.iterrows()]
            what = capitalised(title if several else rows["beeld"].iloc[0])
            words = _relations(rows[rows["zelfde_definitie"]], claims, ours)
            found.append(Panel(what, unit, tuple(marks), tuple(own), words))
    return found[:MOST_PANELS]


def _relations(
    rows: pd.DataFrame, claims: Mapping[str, Claim], ours: Mapping[str, Dated]
) -> tuple[Relation, ...]:
    return tuple(
        relation(side, figure_of(row), same_definition=True)
        for _, row in rows.iterrows()
        for side in _sides(row["vergelijk"], claims, ours)
    )


def _sides(
    name: str, claims: Mapping[str, Claim], ours: Mapping[str, Dated]
) -> Iterable[Measure | Figure]:
    """The printed figure and our number of an id, as far as known."""
    if name in claims and (printed := printed_figure(claims[name])):
        yield printed
    if name in ours:
        yield ours[name].measure


def _printed(
    claims: Mapping[str, Claim], stem: str, unit: str, period: Years, label: str
) -> list[Mark]:
    """The printed figure with this id, without its year, and this unit; empty if there is none."""
    return [
        _rounded(Voice.PRINTED, label, claim.years or period, figure)
        for name, claim in claims.items()
        if family(name) == stem and (figure := printed_figure(claim)) and figure.unit == unit
    ]


def _other(row: pd.Series, *, named: bool) -> Mark:
    first, _, last = row["jaar"].partition(UNTIL)
    who = f"{row['bron']}, {row['beeld']}" if named else row["bron"]
    voice = Voice.SAME if row["zelfde_definitie"] else Voice.OTHER
    return _rounded(voice, who, (int(first), int(last or first)), figure_of(row))


def _rounded(voice: Voice, who: str, years: Years, figure: Figure) -> Mark:
    ends = float(figure.low), float(figure.high)
    return Mark(voice, who, years, figure.value, *ends, written(figure))


def _own(one: Dated) -> Mark:
    """Our number; a bound that is infinite is not drawn."""
    measure, value = one.measure, float(one.measure.value or 0)
    ends = (float(end) if end is not None else value for end in (measure.low, measure.high))
    low, high = (end if math.isfinite(end) else value for end in ends)
    return Mark(Voice.OURS, "wij", one.years, value, low, high, display(measure), measure)
