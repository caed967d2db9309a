"""The regions of the programme."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from recount.layouts.register import Column, Register, Rule
from sto_eval.layouts.registers.rules import NOT_BACKWARDS, REGION


def _differs_in_case_only(table: pd.DataFrame) -> pd.Series:
    """Codes that differ from an earlier one in case only."""
    codes = table["regio_id"]
    return codes.str.casefold().duplicated() & ~codes.duplicated()


REGISTER = Register(
    "sto-regios",
    "Programma: regio's",
    "Elke regio met een goedgekeurd plan, met de dag waarop zij begon en zo nodig eindigde.",
    (
        replace(REGION, text="Eigen code van de regio; andere registers verwijzen ernaar.", key=True),
        Column("naam", "tekst", "De naam van de regio."),
        Column(
            "soort", "keuze", "De soort regio.",
            options=("techniekregio", "techniekluwe regio"),
        ),
        Column("penvoerder", "tekst", "Het schoolbestuur dat de subsidie aanvroeg."),
        Column("begindatum", "datum", "De eerste dag van het goedgekeurde plan."),
        Column("einddatum", "datum", "De laatste dag; leeg als de regio nog loopt.", required=False, later=True),
        Column("caribisch", "ja/nee", "Of de regio in Caribisch Nederland ligt."),
    ),
    (
        NOT_BACKWARDS,
        Rule(
            "Een naam heeft ten minste één letter.",
            lambda table: ~table["naam"].map(lambda name: any(map(str.isalpha, name))),
            "a name with a letter",
            "naam",
        ),
        Rule(
            "Twee codes verschillen niet alleen in hoofdletters.",
            _differs_in_case_only,
            "a code that differs from the others in more than case",
            "regio_id",
        ),
    ),
)  # fmt: skip
