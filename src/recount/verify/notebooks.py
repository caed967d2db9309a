"""The executed notebooks against their chapters, and the records against their cells.

The notebooks that the website offers are derived from the executed ones, and derived again here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.book.directives.elements import FILES, NOTEBOOKS
from recount.book.website.worksheets import worksheet
from recount.evidence.bundle.contents import HTML, IN_REGIONS, RESULTS
from recount.findings import Finding
from recount.notebook.notebooks import INJECTED, notebook_text, parse_notebook
from recount.numbers.evidence_grade import Evidence
from recount.verify.opened import OpenedBundle, one_line
from recount.verify.shapes import Cell, Notebook

_PUBLISHES, _UNANSWERED = "chapter.publish", "chapter.unanswered("
_VALUE = r'"(?:[^"\\\n]|\\.)*"|-?[\d.e-]+|True|False|None|\[[\w", .-]*\]'
_INJECTED = re.compile(rf"# Parameters\n(?:\w+ = (?:{_VALUE})\n?)*")
"""The cell with the parameters of a run: names with plain values."""

_TEXT = re.compile(r'"([a-z0-9 -]+)"')


def check_notebooks(opened: OpenedBundle) -> Iterator[Finding]:
    """Every chapter: its notebook has exactly the cells of its source and computed its numbers."""
    for chapter in opened.chapters():
        name = f"{RESULTS}/{chapter}/{chapter}.ipynb"
        notebook = opened.load_json(name, Notebook, "N1")
        if notebook is None:
            continue
        yield from _same_cells(name, chapter, notebook.cells, opened)
        yield from _numbers(name, chapter, notebook.cells, opened)
        yield from _worksheet(name, chapter, opened)
    known = {_offered(chapter, opened) for chapter in opened.chapters()}
    for site in (HTML, IN_REGIONS):
        for stray in sorted(set(opened.under(f"{site}/{FILES}/{NOTEBOOKS}")) - known):
            yield Finding("N2", stray, "belongs to no chapter")


def _offered(chapter: str, opened: OpenedBundle) -> str:
    return f"{opened.site(chapter)}/{FILES}/{NOTEBOOKS}/{chapter}.ipynb"


def _worksheet(name: str, chapter: str, opened: OpenedBundle) -> Iterator[Finding]:
    """The notebook that the website offers: its source with the numbers of the records, without output."""
    offered = _offered(chapter, opened)
    if offered not in opened.digests:
        yield Finding("N1", offered, "not in the bundle")
        return
    try:
        made = worksheet(parse_notebook(opened.text(name)), chapter, opened.numbers)
    except Exception as error:  # noqa: BLE001 - nbformat raises many kinds
        yield Finding("N2", offered, f"cannot be derived from {name} ({one_line(error)})")
        return
    if opened.text(offered) != notebook_text(made):
        yield Finding("N2", offered, f"does not follow from {name} and the records")


def _same_cells(
    name: str, chapter: str, cells: list[Cell], opened: OpenedBundle
) -> Iterator[Finding]:
    """Text and code are those of the chapter, in order; a run adds its parameters and no visible output."""
    file, node = opened.chapter_file(chapter), opened.chapter(chapter)
    if node is None:
        yield Finding("N2", name, f"{file} is missing from the bundle or cannot be read")
        return
    wanted = [(cell.cell_type, cell.source) for cell in node.cells]
    kept = [cell for cell in cells if INJECTED not in cell.metadata.tags]
    for cell in cells:
        if cell not in kept and not _INJECTED.fullmatch(_source(cell)):
            yield Finding(
                "N2", name, f"the parameter cell holds more than parameters: {_source(cell)[:60]}"
            )
    found = [(cell.cell_type, _source(cell)) for cell in kept]
    for number, (here, there) in enumerate(zip(found, wanted, strict=False), start=1):
        if here != there:
            yield Finding("N2", name, f"cell {number} differs from that of {file}")
    if len(found) != len(wanted):
        yield Finding("N2", name, f"{len(found)} cells, but {len(wanted)} in {file}")
    for number, cell in enumerate(cells, start=1):
        if cell.outputs:
            yield Finding(
                "N2", name, f"cell {number} has an output, but a chapter shows only records"
            )


def _numbers(name: str, chapter: str, cells: list[Cell], opened: OpenedBundle) -> Iterator[Finding]:
    """The cell that a record names was executed under that number, and publishes.

    A cell that publishes the unanswered claims of a chapter names none of them.
    """
    ran = {cell.execution_count: _source(cell) for cell in cells if cell.cell_type == "code"}
    for record in opened.records.values():
        if record.chapter != chapter:
            continue
        prefix, code = f"{chapter}-" if opened.region(chapter) else "", ran.get(record.cell, "")
        unanswered = record.evidence is Evidence.MISSING and _UNANSWERED in code
        if not unanswered and not _publishes(code, record.id.removeprefix(prefix)):
            yield Finding("N3", name, f"number '{record.id}' names cell {record.cell}")


def _publishes(code: str, number: str) -> bool:
    """Whether a cell publishes and names the number or its family."""
    texts = [text.replace(" ", "-") for text in _TEXT.findall(code)] if _PUBLISHES in code else []
    return any(number == text or number.startswith(f"{text}-") for text in texts)


def _source(cell: Cell) -> str:
    return cell.source if isinstance(cell.source, str) else "".join(cell.source)
