"""A file that the publisher replaced: both are kept, compared, and the user chooses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.tiny_project import PUPILS, digest, source_card

from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import ChecksumMismatch, LayoutError
from recount.sources.catalogue import load_catalogue
from recount.sources.fetching import accept_file, fetch_source
from recount.sources.files import checksum, locate
from recount.sources.replacement import RECEIVED

DAY = dt.date(2019, 10, 1)
NEWER = PUPILS.replace(";6;1;3;0", ";7;1;3;0")
"""One of the three rows has another count."""

ACCEPTED = ("--yes", "--reason", "Een proef.")
"""Three rows are fewer than a file of DUO has."""


@pytest.fixture
def edition(real_edition: Edition) -> Edition:
    """The edition on its real files, as the commands on sources see it."""
    return real_edition


@pytest.fixture
def newer(project: Path) -> Path:
    """The file of 2019 as the publisher now has it, downloaded by hand."""
    path = project / "leerlingen-2019.csv"
    path.write_text(NEWER, "latin-1")
    return path


def serve(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let the publisher answer every request with this text."""

    def retrieve(_url: str, *, fname: str, path: Path, **_: object) -> None:
        Path(path, fname).write_text(text, "latin-1")

    monkeypatch.setattr("pooch.retrieve", retrieve)


def run(*words: str) -> str:
    """The output of a command that succeeds."""
    done = CliRunner().invoke(main, ["sources", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_replaced_download_is_kept(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no dead end: the error names the new file, and the command that accepts it."""
    serve(monkeypatch, NEWER)
    with pytest.raises(ChecksumMismatch) as caught:
        fetch_source(edition, "leerlingen-2019")
    (kept,) = (edition.root / RECEIVED).rglob("*.csv")
    place = kept.relative_to(edition.root).as_posix()
    error = caught.value
    assert (kept.read_text("latin-1"), error.where) == (NEWER, place)
    assert "the publisher replaced the file" in error.what
    assert "of which there is no file here" in error.expected
    assert error.found.startswith(checksum(kept))
    command = f"sources replace {place} --as leerlingen-2019 --reference-date 2019-10-01"
    assert command in error.remedy
    assert "diff _build/previous ." in error.remedy


def test_both_files_stay_until_the_user_chooses(
    edition: Edition, real_file: Path, newer: Path
) -> None:
    """The accepted file is named beside the newer one, and neither changes."""
    with pytest.raises(ChecksumMismatch, match=r"in data/raw/duo/2019/leerlingen\.csv"):
        accept_file(edition, newer, "leerlingen-2019", DAY)
    assert real_file.read_text("latin-1") == PUPILS
    assert newer.read_text("latin-1") == NEWER


def test_the_newer_file_is_compared_with_the_accepted_one(real_file: Path, newer: Path) -> None:
    """One row is gone, one is new, and two are equal, whatever their order."""
    lines = NEWER.splitlines()
    newer.write_text("\n".join([lines[0], *lines[:0:-1], ""]), "latin-1")
    assert real_file.is_file()
    found = run("check", str(newer))
    assert "1 vervallen, 1 nieuw, 2 gelijk" in found


def test_without_the_accepted_file_nothing_is_compared(newer: Path) -> None:
    """The accepted file was never here; the other checks are done."""
    found = run("check", str(newer))
    assert "vervang het met" in found
    assert "vervallen" not in found


def test_the_choice_can_be_undone(edition: Edition, newer: Path) -> None:
    """A newest file, and then the earlier one again, by the command that is printed."""
    choice = ("--as", "leerlingen-2019", "--reference-date", str(DAY), *ACCEPTED)
    assert "the old file was not in data/raw" in run("replace", str(newer), *choice)
    newest = newer.with_name("leerlingen.csv")
    newest.write_text(NEWER.replace(";7;1;3;0", ";8;1;3;0"), "latin-1")
    said = run("replace", str(newest), *choice)
    assert load_catalogue(edition)["leerlingen-2019"].sha256 == checksum(newest)
    back = said.split("to go back: 'sto-eval sources replace ")[1].split("'")[0].split()
    run("replace", str(edition.root / back[0]), *back[1:], *ACCEPTED)
    assert load_catalogue(edition)["leerlingen-2019"].sha256 == checksum(newer)


@pytest.fixture
def noted(edition: Edition) -> Edition:
    """The edition with the checksum of 2019 noted by someone else, and its file never read."""
    path = edition.file("sources")
    card = source_card(2019, standin=False, sha256=digest(PUPILS)).replace("rows = 3", "")
    path.write_text(card, "utf-8")
    return edition


def test_a_noted_checksum_must_fit_and_the_file_is_read(
    noted: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card gets rows and day at the first acceptance; before it the source counts as absent."""
    card = load_catalogue(noted)["leerlingen-2019"]
    assert (card.accepted, locate(noted, "leerlingen-2019", card)) == (False, None)
    serve(monkeypatch, PUPILS)
    fetch_source(noted, "leerlingen-2019", reason="Een proef.")
    card = load_catalogue(noted)["leerlingen-2019"]
    assert (card.accepted, card.rows, card.sha256) == (True, 3, digest(PUPILS))
    assert card.accessed


def test_other_bytes_than_the_noted_ones_are_kept_too(
    noted: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The publisher replaced it before it was fetched: the user can take the newer one."""
    serve(monkeypatch, NEWER)
    with pytest.raises(ChecksumMismatch):
        fetch_source(noted, "leerlingen-2019")
    (kept,) = (noted.root / RECEIVED).rglob("*.csv")
    run("replace", str(kept), "--as", "leerlingen-2019", "--reference-date", str(DAY), *ACCEPTED)
    card = load_catalogue(noted)["leerlingen-2019"]
    assert (card.accepted, card.sha256) == (True, checksum(kept))


def test_a_noted_file_of_another_layout_is_refused(noted: Edition, project: Path) -> None:
    """A right checksum says nothing about the content."""
    text = "a;b\n1;2\n"
    path = noted.file("sources")
    path.write_text(path.read_text("utf-8").replace(digest(PUPILS), digest(text)), "utf-8")
    wrong = project / "a.csv"
    wrong.write_text(text, "latin-1")
    with pytest.raises(LayoutError):
        accept_file(noted, wrong, "leerlingen-2019", DAY)
