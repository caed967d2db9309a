"""What a chapter lets out, on the screen of a person who runs it by hand in a notebook.

A run of the report shows nothing: its pages are made from what the chapter wrote. By hand there is no
page, so the number, figure or table appears under the cell that made it, with its verdict and evidence.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd

from sto_eval.markup import markdown_text
from sto_eval.records import OUTPUT_VARIABLE, Record

WIDTH = 700
"""Of a picture, in pixels."""


def show_number(record: Record) -> None:
    """The label of a number, its value, what the verdict is and what it rests on."""
    if screen := _screen():
        word = record.verdict.word if record.verdict else ""
        grades = ", ".join(filter(None, [word, record.evidence]))
        label, shown = markdown_text(record.label), markdown_text(record.measure.display)
        screen.display(screen.Markdown(f"{label}: **{shown}** ({grades})"))


def show_figure(texts: Mapping[str, Any], picture: Path) -> None:
    """The picture as it was written, between its texts."""
    if screen := _screen():
        image = screen.Image(filename=str(picture), width=WIDTH, alt=texts["alt"])
        title, below, foot = (markdown_text(texts[key]) for key in ("title", "subtitle", "caption"))
        screen.display(screen.Markdown(f"**{title}**  \n{below}"), image, screen.Markdown(foot))


def show_table(texts: Mapping[str, Any], table: pd.DataFrame) -> None:
    """The table without its index, between its texts."""
    if screen := _screen():
        title, foot = (markdown_text(texts[key]) for key in ("title", "caption"))
        content = table.rename_axis(columns=None).to_html(index=False)
        screen.display(screen.Markdown(f"**{title}**"), screen.HTML(content), screen.Markdown(foot))


def _screen() -> Any | None:  # noqa: ANN401 - a module that has no types
    """What shows things in a notebook; nothing outside one, and nothing in a run of the report."""
    if OUTPUT_VARIABLE in os.environ or find_spec("IPython") is None:
        return None
    return import_module("IPython.display") if import_module("IPython").get_ipython() else None
