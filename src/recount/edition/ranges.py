"""The values that a parameter of a chapter may take, as an edition declares them under ``[parameters]``."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any, Literal

import pydantic

LONGEST = 200
"""Maximum number of characters in a text."""

LATEST = "laatste"
"""The word for the latest day or year."""

NAMES = {
    "number": "a number",
    "whole": "a whole number",
    "day": "a day as YYYY-MM-DD",
    "year": "a year as YYYY",
    "text": "a text",
    "fixed": "no setting, because the name of the chapter determines it",
}
"""Kind -> its words in a message."""


class Range(pydantic.BaseModel):
    """The values that a parameter may take.

    Parameters
    ----------
    kind
        A key of ``NAMES``; days, years and texts are strings. A ``fixed`` parameter cannot be set.
    above, low, high
        Bounds of a number, day or year: exclusive lower, inclusive lower, inclusive upper.
    options
        The only texts allowed; words allowed in place of a number, day or year.
    several
        Whether the value is a non-empty list of such values.
    """

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")

    kind: Literal["number", "whole", "day", "year", "text", "fixed"]
    above: int | Decimal | None = None
    low: int | Decimal | dt.date | None = None
    high: int | Decimal | dt.date | None = None
    options: tuple[str, ...] = ()
    several: bool = False

    def allows(self, value: object) -> bool:
        """Whether a parameter may have this value."""
        if not self.several:
            return self._allows_one(value)
        return isinstance(value, list) and bool(value) and all(map(self._allows_one, value))

    def expected(self) -> str:
        """The values allowed, in words."""
        words = NAMES[self.kind]
        if self.kind == "text" and self.options:
            words = "one of " + ", ".join(f"'{option}'" for option in self.options)
        elif self.options:
            words += "".join(f", or '{option}'" for option in self.options)
        bounds = {"above": self.above, "from": self.low, "up to": self.high}
        words += "".join(f", {name} {end}" for name, end in bounds.items() if end is not None)
        return f"a list, each {words}" if self.several else words

    def _allows_one(self, value: object) -> bool:
        if isinstance(value, str) and self.options and (value in self.options):
            return True
        if self.kind == "text":
            plain = isinstance(value, str) and value.strip() != "" and value.isprintable()
            return plain and not self.options and len(str(value)) <= LONGEST
        read = _comparable(self.kind, value)
        return (
            read is not None
            and (self.above is None or read > self.above)
            and (self.low is None or read >= self.low)
            and (self.high is None or read <= self.high)
        )


def range_of(ranges: Mapping[str, Range], chapter: str, parameter: str) -> Range | None:
    """The range of a parameter: the chapter's own, or that of its name; ``None`` if none is declared."""
    return ranges.get(f"{chapter}.{parameter}") or ranges.get(parameter)


def is_fixed(ranges: Mapping[str, Range], chapter: str, parameter: str) -> bool:
    """Whether the name of a chapter determines a parameter, so that nobody sets it."""
    allowed = range_of(ranges, chapter, parameter)
    return allowed is not None and allowed.kind == "fixed"


def _comparable(kind: str, value: object) -> Any:  # noqa: ANN401 - a number or a date
    """A value in the form in which bounds are compared; ``None`` if it is not of the kind."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int) and kind in ("number", "whole"):
        return value
    if isinstance(value, float) and kind == "number":
        return value if math.isfinite(value) else None
    if isinstance(value, str) and kind == "year":
        return int(value) if re.fullmatch("[0-9]{4}", value) else None
    if isinstance(value, str) and kind == "day" and re.fullmatch("[0-9-]{10}", value):
        with suppress(ValueError):
            return dt.date.fromisoformat(value)
    return None
