"""Records without a run: made in a test or written to the tiny project, and the audit's findings on them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

from recount.edition.claims import load_claims
from recount.edition.edition import STANDIN, Edition
from recount.evidence.audit import findings
from recount.handover import CHAPTERS
from recount.layouts.layout import ParsedFile
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import MASK, Measure, Specification, exact
from recount.results import records
from recount.results.integrity import write_key
from recount.results.printed_claims import PrintedClaims
from recount.results.recipes import Step
from recount.results.recording import describe_function, variants
from recount.results.records import Amount, Function, Printed, Record, SourceCard
from recount.sources.catalogue import load_catalogue
from recount.sources.files import Dataset, Found, checksum
from recount.verify import model
from recount.verify.parsing import parse


def a_source(**parts: Any) -> SourceCard:
    """The card of an open source of three rows, with these fields replaced."""
    card = {
        "id": "leerlingen-2019", "title": "Leerlingen", "producer": "Niemand", "licence": "CC0-1.0",
        "url": "", "reference_date": dt.date(2019, 10, 1), "accessed": dt.date(2020, 2, 3),
        "status": "definitief", "evidence": Evidence.OPEN, "file": "niemand/leerlingen.csv",
        "sha256": "0123456789abcdef" * 4, "rows_in": 3, "rows_out": 3, "left_out": {},
    }  # fmt: skip
    return SourceCard(**card | parts)


def a_record(measure: Measure, **parts: Any) -> Record:
    """The record of a number of chapter *proef* with this measure, made by no function, with these fields."""
    made = {
        "id": "proef-deel", "claim": None, "label": "Deel", "chapter": "proef", "cell": 2,
        "measure": Amount.of(measure), "definition": "Het deel dat er is.",
        "function": describe_function(measure.function), "parameters": {}, "sources": (a_source(),),
        "corrections": (), "evidence": Evidence.OPEN, "verdict": None, "specifications": (),
        "public": None, "printed": None, "recipe": Step.of(measure, {}.__getitem__),
    }  # fmt: skip
    return Record(**made | parts)


def as_bundled(record: Record) -> model.Record:
    """The record as the verifier reads it from a bundle."""
    return parse(json.dumps(record.as_json()).encode(), model.Record)


def as_step(measure: Measure) -> model.Step:
    """The recipe of a measure as the verifier reads it; of its sources, ``<5`` hides one to four."""
    names = ("school", "man", "vrouw")
    parsed = ParsedFile(pd.DataFrame(columns=list(names)), 3, hidden={"<5": MASK})
    recipe = Step.of(measure, lambda _name: SimpleNamespace(parsed=parsed))  # type: ignore[arg-type,return-value] # only its sheet is asked for
    return parse(json.dumps(recipe.as_json()).encode(), model.Step)


def write_record(
    edition: Edition,
    value: float | Measure,
    evidence: str,
    number: str = "aanbod-mat",
    others: Sequence[Specification] = (),
) -> None:
    """A record as a chapter writes it, of a number that no function made."""
    measure = value if isinstance(value, Measure) else exact(value, "vestigingen")
    rule = PrintedClaims(load_claims(edition), edition.card.print_name)
    claim, held = rule.claims.get(number), rule.holding(number, others)
    record = a_record(
        measure,
        id=number,
        claim=number if claim else None,
        label="MaT",
        definition="…",
        function=Function(name="sto_eval.x", file="sto_eval/x.py", line=7, sha256="ab" * 32),
        sources=(_card(edition, evidence),),
        evidence=Evidence(evidence),
        verdict=rule.verdict(number, measure, Evidence(evidence), others),
        specifications=variants(others, held),
        printed=Printed.of(claim) if claim else None,
    )
    folder = edition.build / CHAPTERS / "proef"
    records.write_record(folder, record)
    write_key(folder, {"key": "0"}, edition.id)


def remove_record(edition: Edition, number: str) -> None:
    """Remove the record of a number."""
    folder = edition.build / CHAPTERS / "proef"
    (folder / "records" / f"{number}.json").unlink()
    write_key(folder, {"key": "0"}, edition.id)


def _card(edition: Edition, evidence: str) -> SourceCard:
    """The card of the source of three rows: of the real file, or of the stand-in with the same bytes."""
    source = load_catalogue(edition)["leerlingen-2019"]
    path = edition.root / STANDIN / str(source.standin)
    place = "standin" if evidence == "nagebootst" else "raw"
    found = Found("leerlingen-2019", source, path, place, checksum(path))
    parsed = ParsedFile(pd.DataFrame(index=range(3)), 3)
    rows = {"set": "leerlingen-2019-1a2b", "count": 2, "whole": False}
    return SourceCard.of(Dataset(found, parsed, ()), rows)


def codes(edition: Edition) -> list[tuple[str, str]]:
    """The findings as code and place."""
    return [(finding.code, finding.where) for finding in findings(edition)]
