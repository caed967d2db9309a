"""Edits of a copy of the project, each of one kind, with their expected effect on the key of a chapter."""

from __future__ import annotations

import ast
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from nbformat import NotebookNode
from support.function_trace import Entered
from support.source_code import file_of, packages

from recount.edition.edition import Edition
from recount.names import COMMAND
from recount.notebook.notebooks import read_chapter
from recount.packages import required
from recount.running.codebase import Codebase
from recount.running.key import NOTATION, chapter_key
from recount.sources.catalogue import load_catalogue, select
from recount.sources.chapter_inputs import chapter_inputs
from recount.sources.files import located

FOREIGN = (
    "Sphinx",
    "typst",
    "jupyter-book",
    "pikepdf",
    "rocrate",
    "prov",
    "tinycss2",
    "pypdfium2",
)
"""Packages that make pages and bundles: no chapter imports them."""

OWN = ("pandas", "numpy", "pydantic", "pandera", "papermill", "nbclient", "ipykernel", "jupytext")
"""Packages that every chapter imports."""

DEEP = 3


@dataclass(frozen=True)
class Edit:
    """A kind, a file with its new bytes, and whether the key must change; or another package version."""

    kind: str
    path: Path
    content: bytes
    counts: bool
    package: str = ""


class Copy:
    """A copy of the project, with one chapter to examine and the functions that its run entered."""

    def __init__(self, edition: Edition, chapter: str, entered: Sequence[Entered]) -> None:
        self.edition = edition
        self.chapter = chapter
        self.entered = [
            each for each in entered if each.name.isidentifier() and each.module not in NOTATION
        ]
        self.source = edition.root / "src"
        self.cache = edition.root / "cache"
        self.nodes: dict[bytes, NotebookNode] = {}
        self.constants = sorted(set(_constants(self)))
        self.elsewhere = _elsewhere(self)

    def key(self, edit: Edit | None = None) -> str:
        """The key of the chapter in the copy, optionally with another version of a package."""
        text = self.file(self.chapter).read_bytes()
        if text not in self.nodes:
            self.nodes[text] = read_chapter(self.edition, self.chapter)
        node = self.nodes[text]
        versions = required(COMMAND)
        if edit and edit.package in versions:
            versions = {**versions, edit.package: "0.0"}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("recount.running.key.required", lambda _: versions)
            codebase = Codebase(packages(self.source), self.cache)
            patch.setattr("recount.running.key.own_codebase", lambda _: codebase)
            return chapter_key(chapter_inputs(self.edition, self.chapter, node))

    @contextmanager
    def edited(self, edit: Edit) -> Iterator[None]:
        """Apply an edit to the project, and undo it afterwards."""
        before = edit.path.read_bytes() if edit.path.is_file() else None
        assert edit.package or before != edit.content, edit.kind
        edit.path.write_bytes(edit.content)
        try:
            yield
        finally:
            if before is None:
                edit.path.unlink()
            else:
                edit.path.write_bytes(before)

    def edits(self, chance: random.Random, count: int) -> Iterator[Edit]:
        """So many edits of every kind."""
        for make in KINDS.values():
            for number in range(count):
                yield make(self, chance, number)

    def module(self, name: str) -> Path:
        """The file of a module of the copy."""
        return file_of(name, self.source)

    def file(self, chapter: str) -> Path:
        """The text of a chapter of the copy."""
        return self.edition.root / "chapters" / f"{chapter}.md"

    def others(self) -> list[str]:
        """The other chapters."""
        return [name for name in self.edition.card.chapters if name != self.chapter]


def comment(copy: Copy, chance: random.Random, number: int) -> Edit:
    """A comment before a statement, in a function that runs or in its module."""
    path, function = _function(copy, chance, copy.entered)
    tree = ast.parse(path.read_text("utf-8")).body
    at = (
        function.body[-1]
        if number % 2
        else chance.choice([each for each in tree if not _decorated(each)])
    )
    line = " " * at.col_offset + "# a remark\n"
    return _inserted("comment", path, at.lineno, line, counts=False)


def docstring(copy: Copy, chance: random.Random, _: int) -> Edit:
    """Other words in the docstring of a function that runs."""
    known = [
        each
        for each in copy.entered
        if each.code.co_consts and isinstance(each.code.co_consts[0], str)
    ]
    while True:
        path, function = _function(copy, chance, known)
        text = path.read_text("utf-8")
        if ast.get_docstring(function):
            words = ast.get_source_segment(text, function.body[0]) or ""
            return _replaced(
                "docstring", path, words, words[:3] + "Once more: " + words[3:], counts=False
            )


