"""A number under every defensible definition: figure, table and texts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.rows import Rows
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, INK, PALE, QUIET, new_figure
from recount.notebook.words import PARTLY
from recount.numbers.changes import POINTS
from recount.numbers.formats import display, short
from recount.numbers.measures import Measure, Specification

MATCHES = {True: "ja", False: "nee", None: "niet te zeggen"}
BAND = "De band is het getal van {}, met zijn afronding."
DOTS = "Een dichte stip: dan klopt het. Een open stip: dan niet."
RANGE = "Een streep loopt van de ondergrens tot de bovengrens."
DOT = 0.1
"""Height of a dot in inches."""

LETTER = 0.068
"""Width of a character of a value in inches."""


def texts(
    label: str,
    specifications: Sequence[Specification],
    held: Sequence[bool | None],
    print_name: str,
    direction: str | None = None,
) -> dict[str, str]:
    """Dutch title, subtitle, caption and description of a grid.

    Parameters
    ----------
    held
        Whether each specification gives what is printed; ``None`` if that cannot be said.
    print_name
        What the print is called, with its article.
    direction
        The direction that is printed instead of a number.
    """
    outcomes = "; ".join(f"{other.label}: {display(other.measure)}" for other in specifications)
    judged = set(held) != {None}
    signs = {
        RANGE: any(other.measure.low != other.measure.high for other in specifications),
        DOTS: judged,
        BAND.format(print_name): judged and direction is None,
    }
    return {
        "title": f"{label}: {_finding(specifications, held, direction)}",
        "subtitle": f"Elke regel is een andere manier van tellen ({', '.join(specifications[0].choices)})",
        "caption": " ".join(text for text, holds in signs.items() if holds),
        "alt": f"Uitkomst per manier van tellen. {outcomes}.",
    }


def _finding(
    specifications: Sequence[Specification], held: Sequence[bool | None], direction: str | None
) -> str:
    if any(other.measure.withheld for other in specifications):
        return PARTLY.lower()
    count, right = len(held), sum(map(bool, held))
    if all(one is None for one in held):
        return _ends(specifications)
    some = {0: "geen van de", count: "alle"}.get(right, f"{right} van de")
    return f"{direction or 'klopt'} op {some} {count} manieren van tellen"


def _ends(specifications: Sequence[Specification]) -> str:
    """The lowest and highest outcome, if there is no printed figure to compare with."""
    known = [other.measure for other in specifications if other.measure.value is not None]
    ordered = [
        display(measure) for measure in sorted(known, key=lambda measure: measure.value or 0)
    ]
    if not ordered:
        return "geen manier van tellen geeft een uitkomst"
    if len(set(ordered)) == 1:
        return f"de uitkomst is op elke manier {ordered[0]}"
    return f"de laagste uitkomst is {ordered[0]}, de hoogste {ordered[-1]}"


def grid_table(
    specifications: Sequence[Specification], held: Sequence[bool | None]
) -> pd.DataFrame:
    """A row per specification: its choices, its outcome, and whether it gives the printed figure."""
    return pd.DataFrame(
        [
            {
                **{part.capitalize(): choice for part, choice in other.choices.items()},
                "Uitkomst": display(other.measure),
                "Als gedrukt": MATCHES[one],
            }
            for other, one in zip(specifications, held, strict=True)
        ]
    )


@drawing
def grid_figure(
    shape: Shape,
    specifications: Sequence[Specification],
    held: Sequence[bool | None],
    rule: tuple[Decimal, Decimal] | None,
    label: str,
) -> Figure:
    """A row per specification, lowest outcome first, with a dot for the value and a line for its bounds.

    A dot is filled if the value gives the printed figure. The band is ``rule`` with the name of the print, clipped at the edge if it has no
    upper end. A specification without an outcome has a row without a dot.
    """
    rows = sorted(zip(specifications, held, strict=True), key=_value)
    lines = Rows([other.label for other, _ in rows], shape, DOT)
    figure, (panel,) = new_figure(shape, 1, 0.25 + lines.height)
    for place, (other, one) in enumerate(rows):
        _dot(panel, place, other, filled=bool(one))
    panel.set_ylim(-0.6, len(rows) - (0 if shape.narrow else 0.4))
    band = rule if set(held) != {None} else None
    _set_limits(panel, [other.measure for other in specifications], band or (), shape)
    if all(other.measure.unit == POINTS for other in specifications):
        panel.axvline(0, color=INK, linewidth=0.8, zorder=0)
    if band is not None:
        _band(panel, band, label)
    lines.draw_names(panel)
    _axis(panel, specifications[0].measure.unit, 4 if shape.narrow else 6)
    return figure


def _dot(panel: Axes, place: int, one: Specification, *, filled: bool) -> None:
    measure = one.measure
    if measure.value is None or measure.low is None or measure.high is None:
        return
    panel.plot([float(measure.low), float(measure.high)], [place, place], color=QUIET, lw=2)
    panel.plot(
        float(measure.value), place, "o", color=ACCENT, markerfacecolor=ACCENT if filled else "white"
    )  # fmt: skip
    panel.annotate(
        display(measure), (float(measure.high), place), xytext=(7, 0),
        textcoords="offset points", va="center", color=INK,
    )  # fmt: skip
    mark_row(panel, (*one.choices.values(), display(measure)), float(measure.value), place)


def _set_limits(
    panel: Axes, measures: Sequence[Measure], band: Sequence[Decimal], shape: Shape
) -> None:
    """Fit the axis to all dots and the band, with room for the value after the last dot."""
    ends = [end for one in measures for end in (one.low, one.high) if end is not None]
    known = [float(end) for end in (*ends, *band) if math.isfinite(end)]
    if not known:
        return
    span = max(known) - min(known) or max(map(abs, known)) or 1
    width = shape.width * (1 if shape.narrow else 0.6)
    part = min(0.6, (0.2 + LETTER * max(len(display(one)) for one in measures)) / width)
    panel.set_xlim(min(known) - 0.08 * span, max(known) + span * part / (1 - part))


def _value(row: tuple[Specification, bool | None]) -> float:
    value = row[0].measure.value
    return math.inf if value is None else float(value)


def _axis(panel: Axes, unit: str, ticks: int) -> None:
    """Dutch notation, amounts in millions, and whole numbers for counts."""
    whole = unit not in {"%", "euro", POINTS} and " per " not in unit
    panel.xaxis.set_major_locator(MaxNLocator(ticks, integer=whole, steps=[1, 2, 5, 10]))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value, unit)))
    panel.grid(visible=False, axis="x")


def _band(panel: Axes, rule: tuple[Decimal, Decimal], label: str) -> None:
    low, high = float(rule[0]), min(float(rule[1]), panel.get_xlim()[1])
    panel.axvspan(low, high, color=PALE, alpha=0.7, linewidth=1, zorder=0)
    panel.annotate(
        label, ((low + high) / 2, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
        textcoords="offset points", ha="center", fontsize=8.5, color=QUIET,
    )  # fmt: skip
