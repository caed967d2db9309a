"""Plausibility of a file: compared with other vintages of its layout, else with the bounds of the layout.

A file can have the right header and still be wrong: truncated, duplicated by a split, shifted. A file that
is accepted or fetched for the first time is therefore measured, and each figure must lie in a band that
was fixed before the file was seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from recount.edition.edition import Edition
from recount.errors import ImplausibleFile, SourceError
from recount.layouts.gauges import Gauge
from recount.layouts.layout import ParsedFile
from recount.numbers.formats import number
from recount.programme import programme_of
from recount.sources.catalogue import Source, load_catalogue
from recount.sources.files import locate

ROWS_BAND = (2 / 3, 3 / 2)
"""Factors for the smallest and largest of the other vintages: a vintage may split its rows differently."""

BAND = (5 / 6, 6 / 5)
"""The same for locations, pupils, residents and area, which change by at most a few percent a year."""

CHANCE = 10
"""Margin beyond the band in rows, locations or persons, for chance; it matters only for small files."""

FEW = 10
"""Rows below which shares and totals are meaningless; only the number of rows is then compared."""

REPEATED = "aandeel regels met dezelfde tellingen in een ander jaar"
MOST_REPEATED = 0.5
"""In a real year some small groups keep their numbers; in a re-saved file of another year all do."""

LARGE = 100
"""From this value on a figure is shown without decimals."""

ROWS = "rijen"
"""Name of the gauge whose value the catalogue stores for every pinned file."""


@dataclass(frozen=True, slots=True)
class GaugeReading:
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


def compare(edition: Edition, name: str, source: Source, path: Path) -> list[GaugeReading]:
    """The figures of a file for source ``name``, each with its band.

    Figures that grow with the file are compared with the real files of other sources of this layout, rows
    also with the numbers in the catalogue; a file accepted outside its bands is not used for comparison.
    Other figures, and all figures of a file without other vintages, are compared with the bounds of the
    layout. If a file has fewer than ``FEW`` rows, only the number of rows is compared, if the layout has a
    gauge of it.

    Errors: ``LayoutError`` when the file cannot be read.
    """
    layout = programme_of(edition).layouts[source.layout]
    if not layout.gauges:
        return []
    parsed = layout.read(path)
    cards = {
        key: card
        for key, card in load_catalogue(edition).items()
        if key != name and card.layout == source.layout and not card.deviations
    }
    others = _real_files(edition, cards)
    rows = [float(card.rows) for card in cards.values() if card.rows]
    few = parsed.rows_in < FEW and any(gauge.name == ROWS for gauge in layout.gauges)
    compared = []
    for gauge in layout.gauges:
        values = rows if gauge.name == ROWS else [gauge.of(other) for other in others]
        if gauge.name != ROWS and few:
            continue
        if gauge.scales and values:
            compared.append(_compared_with_others(gauge, parsed, values))
        else:
            compared.append(GaugeReading(gauge.name, gauge.of(parsed), gauge.low, gauge.high))
    return [*compared, *_repeated(parsed, others), *_pairs(edition, source, parsed)]


def check(name: str, path: Path, compared: Sequence[GaugeReading]) -> None:
    """Refuse a file with a figure outside its band, unless a reason is given.

    Errors: ``ImplausibleFile``.
    """
    outside = [str(comparison) for comparison in compared if not comparison.within]
    if outside:
        error = ImplausibleFile(
            f"the file for source '{name}' does not look like the others of its layout",
            path.name,
            "figures within the bands",
            "; ".join(outside),
            'Check the file. If it is right, give the reason: the same command with --yes --reason "…".',
        )
        error.table = as_table(compared)
        raise error


def as_table(compared: Sequence[GaugeReading]) -> str:
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


def _real_files(edition: Edition, cards: Mapping[str, Source]) -> list[ParsedFile]:
    """The real files of the sources that are present and sound."""
    layouts, files = programme_of(edition).layouts, []
    for name, card in cards.items():
        with suppress(SourceError):
            if found := locate(edition, name, card):
                files.append(layouts[card.layout].read(found.path))
    return files


def _compared_with_others(
    gauge: Gauge, parsed: ParsedFile, values: Sequence[float]
) -> GaugeReading:
    least, most = ROWS_BAND if gauge.name == ROWS else BAND
    low, high = min(values) * least - CHANCE, max(values) * most + CHANCE
    return GaugeReading(gauge.name, gauge.of(parsed), max(low, 0.0), high)


def _repeated(parsed: ParsedFile, others: Sequence[ParsedFile]) -> list[GaugeReading]:
    """The largest share of rows that occur with equal counts in another year; only for files with counts."""
    shares = [
        float(_row_hashes(parsed, counted).isin(_row_hashes(other, counted)).mean())
        for other in others
        if (counted := _counted(parsed, other)) and parsed.rows_in >= FEW
    ]
    return [GaugeReading(REPEATED, max(shares), 0, MOST_REPEATED)] if shares else []


def _counted(parsed: ParsedFile, other: ParsedFile) -> list[str]:
    """The columns of both files, if they include counts."""
    common = [str(name) for name in parsed.table if name in other.table]
    return common if "Int64" in map(str, parsed.table[common].dtypes) else []


def _row_hashes(parsed: ParsedFile, columns: Sequence[str]) -> pd.Series:
    return pd.util.hash_pandas_object(parsed.table[[*columns]].astype(str), index=False)


def _pairs(edition: Edition, source: Source, parsed: ParsedFile) -> list[GaugeReading]:
    """The figures of this file together with the real files of another layout, as far as these are present."""
    found = []
    for gauge in programme_of(edition).pair_gauges:
        if source.layout not in gauge.layouts:
            continue
        first = source.layout == gauge.layouts[0]
        other = gauge.layouts[1 if first else 0]
        cards = {k: s for k, s in load_catalogue(edition).items() if s.layout == other}
        for twin in _real_files(edition, cards):
            value = gauge.of(parsed, twin) if first else gauge.of(twin, parsed)
            found.append(GaugeReading(gauge.name, value, gauge.low, gauge.high))
    return found


def _shown(value: float) -> str:
    """A whole or large number without decimals, any other with three."""
    return number(value, 0 if abs(value) >= LARGE or float(value).is_integer() else 3)
