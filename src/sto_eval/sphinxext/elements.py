"""The few doctree nodes of our own: an HTML element, a link to a number, a file that is copied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from sto_eval.markup import web_address

Child = nodes.Node | str | None

FILES = "gegevens"
"""Folder of the built site that holds the figures and their data."""

PASSPORTS = "getallen"
"""Folder of the built site that holds the passports, one page per number."""

NOTEBOOKS = "notebooks"
"""Folder among the copied files that holds the chapters as notebooks."""

_VOID = {"img", "br", "input", "source"}


class HtmlElement(nodes.General, nodes.TextElement):
    """An HTML element with the children it is given: semantics that docutils has no node for."""


class NumberLink(nodes.Inline, nodes.TextElement):
    """A shown number, to be linked to its entry in the annex once all pages are known."""


class PageLink(nodes.Inline, nodes.TextElement):
    """A link to another page of the book, by its document name; without a text it takes the page's title."""


def element(tag: str, *children: Child, css: str = "", **attributes: str) -> HtmlElement:
    """An HTML element; strings become text, ``None`` is dropped, ``_`` in a name becomes ``-``.

    One at the end of a name is for Python only: ``for_``.
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    node = HtmlElement("", "", tag=tag, attributes=named)
    node["classes"] = css.split()
    node.extend(as_nodes(children))
    return node


def as_nodes(children: Iterable[Child]) -> list[nodes.Node]:
    """Children as nodes."""
    return [nodes.Text(c) if isinstance(c, str) else c for c in children if c is not None]


def number_link(record_id: str, text: str, part: str = "", *, listed: bool = False) -> HtmlElement:
    """The text of a number that leads to its passport, in an element that names it.

    One that is only ``listed`` is no place in the book where the number is shown.
    """
    link = NumberLink("", amount(text), record=record_id, listed=listed)
    return element("span", link, data_getal=record_id, data_deel=part)


def made_up_mark() -> HtmlElement:
    """The mark behind a made-up number in a sentence; the box at the top of the page explains it."""
    return element("sup", "v", css="sto-merk", title="verzonnen", data_uit="merk")


def annex_mark(ordinal: int, page: str, fragment: str) -> HtmlElement:
    """The mark behind a number on paper: which entry of the annex it has."""
    return element("sup", PageLink("", f"[{ordinal}]", page=page, fragment=fragment), css="sto-nr")


def amount(text: str) -> str:
    """A text in which no line ends between the euro sign and its amount."""
    return text.replace("€ ", "€\N{NO-BREAK SPACE}")


def file_link(text: str, name: str, save_as: str = "") -> HtmlElement:
    """A link to a copied file, which the browser saves, under another name if one is given."""
    return element("a", text, href=f"{FILES}/{name}", download=save_as)


def web_link(text: str, address: str) -> nodes.Node:
    """A link to a page elsewhere; the text alone when the address is none of a web page."""
    if not web_address(address):
        return nodes.Text(text)
    return nodes.reference("", text, refuri=address, internal=False)


def anchor(record_id: str) -> str:
    """The anchor of a number in the annex."""
    return f"getal-{record_id}"


def visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the start of an element; addresses of copied files become relative to the page."""
    attributes: dict[str, Any] = dict(node["attributes"])
    for name in ("src", "srcset", "href"):
        if attributes.get(name, "").startswith(f"{FILES}/"):
            attributes[name] = _relative(self, attributes[name])
    self.body.append(self.starttag(node, node["tag"], "", **attributes))


def depart_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the end of an element, unless it has none."""
    if node["tag"] not in _VOID:
        self.body.append(f"</{node['tag']}>")


def _relative(translator: HTML5Translator, address: str) -> str:
    builder = translator.builder
    return relative_uri(builder.get_target_uri(builder.current_docname), address)


def ignore(self: nodes.NodeVisitor, node: nodes.Element) -> None:
    """Let other writers see the children only."""
