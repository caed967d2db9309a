"""The verifier reads the cells of a chapter by itself, as the engine does."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import ROOT

from recount.edition import edition as engine
from recount.notebook.notebooks import chapter_in
from recount.running.key import cells_text
from recount.verify.chapters import chapter_cells, code_text
from recount.verify.parsing import shaped
from recount.verify.shapes import ChapterCard, RegionCard

CHAPTERS = sorted((ROOT / "chapters").glob("*.md"))
SOURCES = ("leerlingen-*", "anders")
MISSING = ([], ["anders"], ["leerlingen-*", "anders"])


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("missing", MISSING, ids=len)
def test_both_read_the_same_cells(path: Path, missing: list[str]) -> None:
    """Of each chapter of the report, with all of its sources and without some."""
    text = path.read_text("utf-8")
    node = chapter_in(text, path.stem, engine.ChapterCard(sources=SOURCES), missing)
    cells = chapter_cells(text, path.stem, ChapterCard(sources=list(SOURCES)), missing)
    assert [cell[:2] for cell in cells] == [(c.cell_type, c.source) for c in node.cells]
    assert code_text(cells) == cells_text(node)


@pytest.mark.parametrize("name", ["regio", "regios"])
@pytest.mark.parametrize("trait", ["sto", "rmc", "overzee"])
def test_both_read_the_same_cells_of_a_region(name: str, trait: str) -> None:
    """With the name of the region as text in prose and as a string in code."""
    text = (ROOT / "chapters" / f"{name}.md").read_text("utf-8")
    card = {"template": name, "settings": {}, "title": "'s-Hertogen_bosch", "traits": [trait]}
    node = chapter_in(text, "regio-x-1", engine.RegionCard.model_validate(card, strict=False))
    cells = chapter_cells(text, "regio-x-1", shaped(card, RegionCard), [])
    assert [cell[:2] for cell in cells] == [(c.cell_type, c.source) for c in node.cells]
    assert code_text(cells) == cells_text(node)


@pytest.mark.parametrize("options", ["", ":tags: [a, b]\n", ":tags: [a]\n:name: x\n\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_both_read_the_same_blank_lines(options: str, end: str) -> None:
    """Around code, around prose, and in a fenced block that shows how a cell is written."""
    shown = "````{rekenweg}\n```{code-cell}\n+++\n```\n````"
    text = f"\n# A\n\n\n{shown}\n+++\n\nB\n\n```{{code-cell}}\n{options}x = 1\n{end}```\n\n\nC\n"
    node = chapter_in(text, "a", None)
    cells = chapter_cells(text, "a", None, [])
    assert [cell[:2] for cell in cells] == [(c.cell_type, c.source) for c in node.cells]
    assert code_text(cells) == cells_text(node)


@pytest.mark.parametrize(
    "text",
    [
        "---\na: &a [x]\n---\n# A\n",
        '---\nx: !!python/object/apply:os.system ["true"]\n---\n# A\n',
        "# A\n\n```{code-cell}\n:tags: 7\nx = 1\n```\n",
        '+++ {"tags": [7]}\n# A\n',
        "+++ [1]\n# A\n",
        "# A\n\n```{code-cell}\nx = 1\n",
    ],
)
def test_what_is_no_chapter_is_refused(text: str) -> None:
    """YAML that is more than keys and values, tags that are no words, a cell without an end."""
    with pytest.raises(ValueError, match=r"front matter|tags|has no end"):
        chapter_cells(text, "a", None, [])
