"""The lines of a file that a number depends on, and a file with only these."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from recount.edition.corrections import Applied, CorrectedCell
from recount.edition.edition import Edition
from recount.errors import RecordError
from recount.numbers.evidence_grade import Evidence
from recount.numbers.rows import rows_of
from recount.sources.catalogue import load_catalogue
from recount.sources.files import Dataset, locate, read_source
from recount.sources.row_files import RowSet, _written, row_set, write_row_sets, write_set_cards


@pytest.fixture
def dataset(edition: Edition) -> Dataset:
    """Three rows of made-up pupils, on lines 2 to 4."""
    found = locate(edition, "leerlingen-2019", load_catalogue(edition)["leerlingen-2019"])
    assert found is not None
    return read_source(edition, found)


def technical(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of the sector Techniek: the first two."""
    return table[table["VMBO SECTOR"] == "Techniek"]


def kept(dataset: Dataset, rows: pd.DataFrame) -> RowSet:
    """The set of these rows of the source."""
    return row_set(dataset, rows_of(rows))


def written(dataset: Dataset, folder: Path) -> Path:
    """A build with one chapter that depends on the technical rows."""
    rows = folder / "chapters" / "proef" / "rows"
    write_set_cards(rows, [kept(dataset, technical(dataset.parsed.table))])
    return folder / "chapters"


def test_a_set_keeps_line_numbers(dataset: Dataset) -> None:
    """The first two of three rows are on lines 2 and 3, and are not the whole."""
    some = kept(dataset, technical(dataset.parsed.table))
    assert (list(some.lines), some.count, some.whole) == ([(2, 3)], 2, False)
    assert kept(dataset, dataset.parsed.table).whole


def test_equal_rows_are_one_set(dataset: Dataset) -> None:
    """The name follows from file and lines, not from their order; a made-up set says so."""
    table = dataset.parsed.table
    again = kept(dataset, table.iloc[[1, 0, 1]])
    assert again.id == kept(dataset, technical(table)).id
    assert again.id.startswith("leerlingen-2019-nagebootst-")
    assert again.id != kept(dataset, table).id


def test_the_card_of_a_set_is_written_once(dataset: Dataset, tmp_path: Path) -> None:
    """Two numbers rest on the same rows: the second leaves the card as it is."""
    folder, some = tmp_path / "rows", kept(dataset, technical(dataset.parsed.table))
    write_set_cards(folder, [some])
    path = folder / f"{some.id}.json"
    assert json.loads(path.read_text("utf-8")) == some.card()
    before = path.stat()
    write_set_cards(folder, [some, some])
    assert path.stat() == before
    assert [*folder.iterdir()] == [path]


def test_a_row_file_has_the_publishers_cells(
    dataset: Dataset, edition: Edition, tmp_path: Path
) -> None:
    """Line number first, then the verbatim cells; nothing else."""
    made = write_row_sets(written(dataset, tmp_path), tmp_path / "rows", edition)
    (name,) = made
    lines = (tmp_path / "rows" / f"{name}.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("regel,BRIN NUMMER,VESTIGINGSNUMMER,")
    assert [line.split(",")[:3] for line in lines[1:]] == [["2", "90AA", "00"], ["3", "90AA", "01"]]
    assert [line.rpartition(",")[2] for line in lines] == ["verzonnen", "ja", "ja"]


def test_a_corrected_cell_is_next_to_the_published_one(
    dataset: Dataset, edition: Edition, tmp_path: Path
) -> None:
    """In a separate column, empty without a correction; another correction is another set."""
    change = CorrectedCell(3, "VESTIGINGSNUMMER", "01", "09")
    corrected = replace(dataset, corrections=(Applied("a", "b", 1, "Fout.", (change,)),))
    made = write_row_sets(written(corrected, tmp_path), tmp_path / "rows", edition)
    (name,) = made
    found = pd.read_csv(tmp_path / "rows" / f"{name}.csv", dtype=str, na_filter=False)
    assert found["VESTIGINGSNUMMER"].to_list() == ["00", "01"]
    assert found["gecorrigeerd: VESTIGINGSNUMMER"].to_list() == ["", "09"]
    assert name != kept(dataset, technical(dataset.parsed.table)).id


def test_a_row_file_holds_no_formula() -> None:
    """A cell that looks like a formula gets an apostrophe before it; a negative number does not."""
    head, lines = _written(pd.DataFrame({"@a": ["=1+1", "-1,5", None]}, index=[2, 3, 5]))
    assert head == "regel,'@a\n"
    assert lines == {2: "2,'=1+1\n", 3: '3,"-1,5"\n', 5: "5,\n"}


def test_rows_of_a_closed_register_stay_closed(
    dataset: Dataset, edition: Edition, tmp_path: Path
) -> None:
    """Of an administration register there are line numbers and a digest, but no file."""
    chapters = written(dataset, tmp_path)
    (path,) = chapters.rglob("*.json")
    path.write_text(
        json.dumps(json.loads(path.read_text("utf-8")) | {"evidence": Evidence.ADMINISTRATION}),
        "utf-8",
    )
    (card,) = write_row_sets(chapters, tmp_path / "rows", edition).values()
    assert card["lines"] == [[2, 3]]
    assert len(card["csv_sha256"]) == 64
    assert not list((tmp_path / "rows").glob("*.csv"))


def test_a_file_that_changed_after_the_run_is_refused(
    dataset: Dataset, edition: Edition, tmp_path: Path
) -> None:
    """Rows of other bytes are other rows."""
    chapters = written(dataset, tmp_path)
    dataset.found.path.write_bytes(dataset.found.path.read_bytes() + b"\n")
    with pytest.raises(RecordError, match="changed after the chapter ran"):
        write_row_sets(chapters, tmp_path / "rows", edition)


def test_an_unused_row_set_is_removed(dataset: Dataset, edition: Edition, tmp_path: Path) -> None:
    """After a run without it, neither the list nor the folder has it."""
    write_row_sets(written(dataset, tmp_path), tmp_path / "rows", edition)
    assert write_row_sets(tmp_path / "none", tmp_path / "rows", edition) == {}
    assert not list((tmp_path / "rows").glob("*.csv"))
