"""The role ``stelling``: words that claim a direction or size, bound to a predicate over the data."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from recount.book.directives.elements import element
from recount.book.directives.numbers import PUBLIC, part_of
from recount.book.directives.pages import store_of, warn_unknown
from recount.book.directives.store import Store
from recount.errors import DefinitionError
from recount.numbers.predicates import Bounds, Predicate, parse_predicate
from recount.results.records import Amount

LOW, HIGH = "-van", "-tot"
"""Ends of the range that public counts allow: ``.openbaar-van``, ``.openbaar-tot``."""

_LOG = logging.getLogger(__name__)


class StatementRole(SphinxRole):
    """``{stelling}`gestegen | deel-later > deel-eerder` ``: the words, if the predicate holds."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words, or warn and return an error node."""
        words, _, condition = (part.strip() for part in self.text.partition("|"))
        store = store_of(self.env.app)
        try:
            predicate = parse_predicate(condition)
        except DefinitionError as fault:
            return self._refuse(str(fault))
        for name in unknown_numbers(predicate, store):
            warn_unknown("number", name, store.records, (self.env.docname, self.lineno))
            return [nodes.problematic(self.rawtext, words)], []
        if why := why_false(self.text, store):
            return self._refuse(f"statement {why}")
        return [element("span", words, css="rc-stelling", data_stelling=condition)], []

    def _refuse(self, message: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        where = (self.env.docname, self.lineno)
        _LOG.warning("%s", message, location=where, type="recount")
        return [nodes.problematic(self.rawtext, self.text)], []


def why_false(statement: str, store: Store) -> str | None:
    """Why a statement ``words | predicate`` is false; ``None`` if it is true.

    Also ``None`` if it cannot be evaluated (an unknown number, an invalid predicate): the role rejects those.
    """
    words, _, condition = (part.strip() for part in statement.partition("|"))
    try:
        predicate = parse_predicate(condition)
    except DefinitionError:
        return None
    numbers = bounds_of(predicate, store)
    if unknown_numbers(predicate, store) or predicate.holds(numbers):
        return None
    found = ", ".join(f"{name} is {format_bounds(numbers[name])}" for name in predicate.ids())
    return f"'{words}' is not true: '{condition}'; {found}"


def unknown_numbers(predicate: Predicate, store: Store) -> list[str]:
    """The ids in a predicate that no chapter publishes, or that lack the given part."""
    return [name for name in predicate.ids() if not _known(name, store)]


def _known(name: str, store: Store) -> bool:
    number, _, part = name.partition(".")
    record = store.records.get(number)
    if record is None:
        return False
    return part_of(record, part.removesuffix(LOW).removesuffix(HIGH)) is not None


def bounds_of(predicate: Predicate, store: Store) -> dict[str, Bounds | None]:
    """The bounds of every number in a predicate; ``None`` for an unknown number."""
    return {name: _bounds(name, store) for name in predicate.ids()}


def format_bounds(bounds: Bounds | None) -> str:
    """Bounds as text for a message.

    >>> format_bounds((2, 2)), format_bounds((1, 4.5)), format_bounds(None)
    ('2', '1 to 4.5', 'unknown')
    """
    if bounds is None:
        return "unknown"
    low, high = (f"{float(end):.12g}" for end in bounds)
    return low if low == high else f"{low} to {high}"


def _bounds(name: str, store: Store) -> Bounds | None:
    number, _, part = name.partition(".")
    record = store.records.get(number)
    if record is None:
        return None
    if not part:
        return _interval(record.measure)
    if part.startswith(PUBLIC):
        bounds = _interval(record.public.measure) if record.public else None
        return _end(bounds, part) if bounds else None
    if part == "afdruk":
        return _exact(store.claims.get(record.claim or "", {}).get("value"))
    if part in {"teller", "noemer"} and record.measure.low != record.measure.high:
        return None
    counted = {
        "definities": len(record.specifications),
        "raak": sum(bool(one.holds) for one in record.specifications),
        "teller": record.measure.numerator,
        "noemer": record.measure.denominator,
    }
    return _exact(counted.get(part))


def _end(bounds: Bounds, part: str) -> Bounds:
    """Both bounds, or the single one that a part names."""
    low, high = bounds
    return (low, low) if part.endswith(LOW) else (high, high) if part.endswith(HIGH) else bounds


def _interval(measure: Amount) -> Bounds | None:
    """The bounds of a measure; a missing bound is infinite."""
    if measure.value is None:
        return None
    low, high = measure.low, measure.high
    return -math.inf if low is None else low, math.inf if high is None else high


def _exact(value: Any) -> Bounds | None:  # noqa: ANN401 - a number from JSON or TOML, or None
    return None if value is None else (Fraction(str(value)), Fraction(str(value)))
