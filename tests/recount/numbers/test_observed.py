"""What a picture took from the notation of numbers."""

from __future__ import annotations

import json
import math
from decimal import Decimal

import pytest

from recount.numbers import embedded, formats
from recount.numbers.measures import Measure, exact
from recount.numbers.observed import differs, noted, observed


def test_another_notation_is_told_by_what_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand has a separator, and 75 has none; a function that is gone gives no text at all."""
    with observed() as notes:
        formats.percent(75.3)
    small = [*notes.values()]
    with observed() as notes:
        formats.number(1234)
    large = [*notes.values()]
    assert not differs([*small, *large], vars(formats))
    monkeypatch.setattr(formats, "DUTCH", str.maketrans(",.", "_,"))
    assert not differs(small, vars(formats))
    assert differs(large, vars(formats))
    assert differs(small, {})


def test_a_call_is_noted_once_without_the_calls_that_it_makes() -> None:
    """With its arguments as JSON: a measure, money and a number in a text; nothing outside the block."""
    with observed() as notes:
        for _ in range(2):
            formats.display(exact(Decimal("2.5"), "euro"))
            formats.display(Measure(7, 7, math.inf, "km"))
            formats.write_out(f"{embedded.percent(7.5)} van {embedded.number(3)}")
            formats.short(Decimal(4), "euro")
            formats.number(3.25, decimals=1)
    formats.number(5)
    found = json.loads(json.dumps([*notes.values()], allow_nan=False))
    assert [name for name, *_ in found] == [
        "display", "display", "_written", "_written", "short", "number",
    ]  # fmt: skip
    assert not differs(found, vars(formats))


def test_an_error_ends_no_observation() -> None:
    """The calls after it are noted too."""

    @noted
    def broken(value: int) -> str:
        raise ValueError(value)

    with observed() as notes:
        with pytest.raises(ValueError, match="3"):
            broken(3)
        formats.number(5)
    assert len(notes) == 1
