"""Compare a page with the same page in another language: only the words may differ."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from lxml import etree

from recount.book.website.translated import is_translated, read_html
from recount.numbers.dutch_numerals import CARDINALS, parse

TEXTS = ("alt", "aria-label", "title", "placeholder", "data-bs-title")
ADDRESSES = ("href", "src", "srcset", "action")
OTHERS = ("lang", "translate", "content", "data-part")
"""Attributes that differ between languages: with text, with addresses, and others."""

ONE_LANGUAGE = ("rc-uitleg", "rc-taal")
"""Classes of what only one of two pages has: meanings of terms, and links to other languages."""

CODE = ("code", "pre", "samp")
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
SWAPPED = str.maketrans(".,", ",.")
DUTCH = {word: number for word, number in CARDINALS.items() if word != "een"} | {"één": 1, "eén": 1}
ENGLISH = {word: number for number, word in enumerate((
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
))}  # fmt: skip


@dataclass(frozen=True)
class Side:
    """A page in one language.

    Parameters
    ----------
    root
        The page.
    folder
        Its folder in the website.
    code
        Its language; empty for Dutch.
    """

    root: etree._Element
    folder: str = ""
    code: str = ""


def names(book: Path) -> list[str]:
    """The Dutch pages of a book that are translated, passports of numbers last."""
    found = [path.relative_to(book) for path in book.rglob("*.html")]
    shown = [path.as_posix() for path in found if is_translated(path)]
    return sorted(shown, key=lambda name: (name.startswith("getallen/"), name))


def pair(site: Path, name: str, code: str, place: str = "") -> tuple[Side, Side]:
    """A page in Dutch and in another language; ``place`` is the folder of its book in the website."""
    dutch, other = f"{place}{name}", f"{place}{code}/{name}"
    return (
        Side(read_html(site / dutch), posixpath.dirname(dutch)),
        Side(read_html(site / other), posixpath.dirname(other), code),
    )


def differences(dutch: Side, other: Side) -> list[str]:
    """What is in Dutch on a page in another language, else the first difference of each kind.

    The elements, with their ids, numbers and statements; where links and pictures lead; and the numerals in texts.
    """
    left = other.root.xpath("//span[@lang='nl'][not(@class)]")
    if left:
        return [f"in Dutch: {one.text_content()}" for one in left]
    compared = {
        "element": (_elements(dutch), _elements(other)),
        "address": (_addresses(dutch, other.code), _addresses(other, other.code)),
        "numeral": (_numerals(dutch), _numerals(other)),
    }
    found = {
        kind: next((pair for pair in zip_longest(*sides) if pair[0] != pair[1]), None)
        for kind, sides in compared.items()
    }
    return [f"{kind}: {pair[0]} is {pair[1]}" for kind, pair in found.items() if pair]


def _nodes(side: Side) -> Iterator[etree._Element]:
    """The elements that both pages have."""
    return (node for node in side.root.iter(etree.Element) if node.get("class") not in ONE_LANGUAGE)


def _elements(side: Side) -> list[tuple[str, dict[str, str]]]:
    differ = {*TEXTS, *ADDRESSES, *OTHERS}
    return [
        (node.tag, {name: value for name, value in node.items() if name not in differ})
        for node in _nodes(side)
    ]


def _addresses(side: Side, code: str) -> list[str]:
    """Where links and pictures lead, as a page in a language has it."""
    return [
        _address(address, side, code)
        for node in _nodes(side)
        for name in ADDRESSES
        if (address := node.get(name))
    ]


def _address(address: str, side: Side, code: str) -> str:
    file = re.split("[?#]", address)[0]
    if not file or ":" in file:
        return address
    target = posixpath.normpath(posixpath.join(side.folder, file))
    if not side.code and target.endswith((".html", "zoekindex.js")):
        book = "regios/" if target.startswith("regios/") else ""
        target = f"{book}{code}/{target.removeprefix(book)}"
    if target.endswith(".pdf"):  # its name is in the language
        target = posixpath.dirname(target)
    return target.replace(f".{code}.", ".") + address.removeprefix(file)


def _numerals(side: Side) -> list[str]:
    """The numerals in texts, in the notation of the other language, and cardinals in digits."""
    return [
        written
        for text, is_code in _texts(side.root)
        for found in NUMERAL.finditer(text)
        if (written := _digits(found[0], side.code, is_code=is_code))
    ]


def _digits(found: str, code: str, *, is_code: bool) -> str:
    """A numeral in digits; empty for a word that is none."""
    if not found[0].isdigit():
        return "" if is_code else str((ENGLISH if code else DUTCH).get(found.lower(), ""))
    return found if code or is_code or parse(found) is None else found.translate(SWAPPED)


def _texts(node: etree._Element, *, is_code: bool = False) -> Iterator[tuple[str, bool]]:
    """Its texts in order, and whether each is code or a name, which no language changes."""
    if node.tag in {"script", "style"} or node.get("class") in ONE_LANGUAGE:
        return
    is_code = is_code or node.tag in CODE or node.get("translate") == "no"
    yield from ((node.get(name, ""), is_code) for name in TEXTS)
    yield node.text or "", is_code
    for child in node:
        yield from _texts(child, is_code=is_code)
        yield child.tail or "", is_code
