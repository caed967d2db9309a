"""What a picture took from the notation of numbers, to find out whether another notation would change it.

A chapter draws its pictures while it runs, with the numbers in them written out. While ``observed`` is active,
each call of a function of ``formats`` is noted with the text that it gave; ``differs`` makes the calls again.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, ParamSpec

from recount.numbers.embedded import Choice, Embedded, of_measure, read_data
from recount.numbers.measures import Measure

Note = list[Any]
"""A call: the name of the function, its arguments as JSON, and the text that it gave."""

P = ParamSpec("P")

_active: list[dict[str, Note]] = []


def noted(write: Callable[P, str]) -> Callable[P, str]:
    """Decorate a function that writes a number; arguments by name come last."""

    @functools.wraps(write)
    def noting(*args: P.args, **kwargs: P.kwargs) -> str:
        if not _active:
            return write(*args, **kwargs)
        notes = _active.pop()  # a function that this one calls is part of this call
        try:
            text = write(*args, **kwargs)
        finally:
            _active.append(notes)
        note = [write.__name__, *map(_plain, (*args, *kwargs.values())), text]
        notes[repr(note)] = note
        return text

    return noting


@contextmanager
def observed() -> Iterator[Mapping[str, Note]]:
    """Note the calls in a block, each once."""
    notes: dict[str, Note] = {}
    _active.append(notes)
    try:
        yield notes
    finally:
        _active.clear()


def differs(notes: Sequence[Note], functions: Mapping[str, Callable[..., str]]) -> bool:
    """Whether a call gives another text now, or cannot be made any more."""
    try:
        return any(functions[name](*map(_value, args)) != text for name, *args, text in notes)
    except (KeyError, TypeError, ValueError):
        return True


def _plain(value: Any) -> Any:  # noqa: ANN401 - an argument
    """An argument as JSON: an amount of money as a list with its text."""
    if isinstance(value, Measure):
        return {"measure": of_measure(value).data()}
    if isinstance(value, Embedded | Choice):
        return value.data()
    if isinstance(value, Decimal):
        return [str(value)]
    return value.item() if hasattr(value, "item") else value


def _value(plain: Any) -> Any:  # noqa: ANN401 - an argument
    if isinstance(plain, dict):
        return read_data(plain["measure"]).measure if "measure" in plain else read_data(plain)  # type: ignore[union-attr] # a number
    return Decimal(plain[0]) if isinstance(plain, list) else plain
