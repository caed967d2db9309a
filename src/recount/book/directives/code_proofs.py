"""The proof of the code in a passport: how many changes of the code that move a number are noticed."""

from __future__ import annotations

from collections.abc import Iterator

from recount.book.directives import dutch
from recount.book.directives.passports import Fact
from recount.book.directives.store import Store
from recount.results.records import Record

NAME = "Proef op de code"
WITNESSES = {"tests": "toetsen", "accepted": "vastgestelde waarden", "sql": "SQL"}


def code_proof_facts(record: Record, store: Store) -> Iterator[Fact]:
    """The score of a number; nothing without a sweep of this build, or if no change moves the number."""
    if line := code_proof_line(record, store):
        yield NAME, [line]


def code_proof_line(record: Record, store: Store) -> str:
    """The score of a number in a sentence; empty if there is none to show."""
    proof = store.code_proof
    if not proof or proof["made_from"] != store.keys:
        return ""
    score = proof["numbers"].get(record.id, {"tried": 0})
    if not score["tried"]:
        return ""
    tried, noticed = dutch.number(score["tried"]), dutch.number(score["noticed"])
    witnesses = [
        f"{word} {dutch.number(score[name])}" for name, word in WITNESSES.items() if name in score
    ]
    each = f" ({', '.join(witnesses)})" if witnesses else ""
    if score["tried"] == 1:
        word = "" if score["noticed"] else "niet "
        return f"De ene verandering in de code die dit getal verandert, valt {word}op{each}."
    verb = "valt" if score["noticed"] == 1 else "vallen"
    return f"{noticed} van de {tried} veranderingen in de code die dit getal veranderen, {verb} op{each}."
