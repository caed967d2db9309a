"""Open a run from wherever it is kept: a build folder, an edition, or the accepted results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pydantic

from recount.edition.edition import BUILD, EDITIONS, Edition, load_edition
from recount.errors import RecordError, UnknownName, nearest
from recount.handover import PREVIOUS
from recount.names import COMMAND
from recount.numbers.formats import in_unit
from recount.results.acceptance import MADE_UP, REAL, accepted, kind_of, reasons
from recount.results.reading import ResultsCheck, with_present_reasons
from recount.results.records import Record, read_records
from recount.running.key import FACTORS, Causes, Parts, changed_data, notation

ACCEPTED = "accepted"
RECORDS = "chapters/*/records/*.json"
PARTS = ("value", "low", "high", "unit", "numerator", "denominator")
Fields = Mapping[str, Any]
"""The compared fields of a number: the parts of its measure, its display, verdict and evidence."""

MISSING = "a source of it is missing, so it is not accepted"


class _Card(pydantic.BaseModel):
    """The keys that are read from ``run.json`` and ``key.json``."""

    commit: str = ""
    uncommitted: bool = False
    edition: str = ""
    demo: bool = False
    causes: Causes | None = None
    parts: Parts | None = None
    notation: str = ""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """The dependencies of a chapter: its causes, and the parts of them that count."""

    causes: Causes
    parts: Parts


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a run: its label, chapter and kind of sources, and its compared fields."""

    label: str
    chapter: str
    kind: str | None
    fields: Fields

    @classmethod
    def of(cls, record: Record) -> Number:
        """The number of a record."""
        compared = {
            **{name: getattr(record.measure, name) for name in PARTS},
            "display": record.measure.display,
            "verdict": record.verdict.word if record.verdict else None,
            "evidence": record.evidence,
        }
        return cls(record.label, record.chapter, kind_of(record), compared)


@dataclass(frozen=True, slots=True)
class Run:
    """The numbers of one run, and the dependencies of each chapter.

    Parameters
    ----------
    name
        The name that the user gave.
    numbers
        By id. Of accepted results only the value is known.
    made
        By chapter; without those whose run did not record it.
    commit
        The commit of the project, if known.
    uncommitted
        Whether files differed from the commit.
    edition
        Id of the edition; empty if the run does not record it.
    folder
        The build folder; ``None`` for accepted results.
    demo
        Whether it is on made-up files.
    reasons
        Of accepted results: the last reason for each number.
    left_out
        Numbers that are not compared -> why.
    """

    name: str
    numbers: Mapping[str, Number]
    made: Mapping[str, Dependencies] = field(default_factory=dict)
    commit: str = ""
    uncommitted: bool = False
    edition: str = ""
    folder: Path | None = None
    demo: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def card(self) -> dict[str, Any]:
        """A summary of the run."""
        return {
            "name": self.name,
            "edition": self.edition,
            "demo": self.demo,
            "commit": self.commit,
            "uncommitted": self.uncommitted,
            "numbers": len(self.numbers),
            "accepted_values": self.values_only,
        }

    @property
    def values_only(self) -> bool:
        """Whether only values are known, as for accepted results."""
        return self.folder is None


def open_runs(edition: Edition, old: str, new: str) -> tuple[Run, Run]:
    """The two runs that a user names.

    Each is a build folder, a project folder, ``accepted``, or an edition: its last build, or else its
    accepted results. ``_build/previous`` is the previous build of the edition, or of its demo. Accepted results
    are of two kinds, on real files and on made-up ones; compared with a run, each number takes the kind that it
    has in that run.

    Errors: ``UnknownName``, ``RecordError``.
    """
    first, second = _open(edition, old), _open(edition, new)
    return _as_run(first, second), _as_run(second, first)


