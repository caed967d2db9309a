"""Directive ``vergelijk``: put two rows of the tables of a page next to each other, by choice of the reader.

The control names its tables and holds no values of its own: ``compare.js`` copies the cells, with their links.
Without the script it stays hidden, and the tables show everything.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util.osutil import relative_uri

from recount.book.directives.elements import HtmlElement, element
from recount.book.directives.numbers import on_paper
from recount.book.directives.pages import PageDirective
from recount.book.directives.sliders import CONTROL

ANCHOR = "vergelijken"
"""Anchor of the control on the front page of a book."""


class CompareDirective(PageDirective):
    """The control over these tables; without a table, a link with the given text to the control on the front page."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the control or the link; no link on paper or on the front page, or warn about an unknown table."""
        tables = " ".join(self.arguments).split()
        for name in tables:
            if name not in self.store.tables:
                return self.unknown("table", name, self.store.tables)
        return [control(tables)] if tables else self._link()

    def _link(self) -> list[nodes.Node]:
        here, front = self.env.docname, self.config.root_doc
        if on_paper(self.env.app) or here == front:
            return []
        target = self.env.app.builder.get_target_uri
        chapter = here.rpartition("/")[2]
        # the row of this chapter is the first choice there
        address = f"{relative_uri(target(here), target(front))}?naast={chapter}#{ANCHOR}"
        return [element("p", element("a", " ".join(self.content), href=address))]


def control(tables: list[str]) -> HtmlElement:
    """Two labelled choices, and the place where the script puts what is chosen."""
    choices = [
        part
        for name, label in (("links", "Vergelijk"), ("rechts", "Vergelijk met"))
        for part in _choice(f"{ANCHOR}-{name}", label)
    ]
    section = element(
        "section",
        *choices,
        element("p", role="status", css="rc-melding"),
        element("div", css="rc-vergeleken"),
        css=f"{CONTROL} rc-vergelijk",
        hidden="",
        aria_label="Vergelijken",
        data_tabellen=" ".join(tables),
    )
    return element("div", section, id_=ANCHOR)


def _choice(name: str, label: str) -> tuple[HtmlElement, HtmlElement]:
    choice = element("select", autocomplete="off", id_=name)
    return element("label", label, for_=name), choice
