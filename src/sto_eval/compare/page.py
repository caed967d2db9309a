"""A comparison as a page of its own, in Dutch: one file, nothing fetched, good on paper."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from sto_eval.acceptance import MADE_UP
from sto_eval.compare import differences, report
from sto_eval.compare.attribution import Block
from sto_eval.compare.details import Detail
from sto_eval.compare.differences import PRESENCE, Change, Comparison
from sto_eval.formats import number
from sto_eval.leaflets import leaflet
from sto_eval.measures import POINTS

CAUSES = {
    "data": "gegevens",
    "code": "code",
    "parameters": "parameters",
    "environment": "omgeving",
}
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
    differences.SILENT: "Een van de twee runs zegt niet waaruit hij gemaakt is.",
    differences.ELSEWHERE: "Daarvoor is een omgeving nodig die hier niet is.",
    differences.ONE_SIDE: "Het hoofdstuk staat maar in een van de twee runs.",
    differences.MOVED: "Een ander hoofdstuk publiceert dit getal nu.",
    differences.UNEXPLAINED: "Er verschilt geen enkele oorzaak. Het record is na de run veranderd, of het"
    " hoofdstuk geeft niet twee keer hetzelfde.",
    differences.LIMITED: "Niet elke tussenstand was te maken; gemeten is in de volgordes zonder die tussenstand.",
    differences.JOINT: "Deze oorzaken waren niet te scheiden: een toestand ertussen is niet meer te maken.",
}


def write_page(comparison: Comparison, path: Path) -> None:
    """Write the page; its folder is made when it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(comparison), "utf-8")


def page(comparison: Comparison) -> str:
    """The page as HTML; equal comparisons give equal bytes."""
    known = [change for change in comparison.changes if any(change.because.values())]
    return leaflet(
        "diff",
        old=comparison.old,
        new=comparison.new,
        equal=comparison.equal,
        counts={word: _count(comparison, state) for state, word in STATES.items()},
        by_cause={word: n for cause, word in CAUSES.items() if (n := _touched(known, cause))},
        unexplained=len(comparison.changes) - len(known),
        groups=_groups(comparison),
        causes=_causes(comparison),
        remakes=comparison.remakes,
        failed=[_failure(spot, reason) for spot, reason in comparison.failed.items()],
        left_out=sorted({*comparison.old.left_out, *comparison.new.left_out}),
    )


def _groups(comparison: Comparison) -> list[dict[str, Any]]:
    """A table per chapter, with a column for every contribution that one of its numbers has."""
    chapters: dict[str, list[Change]] = {}
    for change in comparison.changes:
        chapters.setdefault(change.record["chapter"] or "onbekend", []).append(change)
    return [
        {
            "chapter": chapter,
            "columns": list(dict.fromkeys(_words(b) for c in changes for b in c.contributions)),
            "rows": [_row(change) for change in changes],
        }
        for chapter, changes in chapters.items()
    ]


def _touched(changes: Sequence[Change], cause: str) -> int:
    """How many numbers a cause changed, alone or together with another."""
    return sum(
        any(cause in block for blocks in change.because.values() for block in blocks)
        for change in changes
    )


def _count(comparison: Comparison, state: str) -> int:
    return sum(change.state == state for change in comparison.changes)


def _row(change: Change) -> dict[str, Any]:
    sides = [record["display"] if record else "–" for record in (change.old, change.new)]
    digits = report.decimals(change)
    total, parts = report.amounts(change, digits)
    return {
        "id": change.number,
        "label": change.record["label"] or change.number,
        "state": STATES[change.state],
        "old": sides[0],
        "new": sides[1],
        "made_up": change.record.get("evidence") == MADE_UP,
        "unit": _unit(change),
        "difference": _signed(total, digits) if change.difference else "",
        "parts": {_words(block): _signed(part, digits) for block, part in parts.items()},
        "told": [*_sentences(change), *([_note(change.note)] if change.note else [])],
    }


def _sentences(change: Change) -> list[str]:
    told = (_turned(change, name) for name in report.told_fields(change))
    return [sentence for sentence in told if sentence]


def _turned(change: Change, name: str) -> str | None:
    """A sentence on one field that changed; none on the value, which the table shows."""
    blocks = change.because.get(name, ())
    by = f"; door {', '.join(map(_words, blocks))}" if blocks else ""
    if name == PRESENCE:
        is_known = change.state == differences.CHANGED
        told = "Niet in beide runs bekend" if is_known else STATES[change.state].capitalize()
        return f"{told}{by}."
    old, new = ((report.side(record) or {}).get(name) for record in (change.old, change.new))
    return f"{FIELDS[name].capitalize()}: eerst {_plain(old)}, nu {_plain(new)}{by}."


def _causes(comparison: Comparison) -> list[dict[str, Any]]:
    found = []
    for cause, word in CAUSES.items():
        mine = [
            _detail(each, comparison.chapters) for each in comparison.details if each.cause == cause
        ]
        if mine:
            found.append({"word": word, "details": mine})
    return found


def _detail(detail: Detail, every: Sequence[str]) -> dict[str, Any]:
    return {
        "item": detail.item,
        "old": report.brief(detail.old).replace("-", "–")
        if detail.old is None
        else _plain(detail.old),
        "new": "–" if detail.new is None else _plain(detail.new),
        "within": ", ".join(detail.within).replace("cell ", "cel "),
        "chapters": ", ".join(detail.chapters) if detail.chapters != every else "alle",
    }


def _failure(spot: str, reason: str) -> str:
    chapter, _, causes = spot.partition(" with new ")
    words = " en ".join(CAUSES[cause] for cause in causes.split(", "))
    return f"{chapter}, met nieuw: {words}. {_note(reason)}"


def _words(block: Block) -> str:
    return " en ".join(CAUSES[cause] for cause in block)


def _unit(change: Change) -> str:
    unit = change.record["measure"]["unit"] or ""
    return POINTS if unit == "%" else unit


def _signed(value: Fraction, digits: int) -> str:
    """With its sign, a real minus; nil has none."""
    text = number(abs(float(value)), digits)
    return text if value == 0 else f"{'−' if value < 0 else '+'}{text}"


def _plain(value: Any) -> str:  # noqa: ANN401 - a number, a word, a checksum
    if value is None:
        return "onbekend"
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = f"{value:,.6f}".rstrip("0").rstrip(".")
        return text.translate(str.maketrans(",.", ".,"))
    return report.brief(value)


def _note(note: str) -> str:
    """A note in Dutch; what a machine said stays as it was said."""
    for english, dutch in NOTES.items():
        if note.startswith(english):
            rest = note.removeprefix(english).replace(
                "; the last reason given is:", " Laatste reden:"
            )
            return dutch + rest
    return note