def open_folder(root: Path, folder: Path, name: str) -> Run:
    """A run from a build folder, checked against the claims and sources that have not changed since.

    Errors: ``RecordError`` for a folder without records, and for an invalid file.
    """
    if not any(folder.glob(RECORDS)):
        if folder.name == PREVIOUS.name:
            raise RecordError(
                "there is no earlier run to compare with",
                name,
                "results of a run that a later one replaced",
                "none",
                f"'{COMMAND} build' keeps them when it runs a chapter again.",
            )
        raise RecordError(
            f"run '{name}' has no records",
            folder.name,
            f"files {RECORDS}",
            "none",
            f"Name a folder made by '{COMMAND} build', or build first.",
        )
    records = read_records(folder / "chapters")
    numbers = {name: Number.of(record) for name, record in records.items()}
    made, written = {}, {}
    for path in sorted(folder.glob("chapters/*/key.json")):
        key = _card(path)
        written[path.parent.name] = key.notation
        if key.causes and key.parts and key.parts.keys() >= set(FACTORS):
            made[path.parent.name] = Dependencies(key.causes, key.parts)
    card = _card(folder / "run.json")
    run = Run(name, numbers, made, card.commit, card.uncommitted, card.edition, folder, card.demo)
    if run.edition and (root / EDITIONS / run.edition / "edition.toml").is_file():
        edition = load_edition(root, run.edition)
        check = ResultsCheck(edition)
        for chapter in edition.card.chapters:
            if chapter in made and not changed_data(edition, chapter, made[chapter].causes):
                own = [one for one in records.values() if one.chapter == chapter]
                if written[chapter] != notation(root):  # reasons have numbers in words of their run
                    own = [with_present_reasons(one, check.rule) for one in own]
                check.records(own)
    return run


def _open(edition: Edition, name: str) -> Run | Edition:
    """A run, or the edition whose accepted results serve as one."""
    root, path = edition.root, Path(name).expanduser()
    if name == ACCEPTED:
        return edition
    if path == PREVIOUS:
        return open_folder(root, edition.report_build / PREVIOUS.name, name)
    if path.is_dir():
        places = [path / edition.report_build.relative_to(root), path / BUILD, path]
        folder = next(place for place in places if place.is_dir())
        return open_folder(root, folder.resolve(), name)
    editions = sorted(p.parent.name for p in (root / EDITIONS).glob("*/edition.toml"))
    if name not in editions:
        raise UnknownName(
            f"run '{name}' is unknown",
            f"{COMMAND} diff",
            f"a folder made by '{COMMAND} build', '{ACCEPTED}', or an edition: {', '.join(editions)}",
            nearest(name, [ACCEPTED, *editions]),
            "Correct the name or the path.",
        )
    build = edition.report_build
    if any(build.glob(RECORDS)) and _card(build / "run.json").edition == name:
        return open_folder(root, build, name)
    return load_edition(root, name)


def fields(record: Record | None) -> Fields | None:
    """The compared fields of a record."""
    return Number.of(record).fields if record else None


def _as_run(edition: Run | Edition, other: Run | Edition) -> Run:
    """A run; for an edition its accepted values, of the kinds that occur in the other run."""
    if isinstance(edition, Run):
        return edition
    values, histories = accepted(edition), reasons(edition)
    like = other.numbers if isinstance(other, Run) else {}
    kinds = {name: number.kind for name, number in like.items()}
    present = set(kinds.values()) if like else {REAL, MADE_UP}
    numbers, why = {}, {}
    for kind in (kind for kind in values if kind in present):
        for number in (n for n in values[kind] if kinds.get(n, kind) == kind):
            name = number if like or kind == REAL else f"{number} ({MADE_UP})"
            numbers[name] = _value_only(values[kind][number], like.get(number))
            why[name] = str((histories[kind].get(number) or [{}])[-1].get("reden", ""))
    return Run(
        name=f"{ACCEPTED} ({edition.id})",
        numbers=numbers,
        edition=edition.id,
        demo=isinstance(other, Run) and other.demo,
        reasons=why,
        left_out={number: MISSING for number, kind in kinds.items() if kind is None},
    )


def _value_only(value: Any, like: Number | None) -> Number:  # noqa: ANN401 - a number, or text if unknown
    """A number with only a value; label, chapter and unit are those of the other run."""
    known = None if isinstance(value, str) else float(value)
    compared = {**dict.fromkeys(PARTS), "value": known, "display": str(value), "verdict": None}
    if like is None:
        return Number("", "", None, {**compared, "evidence": None})
    unit = like.fields["unit"]
    display = str(value) if known is None else in_unit(known, unit)
    compared |= {"unit": unit, "display": display, "evidence": like.fields["evidence"]}
    return replace(like, fields=compared)


def _card(path: Path) -> _Card:
    """A card of a run; with defaults if the file does not exist."""
    try:
        return _Card.model_validate_json(path.read_bytes() if path.is_file() else b"{}")
    except pydantic.ValidationError as error:
        fault = error.errors()[0]
        found = f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
        where = f"{path.parent.name}/{path.name}"
        raise RecordError(
            "a file of a run cannot be read",
            where,
            "a file written by a build",
            found,
            f"Run '{COMMAND} build' again.",
        ) from None
