"""DUO, exam results per location and profile of one school year: candidates, passes, failures, marks.

The location is a number of two digits or a code of six characters; later vintages rename both columns and
show counts of 1 to 4 as ``<5``. Of few candidates a mark is ``<5``, ``x`` or empty. A mark of ``,0`` is no
mark: in 2019-2020 there was no central exam. A row with a sector may be of an old department instead of a
profile; the last of these are of 2018-2019.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from recount.layouts.delimited import csv_cells, csv_header, read_csv
from recount.layouts.faults import Phrase
from recount.layouts.gauges import (
    Gauge,
    distinct,
    rows,
    share,
    share_masked,
    share_zero,
    total,
    year_in_name,
)
from recount.layouts.layout import (
    MASKED,
    Layout,
    ParsedFile,
    Wanted,
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

PROGRAMME = ["ONDERWIJSTYPE VO", "LEERWEG VMBO", "VMBO SECTOR", "AFDELING"]
COUNTS = ["EXAMENKANDIDATEN", "GESLAAGDEN", "GEZAKTEN"]
MARKS = [f"GEMIDDELD CIJFER {kind}" for kind in ("SCHOOLEXAMEN", "CENTRAAL EXAMEN", "CIJFERLIJST")]
NEEDED: list[Wanted] = [SCHOOL, NUMBER, *PROGRAMME, *COUNTS, *MARKS]
NO_MARK = (MASKED, "x")

SCHEMA = pa.DataFrameSchema(
    {
        CODE: pa.Column(str, pa.Check.str_matches(LOCATION)),
        **{name: pa.Column(str) for name in PROGRAMME},
        **{name: pa.Column("Int64", nullable=True) for name in COUNTS},
        **{name: pa.Column(float, nullable=True) for name in MARKS},
    }
)


def read(path: Path) -> ParsedFile:
    """The file as published, counts as ``Int64`` (``<NA>`` when masked), marks as floats up to 10.

    A mark that is withheld, or that was not given, is missing.
    """
    cells, _ = read_csv(path, NEEDED)
    numbers = {name: counts(path, cells[name]) for name in COUNTS}
    numbers |= {name: _marks(path, cells[name]) for name in MARKS}
    check_parts(path, cells, numbers, COUNTS[1:], COUNTS[0])
    table = cells.assign(**numbers, **{CODE: location_codes(path, cells)})
    check_key(path, table, [CODE, *PROGRAMME])
    return ParsedFile(validated(path, table, SCHEMA), len(table), hidden={MASKED: MASK})


def _marks(path: Path, column: pd.Series) -> pd.Series:
    marks = decimals(
        path,
        column.mask(column.isin(NO_MARK), ""),
        10,
        Phrase("a mark up to 10", "een cijfer tot en met 10"),
    )
    return marks.mask(marks == 0)


GAUGES = (
    rows(7_000, 17_000),
    distinct("vestigingen", CODE, 800, 1_800),
    Gauge("kandidaten", lambda s: total(s.table[COUNTS[:1]]), 130_000, 300_000, scales=True),
    Gauge("aandeel geslaagd", lambda s: share(s.table[COUNTS[1:2]], s.table[COUNTS[:1]]), 0.8, 1),
    Gauge("aandeel tellingen van 0", lambda s: share_zero(s.table[COUNTS]), 0.02, 0.5),
    Gauge("aandeel verborgen tellingen", lambda s: share_masked(s.table[COUNTS]), 0, 0.6),
)
"""Nearly 200,000 candidates a year, nine in ten of whom pass; in a third of the rows nobody fails."""

LAYOUT = Layout(
    "duo-examenresultaten",
    "DUO: geslaagden, gezakten en cijfers",
    csv_header,
    NEEDED,
    read,
    csv_cells,
    gauges=GAUGES,
    years=year_in_name,
    derived=LOCATION_COLUMNS,
)
