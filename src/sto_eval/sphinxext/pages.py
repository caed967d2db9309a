"""What every role and directive shares: the store of this build, and the way to warn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from sto_eval.errors import nearest
from sto_eval.evidence import Evidence
from sto_eval.records import Record
from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.elements import HtmlElement, element
from sto_eval.sphinxext.store import Store, load_store

_LOG = logging.getLogger(__name__)


def store_of(app: Sphinx) -> Store:
    """The store that the configuration points at."""
    here = Path(app.confdir)
    return load_store(here / app.config.sto_eval_chapters, here / app.config.sto_eval_edition)


def chapter_of(docname: str, store: Store) -> str | None:
    """The chapter that a page shows, or none for the other pages."""
    name = docname.rsplit("/", 1)[-1]
    return name if name in store.sources else None


def warn_unknown(
    kind: str, name: str, known: Iterable[str], where: tuple[str, int] | nodes.Node
) -> None:
    """Warn that a page names something that does not exist; the build treats it as an error."""
    _LOG.warning(
        "%s '%s' is unknown; %s", kind, name, nearest(name, known), location=where, type="sto_eval"
    )


class PageDirective(SphinxDirective):
    """A directive that shows something from the store."""

    has_content = False

    @property
    def store(self) -> Store:
        """The store of this build."""
        return store_of(self.env.app)

    def unknown(self, kind: str, name: str, known: Iterable[str]) -> list[nodes.Node]:
        """Warn, and show nothing."""
        warn_unknown(kind, name, known, self.get_location_pair())
        return []

    def get_location_pair(self) -> tuple[str, int]:
        """The page and the line of this directive."""
        return (self.env.docname, self.lineno)


def evidence_label(grade: str) -> HtmlElement:
    """The quiet label that tells what a number rests on."""
    css = "sto-bewijs sto-nagebootst" if grade == Evidence.MADE_UP else "sto-bewijs"
    return element("span", dutch.EVIDENCE.get(grade, grade), css=css)


def verdict_mark(word: str) -> HtmlElement:
    """Sign and word of a verdict; the sign is for the eye only, as the word says the same."""
    sign = element("span", dutch.SIGNS[word], css="sto-teken", aria_hidden="true")
    css = f"sto-oordeelwoord sto-is-{word.replace(' ', '-')}"
    return element("span", sign, " ", element("span", word), css=css)


def supply_line(record: Record | None, store: Store) -> HtmlElement | None:
    """Under a verdict: that it is about supply from before the programme, when it is."""
    note = store.supply_note(record) if record else ""
    if not record or not note:
        return None
    return element("span", note, css="sto-geldt", data_bij=record.id)


def verdict_word(record: Record | None) -> str | None:
    """The verdict of a record: a claim without record is not computed yet."""
    if record is None:
        return dutch.NOT_YET
    return record.verdict.word if record.verdict else None


def html_table(
    head: Sequence[str],
    rows: Iterable[Sequence[nodes.Node | str]],
    right: Sequence[int] = (),
    css: str = "",
    source: str = "",
) -> HtmlElement:
    """A table with a head, whose first column names the row, in a box that scrolls by itself.

    Parameters
    ----------
    head
        Names of the columns.
    rows
        Cells per row.
    right
        Columns, counted from 0, that hold figures.
    css
        Classes of the table.
    source
        The list that its numbers come from, in a token; without one that of what is around it.
    """

    def cell(place: int, content: nodes.Node | str) -> HtmlElement:
        style = "sto-rechts" if place in right else ""
        if place == 0:
            return element("th", content, css=style, scope="row")
        return element("td", content, css=style)

    titles = [
        element("th", name, css="sto-rechts" if place in right else "", scope="col")
        for place, name in enumerate(head)
    ]
    body = [element("tr", *(cell(i, content) for i, content in enumerate(row))) for row in rows]
    parts = element("thead", element("tr", *titles)), element("tbody", *body)
    token = {"data_uit": source} if source else {}
    return element("table", *parts, css=f"sto-tabel {css}", **token)


def scroll_box(table: HtmlElement, name: str) -> HtmlElement:
    """A box that scrolls sideways and can be reached with the keyboard."""
    return element("div", table, css="sto-schuif", tabindex="0", role="region", aria_label=name)
