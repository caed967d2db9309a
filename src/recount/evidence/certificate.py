"""The certificate of a sampled audit, in Dutch: numbers, figures and sentences are drawn, made again and compared.

Of a number the whole record is compared: value, bounds, numerator, denominator, verdict, sources with their
checksums, rows, function with its checksum, parameters. Only the cell is excluded, because it is a position.
Of a figure or table every file is compared, to the byte. A sentence is compared as a reader sees it, with its
numbers; whether it is true of them is for the auditor, who finds it on the certificate.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import platform
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from recount.book.directives.store import Store, reload_store
from recount.book.pdf.evidence import KINDS
from recount.book.prose import without_false_sentences
from recount.book.website.worksheets import MADE_UP_MARK, readable
from recount.edition.edition import Edition
from recount.edition.parameters import default_parameters
from recount.edition.ranges import is_fixed
from recount.errors import RecordError
from recount.evidence import reexecution
from recount.evidence.sampling import CONFIDENCE, draw, most_wrong
from recount.evidence.standalone_pages import standalone_page
from recount.handover import CHAPTERS
from recount.installation import LOCK
from recount.notebook.notebooks import read_chapter
from recount.numbers.evidence_grade import Evidence
from recount.results.reading import read_results
from recount.results.records import Record, read_records
from recount.sources.files import checksum
from recount.storage import write_json

GONE = "niet opnieuw gepubliceerd"
_ESCAPED = re.compile(r"\\([^\w\s])")
NUMBER = "{getal}`"
"""The start of a number in the text of a chapter."""

FOLDER = "steekproef"
"""The folder of a certificate, in that of the build that it is about."""


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
class Copy:
    """A figure, table or sentence of the sample: where it is, and what differs when it is made again."""

    text: str
    chapter: str
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample of figures and tables, or of sentences.

    Parameters
    ----------
    population
        How many there are in the report.
    copies
        Those that were drawn.
    most_wrong
        With the confidence of the certificate, at most this many of all differ.
    """

    population: int
    copies: Sequence[Copy]
    most_wrong: int

    @property
    def wrong(self) -> list[Copy]:
        """Those that differ."""
        return [one for one in self.copies if one.differs]


@dataclass(frozen=True, slots=True)
class Certificate:
    """A sampled audit: the population and the sample, the environment, and the outcome.

    ``options`` are the words with which ``audit`` draws from the same book, besides size and seed.
    """

    edition: str
    options: str
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
    exhibits: Drawn
    sentences: Drawn

    @property
    def wrong(self) -> list[Check]:
        """The numbers that were not reproduced."""
        return [check for check in self.checks if check.differs]

    @property
    def differs(self) -> bool:
        """Whether anything of the sample was not reproduced."""
        return bool(self.wrong or self.exhibits.wrong or self.sentences.wrong)


def certify(
    edition: Edition, size: int, seed: int, *, fresh: bool, notify: reexecution.Notify
) -> Certificate:
    """Draw numbers, figures and sentences of the last build, run their chapters again, and compare.

    Of each kind as many as ``size``, or all if there are no more.

    Errors: ``RecordError`` if there is no build; ``ReexecutionError`` if its chapters cannot be run again.
    """
    records = read_results(edition)
    if not records:
        raise RecordError(
            "there is nothing to draw from", edition.build.name, "records", "none", "Build first."
        )
    drawn = draw(records, size, seed)
    store = reload_store(edition.build / CHAPTERS, edition.folder)
    exhibits, sentences = _exhibits(edition), _sentences(edition, store)
    some_exhibits, some_sentences = draw(exhibits, size, seed), draw(sentences, size, seed)
    chapters = sorted(
        {records[name].chapter for name in drawn}
        | {name.split("/")[0] for name in some_exhibits}
        | {sentences[text] for text in some_sentences}
    )
    settings = [one for name in chapters for one in _settings(edition, name)]
    with reexecution.rerun(edition, chapters, settings, fresh=fresh, notify=notify) as rerun:
        again = read_records(rerun.build / CHAPTERS)
        exhibits_again = _exhibits(rerun)
        sentences_again = _sentences(rerun, replace(store, records={**store.records, **again}))
    checks = [compared(records[name], again.get(name)) for name in drawn]
    figures = [
        Copy(name, name.split("/")[0], _differing_files(exhibits[name], exhibits_again.get(name)))
        for name in some_exhibits
    ]
    lines = [
        Copy(text, sentences[text], () if text in sentences_again else ("tekst",))
        for text in some_sentences
    ]
    wrong = sum(bool(check.differs) for check in checks)
    division = f" --regions {edition.division}" if edition.division else ""
    return Certificate(
        edition=edition.id,
        options=f"{division}{' --demo' if edition.demo else ''}",
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
        exhibits=_drawn(len(exhibits), figures),
        sentences=_drawn(len(sentences), lines),
    )


