"""Parameters of chapters: their defaults, and what a user sets in their place for one run."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode

from sto_eval.errors import ChapterError, UnknownName, listed, nearest

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
    settings: Sequence[str], defaults: Mapping[str, Parameters]
) -> dict[str, dict[str, Any]]:
    """``bereik.radius_km=7.5`` -> chapter -> parameter -> value, of the type of the default.

    Errors: ``UnknownName`` for a chapter or parameter that is not there, ``ChapterError`` for a value of
    another type than the default.
    """
    chosen: dict[str, dict[str, Any]] = {}
    for setting in settings:
        chapter, parameter, text = _split_setting(setting)
        check_known(chapter, defaults, "chapter", f"--set {setting}")
        check_known(parameter, defaults[chapter], "parameter", f"--set {setting}")
        value = _value(setting, text, defaults[chapter][parameter])
        chosen.setdefault(chapter, {})[parameter] = value
    return chosen


def check_known(name: str, names: Mapping[str, Any], kind: str, where: str) -> None:
    """Refuse a name that is not in its list.

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
            "a number, text, truth value or list of these",
            ast.unparse(line.value),
            "Write the value itself.",
        ) from None


def _split_setting(setting: str) -> tuple[str, str, str]:
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


def _value(setting: str, text: str, default: Any) -> Any:  # noqa: ANN401 - literals of any kind
    """The text as a value of the default's type; a whole number will do for a decimal one."""
    if isinstance(default, str):
        return text
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        value = text
    both_numbers = isinstance(value, int | float) and isinstance(default, int | float)
    if type(value) is type(default) or (both_numbers and not isinstance(value, bool)):
        return value
    raise ChapterError(
        "a setting has a wrong type",
        f"--set {setting}",
        f"a value like {default!r}",
        repr(value),
        "Correct the value.",
    )
