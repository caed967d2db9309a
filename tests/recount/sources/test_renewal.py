"""Replacing, withdrawing and adding files: accepted files are kept, and a failure restores the old state."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from support.register_project import GRANT, GRANTS, REGION, REGIONS, with_registers
from support.tiny_project import PUPILS

from recount.edition.edition import Edition
from recount.errors import ChecksumMismatch, DefinitionError, LayoutError, SourceError
from recount.sources.catalogue import load_catalogue
from recount.sources.fetching import accept_file
from recount.sources.files import checksum, locate
from recount.sources.renewal import REPLACED, add_source, not_read_by, replace_file, withdraw_file

FIRST, LATER = dt.date(2024, 12, 31), dt.date(2025, 6, 30)


@pytest.fixture
def edition(real_edition: Edition) -> Edition:
    """The edition on its real files, as the commands on sources see it."""
    return real_edition


@pytest.fixture
def registers(project: Path) -> Edition:
    """The tiny project with two accepted registers: region R01 and a grant to it."""
    made_up = {"regios": REGIONS + REGION.format("M01"), "beschikkingen": granted("M01")}
    edition = with_registers(project, made_up)
    accept_file(edition, written(project, REGIONS + REGION.format("R01")), "regios", FIRST)
    accept_file(edition, written(project, granted("R01")), "beschikkingen", FIRST)
    return edition


def granted(region: str) -> str:
    """A register of one grant."""
    return GRANTS + GRANT.format("b1", region, 2020)


def written(folder: Path, text: str) -> Path:
    """A file with this text that a person hands over."""
    path = folder / "geleverd.csv"
    path.write_text(text, "utf-8")
    return path


def state(edition: Edition) -> dict[str, bytes]:
    """The catalogue and everything in data/raw."""
    raw = edition.root / "data" / "raw"
    files = [edition.file("sources"), *(p for p in raw.rglob("*") if p.is_file())]
    return {str(path): path.read_bytes() for path in files}


def place(edition: Edition, name: str) -> str:
    """The present location of a source."""
    found = locate(edition, name, load_catalogue(edition)[name])
    return found.place if found else "absent"


def test_a_newer_extract_replaces_the_older(registers: Edition) -> None:
    """The old file is kept under its checksum, and its date and checksum stay on the card."""
    before = load_catalogue(registers)["regios"]
    newer = written(registers.root, REGIONS + REGION.format("R01") + REGION.format("R02"))
    kept = replace_file(registers, newer, "regios", LATER)
    card = load_catalogue(registers)["regios"]
    assert (card.sha256, card.rows, card.reference_date) == (checksum(newer), 2, LATER)
    assert card.replaced == (f"{FIRST} {before.sha256}",)
    assert kept
    assert kept.parent == registers.root / REPLACED
    assert checksum(kept) == before.sha256
    assert kept.name == f"{str(before.sha256)[:12]}-regios.csv"


def test_the_demo_does_not_follow_a_real_register(registers: Edition) -> None:
    """Its made-up register keeps the card that it had before a real one was accepted and replaced."""
    withdraw_file(registers, "beschikkingen")
    newer = written(registers.root, REGIONS + REGION.format("R02"))
    replace_file(registers, newer, "regios", LATER)
    card = load_catalogue(replace(registers, demo=True))["regios"]
    assert (card.reference_date, card.sha256, card.replaced) == (FIRST, None, ())


def test_the_date_alone_can_be_corrected(registers: Edition) -> None:
    """The same bytes with another date of extract; with the same date there is nothing to do."""
    same = written(registers.root, REGIONS + REGION.format("R01"))
    with pytest.raises(SourceError, match="There is nothing to do"):
        replace_file(registers, same, "regios", FIRST)
    replace_file(registers, same, "regios", LATER)
    assert load_catalogue(registers)["regios"].reference_date == LATER


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (REGIONS + REGION.format("R02"), "does not agree with the change of 'regios'"),
        (REGIONS + REGION.format("R 2"), "a code of letters"),
        ("<html>", "a page of the web"),
    ],
)
def test_a_failed_replacement_changes_nothing(registers: Edition, text: str, error: str) -> None:
    """A region with grants is missing, a code is wrong, or the file is not a register."""
    before = state(registers)
    with pytest.raises((SourceError, LayoutError), match=error):
        replace_file(registers, written(registers.root, text), "regios", LATER)
    assert state(registers) == before


def test_a_withdrawn_register_is_absent(registers: Edition) -> None:
    """Registers that refer to regions go first; the file is kept, and can be accepted again."""
    with pytest.raises(SourceError, match="sources withdraw beschikkingen"):
        withdraw_file(registers, "regios")
    assert place(registers, "regios") == "raw"
    for name in ("beschikkingen", "regios"):
        kept = withdraw_file(registers, name)
        assert kept
        assert kept.is_file()
        assert place(registers, name) == "absent"
    with pytest.raises(SourceError, match="has no accepted file"):
        withdraw_file(registers, "regios")
    accept_file(registers, kept, "regios", FIRST)
    assert place(registers, "regios") == "raw"


def test_the_error_names_the_right_command(registers: Edition) -> None:
    """For a newer file: how it replaces the older."""
    newer = written(registers.root, REGIONS + REGION.format("R02"))
    with pytest.raises(
        ChecksumMismatch, match="sources replace geleverd.csv --as regios --reference-date D"
    ):
        accept_file(registers, newer, "regios", LATER)


def test_a_new_year_gets_a_copied_card(edition: Edition, tmp_path: Path) -> None:
    """With its own date in title and path; chapters read it through the pattern of the series."""
    path = tmp_path / "leerlingen-2025.csv"
    path.write_bytes(PUPILS.replace("90AA", "90BB").encode("latin-1"))
    with pytest.raises(SourceError, match="--like leerlingen-2023"):
        accept_file(edition, path, "leerlingen-2023", dt.date(2025, 10, 1))
    copied = add_source(edition, "leerlingen-2025", path, dt.date(2025, 10, 1))
    card = load_catalogue(edition)["leerlingen-2025"]
    assert (copied, card.title, card.layout) == (
        "leerlingen-2023",
        "Leerlingen 2025",
        "duo-leerlingen",
    )
    assert (card.file, card.rows, card.by_hand) == ("duo/2025/leerlingen-2025.csv", 3, True)
    assert place(edition, "leerlingen-2025") == "raw"
    assert not_read_by(edition, "leerlingen-2025", copied) == []
    assert edition.file("sources").read_text("utf-8").startswith("# De catalogus.")


def test_a_month_in_a_title_is_that_of_the_new_date(edition: Edition, tmp_path: Path) -> None:
    """In words, like the year."""
    catalogue = edition.file("sources")
    text = catalogue.read_text("utf-8").replace("Leerlingen 2023", "Leerlingen, oktober 2023")
    catalogue.write_text(text, "utf-8")
    path = tmp_path / "leerlingen-2025.csv"
    path.write_bytes(PUPILS.replace("90AA", "90BB").encode("latin-1"))
    add_source(edition, "leerlingen-2025", path, dt.date(2025, 3, 1), like="leerlingen-2023")
    assert load_catalogue(edition)["leerlingen-2025"].title == "Leerlingen, maart 2025"


def test_an_id_outside_the_series_is_not_read_yet(edition: Edition, tmp_path: Path) -> None:
    """The chapters that read the copied source must name it."""
    path = tmp_path / "leerlingen-2025.csv"
    path.write_bytes(PUPILS.replace("90AA", "90BB").encode("latin-1"))
    copied = add_source(edition, "telling-2025", path, dt.date(2025, 10, 1), title="Telling")
    assert load_catalogue(edition)["telling-2025"].title == "Telling"
    assert not_read_by(edition, "telling-2025", copied) == ["proef"]


@pytest.mark.parametrize("name", ["leerlingen-2019", "Leerlingen 2025"])
def test_an_existing_or_invalid_id_is_refused(edition: Edition, tmp_path: Path, name: str) -> None:
    """Nothing is written."""
    path = written(tmp_path, PUPILS)
    before = state(edition)
    with pytest.raises(DefinitionError, match="cannot be added"):
        add_source(edition, name, path, dt.date(2025, 10, 1))
    assert state(edition) == before


def test_a_second_register_is_refused(registers: Edition) -> None:
    """No chapter would read it; a newer one replaces the older."""
    newer = written(registers.root, REGIONS + REGION.format("R02"))
    with pytest.raises(SourceError, match="sources replace"):
        add_source(registers, "regios-2025", newer, LATER)
