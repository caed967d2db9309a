"""TOML files read into definitions: objects with known keys and checked types."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_args

import pydantic

from recount.errors import DefinitionError, nearest


class Definition(pydantic.BaseModel):
    """A table of a TOML file, with known keys and checked types only."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid")


D = TypeVar("D", bound=Definition)
T = TypeVar("T")


def read_toml(path: Path) -> Mapping[str, Any]:
    """The tables of a TOML file, with exact decimals; all readers of the same text share them."""
    return _read(path, _parsed)


def read_one(path: Path, model: type[D]) -> D:
    """A whole TOML file as one definition."""
    return checked(path, "", read_toml(path), model)


def read_tables(path: Path, model: type[D]) -> dict[str, D]:
    """A TOML file in which every table is a definition, by table name."""
    return dict(_read(path, functools.partial(_tables, path, model)))


def read_page(path: Path) -> str:
    """The text of a page or chapter.

    Errors: ``DefinitionError`` for a file that is not UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        where, remedy = f"{path.parent.name}/{path.name}", "Save it as UTF-8."
        raise DefinitionError("text cannot be read", where, "UTF-8", str(error), remedy) from None


def _read(path: Path, parse: Callable[[str], T]) -> T:
    try:
        return parse(path.read_text("utf-8"))
    except FileNotFoundError:
        found, remedy = "no file", "Restore it, or copy it from another edition."
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found, remedy = str(error), "Correct that line."
    except RecursionError:
        found, remedy = "lists or tables nested too deep", "Restore the file from git."
    raise DefinitionError(
        "the file cannot be read", path.name, "a TOML file in UTF-8", found, remedy
    )


@functools.lru_cache(maxsize=64)
def _parsed(text: str) -> Mapping[str, Any]:
    """The tables of a text; cached, as a build reads the same few files thousands of times."""
    return tomllib.loads(text, parse_float=Decimal)


@functools.lru_cache(maxsize=64)
def _tables(path: Path, model: type[D], text: str) -> Mapping[str, D]:
    """The definitions in a text; cached for the same reason."""
    return {name: checked(path, name, body, model) for name, body in _parsed(text).items()}


def checked(path: Path, name: str, body: object, model: type[D]) -> D:
    """A table of a TOML file as a definition.

    Errors: ``DefinitionError``, with its key.
    """
    try:
        return model.model_validate(body)
    except pydantic.ValidationError as error:
        raise _definition_error(path, name, error, model) from None


def _definition_error(
    path: Path, name: str, error: pydantic.ValidationError, model: type[Definition]
) -> DefinitionError:
    """One pydantic error as a five-part error; a misspelt key comes before the missing key it causes."""
    fault = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
    key = ".".join(str(part) for part in (name, *fault["loc"]) if part != "")
    where = f"{path.name} [{key}]"
    last = str(fault["loc"][-1]) if fault["loc"] else name
    if fault["type"] == "extra_forbidden":
        known = _keys(model, fault["loc"])
        return DefinitionError(
            f"key '{last}' is unknown",
            where,
            "one of " + ", ".join(known),
            f"'{last}', {nearest(last, known)}",
            "Correct the key.",
        )
    if fault["type"] == "missing":
        return DefinitionError(
            f"key '{last}' is missing", where, f"a value for '{last}'", "none", "Add the key."
        )
    return DefinitionError(
        f"'{last}' has a wrong value",
        where,
        fault["msg"].removeprefix("Input should be "),
        repr(fault["input"]),
        "Correct the value.",
    )


def _keys(model: type[Definition], loc: tuple[int | str, ...]) -> list[str]:
    """The keys allowed at the error: those of the innermost definition around it."""
    for part in loc[:-1]:
        field = model.model_fields.get(str(part))
        inner = get_args(field.annotation)[-1:] if field else ()
        if inner and isinstance(inner[0], type) and issubclass(inner[0], Definition):
            model = inner[0]
    return list(model.model_fields)
