"""Contributions of companies, in money and in kind."""

from __future__ import annotations

from recount.layouts.register import Column, Register
from sto_eval.layouts.registers.rules import REGION, YEAR, largest

REGISTER = Register(
    "sto-cofinanciering",
    "Programma: cofinanciering door bedrijven",
    "Elke bijdrage van een bedrijf, met haar vorm en of de accountant haar aanvaardde.",
    (
        Column("bewijsstuk", "code", "Het nummer van het bewijsstuk.", key=True),
        REGION,
        YEAR,
        Column("bedrijf", "tekst", "De naam van het bedrijf of de organisatie."),
        Column("vorm", "keuze", "In geld of in natura.", options=("geld", "natura")),
        Column("bedrag", "bedrag", "De bijdrage, of haar waarde.", unit="euro"),
        Column("aanvaard", "ja/nee", "Of de accountant de bijdrage aanvaardde."),
    ),
    gauges=(largest("bedrag"),),
)