def layout(copy: Copy, chance: random.Random, _: int) -> Edit:
    """A function that runs as Python itself would write it: without comments, on other lines."""
    while True:
        path, function = _function(copy, chance, copy.entered)
        words = ast.get_source_segment(path.read_text("utf-8"), function) or ""
        if ast.unparse(_bare(function)) != words:
            return _replaced("format", path, words, ast.unparse(_bare(function)), counts=False)


def unused(copy: Copy, chance: random.Random, number: int) -> Edit:
    """A new function in a module that runs, or another one in a function that only other chapters name."""
    if number % 2:
        path = copy.module(chance.choice(copy.entered).module)
        content = path.read_text("utf-8") + f"\n\ndef spare_{number}(rows):\n    return rows\n"
        return Edit("unused function", path, content.encode(), counts=False)
    module, name = chance.choice(copy.elsewhere)
    path = copy.module(f"sto_eval.indicators.{module}")
    function = _named(path, name)
    return _inserted("unused function", path, function.body[-1].lineno, _EXTRA, counts=False)


def module(copy: Copy, chance: random.Random, number: int) -> Edit:
    """A new module that nothing imports, or another line in one that only makes pages."""
    if number % 2:
        path = copy.module("sto_eval.indicators").with_name(f"spare_{number}.py")
        return Edit("unused module", path, b"SPARE = 1\n", counts=False)
    path = chance.choice(sorted(copy.module("recount.book").parent.glob("*.py")))
    content = path.read_text("utf-8") + f"\n\nSPARE_{number} = 1\n"
    return Edit("unused module", path, content.encode(), counts=False)


def used(copy: Copy, chance: random.Random, _: int) -> Edit:
    """A statement more in a function that runs three levels below a cell, or deeper."""
    deep = [each for each in copy.entered if each.depth >= DEEP]
    path, function = _function(copy, chance, deep)
    return _inserted("used function", path, function.body[-1].lineno, _EXTRA, counts=True)


def constant(copy: Copy, chance: random.Random, _: int) -> Edit:
    """Another value of a constant that a function that runs names."""
    module, name = chance.choice(copy.constants)
    path = copy.module(module)
    value = _value(ast.parse(path.read_text("utf-8")), name)
    assert value is not None
    words = ast.get_source_segment(path.read_text("utf-8"), value) or ""
    return _replaced("constant", path, f"{name} = {words}", f"{name} = 7 * {words}", counts=True)


def notation(copy: Copy, chance: random.Random, number: int) -> Edit:
    """Another separator of thousands, or other words for a number that is not known."""
    sign = chance.choice("_'*~")
    words, separators = NOTATION
    name, old, new = [
        (separators, 'GROUP = "."', f'GROUP = "{sign}"'),
        (words, '"onbekend"', f'"weet niet{sign}"'),
    ][number % 2]
    return _replaced("notation", copy.module(name), old, new, counts=False)


def data(copy: Copy, chance: random.Random, number: int) -> Edit:
    """One byte of a file that the chapter reads, or of one that it does not."""
    catalogue = load_catalogue(copy.edition)
    declared = select(catalogue, copy.edition.card.chapters[copy.chapter].sources)
    mine = {file.path for file in located(copy.edition, declared).values()}
    regions = {
        file.path for key, file in located(copy.edition, list(catalogue)).items() if key == "regios"
    }
    rest = {file.path for file in located(copy.edition, list(catalogue)).values()} - mine - regions
    path = chance.choice(sorted(mine if number % 2 else rest))
    raw = bytearray(path.read_bytes())
    raw[chance.randrange(len(raw))] ^= 1
    return Edit("data byte", path, bytes(raw), counts=bool(number % 2))


def parameter(copy: Copy, chance: random.Random, number: int) -> Edit:
    """Another default of a parameter of the chapter, or of another chapter."""
    marked = re.compile(r":tags: \[parameters[^`]+```")
    names = [copy.chapter] if number % 2 else copy.others()
    found = [
        (name, line)
        for name in names
        for cell in marked.findall(copy.file(name).read_text("utf-8"))
        for line in re.findall(r"(?m)^\w+ = .+$", cell)
    ]
    name, line = chance.choice(found)
    other = re.sub(r"= .+", f"= {number + 100}", line)
    return _replaced(
        "parameter", copy.file(name), f"\n{line}\n", f"\n{other}\n", counts=bool(number % 2)
    )


