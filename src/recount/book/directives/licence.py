"""Directive ``licentie``: what readers may do with the report, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from docutils import nodes

from recount.book.directives.elements import element, web_link
from recount.book.directives.pages import PageDirective
from recount.book.directives.publication import publication_of
from recount.book.directives.store import Store

IN_WORDS: Final[Mapping[str, str]] = {
    "https://creativecommons.org/licenses/by/4.0/": (
        "U mag tekst en figuren delen en bewerken, ook om er geld mee te verdienen, als u de bron noemt "
        "(licentie Creative Commons Naamsvermelding)."
    ),
}
"""Address of a licence -> what it allows."""


class LicenceDirective(PageDirective):
    """The licence of the text and figures in words, or its address if we have no words for it."""

    def run(self) -> list[nodes.Node]:
        """Return a sentence; nothing for a report without a licence."""
        address = publication_of(self.store).licence
        if said := licence_in_words(self.store):
            return [element("p", said)]
        return [element("p", "Licentie: ", web_link(address, address))] if address else []


def licence_in_words(store: Store) -> str:
    """What the licence of the text and figures allows; empty if it is unknown."""
    return IN_WORDS.get(publication_of(store).licence, "")
