"""Regions and grants of a few rows that can be added up by head."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd


def table(columns: str, *rows: tuple[object, ...]) -> pd.DataFrame:
    """A register as its layout gives it: days as dates, amounts as decimals."""
    made = pd.DataFrame(rows, columns=columns.split())
    for name in set(made.columns) & {"begindatum", "einddatum"}:
        made[name] = pd.to_datetime(made[name])
    for name in set(made.columns) & {"bedrag", "begroot"}:
        made[name] = pd.Series([Decimal(cell) for cell in made[name]], dtype=object)
    return made


THREE_REGIONS = table(
    "regio_id soort begindatum einddatum caribisch",
    ("R1", "techniekregio", "2020-01-01", None, False),
    ("R2", "techniekregio", "2021-01-01", "2022-12-31", False),
    ("R3", "techniekluwe regio", "2020-08-01", None, True),
)


FOUR_GRANTS = table(
    "regio_id jaar soort bedrag",
    ("R1", 2020, "verleend", "90.10"),
    ("R3", 2021, "verleend", "10.20"),
    ("R1", 2020, "vastgesteld", "80.00"),
    ("R1", 2020, "teruggevorderd", "5.05"),
)


def changed(register: pd.DataFrame, row: int, **cells: object) -> pd.DataFrame:
    """The register with other cells in one row."""
    return table(
        " ".join(register.columns),
        *(
            tuple({**old, **(cells if number == row else {})}.values())
            for number, old in enumerate(register.to_dict("records"))
        ),
    )
