"""Chapters as notebooks: the cells that a chapter has when a source is missing."""

from __future__ import annotations

import pytest
from nbformat import NotebookNode

from recount.edition.edition import ChapterCard
from recount.errors import ChapterError
from recount.notebook.notebooks import chapter_in

CARD = ChapterCard(sources=["leerlingen-*", "deelname", "publicaties"])

CHAPTER = """\
(proef)=
# Wie doet mee?

```{antwoord}
```

Er doen {getal}`deelname` scholen mee.

```{code-cell} ipython3
:tags: [parameters]

least = 1
```

```{code-cell} ipython3
:tags: [altijd, hide-input]

chapter = Chapter("proef")
```

```{code-cell} ipython3
:tags: [altijd, alleen-leerlingen]

supply = chapter.table("leerlingen")
```

```{code-cell} ipython3
members = chapter.table("deelname")
```

```{code-cell} ipython3
:tags: [zonder-bron, alleen-leerlingen]

chapter.unanswered({"deelname": bounds(supply)})
```

```{code-cell} ipython3
:tags: [zonder-bron, niet-leerlingen]

chapter.unanswered()
```
"""


def cells(*missing: str) -> list[NotebookNode]:
    """The cells of the chapter when these sources are missing."""
    return list(chapter_in(CHAPTER, "proef", CARD, missing).cells)


def code(*missing: str) -> list[str]:
    """The source of its code cells."""
    return [cell.source for cell in cells(*missing) if cell.cell_type == "code"]


PARAMETERS, SETUP = "least = 1", 'chapter = Chapter("proef")'
SUPPLY, MEMBERS = 'supply = chapter.table("leerlingen")', 'members = chapter.table("deelname")'
BOUNDED, PLAIN = 'chapter.unanswered({"deelname": bounds(supply)})', "chapter.unanswered()"


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ([], [PARAMETERS, SETUP, SUPPLY, MEMBERS]),
        (["deelname"], [PARAMETERS, SETUP, SUPPLY, BOUNDED]),
        (["leerlingen-*"], [PARAMETERS, SETUP, PLAIN]),
        (["leerlingen-*", "deelname"], [PARAMETERS, SETUP, PLAIN]),
    ],
)
def test_a_tag_limits_a_cell_to_a_source_that_is_present_or_missing(
    missing: list[str], expected: list[str]
) -> None:
    """A series counts under its prefix; with all sources no cell for a gap is left."""
    assert code(*missing) == expected


def test_the_opening_keeps_its_directives_only() -> None:
    """Its sentences have numbers of the missing source."""
    assert cells("deelname")[0].source == "(proef)=\n# Wie doet mee?\n\n```{antwoord}\n```"


@pytest.mark.parametrize(
    ("missing", "expected"), [(["deelname"], MEMBERS), (["leerlingen-*"], f"{SUPPLY}\n\n{MEMBERS}")]
)
def test_the_end_names_the_missing_files_and_shows_the_code_that_needs_them(
    missing: list[str], expected: str
) -> None:
    """A cell for another gap is no part of the computation."""
    end = cells(*missing)[-1].source
    assert f"```{{ontbreekt}} {' '.join(missing)}\n```" in end
    assert f"```{{rekenweg}}\n{expected}\n```" in end


def test_a_chapter_without_a_cell_for_a_gap_answers_its_claims_as_unknown() -> None:
    """It gets a set-up cell of its own."""
    plain = CHAPTER.split("```{code-cell} ipython3\n:tags: [altijd, hide-input]", maxsplit=1)[0]
    made = chapter_in(plain, "proef", CARD, ["deelname"]).cells
    assert made[-2].source.endswith("chapter = Chapter('proef')\nchapter.unanswered()")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("---\njupytext: {\n---\n\n# Wie doet mee?\n", "cannot be read in chapters/proef.md"),
        ("", "has no title in chapters/proef.md"),
        ("```{code-cell} ipython3\n# Wie doet mee?\n```\n", "has no title"),
    ],
)
def test_a_chapter_without_header_or_title_is_refused(text: str, fault: str) -> None:
    """A header that is no YAML, an empty file, and a comment in code where a title should be."""
    with pytest.raises(ChapterError, match=fault):
        chapter_in(text, "proef", CARD)