def _drawn(population: int, copies: Sequence[Copy]) -> Drawn:
    wrong = sum(bool(one.differs) for one in copies)
    return Drawn(population, copies, most_wrong(population, len(copies), wrong))


def _exhibits(edition: Edition) -> dict[str, dict[str, str]]:
    """Chapter and id of every figure and table -> the checksums of its files by suffix."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((edition.build / CHAPTERS).glob("*/*/*.*")):
        kind = path.parent.name
        if kind in KINDS:
            name = f"{path.parents[1].name}/{KINDS[kind]}-{path.stem}"
            found.setdefault(name, {})[path.suffix] = checksum(path)
    return found


def _differing_files(before: Mapping[str, str], again: Mapping[str, str] | None) -> tuple[str, ...]:
    if again is None:
        return (GONE,)
    return tuple(name for name in sorted({*before, *again}) if before.get(name) != again.get(name))


def _sentences(edition: Edition, store: Store) -> dict[str, str]:
    """Every line of prose with a number, as a reader sees it -> its chapter; none that the pages leave out."""
    return {
        _as_shown(line, store): path.stem
        for path in sorted((edition.build / CHAPTERS).glob("*/*.ipynb"))
        for cell in without_false_sentences(path, store).cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if NUMBER in line
    }


def _as_shown(line: str, store: Store) -> str:
    text = readable(line, store.records, store.nouns).replace(MADE_UP_MARK, " (verzonnen)")
    return _ESCAPED.sub(r"\1", text)


def compared(record: Record, again: Record | None) -> Check:
    """Compare a number with its recomputation."""
    parts = sorted(Record.model_fields.keys() - {"cell"})
    differs = tuple(part for part in parts if getattr(record, part) != getattr(again, part, None))
    return Check(
        number=record.id,
        chapter=record.chapter,
        evidence=record.evidence,
        shown=record.measure.display,
        found=again.measure.display if again else "",
        differs=differs if again else (GONE,),
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
    samples = {
        "figuren en tabellen": certificate.exhibits,
        "zinnen met een getal": certificate.sentences,
    }
    page.write_text(
        standalone_page(
            "certificate", **content, wrong=certificate.wrong, made_up=made_up, samples=samples
        ),
        "utf-8",
    )
    return page


def _settings(edition: Edition, chapter: str) -> list[str]:
    """The parameters of a chapter's run that can be set, as ``CHAPTER.PARAMETER=VALUE``."""
    path = edition.build / CHAPTERS / chapter / "key.json"
    causes = json.loads(path.read_text("utf-8")).get("causes", {})
    names = default_parameters(chapter, read_chapter(edition, chapter))
    ranges = edition.card.parameters
    found = {
        key: value
        for key, value in causes.get("parameters", {}).items()
        if key in names and not is_fixed(ranges, chapter, key)
    }
    return [f"{chapter}.{key}={value}" for key, value in found.items()]


def _run(edition: Edition) -> dict[str, Any]:
    path = edition.build / "run.json"
    run = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {key: run.get(key, "") for key in ("version", "commit", "time")}
