"""Shared by roles and directives: the store of this build, warnings, labels and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from recount.book.directives import dutch
from recount.book.directives.elements import HtmlElement, element
from recount.book.directives.store import Store, load_store
from recount.errors import nearest
from recount.numbers.evidence_grade import Evidence
from recount.results.records import Record

_LOG = logging.getLogger(__name__)

SHOWN_DIGITS = 12
"""Characters of a checksum or commit that a sentence or table shows; passports have all of them."""

FOLDED = "rc-vouw"
"""Class of what stands behind one click."""


def store_of(app: Sphinx) -> Store:
    """The store of the folders set in the Sphinx configuration."""
    here = Path(app.confdir)
    return load_store(here / app.config.recount_chapters, here / app.config.recount_edition)


def chapter_of(docname: str, store: Store) -> str | None:
    """The chapter of a page; ``None`` for any other page."""
    name = docname.rsplit("/", 1)[-1]
    return name if name in store.sources else None


def warn_unknown(kind: str, name: str, known: Iterable[str], where: tuple[str, int]) -> None:
    """Warn that a page refers to an unknown id; the build treats warnings as errors."""
    _LOG.warning(
        "%s '%s' is unknown; %s", kind, name, nearest(name, known), location=where, type="recount"
    )


class PageDirective(SphinxDirective):
    """Base class of directives that show data from the store."""

    has_content = False

    @property
    def store(self) -> Store:
        """The store of this build."""
        return store_of(self.env.app)

    def unknown(self, kind: str, name: str, known: Iterable[str]) -> list[nodes.Node]:
        """Warn about an unknown id and return no nodes."""
        warn_unknown(kind, name, known, (self.env.docname, self.lineno))
        return []


def evidence_label(grade: str) -> HtmlElement:
    """Label with the grade of evidence of a number."""
    css = "rc-bewijs rc-nagebootst" if grade == Evidence.MADE_UP else "rc-bewijs"
    return element("span", dutch.EVIDENCE.get(grade, grade), css=css)


def verdict_mark(word: str) -> HtmlElement:
    """Symbol and word of a verdict; the symbol is hidden from screen readers."""
    sign = element("span", dutch.SIGNS[word], css="rc-teken", aria_hidden="true")
    css = f"rc-oordeelwoord rc-is-{word.replace(' ', '-')}"
    return element("span", sign, " ", element("span", word), css=css)


def earlier_line(record: Record | None, store: Store) -> HtmlElement | None:
    """Note under a verdict that it concerns a day before the period; ``None`` if it does not."""
    note = store.earlier_note(record) if record else ""
    if not record or not note:
        return None
    return element("span", note, css="rc-geldt", data_bij=record.id)


def outcome_line(record: Record, store: Store) -> HtmlElement:
    """The verdict on a number, if it has one, its grade of evidence, and the note on an earlier day."""
    mark = (verdict_mark(record.verdict.word), " ") if record.verdict else ()
    return element("p", *mark, evidence_label(record.evidence), earlier_line(record, store))


def verdict_word(record: Record | None) -> str | None:
    """Verdict of a record; ``NOT_YET`` for a claim without a record, ``None`` for a record without a verdict."""
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
    """A table with a header row, whose first column holds row headers.

    Parameters
    ----------
    head
        Column names.
    rows
        Cells per row.
    right
        Indices of the right-aligned columns.
    css
        Classes of the table.
    source
        Value of ``data-uit``: the list that the numbers come from. Without it, the token of the enclosing
        element applies.
    """

    def cell(place: int, content: nodes.Node | str) -> HtmlElement:
        style = "rc-rechts" if place in right else ""
        if place == 0:
            return element("th", content, css=style, scope="row")
        return element("td", content, css=style)

    titles = [
        element("th", name, css="rc-rechts" if place in right else "", scope="col")
        for place, name in enumerate(head)
    ]
    body = [element("tr", *(cell(i, content) for i, content in enumerate(row))) for row in rows]
    parts = element("thead", element("tr", *titles)), element("tbody", *body)
    token = {"data_uit": source} if source else {}
    return element("table", *parts, css=f"rc-tabel {css}", **token)


def folded(
    summary: str, *content: nodes.Node | None, css: str = FOLDED, **attributes: str
) -> HtmlElement:
    """Content behind one click on the website; in print it is all there, unless its class is for the screen."""
    return element("details", element("summary", summary), *content, css=css, **attributes)


def scroll_box(table: HtmlElement, name: str) -> HtmlElement:
    """A box that scrolls horizontally and takes keyboard focus."""
    return element("div", table, css="rc-schuif", tabindex="0", role="region", aria_label=name)
