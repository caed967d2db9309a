"""The cells of a chapter, read from its text in MyST Markdown.

Only what chapters of a report use is read: fenced code cells with a line ``:tags: [a, b]``, and lines ``+++``
that begin a cell of prose. YAML is not interpreted, so nothing in it can run or grow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from recount.verify.parsing import read_json
from recount.verify.shapes import ChapterCard, RegionCard

PARAMETERS, ALWAYS, GAP = "parameters", "altijd", "zonder-bron"
"""Tags: the parameters of a run, a cell that is kept without a source, and one that exists only then."""

_HIDDEN = {GAP, "hide-input", "remove-input", "remove-cell"}
_WITH, _WITHOUT = "alleen-", "niet-"
_CODE = "{code-cell}"
_HEAD = re.compile(r"\A---\n(?:[ ]*[\w-]+:(?: [\w .'\"/+-]*)?\n)*---\n")
_FENCE = re.compile(r"(`{3,})([^`]*)")
_OPTION = re.compile(r":([\w-]+): *(.*)")
_LIST = re.compile(r"\[([\w, -]*)\]")
_SIGNS = re.compile(r"[!#$&*<>@\[\\\]^_`{|}~]|^[-+=%:(]|^[0-9]+[.)](?=\s|$)")
"""Characters that a text shows literally in Markdown with a backslash."""

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


class TextCell(NamedTuple):
    """A cell in the text of a chapter."""

    kind: str
    source: str
    tags: tuple[str, ...] = ()


def chapter_cells(
    text: str, name: str, card: ChapterCard | RegionCard | None, missing: Sequence[str]
) -> list[TextCell]:
    """The cells that a chapter runs: those for its region, or those that it has without these sources.

    Errors: ``ValueError`` for a text that is not a chapter.
    """
    cells = list(_cells(text))
    if isinstance(card, RegionCard):
        return [_of_region(cell, name, card) for cell in cells if _belongs(cell, card.traits)]
    if card and missing and cells:
        present = [source.partition("-*")[0] for source in card.sources if source not in missing]
        return list(_without_sources(cells, name, missing, present))
    return [cell for cell in cells if GAP not in cell.tags]


def code_text(cells: Sequence[TextCell]) -> bytes:
    """The code cells without the parameters, as JSON; a run records the checksum of this text."""
    code = [cell for cell in cells if cell.kind == "code" and PARAMETERS not in cell.tags]
    return json.dumps([[cell.source, cell.tags] for cell in code], ensure_ascii=False).encode()


def literal(text: str) -> str:
    """Markdown that shows a text as it is, on one line."""
    return _SIGNS.sub(lambda sign: f"{sign[0][:-1]}\\{sign[0][-1]}", " ".join(text.split()))


def _cells(text: str) -> Iterator[TextCell]:
    if text.startswith("---\n"):
        head = _HEAD.match(text)
        if head is None:
            raise ValueError("the front matter has more than plain keys and values")
        text = text[head.end() :]
    prose: list[str] = []
    tags: tuple[str, ...] = ()
    lines = iter(text.splitlines())
    for line in lines:
        fence = _FENCE.fullmatch(line)
        if line.startswith("+++"):
            yield from _prose(prose, tags)
            prose, tags = [], _break_tags(line)
        elif fence and fence[2].startswith(_CODE):
            yield from _prose(prose, tags)
            prose, tags = [], ()
            yield _code(_fenced(lines, fence[1])[:-1])
        else:
            prose += [line, *(_fenced(lines, fence[1]) if fence else [])]
    yield from _prose(prose, tags)


def _fenced(lines: Iterator[str], fence: str) -> list[str]:
    """The lines up to the end of a fenced block, which is the last of them."""
    inside = []
    for line in lines:
        inside.append(line)
        if line.startswith(fence) and not line.strip("` "):
            return inside
    raise ValueError("a fenced block has no end")


def _prose(lines: Sequence[str], tags: tuple[str, ...]) -> Iterator[TextCell]:
    source = "\n".join(lines).rstrip().lstrip("\n")
    if source:
        yield TextCell("markdown", source, tags)


def _break_tags(line: str) -> tuple[str, ...]:
    about = read_json(line[3:].strip().encode() or b"{}")
    tags = about.get("tags", []) if isinstance(about, dict) else None
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValueError("the tags of a cell of prose are not a list of words")
    return tuple(tags)


def _code(lines: Sequence[str]) -> TextCell:
    rest = list(lines)
    tags: tuple[str, ...] = ()
    while rest and (option := _OPTION.fullmatch(rest[0].strip())):
        listed = _LIST.fullmatch(option[2])
        if option[1] == "tags":
            if listed is None:
                raise ValueError("the tags of a code cell are not a list of words")
            tags = tuple(tag.strip() for tag in listed[1].split(",") if tag.strip())
        rest = rest[1:]
    if len(rest) < len(
        lines
    ):  # a notebook has one blank line less at the end of a cell with options
        rest = "\n".join(rest).splitlines()
    if rest and not rest[0].strip():
        rest = rest[1:]
    return TextCell("code", "\n".join(rest), tags)


def _belongs(cell: TextCell, traits: Collection[str]) -> bool:
    """Whether a cell is for a region with these traits, or for a chapter that has these sources."""
    asked = {tag.removeprefix(_WITH) for tag in cell.tags if tag.startswith(_WITH)}
    unwanted = {tag.removeprefix(_WITHOUT) for tag in cell.tags if tag.startswith(_WITHOUT)}
    return asked <= set(traits) and unwanted.isdisjoint(traits)


def _of_region(cell: TextCell, name: str, card: RegionCard) -> TextCell:
    """A cell of a template with the name of the chapter for ``§``, and that of the region for ``§naam``."""
    title = repr(card.title) if cell.kind == "code" else literal(card.title)
    parts = cell.source.split("§naam")
    return cell._replace(source=title.join(part.replace("§", name) for part in parts))


def _without_sources(
    cells: Sequence[TextCell], name: str, missing: Sequence[str], present: Collection[str]
) -> Iterator[TextCell]:
    """The head of a chapter, the cells that it keeps, what is missing, and its calculation as text."""
    first, *rest = cells
    head = [part for part in first.source.split("\n\n") if part.startswith(("(", "# ", "```{"))]
    yield TextCell("markdown", "\n\n".join(head))
    kept = [cell for cell in rest if {ALWAYS, GAP, PARAMETERS} & {*cell.tags}]
    kept = [cell for cell in kept if _belongs(cell, present)]
    yield from kept
    if not any(".unanswered(" in cell.source for cell in kept):
        yield TextCell("code", _SETUP.format(name=name), ("hide-input",))
    left = [cell for cell in rest if cell.kind == "code" and cell not in kept]
    calculation = "\n\n".join(cell.source for cell in left if _HIDDEN.isdisjoint(cell.tags))
    yield TextCell("markdown", _WANTED.format(missing=" ".join(missing), calculation=calculation))
