"""The warning under the title of every page of the demo."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from recount.book.directives.elements import HtmlElement, element
from recount.book.directives.pages import store_of

WARNING = (
    "Dit is een demo op verzonnen bestanden, om de rekenweg te tonen. "
    "Onze getallen bewijzen hier niets. Gebruik ze niet."
)


def add_box(app: Sphinx, doctree: nodes.document) -> None:
    """Insert the box directly under the title of a page of the demo."""
    title = next(doctree.findall(nodes.title), None)
    if title is not None and store_of(app).demo:
        title.parent.insert(title.parent.index(title) + 1, box(WARNING))


def box(sentence: str) -> HtmlElement:
    """The warning box."""
    return element(
        "div", element("p", element("strong", sentence)), css="rc-waarschuwing", role="note"
    )
