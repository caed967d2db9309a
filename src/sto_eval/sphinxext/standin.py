"""The box under the title of every page that rests on a made-up file."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from sto_eval.evidence import Evidence
from sto_eval.sphinxext.elements import HtmlElement, element
from sto_eval.sphinxext.pages import chapter_of, store_of
from sto_eval.sphinxext.store import Store

BOX = "sto-waarschuwing"
"""The class of the box."""

WHOLE = "Let op: de getallen op deze pagina hebben wij zelf verzonnen, om de rekenweg te tonen. Gebruik ze niet."
"""The sentence on a page all of whose numbers are made up."""

PART = (
    'Let op: getallen met het label "verzonnen" of met een kleine v erachter hebben wij zelf verzonnen, '
    "om de rekenweg te tonen. Gebruik ze niet."
)
"""The sentence on a page that also has numbers on real files."""


def add_box(app: Sphinx, doctree: nodes.document) -> None:
    """Put the box directly under the title, when the page rests on something made up."""
    title = next(doctree.findall(nodes.title), None)
    sentence = sentence_for(app.env.docname, doctree, store_of(app))
    if title is not None and sentence:
        title.parent.insert(title.parent.index(title) + 1, box(sentence))


def sentence_for(docname: str, doctree: nodes.document, store: Store) -> str | None:
    """The sentence that a page must carry, or none: by the numbers of its chapter, or those it shows."""
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
    """The box itself."""
    return element("div", element("p", element("strong", sentence)), css=BOX, role="note")
