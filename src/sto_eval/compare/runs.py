"""A run, opened from wherever it is kept: a build folder, an edition, or the accepted results.

``open_folder`` takes any folder with ``chapters/*/records/*.json``, each chapter's ``key.json`` and, if it
is there, ``run.json``; what is packed otherwise is unpacked into such a folder first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sto_eval.acceptance import MADE_UP, REAL, accepted, kind_of, reasons
from sto_eval.causes import Causes, changed_data
from sto_eval.edition import EDITIONS, Edition, load_edition
from sto_eval.errors import RecordError, UnknownName, nearest
from sto_eval.formats import in_unit
from sto_eval.key import Parts
from sto_eval.records import Record, read_records
from sto_eval.results import check_records

ACCEPTED = "accepted"
BUILD = "_build"
RECORDS = "chapters/*/records/*.json"
PYTHON = "python"
OWN = "sto-eval"
"""Our own package is code, not environment."""

NEEDED = ("chapter", "label", "measure", "display", "evidence", "sources", "verdict")
PARTS = ("value", "low", "high", "unit", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Run:
    """The numbers of one run, and what each chapter was made of.

    Parameters
    ----------
    name
        As the user named it.
    records
        By id. Of accepted results only the value is known.
    causes
        By chapter; a chapter of a run that did not say its causes is not in it.
    parts
        By chapter what counts of its causes, where the run says it.
    packages
        Versions of the packages and of Python, if the run says them.
    commit
        The commit of the project, if it had one.
    uncommitted
        Whether its files were others than those of the commit.
    edition
        Id of the edition; empty when the run does not say it.
    folder
        The build folder; none for accepted results.
    values_only
        Whether nothing is known but the values: of accepted results.
    reasons
        Of accepted results: number -> the reason of its last acceptance.
    left_out
        Numbers that cannot be compared with the other run, and why.
    """

    name: str
    records: Mapping[str, Record]
    causes: Mapping[str, Causes] = field(default_factory=dict)
    parts: Mapping[str, Parts] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)
    commit: str = ""
    uncommitted: bool = False
    edition: str = ""
    folder: Path | None = None
    values_only: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)

    def environment(self, chapter: str) -> dict[str, str]:
        """The lock file that a chapter was made with, and the packages where the run says them."""
        causes = self.causes.get(chapter)
        return {**(causes.environment if causes else {}), **self.packages}


def open_runs(edition: Edition, old: str, new: str) -> tuple[Run, Run]:
    """The two runs that a user names.

    Each is a build folder, a project folder, ``accepted``, or an edition: its last build, or else its
    accepted results. Accepted results are of two kinds, on real files and on made-up ones; next to a run,
    each number takes the kind that it has there.

    Errors: ``UnknownName``, ``RecordError``.
    """
    first, second = _opened(edition, old), _opened(edition, new)
    return _settled(first, second), _settled(second, first)


def open_folder(folder: Path, name: str) -> Run:
    """A run from a build folder.

    Errors: ``RecordError`` for a folder without records, and for a file that is not what it should be.
    """
    if not any(folder.glob(RECORDS)):
        raise RecordError(
            f"run '{name}' has no records",
            folder.name,
            f"files {RECORDS}",
            "none",
            "Name a folder that 'sto-eval build' made, or build first.",
        )
    records = read_records(folder / "chapters")
    for number, record in records.items():
        _check_record(number, record)
    run = _read(folder / "run.json") if (folder / "run.json").is_file() else {}
    packages = {key: text for key, text in run.get("packages", {}).items() if key != OWN}
    if packages and PYTHON in run:
        packages[PYTHON] = run[PYTHON]
    return Run(
        name=name,
        records=records,
        causes=_causes(folder),
        parts=_parts(folder),
        packages=packages,
        commit=run.get("commit", ""),
        uncommitted=run.get("uncommitted", False),
        edition=run.get("edition", ""),
        folder=folder,
    )


def _opened(edition: Edition, name: str) -> Run | Edition:
    """A run, or an edition whose accepted results stand for one."""
    if name == ACCEPTED:
        return edition
    path = Path(name).expanduser()
    if path.is_dir():
        inner = path / BUILD
        run = open_folder((inner if inner.is_dir() else path).resolve(), name)
        _recheck(edition.root, run)
        return run
    editions = sorted(p.parent.name for p in (edition.root / EDITIONS).glob("*/edition.toml"))
    if name in editions:
        return _last_of(edition.root, name)
    raise UnknownName(
        f"run '{name}' is unknown",
        "sto-eval diff",
        f"a folder that 'sto-eval build' made, '{ACCEPTED}', or an edition: {', '.join(editions)}",
        nearest(name, [ACCEPTED, *editions]),
        "Correct the name or the path.",
    )


def _last_of(root: Path, edition_id: str) -> Run | Edition:
    """The last build of an edition; when the build here is of another, the edition itself."""
    build = root / BUILD
    if any(build.glob(RECORDS)) and (build / "run.json").is_file():
        run = open_folder(build, edition_id)
        if run.edition == edition_id:
            _recheck(root, run)
            return run
    return load_edition(root, edition_id)


def _recheck(root: Path, run: Run) -> None:
    """Hold records against claims and sources, as far as these are here as they were when the run was made."""
    if not (root / EDITIONS / run.edition / "edition.toml").is_file() or not run.edition:
        return
    edition = load_edition(root, run.edition)
    for name in edition.card.chapters:
        causes = run.causes.get(name)
        if causes and not changed_data(edition, name, causes):
            check_records(edition, (r for r in run.records.values() if r["chapter"] == name))


def _settled(this: Run | Edition, other: Run | Edition) -> Run:
    return this if isinstance(this, Run) else _accepted(this, other)


def _accepted(edition: Edition, beside: Run | Edition) -> Run:
    """The accepted values as records that hold nothing but a value, of the kinds that stand beside them."""
    values, told = accepted(edition), reasons(edition)
    like = beside.records if isinstance(beside, Run) else {}
    kinds = {number: kind_of(record) for number, record in like.items()}
    present = set(kinds.values()) if like else {REAL, MADE_UP}
    records, why = {}, {}
    for kind in (kind for kind in values if kind in present):
        for number in (n for n in values[kind] if kinds.get(n, kind) == kind):
            name = number if like or kind == REAL else f"{number} ({MADE_UP})"
            records[name] = _bare(values[kind][number], like.get(number))
            why[name] = str((told[kind].get(number) or [{}])[-1].get("reden", ""))
    mixed = "rests on real and on made-up files, and so is never accepted"
    return Run(
        name=f"{ACCEPTED} ({edition.id})",
        records=records,
        edition=edition.id,
        values_only=True,
        reasons=why,
        left_out={number: mixed for number, kind in kinds.items() if kind is None},
    )


def _bare(value: Any, like: Record | None) -> Record:  # noqa: ANN401 - a number, or text when unknown
    """A record of a value and nothing else; its label, chapter and unit are those of the other run."""
    known = None if isinstance(value, str) else float(value)
    measure = dict.fromkeys(PARTS) | {"value": known}
    if like is None:
        return {"label": "", "chapter": "", "measure": measure, "display": str(value)}
    unit = like["measure"]["unit"]
    display = str(value) if known is None else in_unit(known, unit)
    return {**like, "measure": measure | {"unit": unit}, "display": display, "verdict": None}


def _check_record(number: str, record: Record) -> None:
    missing = [key for key in NEEDED if key not in record]
    measure = record.get("measure")
    missing += [key for key in PARTS if not isinstance(measure, dict) or key not in measure]
    if missing:
        raise RecordError(
            "a record is not whole",
            f"{number}.json",
            ", ".join((*NEEDED, *PARTS)),
            "no " + ", ".join(missing),
            "Run 'sto-eval build' again.",
        )


def _causes(folder: Path) -> dict[str, Causes]:
    """The causes that each chapter was made of; a build of before they were kept says none."""
    found = {}
    for path in sorted(folder.glob("chapters/*/key.json")):
        causes = _read(path).get("causes")
        if causes is None:
            continue
        try:
            found[path.parent.name] = Causes(**causes)
        except TypeError:
            raise RecordError(
                "causes cannot be read",
                f"{path.parent.name}/key.json",
                "data, code, parameters and environment",
                ", ".join(causes) or "nothing",
                "Run 'sto-eval build' again.",
            ) from None
    return found


def _parts(folder: Path) -> dict[str, Parts]:
    """What counted for each chapter; a build of before this was kept says nothing."""
    cards = {path.parent.name: _read(path) for path in folder.glob("chapters/*/key.json")}
    return {
        name: card["parts"] for name, card in cards.items() if isinstance(card.get("parts"), dict)
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        found = str(error)
    else:
        if isinstance(content, dict):
            return content
        found = type(content).__name__
    raise RecordError(
        "a file of a run cannot be read",
        f"{path.parent.name}/{path.name}",
        "a JSON object",
        found,
        "Run 'sto-eval build' again.",
    )
