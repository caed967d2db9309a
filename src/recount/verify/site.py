"""The website as files: only what the build wrote, in pages that are static."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

import tinycss2
from bs4 import BeautifulSoup, Tag

from recount.evidence.bundle.contents import CONTENTS, HTML, IN_REGIONS, PACKAGE, PDF, WRITTEN
from recount.findings import Finding
from recount.verify.opened import OpenedBundle

ASSETS = f"{PACKAGE}/book/assets"
"""The folder of our own scripts, styles and templates in a bundle."""

_OWN = re.compile(r".*/_static/rc-([\w.-]+)")
_TOC = re.compile(r"^\s*(?:- )?(?:root|file): *['\"]?([\w./-]+?)['\"]?\s*$", re.MULTILINE)
_SCHEMES = {"", "http", "https", "mailto"}
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href")
_EMBEDDING = {"applet", "base", "embed", "frame", "iframe", "object", "style"}
_FONT = re.compile("font|family")
_WORD = re.compile(r"[^\W\d_]{3}")
_IN_PICTURE = re.compile(rb"<script|<foreignobject|javascript:|\son\w+\s*=", re.IGNORECASE)


def check_site(opened: OpenedBundle) -> Iterator[Finding]:
    """Files against the build's list, pages against contents and records, assets against the code."""
    yield from _written(opened)
    yield from _pages(opened)
    for name in opened.under(HTML):
        own = _OWN.fullmatch(name)
        if own and name.endswith((".js", ".css")):
            original = f"{ASSETS}/{own[1]}"
            if opened.digests.get(original) != opened.digests[name]:
                yield Finding("B5", name, f"not {original}")
        if name.endswith(".css"):
            words = sorted(set(_words_of_style(opened.text(name))))
            if words:
                yield Finding("B7", name, f"a style sheet that writes '{words[0]}'")
        if name.endswith(".svg") and _IN_PICTURE.search(opened.archive.read(name)):
            yield Finding("B7", name, "a picture with a script")


def check_behaviour(name: str, page: BeautifulSoup, opened: OpenedBundle) -> Iterator[Finding]:
    """A page runs only the scripts of the site, does not redirect, and has no inline styles."""
    for tag in page.select("*"):
        for fault in _faults(name, tag, opened):
            yield Finding("B7", name, f"<{tag.name}> {fault}")


def _written(opened: OpenedBundle) -> Iterator[Finding]:
    lists = opened.load_json(WRITTEN, dict[str, dict[str, str]], "B5") or {}
    listed = {
        f"{folder}/{name}": sha for folder, files in lists.items() for name, sha in files.items()
    }
    for name in [*opened.under(HTML), *opened.under(PDF)]:
        if name not in listed:
            yield Finding("B5", name, f"not in {WRITTEN}")
        elif listed[name] != opened.digests[name]:
            yield Finding("B5", name, f"checksum differs from {WRITTEN}")
    for name in sorted(listed.keys() - opened.digests.keys()):
        yield Finding("B6", name, f"in {WRITTEN}")


def _pages(opened: OpenedBundle) -> Iterator[Finding]:
    """The pages are exactly those of the contents, the chapters and the numbers."""
    expected = {f"{HTML}/{name}.html" for name in ("search", *_TOC.findall(_toc(opened)))}
    if opened.regions:
        expected |= {f"{IN_REGIONS}/{name}.html" for name in ("index", "search", "herkomst")}
        regions = [
            name for name, card in opened.regions.chapters.items() if "region" in card.settings
        ]
        expected |= {f"{IN_REGIONS}/chapters/{name}.html" for name in regions}
    for record in opened.records.values():
        expected.add(f"{opened.site(record.chapter)}/getallen/{record.id}.html")
    found = set(opened.under(HTML, ".html"))
    for name in sorted(found - expected):
        yield Finding("B5", name, "neither in the contents nor the page of a number")
    for name in sorted(expected - found):
        yield Finding("B6", name, "the contents or a number refer to it")


def _toc(opened: OpenedBundle) -> str:
    return opened.text(f"{opened.pages}/{CONTENTS}")


def _faults(name: str, tag: Tag, opened: OpenedBundle) -> Iterator[str]:
    if tag.name in _EMBEDDING:
        yield "is not allowed in a page of the report"
    if tag.name == "meta" and str(tag.get("http-equiv", "")).strip().lower() == "refresh":
        yield f"redirects: {tag.get('content')}"
    for attribute, value in tag.attrs.items():
        if attribute == "style" or attribute.startswith("on"):
            yield f"has attribute '{attribute}'"
        elif attribute in _ADDRESSES and not _is_plain(str(value)):
            yield f"links to '{str(value)[:60]}'"
    if tag.name == "script" and not tag.get("src"):
        if collapse_whitespace(tag.get_text()) not in _templates(opened):
            yield f"is not in the templates: {collapse_whitespace(tag.get_text())[:60]}"
    elif tag.name == "script" or "stylesheet" in tag.get_attribute_list("rel"):
        address = str(tag.get("src") or tag.get("href") or "")
        if not _is_of_site(name, address, opened):
            yield f"loads '{address[:60]}', which is not part of the site"


def _is_plain(address: str) -> bool:
    """Whether an address has an allowed scheme; browsers ignore whitespace in it."""
    try:
        return urlsplit("".join(address.split())).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _is_of_site(page: str, address: str, opened: OpenedBundle) -> bool:
    parts = urlsplit(address)
    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return not parts.netloc and place.startswith(f"{HTML}/") and place in opened.digests


def _templates(opened: OpenedBundle) -> str:
    texts = [opened.text(name) for name in opened.under(f"{ASSETS}/templates", ".html")]
    return collapse_whitespace(" ".join(texts))


def collapse_whitespace(text: str) -> str:
    """Collapse whitespace to single spaces."""
    return " ".join(text.split())


@cache
def _words_of_style(sheet: str) -> set[str]:
    """The words that a style sheet can put on a page, without names of fonts and files.

    Both books of a website have the same sheets, which take longest to read of all that is checked.
    """
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return {text for text in _texts(rules) if _WORD.search(text)}


def _texts(nodes: Iterable[Any]) -> Iterator[str]:
    """The strings in the declarations of rules, nested rules included."""
    for node in nodes:
        if node.type == "declaration" and not _FONT.search(node.lower_name):
            yield from _strings(node.value)
        elif node.type in {"qualified-rule", "at-rule"} and node.content is not None:
            yield from _texts(tinycss2.parse_blocks_contents(node.content))


def _strings(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "string":
            yield token.value
        elif token.type == "function" and token.lower_name != "url":
            yield from _strings(token.arguments)
        elif token.type.endswith("block"):
            yield from _strings(token.content)
