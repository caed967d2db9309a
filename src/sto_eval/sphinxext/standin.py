"""The box under the title of every page that rests on a made-up file."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sto_eval.sphinxext.elements import HtmlElement, element
from sto_eval.sphinxext.pages import chapter_of, store_of
from sto_eval.sphinxext.store import STANDIN, Store

WHOLE = "Deze pagina rust op nagebootste bestanden: haar getallen bewijzen niets."
"""The sentence on the page of a chapter."""

PART = (
    "Een deel van deze pagina rust op nagebootste bestanden: "
    "de getallen met dat label bewijzen niets."
)
"""The sentence on a page that only shows numbers of chapters."""


def add_box(app: Sphinx, doctree: nodes.document) -> None:
    """Put the box directly under the title, when the page rests on something made up."""
    title = next(doctree.findall(nodes.title), None)
    sentence = sentence_for(app.env.docname, doctree, store_of(app))
    if title is not None and sentence:
        title.parent.insert(title.parent.index(title) + 1, box(sentence))


def sentence_for(docname: str, doctree: nodes.document, store: Store) -> str | None:
    """The sentence that a page must carry, or none."""
    chapter = chapter_of(docname, store)
    if chapter and any(card["evidence"] == STANDIN for card in store.sources[chapter]):
        return WHOLE
    shown = {node["record"] for node in doctree.findall(nodes.Element) if node.get("record")}
    made_up = {name for name in shown if store.records[name]["evidence"] == STANDIN}
    if not made_up:
        return None
    return WHOLE if made_up == shown else PART


def box(sentence: str) -> HtmlElement:
    """The box itself."""
    return element(
        "div", element("p", element("strong", sentence)), css="sto-waarschuwing", role="note"
    )
