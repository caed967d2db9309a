"""Registers agree with one another, whether made up or handed over, and with the years of the edition."""

from __future__ import annotations

import datetime as dt
import gzip
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from support.register_project import GRANT, GRANTS, REGION, REGIONS, with_registers

from recount.edition.edition import Edition
from recount.errors import SourceError
from recount.layouts.register import Column, Register
from recount.sources.catalogue import load_catalogue
from recount.sources.crosschecks import check_days
from recount.sources.fetching import accept_file
from recount.sources.files import locate, read_source, verify_sources

ONE_REGION = REGIONS + REGION
TWO_GRANTS = GRANTS + GRANT.format("b1", "R01", 2020) + "b2;{};{};verleend;5.00;2020-01-01\n"
EXTRACT = dt.date(2025, 3, 1)
SURVEY = Register("enquete", "", "", (Column("meetjaar", "jaar", "", later=True),))


@pytest.fixture
def registers(project: Path) -> Edition:
    """The tiny project with two registers, both as made-up files only."""
    made_up = {
        "regios": ONE_REGION.format("R01").replace("Voorbeeld", "Verzonnen"),
        "beschikkingen": TWO_GRANTS.format("R01", 2021).replace("b1", "v1"),
    }
    return with_registers(project, made_up)


def hand_over(edition: Edition, name: str, text: str) -> Path:
    """Accept a file with this text as a register."""
    path = edition.root / "geleverd.csv"
    path.write_text(text, "utf-8")
    return accept_file(edition, path, name, EXTRACT)


def amount(edition: Edition) -> str:
    """The sum of the grants, and their evidence."""
    source = load_catalogue(edition)["beschikkingen"]
    found = locate(edition, "beschikkingen", source)
    assert found is not None
    return f"{read_source(edition, found).parsed.table['bedrag'].sum()} {found.evidence}"


def test_an_accepted_register_is_read_in_a_real_build(registers: Edition) -> None:
    """Regions first, then the money; the date of the extract is pinned. The demo stays as it is."""
    demo = replace(registers, demo=True)
    assert amount(demo) == "15.00 nagebootst"
    hand_over(registers, "regios", ONE_REGION.format("R01"))
    hand_over(registers, "beschikkingen", TWO_GRANTS.format("R01", 2024).replace("5.00", "7.25"))
    assert amount(registers) == "17.25 administratie"
    assert amount(demo) == "15.00 nagebootst"
    assert load_catalogue(registers)["beschikkingen"].reference_date == EXTRACT


def test_a_register_before_its_regions_is_refused(registers: Edition) -> None:
    """Its regions cannot be looked up in a made-up list; nothing is copied."""
    with pytest.raises(SourceError, match="Accept the register of regions first"):
        hand_over(registers, "beschikkingen", TWO_GRANTS.format("R01", 2021))
    assert not (registers.root / "data/raw/sto").exists()


@pytest.mark.parametrize(
    ("region", "year", "message"),
    [("R02", 2021, "found 'R02'"), ("R01", 2019, "expected 2020 to 2024; found 2019")],
)
def test_inconsistent_registers_are_refused(
    registers: Edition, region: str, year: int, message: str
) -> None:
    """An unknown region and a year outside the period, each with its line."""
    hand_over(registers, "regios", ONE_REGION.format("R01"))
    with pytest.raises(SourceError, match="line 3") as caught:
        hand_over(registers, "beschikkingen", TWO_GRANTS.format(region, year))
    assert message in str(caught.value)


def test_made_up_registers_agree_among_themselves(registers: Edition) -> None:
    """Real regions with other ids do not invalidate the made-up money."""
    hand_over(registers, "regios", ONE_REGION.format("NOORD"))
    faults = [name for name, _, fault in verify_sources(replace(registers, demo=True)) if fault]
    assert faults == []


def test_a_made_up_register_with_an_unknown_region_is_reported(registers: Edition) -> None:
    """It is checked against the made-up regions; the other registers are reported as good."""
    path = registers.root / "data/standin/sto/beschikkingen.csv.gz"
    path.write_bytes(gzip.compress(TWO_GRANTS.format("R02", 2021).encode()))
    demo = replace(registers, demo=True)
    faults = {name: note for name, note, fault in verify_sources(demo) if fault}
    assert list(faults) == ["beschikkingen"]
    assert "found 'R02', the closest is 'R01'" in faults["beschikkingen"]


