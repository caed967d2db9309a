"""Records of the tiny project without a run, and what the audit finds in them."""

from __future__ import annotations

from sto_eval.audit import findings
from sto_eval.edition import Edition
from sto_eval.records import write_json
from sto_eval.runner import BUILT


def write_record(edition: Edition, value: float, evidence: str, number: str = "aanbod-mat") -> None:
    """A record as a chapter writes it, as far as the audit looks."""
    record = {
        "id": number, "claim": number, "label": "MaT", "chapter": "proef", "cell": 2,
        "measure": {"value": value, "low": value, "high": value, "unit": "vestigingen",
                    "numerator": None, "denominator": None},
        "display": "1", "definition": "…", "parameters": {},
        "function": {"name": "sto_eval.x", "file": "sto_eval/x.py", "line": 7, "sha256": "ab" * 32},
        "sources": [{"id": "leerlingen-2019", "producer": "DUO", "file": "duo/x.csv",
                     "reference_date": "2019-10-01", "status": "definitief", "evidence": evidence,
                     "sha256": "cd" * 32, "rows_in": 3, "rows_out": 3, "left_out": {},
                     "rows": {"set": "leerlingen-2019-1a2b", "count": 2, "whole": False}}],
        "corrections": [], "evidence": evidence, "specifications": [], "public": None,
        "verdict": {"word": "klopt", "reason": "…"}, "printed": {"shown": "één", "relation": "gelijk"},
    }  # fmt: skip
    write_json(edition.root / BUILT / "proef" / "records" / f"{number}.json", record)


def codes(edition: Edition) -> list[tuple[str, str]]:
    """The findings as code and place."""
    return [(finding.code, finding.where) for finding in findings(edition)]
