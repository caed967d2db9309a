"""DUO, exam candidates and passes per location and programme: five school years side by side.

Older vintages are latin-1 with a decimal comma and ``%``; newer ones are UTF-8, quoted, with a decimal
point and counts of 1 to 4 as ``<5``. Both write zero percent (``,0%`` and ``0``) for a location without
candidates as well as for one where all candidates failed. Only the candidates tell these apart: without
candidates the percentage is missing here, with candidates it is 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.faults import Phrase
from recount.layouts.gauges import (
    Gauge,
    distinct,
    last_year,
    rows,
    share,
    share_masked,
    share_zero,
    total,
)
from recount.layouts.layout import (
    MASKED,
    Layout,
    ParsedFile,
    Wanted,
    check_columns,
    check_key,
    counts,
    decimals,
    validated,
)
from recount.numbers.measures import MASK
from sto_eval.layouts.duo import (
    CODE,
    LOCATION,
    LOCATION_COLUMNS,
    NUMBER,
    SCHOOL,
    check_parts,
    location_codes,
)

PROGRAMME = ["ONDERWIJSTYPE VO", "INSPECTIECODE", "OPLEIDINGSNAAM"]
NEEDED: list[Wanted] = [SCHOOL, NUMBER, *PROGRAMME]
CANDIDATES, PASSES, RATE = "EXAMENKANDIDATEN ", "GESLAAGDEN ", "SLAAGPERC "
KINDS = (CANDIDATES, PASSES, RATE)
PERCENTAGE = Phrase("a percentage from 0 to 100", "een percentage van 0 tot en met 100")
TOTAL = " - TOTAAL"

SCHEMA = pa.DataFrameSchema(
    {
        CODE: pa.Column(str, pa.Check.str_matches(LOCATION)),
        **{name: pa.Column(str) for name in PROGRAMME},
        f"^({CANDIDATES}|{PASSES})": pa.Column("Int64", nullable=True, regex=True),
        f"^{RATE}": pa.Column(float, nullable=True, regex=True),
    }
)


def read(path: Path) -> ParsedFile:
    """The file as published, counts as ``Int64`` (``<NA>`` when masked), percentages as floats."""
    cells, _ = read_csv(path, NEEDED)
    names = [str(name) for name in cells.columns]
    blocks = _blocks(names)
    check_columns(path, names, [kind + block for block in blocks for kind in KINDS])
    numbers: dict[str, pd.Series] = {}
    for block in blocks:
        candidates, passes = (kind + block for kind in (CANDIDATES, PASSES))
        numbers |= {name: counts(path, cells[name]) for name in (candidates, passes)}
        check_parts(path, cells, numbers, [passes], candidates)
        numbers[RATE + block] = _rate(path, cells[RATE + block], numbers[candidates])
    table = pd.DataFrame({**cells, **numbers, CODE: location_codes(path, cells)})
    check_key(path, table, [CODE, *PROGRAMME])
    return ParsedFile(validated(path, table, SCHEMA), len(table), hidden={MASKED: MASK})


def _blocks(names: Iterable[str]) -> list[str]:
    """School year and sex of each block of columns; there is at least one, and each must be complete."""
    found = [name.removeprefix(kind) for name in names for kind in KINDS if name.startswith(kind)]
    return list(dict.fromkeys(found)) or ["SCHOOLJAAR"]


def _rate(path: Path, column: pd.Series, candidates: pd.Series) -> pd.Series:
    """Percentage of candidates that passed, 0 to 100; missing where there were no candidates."""
    rate = decimals(path, column, 100, PERCENTAGE)
    return rate.mask(candidates.eq(0).fillna(value=False).astype(bool))


def _totals(parsed: ParsedFile, kind: str) -> pd.DataFrame:
    """The columns of a kind for both sexes together, one per school year."""
    names = [str(n) for n in parsed.table if str(n).startswith(kind) and str(n).endswith(TOTAL)]
    return parsed.table[names]


def _all_counts(parsed: ParsedFile) -> pd.DataFrame:
    return parsed.table.filter(regex=f"^({CANDIDATES}|{PASSES})")


def _yearly_candidates(parsed: ParsedFile) -> float:
    columns = _totals(parsed, CANDIDATES)
    return total(columns) / max(columns.shape[1], 1)


def _years(path: Path, parsed: ParsedFile) -> dict[str, int]:
    """The last school year in the columns and in the file name."""
    last = max(str(name) for name in parsed.table if str(name).startswith(CANDIDATES))
    return last_year(last) | last_year(path.name)


GAUGES = (
    rows(8_000, 21_000),
    distinct("vestigingen", CODE, 800, 1_800),
    Gauge("kandidaten per schooljaar", _yearly_candidates, 120_000, 300_000, scales=True),
    Gauge("aandeel geslaagd", lambda s: share(_totals(s, PASSES), _totals(s, CANDIDATES)), 0.8, 1),
    Gauge("aandeel tellingen van 0", lambda s: share_zero(_all_counts(s)), 0.02, 0.8),
    Gauge("aandeel verborgen tellingen", lambda s: share_masked(_all_counts(s)), 0, 0.6),
)
"""Nearly 200,000 candidates a year, nine in ten of whom pass; many programmes run in some years only."""

LAYOUT = Layout(
    "duo-examens",
    "DUO: examenkandidaten en geslaagden",
    csv_header,
    [*NEEDED, "INSTELLINGSNAAM VESTIGING"],
    read,
    csv_cells,
    gauges=GAUGES,
    years=_years,
    derived=LOCATION_COLUMNS,
)
