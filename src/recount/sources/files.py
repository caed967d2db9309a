"""The source files: where they are, whether they are what they should be, and what they contain.

A source is looked up in ``data/raw/``, then in the mirror (``names.MIRROR``); the demo reads made-up
stand-ins in ``data/standin/`` instead, graded ``nagebootst``. Our own is in ``data/published/`` only.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from recount.edition.corrections import Applied, apply_corrections, load_corrections
from recount.edition.edition import PUBLISHED, RAW, STANDIN, Edition, mirror
from recount.errors import ChecksumMismatch, EvaluationError, SourceError, counted
from recount.layouts.layout import ParsedFile
from recount.layouts.register import Register
from recount.names import COMMAND
from recount.numbers.evidence_grade import Evidence
from recount.programme import programme_of
from recount.sources import crosschecks
from recount.sources.catalogue import Source, load_catalogue, select

INVENTOR = f"{COMMAND} (verzonnen)"
"""The publisher of every stand-in."""

Origin = Literal["raw", "mirror", "standin", "published"]


@dataclass(frozen=True, slots=True)
class Found:
    """A source with the file in use for it."""

    id: str
    source: Source
    path: Path
    place: Origin
    sha256: str

    @property
    def evidence(self) -> Evidence:
        """The grade of the file that was found."""
        return Evidence.MADE_UP if self.place == "standin" else self.source.evidence


@dataclass(frozen=True, slots=True)
class Dataset:
    """A source read: its table after corrections, with the corrections applied."""

    found: Found
    parsed: ParsedFile
    corrections: tuple[Applied, ...]

    def card(self) -> dict[str, Any]:
        """The description of this source in a record, without its location on this machine.

        An invented file is ours: it has no publisher's name, licence, status or address.
        """
        source = self.found.source
        card: dict[str, Any] = {
            "id": self.found.id,
            "title": source.title,
            "producer": source.producer,
            "licence": source.licence,
            "url": source.url,
            "reference_date": source.reference_date.isoformat(),
            "accessed": source.accessed.isoformat() if source.accessed else None,
            "status": source.status,
            "evidence": self.found.evidence,
            "file": source.file,
            "sha256": self.found.sha256,
            "rows_in": self.parsed.rows_in,
            "rows_out": self.parsed.rows_out,
            "left_out": dict(self.parsed.left_out),
        }
        if self.found.place == "standin":
            title = f"{source.title} (verzonnen)"
            theirs = {"licence": "", "url": "", "accessed": None, "status": ""}
            return card | theirs | {"title": title, "producer": INVENTOR, "file": source.standin}
        if source.deviations:
            card |= {"deviations": list(source.deviations), "reason": source.reason}
        if source.year_given:
            card["year"] = "opgegeven, staat niet in het bestand"
        return card


def checksum(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    status = path.stat()
    return _checksum(path, status.st_mtime_ns, status.st_size)


@functools.cache
def _checksum(path: Path, _modified: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def places(edition: Edition, source: Source) -> list[tuple[Origin, Path]]:
    """The possible locations of a source, best first; in the demo its stand-in only."""
    if source.published:
        return [("published", edition.root / PUBLISHED / source.file)]
    if edition.demo:
        return [("standin", edition.root / STANDIN / source.standin)] if source.standin else []
    found: list[tuple[Origin, Path]] = [("raw", edition.root / RAW / source.file)]
    if folder := mirror():
        found.append(("mirror", folder / source.file))
    return found


def locate(edition: Edition, name: str, source: Source) -> Found | None:
    """The file in use for a source; ``None`` when it is absent, in the demo when it has no stand-in.

    Errors: ``ChecksumMismatch`` when a real file is not the pinned one; ``SourceError`` when a real file
    in ``data/raw`` is unpinned, or when a stand-in or a file of our own is missing.
    """
    for place, path in places(edition, source):
        if not path.is_file():
            continue
        digest = checksum(path)
        if place in {"raw", "mirror"}:
            _check_pin(name, source, path, place, digest)
        return Found(name, source, path, place, digest)
    if source.published or (edition.demo and source.standin):
        raise SourceError(
            f"source '{name}' has no file",
            places(edition, source)[-1][1].relative_to(edition.root).as_posix(),
            "the file that is committed",
            "none",
            "Restore it from git, or regenerate the stand-ins: make standins.",
        )
    return None


def _check_pin(name: str, source: Source, path: Path, place: Origin, digest: str) -> None:
    if source.sha256 is None:
        raise SourceError(
            f"source '{name}' was never accepted",
            f"{place}: {source.file}",
            "a file whose checksum is pinned in sources.toml",
            f"an unpinned file with sha256 {digest[:12]}…",
            f"Check it, then run '{COMMAND} sources accept {path} --as {name} "
            f"--reference-date {source.reference_date}'.",
        )
    if digest != source.sha256:
        raise ChecksumMismatch(
            f"source '{name}' has another checksum",
            f"{place}: {source.file}",
            f"sha256 {source.sha256}",
            digest,
            f"Move it away and fetch it again; if the publisher changed it, run '{COMMAND} sources replace "
            f"FILE --as {name} --reference-date {source.reference_date}'.",
        )


def check_is_file(path: Path) -> None:
    """Refuse a path without a file, before it is accepted.

    Errors: ``SourceError``.
    """
    if path.is_dir():
        remedy = f"Name one of its files; '{COMMAND} sources check {path}' says what each is."
        raise SourceError("no file to accept", str(path), "a file", "a folder", remedy)
    if not path.is_file():
        raise SourceError(
            "no file to accept", str(path), "a file", "nothing at that path", "Correct the path."
        )


def find_bytes(edition: Edition, file: str, digest: str) -> Path | None:
    """The file with exactly these bytes in any location; ``file`` is its path within a location."""
    folders = [edition.root / place for place in (RAW, STANDIN, PUBLISHED)]
    if found := mirror():
        folders.append(found)
    paths = [folder / file for folder in folders]
    return next((p for p in paths if p.is_file() and checksum(p) == digest), None)


def located(edition: Edition, names: Sequence[str]) -> dict[str, Found]:
    """The sources of a list that are present."""
    catalogue = load_catalogue(edition)
    found = {name: locate(edition, name, catalogue[name]) for name in names}
    return {name: file for name, file in found.items() if file is not None}


def missing_sources(edition: Edition, patterns: Iterable[str]) -> tuple[str, ...]:
    """The sources among these, names or ``leerlingen-*``, of which no file is present."""
    catalogue = load_catalogue(edition)
    asked = {pattern: select(catalogue, [pattern]) for pattern in patterns}
    return tuple(pattern for pattern, names in asked.items() if not located(edition, names))


def read_source(edition: Edition, found: Found) -> Dataset:
    """Read a source through its layout and apply the corrections of the edition, unless it is a stand-in.

    The index of the table holds the line numbers of the file and is named after the source. A corrected
    register must agree with the other registers and with the edition.
    """
    dataset = _corrected(edition, found)
    table = dataset.parsed.table.rename_axis(index=found.id)
    if register := programme_of(edition).register(found.source.layout):
        _check_register(edition, found, register, table)
    return replace(dataset, parsed=replace(dataset.parsed, table=table))


def _corrected(edition: Edition, found: Found) -> Dataset:
    parsed = programme_of(edition).layouts[found.source.layout].read(found.path)
    if found.place == "standin":
        return Dataset(found, parsed, ())
    corrections = load_corrections(edition).items()
    mine = {name: card for name, card in corrections if card.source == found.id}
    table, applied = apply_corrections(parsed.table, mine)
    return Dataset(found, replace(parsed, table=table), applied)


def _check_register(
    edition: Edition, found: Found, register: Register, table: pd.DataFrame
) -> None:
    """Check a register against the years of the edition, and against the register of regions."""
    period = edition.card.first_year, edition.card.last_year
    crosschecks.check_days(found.id, register, table, *period)
    programme = programme_of(edition)
    main = programme.regions
    if main is None or not programme.refers(register.id):
        return
    catalogue = load_catalogue(edition)
    regions = crosschecks.region_sources(catalogue, main)
    if not regions:
        raise SourceError(
            f"source '{found.id}' has no register of regions to be checked against",
            edition.file("sources").name,
            f"a source with layout '{main.id}'",
            "none",
            "Add its card to sources.toml.",
        )
    for name in regions:
        listed = locate(edition, name, catalogue[name])
        ids = _corrected(edition, listed).parsed.table[main.key[0]] if listed else None
        crosschecks.check_regions(found.id, table[main.key[0]], name, ids)


def states(edition: Edition) -> list[dict[str, Any]]:
    """A row per source for a list: its card, and ``place`` and ``path`` of its file.

    The place is raw, mirror, standin, published, absent, or what is wrong with the file: changed or unpinned.
    """
    return [
        {"id": name, **source.model_dump(mode="json"), **_state(edition, name, source)}
        for name, source in load_catalogue(edition).items()
    ]


def _state(edition: Edition, name: str, source: Source) -> dict[str, str | None]:
    present = [(place, path) for place, path in places(edition, source) if path.is_file()]
    if not present:
        return {"place": "absent", "path": None}
    place, path = present[0]
    return {
        "place": _fault_of(edition, name, source) or place,
        "path": path_in(edition, path),
    }


def path_in(edition: Edition, path: Path) -> str:
    """A path as a command of this project takes it."""
    inside = path.is_relative_to(edition.root)
    return (path.relative_to(edition.root) if inside else path).as_posix()


def _fault_of(edition: Edition, name: str, source: Source) -> str:
    """What is wrong with the file of a source; empty if nothing is."""
    try:
        locate(edition, name, source)
    except ChecksumMismatch:
        return "changed"
    except SourceError:
        return "unpinned"
    return ""


def verify_sources(edition: Edition) -> list[tuple[str, str, bool]]:
    """Check checksum, layout and corrections of every source present: name, note, whether it is a fault."""
    return [_verified(edition, name, source) for name, source in load_catalogue(edition).items()]


def _verified(edition: Edition, name: str, source: Source) -> tuple[str, str, bool]:
    try:
        found = locate(edition, name, source)
        if found is None:
            return name, "absent", False
        parsed = read_source(edition, found).parsed
    except EvaluationError as error:
        return name, str(error), True
    sheet_name = programme_of(edition).layouts[source.layout].sheet_name(found.path)
    read = counted(parsed.rows_in, "row") + (f" of sheet '{sheet_name}'" if sheet_name else "")
    real = found.place != "standin"
    deviation = (
        f"; outside its bands, accepted: {source.reason}" if real and source.deviations else ""
    )
    return name, f"good ({found.place}, {read}, {parsed.rows_out} used){deviation}", False
