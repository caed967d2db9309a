"""Planned activities, coded by the kinds that the infographic names."""

from __future__ import annotations

from recount.layouts.register import Column, Register
from sto_eval.layouts.registers.rules import REGION, YEAR, largest

REGISTER = Register(
    "sto-activiteiten",
    "Programma: activiteiten uit de plannen",
    "Elke activiteit met haar soort; hoort zij bij meer soorten, dan krijgt elke soort een eigen regel.",
    (
        Column("activiteit_id", "code", "De code van de activiteit.", key=True),
        REGION,
        YEAR,
        Column(
            "soort", "keuze", "De soort activiteit.", key=True,
            options=("materiaal", "personeel", "keuzevakken", "instroom", "leraren", "overig"),
        ),
        Column("omschrijving", "tekst", "Wat de regio doet, in één zin."),
        Column("begroot", "bedrag", "Het begrote bedrag voor deze soort.", unit="euro"),
    ),
    gauges=(largest("begroot"),),
)  # fmt: skip
