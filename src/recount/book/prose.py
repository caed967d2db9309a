"""Leave out sentences that the data contradict.

Chapters and pages have one sentence per line. A line with a false statement is left out of the website, the PDF and the
downloadable notebook, and ``audit`` lists it. Headings are kept: a false statement in a heading stops
the build. A statement may have alternatives, of which the first that holds stays. A line that begins with a condition
is left out without a word if that does not hold or names a number that does not exist, and so is one with a link to a
page that this book leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import Path

from nbformat import NotebookNode

from recount.book.directives.statements import unknown_numbers, why_false
from recount.book.directives.store import Store
from recount.edition.definitions import read_page
from recount.errors import DefinitionError
from recount.findings import Finding
from recount.notebook.notebooks import code_cells, read_notebook, write_notebook
from recount.numbers.predicates import STATEMENT, alternatives, parse_predicate

_HEADING = "#"
_CLOSED = "hide-cell"
"""Tag of a cell whose code and result are behind one click, and not on paper."""

_SHOWN = re.compile(r"\{getal\}`([\w-]+)(?:\.([\w-]+))?`")
"""A number in a page: its id and part."""

_LINK = re.compile(r"\{doc\}`(?:[^`]*<)?/?([\w/-]+)>?`")
"""A link to another page, by its name."""

_CONDITION = re.compile(r"\{mits\}`([^`]+)` *")
"""The condition at the start of a line: a predicate, or the id of a number that not every chapter has."""

_ID = re.compile(r"[a-z][\w-]*")


def false_sentences(store: Store, chapters: Path, pages: Path | None = None) -> list[Finding]:
    """A finding for every sentence of the executed chapters and of the pages that the numbers contradict."""
    return [
        Finding("A6", where, why)
        for where, text in texts_of(chapters, pages)
        for line in _settled(text, store).splitlines()
        if not line.startswith(_HEADING) and not _lacks_a_number(line, store)
        for why in _reasons(line, store)[:1]
    ]


def texts_of(chapters: Path, pages: Path | None) -> Iterator[tuple[str, str]]:
    """The texts of the executed chapters and of the pages, each with where it is."""
    for path in sorted(chapters.glob("*/*.ipynb")):
        for cell in read_notebook(path).cells:
            if cell.cell_type == "markdown":
                yield f"chapter '{path.stem}'", cell.source
    for path in sorted(pages.glob("*.md")) if pages else ():
        yield f"page '{path.stem}'", read_page(path)


def without_false_sentences(
    path: Path, store: Store, left_out: Collection[str] = ()
) -> NotebookNode:
    """An executed chapter without its false sentences, and those on pages that are left out."""
    node = read_notebook(path)
    for cell in node.cells:
        if cell.cell_type == "markdown":
            cell.source = true_text(cell.source, store, left_out)
    return node


def copy_page(path: Path, target: Path, store: Store, left_out: Collection[str] = ()) -> None:
    """Copy a page or an executed chapter for the book: without its false sentences, its cells collapsed."""
    if path.suffix == ".ipynb":
        chapter = without_false_sentences(path, store, left_out)
        for cell in code_cells(chapter):
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), _CLOSED]
        write_notebook(chapter, target)
    else:
        target.write_text(true_text(read_page(path), store, left_out), "utf-8")


def true_text(text: str, store: Store, left_out: Collection[str] = ()) -> str:
    """The text with one alternative per statement, and without the sentences that have a false statement.

    A sentence on a number whose sources are missing is left out too, and one with a link to a page that is
    ``left_out``.
    """
    return "\n".join(
        line
        for line in _settled(text, store).split("\n")
        if line.startswith(_HEADING)
        or not (
            _lacks_a_number(line, store)
            or _reasons(line, store)
            or any(page in left_out for page in _LINK.findall(line))
        )
    )


def _settled(text: str, store: Store) -> str:
    """The text with one alternative per statement: the first that holds, or the first of all.

    Without the lines whose condition does not hold. A condition that cannot be evaluated stays, as a role that does
    not exist, which stops the build.
    """

    def chosen(found: re.Match[str]) -> str:
        known = alternatives(found[1])
        for words, condition in known:
            if not condition:
                return words
            if not store.lacks_any(_compared(condition)) and not why_false(
                f"{words} | {condition}", store
            ):
                return f"{{stelling}}`{words} | {condition}`"
        return "{{stelling}}`{} | {}`".format(*known[0])

    lines = (_if_it_applies(line, store) for line in text.split("\n"))
    return STATEMENT.sub(chosen, "\n".join(line for line in lines if line is not None))


def _if_it_applies(line: str, store: Store) -> str | None:
    """A line without its condition; ``None`` if that is false, or the sources of its numbers are missing."""
    found = _CONDITION.match(line)
    if not found:
        return line
    if _ID.fullmatch(found[1]):
        return line[found.end() :] if found[1] in store.records else None
    compared = _compared(found[1])
    if store.lacks_any(compared) or why_false(f"| {found[1]}", store):
        return None
    known = compared and not unknown_numbers(parse_predicate(found[1]), store)
    return line[found.end() :] if known else line


def _lacks_a_number(line: str, store: Store) -> bool:
    """Whether a line shows or compares a number whose sources are missing."""
    compared = (_compared(statement.partition("|")[2]) for statement in STATEMENT.findall(line))
    return store.lacks_any([*_SHOWN.findall(line), *chain.from_iterable(compared)])


def _compared(condition: str) -> list[tuple[str, str]]:
    """The numbers in a predicate, as id and part; none if it cannot be read."""
    try:
        names = parse_predicate(condition).ids()
    except DefinitionError:
        return []
    return [(name, part) for name, _, part in (one.partition(".") for one in names)]


def _reasons(line: str, store: Store) -> list[str]:
    """Why each false statement in a line is false."""
    reasons = (why_false(statement, store) for statement in STATEMENT.findall(line))
    return [why for why in reasons if why]
