"""HTML pages as trees."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement


def read_page(raw: bytes) -> HtmlElement:
    """The tree of a page.

    Errors: ``ValueError`` for a page that is not UTF-8 or that the parser cannot read to its end.
    """
    raw.decode("utf-8")
    parser = html.HTMLParser(encoding="utf-8")
    page = html.document_fromstring(raw if raw.strip() else b"<html></html>", parser)
    if fatal := parser.error_log.filter_from_fatals():
        raise ValueError(fatal[0].message.strip())
    return page


def with_class(root: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements under a root that have a CSS class."""
    found = root.xpath(
        "descendant::*[contains(concat(' ', normalize-space(@class), ' '), $name)]",
        name=f" {name} ",
    )
    return list(found)


def classes(tag: HtmlElement) -> set[str]:
    """The CSS classes of an element."""
    return set(str(tag.get("class", "")).split())
