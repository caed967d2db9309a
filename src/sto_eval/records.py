"""The record of a number: one JSON file that says all there is to say about it.

A record holds no time and no machine: equal inputs give equal bytes.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sto_eval.claims import Claim
from sto_eval.compatibility import Compatibility, Public
from sto_eval.errors import RecordError, UnknownName, nearest
from sto_eval.formats import display
from sto_eval.integrity import check_records, untrue
from sto_eval.measures import Measure, Specification, source_of
from sto_eval.verdicts import Verdict

OUTPUT_VARIABLE = "STO_EVAL_OUTPUT"
"""Names the folder that a running chapter publishes to."""

Record = dict[str, Any]


def make_record(  # noqa: PLR0913 - a record is made of all these, each named
    *,
    number: str,
    label: str,
    definition: str,
    measure: Measure,
    chapter: str,
    cell: int,
    parameters: Mapping[str, Any],
    sources: Iterable[Mapping[str, Any]],
    corrections: Iterable[Mapping[str, Any]],
    evidence: str,
    claim: Claim | None,
    verdict: Verdict | None,
    specifications: Sequence[Specification],
    holding: Sequence[bool | None],
    public: Mapping[str, Any] | None,
) -> Record:
    """The record of one published number, as plain data; ``sto-eval trace`` shows its parts."""
    return {
        "id": number,
        "claim": number if claim else None,
        "label": label,
        "chapter": chapter,
        "cell": cell,
        "measure": _plain(measure),
        "display": display(measure),
        "definition": definition,
        "function": describe_function(measure.function),
        "parameters": dict(parameters),
        "sources": list(sources),
        "corrections": list(corrections),
        "evidence": evidence,
        "verdict": {"word": str(verdict.word), "reason": verdict.reason} if verdict else None,
        "specifications": [
            {
                "choices": dict(other.choices),
                "display": display(other.measure),
                "measure": _plain(other.measure),
                "holds": held,
            }
            for other, held in zip(specifications, holding, strict=True)
        ],
        "public": dict(public) if public else None,
        "printed": printed(claim) if claim else None,
    }


def running_cell() -> int:
    """Ordinal of the running code cell, the first is 1; 0 outside a notebook."""
    try:
        from IPython import get_ipython  # noqa: PLC0415 - only a notebook has it
    except ImportError:
        return 0
    shell = get_ipython()
    # the count of executions is that of the next cell in one version of IPython and of this one in another
    return len(shell.user_ns["In"]) - 1 if shell is not None else 0


def public_bounds(
    public: Public, found: Compatibility, sources: Sequence[str], evidence: str
) -> dict[str, Any]:
    """What public counts allow, as plain data in the record of the number that they bound."""
    return {
        "word": str(found.word),
        "reason": found.reason,
        "explanation": public.explanation,
        "display": display(public.measure),
        "measure": _plain(public.measure),
        "function": describe_function(public.measure.function),
        "sources": list(sources),
        "evidence": evidence,
    }


def describe_function(function: str) -> dict[str, Any]:
    """Name, file, first line and checksum of the source text of an indicator."""
    if not function:
        return {"name": "", "file": "", "line": 0, "sha256": ""}
    made = source_of(function)
    lines, first = inspect.getsourcelines(made)
    file = "/".join(["sto_eval", *made.__module__.split(".")[1:]]) + ".py"
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    return {"name": function, "file": file, "line": first, "sha256": digest}


def read_records(chapters: Path, names: Iterable[str] | None = None) -> dict[str, Record]:
    """The records under ``_build/chapters``, by id, in the order of chapters and ids.

    Parameters
    ----------
    chapters
        The folder with a folder per chapter.
    names
        The chapters to read; all that are there by default.

    Errors: ``RecordError`` for a file that is not JSON, that its run did not write, or that holds the record
    of another number or chapter, and for an id that two chapters publish.
    """
    known = (path.parent.name for path in chapters.glob("*/records"))
    folders = [chapters / name for name in sorted(known if names is None else names)]
    for folder in folders:
        check_records(folder)
    records: dict[str, Record] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("records/*.json"))):
        record = _read(path)
        if record["id"] in records:
            raise RecordError(
                f"number '{record['id']}' is published twice",
                str(path.relative_to(chapters)),
                "one chapter for a number",
                f"also chapter '{records[record['id']]['chapter']}'",
                "Give one of the two another id.",
            )
        records[record["id"]] = record
    return records


def find_record(records: Mapping[str, Record], number: str) -> Record:
    """The record of that id."""
    if number not in records:
        raise UnknownName(
            f"number '{number}' is unknown",
            "the records of this build",
            "the id of a published number",
            nearest(number, records),
            "Run 'sto-eval build' first; 'sto-eval numbers' lists them.",
        )
    return records[number]


def _read(path: Path) -> Record:
    try:
        record: Record = json.loads(path.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RecordError(
            "a record cannot be read", path.name, "JSON", str(error), "Run 'sto-eval build' again."
        ) from None
    expected = path.stem, path.parents[1].name
    found = str(record.get("id", expected[0])), str(record.get("chapter", expected[1]))
    if found != expected:
        what, place = "a record is of another number or chapter", "/".join(path.parts[-2:])
        raise untrue(expected[1], what, place, *map(" of chapter ".join, (expected, found)))
    return record


def _plain(measure: Measure) -> dict[str, Any]:
    """A measure as JSON values: whole floats as integers; ``withheld`` only if it is."""
    parts = ("value", "low", "high", "unit", "numerator", "denominator", "withheld")
    known = {part: _number(getattr(measure, part)) for part in parts}
    return known if measure.withheld else {key: known[key] for key in known if key != "withheld"}


def _number(value: Any) -> Any:  # noqa: ANN401 - passes strings through
    if isinstance(value, float | Decimal):
        return _finite(float(value))
    return value.item() if hasattr(value, "item") else value


def _finite(value: float) -> float | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def printed(claim: Claim) -> dict[str, Any]:
    """What a record says of the print."""
    return {
        "shown": claim.shown,
        "text": claim.text,
        "relation": claim.relation,
        "place": claim.place,
    }
