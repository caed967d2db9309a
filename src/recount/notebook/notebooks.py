"""Chapters as notebooks: parsed from text, and combined with the outputs of a run.

A chapter with a missing source cannot compute its numbers. It then has its title, its cells with the tag
``altijd`` or ``zonder-bron``, and a description of what is missing and how the computation goes. A tag
``alleen-leerlingen`` or ``niet-leerlingen`` keeps such a cell only if that source is present, or missing.
The only module that uses jupytext.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import nbformat
import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from recount.edition.definitions import read_page
from recount.edition.edition import ChapterCard, Edition, RegionCard
from recount.edition.parameters import TAG
from recount.errors import ChapterError
from recount.markup import markdown_text
from recount.sources.files import missing_sources

CHAPTERS = Path("chapters")
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
TITLE, OWN = "naam", "§"
"""In a regional chapter ``§`` is the name of the chapter, ``§naam`` the title of its card; a card may have other
words."""

_PLAIN = re.compile(r"[\w .-]+")

WITH, WITHOUT = "alleen-", "niet-"
"""Prefixes of tags of a cell for missing sources: if another one is present, and if it is missing too."""

ALWAYS, GAP = "altijd", "zonder-bron"
"""Tags of a cell that a chapter keeps without its sources, and of one that it has only then."""

COLLAPSED = "hide-input"
"""Tag of a cell whose code is collapsed; it is no part of the calculation that a chapter without sources shows."""

_HIDDEN = {COLLAPSED, "remove-input", "remove-cell"}
_SETUP = """from recount.notebook.chapter import Chapter

chapter = Chapter({name!r})
chapter.unanswered()"""
_WANTED = """## Wat er nodig is

```{{ontbreekt}} {missing}
```

## Zo rekenen wij

Met die bestanden rekent dit hoofdstuk zo:

