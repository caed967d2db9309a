"""The money per region and year: granted, advanced, spent, settled and reclaimed, kept apart."""

from __future__ import annotations

import pandas as pd

from recount.layouts.register import Column, Register, Rule
from sto_eval.layouts.registers.rules import REGION, YEAR, largest


def _settled_above_granted(table: pd.DataFrame) -> pd.Series:
    """Settlements of a region and year in which more was settled than granted."""
    keys = [table["regio_id"], table["jaar"]]
    sums = {
        kind: table["bedrag"].where(table["soort"] == kind, 0).groupby(keys).transform("sum")
        for kind in ("verleend", "vastgesteld")
    }
    return (table["soort"] == "vastgesteld") & (sums["vastgesteld"] > sums["verleend"])


REGISTER = Register(
    "sto-beschikkingen",
    "Programma: subsidie per regio en jaar",
    "Elk bedrag uit een beschikking of verantwoording, met zijn soort; de soorten worden nooit opgeteld.",
    (
        Column("kenmerk", "code", "Het kenmerk van de beschikking of regel.", key=True),
        REGION,
        YEAR,
        Column(
            "soort", "keuze", "Wat er met het bedrag gebeurde.",
            options=("verleend", "bevoorschot", "besteed", "vastgesteld", "teruggevorderd"),
        ),
        Column("bedrag", "bedrag", "Het bedrag, tot op de cent.", unit="euro"),
        Column("datum", "datum", "De dag van de beschikking of verantwoording.", later=True),
    ),
    (
        Rule(
            "Per regio en jaar is niet meer vastgesteld dan verleend.",
            _settled_above_granted,
            "at most what was granted to this region for this year",
            "bedrag",
            sums=True,
        ),
    ),
    (largest("bedrag"),),
)  # fmt: skip
