"""Tables of a few rows in the publisher's columns, for the tests of indicators."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sto_eval.indicators.supply import TYPE, count_columns


def pupil_table(*rows: tuple[str, str, str, int | None], year: int = 3) -> pd.DataFrame:
    """Rows of location, track, profile and boys in one year of study; all other counts are zero."""
    counted = f"LEER- OF VERBLIJFSJAAR {year} - MAN"
    table = pd.DataFrame(rows, columns=["vestiging", TYPE, "AFDELING", counted])
    columns = count_columns(tuple(range(1, 7)))
    for column in columns:
        if column != counted:
            table[column] = 0
    table["VMBO SECTOR"] = np.where(table["AFDELING"].eq("Groen"), "Landbouw", "Techniek")
    return table.astype(dict.fromkeys(columns, "Int64"))


def exam_table(school_year: str, **candidates: int | None) -> pd.DataFrame:
    """Candidates of one school year at one location: ``B_techniek=5`` is programme "VMBO B - techniek"."""
    names = [name.replace("_", " - ") for name in candidates]
    return pd.DataFrame(
        {
            "vestiging": "90AA00",
            "OPLEIDINGSNAAM": [f"VMBO {name}" for name in names],
            f"EXAMENKANDIDATEN SCHOOLJAAR {school_year} - TOTAAL": pd.array(
                list(candidates.values()), dtype="Int64"
            ),
        }
    )
