"""An opened bundle: its parsed parts, and findings for those that cannot be read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from recount.findings import Finding
from recount.verify.archive import Archive
from recount.verify.chapters import TextCell, chapter_cells
from recount.verify.model import Record
from recount.verify.parsing import parse, shaped
from recount.verify.places import (
    CHAPTERS,
    EDITIONS,
    HTML,
    IN_REGIONS,
    REGIONS,
    REGIONS_ROW_LIST,
    RESULTS,
    ROW_LIST,
    RUN,
    SECOND_WAYS,
    pages_folder,
)
from recount.verify.shapes import (
    Assumption,
    Claim,
    Corrected,
    EditionCard,
    GoneNumber,
    Key,
    Known,
    Pattern,
    RegionCard,
    Regions,
    RowCard,
    Run,
    SecondWays,
    Source,
)

D = TypeVar("D", bound=Known)

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
    regions
        Contents of ``regios.json``; ``None`` if there is no regional book.
    records
        File name -> record, for those that can be read.
    numbers
        Id -> the same records.
    row_cards
        Set -> its card, from the lists of row files.
    keys
        Chapter -> contents of ``key.json``, for those that can be read.
    answers
        Contents of ``witness.json``; ``None`` if there is no second way.
    card, claims, sources, assumptions, corrections, exemptions, claim_words, gone
        The edition.
    findings
        What cannot be read.
    """

    archive: Archive
    digests: Mapping[str, str]
    run: Run | None = None
    regions: Regions | None = None
    records: dict[str, Record] = field(default_factory=dict)
    numbers: dict[str, Record] = field(default_factory=dict)
    row_cards: dict[str, RowCard] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)
    answers: SecondWays | None = None
    card: EditionCard | None = None
    claims: dict[str, Claim] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    assumptions: dict[str, Assumption] = field(default_factory=dict)
    corrections: dict[str, Corrected] = field(default_factory=dict)
    exemptions: dict[str, Pattern] = field(default_factory=dict)
    claim_words: dict[str, Pattern] = field(default_factory=dict)
    gone: dict[str, GoneNumber] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def edition(self) -> str:
        """Id of the edition of the run; empty if the run names none."""
        return self.run.edition if self.run else ""

    @property
    def pages(self) -> str:
        """The folder with the pages of that edition."""
        return pages_folder(self.edition, self.digests)

    @property
    def sites(self) -> tuple[str, ...]:
        """The folders with a website: that of the report, and that of the regions if there is one."""
        return (HTML, IN_REGIONS) if self.regions else (HTML,)

    @property
    def row_lists(self) -> list[str]:
        """The lists of row files: that of the report, and that of the regions if there are any."""
        return [ROW_LIST, *([REGIONS_ROW_LIST] if self.regions else [])]

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

    def chapter_file(self, name: str) -> str:
        """The source file of a chapter: its own, or the template of a region."""
        card = self.region(name)
        return f"{self.pages}/{CHAPTERS}/{card.template if card else name}.md"

    def chapter(self, name: str) -> list[TextCell] | None:
        """The cells in the source of a chapter; ``None`` if it is missing or cannot be read."""
        file, report = self.chapter_file(name), self.card.chapters if self.card else {}
        if file not in self.digests:
            return None
        missing = self.keys[name].missing if name in self.keys else ()
        try:
            return chapter_cells(
                self.text(file), name, self.region(name) or report.get(name), missing
            )
        except ValueError as error:
            finding = Finding("N1", file, f"not a chapter: {one_line(error)}")
            if finding not in self.findings:
                self.findings.append(finding)
            return None


def open_parts(archive: Archive, digests: Mapping[str, str]) -> OpenedBundle:
    """Parse the parts of a bundle; a part that cannot be read becomes a finding."""
    opened = OpenedBundle(archive, digests)
    opened.run = opened.load_json(RUN, Run, "C1")
    if REGIONS in digests or opened.under(IN_REGIONS):
        opened.regions = opened.load_json(REGIONS, Regions, "C1")
    if SECOND_WAYS in digests:
        opened.answers = opened.load_json(SECOND_WAYS, SecondWays, "C1")
    for name in opened.row_lists:
        opened.row_cards |= opened.load_json(name, dict[str, RowCard], "W1") or {}
    for name in opened.under(RESULTS, ".json"):
        if name.split("/")[2] == "records":
            _add_record(opened, name)
    for chapter in opened.chapters():
        if key := opened.load_json(f"{RESULTS}/{chapter}/key.json", Key, "K1"):
            opened.keys[chapter] = key
    folder = f"{EDITIONS}/{opened.edition}"
    opened.card = _toml(opened, f"{folder}/edition.toml", EditionCard)
    opened.claims = _definitions(opened, f"{folder}/claims.toml", Claim)
    opened.sources = _definitions(opened, f"{folder}/sources.toml", Source)
    opened.assumptions = _definitions(opened, f"{folder}/assumptions.toml", Assumption)
    opened.corrections = _definitions(opened, f"{folder}/corrections.toml", Corrected)
    opened.exemptions = _definitions(opened, f"{folder}/exemptions.toml", Pattern, needed=False)
    opened.claim_words = _definitions(opened, f"{folder}/claimwords.toml", Pattern, needed=False)
    opened.gone = _definitions(opened, f"{folder}/gone.toml", GoneNumber, needed=False)
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


def _definitions(
    opened: OpenedBundle, name: str, shape: type[D], *, needed: bool = True
) -> dict[str, D]:
    """Parse a TOML file in which every table is a definition; an edition may lack a file that is not needed."""
    if not needed and name not in opened.digests:
        return {}
    return _toml(opened, name, dict[str, shape]) or {}  # type: ignore[valid-type] # made at run time


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
