"""Custom doctree nodes and the helpers that build them: HTML elements, and links to numbers, pages and files."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.utils.smartquotes import smartyPants
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from recount.edition.translations import DUTCH
from recount.markup import web_address

Child = nodes.Node | str | None

FILES = "gegevens"
"""Folder of the built site with the figures and their data."""

PASSPORTS = "getallen"
"""Folder of the built site with the passports, one page per number."""

ALL = "cijfers"
"""The files at the top of the built site with all numbers, without suffix."""

SCHEMA = f"{PASSPORTS}/schema.json"
"""The JSON Schema that the file of a number follows."""

WORKBOOK = "werkboek"
"""The workbook at the top of the built site of the report, without suffix."""

NOTEBOOKS = "notebooks"
"""Folder among the copied files with the chapters as notebooks."""

_VOID = {"img", "br", "input", "source"}
_VERBATIM = {"code", "kbd", "pre", "samp", "script", "style"}
"""Elements whose quotes stay straight."""


class HtmlElement(nodes.General, nodes.TextElement):
    """An HTML element with children, for semantics that docutils has no node for."""


class NumberLink(nodes.Inline, nodes.TextElement):
    """A displayed number, linked to its passport once all pages are known."""


class PageLink(nodes.Inline, nodes.TextElement):
    """A link to another page of the book by document name; without text it shows the title of the page."""


def element(
    tag: str, *children: Child, css: str = "", id_: str = "", **attributes: str
) -> HtmlElement:
    """Build an HTML element; strings become text nodes and ``None`` is dropped.

    In attribute names ``_`` becomes ``-``, and a trailing ``_`` is removed (``for_``).
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    node = HtmlElement("", "", tag=tag, attributes=named)
    node["classes"] = css.split()
    node["ids"] = [id_] if id_ else []
    node.extend(nodes.Text(c) if isinstance(c, str) else c for c in children if c is not None)
    return node


def number_link(record_id: str, text: str, part: str = "", *, listed: bool = False) -> HtmlElement:
    """A number linked to its passport, in an element that carries its id.

    A number that is only ``listed`` does not count as a place where the book shows it.
    """
    link = NumberLink("", bind_euro(text), record=record_id, listed=listed)
    return element("span", link, data_getal=record_id, data_deel=part)


def bind_euro(text: str) -> str:
    """Text with a no-break space between the euro sign and its amount."""
    return text.replace("€ ", "€\N{NO-BREAK SPACE}")


def file_link(text: str, name: str, save_as: str = "") -> HtmlElement:
    """A download link to a copied file, saved under ``save_as`` if given."""
    return element("a", text, href=f"{FILES}/{name}", download=save_as)


def web_link(text: str, address: str) -> nodes.Node:
    """An external link; plain text if the address is not a web address."""
    if not web_address(address):
        return nodes.Text(text)
    return nodes.reference("", text, refuri=address, internal=False)


def anchor(record_id: str) -> str:
    """Anchor of a number in the annex."""
    return f"getal-{record_id}"


def visit_html(self: HTML5Translator, node: nodes.Element) -> None:
    """Write an element with all that is in it."""
    write_html(self, node)
    raise nodes.SkipNode


def write_html(translator: HTML5Translator, node: nodes.Node) -> None:
    """Write a node with all that is in it; addresses of copied files become relative to the page.

    Elements and texts are written here: docutils takes as long to find out how as to write them. Texts that Sphinx
    did not read, such as those of passports, get the quotes that it gives.
    """
    if isinstance(node, HtmlElement):
        builder = translator.builder
        attributes: dict[str, Any] = dict(node["attributes"])
        for name in ("src", "srcset", "href"):
            if attributes.get(name, "").startswith(f"{FILES}/"):
                here = builder.get_target_uri(builder.current_docname)
                attributes[name] = relative_uri(here, attributes[name])
        translator.body.append(translator.starttag(node, node["tag"], "", **attributes))
        for child in node.children:
            write_html(translator, child)
        if node["tag"] not in _VOID:
            translator.body.append(f"</{node['tag']}>")
    elif isinstance(node, nodes.Text):
        translator.visit_Text(nodes.Text(typographic(node.astext())) if _has_quotes(node) else node)
    else:
        node.walkabout(translator)


def _has_quotes(text: nodes.Text) -> bool:
    return ("'" in text or '"' in text) and text.parent.get("tag") not in _VERBATIM


def typographic(text: str) -> str:
    """A text with the quotes and apostrophes of print instead of straight ones."""
    return str(smartyPants(text, "q", DUTCH))
