"""Results are always checked: files against their checksums, records against sources, claim and rule."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.built_project import edit_json
from support.sample_records import write_record

from recount.edition.edition import Edition
from recount.errors import RecordError
from recount.evidence.audit import audit_rows
from recount.handover import CHAPTERS
from recount.numbers.measures import Measure, Specification, exact
from recount.results.integrity import read_key, write_key
from recount.results.reading import ResultsCheck, read_results
from recount.results.records import Amount
from recount.results.verdicts import Verdict, Word
from recount.running.runner import run_chapters

OTHER = Specification({"soort": "mbo", "ondergrens": "5"}, exact(0, "vestigingen"))
"""Its dimensions are not in alphabetical order, as they are in JSON."""


def folder(edition: Edition) -> Path:
    """The folder of the chapter."""
    return edition.build / CHAPTERS / "proef"


def forge(edition: Edition, road: str, value: object, *, listed: bool) -> None:
    """Change one field of the record, with or without its checksum in the list."""
    path = folder(edition) / "records" / "aanbod-mat.json"
    keys = [int(key) if key.isdigit() else key for key in road.split(".")]
    path.write_bytes(edit_json(path.read_bytes(), *keys, value=value))
    if listed:
        write_key(folder(edition), read_key(folder(edition)), edition.id)


UNPROVED = "Dit getal rust op verzonnen gegevens en bewijst niets."
BOUNDS = {
    "word": "verenigbaar",
    "reason": "",
    "explanation": "",
    "measure": Amount.of(exact(1, "vestigingen")).as_json(),
    "function": {"name": "", "file": "", "line": 0, "sha256": ""},
    "sources": [],
    "evidence": "openbaar",
}
"""Public bounds that fit, from a file; these follow from the counts that bound the figure."""


@pytest.fixture
def made_up(edition: Edition) -> Edition:
    """One number on a made-up file, with another definition that gives another answer."""
    write_record(edition, 1, "nagebootst", others=[OTHER])
    return edition


@pytest.fixture
def ran(edition: Edition) -> Edition:
    """The tiny project after a run."""
    (outcome,) = run_chapters(edition, ["proef"], {}, workers=1, report=lambda _: None)
    assert outcome.error is None
    return edition


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("evidence", "openbaar"),
        ("verdict.word", "klopt"),
        ("verdict.reason", "Zoals wij tellen klopt het."),
        ("specifications.0.holds", True),
        ("verdict", None),
        ("public", BOUNDS),
        ("printed", None),
        ("claim", None),
        ("printed.shown", "zes"),
        ("sources.0.sha256", "ab" * 32),
        ("sources.0.reference_date", "2024-10-01"),
        ("sources.0.id", "leerlingen-2018"),
    ],
)
def test_a_forged_field_is_found_despite_new_checksums(
    made_up: Edition, field: str, value: object
) -> None:
    """It does not follow from the rest of the record and the edition; the number and the demo are named."""
    assert read_results(made_up)["aanbod-mat"].verdict == Verdict(Word.UNCHECKED, UNPROVED)
    forge(made_up, field, value, listed=True)
    with pytest.raises(
        RecordError, match=r"number 'aanbod-mat' does not follow .* --only proef --demo$"
    ):
        audit_rows(made_up)


def test_public_bounds_need_a_claim(edition: Edition) -> None:
    """A number that is not printed has nothing to fit."""
    write_record(edition, 1, "openbaar", number="los")
    path = folder(edition) / "records" / "los.json"
    path.write_bytes(edit_json(path.read_bytes(), "public", value=BOUNDS))
    write_key(folder(edition), read_key(folder(edition)), edition.id)
    with pytest.raises(RecordError, match="number 'los' does not follow"):
        read_results(edition)


def test_a_made_up_file_cannot_be_called_open(made_up: Edition) -> None:
    """All three grades are edited; the stand-in does not have the bytes of the pinned file."""
    path = made_up.file("sources")
    pinned = read_results(made_up)["aanbod-mat"].sources[0].sha256
    path.write_text(path.read_text("utf-8").replace(pinned, "ab" * 32), "utf-8")
    for field in ("evidence", "sources.0.evidence"):
        forge(made_up, field, "openbaar", listed=True)
    with pytest.raises(
        RecordError,
        match=r"\[sources.leerlingen-2019.evidence\]: expected 'nagebootst'; found 'openbaar'",
    ):
        read_results(made_up)


@pytest.mark.parametrize(
    "measure",
    [
        Measure(math.inf, 2, math.inf, "vestigingen"),
        Measure(5, 2, math.inf, "vestigingen"),
        Measure(2, -math.inf, 5, "vestigingen"),
        exact(1, "vestigingen"),
        Measure(2.5, 1, 4, "vestigingen"),
        Measure(None, None, None, "vestigingen"),
    ],
)
def test_a_record_is_consistent_despite_what_json_omits(edition: Edition, measure: Measure) -> None:
    """JSON has no infinity, and orders the choices differently than the reason."""
    write_record(edition, measure, "openbaar", others=[OTHER])
    assert list(read_results(edition)) == ["aanbod-mat"]


def test_a_number_of_which_nothing_is_printed_has_no_verdict(edition: Edition) -> None:
    """Nor a claim; that is not a fault."""
    write_record(edition, 1, "openbaar", number="los", others=[OTHER])
    assert read_results(edition)["los"].verdict is None


@pytest.mark.parametrize("change", ["edited", "added", "removed", "unlisted"])
def test_a_file_that_no_run_wrote_is_named(made_up: Edition, change: str) -> None:
    """Any file of the chapter: changed, added, removed, or without any checksums."""
    figure = folder(made_up) / "figures" / "kaart.svg"
    figure.parent.mkdir()
    figure.write_text("<svg/>", "utf-8")
    if change != "added":
        write_key(folder(made_up), {"key": "0"}, made_up.id)
    if change == "edited":
        figure.write_text("<svg></svg>", "utf-8")
    if change == "removed":
        figure.unlink()
    if change == "unlisted":
        (folder(made_up) / "key.json").write_text('{"key": "0"}', "utf-8")
    named = "proef/key.json" if change == "unlisted" else "proef/figures/kaart.svg"
    with pytest.raises(RecordError, match=f"{named}.*sto-eval run --only proef"):
        read_results(made_up)


def test_results_of_another_edition_are_not_read(made_up: Edition) -> None:
    """A chapter with the same name, run for an edition with another id."""
    with pytest.raises(RecordError, match="run for another edition"):
        read_results(replace(made_up, id="andere"))


@pytest.mark.parametrize("listed", [False, True])
def test_altered_results_are_recomputed(ran: Edition, listed: bool) -> None:
    """The chapter runs again, says why, and its records are restored; then it is kept."""
    before = (folder(ran) / "records" / "aanbod-mat.json").read_bytes()
    forge(ran, "verdict.word", "klopt", listed=listed)
    found = []
    for _ in range(2):
        found += run_chapters(ran, ["proef"], {}, workers=1, report=lambda _: None)
    assert [outcome.state for outcome in found] == ["run", "kept"]
    assert "proef/records/aanbod-mat.json" in found[0].reason
    assert (folder(ran) / "records" / "aanbod-mat.json").read_bytes() == before


def test_a_chapter_removed_from_the_edition_is_not_read_and_is_deleted(
    made_up: Edition,
) -> None:
    """Its numbers are not listed, and the next run removes it with everything that belongs to it."""
    gone: dict[str, Any] = json.loads(
        (folder(made_up) / "records" / "aanbod-mat.json").read_text("utf-8")
    )
    left = [made_up.build / "chapters" / "weg", made_up.build / "los" / "weg"]
    for path in left:
        (path / "records").mkdir(parents=True)
        text = json.dumps(gone | {"id": "oud", "chapter": "weg"})
        (path / "records" / "oud.json").write_text(text, "utf-8")
    assert list(read_results(made_up)) == ["aanbod-mat"]
    run_chapters(made_up, ["proef"], {}, workers=1, report=lambda _: None)
    assert not any(path.exists() for path in left)
    assert ResultsCheck(made_up).altered("proef") == ""
