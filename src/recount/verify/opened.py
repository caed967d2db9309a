"""An opened bundle: its parsed parts, and findings for those that cannot be read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from recount.findings import Finding
from recount.verify.archive import Archive
from recount.verify.model import Record
from recount.verify.parsing import parse, shaped
from recount.verify.places import (
    EDITIONS,
    REGIONS,
    REGIONS_ROW_LIST,
    RESULTS,
    ROW_LIST,
    RUN,
    SECOND_WAYS,
)
from recount.verify.shapes import (
    Claim,
    Corrected,
    EditionCard,
    RowCard,
    RunCard,
    SecondWays,
    Source,
)

MAX_DOTS = 100
"""Dots in a line of TOML: the parser is quadratic in the number of parts of a key."""


@dataclass(slots=True)
class OpenedBundle:
    """The parsed parts of a bundle.

    Parameters
    ----------
    archive
        Its files.
    digests
        Their checksums.
    run
        Contents of ``run.json``; ``None`` if it cannot be read.
    records
        File name -> record, for those that can be read.
    numbers
        Id -> the same records.
    row_cards
        Set -> its card, from the lists of row files.
    answers
        Contents of ``witness.json``; ``None`` if there is no second way.
    card, claims, sources, corrections
        The edition.
    findings
        What cannot be read.
    """

    archive: Archive
    digests: Mapping[str, str]
    run: RunCard | None = None
    records: dict[str, Record] = field(default_factory=dict)
    numbers: dict[str, Record] = field(default_factory=dict)
    row_cards: dict[str, RowCard] = field(default_factory=dict)
    answers: SecondWays | None = None
    card: EditionCard | None = None
    claims: dict[str, Claim] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    corrections: dict[str, Corrected] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def edition(self) -> str:
        """Id of the edition of the run; empty if the run names none."""
        return self.run.edition if self.run else ""

    @property
    def row_lists(self) -> list[str]:
        """The lists of row files: that of the report, and that of the regions if there are any."""
        return [ROW_LIST, *([REGIONS_ROW_LIST] if REGIONS in self.digests else [])]

    def text(self, name: str) -> str:
        """A file as text; empty if it does not exist. Bytes that are not UTF-8 are replaced."""
        if name not in self.digests:
            return ""
        return self.archive.read(name).decode("utf-8", "replace")

    def load_json(self, name: str, shape: Any, code: str) -> Any:  # noqa: ANN401 - any shape
        """A JSON file parsed to a shape; a finding and ``None`` if it is missing or invalid."""
        if name not in self.digests:
            self.findings.append(Finding(code, name, "not in the bundle"))
            return None
        try:
            return parse(self.archive.read(name), shape)
        except ValueError as error:
            self.findings.append(Finding(code, name, str(error)))
            return None

    def under(self, folder: str, suffix: str = "") -> list[str]:
        """The readable files under a folder, with this suffix."""
        return [n for n in self.digests if n.startswith(f"{folder}/") and n.endswith(suffix)]

    def chapters(self) -> list[str]:
        """The chapters that have results."""
        return sorted({name.split("/")[1] for name in self.under(RESULTS)})


def open_parts(archive: Archive, digests: Mapping[str, str]) -> OpenedBundle:
    """Parse the parts of a bundle; a part that cannot be read becomes a finding."""
    opened = OpenedBundle(archive, digests)
    opened.run = opened.load_json(RUN, RunCard, "C1")
    if SECOND_WAYS in digests:
        opened.answers = opened.load_json(SECOND_WAYS, SecondWays, "C1")
    for name in opened.row_lists:
        opened.row_cards |= opened.load_json(name, dict[str, RowCard], "W1") or {}
    for name in opened.under(RESULTS, ".json"):
        if name.split("/")[2] == "records":
            _add_record(opened, name)
    folder = f"{EDITIONS}/{opened.edition}"
    opened.card = _toml(opened, f"{folder}/edition.toml", EditionCard)
    opened.claims = _toml(opened, f"{folder}/claims.toml", dict[str, Claim]) or {}
    opened.sources = _toml(opened, f"{folder}/sources.toml", dict[str, Source]) or {}
    opened.corrections = _toml(opened, f"{folder}/corrections.toml", dict[str, Corrected]) or {}
    return opened


def _add_record(opened: OpenedBundle, name: str) -> None:
    record = opened.load_json(name, Record, "R1")
    if record is None:
        return
    _, chapter, _, file = name.split("/", 3)
    if file != f"{record.id}.json" or chapter != record.chapter or record.id in opened.numbers:
        note = f"contains number '{record.id}' of chapter '{record.chapter}'"
        opened.findings.append(Finding("R1", name, note))
        return
    opened.records[name] = record
    opened.numbers[record.id] = record


def _toml(opened: OpenedBundle, name: str, shape: object) -> Any:  # noqa: ANN401 - any shape gives its own type
    if name not in opened.digests:
        opened.findings.append(Finding("E1", name, "missing for the edition that the run names"))
        return None
    text = opened.text(name)
    try:
        if any(line.count(".") > MAX_DOTS for line in text.splitlines()):
            raise ValueError(f"a line with more than {MAX_DOTS} dots")  # noqa: TRY301
        return shaped(tomllib.loads(text, parse_float=Decimal), shape)
    except (ValueError, ArithmeticError, RecursionError) as error:
        opened.findings.append(Finding("E1", name, str(error).splitlines()[0]))
        return None


def one_line(error: BaseException) -> str:
    """An error in one line of at most 200 characters."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
