"""The outcome of a verification, as lines to read or as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from recount.findings import Finding
from recount.verify import Report

MOST_FILES = 20
"""Files that differ from the rebuild to print; the others are counted."""

COMPARED = {"D1", "D2", "D3"}
_CODE = {True: "held against the one you named", False: "not held against anything (--code)"}


def report_lines(name: str, report: Report) -> Iterator[str]:
    """What was checked and found; without the signer's key first and last what that leaves open."""
    if report.scope:
        yield report.scope
    yield from _findings(report.findings)
    if report.counts:
        yield ", ".join(f"{count} {what}" for what, count in report.counts.items())
    if report.recomputed:
        known = report.counts["records"]
        yield f"{report.recomputed} of {known} numbers recomputed from their rows"
        yield from (f"  {count} not: {why}" for why, count in report.reasons.items())
    if report.signature:
        yield report.signature
    if report.code:
        yield f"code {report.code}, {_CODE[report.named]}"
    if report.absent:
        yield f"no file given for the rows of: {', '.join(report.absent)}"
    for package, differs in report.environment.items():
        yield f"environment of the rebuild: {package} is {differs}"
    count = len(report.findings)
    faults = f"{count} fault{'s' if count > 1 else ''}" if count else "no fault"
    edition = f", edition {report.edition}" if report.edition else ""
    yield f"{name}: {faults}{edition}; done: {', '.join(report.steps) or 'nothing'}"
    if report.scope:
        yield report.scope


def report_data(report: Report) -> dict[str, Any]:
    """All of it as plain data."""
    findings = [asdict(found) | {"title": found.title} for found in report.findings]
    return {"scope": report.scope, "status": report.status, **asdict(report), "findings": findings}


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings, of a rebuild only the first."""
    compared = [found for found in findings if found.code in COMPARED]
    rest = {*compared[MOST_FILES:]}
    for found in findings:
        if found not in rest:
            yield f"{found.code} {found.where}: {found.title}; {found.note}"
    if rest:
        yield f"{len(rest)} more files differ from the rebuild: --format json"
