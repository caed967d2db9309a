"""Physical places and events of the regions."""

from __future__ import annotations

from recount.layouts.register import Column, Register
from sto_eval.layouts.registers.rules import REGION, YEAR

REGISTER = Register(
    "sto-locaties",
    "Programma: techhubs, techlabs, evenementen en techniekdagen",
    "Elke plek of gebeurtenis, met het jaar waarin zij begon of plaatsvond.",
    (
        Column("locatie_id", "code", "De code van de plek of gebeurtenis.", key=True),
        REGION,
        Column(
            "soort", "keuze", "Wat voor plek of gebeurtenis het is.",
            options=("techhub", "techlab", "evenement", "techniekdag"),
        ),
        Column("naam", "tekst", "De naam."),
        YEAR,
    ),
)  # fmt: skip
