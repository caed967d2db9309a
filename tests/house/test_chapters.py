"""House rules of the chapters: thin code, plain prose, and no number that is typed."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import jupytext
import pytest
import yaml
from nbformat import NotebookNode

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "chapters").glob("*.md"))
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["sto-eval"]
FORBIDDEN = (
    ast.FunctionDef,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.Lambda,
    ast.ListComp,
    ast.DictComp,
)
ROLE = re.compile(r"\{\w+\}`[^`]*`")
EDITION = tomllib.loads(
    (ROOT / "data" / "editions" / "sto-2020-2024" / "edition.toml").read_text("utf-8")
)


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def chapter(request: pytest.FixtureRequest) -> NotebookNode:
    """Each chapter as a notebook."""
    return jupytext.read(request.param)


def code(chapter: NotebookNode) -> list[NotebookNode]:
    """Its code cells."""
    return [cell for cell in chapter.cells if cell.cell_type == "code"]


def prose(chapter: NotebookNode) -> list[str]:
    """The lines of its text, without directives and their bodies."""
    text = "\n".join(cell.source for cell in chapter.cells if cell.cell_type == "markdown")
    return re.sub(r"(?ms)^```\{.*?^```", "", text).splitlines()


def test_code_is_thin(chapter: NotebookNode) -> None:
    """No definitions, no loops, no printing, no reading, no path and no address."""
    for cell in code(chapter):
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, FORBIDDEN)]
        assert not re.search(r"\bprint\(|read_csv|open\(|https?://|\.csv\b|Path\(", cell.source)


def test_a_chapter_imports_this_package_only(chapter: NotebookNode) -> None:
    """The guard cannot see a C library that opens a file by itself; no cell has one at hand."""
    for cell in code(chapter):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import), ast.unparse(node)
            if isinstance(node, ast.ImportFrom):
                package = str(node.module).partition(".")[0]
                assert package in {"sto_eval", "datetime", "functools"}, ast.unparse(node)


def test_cells_are_few_and_short(chapter: NotebookNode) -> None:
    """At most twelve cells besides parameters and set-up, of twelve lines, or twenty for a figure."""
    cells = code(chapter)
    assert len(cells) <= 12 + len(("parameters", "set-up"))
    for cell in cells:
        limit = 20 if "chapter.figure(" in cell.source else 12
        assert len(cell.source.splitlines()) <= limit, cell.source


def test_parameters_are_literals(chapter: NotebookNode) -> None:
    """One cell, tagged, of plain values."""
    tagged = [cell for cell in code(chapter) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for line in ast.parse(tagged[0].source).body:
        assert isinstance(line, ast.Assign)
        ast.literal_eval(line.value)


def test_a_sentence_a_line(chapter: NotebookNode) -> None:
    """A full stop ends the line, so that a change in a sentence is a change of a line."""
    for line in prose(chapter):
        assert not re.search(r"[a-z][.?!] [A-Z]", ROLE.sub("x", line)), line


def test_no_number_is_typed(chapter: NotebookNode) -> None:
    """A digit in prose stands in a role, or in the list of definitions and dates in pyproject."""
    for line in prose(chapter):
        bare = ROLE.sub("", line)
        for allowed in SETTINGS["prose-allowed"]:
            bare = re.sub(allowed, "", bare)
        assert not re.search(r"[0-9]", bare), line


def test_more_words_than_code(chapter: NotebookNode) -> None:
    """A chapter is read, not run: at least four words for each visible line of code."""
    words = sum(len(line.split()) for line in prose(chapter))
    shown = [
        c
        for c in code(chapter)
        if not {"hide-input", "remove-cell"} & set(c.metadata.get("tags", []))
    ]
    lines = sum(len(cell.source.splitlines()) for cell in shown)
    assert words >= 10 * lines


def test_the_anatomy_is_complete(chapter: NotebookNode) -> None:
    """Title as a question, then data, computation, verdict and origin, in this order."""
    lines = prose(chapter)
    title = next(line for line in lines if line.startswith("# "))
    heads = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert title.endswith("?")
    wanted = ["Gegevens", "Berekening", "Oordeel"]
    assert [head for head in heads if head in wanted] == wanted
    assert any(head.startswith("Herkomst") for head in heads)


def test_every_chapter_is_in_the_edition_and_the_contents() -> None:
    """No chapter is forgotten, and none is named that is not there."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    listed = re.findall(r"chapters/([\w-]+)", str(contents))
    stems = {path.stem for path in CHAPTERS}
    assert set(listed) == stems == set(EDITION["chapters"])
