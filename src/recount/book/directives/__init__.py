"""Sphinx extension: show numbers, figures, tables, verdicts and sources from the records.

Pages refer to numbers by id and never type them. An unknown id is a warning, and the book is built with
warnings as errors.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from recount.book.directives.accepted_changes import ChangesDirective, link_feed, write_feed
from recount.book.directives.annexes import (
    CalculationDirective,
    CorrectionsDirective,
    MissingDirective,
    RunDirective,
    SourceQuestionsDirective,
    SourcesDirective,
)
from recount.book.directives.assets import order_assets, secure_page
from recount.book.directives.cards import add_cards
from recount.book.directives.compare import CompareDirective
from recount.book.directives.display import copy_files
from recount.book.directives.downloads import offer_downloads
from recount.book.directives.elements import HtmlElement, ignore, visit_html
from recount.book.directives.figures import FigureDirective
from recount.book.directives.folds import FoldSections
from recount.book.directives.functions import check_functions, copy_modules
from recount.book.directives.gone_pages import gone_pages
from recount.book.directives.languages import link_languages
from recount.book.directives.made_up_box import add_box
from recount.book.directives.notebook_links import add_notebook_link
from recount.book.directives.numbering import NumberExhibits, number_pages
from recount.book.directives.numbers import LinkNumbers, NumberRole, merge, purge, require_annex
from recount.book.directives.openings import AnswerDirective, SummaryDirective
from recount.book.directives.origin import AnnexDirective
from recount.book.directives.other_book import OtherBookDirective, add_other_book
from recount.book.directives.overview import CountsDirective, OverviewDirective
from recount.book.directives.panels import VerdictDirective
from recount.book.directives.passport_pages import passport_pages
from recount.book.directives.proof import ProofDirective
from recount.book.directives.publication import (
    CitationDirective,
    describe_front,
    write_catalogue,
)
from recount.book.directives.registers import RegistersDirective, write_templates
from recount.book.directives.row_files import check_rows, copy_rows
from recount.book.directives.search import leave_out_sphinx_search, search_page
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
    "wijzigingen": ChangesDirective,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register roles, directives, nodes and event handlers with Sphinx."""
    app.add_config_value("recount_chapters", "_build/chapters", "env", (str,))
    app.add_config_value("recount_names", {}, "env", (dict,))
    app.add_config_value("recount_titles", {}, "env", (dict,))
    app.add_config_value("recount_other_book", {}, "env", (dict,))
    app.add_config_value("recount_edition", "edition", "env", (str,))
    skip = (ignore, ignore)
    app.add_node(HtmlElement, html=(visit_html, None), latex=skip, text=skip)
    app.add_role("getal", NumberRole())
    app.add_role("stelling", StatementRole())
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_post_transform(LinkNumbers)
    app.add_post_transform(NumberExhibits)
    app.add_post_transform(FoldSections)
    _connect(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _connect(app: Sphinx) -> None:
    app.connect("builder-inited", _start)
    app.connect("builder-inited", leave_out_sphinx_search)
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("env-get-updated", number_pages, priority=900)
    app.connect("env-check-consistency", require_annex)
    app.connect("env-check-consistency", check_functions)
    app.connect("env-check-consistency", check_rows)
    app.connect("doctree-read", index_page)
    app.connect("doctree-read", add_box)
    app.connect("doctree-read", add_notebook_link)
    app.connect("html-page-context", add_cards)
    app.connect("html-page-context", add_other_book)
    app.connect("html-page-context", describe_front)
    app.connect("html-page-context", offer_downloads)
    app.connect("html-page-context", link_feed)
    app.connect("html-page-context", link_languages)
    # after the theme
    app.connect("html-page-context", secure_page, priority=900)
    app.connect("html-collect-pages", passport_pages)
    app.connect("html-collect-pages", gone_pages)
    app.connect("html-collect-pages", search_page)
    app.connect("build-finished", copy_files)
    app.connect("build-finished", copy_rows)
    app.connect("build-finished", copy_modules)
    app.connect("build-finished", copy_sql)
    app.connect("build-finished", write_templates)
    app.connect("build-finished", write_catalogue)
    app.connect("build-finished", write_feed)
    app.connect("build-finished", translate_pages)
    app.connect("config-inited", order_assets, priority=901)


def _start(app: Sphinx) -> None:
    """Clear the store cached by an earlier build in this process, and translate the theme."""
    load_store.cache_clear()
    translate_theme(app)
