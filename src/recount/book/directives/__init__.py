"""Sphinx extension: show numbers, figures, tables, verdicts and sources from the records.

Pages refer to numbers by id and never type them. An unknown id is a warning, and the book is built with
warnings as errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from recount.book.directives.accepted_changes import ChangesDirective, feed_link, write_feed
from recount.book.directives.annexes import (
    CalculationDirective,
    CorrectionsDirective,
    MissingDirective,
    RunDirective,
    SourceQuestionsDirective,
    SourcesDirective,
)
from recount.book.directives.assets import order_assets, secure_page
from recount.book.directives.cards import cards
from recount.book.directives.colophon import PublisherRole
from recount.book.directives.compare import CompareDirective
from recount.book.directives.display import copy_files
from recount.book.directives.downloads import offered_downloads
from recount.book.directives.elements import HtmlElement, visit_html
from recount.book.directives.figures import FigureDirective
from recount.book.directives.folds import FoldSections
from recount.book.directives.functions import check_functions, copy_modules
from recount.book.directives.gone_pages import gone_pages
from recount.book.directives.languages import languages
from recount.book.directives.licence import LicenceDirective
from recount.book.directives.made_up_box import add_box
from recount.book.directives.notebook_links import add_notebook_link
from recount.book.directives.numbering import NumberExhibits, number_pages
from recount.book.directives.numbers import (
    LinkNumbers,
    NumberRole,
    on_paper,
    require_annex,
)
from recount.book.directives.openings import AnswerDirective, SummaryDirective
from recount.book.directives.origin import AnnexDirective
from recount.book.directives.other_book import OtherBookDirective, other_book
from recount.book.directives.overview import CountsDirective, OverviewDirective
from recount.book.directives.panels import VerdictDirective
from recount.book.directives.passport_pages import passport_pages
from recount.book.directives.proof import ProofDirective
from recount.book.directives.publication import (
    CitationDirective,
    description_in_head,
    is_report,
    write_catalogue,
)
from recount.book.directives.registers import RegistersDirective, write_templates
from recount.book.directives.row_files import check_rows
from recount.book.directives.second_ways import copy_sql
from recount.book.directives.sliders import SliderDirective
from recount.book.directives.statements import StatementRole
from recount.book.directives.store import load_store
from recount.book.directives.tables import TableDirective
from recount.book.directives.trail import index_page
from recount.book.directives.translations import translate_pages, translate_theme

_DIRECTIVES = {
    "figuur": FigureDirective,
    "tabel": TableDirective,
    "regelaar": SliderDirective,
    "vergelijk": CompareDirective,
    "antwoord": AnswerDirective,
    "oordeel": VerdictDirective,
    "telling": CountsDirective,
    "claims-overzicht": OverviewDirective,
    "samenvatting": SummaryDirective,
    "bronnen": SourcesDirective,
    "bronvragen": SourceQuestionsDirective,
    "ontbreekt": MissingDirective,
    "rekenweg": CalculationDirective,
    "herkomst": AnnexDirective,
    "bewijs": ProofDirective,
    "correcties": CorrectionsDirective,
    "registers": RegistersDirective,
    "run": RunDirective,
    "ernaast": OtherBookDirective,
    "citeren": CitationDirective,
    "licentie": LicenceDirective,
    "wijzigingen": ChangesDirective,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register roles, directives, nodes and event handlers with Sphinx."""
    app.add_config_value("recount_chapters", "_build/chapters", "env", (str,))
    app.add_config_value("recount_names", {}, "env", (dict,))
    app.add_config_value("recount_titles", {}, "env", (dict,))
    app.add_config_value("recount_other_book", {}, "env", (dict,))
    app.add_config_value("recount_pdf", "", "html", (str,))
    app.add_config_value("recount_edition", "edition", "env", (str,))
    app.add_node(HtmlElement, html=(visit_html, None))
    app.add_role("getal", NumberRole())
    app.add_role("stelling", StatementRole())
    app.add_role("uitgave", PublisherRole())
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_post_transform(LinkNumbers)
    app.add_post_transform(NumberExhibits)
    app.add_post_transform(FoldSections)
    _connect(app)
    return {"version": "1"}


def _connect(app: Sphinx) -> None:
    app.connect("builder-inited", _start)
    app.connect("env-get-updated", number_pages, priority=900)
    app.connect("env-check-consistency", require_annex)
    app.connect("env-check-consistency", check_functions)
    app.connect("env-check-consistency", check_rows)
    app.connect("doctree-read", index_page)
    app.connect("doctree-read", add_box)
    app.connect("doctree-read", add_notebook_link)
    app.connect("html-page-context", _fill_context)
    # after the theme
    app.connect("html-page-context", secure_page, priority=900)
    app.connect("html-collect-pages", _more_pages)
    app.connect("build-finished", _write_files)
    app.connect("config-inited", order_assets, priority=901)


def _start(app: Sphinx) -> None:
    """Clear the store cached by an earlier build in this process, translate the theme, leave out Sphinx's search."""
    load_store.cache_clear()
    translate_theme(app)
    app.builder.search = False  # type: ignore[attr-defined] # ours are HTML builders


def _fill_context(
    app: Sphinx, page: str, _template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates of a page of the website what it has besides its text."""
    if on_paper(app):
        return
    if doctree is not None:
        context["body"] += cards(app, page)
    context["other_book"] = other_book(app)
    context["downloads"] = offered_downloads(app)
    context["languages"] = languages(Path(app.config.recount_edition))
    tags = context.get("metatags") or ""
    context["metatags"] = f"{tags}{description_in_head(app, page)}{feed_link(app, page)}"


def _more_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Name, context and template of the pages of the website that have no source."""
    if not on_paper(app):
        yield from passport_pages(app)
        yield from gone_pages(app)
        yield "search", {}, "search.html"


def _write_files(app: Sphinx, failure: Exception | None) -> None:
    """Write the files that pages link to, and translate what the theme has in English."""
    if failure is not None:
        return
    copy_files(app)
    if not on_paper(app):
        copy_modules(app)
        copy_sql(app)
        write_templates(app)
    if is_report(app):
        write_catalogue(app)
        write_feed(app)
    translate_pages(app)
