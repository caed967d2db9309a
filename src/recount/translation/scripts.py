"""Our scripts in another language: the same scripts, with their texts looked up in a gettext catalogue.

A message is a whole literal, ``"…"`` or ``…`` between backticks, as the script has it. A literal without a
translation stays, so names of elements and events need none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from recount.edition.translations import SCRIPTS, catalogues
from recount.errors import DefinitionError
from recount.translation.catalogue import read_translations
from recount.translation.messages import LETTERS

_TOKEN: Final = re.compile(
    r"""
      /\*.*?\*/ | //[^\n]*                                            # a comment
    | (?<=[(,=>:\[!&|?])\s?/ (?: \\. | \[(?:\\.|[^]\\])*] | [^/\\[] )+ /  # a regular expression
    | (?P<quote>["'`]) (?P<text> (?: \\. | (?!(?P=quote)). )* ) (?P=quote)
    """,
    re.VERBOSE | re.DOTALL,
)
_EXPRESSION: Final = re.compile(r"\$\{[^}]*\}")
_CODE: Final = re.compile(r"use strict|[.#[]|rc-|\w+\[")
"""How a literal begins that is no text: a mode, a selector or a class."""


def read_script_texts(edition: Path, code: str) -> Mapping[str, str]:
    """The texts of scripts in a language of an edition, by message; none without a catalogue of scripts.

    Raises
    ------
    DefinitionError
        The catalogue cannot be read, or a translation has other expressions than its message.
    """
    path = catalogues(edition, SCRIPTS).get(code)
    return read_translations(path, _expressions) if path else {}


def _expressions(text: str) -> list[str]:
    return sorted(_EXPRESSION.findall(text))


def translated(script: str, known: Mapping[str, str]) -> str:
    """A script with its texts in another language.

    Parameters
    ----------
    script
        The script.
    known
        Message -> its translation.

    Raises
    ------
    DefinitionError
        A translation has the quote of its literal, or more than one line.

    >>> translated('say("rijen"); // "rijen"', {"rijen": "rows"})
    'say("rows"); // "rijen"'
    """
    return _TOKEN.sub(lambda token: _translated(token, known), script)


def _translated(token: re.Match[str], known: Mapping[str, str]) -> str:
    message, quote = token["text"], token["quote"]
    if message not in known:
        return token[0]
    literal = f"{quote}{known[message]}{quote}"
    if "\n" in literal or not _TOKEN.fullmatch(literal):
        raise DefinitionError(
            "a translation does not fit in its script",
            f"{SCRIPTS}.po",
            f"one line without {quote}",
            literal,
            "Use typographic quotes.",
        )
    return literal


def messages(script: str) -> Iterator[str]:
    """The literals of a script that a reader may see: a phrase, or a word with a capital.

    A single word in lower case cannot be told from a name in code, so the catalogue may have more.

    >>> list(messages('create("p", "rc-a rc-b", `${count} van 8`, "Sluiten")'))
    ['${count} van 8', 'Sluiten']
    """
    for token in _TOKEN.finditer(script):
        text = token["text"] or ""
        words = _EXPRESSION.sub("", text)
        if LETTERS.search(words) and not _CODE.match(text) and re.search(r"\s|^[A-Z]", words):
            yield text