def version(copy: Copy, chance: random.Random, number: int) -> Edit:
    """Another version of a package that every chapter imports, or that none does."""
    package = chance.choice(OWN if number % 2 else FOREIGN)
    assert metadata.version(package)
    path = copy.file(copy.chapter)
    return Edit("package version", path, path.read_bytes(), bool(number % 2), package)


def prose(copy: Copy, chance: random.Random, number: int) -> Edit:
    """Another heading or sentence in the chapter."""
    path = copy.file(copy.chapter)
    text = path.read_text("utf-8")
    lines = re.findall(r"(?m)^(?:#+ |De |Het |Van )[^`\n]+$", text)
    line = chance.choice(lines)
    return _replaced("prose", path, f"\n{line}\n", f"\n{line} Zin {number}.\n", counts=False)


KINDS: dict[str, Callable[[Copy, random.Random, int], Edit]] = {
    "comment": comment,
    "docstring": docstring,
    "format": layout,
    "unused function": unused,
    "unused module": module,
    "used function": used,
    "constant": constant,
    "notation": notation,
    "data byte": data,
    "parameter": parameter,
    "package version": version,
    "prose": prose,
}

_EXTRA = "    extra = 1\n"


def _function(
    copy: Copy, chance: random.Random, entered: Sequence[Entered]
) -> tuple[Path, ast.FunctionDef]:
    """The file and the tree of one of the functions that were entered."""
    each = chance.choice(sorted(entered, key=lambda one: (one.module, one.name)))
    path = copy.module(each.module)
    return path, _named(path, each.name)


def _named(path: Path, name: str) -> ast.FunctionDef:
    tree = ast.parse(path.read_text("utf-8"))
    return next(one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == name)


def _bare(function: ast.FunctionDef) -> ast.FunctionDef:
    """Without decorators, which precede the text of a function."""
    return ast.FunctionDef(**{**dict(ast.iter_fields(function)), "decorator_list": []}, lineno=1)


def _decorated(node: ast.stmt) -> bool:
    return bool(getattr(node, "decorator_list", []))


def _constants(copy: Copy) -> Iterator[tuple[str, str]]:
    """The constants with a plain value that functions that run name."""
    values: dict[str, set[str]] = {}
    for each in copy.entered:
        if each.module not in values:
            values[each.module] = _plain(copy.module(each.module))
        yield from (
            (each.module, name) for name in each.code.co_names if name in values[each.module]
        )


def _plain(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and one.id.isupper()}
    return {name for name in names if _value(tree, name)}


def _elsewhere(copy: Copy) -> list[tuple[str, str]]:
    """Indicators that only cells of other chapters name."""
    own = copy.file(copy.chapter).read_text("utf-8")
    texts = "".join(path.read_text("utf-8") for path in sorted(copy.source.rglob("*.py")))
    words = Counter(re.findall(r"\w+", texts))
    modules = {path.stem for path in copy.module("sto_eval.indicators").parent.glob("*.py")}
    found = {
        call
        for name in copy.others()
        for call in re.findall(r"\b(\w+)\.(\w+)\(", copy.file(name).read_text("utf-8"))
        if call[0] in modules
        and f"def {call[1]}(" in copy.module(f"sto_eval.indicators.{call[0]}").read_text("utf-8")
    }
    return sorted(
        (module, name)
        for module, name in found
        if not re.search(rf"\b{name}\b", own) and words[name] == 1
    )


def _value(tree: ast.Module, name: str) -> ast.Constant | None:
    """The value of a constant of a module, when it is a number or a text on one line."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            target = node.targets[0]
            if isinstance(target, ast.Name) and target.id == name and len(node.targets) == 1:
                return node.value
    return None


def _inserted(kind: str, path: Path, line: int, text: str, *, counts: bool) -> Edit:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    lines.insert(line - 1, text)
    return Edit(kind, path, "".join(lines).encode(), counts)


def _replaced(kind: str, path: Path, old: str, new: str, *, counts: bool) -> Edit:
    text = path.read_text("utf-8")
    assert old in text, old
    return Edit(kind, path, text.replace(old, new, 1).encode(), counts)
