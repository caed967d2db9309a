"""Show published numbers, figures and tables in a notebook that is run by hand.

They appear under the cell that published them, with verdict and evidence. A run of the report shows nothing, as
its pages are built from the files that the chapter wrote.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from recount.markup import markdown_text
from recount.names import OUTPUT
from recount.numbers.formats import write_out
from recount.results.records import Record

WIDTH = 700
"""Width of a picture in pixels."""


def show_number(record: Record) -> None:
    """Show a number with its label, value, verdict and evidence."""
    if screen := _screen():
        word = record.verdict.word if record.verdict else ""
        grades = ", ".join(filter(None, [word, record.evidence]))
        label, shown = markdown_text(record.label), markdown_text(record.measure.display)
        screen.display(screen.Markdown(f"{label}: **{shown}** ({grades})"))


def show_figure(texts: Mapping[str, Any], picture: Path) -> None:
    """Show the written picture between its texts."""
    if screen := _screen():
        image = screen.Image(filename=str(picture), width=WIDTH, alt=texts["alt"])
        title, below, foot = (markdown_text(texts[key]) for key in ("title", "subtitle", "caption"))
        screen.display(screen.Markdown(f"**{title}**  \n{below}"), image, screen.Markdown(foot))


def show_table(texts: Mapping[str, Any], table: pd.DataFrame) -> None:
    """Show the table without its index, between its texts."""
    if screen := _screen():
        title, foot = (markdown_text(texts[key]) for key in ("title", "caption"))
        content = table.astype(str).map(write_out).rename_axis(columns=None).to_html(index=False)
        screen.display(screen.Markdown(f"**{title}**"), screen.HTML(content), screen.Markdown(foot))


def _screen() -> Any | None:  # noqa: ANN401 - IPython has no types
    """The IPython display module; ``None`` outside a notebook and in a run of the report."""
    by_hand = OUTPUT not in os.environ and import_module("IPython").get_ipython()
    return import_module("IPython.display") if by_hand else None
