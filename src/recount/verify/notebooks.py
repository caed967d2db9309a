"""The executed notebooks against their chapters, and the records against their cells.

The notebooks that the website offers have the code of the executed ones, and their text with the numbers of
the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from recount.findings import Finding
from recount.verify.chapters import literal
from recount.verify.model import Record
from recount.verify.opened import OpenedBundle
from recount.verify.places import FILES, HTML, IN_REGIONS, NOTEBOOKS, RESULTS
from recount.verify.rule import MADE_UP, MISSING
from recount.verify.shapes import Cell, Notebook

INJECTED = "injected-parameters"
"""The tag of the cell with the parameters of a run."""

_PUBLISHES, _UNANSWERED = "chapter.publish", "chapter.unanswered("
_VALUE = r'"(?:[^"\\\n]|\\.)*"|-?[\d.e-]+|True|False|None|\[[\w", .-]*\]'
_PARAMETERS = re.compile(rf"# Parameters\n(?:\w+ = (?:{_VALUE})\n?)*")
"""That cell: names with plain values."""

_TEXT = re.compile(r'"([a-z0-9 -]+)"')
_ROLE = re.compile(r"\{(getal|stelling|doc)\}`([^`]+)`")
_VERDICTS = re.compile(r"^```\{oordeel\}(.*)\n```\n?", re.MULTILINE)
_DIRECTIVE = re.compile(r"^```\{[a-z-]+\}.*\n(?:.*\n)*?```\n?|^\([\w-]+\)=\n", re.MULTILINE)
_AFTER_ONE = re.compile(r"(?<![\d.,])(1(?:<sup>v</sup>)?\s+)[\w'’]+")
"""A 1 and the noun behind it, which the notebook has in the singular."""


def check_notebooks(opened: OpenedBundle) -> Iterator[Finding]:
    """Every chapter: its notebook has exactly the cells of its source and computed its numbers."""
    for chapter in opened.chapters():
        name = f"{RESULTS}/{chapter}/{chapter}.ipynb"
        notebook = opened.load_json(name, Notebook, "N1")
        if notebook is None:
            continue
        yield from _same_cells(name, chapter, notebook.cells, opened)
        yield from _numbers(name, chapter, notebook.cells, opened)
        yield from _offered(name, chapter, notebook.cells, opened)
    known = {_offer(chapter, opened) for chapter in opened.chapters()}
    for site in (HTML, IN_REGIONS):
        for stray in sorted(set(opened.under(f"{site}/{FILES}/{NOTEBOOKS}")) - known):
            yield Finding("N2", stray, "belongs to no chapter")


def _offer(chapter: str, opened: OpenedBundle) -> str:
    return f"{opened.site(chapter)}/{FILES}/{NOTEBOOKS}/{chapter}.ipynb"


def _same_cells(
    name: str, chapter: str, cells: list[Cell], opened: OpenedBundle
) -> Iterator[Finding]:
    """Text and code are those of the chapter, in order; a run adds its parameters and no visible output."""
    file, source = opened.chapter_file(chapter), opened.chapter(chapter)
    if source is None:
        yield Finding("N2", name, f"{file} is missing from the bundle or cannot be read")
        return
    added = [cell for cell in cells if INJECTED in cell.metadata.tags]
    for cell in added:
        if not _PARAMETERS.fullmatch(cell.text):
            note = f"the parameter cell holds more than parameters: {cell.text[:60]}"
            yield Finding("N2", name, note)
    wanted = [(cell.kind, cell.source) for cell in source]
    found = [(cell.cell_type, cell.text) for cell in cells if cell not in added]
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
    ran = {cell.execution_count: cell.text for cell in cells if cell.cell_type == "code"}
    for record in opened.records.values():
        if record.chapter != chapter:
            continue
        prefix, code = f"{chapter}-" if opened.region(chapter) else "", ran.get(record.cell, "")
        unanswered = record.evidence == MISSING and _UNANSWERED in code
        if not unanswered and not _publishes(code, record.id.removeprefix(prefix)):
            yield Finding("N3", name, f"number '{record.id}' names cell {record.cell}")


def _publishes(code: str, number: str) -> bool:
    """Whether a cell publishes and names the number or its family."""
    texts = [text.replace(" ", "-") for text in _TEXT.findall(code)] if _PUBLISHES in code else []
    return any(number == text or number.startswith(f"{text}-") for text in texts)


def _offered(name: str, chapter: str, cells: list[Cell], opened: OpenedBundle) -> Iterator[Finding]:
    """The notebook to download has these cells, below an introduction and without output."""
    offer = _offer(chapter, opened)
    notebook = opened.load_json(offer, Notebook, "N1")
    if notebook is None:
        return
    try:
        texts = [(cell.cell_type, _readable(cell, opened.numbers)) for cell in cells]
    except KeyError as error:
        yield Finding("N2", offer, f"{name} has no number or part {error}")
        return
    wanted = [(kind, _comparable(text)) for kind, text in texts if text.strip()]
    found = [(cell.cell_type, _comparable(cell.text)) for cell in notebook.cells[1:]]
    if found != wanted or any(cell.outputs for cell in notebook.cells):
        yield Finding("N2", offer, f"does not follow from {name} and the records")


def _comparable(text: str) -> str:
    return _AFTER_ONE.sub(r"\1", text.replace("\\", "")).strip()


def _readable(cell: Cell, numbers: Mapping[str, Record]) -> str:
    """A cell without roles and directives: numbers and verdicts as text, statements as words."""
    if cell.cell_type == "code":
        return cell.text
    text = _VERDICTS.sub(lambda found: _verdicts(found[1].split(), numbers), cell.text)
    return _ROLE.sub(lambda found: _words(found[1], found[2], numbers), _DIRECTIVE.sub("", text))


def _words(role: str, text: str, numbers: Mapping[str, Record]) -> str:
    if role == "stelling":
        return text.split("|", maxsplit=1)[0].strip()
    if role == "doc":
        return f"*{text.rsplit('/', 1)[-1]}*"
    name, _, part = text.partition(".")
    made_up = numbers[name].evidence == MADE_UP and part in {"", "teller", "noemer", "raak"}
    return literal(numbers[name].texts[part]) + ("<sup>v</sup>" if made_up else "")


def _verdicts(names: list[str], numbers: Mapping[str, Record]) -> str:
    lines = []
    for record in (numbers[name] for name in names if name in numbers):
        if record.verdict:
            made_up = " (verzonnen)" if record.evidence == MADE_UP else ""
            shown = f"{record.label}: {record.measure.display}{made_up}"
            line = f"{shown}. Oordeel: {record.verdict.word}. {record.verdict.reason}"
            lines.append(f"- {literal(line)}\n")
    return "".join(lines)
