"""A number under every defensible definition: figure, table and texts.

The figure has a row per option of the choice that matters most, and a dot per definition.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from recount.notebook.figures.marks import mark_row
from recount.notebook.figures.rows import PITCH, Rows
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import ACCENT, INK, PALE, QUIET, new_figure
from recount.notebook.words import PARTLY
from recount.numbers.changes import POINTS
from recount.numbers.dutch_words import NOTHING, capitalised
from recount.numbers.embedded import MILLION, display, unless_same
from recount.numbers.formats import in_unit, number, short
from recount.numbers.measures import Measure, Number, Specification
from recount.numbers.share_parts import share_parts

PARTS = ("Aantal", "Op een totaal van")
"""Columns of the numerator and the denominator of a share."""

MATCHES = {True: "ja", False: "nee", None: "niet te zeggen"}
BAND = "De band is het getal van {}, met zijn afronding."
DOTS = "Een dichte stip: dan klopt het. Een open stip: dan niet."
OURS = "Blauw: ons getal."
RANGE = "Een streep loopt van de ondergrens tot de bovengrens."
DOT, APART = 0.09, 0.16
"""Inches from dot to dot within a row, and from the last dot of a row to the first of the next."""

LETTER, TEXT = 0.068, 0.07
"""Width of a character of a value in inches, and how far it sticks out above its dot."""


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
        OURS: True,
        RANGE: any(other.measure.low != other.measure.high for other in specifications),
        DOTS: judged,
        BAND.format(print_name): judged and direction is None,
    }
    return {
        "title": f"{label}: {_finding(specifications, held, direction)}",
        "subtitle": f"Elke stip is een manier van tellen; elke regel: {deciding(specifications)}",
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
    ends = f"de laagste uitkomst is {ordered[0]}, de hoogste {ordered[-1]}"
    return unless_same(ordered, ends, f"de uitkomst is op elke manier {ordered[0]}")


def deciding(specifications: Sequence[Specification]) -> str:
    """The choice that matters most: the one within whose options the outcomes differ least.

    The spread within options is the variance around their means, over all options. Of equal choices the first
    is taken.
    """
    return min(specifications[0].choices, key=lambda choice: _spread(specifications, choice))


def _spread(specifications: Sequence[Specification], choice: str) -> float:
    outcomes = pd.DataFrame(
        {
            "option": [other.choices[choice] for other in specifications],
            "value": [_value(other) for other in specifications],
        }
    )
    groups = outcomes[outcomes["value"] < math.inf].groupby("option")["value"]
    residuals = (outcomes["value"] - groups.transform("mean")) ** 2
    return float(residuals.sum() / max(groups.size().sum() - groups.ngroups, 1))


def grid_table(
    specifications: Sequence[Specification], held: Sequence[bool | None]
) -> pd.DataFrame:
    """A row per specification: its choices, its outcome, whether it gives the printed figure, and the parts of a share."""
    rows = [
        {
            **{capitalised(part): choice for part, choice in other.choices.items()},
            "Uitkomst": display(other.measure),
            "Als gedrukt": MATCHES[one],
        }
        for other, one in zip(specifications, held, strict=True)
    ]
    parts = zip(*(share_parts(other.measure) for other in specifications), strict=True)
    return pd.DataFrame(rows).assign(
        **{
            name: [_part(*ends) for ends in column]
            for name, column in zip(PARTS, parts, strict=True)
            if any(low is not None for low, _ in column)
        }
    )


def _part(low: Number | None, high: Number | None) -> str:
    """A numerator or denominator, as text."""
    return NOTHING if low is None else display(Measure(low, low, high, ""))


@drawing
def grid_figure(  # noqa: PLR0913 - what a grid shows
    shape: Shape,
    specifications: Sequence[Specification],
    held: Sequence[bool | None],
    rule: tuple[Decimal, Decimal] | None,
    label: str,
    ours: Number | None = None,
) -> Figure:
    """A row per option of the deciding choice, with a dot per specification and a line for its bounds.

    The dots of a row are below each other, lowest outcome first; the first and the last have their value. A dot
    is filled if the value gives the printed figure, and blue if it is ours. The band is ``rule`` with the name
    of the print, clipped at the edge if it has no upper end. A specification without an outcome has no dot.
    """
    choice = deciding(specifications)
    options: dict[str, list[tuple[Specification, bool | None]]] = {}
    for other, one in zip(specifications, held, strict=True):
        options.setdefault(other.choices[choice], []).append((other, one))
    most = DOT * max(map(len, options.values()))
    rows = Rows(list(options), shape, most + TEXT, max(most + APART, PITCH))
    figure, (panel,) = new_figure(shape, 1, 0.25 + rows.height)
    panel.set_ylim(len(options) - 0.45, -0.6 - (rows.above if shape.narrow else 0))
    band = rule if set(held) != {None} else None
    _set_limits(panel, [other.measure for other in specifications], band or (), shape)
    for place, found in enumerate(options.values()):
        known = sorted(
            (pair for pair in found if _known(pair[0].measure)), key=lambda one: _value(one[0])
        )
        middle = (len(known) - 1) / 2
        heights = [place + DOT / rows.step * (rank - middle) for rank in range(len(known))]
        for height, (other, one) in zip(heights, known, strict=True):
            colour = ACCENT if other.measure.value == ours else QUIET
            _dot(panel, height, other, colour=colour, filled=bool(one))
        _write_ends(panel, heights, [other.measure for other, _ in known])
    signed = any(_value(other) < 0 for other in specifications)
    if signed:
        panel.axvline(0, color=INK, linewidth=0.8, zorder=0)
    if band is not None:
        _band(panel, band, label)
    rows.draw_names(panel)
    _axis(panel, specifications[0].measure.unit, 4 if shape.narrow else 6, signed=signed)
    return figure


def _known(measure: Measure) -> bool:
    return None not in {measure.value, measure.low, measure.high}


def _dot(panel: Axes, height: float, one: Specification, *, colour: str, filled: bool) -> None:
    measure = one.measure
    value, low, high = (float(end or 0) for end in (measure.value, measure.low, measure.high))
    if low != high:
        panel.plot([low, high], [height, height], color=colour, lw=1.6, zorder=1.9)
    panel.plot(
        value, height, "o", color=colour, markersize=5, markerfacecolor=colour if filled else "white"
    )  # fmt: skip
    mark_row(panel, (*one.choices.values(), display(measure)), value, height)


def _write_ends(panel: Axes, heights: Sequence[float], measures: Sequence[Measure]) -> None:
    """The lowest value of a row before its dot and the highest after it; one value if they are equal."""
    if not measures:
        return
    lows, highs = ([float(getattr(one, end)) for one in measures] for end in ("low", "high"))
    low, high = min(lows), max(highs)
    texts = [_text(end, measures[0].unit) for end in (low, high)]
    sides = [
        (low, heights[lows.index(low)], -7, "right"),
        (high, heights[-1 - highs[::-1].index(high)], 7, "left"),
    ]
    if texts[0] == texts[1]:
        sides = [(high, (heights[0] + heights[-1]) / 2, 7, "left")]
    for text, (end, height, shift, align) in zip(texts[-len(sides) :], sides, strict=True):
        panel.annotate(
            text, (end, height), xytext=(shift, 0), textcoords="offset points", va="center",
            ha=align, color=INK,
        )  # fmt: skip


def _text(value: Number | None, unit: str) -> str:
    """A value of at most ten characters: amounts in millions, percentage points without their unit."""
    if value is None or math.isinf(value):
        return ""
    if unit == "euro":
        return f"€\N{NO-BREAK SPACE}{number(value / MILLION, 1)} mln"
    return in_unit(value, unit)


def _set_limits(
    panel: Axes, measures: Sequence[Measure], band: Sequence[Decimal], shape: Shape
) -> None:
    """Fit the axis to all dots and the band, with room for a value before the first and after the last dot."""
    ends = [end for one in measures for end in (one.low, one.high) if end is not None]
    known = [float(end) for end in (*ends, *band) if math.isfinite(end)]
    if not known:
        return
    span = max(known) - min(known) or max(map(abs, known)) or 1
    width = shape.width * (1 if shape.narrow else 0.6)
    longest = max((len(_text(end, measures[0].unit)) for end in ends), default=0)
    part = min(0.3, (0.2 + LETTER * longest) / width)
    room = span * part / (1 - 2 * part)
    panel.set_xlim(min(known) - room, max(known) + room)


def _value(one: Specification) -> float:
    value = one.measure.value
    return math.inf if value is None else float(value)


def _axis(panel: Axes, unit: str, ticks: int, *, signed: bool) -> None:
    """Dutch notation, amounts in millions, and whole numbers for counts; below zero only if an outcome is."""
    whole = unit not in {"%", "euro", POINTS} and " per " not in unit
    panel.xaxis.set_major_locator(MaxNLocator(ticks, integer=whole, steps=[1, 2, 5, 10]))
    panel.xaxis.set_major_formatter(
        lambda value, _: short(value, unit) if signed or value >= 0 else ""
    )
    panel.grid(visible=False, axis="x")


def _band(panel: Axes, rule: tuple[Decimal, Decimal], label: str) -> None:
    low, high = float(rule[0]), min(float(rule[1]), panel.get_xlim()[1])
    panel.axvspan(low, high, color=PALE, alpha=0.7, linewidth=1, zorder=0)
    panel.annotate(
        label, ((low + high) / 2, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
        textcoords="offset points", ha="center", fontsize=8.5, color=QUIET,
    )  # fmt: skip
