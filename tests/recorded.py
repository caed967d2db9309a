"""Records of the tiny project without a run, and what the audit finds in them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from sto_eval.audit import findings
from sto_eval.catalogue import load_catalogue
from sto_eval.claims import load_claims
from sto_eval.edition import Edition
from sto_eval.evidence import Evidence
from sto_eval.integrity import write_key
from sto_eval.layouts.table import Sheet
from sto_eval.measures import Measure, Specification, exact
from sto_eval.records import make_record
from sto_eval.runner import BUILT
from sto_eval.sources import Dataset, Found, locate_standin
from sto_eval.storage import write_json
from sto_eval.yardstick import Yardstick


def write_record(
    edition: Edition,
    value: float | Measure,
    evidence: str,
    number: str = "aanbod-mat",
    others: Sequence[Specification] = (),
) -> None:
    """A record as a chapter writes it, of a number that no function made."""
    measure = value if isinstance(value, Measure) else exact(value, "vestigingen")
    rule = Yardstick(load_claims(edition), Decimal(5))
    record = make_record(
        number=number, label="MaT", definition="…", measure=measure, chapter="proef", cell=2,
        parameters={}, sources=[_card(edition, evidence)], corrections=[], evidence=evidence,
        claim=rule.claims.get(number), verdict=rule.verdict(number, measure, Evidence(evidence), others),
        specifications=others, holding=rule.holding(number, others), public=None,
    )  # fmt: skip
    function = {"name": "sto_eval.x", "file": "sto_eval/x.py", "line": 7, "sha256": "ab" * 32}
    folder = edition.root / BUILT / "proef"
    write_json(folder / "records" / f"{number}.json", record | {"function": function})
    write_key(folder, {"key": "0"}, edition.id)


def remove_record(edition: Edition, number: str) -> None:
    """The chapter no longer publishes a number."""
    folder = edition.root / BUILT / "proef"
    (folder / "records" / f"{number}.json").unlink()
    write_key(folder, {"key": "0"}, edition.id)


def _card(edition: Edition, evidence: str) -> dict[str, object]:
    """The card of the source of three rows: of the real file, or of the stand-in with the same bytes."""
    source = load_catalogue(edition)["leerlingen-2019"]
    found = locate_standin(edition, "leerlingen-2019", source)
    if evidence != "nagebootst":
        found = Found(found.id, source, found.path, "raw", found.sha256)
    sheet = Sheet(pd.DataFrame(index=range(3)), 3)
    rows = {"set": "leerlingen-2019-1a2b", "count": 2, "whole": False}
    return Dataset(found, sheet, ()).card() | {"rows": rows}


def codes(edition: Edition) -> list[tuple[str, str]]:
    """The findings as code and place."""
    return [(finding.code, finding.where) for finding in findings(edition)]
