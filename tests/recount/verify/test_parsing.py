"""JSON and TOML as dataclasses: right types, known keys, finite numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

import pytest

from recount.verify.parsing import parse, shaped
from recount.verify.shapes import Known


@dataclass(frozen=True)
class Card:
    """A shape with a field of each kind."""

    name: str
    kind: Literal["a", "b"] = "a"
    value: int | float | None = None
    day: dt.date | None = None
    ends: tuple[int, int] = (0, 0)
    notes: tuple[str, ...] = ()
    parts: list[Card] = field(default_factory=list)
    sizes: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Loose(Known):
    """A shape of which other keys are ignored."""

    name: str


def test_every_kind_of_field_is_read() -> None:
    """A nested object, a date written as text, pairs and a whole number where a fraction may be."""
    text = (
        b'{"name": "x", "kind": "b", "value": 1.5, "day": "2020-01-31", "ends": [1, 4],'
        b' "notes": ["n"], "parts": [{"name": "y"}], "sizes": {"m": 2}}'
    )
    day = dt.date(2020, 1, 31)
    assert parse(text, Card) == Card("x", "b", 1.5, day, (1, 4), ("n",), [Card("y")], {"m": 2})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"{}", "it.name: missing"),
        (b'{"name": "x", "other": 1}', "it.other: unknown"),
        (b'{"name": 1}', "it.name: 1 is not str"),
        (b'{"name": "x", "kind": "c"}', "it.kind: 'c' is not one of a, b"),
        (b'{"name": "x", "value": true}', "it.value: True is not int"),
        (b'{"name": "x", "day": "31-1"}', "it.day: '31-1' is not a date"),
        (b'{"name": "x", "ends": [1]}', "it.ends: [1] is not 2 values"),
        (b'{"name": "x", "notes": "n"}', "it.notes: 'n' is not a list"),
        (b'{"name": "x", "parts": [{}]}', "it.parts.0.name: missing"),
        (b'{"name": "x", "sizes": []}', "it.sizes: [] is not an object"),
        (b"[]", "it: [] is not an object"),
    ],
)
def test_another_shape_is_refused_by_place(text: bytes, fault: str) -> None:
    """The message names the first value that is wrong."""
    with pytest.raises(ValueError, match=r"^it") as error:
        parse(text, Card)
    assert str(error.value) == fault


@pytest.mark.parametrize(
    "text", [b'{"a": NaN}', b'{"a": 1e999}', b'{"a": 1, "a": 2}', b"[" * 10**5]
)
def test_json_that_hides_something_is_refused(text: bytes) -> None:
    """Numbers without end, doubled keys, and depth that exhausts the parser."""
    with pytest.raises(ValueError, match="not JSON"):
        parse(text, dict[str, float])


def test_a_loose_shape_ignores_other_keys() -> None:
    """A definition may have more than a check needs."""
    assert shaped({"name": "x", "more": 1}, Loose) == Loose(name="x")
