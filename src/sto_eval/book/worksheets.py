"""Chapters to take away: a notebook of each, whose text has its numbers and whose cells can be run.

A worksheet has the cells of the run that made the report, without what is for that run only. Roles and
directives mean nothing outside the book: a number stands as its text, a statement as its words; a figure
or table is left out, because the cell that makes it shows it when a person runs it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from nbformat import NotebookNode, v4

from sto_eval.book.prose import true_notebook
from sto_eval.evidence import Evidence
from sto_eval.formats import bend
from sto_eval.markup import markdown_text
from sto_eval.notebooks import KERNEL, write_notebook
from sto_eval.records import Record
from sto_eval.sphinxext.elements import FILES, NOTEBOOKS
from sto_eval.sphinxext.numbers import COMPUTED, part_of
from sto_eval.sphinxext.store import Store

INTRODUCTION = """\
*Dit notebook komt uit het rapport, hoofdstuk {chapter}.
De getallen in de tekst zijn die van het rapport; de cellen berekenen ze opnieuw, en tonen wat zij vinden.
Zij lezen de bestanden van het project en veranderen het rapport niet.*"""
"""What stands above the text of a chapter."""

WARNING = """

**Verzonnen gegevens.** Een getal met een kleine v erachter hebben wij zelf verzonnen, om de rekenweg te tonen. Gebruik het niet."""
"""What follows it in a chapter with a number on invented data."""

_ROLE = re.compile(r"\{(getal|stelling|doc)\}`([^`]+)`")
_VERDICTS = re.compile(r"^```\{oordeel\}(.*)\n```\n?", re.MULTILINE)
_DIRECTIVE = re.compile(r"^```\{[a-z-]+\}.*\n(?:.*\n)*?```\n?", re.MULTILINE)
_ANCHOR = re.compile(r"^\([\w-]+\)=\n", re.MULTILINE)
_MADE_UP = "<sup>v</sup>"
_Replacement = Callable[[re.Match[str]], str]


def write_worksheets(chapters: Path, store: Store, site: Path) -> None:
    """A worksheet of every chapter that was run, among the files of the site."""
    folder = site / FILES / NOTEBOOKS
    for path in sorted(chapters.glob("*/*.ipynb")):
        folder.mkdir(parents=True, exist_ok=True)
        made = worksheet(true_notebook(path, store), path.stem, store.records)
        write_notebook(made, folder / path.name)


def worksheet(executed: NotebookNode, chapter: str, records: Mapping[str, Record]) -> NotebookNode:
    """The notebook for a reader, of the notebook of a run: equal runs give equal worksheets."""
    invented = any(_invented(one) for one in records.values() if one.chapter == chapter)
    text = INTRODUCTION.format(chapter=chapter) + (WARNING if invented else "")
    first = v4.new_markdown_cell(text, id="uitleg")
    cells = [first, *(_cell(cell, records) for cell in copy.deepcopy(executed.cells))]
    kept = [cell for cell in cells if cell.source.strip()]
    made: NotebookNode = v4.new_notebook(cells=kept, metadata={"kernelspec": dict(KERNEL)})
    return made


def readable(text: str, records: Mapping[str, Record]) -> str:
    """The text of a chapter outside the book."""
    plain = _ANCHOR.sub("", _DIRECTIVE.sub("", _VERDICTS.sub(_verdicts_of(records), text)))
    return bend(_ROLE.sub(_words_of(records), plain)).strip()


def _cell(cell: NotebookNode, records: Mapping[str, Record]) -> NotebookNode:
    cell.metadata = NotebookNode()
    if cell.cell_type == "code":
        cell.execution_count, cell.outputs = None, []
    else:
        cell.source = readable(cell.source, records)
    return cell


def _invented(record: Record) -> bool:
    return record.evidence == Evidence.MADE_UP


def _words_of(records: Mapping[str, Record]) -> _Replacement:
    def words(found: re.Match[str]) -> str:
        role, text = found.groups()
        if role == "stelling":
            return text.split("|")[0].strip()
        if role == "doc":
            return f"*{text.rsplit('/', 1)[-1]}*"
        number, _, part = text.partition(".")
        record = records[number]
        mark = _MADE_UP if _invented(record) and part in COMPUTED else ""
        return f"{markdown_text(str(part_of(record, part)))}{mark}"

    return words


def _verdicts_of(records: Mapping[str, Record]) -> _Replacement:
    def lines(found: re.Match[str]) -> str:
        named = [records[name] for name in found[1].split() if name in records]
        told = (
            f"{one.label}: {one.measure.display}{' (verzonnen)' if _invented(one) else ''}. Oordeel: {one.verdict.word}. {one.verdict.reason}"
            for one in named
            if one.verdict
        )
        return "".join(f"- {markdown_text(one)}\n" for one in told)

    return lines
