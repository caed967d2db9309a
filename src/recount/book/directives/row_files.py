"""The source rows of a number in its passport."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from recount.book.directives.elements import HtmlElement, element, file_link
from recount.book.directives.pages import store_of
from recount.book.directives.passports import (
    CLOSED_SENTENCE,
    Fact,
    line_ranges,
    row_number_terms,
    rows_counted,
    rows_read,
)
from recount.book.directives.store import Card, Store
from recount.names import COMMAND
from recount.numbers.evidence_grade import Evidence
from recount.results.records import SourceCard
from recount.sources.row_files import LIST

_LOG = logging.getLogger(__name__)

FOLDER = "rijen"
"""Folder of the row files, within the folder of copied files."""

MAX_UNFOLDED = 3
"""Maximum number of line ranges shown unfolded."""


def rows_link(source: SourceCard, store: Store) -> HtmlElement | None:
    """Link to the rows; ``None`` for a closed register and for unknown rows."""
    rows = store.rows_of(source)
    if rows is None or rows["evidence"] == Evidence.ADMINISTRATION:
        return None
    made_up = source.evidence == Evidence.MADE_UP
    text = "Verzonnen regels (CSV)" if made_up else "Regels (CSV)"
    return file_link(text, f"{FOLDER}/{rows['set']}.csv")


def token(rows: Card) -> dict[str, str]:
    """Attribute that marks text as generated from a row set."""
    return {"data_uit": f"rijen {rows['set']}"}


def no_rows(source: SourceCard) -> str:
    """Text shown instead of a link to the rows."""
    return "niet openbaar" if source.evidence == Evidence.ADMINISTRATION else "onbekend"


def rows_facts(source: SourceCard, store: Store) -> Iterator[Fact]:
    """The rows of a source that the number is based on: count, lines, link and checksums."""
    yield "Regels in het bestand", [rows_read(source)]
    link, rows = rows_link(source, store), store.rows_of(source)
    size = element("span", f" ({size_of(rows['bytes'])})", **token(rows)) if rows and link else ""
    yield "Rust op", [rows_counted(source), *((": ", link, size) if link else ())]
    if rows is None:
        return
    if rows["evidence"] == Evidence.ADMINISTRATION:
        yield "Waarom geen regels", [CLOSED_SENTENCE]
    if rows["lines"]:
        lines = element("span", _folded(rows["lines"]), **token(rows))
        yield row_number_terms(str(rows["file"]))[0], [lines]
    digest = element("code", str(rows["csv_sha256"]), css="rc-lang", **token(rows))
    yield "Controlegetal van de regels", [digest]
    yield "Bestand", [element("code", source.file or "onbekend")]
    yield "Controlegetal van het bestand", [element("code", source.sha256, css="rc-lang")]


def check_rows(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about every number whose rows are not listed or whose row file is missing."""
    store = store_of(app)
    for record in store.records.values():
        for source in record.sources:
            rows = store.rows_of(source)
            missing = rows is None or not (
                rows["evidence"] == Evidence.ADMINISTRATION
                or (store.folder / f"{rows['set']}.csv").is_file()
            )
            if missing:
                _LOG.warning(
                    "number '%s': the rows of source '%s' are missing; expected a set of %s with its "
                    f"file. Run '{COMMAND} build' again",
                    record.id, source.id, LIST, type="recount",
                )  # fmt: skip


def _folded(lines: list[list[int]]) -> nodes.Node:
    if len(lines) <= MAX_UNFOLDED:
        return nodes.Text(line_ranges(lines))
    summary = element("summary", line_ranges(lines, MAX_UNFOLDED))
    return element("details", summary, element("p", line_ranges(lines), css="rc-reeksen"))


def size_of(count: int) -> str:
    """A number of bytes in kB or MB.

    >>> size_of(612), size_of(4303315)
    ('1 kB', '4,3 MB')
    """
    if count >= 10**6:
        return f"{count / 10**6:.1f} MB".replace(".", ",")
    return f"{max(1, round(count / 1000))} kB"
