"""The queries of an edition, and what each of them names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

LAYOUTS, MACROS = "layouts", "macros"

_STATEMENT = re.compile(r"^(?=CREATE\b)", re.IGNORECASE | re.MULTILINE)
_MACRO = re.compile(r"CREATE\s+(?:OR\s+REPLACE\s+)?MACRO\s+(\w+)", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Query:
    """A query for one or more numbers of a chapter.

    Parameters
    ----------
    name
        Its path in the folder of the queries.
    chapter
        The chapter that publishes its numbers.
    sql
        Its text.
    macros
        The macros that it uses, also those in other macros.
    quoted
        What it and these macros have between double quotes: sources, layouts and columns.
    """

    name: str
    chapter: str
    sql: str
    macros: frozenset[str]
    quoted: frozenset[str]

    def sources(self, layout_of: Mapping[str, str]) -> set[str]:
        """The sources that it reads: those that it names, and all with a layout that it names."""
        return {source for source, layout in layout_of.items() if self.quoted & {source, layout}}

    def absent(self, layout_of: Mapping[str, str], present: Collection[str]) -> list[str]:
        """The sources that it names and that are absent, and the layouts that it names without any source."""
        layouts = {layout_of[source] for source in present}
        known = {*layout_of, *layout_of.values()}
        return sorted(self.quoted & known - {*present, *layouts})


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro: the statement that makes it, and the file that has it."""

    sql: str
    file: str


@dataclass(frozen=True, slots=True)
class Queries:
    """All SQL of an edition.

    Parameters
    ----------
    all
        The queries, by name.
    readers
        Layout -> the query that reads a file with it.
    macros
        Name -> macro; one that uses others comes after these.
    digests
        Path of every file -> its SHA-256.
    """

    all: tuple[Query, ...]
    readers: Mapping[str, str]
    macros: Mapping[str, Macro]
    digests: Mapping[str, str]


def load_queries(folder: Path) -> Queries:
    """The queries in a folder; none if it does not exist."""
    texts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.sql"))
    }
    macros = {
        name: Macro(sql, file)
        for file, text in texts.items()
        if file.startswith((f"{MACROS}.sql", f"{MACROS}/"))
        for name, sql in _statements(text)
    }
    uses = {name: len(_used(macro.sql, macros)) for name, macro in macros.items()}
    macros = dict(sorted(macros.items(), key=lambda entry: uses[entry[0]]))
    queries, readers = [], {}
    for name, sql in texts.items():
        place, _, file = name.rpartition("/")
        if place == LAYOUTS:
            readers[file.removesuffix(".sql")] = sql
        elif place and place != MACROS:
            names = _used(sql, macros)
            used = [macros[name].sql for name in names]
            quoted = {found for text in (sql, *used) for found in _QUOTED.findall(text)}
            queries.append(Query(name, place, sql, frozenset(names), frozenset(quoted)))
    digests = {name: hashlib.sha256(sql.encode()).hexdigest() for name, sql in texts.items()}
    return Queries(tuple(queries), readers, macros, digests)


def _statements(text: str) -> Iterator[tuple[str, str]]:
    """Name and statement of each macro in a text."""
    for statement in _STATEMENT.split(text):
        if found := _MACRO.match(statement):
            yield found[1], statement


def _used(sql: str, macros: Mapping[str, Macro]) -> set[str]:
    """The macros that a text uses, also through each other."""
    used: set[str] = set()
    waiting = [sql]
    while waiting:
        text = waiting.pop()
        for name in macros.keys() - used:
            if re.search(rf"\b{name}\s*\(", text):
                used.add(name)
                waiting.append(macros[name].sql)
    return used
