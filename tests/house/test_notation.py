"""Chapters keep values: only what draws, and what is written again for another notation, writes numbers out."""

from __future__ import annotations

from support.source_code import SOURCE, packages

from recount.running.codebase import Codebase
from recount.running.key import MACHINERY, NOTATION

DRAW = ("recount.notebook.figures.", "sto_eval.figures.", "sto_eval.regions.maps")
RENEWED = {
    "recount.notebook.exhibits",
    "recount.numbers.data_columns",
    "recount.results.public_bounds",
    "recount.results.verdicts",
}
"""Modules whose texts ``running.notation`` writes again."""

OTHERS = {
    "recount.notebook.preview",
    "recount.numbers.dutch_numerals",
    "recount.results.records",
    "recount.translation.values",
}
"""For a notebook that is run by hand, where a record is read, and to read and translate what was written."""


def test_a_chapter_writes_no_number_out() -> None:
    """Apart from pictures, which note what they take, what it imports leaves the notation to pages."""
    codebase = Codebase(packages(SOURCE))
    known = codebase.closure([*MACHINERY, "sto_eval.programme", "sto_eval.regions.chapter"])
    figures = [name for name in codebase.paths if name.startswith(DRAW)]
    indicators = [name for name in codebase.paths if name.startswith("sto_eval.indicators.")]
    importers = {
        name
        for name in {
            *known,
            *codebase.closure([*figures, *indicators]),
            "sto_eval.regions.regional",
        }
        if any(each.startswith(NOTATION) for each in codebase.module(name).imports)
    }
    writing = {name for name in importers if not name.startswith((*DRAW, *NOTATION))}
    assert writing <= RENEWED | OTHERS
