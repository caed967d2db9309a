"""Choice of the sheet: visible, with the header, and the only one."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from recount.errors import LayoutError
from recount.layouts.layout import missing
from recount.layouts.templates import write_templates
from sto_eval.layouts.cbs_pc4 import AGES
from sto_eval.programme import PROGRAMME

Write = Callable[..., Path]
Fault = Callable[[Callable[[], object]], LayoutError]
Rows = Sequence[Sequence[object]]

REGIONS = PROGRAMME.layouts["sto-regios"]
HEAD = ["regio_id", "naam", "soort", "penvoerder", "begindatum", "einddatum", "caribisch"]
ROW = ["R01", "Voorbeeld", "techniekregio", "Bestuur", "2020-01-01", "", "nee"]
OLD = [*HEAD], [*ROW]
NEW = [*HEAD], [*ROW], ["R02", *ROW[1:]]
NOTES = ["kolom", "soort"], ["naam", "tekst"]
PEOPLE = [["Postcode-4", *AGES], [1234, 1, 2, 3, 4, 5]]


def book(*sheets: tuple[str, Rows, str]) -> bytes:
    """A workbook of sheets, each with its name, rows and state."""
    made, held = openpyxl.Workbook(), io.BytesIO()
    made.remove(made.active)
    for name, rows, state in sheets:
        page = made.create_sheet(name)
        page.sheet_state = state
        for row in rows:
            page.append(row)
    made.save(held)
    return held.getvalue()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_never_read(write: Write, state: str) -> None:
    """An old list of one row comes first and is hidden; the visible one has two rows."""
    path = write("r.xlsx", book(("oud", OLD, state), ("regios", NEW, "visible")))
    assert REGIONS.read(path).table["regio_id"].tolist() == ["R01", "R02"]
    assert REGIONS.sheet_name(path) == "regios"


def test_a_sheet_of_notes_is_skipped(write: Write) -> None:
    """It has another header; the layout reports which sheet was read."""
    path = write("r.xlsx", book(("uitleg", NOTES, "visible"), ("lijst", NEW, "visible")))
    assert (REGIONS.sheet_name(path), REGIONS.read(path).rows_in) == ("lijst", 2)


def test_two_visible_sheets_with_the_header_are_refused(write: Write, fault: Fault) -> None:
    """The choice is ambiguous; the error names both."""
    path = write("r.xlsx", book(("2023", OLD, "visible"), ("2024", NEW, "visible")))
    assert fault(lambda: REGIONS.read(path)).found == "sheets '2023', '2024'"


def test_a_register_on_a_hidden_sheet_only_is_refused(write: Write, fault: Fault) -> None:
    """The visible sheets are named."""
    path = write("r.xlsx", book(("regios", NEW, "hidden"), ("blad", [["a"]], "visible")))
    assert fault(lambda: REGIONS.read(path)).found == "visible sheets 'blad'"


def test_an_empty_sheet_is_ignored(write: Write) -> None:
    """Excel adds empty sheets."""
    path = write("r.xlsx", book(("Blad1", [], "visible"), ("Blad2", NEW, "visible")))
    assert REGIONS.sheet_name(path) == "Blad2"


def test_a_template_that_is_filled_in_is_read_from_its_own_sheet(tmp_path: Path) -> None:
    """The explanation on the second sheet is ignored."""
    path = next(
        p for p in write_templates(tmp_path, PROGRAMME.registers, ["regios"]) if p.suffix == ".xlsx"
    )
    made = openpyxl.load_workbook(path)
    made["sto-regios"].append(ROW)
    made.save(path)
    assert (REGIONS.sheet_name(path), REGIONS.read(path).rows_in) == ("sto-regios", 1)


def test_the_residents_are_read_from_the_visible_sheet(write: Write, fault: Fault) -> None:
    """An older, hidden sheet comes before it; two visible ones are refused."""
    layout = PROGRAMME.layouts["cbs-pc4"]
    older = [PEOPLE[0], [1234, 9, 9, 9, 9, 9]]
    path = write("p.xlsx", book(("PC4 oud", older, "hidden"), ("PC4_proef", PEOPLE, "visible")))
    assert (layout.sheet_name(path), layout.read(path).table["tot 15 jaar"].tolist()) == (
        "PC4_proef",
        [1],
    )
    both = write("q.xlsx", book(("PC4 oud", older, "visible"), ("Blad", PEOPLE, "visible")))
    assert not missing(layout.header(both), layout.needed)
    assert fault(lambda: layout.read(both)).what == "more than one sheet has the header"
