"""Sphinx extension: show numbers, figures, tables, verdicts and sources from the records.

Pages refer to numbers by id and never type them. An unknown id is a warning, and the book is built with
warnings as errors.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from sto_eval.sphinxext.annexes import (
    CalculationDirective,
    CorrectionsDirective,
    MissingDirective,
    RunDirective,
    SourcesDirective,
)
from sto_eval.sphinxext.assets import order_assets, secure_page
from sto_eval.sphinxext.beside import BesideDirective, add_other_book
from sto_eval.sphinxext.cards import add_cards
from sto_eval.sphinxext.display import TableDirective, copy_files
from sto_eval.sphinxext.elements import HtmlElement, depart_html, ignore, visit_html
from sto_eval.sphinxext.figures import FigureDirective
from sto_eval.sphinxext.functions import check_functions, copy_modules
from sto_eval.sphinxext.infographic import OverviewDirective
from sto_eval.sphinxext.notebooklinks import add_notebook_link
from sto_eval.sphinxext.numbering import NumberExhibits, number_pages
from sto_eval.sphinxext.numbers import LinkNumbers, NumberRole, merge, purge, require_annex
from sto_eval.sphinxext.openings import AnswerDirective, QuestionsDirective, SummaryDirective
from sto_eval.sphinxext.origin import AnnexDirective
from sto_eval.sphinxext.passportpages import passport_pages, share_toctree
from sto_eval.sphinxext.proof import ProofDirective
from sto_eval.sphinxext.registers import RegistersDirective, write_templates
from sto_eval.sphinxext.rowfiles import check_rows, copy_rows
from sto_eval.sphinxext.search import DutchSearch
from sto_eval.sphinxext.sliders import SliderDirective
from sto_eval.sphinxext.standin import add_box
from sto_eval.sphinxext.statements import StatementRole
from sto_eval.sphinxext.store import load_store
from sto_eval.sphinxext.trail import index_page
from sto_eval.sphinxext.translations import translate_pages, translate_theme
from sto_eval.sphinxext.voices import VerdictDirective

_DIRECTIVES = {
    "figuur": FigureDirective,
    "tabel": TableDirective,
    "regelaar": SliderDirective,
    "antwoord": AnswerDirective,
    "oordeel": VerdictDirective,
    "vragen": QuestionsDirective,
    "claims-overzicht": OverviewDirective,
    "samenvatting": SummaryDirective,
    "bronnen": SourcesDirective,
    "ontbreekt": MissingDirective,
    "rekenweg": CalculationDirective,
    "herkomst": AnnexDirective,
    "bewijs": ProofDirective,
    "correcties": CorrectionsDirective,
    "registers": RegistersDirective,
    "run": RunDirective,
    "ernaast": BesideDirective,
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register roles, directives, nodes and event handlers with Sphinx."""
    app.add_config_value("recount_chapters", "_build/chapters", "env", (str,))
    app.add_config_value("recount_names", {}, "env", (dict,))
    app.add_config_value("recount_beside", {}, "env", (dict,))
    app.add_config_value("recount_edition", "edition", "env", (str,))
    skip = (ignore, ignore)
    app.add_node(HtmlElement, html=(visit_html, depart_html), latex=skip, text=skip)
    app.add_role("getal", NumberRole())
    app.add_role("stelling", StatementRole())
    for name, directive in _DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_search_language(DutchSearch)
    app.add_post_transform(LinkNumbers)
    app.add_post_transform(NumberExhibits)
    _connect(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _connect(app: Sphinx) -> None:
    app.connect("builder-inited", _start)
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
    # after the theme
    app.connect("html-page-context", secure_page, priority=900)
    # before the theme renders the table of contents
    app.connect("html-page-context", share_toctree, priority=499)
    app.connect("html-collect-pages", passport_pages)
    app.connect("build-finished", copy_files)
    app.connect("build-finished", copy_rows)
    app.connect("build-finished", copy_modules)
    app.connect("build-finished", write_templates)
    app.connect("build-finished", translate_pages)
    app.connect("config-inited", order_assets, priority=901)


def _start(app: Sphinx) -> None:
    """Clear the store cached by an earlier build in this process, and translate the theme."""
    load_store.cache_clear()
    translate_theme(app)