def test_a_workbook_is_stored_unchanged_under_the_name_in_the_catalogue(
    registers: Edition,
) -> None:
    """It is read by its bytes, not by its new suffix."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    for line in ONE_REGION.format("R07").splitlines():
        book.active.append(line.split(";"))
    book.save(held)
    path = registers.root / "regios.xlsx"
    path.write_bytes(held.getvalue())
    target = accept_file(registers, path, "regios", EXTRACT)
    assert (target.name, target.read_bytes()) == ("regios.csv", held.getvalue())
    hand_over(registers, "beschikkingen", TWO_GRANTS.format("R07", 2021).replace("R01", "R07"))
    assert amount(registers) == "15.00 administratie"


def test_regions_are_compared_after_corrections(registers: Edition) -> None:
    """A mistake that a correction fixes is accepted, and one that it introduces is refused."""
    hand_over(registers, "regios", ONE_REGION.format("R01"))
    correction = (
        '[regio]\nsource = "beschikkingen"\nreason = "Tikfout."\nmatch = {{ kenmerk = "b2" }}\n'
        'old = {{ regio_id = "{}" }}\nnew = {{ regio_id = "{}" }}\n'
    )
    corrections = registers.file("corrections")
    corrections.write_text(correction.format("R01", "RO1"), "utf-8")
    with pytest.raises(SourceError, match="found 'RO1'"):
        hand_over(registers, "beschikkingen", TWO_GRANTS.format("R01", 2021))
    corrections.write_text(correction.format("RO1", "R01"), "utf-8")
    hand_over(registers, "beschikkingen", TWO_GRANTS.format("RO1", 2021))
    assert amount(registers) == "15.00 administratie"


def test_a_register_without_a_card_of_regions_is_refused(registers: Edition) -> None:
    """Otherwise nobody would notice that it was not checked."""
    catalogue = registers.file("sources")
    text = catalogue.read_text("utf-8")
    begin, end = text.index("[regios]"), text.index("[beschikkingen]")
    catalogue.write_text(text[:begin] + text[end:], "utf-8")
    with pytest.raises(SourceError, match="no register of regions to be checked"):
        amount(replace(registers, demo=True))


@pytest.mark.parametrize(
    ("known", "named", "message"),
    [
        ("01", "1", "which may be '01': a workbook can show leading zeros"),
        ("R02", "r02", "differs in capitals only"),
    ],
)
def test_a_nearly_correct_code_is_explained(
    registers: Edition, known: str, named: str, message: str
) -> None:
    """Leading zeros that a workbook only displays, and letter case."""
    hand_over(registers, "regios", ONE_REGION.format(known))
    with pytest.raises(SourceError, match=message):
        hand_over(registers, "beschikkingen", TWO_GRANTS.replace("R01", named).format(named, 2021))


@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [("2202-01-01", "", "2202-01-01"), ("2017-12-31", "", "2017-12-31"), ("2021-01-01", "2202-01-01", "2202-01-01")],
)  # fmt: skip
def test_a_day_outside_the_period_is_refused(
    registers: Edition, begin: str, end: str, found: str
) -> None:
    """Otherwise a typo would silently exclude the region from every year."""
    text = ONE_REGION.format("R01").replace("2020-01-01;", f"{begin};{end}")
    with pytest.raises(SourceError, match=f"a day outside the period .* found {found}"):
        hand_over(registers, "regios", text)


def test_the_year_of_a_survey_is_checked_too() -> None:
    """A survey may follow the last year, but not in 2202."""
    table = pd.DataFrame({"meetjaar": pd.array([2026, None, 2202], "Int64")}, index=[2, 3, 4])
    with pytest.raises(SourceError, match="a year outside the period in line 4, .* found 2202"):
        check_days("enquete", SURVEY, table, 2020, 2024)
    assert check_days("enquete", SURVEY, table[:2], 2020, 2024) is None


def test_a_region_may_begin_early_and_run_on(registers: Edition) -> None:
    """Plans start in the two years before the period, and regions end in a later year."""
    text = ONE_REGION.format("R01").replace("2020-01-01;", "2019-08-01;2028-12-31")
    hand_over(registers, "regios", text)
    assert load_catalogue(registers)["regios"].rows == 1


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(2999, 1, 1)])
def test_an_extract_of_an_impossible_day_is_refused(registers: Edition, day: dt.date) -> None:
    """Before the period there was no register, and tomorrow's does not exist yet."""
    path = registers.root / "geleverd.csv"
    path.write_text(ONE_REGION.format("R01"), "utf-8")
    with pytest.raises(SourceError, match=f"cannot have that extract date .* found {day}"):
        accept_file(registers, path, "regios", day)


def test_accepting_again_changes_the_date_of_the_extract(registers: Edition) -> None:
    """The same bytes with another date: the catalogue has the last date given."""
    path = registers.root / "geleverd.csv"
    path.write_text(ONE_REGION.format("R01"), "utf-8")
    for day in (dt.date(2025, 1, 31), dt.date(2024, 12, 31)):
        accept_file(registers, path, "regios", day)
        assert load_catalogue(registers)["regios"].reference_date == day
