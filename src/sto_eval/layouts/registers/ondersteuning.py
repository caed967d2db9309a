"""The days that supporters worked for regions."""

from __future__ import annotations

from dataclasses import replace

from recount.layouts.register import Column, Register, Rule
from sto_eval.layouts.registers.rules import REGION

REGISTER = Register(
    "sto-ondersteuning",
    "Programma: ondersteuning van de regio's",
    "Elke dag of elk dagdeel dat een ondersteuner voor een regio werkte.",
    (
        Column(
            "ondersteuner", "code", "Een code voor de ondersteuner; geen naam van een persoon.",
            key=True,
        ),
        replace(REGION, key=True),
        Column("datum", "datum", "De dag.", key=True),
        Column("dagen", "getal", "De duur; een halve dag is 0.5.", unit="dagen"),
    ),
    (
        Rule(
            "De duur is meer dan nul.",
            lambda table: table["dagen"] <= 0,
            "a number above 0",
            "dagen",
        ),
    ),
)  # fmt: skip
