"""The broadcasts of STO Live, as the video platform counts them."""

from __future__ import annotations

from recount.layouts.register import Column, Register, Rule

REGISTER = Register(
    "sto-sto_live",
    "Programma: uitzendingen van STO Live",
    "Elke uitzending met de tellingen van het videoplatform op de dag van uitlezen.",
    (
        Column("uitzending", "code", "De code van de uitzending.", key=True),
        Column("datum", "datum", "De dag van de uitzending."),
        Column("titel", "tekst", "De titel."),
        Column(
            "views",
            "geheel",
            "Hoe vaak de opname is bekeken tot de dag van uitlezen.",
            unit="views",
        ),
        Column(
            "kijkers_live_uniek",
            "geheel",
            "Verschillende kijkers tijdens de uitzending.",
            unit="kijkers",
        ),
        Column(
            "kijkers_live_piek", "geheel", "Het hoogste aantal kijkers tegelijk.", unit="kijkers"
        ),
        Column("uitgelezen_op", "datum", "De dag waarop het platform is uitgelezen.", later=True),
    ),
    (
        Rule(
            "Er keken op geen moment meer mensen dan er verschillende kijkers waren.",
            lambda table: table["kijkers_live_piek"] > table["kijkers_live_uniek"],
            "at most kijkers_live_uniek",
            "kijkers_live_piek",
        ),
        Rule(
            "Het platform is uitgelezen op of na de dag van de uitzending.",
            lambda table: table["uitgelezen_op"] < table["datum"],
            "a day on or after datum",
            "uitgelezen_op",
        ),
    ),
)
