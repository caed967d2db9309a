"""The certificate of a sampled audit, in Dutch: numbers are drawn, recomputed elsewhere and compared.

The whole record is compared: value, bounds, numerator, denominator, verdict, sources with their checksums,
rows, function with its checksum, parameters. Only the cell is excluded, because it is a position.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from recount.edition.edition import Edition
from recount.edition.parameters import default_parameters
from recount.errors import RecordError
from recount.evidence import reexecution
from recount.evidence.leaflets import leaflet
from recount.evidence.sampling import CONFIDENCE, draw, most_wrong
from recount.handover import CHAPTERS
from recount.installation import LOCK
from recount.notebook.notebooks import read_chapter
from recount.numbers.evidence_grade import Evidence
from recount.results.reading import read_results
from recount.results.records import Record
from recount.sources.files import checksum
from recount.storage import write_json

GONE = "niet opnieuw gepubliceerd"
FOLDER = Path("_build", "steekproef")
"""Where a certificate is written."""


@dataclass(frozen=True, slots=True)
class Check:
    """One number of the sample: the reported value, the recomputed value, and the parts that differ."""

    number: str
    chapter: str
    evidence: str
    shown: str
    found: str
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """A sampled audit: the population and the sample, the environment, and the outcome."""

    edition: str
    run: Mapping[str, Any]
    lock: str
    records: str
    population: int
    size: int
    seed: int
    fresh: bool
    python: str
    made: str
    checks: Sequence[Check]
    confidence: float
    most_wrong: int

    @property
    def wrong(self) -> list[Check]:
        """The numbers that were not reproduced."""
        return [check for check in self.checks if check.differs]


def certify(
    edition: Edition, size: int, seed: int, *, fresh: bool, notify: reexecution.Notify
) -> Certificate:
    """Draw numbers of the last build, run their chapters again, and compare.

    Errors: ``RecordError`` if there is no build; ``ReexecutionError`` if the environment cannot be created.
    """
    records = read_results(edition)
    if not records:
        raise RecordError(
            "there is nothing to draw from", edition.build.name, "records", "none", "Build first."
        )
    drawn = draw(records, size, seed)
    chapters = sorted({records[name].chapter for name in drawn})
    settings = [one for name in chapters for one in _settings(edition, name)]
    again = reexecution.rerun(edition, chapters, settings, fresh=fresh, notify=notify)
    checks = [compared(records[name], again.get(name)) for name in drawn]
    wrong = sum(bool(check.differs) for check in checks)
    return Certificate(
        edition=edition.id,
        run=_run(edition),
        lock=checksum(edition.root / LOCK),
        records=digest(records),
        population=len(records),
        size=len(drawn),
        seed=seed,
        fresh=fresh,
        python=platform.python_version(),
        made=dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
        checks=checks,
        confidence=CONFIDENCE,
        most_wrong=most_wrong(len(records), len(drawn), wrong),
    )


def compared(record: Record, again: Record | None) -> Check:
    """Compare a number with its recomputation."""
    differs = (GONE,) if again is None else tuple(_differing(record, again))
    return Check(
        number=record.id,
        chapter=record.chapter,
        evidence=record.evidence,
        shown=record.measure.display,
        found=again.measure.display if again else "",
        differs=differs,
    )


def digest(records: Mapping[str, Record]) -> str:
    """SHA-256 over all records, to identify what a certificate is about."""
    plain = {name: record.as_json() for name, record in records.items()}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def write_certificate(certificate: Certificate, folder: Path) -> Path:
    """Write ``certificaat.json`` and ``certificaat.html`` to a folder; return the path of the page."""
    content = asdict(certificate)
    write_json(folder / "certificaat.json", content)
    made_up = sum(check.evidence == Evidence.MADE_UP for check in certificate.checks)
    page = folder / "certificaat.html"
    page.write_text(
        leaflet("certificate", **content, wrong=certificate.wrong, made_up=made_up), "utf-8"
    )
    return page


def _differing(record: Record, again: Record) -> list[str]:
    parts = sorted(Record.model_fields.keys() - {"cell"})
    return [part for part in parts if getattr(record, part) != getattr(again, part)]


def _settings(edition: Edition, chapter: str) -> list[str]:
    """The parameters of a chapter's run, as ``CHAPTER.PARAMETER=VALUE``."""
    path = edition.build / CHAPTERS / chapter / "key.json"
    causes = json.loads(path.read_text("utf-8")).get("causes", {})
    names = default_parameters(chapter, read_chapter(edition, chapter))
    found = {key: value for key, value in causes.get("parameters", {}).items() if key in names}
    return [f"{chapter}.{key}={value}" for key, value in found.items()]


def _run(edition: Edition) -> dict[str, Any]:
    path = edition.build / "run.json"
    run = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {key: run.get(key, "") for key in ("version", "commit", "time")}
