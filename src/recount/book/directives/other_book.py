"""Links to the other book of the website: from the report to the regional book and back.

Print output, and a book built on its own, has no such links.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from recount.book.directives.elements import HtmlElement, element
from recount.book.directives.numbers import on_paper
from recount.book.directives.pages import PageDirective
from recount.book.directives.store import Card

CSS = "rc-ernaast"


class OtherBookDirective(PageDirective):
    """``ernaast``: a sentence about the other book; with a subject, a link to that subject there."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the sentence or the link; nothing without another book, or if it lacks the subject."""
        other = other_book(self.env.app)
        if not other or not self.arguments:
            return [self._sentence(other)] if other else []
        found = other["places"].get(self.arguments[0])
        if found is None:
            return []
        link = self._link(*found)
        return [element("p", f"{other['lead']}: ", link, css=CSS)]

    def _sentence(self, other: Card) -> HtmlElement:
        link = self._link(other["title"], other["front"])
        return element("p", f"{other['sentence']} ", link, ".")

    def _link(self, text: str, address: str) -> HtmlElement:
        page, _, anchor = address.partition("#")
        here = self.env.app.builder.get_target_uri(self.env.docname)
        return element("a", text, href="#".join(filter(None, [relative_uri(here, page), anchor])))


def other_book(app: Sphinx) -> Card:
    """Data of the other book; empty if there is none."""
    other: Card = {} if on_paper(app) else app.config.recount_other_book
    return other
