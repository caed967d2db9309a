"""The block in a passport in which the browser computes the number again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from docutils import nodes

from recount.book.directives.elements import element
from recount.book.directives.store import Card, Store
from recount.numbers.evidence_grade import Evidence
from recount.results.recipes import Step
from recount.results.records import Record

SENTENCE = (
    "Deze browser kan dit getal narekenen uit de regels hierboven, zonder internet en zonder de code van het "
    "hoofdstuk. Welke regels meetellen, kiest hij niet: dat staat in het recept van het getal."
)
BUTTON = "Reken na in deze browser"

UNKNOWN = "het is onbekend of afgeschermd"
NO_ROWS = "het komt niet uit de regels van een bestand"
OTHER = "de berekening is meer dan tellen, optellen, vergelijken en delen"
INCOMPLETE = "het recept noemt niet alle kolommen of regels"
NOTHING = "het begin van de verandering kan nul zijn"
CLOSED = "niet alle regels zijn openbaar"

_PLACES = ("spots", "buildings", "addresses")
"""The settings of a share within a radius that name sources; of these all rows are read."""


def _is_pair(step: Step) -> bool:
    return len(step.parts) == 2  # noqa: PLR2004 - two numbers


def _is_sum(step: Step) -> bool:
    return bool(step.parts or step.counts) or len(step.key) == 1


_COMPLETE: Mapping[str, Callable[[Step], bool]] = {
    "sum": _is_sum,
    "nearest-within": _is_sum,
    "count": lambda step: not step.parts and len(step.rows) == 1,
    "distinct": lambda step: bool(step.key),
    "groups": lambda step: bool(step.key and step.counts),
    "share": _is_pair,
    "difference": _is_pair,
    "change": _is_pair,
    "copy": lambda step: len(step.key) == 1 and "".join(step.rows.values()).isdecimal(),
}
"""Operation of ``recompute.js`` -> whether a step has all that it needs."""


def recomputing(record: Record, store: Store) -> list[nodes.Node]:
    """The button and the recipe, or the reason why there is none; the script reveals the button."""
    reason = why_not(record, store)
    if reason:
        return [element("p", f"De browser rekent dit getal niet na, want {reason}.")]
    button = element("button", BUTTON, type="button")
    return [
        element("p", SENTENCE),
        nodes.raw("", "<noscript><p>Daarvoor is JavaScript nodig.</p></noscript>", format="html"),
        element(
            "div",
            element("p", button, css="rc-bediening", hidden="hidden"),
            element("div", css="rc-rekenstappen", role="status"),
            nodes.raw("", _recipe(record, store), format="html"),
            css="rc-narekenen",
        ),
    ]


def why_not(record: Record, store: Store) -> str:
    """The reason why a browser does not compute a number; empty if it does."""
    return _why_not(record.recipe) or ("" if _are_open(_row_sets(record, store)) else CLOSED)


def _why_not(step: Step) -> str:
    if None in (step.value, step.low, step.high):
        return UNKNOWN
    if not step.operation:
        return NO_ROWS
    if step.operation not in _COMPLETE:
        return OTHER
    if not _COMPLETE[step.operation](step):
        return INCOMPLETE
    if step.operation == "change" and (step.parts[0].low or 0) <= 0:
        return NOTHING
    return next(filter(None, map(_why_not, step.parts)), "")


def loaded_sets(store: Store) -> set[str]:
    """The row sets that passports load."""
    return {
        str(rows["set"])
        for record in store.records.values()
        if not why_not(record, store)
        for rows in _row_sets(record, store).values()
        if rows
    }


def _row_sets(record: Record, store: Store) -> dict[str, Card | None]:
    """Source -> the card of its rows, for the sources that the recipe reads."""
    wanted = _sources(record.recipe)
    return {card.id: store.rows_of(card) for card in record.sources if card.id in wanted}


def _sources(step: Step) -> set[str]:
    named = [step.settings.get(name, ()) for name in _PLACES]
    places = {
        str(one) for names in named for one in (names if isinstance(names, tuple) else [names])
    }
    return {*step.rows, *places}.union(*map(_sources, step.parts))


def _are_open(sets: Mapping[str, Card | None]) -> bool:
    return all(rows and rows["evidence"] != Evidence.ADMINISTRATION for rows in sets.values())


def _recipe(record: Record, store: Store) -> str:
    """The recipe as a script element that is not run; ``<`` and ``&`` are escaped in the way of JSON."""
    titles = {card.id: card.title for card in record.sources}
    files = {
        source: {"title": titles[source], "set": rows["set"], "sha256": rows["csv_sha256"]}
        for source, rows in _row_sets(record, store).items()
        if rows
    }
    content = {"recipe": record.recipe.as_json(), "files": files}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json">{text}</script>'
