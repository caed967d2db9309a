"""What the engine needs to know of the reading journey: its one register."""

from __future__ import annotations

from recount.layouts.register import Column, Register
from recount.programme import Programme

MEMBERS = Register(
    "bieb-leden",
    "Bibliotheek: deelnemers aan de leesreis",
    "Elke deelnemer, met wat die leende.",
    (
        Column("deelnemer", "code", "Het nummer van de deelnemer.", key=True),
        Column("terug", "ja/nee", "Of de deelnemer na de zomer terugkwam."),
        Column("boeken", "geheel", "Hoeveel boeken de deelnemer leende.", unit="boeken"),
    ),
)

PROGRAMME = Programme(registers=(MEMBERS,), packages=("leesreis",))
