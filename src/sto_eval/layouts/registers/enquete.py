"""The survey among programme leaders."""

from __future__ import annotations

from dataclasses import replace

from recount.layouts.register import Column, Register, Rule
from sto_eval.layouts.registers.rules import REGION

REGISTER = Register(
    "sto-enquete",
    "Programma: enquête onder programmaleiders",
    "Elk antwoord van een regio; een regio die niet antwoordde, heeft geen regels.",
    (
        replace(REGION, key=True),
        Column("meetjaar", "jaar", "Het jaar van de enquête.", key=True, later=True),
        Column(
            "vraag", "keuze", "Waar de stelling over gaat.", key=True,
            options=(
                "samenwerking", "uitstraling", "buitenschools leren", "beeldvorming", "kwaliteit",
            ),
        ),
        Column(
            "antwoord", "geheel",
            "Van 1 (helemaal oneens) tot en met 5 (helemaal eens); leeg als overgeslagen.",
            required=False,
        ),
    ),
    (
        Rule(
            "Een antwoord ligt van 1 tot en met 5.",
            lambda table: (~table["antwoord"].between(1, 5)).fillna(value=False).astype(bool),
            "a whole number from 1 to 5, or nothing",
            "antwoord",
        ),
    ),
)  # fmt: skip