```{{rekenweg}}
{calculation}
```
"""

_TITLE = re.compile(r"^# +\S", re.MULTILINE)

INJECTED = "injected-parameters"
"""The tag that papermill gives to the cell with the parameters of a run."""


def read_chapter(edition: Edition, name: str) -> NotebookNode:
    """The notebook of a chapter, without outputs."""
    card = edition.card.chapter(name)
    path = edition.pages / text_file(name, card)
    if not path.is_file():
        raise ChapterError(
            f"chapter '{name}' has no file",
            "edition.toml [chapters]",
            path.relative_to(edition.root).as_posix(),
            "none",
            "Write the chapter, or remove it from edition.toml.",
        )
    missing = missing_sources(edition, card.sources) if card else ()
    node = chapter_in(read_page(path), name, card, missing)
    node.metadata["kernelspec"] = dict(KERNEL)
    return node


def chapter_in(
    text: str, name: str, card: ChapterCard | None, missing: Sequence[str] = ()
) -> NotebookNode:
    """The notebook of a chapter in its text, which may be a template for many regions.

    ``missing`` names the sources that it declares and that are missing.

    The name of a region is inserted as text in prose, and as a string in code.

    Errors: ``ChapterError`` for a chapter name, taken from a region code in a file, that could end a role.
    """
    try:
        node = copy.deepcopy(parse_chapter(text))
    except yaml.YAMLError as fault:
        what, expected = (
            f"chapter '{name}' cannot be read",
            "a header of YAML between two lines '---'",
        )
        found = " ".join(str(fault).split())
        raise ChapterError(
            what, text_file(name, card).as_posix(), expected, found, "Fix its header."
        ) from None
    if not any(cell.cell_type == "markdown" and _TITLE.search(cell.source) for cell in node.cells):
        what, expected = f"chapter '{name}' has no title", "a line '# Title' above its first text"
        raise ChapterError(
            what, text_file(name, card).as_posix(), expected, "none", "Add that line."
        )
    if isinstance(card, RegionCard):
        if not _PLAIN.fullmatch(name):
            raise ChapterError(
                "the code of a region has a character that a chapter name cannot have",
                card.title,
                "letters, digits, blanks, '.', '-' and '_'",
                repr(name),
                "Correct the code in the file that names the regions.",
            )
        for cell in node.cells:
            written = markdown_text if cell.cell_type == "markdown" else repr
            words = {TITLE: card.title, **card.words}
            texts = {OWN + word: written(text) for word, text in words.items()} | {OWN: name}
            parts = re.split(f"({'|'.join(map(re.escape, texts))})", cell.source)
            cell.source = "".join(texts.get(part, part) for part in parts)
    elif card and missing:
        present = [source.partition("-*")[0] for source in card.sources if source not in missing]
        node.cells = list(_without_sources(node.cells, name, missing, present))
    else:
        node.cells = [cell for cell in node.cells if GAP not in _tags(cell)]
    return node


def _without_sources(
    cells: Sequence[NotebookNode], name: str, missing: Sequence[str], present: Collection[str]
) -> Iterator[NotebookNode]:
    """The cells of a chapter with missing sources: no number without a source, no cell that needs one."""
    first, *rest = cells
    directives = [
        part for part in first.source.split("\n\n") if part.startswith(("(", "# ", "```{"))
    ]
    yield new_markdown_cell("\n\n".join(directives))
    chosen = [cell for cell in rest if {ALWAYS, GAP, TAG} & {*_tags(cell)}]
    kept = [cell for cell in chosen if _belongs(cell, present)]
    yield from kept
    if not any(".unanswered(" in cell.source for cell in kept):
        yield new_code_cell(_SETUP.format(name=name), metadata={"tags": [COLLAPSED]})
    code = [cell for cell in rest if cell.cell_type == "code" and cell not in kept]
    calculation = "\n\n".join(cell.source for cell in code if not {GAP, *_HIDDEN} & {*_tags(cell)})
    yield new_markdown_cell(_WANTED.format(missing=" ".join(missing), calculation=calculation))


def _tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


def _belongs(cell: NotebookNode, present: Collection[str]) -> bool:
    """Whether a cell is included with these sources present.

    A tag ``alleen-leerlingen`` requires the source ``leerlingen``, a tag ``niet-leerlingen`` its absence.
    """
    tags = _tags(cell)
    asked = {tag.removeprefix(WITH) for tag in tags if tag.startswith(WITH)}
    unwanted = {tag.removeprefix(WITHOUT) for tag in tags if tag.startswith(WITHOUT)}
    return asked <= set(present) and unwanted.isdisjoint(present)


def text_file(name: str, card: ChapterCard | None) -> Path:
    """The file with the text of a chapter, in the folder of the pages."""
    return CHAPTERS / f"{card.text if isinstance(card, RegionCard) else name}.md"


@lru_cache(maxsize=64)
def parse_chapter(text: str) -> NotebookNode:
    """The notebook in the text of a chapter, to be copied before a change.

    Cached, so that a template is parsed once for all its regions.
    """
    # slow to import, as it brings a web server; whatever only makes pages does without
    from jupytext import jupytext  # noqa: PLC0415

    read = jupytext.reads(text, fmt="md:myst")
    node: NotebookNode = jupytext.drop_text_representation_metadata(read)
    return node


def read_notebook(path: Path) -> NotebookNode:
    """A notebook with the outputs of an earlier run."""
    node: NotebookNode = nbformat.read(path, nbformat.NO_CONVERT)
    return node


def has_same_cells(path: Path, node: NotebookNode) -> bool:
    """Whether an executed notebook has exactly the cells of a chapter, so nothing in it is out of date."""
    cells = [
        (cell["cell_type"], "".join(cell["source"]), cell["metadata"].get("tags", []))
        for cell in json.loads(path.read_text("utf-8"))["cells"]
    ]
    now = [(cell.cell_type, cell.source, cell.metadata.get("tags", [])) for cell in node.cells]
    return [cell for cell in cells if INJECTED not in cell[2]] == now


def code_cells(node: NotebookNode) -> list[NotebookNode]:
    """The code cells, in order."""
    return [cell for cell in node.cells if cell.cell_type == "code"]


def composed(node: NotebookNode, executed: NotebookNode) -> NotebookNode:
    """The text of a chapter with the outputs of its run: equal texts and runs give equal bytes.

    Comments may have changed since the run, so the source of each cell is that of the chapter.
    """
    whole = copy.deepcopy(node)
    injected = [cell for cell in code_cells(executed) if INJECTED in cell.metadata.get("tags", [])]
    done = iter([cell for cell in code_cells(executed) if cell not in injected])
    cells = []
    for cell in whole.cells:
        if cell.cell_type == "code":
            cells.append(next(done))
            cells[-1].source = cell.source
        else:
            cells.append(cell)
        if TAG in cell.metadata.get("tags", []):
            cells.extend(injected)
    whole.cells = cells
    return _normalised(whole)


def write_notebook(node: NotebookNode, path: Path) -> None:
    """Write a notebook; equal content leaves the file untouched, so that nothing downstream becomes stale."""
    text: str = nbformat.writes(node)
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def _normalised(executed: NotebookNode) -> NotebookNode:
    """Remove what differs from run to run, and hide the parameters that papermill injected."""
    executed.metadata.pop("papermill", None)
    for cell in executed.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if INJECTED in cell.metadata.get("tags", []):
            cell.metadata["tags"] = [INJECTED, "remove-cell"]
    for number, cell in enumerate(executed.cells):
        cell["id"] = f"cel-{number}"
    return executed
