"""DUO, pupils per location and type of education, on 1 October.

Vintages differ. An early one has a column ``LWOO INDICATIE`` that splits rows, and numbers that are not
padded. The programme stands in ``ELEMENTCODE``, later in ``ERKENDE OPLEIDINGSCODE``; the latter vintages
show counts of 1 to 4 as ``<5``. The CKAN portal quotes with commas and shows counts of 1 to 4 all as 4:
there a 4 is masked, and since it lies in the interval itself, bounds hold even for a file that is not.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from sto_eval.layouts.delimited import csv_cells, csv_header, read_csv
from sto_eval.layouts.table import (
    CODE,
    LOCATION,
    MASKED,
    Layout,
    Sheet,
    Wanted,
    check_key,
    column_of,
    counts,
    location_codes,
    validated,
)

SCHOOL = ("BRIN NUMMER", "INSTELLINGSCODE", "INSTELLING")
NUMBER = ("VESTIGINGSNUMMER", "VESTIGINGSCODE")
PROGRAMME = ("ELEMENTCODE", "ERKENDE OPLEIDINGSCODE")
TYPE = "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"
TEXTS = [TYPE, "VMBO SECTOR", "AFDELING", "OPLEIDINGSNAAM"]
COUNTS = [
    f"LEER- OF VERBLIJFSJAAR {year} - {sex}" for year in range(1, 7) for sex in ("MAN", "VROUW")
]
NEEDED: list[Wanted] = [SCHOOL, NUMBER, PROGRAMME, *TEXTS, *COUNTS]
DESCRIBES = {"INSTELLINGSNAAM VESTIGING", "PLAATSNAAM VESTIGING", "PROVINCIE VESTIGING"}
"""Columns that follow from the location, and so tell no two rows apart."""

PORTAL_MARK = ","
PORTAL_MASKED = "4"

SCHEMA = pa.DataFrameSchema(
    {
        CODE: pa.Column(str, pa.Check.str_matches(LOCATION)),
        TYPE: pa.Column(str, pa.Check.str_length(min_value=1)),
        **{name: pa.Column(str) for name in TEXTS[1:]},
        **{name: pa.Column("Int64", nullable=True) for name in COUNTS},
    }
)


def read(path: Path) -> Sheet:
    """The file as published, counts as ``Int64`` with ``<NA>`` for a masked one, and ``vestiging``."""
    cells, mark = read_csv(path, NEEDED)
    masked = (MASKED, PORTAL_MASKED) if mark == PORTAL_MARK else (MASKED,)
    school, number = column_of(cells, SCHOOL), column_of(cells, NUMBER)
    read_counts = {name: counts(path, cells[name], masked) for name in COUNTS}
    code = location_codes(path, cells[school], cells[number])
    table = validated(path, cells.assign(**read_counts, **{CODE: code}), SCHEMA)
    check_key(path, table, _key(table, {school, number}))
    return Sheet(table, len(table))


def _key(table: pd.DataFrame, parts: Collection[str]) -> list[str]:
    """What tells rows apart: the location, and every column that neither counts nor describes it.

    So a column by which DUO splits rows in one vintage only is part of the key by itself.
    """
    left_out = {*COUNTS, *DESCRIBES, *parts, CODE}
    return [CODE, *(str(name) for name in table.columns if name not in left_out)]


LAYOUT = Layout(
    "duo-leerlingen",
    "DUO: leerlingen per vestiging naar onderwijstype",
    csv_header,
    NEEDED,
    read,
    csv_cells,
)
