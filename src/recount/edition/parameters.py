"""Parameters of chapters: their defaults, and the values that a user sets for one run."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any

from nbformat import NotebookNode

from recount.edition.ranges import LONGEST, Range, range_of
from recount.errors import ChapterError, UnknownName, listed, nearest

TAG = "parameters"

Parameters = Mapping[str, Any]


def default_parameters(name: str, node: NotebookNode) -> dict[str, Any]:
    """The parameters of a chapter with their defaults: the literals in its cell ``parameters``."""
    found: dict[str, Any] = {}
    for cell in node.cells:
        if cell.cell_type != "code" or TAG not in cell.metadata.get("tags", []):
            continue
        for line in ast.parse(cell.source).body:
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                found[line.targets[0].id] = _literal(name, line)
    return found


def parse_settings(
    settings: Sequence[str],
    defaults: Mapping[str, Parameters],
    ranges: Mapping[str, Range] = MappingProxyType({}),
) -> dict[str, dict[str, Any]]:
    """``bereik.radius_km=7.5`` -> chapter -> parameter -> value, of the type of the default and in its range.

    Errors: ``UnknownName`` for an unknown chapter or parameter, ``ChapterError`` for a value of another type
    than the default or outside its range.
    """
    chosen: dict[str, dict[str, Any]] = {}
    for setting in settings:
        chapter, parameter, text = split_setting(setting)
        check_known(chapter, defaults, "chapter", f"--set {setting}")
        check_known(parameter, defaults[chapter], "parameter", f"--set {setting}")
        default = defaults[chapter][parameter]
        allowed = range_of(ranges, chapter, parameter)
        value = _value(text, default)
        fits = allowed.allows(value) if allowed else _same_type(value, default)
        if not fits:
            raise _misfit(f"--set {setting}", text, default, allowed)
        chosen.setdefault(chapter, {})[parameter] = value
    return chosen


def check_defaults(chapter: str, defaults: Parameters, ranges: Mapping[str, Range]) -> None:
    """Refuse a default outside its range; a ``fixed`` parameter has no default of its own.

    Errors: ``ChapterError``, with the cell.
    """
    for name, value in defaults.items():
        allowed = range_of(ranges, chapter, name)
        if allowed and allowed.kind != "fixed" and not allowed.allows(value):
            where = f"chapter '{chapter}', cell 'parameters', {name}"
            raise _misfit(where, str(value), value, allowed)


def check_known(name: str, names: Collection[str], kind: str, where: str) -> None:
    """Refuse an unknown name.

    Errors: ``UnknownName``, with the nearest name.
    """
    if name not in names:
        raise UnknownName(
            f"{kind} '{name}' is unknown",
            where,
            f"one of {listed(names)}",
            f"'{name}', {nearest(name, names)}",
            "Correct the name.",
        )


def _literal(chapter: str, line: ast.Assign) -> Any:  # noqa: ANN401 - literals of any kind
    try:
        return ast.literal_eval(line.value)
    except ValueError:
        raise ChapterError(
            "a parameter is not a literal",
            f"chapter '{chapter}', cell 'parameters', line {line.lineno}",
            "a number, text, boolean or list of these",
            ast.unparse(line.value),
            "Write the value itself.",
        ) from None


def split_setting(setting: str) -> tuple[str, str, str]:
    """The chapter, the parameter and the value, as text, of a setting ``CHAPTER.PARAMETER=VALUE``.

    Errors: ``ChapterError`` for another form.
    """
    name, equals, text = setting.partition("=")
    chapter, point, parameter = name.partition(".")
    if not (equals and point):
        raise ChapterError(
            "a setting cannot be read",
            f"--set {setting}",
            "CHAPTER.PARAMETER=VALUE",
            setting,
            "For example --set bereik.radius_km=7.5.",
        )
    return chapter, parameter, text


def _value(text: str, default: Any) -> Any:  # noqa: ANN401 - literals of any kind
    """The text itself if the default is text; else the literal in it, if it is one."""
    if isinstance(default, str):
        return text
    with suppress(ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return ast.literal_eval(text)
    return text


def _same_type(value: object, default: object) -> bool:
    """Whether a value has the type of the default; an integer is accepted for a float."""
    return type(value) is type(default) or (type(value) is int and isinstance(default, float))


def _misfit(where: str, text: str, default: object, allowed: Range | None) -> ChapterError:
    """The error for a value of a wrong type or outside its range, with the correct notation if known."""
    meant = [text.replace(",", "."), text.strip("'\" "), text.lower()]
    fitting = [one for one in meant if allowed and allowed.allows(_value(one, default))]
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return ChapterError(
        "the value of a parameter is not allowed",
        where if len(where) <= LONGEST else f"{where[:LONGEST]}…",
        allowed.expected() if allowed else f"a value like {default!r}",
        f"'{short}'" if text else "nothing",
        f"Write {fitting[0]}." if fitting else "Correct the value.",
    )
