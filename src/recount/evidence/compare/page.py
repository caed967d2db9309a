"""A comparison as a self-contained page in Dutch: one file, no external resources, printable."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from recount.evidence.compare import differences, rerun
from recount.evidence.compare.differences import Detail, Difference, RunComparison
from recount.evidence.compare.report import brief
from recount.evidence.compare.steps import ORDER
from recount.evidence.standalone_pages import standalone_page
from recount.numbers.changes import POINTS
from recount.numbers.formats import number
from recount.results.acceptance import DIGITS, MADE_UP

CAUSES = dict(zip(ORDER, ("gegevens", "parameters", "code", "omgeving"), strict=True))
FIELDS = {
    "value": "waarde",
    "low": "ondergrens",
    "high": "bovengrens",
    "numerator": "teller",
    "denominator": "noemer",
    "unit": "eenheid",
    "display": "weergave",
    "verdict": "oordeel",
    "evidence": "bewijs",
}
STATES = {"changed": "veranderd", "new": "nieuw", "gone": "vervallen"}
NOTES = {
    differences.ONLY_VALUES: "Van aanvaarde resultaten is alleen de waarde bekend, niet de oorzaak.",
    differences.NOT_BOTH: "Niet beide runs hebben dit hoofdstuk en zeggen waaruit het gemaakt is.",
    differences.UNEXPLAINED: "Er verschilt geen enkele oorzaak. Het record is na de run veranderd, of het"
    " hoofdstuk geeft niet twee keer hetzelfde.",
    differences.INSEPARABLE: "",  # the column header says "samen", and the end of the page explains it
    rerun.OTHER_ENVIRONMENT: "Daarvoor is een omgeving nodig die hier niet is.",
    rerun.MISSING: "Hier niet gevonden: ",
    differences.REASON: " Laatste reden: ",
}
ITEMS = {
    "assumption ": "aanname ",
    "card of ": "beschrijving van ",
    "cell ": "cel ",
    "claim ": "bewering ",
    "corrections of ": "correcties op ",
    "package ": "pakket ",
    "source ": "bron ",
    "stand-in of ": "verzonnen bestand van ",
}


def write_page(comparison: RunComparison, path: Path) -> None:
    """Write the page, creating its folder if needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(comparison), "utf-8")


def page(comparison: RunComparison) -> str:
    """The page as HTML; equal comparisons give equal bytes."""
    numbers = sorted(comparison.numbers, key=lambda change: change.chapter)
    states = [change.state for change in numbers]
    touched = [
        {cause for blocks in change.because.values() for block in blocks for cause in block}
        for change in numbers
    ]
    by_cause = {word: sum(cause in each for each in touched) for cause, word in CAUSES.items()}
    return standalone_page(
        "diff",
        old=comparison.old,
        new=comparison.new,
        mixed=comparison.mixed,
        equal=comparison.equal,
        counts={word: states.count(state) for state, word in STATES.items()},
        by_cause={word: n for word, n in by_cause.items() if n},
        unexplained=sum(not each for each in touched),
        groups=[
            {"chapter": chapter or "onbekend", "rows": [_row(change) for change in group]}
            for chapter, group in groupby(numbers, key=lambda change: change.chapter)
        ],
        causes={
            word: [_detail(d, comparison.chapters) for d in comparison.causes if d.cause == cause]
            for cause, word in CAUSES.items()
        },
        order=list(CAUSES.values()),
        remakes=comparison.remakes,
        failed=[_failure(*each) for each in comparison.not_remade.items()],
        left_out=list(comparison.left_out),
    )


def _row(change: Difference) -> dict[str, Any]:
    last = change.new or change.old or {}
    changed = "value" in change.changed and change.difference
    because = {
        field: f"; door {', '.join(map(_words, causes))}"
        for field, causes in change.because.items()
        if causes
    }
    sentences = [
        f"{FIELDS[name].capitalize()}: eerst {_plain((change.old or {})[name])},"
        f" nu {_plain((change.new or {})[name])}{because.get(name, '')}."
        for name in change.reported
    ]
    if because.get("presence"):
        sentences.append(f"{STATES[change.state].capitalize()}{because['presence']}.")
    return {
        "id": change.id,
        "label": change.label or change.id,
        "state": STATES[change.state],
        "old": change.old["display"] if change.old else "–",
        "new": change.new["display"] if change.new else "–",
        "made_up": last["evidence"] == MADE_UP,
        "unit": POINTS if last["unit"] == "%" else last["unit"] or "",
        "difference": _signed(change.difference) if changed and change.difference else "",
        "parts": {_words(part.causes): _signed(part.amount) for part in change.contributions},
        "sentences": [sentence for sentence in (*sentences, _note(change.note)) if sentence],
    }


def _detail(detail: Detail, every: Sequence[str]) -> dict[str, Any]:
    kind = next((kind for kind in ITEMS if detail.item.startswith(kind)), "")
    return {
        "item": ITEMS.get(kind, "") + detail.item.removeprefix(kind),
        "old": brief(detail.old, "–"),
        "new": brief(detail.new, "–"),
        "chapters": "alle" if detail.chapters == every else ", ".join(detail.chapters),
    }


def _failure(mixture: str, reason: str) -> str:
    chapter, _, causes = mixture.partition(" with new ")
    words = ", ".join(CAUSES[cause] for cause in causes.split(", "))
    return f"{chapter}, met nieuw: {words}. {_note(reason)}"


def _words(causes: Sequence[str]) -> str:
    """The causes of one step; several are marked as combined."""
    *others, last = (CAUSES[cause] for cause in causes)
    return f"{', '.join(others)} en {last} samen" if others else last


def _signed(amount: str) -> str:
    """With a minus sign and a decimal comma; zero has no sign."""
    value, digits = float(amount), len(amount.partition(".")[2])
    return f"{'−' if value < 0 else '+' if value else ''}{number(abs(value), digits)}"


def _plain(value: Any) -> str:  # noqa: ANN401 - a number or a word
    if value is None:
        return "onbekend"
    if isinstance(value, int | float):
        return number(value, DIGITS).rstrip("0").rstrip(",")
    return str(value)


def _note(note: str) -> str:
    """A note in Dutch; text from a machine stays verbatim."""
    for english, dutch in NOTES.items():
        note = note.replace(english, dutch)
    return note
