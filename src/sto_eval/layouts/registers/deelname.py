"""The participating locations, and their regions."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from recount.layouts.faults import Phrase
from recount.layouts.register import Column, Register, Rule
from sto_eval.layouts.duo import LOCATION
from sto_eval.layouts.registers.rules import NOT_BACKWARDS, REGION


def _overlapping(table: pd.DataFrame) -> pd.Series:
    """Rows that begin before the previous row of the same location has ended."""
    ordered = table.sort_values(["vestiging", "begindatum"], kind="stable")
    before = ordered.groupby("vestiging")["einddatum"].shift()
    follows = ordered["vestiging"] == ordered["vestiging"].shift()
    overlap = follows & (before.isna() | (ordered["begindatum"] <= before))
    return overlap.reindex(table.index)


REGISTER = Register(
    "sto-deelname",
    "Programma: deelnemende vestigingen",
    "Elke vestiging die meedoet of meedeed, met haar regio en de periode.",
    (
        Column(
            "vestiging", "code", "De code van zes tekens die DUO gebruikt, zoals 12AB00.",
            key=True, pattern=LOCATION.strip("^$"),
            form=Phrase("a code like 12AB00", "een code van zes tekens, zoals 12AB00"),
        ),
        replace(REGION, key=True),
        Column(
            "schoolsoort", "keuze", "De soort onderwijs waarmee de vestiging meedoet.",
            options=("vmbo", "pro", "vso"),
        ),
        Column("begindatum", "datum", "De eerste dag van deelname.", key=True),
        Column("einddatum", "datum", "De laatste dag; leeg als de deelname loopt.", required=False, later=True),
    ),
    (
        NOT_BACKWARDS,
        Rule(
            "Een vestiging doet op een dag in hooguit één regio mee.",
            _overlapping,
            "a day after the einddatum of the earlier row of this location",
            "begindatum",
        ),
    ),
)  # fmt: skip
