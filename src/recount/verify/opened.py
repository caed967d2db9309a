"""An opened bundle: its parsed parts, and findings for those that cannot be read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from nbformat import NotebookNode

from recount.edition.claims import Claim
from recount.edition.corrections import Correction
from recount.edition.definitions import Definition
from recount.edition.edition import Assumption, ChapterCard, EditionCard, RegionCard
from recount.edition.exemptions import CLAIM_WORDS, EXEMPTIONS, ClaimWord, Exemption
from recount.evidence.bundle.contents import (
    HTML,
    IN_REGIONS,
    REGIONS_FILE,
    RESULTS,
    RUN_FILE,
    edition_folder,
    pages_folder,
)
from recount.evidence.bundle.lineage import text_of
from recount.findings import Finding
from recount.notebook.notebooks import chapter_in
from recount.results.records import Record
from recount.sources.catalogue import Source
from recount.verify.archive import Archive
from recount.verify.shapes import Key, Regions, RunCard, parse

D = TypeVar("D", bound=Definition)
T = TypeVar("T")

MAX_DOTS = 100
"""Dots in a line of TOML: the parser is quadratic in the number of parts of a key."""

_ANCHOR, _ALIAS = re.compile(r"(?<![\w&])&([\w-]+)"), re.compile(r"(?<![\w*])\*([\w-]+)")
"""YAML anchors and aliases; a few nested ones expand without bound."""


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
    regions
        Contents of ``regios.json``; ``None`` if there is no regional book.
    records
        File name -> record, for those that can be read.
    numbers
        Id -> the same records.
    card, claims, sources, assumptions, corrections, exemptions, claim_words
        The edition.
    findings
        What cannot be read.
    """

    archive: Archive
    digests: Mapping[str, str]
    run: RunCard | None = None
    regions: Regions | None = None
    records: dict[str, Record] = field(default_factory=dict)
    numbers: dict[str, Record] = field(default_factory=dict)
    card: EditionCard | None = None
    claims: dict[str, Claim] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    assumptions: dict[str, Assumption] = field(default_factory=dict)
    corrections: dict[str, Correction] = field(default_factory=dict)
    exemptions: dict[str, Exemption] = field(default_factory=dict)
    claim_words: dict[str, ClaimWord] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def edition(self) -> str:
        """Id of the edition of the run; empty if the run names none."""
        return self.run.edition if self.run else ""

    @property
    def pages(self) -> str:
        """The folder with the pages of that edition."""
        return pages_folder(self.edition, self.digests)

    def chapter_file(self, name: str) -> str:
        """The source file of a chapter."""
        return text_of(name, self.region(name), self.pages)

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

    def region(self, chapter: str) -> RegionCard | None:
        """The card of a chapter of the regional book; ``None`` for a chapter of the report."""
        return self.regions.chapters.get(chapter) if self.regions else None

    def site(self, chapter: str) -> str:
        """The folder of the website that contains a chapter."""
        return IN_REGIONS if self.region(chapter) else HTML

    def ended(self, chapter: str = "") -> str:
        """When the run of the chapter's book ended; without a chapter, the end of the last run."""
        report = self.run.time if self.run else ""
        regions = self.regions.run.time if self.regions else ""
        if not chapter:
            return max(report, regions)
        return regions if self.region(chapter) else report

    def chapter(self, name: str) -> NotebookNode | None:
        """The source of a chapter as a notebook; ``None`` if it is missing or cannot be read."""
        card: ChapterCard | None = self.region(name)
        if card is None and self.card:
            card = self.card.chapter(name)
        file = self.chapter_file(name)
        if file not in self.digests:
            return None
        key = self.load_json(f"{RESULTS}/{name}/key.json", Key, "K1")
        missing = key.missing if key else ()
        try:
            return chapter_in(_without_aliases(self.text(file)), name, card, missing)
        except Exception as error:  # noqa: BLE001 - jupytext and YAML raise many kinds
            finding = Finding("N1", file, f"not a chapter: {one_line(error)}")
            if finding not in self.findings:
                self.findings.append(finding)
            return None


def open_parts(archive: Archive, digests: Mapping[str, str]) -> OpenedBundle:
    """Parse the parts of a bundle; a part that cannot be read becomes a finding."""
    opened = OpenedBundle(archive, digests)
    opened.run = opened.load_json(RUN_FILE, RunCard, "C1")
    if REGIONS_FILE in digests or opened.under(IN_REGIONS):
        opened.regions = opened.load_json(REGIONS_FILE, Regions, "C1")
    for name in opened.under(RESULTS, ".json"):
        if name.split("/")[2] == "records":
            _add_record(opened, name)
    folder = edition_folder(opened.edition)
    opened.card = _definition(opened, f"{folder}/edition.toml", EditionCard)
    opened.claims = _definitions(opened, f"{folder}/claims.toml", Claim)
    opened.sources = _definitions(opened, f"{folder}/sources.toml", Source)
    opened.assumptions = _definitions(opened, f"{folder}/assumptions.toml", Assumption)
    opened.corrections = _definitions(opened, f"{folder}/corrections.toml", Correction)
    if f"{folder}/{EXEMPTIONS}" in digests:
        opened.exemptions = _definitions(opened, f"{folder}/{EXEMPTIONS}", Exemption)
    if f"{folder}/{CLAIM_WORDS}" in digests:
        opened.claim_words = _definitions(opened, f"{folder}/{CLAIM_WORDS}", ClaimWord)
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


def _definition(opened: OpenedBundle, name: str, model: type[D]) -> D | None:
    """Parse a TOML file as one definition."""
    return _toml(opened, name, model.model_validate)


def _definitions(opened: OpenedBundle, name: str, model: type[D]) -> dict[str, D]:
    """Parse a TOML file in which every table is a definition."""
    made = _toml(
        opened,
        name,
        lambda content: {key: model.model_validate(body) for key, body in content.items()},
    )
    return made or {}


def _toml(opened: OpenedBundle, name: str, make: Callable[[dict[str, Any]], T]) -> T | None:
    if name not in opened.digests:
        opened.findings.append(Finding("E1", name, "missing for the edition that the run names"))
        return None
    try:
        content = tomllib.loads(_without_long_keys(opened.text(name)), parse_float=Decimal)
        return make(content)
    except (ValueError, ArithmeticError, RecursionError) as error:
        opened.findings.append(Finding("E1", name, str(error).splitlines()[0]))
        return None


def _without_aliases(text: str) -> str:
    repeated = set(_ANCHOR.findall(text)) & set(_ALIAS.findall(text))
    if repeated:
        raise ValueError(f"YAML with alias '{min(repeated)}'")
    return text


def _without_long_keys(text: str) -> str:
    if any(line.count(".") > MAX_DOTS for line in text.splitlines()):
        raise ValueError(f"a line with more than {MAX_DOTS} dots")
    return text


def one_line(error: BaseException) -> str:
    """An error in one line of at most 200 characters."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
