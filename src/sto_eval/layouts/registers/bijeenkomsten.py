"""The meetings of the support organisation."""

from __future__ import annotations

from recount.layouts.register import Column, Register

REGISTER = Register(
    "sto-bijeenkomsten",
    "Programma: bijeenkomsten",
    "Elke bijeenkomst, met haar soort en het aantal aanwezigen.",
    (
        Column("bijeenkomst_id", "code", "De code van de bijeenkomst.", key=True),
        Column("datum", "datum", "De dag."),
        Column(
            "soort", "keuze", "Voor wie de bijeenkomst was.",
            options=("landelijk", "bovenregionaal", "regionaal"),
        ),
        Column("titel", "tekst", "De titel."),
        Column(
            "aanwezigen", "geheel", "Het aantal aanwezigen; leeg als niet geteld.",
            required=False, unit="personen",
        ),
    ),
)  # fmt: skip
