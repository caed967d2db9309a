"""Parse JSON and TOML to dataclasses, strictly: nothing that a forger writes reaches a check unchecked."""

from __future__ import annotations

import datetime as dt
import json
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Shapes = tuple[object, ...]

MAX_NUMBER = 10**15
"""Above this a JSON number is no longer exact to the unit."""

OPEN = "__open__"
"""The attribute of a dataclass of which unknown keys are ignored."""


def parse(raw: bytes, shape: object) -> Any:  # noqa: ANN401 - any shape gives its own type
    """Parse JSON to a shape: a dataclass, or a list, tuple or dictionary of shapes.

    Errors: ``ValueError`` in one line for bytes that are not JSON or have another shape, for infinite numbers, NaN
    and duplicate keys.
    """
    try:
        content = json.loads(
            raw, parse_constant=_finite, parse_float=_finite, object_pairs_hook=_object
        )
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from None
    return shaped(content, shape)


def shaped(content: object, shape: object, place: str = "it") -> Any:  # noqa: ANN401 - any shape gives its own type
    """Parsed JSON or TOML as a shape.

    Errors: ``ValueError`` with the place of the first value of another type, missing key or unknown key.
    """
    if isinstance(shape, type) and is_dataclass(shape):
        return _instance(content, shape, place)
    make = _MAKERS.get(get_origin(shape))
    if make:
        return make(content, get_args(shape), place)
    return _plain(content, shape, place)


def _instance(content: object, shape: type, place: str) -> object:
    found, hints = _table(content, place), _hints(shape)
    needed = {one.name for one in fields(shape) if one.default is one.default_factory is MISSING}
    unknown = set() if hasattr(shape, OPEN) else found.keys() - hints.keys()
    for wrong in sorted(unknown | (needed - found.keys())):
        raise ValueError(f"{place}.{wrong}: {'unknown' if wrong in unknown else 'missing'}")
    known = {key: found[key] for key in hints if key in found}
    return shape(**{key: shaped(one, hints[key], f"{place}.{key}") for key, one in known.items()})


@cache
def _hints(shape: type) -> Mapping[str, object]:
    return get_type_hints(shape)


def _union(content: object, shapes: Shapes, place: str) -> object:
    faults = []
    for shape in shapes:
        try:
            return shaped(content, shape, place)
        except ValueError as error:
            faults.append(error)
    raise faults[0]


def _literal(content: object, texts: Shapes, place: str) -> object:
    if not isinstance(content, str) or content not in texts:
        raise _wrong(content, f"one of {', '.join(map(str, texts))}", place)
    return content


def _dictionary(content: object, shapes: Shapes, place: str) -> object:
    found = _table(content, place)
    return {key: shaped(one, shapes[1], f"{place}.{key}") for key, one in found.items()}


def _list(content: object, shapes: Shapes, place: str) -> list[object]:
    if not isinstance(content, list):
        raise _wrong(content, "a list", place)
    return [shaped(one, shapes[0], f"{place}.{at}") for at, one in enumerate(content)]


def _tuple(content: object, shapes: Shapes, place: str) -> object:
    if shapes[-1] is Ellipsis:
        return tuple(_list(content, shapes, place))
    if not isinstance(content, list) or len(content) != len(shapes):
        raise _wrong(content, f"{len(shapes)} values", place)
    pairs = enumerate(zip(content, shapes, strict=True))
    return tuple(shaped(one, shape, f"{place}.{at}") for at, (one, shape) in pairs)


def _table(content: object, place: str) -> dict[str, object]:
    if not isinstance(content, dict):
        raise _wrong(content, "an object", place)
    return content


def _plain(content: object, shape: object, place: str) -> object:
    """A text, number, truth or date; TOML has dates, JSON writes them as text."""
    wanted = shape if isinstance(shape, type) else type(None)
    if wanted is dt.date and isinstance(content, str):
        try:
            return dt.date.fromisoformat(content)
        except ValueError:
            raise _wrong(content, "a date", place) from None
    kinds = (float, int) if wanted is float else (wanted,)
    if not isinstance(content, kinds) or (isinstance(content, bool) and wanted is not bool):
        raise _wrong(content, wanted.__name__, place)
    if isinstance(content, float | int | Decimal) and not -MAX_NUMBER <= content <= MAX_NUMBER:
        raise _wrong(content, f"a number up to {MAX_NUMBER}", place)
    return content


def _wrong(content: object, wanted: str, place: str) -> ValueError:
    return ValueError(f"{place}: {repr(content)[:60]} is not {wanted}")


_MAKERS: Mapping[object, Callable[[object, Shapes, str], object]] = {
    Union: _union,
    types.UnionType: _union,
    Literal: _literal,
    dict: _dictionary,
    list: _list,
    tuple: _tuple,
}


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"'{text}' is not a finite number")
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError(f"duplicate key in an object with '{pairs[0][0]}'")
    return made
