"""The contents of a record file, its round trip, and what is refused."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from support.sample_records import a_record
from traitlets.config import Config

from recount.errors import RecordError
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, Specification, exact
from recount.results.recording import running_cell, variants
from recount.results.records import Amount, read_records, write_record
from recount.results.verdicts import Verdict, Word

RECORD = a_record(
    Measure(75.25, 75, 75.5, "%", 903, 1200),
    verdict=Verdict(Word.HOLDS, "Het past."),
    specifications=variants([Specification({"maand": "mei"}, exact(70, "%"))], [False]),
)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    """From the folder of its chapter, by its id; written again it has the same bytes."""
    path = write_record(tmp_path / "proef", RECORD)
    before = path.read_bytes()
    (found,) = read_records(tmp_path).values()
    assert found == RECORD
    assert write_record(tmp_path / "proef", found).read_bytes() == before


def test_a_file_holds_values_and_no_text_that_follows_from_them(tmp_path: Path) -> None:
    """No display text; integers without decimals, in alphabetical order."""
    text = write_record(tmp_path / "proef", RECORD).read_text("utf-8")
    assert "display" not in text
    assert '"denominator": 1200,' in text
    assert list(json.loads(text)) == sorted(json.loads(text))


@pytest.mark.parametrize(
    ("measure", "shown"),
    [
        (Measure(5, 2, 8, "leerlingen"), "tussen 2 en 8"),
        (Measure(5, 2, math.inf, "leerlingen"), "ten minste 2"),
        (Measure(math.inf, 2, math.inf, "leerlingen"), "ten minste 2"),
        (Measure(None, None, None, "leerlingen"), "onbekend"),
        (Measure(None, None, None, "leerlingen", withheld=True), "afgeschermd"),
    ],
)
def test_a_number_is_shown_from_the_values_in_its_file(measure: Measure, shown: str) -> None:
    """JSON has no infinity: a missing upper bound next to a lower bound means unbounded."""
    amount = Amount.of(measure)
    assert amount.display == shown
    assert Amount.model_validate_json(amount.model_dump_json()) == amount


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("label", 5),
        ("cell", "2"),
        ("evidence", "onbekend"),
        ("verdict", {"word": "misschien", "reason": ""}),
        ("verdict", {"word": "klopt"}),
        ("verdict", {"word": "klopt", "reason": "", "extra": 1}),
        ("measure", {}),
        ("public", {"measure": 1}),
        ("specifications", "none"),
        ("sources", [{"id": "leerlingen-2019"}]),
        ("corrections", [{"id": "punt"}]),
        ("display", "75,3%"),
        ("parameters", {"straal": math.nan}),
        ("parameters", {"straal": 10**400}),
    ],
)
def test_a_part_of_another_kind_is_named(tmp_path: Path, part: str, value: Any) -> None:
    """Of the wrong type, unknown, not an integer or missing: chapter, file, part and remedy."""
    path = write_record(tmp_path / "proef", RECORD)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {part: value}), "utf-8")
    with pytest.raises(
        RecordError,
        match=rf"cannot be read in proef/records/proef-deel.json \[{part}.*sto-eval run",
    ):
        read_records(tmp_path)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "1" + "0" * 400, "true", '"75"'])
def test_a_value_is_a_finite_number(tmp_path: Path, value: str) -> None:
    """Neither NaN nor infinite, nor a word."""
    path = write_record(tmp_path / "proef", RECORD)
    path.write_text(path.read_text("utf-8").replace("75.25", value), "utf-8")
    with pytest.raises(RecordError, match=r"\[measure.value\]"):
        read_records(tmp_path)


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    """A record without its function."""
    path = write_record(tmp_path / "proef", RECORD)
    content = json.loads(path.read_text("utf-8"))
    del content["function"]
    path.write_text(json.dumps(content), "utf-8")
    with pytest.raises(RecordError, match=r"\[function\]: expected a record; field required"):
        read_records(tmp_path)


def test_a_record_of_another_number_is_refused(tmp_path: Path) -> None:
    """It has the name of another number."""
    path = write_record(tmp_path / "proef", RECORD)
    path.rename(path.with_name("ander.json"))
    with pytest.raises(RecordError, match="belongs to another number or chapter"):
        read_records(tmp_path)


def test_a_number_is_made_by_the_functions_that_have_a_name() -> None:
    """A number without a function has none."""
    made = RECORD.function.model_copy(update={"name": "sto_eval.x"})
    assert RECORD.functions == []
    assert RECORD.model_copy(update={"function": made}).functions == [made]
    assert RECORD.evidence is Evidence.OPEN


def test_a_record_names_the_cell_that_runs() -> None:
    """The second cell to run is cell 2, as in the notebook; outside a notebook there is no cell."""
    assert running_cell() == 0
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    try:
        for _ in range(2):
            shell.run_cell(
                "from recount.results.recording import running_cell\ncell = running_cell()",
                store_history=True,
            )
        assert shell.user_ns["cell"] == 2
    finally:
        InteractiveShell.clear_instance()
