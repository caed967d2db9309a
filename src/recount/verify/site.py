"""The website as files: only what the build wrote, in pages that are static."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from recount.findings import Finding
from recount.verify.opened import OpenedBundle
from recount.verify.passports import DATA, LINKED_DATA
from recount.verify.places import ASSETS, CONTENTS, HTML, IN_REGIONS, PDF, WRITTEN

_OWN = re.compile(r".*/_static/rc-([\w.-]+)")
_TOC = re.compile(r"^\s*(?:- )?(?:root|file): *['\"]?([\w./-]+?)['\"]?\s*$", re.MULTILINE)
_SCHEMES = {"", "http", "https", "mailto"}
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href")
_EMBEDDING = {"applet", "base", "embed", "frame", "iframe", "object", "style"}
_STYLE = re.compile(
    r"""(?P<skipped>/\*.*?(?:\*/|\Z)|url\(\s*(?:"[^"]*"|'[^']*'|[^)"']*)\s*(?:\)|\Z))"""
    r"""|(?P<text>"(?:\\.|[^"\\])*(?:"|\Z)|'(?:\\.|[^'\\])*(?:'|\Z))"""
    r"""|(?P<end>[{};])|(?P<colon>:)|(?P<bracket>[\[\]])|[^{};:\[\]"'/u]+|.""",
    re.DOTALL | re.IGNORECASE,
)
"""The parts of a style sheet: comments and addresses, texts, and what separates declarations."""

_FONT = re.compile("font|family|@", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
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
            words = sorted(_words_of_style(opened.text(name)))
            if words:
                yield Finding("B7", name, f"a style sheet that writes '{words[0]}'")
        if name.endswith(".svg") and _IN_PICTURE.search(opened.archive.read(name)):
            yield Finding("B7", name, "a picture with a script")


def check_behaviour(
    name: str, page: HtmlElement, templates: str, opened: OpenedBundle
) -> Iterator[Finding]:
    """A page runs only scripts of the site or its templates, does not redirect, and has no inline styles."""
    for tag in page.iter("*"):
        for fault in _faults(name, tag, templates, opened):
            yield Finding("B7", name, f"<{tag.tag}> {fault}")


def template_text(opened: OpenedBundle) -> str:
    """The templates of the website, with single spaces."""
    texts = [opened.text(name) for name in opened.under(f"{ASSETS}/templates", ".html")]
    return " ".join(" ".join(texts).split())


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
    gone = opened.gone.keys() - opened.numbers.keys()
    expected |= {f"{HTML}/getallen/{name}.html" for name in gone}
    for record in opened.records.values():
        expected.add(f"{opened.site(record.chapter)}/getallen/{record.id}.html")
    found = set(opened.under(HTML, ".html"))
    for name in sorted(found - expected):
        yield Finding("B5", name, "neither in the contents nor the page of a number")
    for name in sorted(expected - found):
        yield Finding("B6", name, "the contents or a number refer to it")


def _toc(opened: OpenedBundle) -> str:
    return opened.text(f"{opened.pages}/{CONTENTS}")


def _faults(name: str, tag: HtmlElement, templates: str, opened: OpenedBundle) -> Iterator[str]:
    if tag.tag in _EMBEDDING:
        yield "is not allowed in a page of the report"
    if tag.tag == "meta" and tag.get("http-equiv", "").strip().lower() == "refresh":
        yield f"redirects: {tag.get('content')}"
    for attribute, value in tag.attrib.items():
        if attribute == "style" or attribute.startswith("on"):
            yield f"has attribute '{attribute}'"
        elif attribute in _ADDRESSES and not _is_plain(value):
            yield f"links to '{value[:60]}'"
    if tag.tag == "script" and not tag.get("src"):
        script = " ".join(tag.text_content().split())
        described = tag.get("type") == LINKED_DATA and name == f"{HTML}/index.html"
        # data have a check of their own
        if tag.get("type") != DATA and not described and script not in templates:
            yield f"is not in the templates: {script[:60]}"
    elif tag.tag == "script" or "stylesheet" in tag.get("rel", "").split():
        address = tag.get("src") or tag.get("href") or ""
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


@cache
def _words_of_style(sheet: str) -> set[str]:
    """The words that a style sheet can put on a page: texts in declarations, except names of fonts.

    Both books of a website have the same sheets.
    """
    words = set()
    name, declares, depth = "", False, 0
    for part in _STYLE.finditer(sheet):
        match part.lastgroup:
            case "end":
                name, declares, depth = "", False, 0
            case "colon":
                declares = True
            case "bracket":
                depth += 1 if part[0] == "[" else -1
            case "text" if declares and not depth and not _FONT.search(name):
                words.add(_ESCAPE.sub(_unescaped, part[0].strip("\"'")))
            case None if not declares:
                name = (name + part[0])[:100]
    return {text for text in words if _WORD.search(text)}


def _unescaped(found: re.Match[str]) -> str:
    return chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2]
