"""Role ``uitgave``: what only the publisher of a report knows, in its colophon."""

from __future__ import annotations

from typing import Final

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from recount.book.directives.pages import store_of
from recount.book.directives.publication import publication_of

_LOG = logging.getLogger(__name__)

UNKNOWN: Final = {
    "opdracht": "Dat is in dit project niet vastgelegd.",
    "contact": "Meld het bij wie dit rapport uitgeeft.",
}
"""What the colophon says -> the sentence when the edition does not state it."""


class PublisherRole(SphinxRole):
    """For whom a report was made and who paid (``opdracht``), or where to report a fault (``contact``)."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The sentence of the edition, or that it is not known."""
        published = publication_of(store_of(self.env.app))
        stated = {"opdracht": published.commission, "contact": published.contact}
        if self.text not in stated:
            what, known = "the colophon has no '%s'; expected %s", ", ".join(stated)
            _LOG.warning(what, self.text, known, location=self.get_location(), type="recount")
            return [nodes.problematic(self.rawtext, self.text)], []
        return [nodes.Text(stated[self.text] or UNKNOWN[self.text])], []
