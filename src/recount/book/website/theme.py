"""Strip the theme down to what the website uses.

The style sheets of the theme contain all of Bootstrap and Font Awesome: 400 kB that a browser reads before the
first paint. A rule is kept if all classes and ids of one of its selectors occur in a page or script of the
site. The book has its own fonts and icons, so those of the theme are removed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import tinycss2

from recount.book.earlier_parts import ANEW, EarlierParts
from recount.book.staging import OWN

UNUSED: Final = (
    "vendor", "locales", "scripts/fontawesome.*", "scripts/bootstrap.*", "**/*.map",
    "*webpack-macros.html", "translations.js", "doctools.js", "sphinx_highlight.js", "searchtools.js",
    "language_data.js",
)  # fmt: skip
"""Files that no page loads."""

_WORD = re.compile(r"[\w-]+")


def trim_theme(site: Path, earlier: EarlierParts = ANEW) -> None:
    """Remove the files and rules that no page uses; style sheets of earlier builds are used if they fit."""
    static = site / "_static"
    for path in {path for pattern in UNUSED for path in static.glob(pattern)}:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    words = _words([*site.rglob("*.html"), *static.rglob("*.js")])
    for sheet in static.rglob("*.css"):
        if not sheet.name.startswith(OWN):
            text = sheet.read_text(encoding="utf-8")
            used = words.intersection(_WORD.findall(text))
            known = " ".join(sorted(used)).encode()
            earlier.write(sheet, partial(_pruned, text, used), text.encode(), known)


def prune(sheet: str, words: set[str]) -> str:
    """A style sheet without fonts, and without selectors that have a class or id not in ``words``.

    Comments are removed, except licences.

    >>> prune("h1, .gone { margin: 0 } .gone { color: red }", {"kept"})
    'h1{ margin: 0 }'
    """
    return "\n".join(_kept(_rules(sheet), words))


@cache
def _rules(sheet: str) -> list[Any]:
    """The rules of a style sheet; both books of a website have the same theme."""
    rules: list[Any] = tinycss2.parse_stylesheet(sheet, skip_whitespace=True)
    return rules


def _pruned(sheet: str, words: set[str]) -> bytes:
    return prune(sheet, words).encode()


def _kept(rules: Iterable[Any], words: set[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [part for part in _selectors(rule.prelude) if _names(part) <= words]
            if selectors:
                head = ",".join(tinycss2.serialize(part).strip() for part in selectors)
                yield f"{head}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"}:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if within := "\n".join(_kept(inner, words)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{within}}}"
        elif (rule.type == "at-rule" and rule.lower_at_keyword != "font-face") or (
            rule.type == "comment" and rule.value.startswith("!")
        ):
            yield rule.serialize()


def _selectors(prelude: list[Any]) -> Iterator[list[Any]]:
    """The selectors of a rule, split at commas."""
    part: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _names(selector: list[Any]) -> set[str]:
    """The classes and ids that a selector requires, without those inside ``:not()``."""
    classes = {
        token.value
        for dot, token in pairwise(selector)
        if token.type == "ident" and dot.type == "literal" and dot.value == "."
    }
    return classes | {token.value for token in selector if token.type == "hash"}


def _words(paths: Iterable[Path]) -> set[str]:
    """The words of files; pages have most of what is between two tags in common."""
    parts = {part for path in paths for part in path.read_text(encoding="utf-8").split("<")}
    return {word for part in parts for word in _WORD.findall(part)}
