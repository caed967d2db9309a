"""Compare the register, the records and the accepted results; all faults show at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from sto_eval.claims import Claim, load_claims
from sto_eval.edition import Edition, read_toml
from sto_eval.records import Record, read_records
from sto_eval.runner import BUILT

NOT_YET = "nog niet nagerekend"
REAL, MADE_UP = "echt", "nagebootst"
DIGITS = 6
"""Accepted values are kept and compared at this many decimals, so that a last bit is not a change."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault that the audit found: a code of ``FINDINGS``, what it is about, and what was seen."""

    code: str
    where: str
    note: str

    @property
    def title(self) -> str:
        """The meaning of the code."""
        return FINDINGS[self.code]


FINDINGS: Mapping[str, str] = {
    "A1": "a claim names a chapter, but no record answers it",
    "A2": "a number differs from the accepted one",
    "A3": "a number was never accepted",
    "A4": "an accepted number is no longer published",
}


def records_of(edition: Edition) -> dict[str, Record]:
    """The records of the last build."""
    return read_records(edition.root / BUILT)


def audit_rows(edition: Edition) -> list[dict[str, Any]]:
    """A row per claim, in the order of the register."""
    records = records_of(edition)
    return [_row(name, claim, records.get(name)) for name, claim in load_claims(edition).items()]


def findings(edition: Edition) -> list[Finding]:
    """All faults: missing records, changed numbers, numbers never accepted or gone."""
    records = records_of(edition)
    missing = [
        Finding("A1", name, f"chapter '{claim.chapter}' did not publish it")
        for name, claim in load_claims(edition).items()
        if claim.chapter and name not in records
    ]
    return missing + _changed(accepted(edition), records)


def accepted(edition: Edition) -> dict[str, dict[str, Any]]:
    """The accepted values: ``echt`` and ``nagebootst`` -> number -> value."""
    path = edition.file("results")
    content = read_toml(path) if path.is_file() else {}
    return {kind: dict(content.get(kind, {})) for kind in (REAL, MADE_UP)}


def accept_results(edition: Edition) -> list[str]:
    """Write the values of this build as the accepted ones; return what changed, a line each.

    Values on real sources and on stand-ins are kept apart; a number that rests on both is not kept, since
    what it rests on differs from user to user. The value that a number has on the other kind of sources
    stays as it was.
    """
    records = records_of(edition)
    before = accepted(edition)
    after = {kind: _kept(before[kind], records, kind) | _values(records, kind) for kind in before}
    _write_results(edition.file("results"), after)
    old = {kind: {name: _rounded(value) for name, value in before[kind].items()} for kind in before}
    return [
        f"{kind} {name}: {old[kind].get(name, '-')} -> {_rounded(after[kind].get(name, '-'))}"
        for kind in after
        for name in sorted({*old[kind], *after[kind]})
        if old[kind].get(name, "-") != _rounded(after[kind].get(name, "-"))
    ]


def kind_of(record: Record) -> str | None:
    """``echt`` when all sources are real, ``nagebootst`` when all are made up, else ``None``.

    Figures that others published come with the project, and so are the same next to either.
    """
    grades = {card["evidence"] for card in record["sources"]} - {"gepubliceerd"}
    if "nagebootst" not in grades:
        return REAL
    return MADE_UP if len(grades) == 1 else None


