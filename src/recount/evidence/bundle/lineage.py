"""The lineage of a build as plain objects: the sources, code and environment of each number."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recount.edition.edition import ChapterCard, Edition
from recount.evidence.bundle.contents import (
    PROJECT,
    REGIONS_FILE,
    RESULTS,
    ROW_FILES,
    RUN_FILE,
    BundleFile,
    by_folder,
    edition_folder,
    pages_folder,
)
from recount.installation import LOCK
from recount.notebook.notebooks import text_file
from recount.results.records import Record, SourceCard, read_sources

LOCK_FILE = f"{PROJECT}/{LOCK}"


@dataclass(frozen=True, slots=True)
class TracedNumber:
    """A number: its record, the file of the record, and its inputs.

    Parameters
    ----------
    record, file
        The record, and its name in the bundle.
    inputs
        Names of entities: a file of the bundle, or a source that is not in it.
    rows
        The row files in the bundle that the number depends on.
    code
        The file of the bundle with its function; empty if it has none.
    """

    record: Record
    file: str
    inputs: Sequence[str]
    rows: Sequence[str]
    code: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where the numbers of a bundle come from.

    Parameters
    ----------
    edition, title
        Id and title of the edition.
    run
        Contents of ``run.json``.
    chapters
        Chapter -> its numbers, in the order of the edition.
    results
        Chapter -> its output files.
    sources
        Entity name -> source card, for sources that are not in the bundle.
    inputs
        Chapter -> names of the entities that it read.
    texts
        Chapter -> its source file in the bundle; all regions have that of their template.
    ended
        Chapter -> when the run of its book ended.
    """

    edition: str
    title: str
    run: Mapping[str, Any]
    chapters: Mapping[str, Sequence[TracedNumber]]
    results: Mapping[str, Sequence[str]]
    sources: Mapping[str, SourceCard]
    inputs: Mapping[str, Sequence[str]]
    texts: Mapping[str, str]
    ended: Mapping[str, str]

    @property
    def made(self) -> str:
        """When the last of its books was run."""
        return max([str(self.run["time"]), *self.ended.values()])

    @property
    def workflow(self) -> str:
        """The file that lists the chapters and what each may read."""
        return f"{edition_folder(self.edition)}/edition.toml"

    @property
    def version(self) -> str:
        """The version of the program."""
        return str(self.run.get("version") or "0")


def trace_lineage(
    edition: Edition, files: Mapping[str, BundleFile], regional: Edition | None = None
) -> Lineage:
    """The lineage of the build with these files, including the regions if ``regional`` is given."""
    books = [edition, *([regional] if regional else [])]
    known = {name: card for book in books for name, card in book.card.chapters.items()}
    results = {name: by_folder(files, f"{RESULTS}/{name}") for name in known}
    results = {name: found for name, found in results.items() if found}
    cards = {
        name: read_sources(files[f"{RESULTS}/{name}/sources.json"].read())
        for name in results
        if f"{RESULTS}/{name}/sources.json" in files
    }
    inside = {
        file.sha256: name for name, file in files.items() if name.startswith(f"{PROJECT}/data/")
    }
    chapters = {name: _numbers(found, files, inside) for name, found in results.items()}
    read = [card for found in cards.values() for card in found]
    read += [card for found in chapters.values() for made in found for card in made.record.sources]
    return Lineage(
        edition.id,
        edition.card.title,
        json.loads(files[RUN_FILE].read()),
        chapters,
        results,
        {source_id(c): c for c in read if c.sha256 not in inside},
        {name: _inputs(cards.get(name, []), chapters[name], inside) for name in results},
        {name: _text(name, known[name], pages_folder(edition.id, files)) for name in results},
        {name: time for name, time in _times(books, files) if name in results},
    )


def _text(chapter: str, card: ChapterCard, pages: str) -> str:
    """The source file of a chapter among these pages in the bundle: its own, or a template for regions."""
    return f"{pages}/{text_file(chapter, card).as_posix()}"


def _times(books: Sequence[Edition], files: Mapping[str, BundleFile]) -> Iterator[tuple[str, str]]:
    """Chapter -> when the run of its book ended."""
    for book in books:
        card = json.loads(files[REGIONS_FILE if book.division else RUN_FILE].read())
        run = card["run"] if book.division else card
        yield from ((name, str(run["time"])) for name in book.card.chapters)


def source_id(card: SourceCard) -> str:
    """The entity name of a source that is not in the bundle."""
    return f"#bron-{card.id}"


def _numbers(
    names: Sequence[str], files: Mapping[str, BundleFile], inside: Mapping[str, str]
) -> list[TracedNumber]:
    found = [name for name in names if name.split("/")[2] == "records"]
    return [
        _made(Record.model_validate_json(files[name].read()), name, files, inside) for name in found
    ]


def _made(
    record: Record, name: str, files: Mapping[str, BundleFile], inside: Mapping[str, str]
) -> TracedNumber:
    sets = [card.rows.set for card in record.sources if card.rows]
    rows = [f"{ROW_FILES}/{each}.csv" for each in sets]
    code = f"{PROJECT}/src/{record.function.file}"
    return TracedNumber(
        record,
        name,
        [inside.get(card.sha256, source_id(card)) for card in record.sources],
        [each for each in rows if each in files],
        code if code in files else "",
    )


def _inputs(
    cards: Sequence[SourceCard], numbers: Sequence[TracedNumber], inside: Mapping[str, str]
) -> list[str]:
    """What a chapter declares and what its numbers depend on, without duplicates."""
    declared = [inside.get(card.sha256, source_id(card)) for card in cards]
    return list(dict.fromkeys([*declared, *(name for made in numbers for name in made.inputs)]))
