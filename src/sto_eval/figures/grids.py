"""A number under every defensible definition: a picture, a table, and a sentence that counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sto_eval.figures.style import ACCENT, INK, PALE, QUIET, new_figure
from sto_eval.figures.words import enumeration
from sto_eval.formats import display, short
from sto_eval.measures import POINTS, Specification

HELD = {True: "ja", False: "nee", None: "niet te zeggen"}
NUMBER = "het gedrukte getal"
LEAST, PER_ROW = 1.1, 0.27
"""Inches of height: of a grid with one row, and of each row more."""


def texts(
    label: str,
    specifications: Sequence[Specification],
    held: Sequence[bool | None],
    printed: str = NUMBER,
) -> dict[str, str]:
    """Title, subtitle, caption and description of a grid, Dutch; ``printed`` is what was printed."""
    band = "De band is wat het gedrukte getal met zijn afronding toelaat."
    dimensions = enumeration(specifications[0].choices)
    outcomes = "; ".join(f"{other.label}: {display(other.measure)}" for other in specifications)
    return {
        "title": _finding(held, printed),
        "subtitle": f"{label}, per combinatie van definities",
        "caption": f"Elke regel is een andere keuze van {dimensions}."
        + (f" {band}" if printed == NUMBER and set(held) != {None} else ""),
        "alt": f"Uitkomst per definitie. {outcomes}.",
    }


def _finding(held: Sequence[bool | None], printed: str) -> str:
    if all(one is None for one in held):
        return "Wat elke definitie oplevert"
    verb = "geeft" if sum(map(bool, held)) == 1 else "geven"
    return f"Van de {len(held)} definities {verb} er {sum(map(bool, held))} {printed}"


def grid_table(
    specifications: Sequence[Specification], held: Sequence[bool | None]
) -> pd.DataFrame:
    """A row per specification: its choices, the outcome, and whether that is the printed figure."""
    return pd.DataFrame(
        [
            {
                **{part.capitalize(): choice for part, choice in other.choices.items()},
                "Uitkomst": display(other.measure),
                "Als gedrukt": HELD[one],
            }
            for other, one in zip(specifications, held, strict=True)
        ]
    )


def grid_figure(
    specifications: Sequence[Specification],
    held: Sequence[bool | None],
    rule: tuple[Decimal, Decimal] | None,
) -> Figure:
    """A row per specification, lowest outcome first; a dot for the value, a line for its bounds.

    A filled dot gives the printed figure, an open one does not. The band is ``rule``; where it has no
    upper end it runs to the edge. Specifications without an outcome have a row and no dot.
    """
    rows = sorted(zip(specifications, held, strict=True), key=_value)
    figure, (panel,) = new_figure(1, 1, LEAST + PER_ROW * len(rows))
    for place, (other, one) in enumerate(rows):
        measure = other.measure
        if measure.value is None or measure.low is None or measure.high is None:
            continue
        panel.plot([float(measure.low), float(measure.high)], [place, place], color=QUIET, lw=2)
        panel.plot(
            float(measure.value),
            place,
            "o",
            color=ACCENT,
            markerfacecolor=ACCENT if one else "white",
        )
        panel.annotate(
            display(measure), (float(measure.high), place), xytext=(7, 0),
            textcoords="offset points", va="center", fontsize=7.5, color=INK,
        )  # fmt: skip
    panel.margins(x=0.18)
    if all(other.measure.unit == POINTS for other in specifications):
        panel.axvline(0, color=INK, linewidth=0.8, zorder=0)
    if rule is not None:
        _band(panel, rule)
    panel.set_yticks(range(len(rows)), [other.label for other, _ in rows], fontsize=7.5)
    panel.set_ylim(-0.7, len(rows) - 0.3)
    _axis(panel, specifications[0].measure.unit)
    return figure


def _value(row: tuple[Specification, bool | None]) -> float:
    value = row[0].measure.value
    return math.inf if value is None else float(value)


def _axis(panel: Axes, unit: str) -> None:
    """Dutch notation, amounts in millions, and no half of what is counted."""
    whole = unit not in {"%", "euro", POINTS} and " per " not in unit
    panel.xaxis.set_major_locator(MaxNLocator(6, integer=whole, steps=[1, 2, 5, 10]))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda value, _: short(value, unit)))
    panel.grid(visible=False, axis="x")
    panel.tick_params(axis="x", labelsize=7)


def _band(panel: Axes, rule: tuple[Decimal, Decimal]) -> None:
    left, right = panel.get_xlim()
    low, high = (float(end) for end in rule)
    high = high if math.isfinite(high) else max(right, low)
    panel.axvspan(low, high, color=PALE, alpha=0.7, linewidth=1, zorder=0)
    panel.set_xlim(min(left, low), max(right, high))
