"""Downloadable notebooks: every chapter with its numbers filled in and cells that can be run.

A worksheet has the cells of the executed chapter without metadata and outputs. Roles and directives do not
work outside the book: numbers become text and statements become words. Figures and tables are left out, since
the cell that creates them shows them when run.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from nbformat import NotebookNode, v4

from recount.book.directives.elements import FILES, NOTEBOOKS
from recount.book.directives.numbers import part_of
from recount.book.directives.store import COMPUTED, Store
from recount.book.prose import without_false_sentences
from recount.markup import markdown_text
from recount.notebook.notebooks import KERNEL, write_notebook
from recount.numbers.dutch_words import Nouns, noun_after, singular_after_one
from recount.numbers.evidence_grade import Evidence
from recount.results.records import Record

INTRODUCTION = """\
*Dit notebook komt uit het rapport, hoofdstuk {chapter}.
De getallen in de tekst zijn die van het rapport; de cellen berekenen ze opnieuw, en tonen wat zij vinden.
In een cel legt chapter.publish een getal vast met zijn rijen, en toont chapter.peek wat zij maakte.
Zij lezen de bestanden van het project en veranderen het rapport niet.*"""
"""Introduction above the text of a chapter."""

WARNING = """

**Verzonnen gegevens.** Een getal met een kleine v erachter hebben wij zelf verzonnen, om de rekenweg te tonen. Gebruik het niet."""
"""Addition for a chapter with numbers based on invented data."""

_ROLE = re.compile(r"\{(getal|stelling|doc)\}`([^`]+)`(\s[\w'\N{RIGHT SINGLE QUOTATION MARK}]+)?")
_VERDICTS = re.compile(r"^```\{oordeel\}(.*)\n```\n?", re.MULTILINE)
_DIRECTIVE = re.compile(r"^```\{[a-z-]+\}.*\n(?:.*\n)*?```\n?", re.MULTILINE)
_ANCHOR = re.compile(r"^\([\w-]+\)=\n", re.MULTILINE)
MADE_UP_MARK = "<sup>v</sup>"


def write_worksheets(chapters: Path, store: Store, site: Path) -> None:
    """Write a worksheet of every executed chapter to the files of the site."""
    folder = site / FILES / NOTEBOOKS
    for path in sorted(chapters.glob("*/*.ipynb")):
        folder.mkdir(parents=True, exist_ok=True)
        chapter = without_false_sentences(path, store)
        written = worksheet(chapter, path.stem, store.records, store.nouns)
        write_notebook(written, folder / path.name)


def worksheet(
    executed: NotebookNode, chapter: str, records: Mapping[str, Record], nouns: Nouns
) -> NotebookNode:
    """The worksheet of an executed chapter; equal runs give equal worksheets."""
    invented = any(_invented(one) for one in records.values() if one.chapter == chapter)
    text = INTRODUCTION.format(chapter=chapter) + (WARNING if invented else "")
    first = v4.new_markdown_cell(text, id="uitleg")
    cells = [first, *(_cell(cell, records, nouns) for cell in copy.deepcopy(executed.cells))]
    filled = [cell for cell in cells if cell.source.strip()]
    notebook: NotebookNode = v4.new_notebook(cells=filled, metadata={"kernelspec": dict(KERNEL)})
    return notebook


def readable(text: str, records: Mapping[str, Record], nouns: Nouns) -> str:
    """The text of a chapter without roles and directives; ``nouns`` are singular after 1."""
    plain = _ANCHOR.sub("", _DIRECTIVE.sub("", _VERDICTS.sub(partial(_verdicts, records), text)))
    return singular_after_one(_ROLE.sub(partial(_words, records, nouns), plain), nouns).strip()


def _cell(cell: NotebookNode, records: Mapping[str, Record], nouns: Nouns) -> NotebookNode:
    cell.metadata = NotebookNode()
    if cell.cell_type == "code":
        cell.execution_count, cell.outputs = None, []
    else:
        cell.source = readable(cell.source, records, nouns)
    return cell


def _invented(record: Record) -> bool:
    return record.evidence == Evidence.MADE_UP


def _words(records: Mapping[str, Record], nouns: Nouns, found: re.Match[str]) -> str:
    """What a role shows, and the noun after it."""
    role, text, after = found.groups("")
    if role == "stelling":
        return text.split("|")[0].strip() + after
    if role == "doc":
        return f"*{text.rsplit('/', 1)[-1]}*{after}"
    number, _, part = text.partition(".")
    record = records[number]
    mark = MADE_UP_MARK if _invented(record) and part in COMPUTED else ""
    shown = str(part_of(record, part))
    return f"{markdown_text(shown)}{mark}{noun_after(shown, after, nouns)}"


def _verdicts(records: Mapping[str, Record], found: re.Match[str]) -> str:
    """The verdicts that a directive shows, as a list."""
    named = [records[name] for name in found[1].split() if name in records]
    verdicts = (
        f"{one.label}: {one.measure.display}{' (verzonnen)' if _invented(one) else ''}. Oordeel: {one.verdict.word}. {one.verdict.reason}"
        for one in named
        if one.verdict
    )
    return "".join(f"- {markdown_text(one)}\n" for one in verdicts)