def trace_lines(record: Record) -> Iterable[str]:
    """The road of a number, one step a line: number, verdict, parts, function, sources, corrections."""
    measure, made = record["measure"], record["function"]
    yield f"{record['id']}: {record['display']} ({record['label']})"
    yield f"  value        {measure['value']} {measure['unit']}, between {measure['low']} and {measure['high']}"
    if record["printed"]:
        yield f"  printed      {record['printed']['shown']} ({record['printed']['relation']})"
    if record["verdict"]:
        yield f"  verdict      {record['verdict']['word']}: {record['verdict']['reason']}"
    if record["public"]:
        yield f"  public       {record['public']['word']}: {record['public']['reason']}"
    for other in record["specifications"]:
        yield f"  defined as   {', '.join(other['choices'].values())}: {other['display']}"
    if measure["denominator"] is not None:
        yield f"  numerator    {measure['numerator']}"
        yield f"  denominator  {measure['denominator']}"
    yield f"  function     {made['name']} ({made['file']}:{made['line']}, sha256 {made['sha256'][:12]})"
    yield f"  chapter      {record['chapter']}, cell {record['cell']}, {record['parameters']}"
    yield f"  evidence     {record['evidence']}"
    for card in record["sources"]:
        yield f"  source       {card['id']}: {card['file']}"
        yield f"               {card['producer']}, {card['reference_date']}, {card['status']}, {card['evidence']}"
        yield f"               sha256 {card['sha256']}"
        yield f"               rows {card['rows_in']} in, {card['rows_out']} used, left out {card['left_out'] or 'none'}"
        kept = card["rows"]
        yield f"               rests on {'all' if kept['whole'] else kept['count']} of these, set {kept['set']}"
    for done in record["corrections"]:
        yield f"  correction   {done['id']}: {done['rows']} row(s) of {done['source']}; {done['reason']}"


def _row(name: str, claim: Claim, record: Record | None) -> dict[str, Any]:
    measure = record["measure"] if record else {}
    verdict = record["verdict"]["word"] if record and record["verdict"] else NOT_YET
    return {
        "id": name,
        "shown": claim.shown,
        "relation": claim.relation,
        "value": measure.get("value"),
        "low": measure.get("low"),
        "high": measure.get("high"),
        "unit": claim.unit,
        "numerator": measure.get("numerator"),
        "denominator": measure.get("denominator"),
        "display": record["display"] if record else None,
        "verdict": verdict,
        "evidence": record["evidence"] if record else None,
        "sources": [card["id"] for card in record["sources"]] if record else [],
        "chapter": claim.chapter,
    }


def _changed(
    before: Mapping[str, Mapping[str, Any]], records: Mapping[str, Record]
) -> list[Finding]:
    found: list[Finding] = []
    for name, record in records.items():
        kind = kind_of(record)
        if kind is None:
            continue
        value = _value(record)
        if name not in before[kind]:
            found.append(Finding("A3", name, f"value {value} on sources that are {kind}"))
        elif _rounded(before[kind][name]) != value:
            found.append(Finding("A2", name, f"accepted {before[kind][name]}, now {value}"))
    present = {kind_of(record) for record in records.values()}
    gone = [
        Finding("A4", name, f"accepted {before[kind][name]} on sources that are {kind}")
        for kind in before
        if kind in present
        for name in before[kind]
        if name not in records
    ]
    return found + gone


def _kept(before: Mapping[str, Any], records: Mapping[str, Record], kind: str) -> dict[str, Any]:
    """The accepted values of this kind that this build says nothing of."""
    present = {kind_of(record) for record in records.values()}
    return {
        name: value
        for name, value in before.items()
        if kind not in present or (name in records and kind_of(records[name]) != kind)
    }


def _values(records: Mapping[str, Record], kind: str) -> dict[str, Any]:
    return {name: _value(r) for name, r in records.items() if kind_of(r) == kind}


def _value(record: Record) -> float | str:
    value = record["measure"]["value"]
    return "onbekend" if value is None else _rounded(value)


def _rounded(value: Any) -> Any:  # noqa: ANN401 - text for an unknown value
    return value if isinstance(value, str) else round(float(value), DIGITS)


def _write_results(path: Path, values: Mapping[str, Mapping[str, Any]]) -> None:
    document = tomlkit.document()
    document.add(tomlkit.comment("The accepted value of every number, in its unit; written by"))
    document.add(
        tomlkit.comment("'sto-eval results accept'. A change here is named in the commit.")
    )
    for kind, numbers in values.items():
        table = tomlkit.table()
        for name in sorted(numbers):
            table.add(name, _rounded(numbers[name]))
        document.add(kind, table)
    path.write_text(tomlkit.dumps(document), "utf-8")
