"""The link at the end of a chapter to its notebook."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from recount.book.directives.elements import NOTEBOOKS, element, file_link
from recount.book.directives.pages import chapter_of, store_of

TEXT = "Dit hoofdstuk als notebook (.ipynb)"


def add_notebook_link(app: Sphinx, doctree: nodes.document) -> None:
    """Append the link to every page that was built from a notebook."""
    page = app.env.docname
    chapter = chapter_of(page, store_of(app))
    if chapter and str(app.env.doc2path(page)).endswith(".ipynb"):
        link = file_link(TEXT, f"{NOTEBOOKS}/{chapter}.ipynb")
        last = list(doctree.findall(nodes.section))[-1]
        last.append(element("ul", element("li", link), css="rc-bestanden"))
