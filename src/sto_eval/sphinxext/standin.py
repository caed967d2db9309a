"""The warning under the title of every page based on a made-up file."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sto_eval.evidence import Evidence
from sto_eval.sphinxext.elements import HtmlElement, element
from sto_eval.sphinxext.pages import chapter_of, store_of
from sto_eval.sphinxext.store import Store

BOX = "rc-waarschuwing"
"""Class of the warning box."""

WHOLE = "Let op: de getallen op deze pagina hebben wij zelf verzonnen, om de rekenweg te tonen. Gebruik ze niet."
"""Warning on a page on which all numbers are made up."""

PART = (
    'Let op: getallen met het label "verzonnen" of met een kleine v erachter hebben wij zelf verzonnen, '
    "om de rekenweg te tonen. Gebruik ze niet."
)
"""Warning on a page that also has numbers based on real files."""


def add_box(app: Sphinx, doctree: nodes.document) -> None:
    """Insert the box directly under the title if anything on the page is made up."""
    title = next(doctree.findall(nodes.title), None)
    sentence = sentence_for(app.env.docname, doctree, store_of(app))
    if title is not None and sentence:
        title.parent.insert(title.parent.index(title) + 1, box(sentence))


def sentence_for(docname: str, doctree: nodes.document, store: Store) -> str | None:
    """The warning that a page needs, or ``None``.

    A chapter is judged by all its numbers and exhibits, any other page by the numbers it shows.
    """
    chapter = chapter_of(docname, store)
    if chapter:
        grades = [
            record.evidence == Evidence.MADE_UP
            for record in store.records.values()
            if record.chapter == chapter
        ]
        grades += [shown.card["standin"] for shown in store.exhibits(chapter)]
    else:
        names = {node["record"] for node in doctree.findall(nodes.Element) if node.get("record")}
        grades = [store.records[name].evidence == Evidence.MADE_UP for name in names]
    if not any(grades):
        return None
    return WHOLE if all(grades) else PART


def box(sentence: str) -> HtmlElement:
    """The warning box."""
    return element("div", element("p", element("strong", sentence)), css=BOX, role="note")
