"""Whether a file looks like its kin: the other vintages of its layout, else the bounds that the layout states.

A file can have the right header and still be wrong: cut in half, doubled by a split, shifted. A file that is
accepted or fetched for the first time is therefore measured, and each figure must lie in a band that was
stated before the file was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sto_eval.catalogue import Source, load_catalogue
from sto_eval.edition import Edition
from sto_eval.errors import ImplausibleFile, SourceError
from sto_eval.formats import number
from sto_eval.layouts import LAYOUTS
from sto_eval.layouts.gauges import Gauge
from sto_eval.layouts.table import Sheet
from sto_eval.sources import locate

BAND = (2 / 3, 3 / 2)
"""Times the smallest and the largest of the kin: over the years DUO's vintages differ by a sixth; half a file
and a doubled one lie outside."""

CHANCE = 10
"""Rows, locations or persons beyond the band that are chance, which matters only for small files."""

FEW = 100
"""Rows below which the shares in a file tell nothing."""

ROWS = "rijen"
"""Name of the gauge of which the catalogue keeps the value of every pinned file."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure of a file, and the band in which it should lie."""

    measure: str
    value: float
    low: float
    high: float

    @property
    def within(self) -> bool:
        """Whether the figure lies in the band."""
        return self.low <= self.value <= self.high

    def __str__(self) -> str:
        """The figure and its band, in Dutch."""
        return f"{self.measure}: {_shown(self.value)}, verwacht {_shown(self.low)} tot {_shown(self.high)}"


def compare(edition: Edition, name: str, source: Source, path: Path) -> list[Comparison]:
    """The figures of a file that is to stand for source ``name``, each with its band.

    Figures that grow with the file are held against the real files of the other sources with this layout,
    rows also against the numbers in the catalogue. Other figures, and all of a file without kin, are held
    against the bounds of the layout; they are left out when the file has fewer than ``FEW`` rows.

    Errors: ``LayoutError`` when the file cannot be read.
    """
    layout = LAYOUTS[source.layout]
    if not layout.gauges:
        return []
    sheet = layout.read(path)
    cards = {
        key: card
        for key, card in load_catalogue(edition).items()
        if key != name and card.layout == source.layout and card.evidence == source.evidence
    }
    kin = [
        LAYOUTS[card.layout].read(file)
        for key, card in cards.items()
        if (file := _real(edition, key, card))
    ]
    rows = [card.rows for card in cards.values() if card.rows]
    compared = []
    for gauge in layout.gauges:
        values = [float(n) for n in rows] if gauge.name == ROWS else [gauge.of(s) for s in kin]
        if gauge.scales and values:
            compared.append(_beside_kin(gauge, sheet, values))
        elif gauge.scales or sheet.rows_in >= FEW:
            compared.append(Comparison(gauge.name, gauge.of(sheet), gauge.low, gauge.high))
    return compared


def check(name: str, path: Path, compared: Sequence[Comparison]) -> None:
    """Refuse a file of which a figure lies outside its band, until somebody says why that is right."""
    outside = [str(comparison) for comparison in compared if not comparison.within]
    if outside:
        raise ImplausibleFile(
            f"the file for source '{name}' does not look like its kin",
            path.name,
            "figures within the bands",
            "; ".join(outside),
            f"Look at the file. If it is right, say why: 'sto-eval sources accept FILE --as {name} "
            '--reference-date D --yes --reason "…"\'.',
        )


def as_table(compared: Sequence[Comparison]) -> str:
    """The comparison as lines of text: measure, this file, band, verdict."""
    rows = [("measure", "this file", "expected", "")]
    for each in compared:
        band = f"{_shown(each.low)} - {_shown(each.high)}"
        rows.append((each.measure, _shown(each.value), band, "good" if each.within else "OUTSIDE"))
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    return "\n".join(
        f"  {a:<{widths[0]}}  {b:>{widths[1]}}  {c:>{widths[2]}}  {d}".rstrip()
        for a, b, c, d in rows
    )


def _real(edition: Edition, name: str, card: Source) -> Path | None:
    """The real file of a source when a sound one is here."""
    try:
        found = locate(edition, name, card)
    except SourceError:
        return None
    return found.path if found and found.place != "standin" else None


def _beside_kin(gauge: Gauge, sheet: Sheet, values: Sequence[float]) -> Comparison:
    low, high = min(values) * BAND[0] - CHANCE, max(values) * BAND[1] + CHANCE
    return Comparison(gauge.name, gauge.of(sheet), max(low, 0.0), high)


def _shown(value: float) -> str:
    """A whole number without decimals, another with three."""
    return number(value, 0 if abs(value) >= FEW or float(value).is_integer() else 3)
