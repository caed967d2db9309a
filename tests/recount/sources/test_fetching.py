"""Fetching and accepting: pinned first, moved last, nothing overwritten."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner
from support.tiny_project import HEADER, PUPILS, pupil_line

from recount.book.directives.passports import source_facts
from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import ChecksumMismatch, ImplausibleFile, LayoutError, SourceError
from recount.results.records import SourceCard
from recount.sources.catalogue import load_catalogue
from recount.sources.fetching import accept_file, fetch_source
from recount.sources.files import checksum, locate, read_source, verify_sources
from recount.sources.renewal import withdraw_file

DAY = dt.date(2023, 10, 1)
NEW_HEADER = HEADER.replace("ELEMENTCODE", "ERKENDE OPLEIDINGSCODE").replace(
    "BRIN NUMMER", "INSTELLINGSCODE"
)
PUPILS_2023 = "\n".join(
    [NEW_HEADER, pupil_line("90AA01", "Maritiem en Techniek", "6811", "<5", "0", "0", "0"), ""]
)


@pytest.fixture
def edition(real_edition: Edition) -> Edition:
    """The edition on its real files, as the commands on sources see it."""
    return real_edition


@pytest.fixture
def handed_over(tmp_path: Path) -> Path:
    """A file of the 2023 layout that an evaluator brings."""
    path = tmp_path / "van-duo.csv"
    path.write_text(PUPILS_2023, "latin-1")
    return path


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A mirror with the file of 2019."""
    path = tmp_path / "spiegel" / "duo" / "2019" / "leerlingen.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(PUPILS.encode("latin-1"))
    monkeypatch.setenv("RECOUNT_MIRROR", str(tmp_path / "spiegel"))
    return path


def test_an_accepted_file_is_pinned_and_moved_in(edition: Edition, handed_over: Path) -> None:
    """The catalogue gets checksum, rows and date, and keeps its comments."""
    target = accept_file(edition, handed_over, "leerlingen-2023", DAY)
    card = load_catalogue(edition)["leerlingen-2023"]
    assert (card.sha256, card.rows) == (checksum(target), 1)
    assert edition.file("sources").read_text("utf-8").startswith("# De catalogus.")


def test_accepting_twice_changes_nothing(edition: Edition, handed_over: Path) -> None:
    """Accepting the same bytes again has no effect."""
    accept_file(edition, handed_over, "leerlingen-2023", DAY)
    before = edition.file("sources").read_bytes()
    accept_file(edition, handed_over, "leerlingen-2023", DAY)
    assert edition.file("sources").read_bytes() == before


def test_other_bytes_are_not_accepted_in_place_of_pinned_ones(
    edition: Edition, handed_over: Path
) -> None:
    """A pinned source keeps its bytes."""
    accept_file(edition, handed_over, "leerlingen-2023", DAY)
    handed_over.write_text(PUPILS_2023.replace("<5", "7"), "latin-1")
    with pytest.raises(ChecksumMismatch, match="pinned to other bytes"):
        accept_file(edition, handed_over, "leerlingen-2023", DAY)


def test_an_existing_file_is_not_overwritten(edition: Edition, handed_over: Path) -> None:
    """Files in data/raw belong to the user."""
    target = edition.root / "data" / "raw" / "duo" / "2023" / "leerlingen.csv"
    target.parent.mkdir(parents=True)
    target.write_text("iets anders", "utf-8")
    with pytest.raises(SourceError, match="nothing is overwritten"):
        accept_file(edition, handed_over, "leerlingen-2023", DAY)
    assert target.read_text("utf-8") == "iets anders"


def test_another_reference_date_is_refused(edition: Edition, handed_over: Path) -> None:
    """The reference date must be that of the catalogue."""
    with pytest.raises(SourceError, match="another reference date"):
        accept_file(edition, handed_over, "leerlingen-2023", dt.date(2022, 10, 1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PUPILS_2023.replace("VMBO SECTOR", "SECTOR VMBO"), "column 'VMBO SECTOR' is missing"),
        ("vraag;antwoord;regio_id;meetjaar\n", "another layout .* 'sto-enquete'"),
        ("<html><body>Inloggen</body></html>", "a page of the web"),
    ],
)
def test_a_file_of_another_layout_is_refused(
    edition: Edition, tmp_path: Path, text: str, message: str
) -> None:
    """The error is about the named source, or about the one whose columns the file has."""
    path = tmp_path / "iets.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(LayoutError, match=message) as caught:
        accept_file(edition, path, "leerlingen-2023", DAY)
    assert "duo-adressen" not in str(caught.value)
    assert load_catalogue(edition)["leerlingen-2023"].sha256 is None


def test_a_file_that_does_not_exist_is_named(edition: Edition, tmp_path: Path) -> None:
    """A typo in the path gives a message, and a folder another."""
    for path, found in ((tmp_path / "weg.csv", "nothing at that path"), (tmp_path, "a folder")):
        with pytest.raises(SourceError, match=f"no file to accept .* found {found}"):
            accept_file(edition, path, "leerlingen-2023", DAY)


def test_fetch_takes_from_the_mirror(edition: Edition, mirror: Path) -> None:
    """The file is copied to data/raw, and nothing else is."""
    target = fetch_source(edition, "leerlingen-2019")
    assert target.read_bytes() == mirror.read_bytes()
    assert [path.name for path in target.parent.iterdir()] == ["leerlingen.csv"]


def test_a_file_with_a_wrong_checksum_is_never_moved_in(edition: Edition, mirror: Path) -> None:
    """A truncated download leaves data/raw empty."""
    mirror.write_bytes(mirror.read_bytes()[:-40])
    with pytest.raises(ChecksumMismatch):
        fetch_source(edition, "leerlingen-2019")
    assert list((edition.root / "data" / "raw").rglob("*.csv")) == []


def test_the_error_for_an_unreachable_publisher_gives_the_remedy(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without network the message says so in a few words, and how to accept the file by hand."""

    def refuse(*_: object, **__: object) -> None:
        raise requests.ConnectionError("HTTPSConnectionPool(host='duo.nl'): Max retries exceeded")

    monkeypatch.setattr("pooch.retrieve", refuse)
    remedy = "no connection to its server.* sources accept FILE --as leerlingen-2023"
    with pytest.raises(SourceError, match=remedy):
        fetch_source(edition, "leerlingen-2023")


def test_a_list_of_our_own_is_neither_fetched_nor_accepted(
    edition: Edition, published_list: Path, handed_over: Path
) -> None:
    """It is read where it is committed, and changed by editing it."""
    assert fetch_source(edition, "publicaties") == published_list
    with pytest.raises(SourceError, match="Edit the committed file"):
        accept_file(edition, handed_over, "publicaties", dt.date(2024, 1, 1))
    assert not (edition.root / "data" / "raw").exists()


def test_the_bytes_of_another_source_are_refused(edition: Edition, tmp_path: Path) -> None:
    """The pupils of 2019 are not those of 2023, under any name; nothing is pinned."""
    path = tmp_path / "van-duo.csv"
    path.write_bytes(PUPILS.encode("latin-1"))
    with pytest.raises(SourceError, match="found the bytes pinned for source 'leerlingen-2019'"):
        accept_file(edition, path, "leerlingen-2023", DAY)
    assert load_catalogue(edition)["leerlingen-2023"].sha256 is None


def test_a_made_up_file_is_not_accepted_as_a_real_one(edition: Edition, tmp_path: Path) -> None:
    """Neither compressed nor uncompressed, nor for another source."""
    made_up = PUPILS.replace("Voorbeeld", "Verzonnen").encode("latin-1")
    (edition.root / "data/standin/duo/2019/leerlingen.csv").write_bytes(made_up)
    (tmp_path / "van-duo.csv").write_bytes(made_up)
    with pytest.raises(SourceError, match="found the made-up file of source 'leerlingen-2019'"):
        accept_file(edition, tmp_path / "van-duo.csv", "leerlingen-2023", DAY)


@pytest.mark.parametrize(
    ("name", "year"),
    [("leerlingen-2022.csv", 2022), ("01.-leerlingen-vo-2022-2023.csv", 2022), ("l-20211001.csv", 2021)],
)  # fmt: skip
def test_a_name_with_another_year_is_refused(
    edition: Edition, handed_over: Path, name: str, year: int
) -> None:
    """For pupils a school year starts with the year of the count."""
    path = handed_over.rename(handed_over.with_name(name))
    with pytest.raises(SourceError, match=f"is of another year .* found {year}"):
        accept_file(edition, path, "leerlingen-2023", DAY)
    accept_file(edition, path.rename(path.with_name("l-2023-2024.csv")), "leerlingen-2023", DAY)


def test_the_year_of_a_fetched_file_is_checked_too(edition: Edition, mirror: Path) -> None:
    """An unpinned source whose file in the mirror is named after another year."""
    catalogue = edition.file("sources")
    text = catalogue.read_text("utf-8").replace(
        "duo/2023/leerlingen.csv", "duo/leerlingen-2022.csv"
    )
    catalogue.write_text(text, "utf-8")
    (mirror.parents[1] / "leerlingen-2022.csv").write_text(PUPILS_2023, "latin-1")
    with pytest.raises(SourceError, match="is of another year"):
        fetch_source(edition, "leerlingen-2023")


def test_an_implausible_file_needs_a_reason(edition: Edition, handed_over: Path) -> None:
    """Thirty rows where the other year has three; the reason and the figure are stored on the card."""
    lines = [pupil_line(f"90AA{n:02d}", "Groen", "6811", "5", "0", "0", "0") for n in range(30)]
    handed_over.write_text("\n".join([NEW_HEADER, *lines, ""]), "latin-1")
    with pytest.raises(ImplausibleFile, match="rijen: 30, verwacht 0 tot 14,500"):
        accept_file(edition, handed_over, "leerlingen-2023", DAY)
    assert load_catalogue(edition)["leerlingen-2023"].sha256 is None
    accept_file(edition, handed_over, "leerlingen-2023", DAY, reason="Een proef.")
    card = load_catalogue(edition)["leerlingen-2023"]
    assert (card.reason, card.deviations[0]) == ("Een proef.", "rijen: 30, verwacht 0 tot 14,500")


def test_a_reason_without_a_deviation_is_not_stored(edition: Edition, handed_over: Path) -> None:
    """A reason explains deviations only."""
    accept_file(edition, handed_over, "leerlingen-2023", DAY, reason="Zomaar.")
    assert load_catalogue(edition)["leerlingen-2023"].reason is None


@pytest.mark.parametrize("verb", ["accept", "fetch"])
def test_the_command_shows_the_comparison_and_asks_for_a_reason(
    edition: Edition, mirror: Path, handed_over: Path, verb: str
) -> None:
    """It stops first; with --yes and --reason it continues; one option without the other is refused."""
    lines = [pupil_line(f"90AA{n:02d}", "Groen", "6811", "5", "0", "0", "0") for n in range(30)]
    path = {"accept": handed_over, "fetch": mirror.parents[1] / "2023/leerlingen.csv"}[verb]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([NEW_HEADER, *lines, ""]), "latin-1")
    command = ["sources", "fetch", "leerlingen-2023"]
    if verb == "accept":
        command = ["sources", "accept", str(handed_over), "--as", "leerlingen-2023"]
        command += ["--reference-date", "2023-10-01"]
    stopped = CliRunner().invoke(main, command)
    assert stopped.exit_code == 1
    assert re.search(r"rijen +30 +0 - 14,500 +OUTSIDE", stopped.output)
    assert "--yes --reason" in stopped.output
    assert CliRunner().invoke(main, [*command, "--yes"]).exit_code == 2
    taken = CliRunner().invoke(main, [*command, "--yes", "--reason", "Een proef."])
    assert "(30 rows, reference date 2023-10-01)" in taken.output
    source = load_catalogue(edition)["leerlingen-2023"]
    notes = {name: note for name, note, _ in verify_sources(edition)}
    assert notes["leerlingen-2023"].endswith("outside its bands, accepted: Een proef.")
    found = locate(edition, "leerlingen-2023", source)
    assert found is not None
    assert read_source(edition, found).card()["reason"] == "Een proef."
    facts = dict(source_facts(SourceCard.of(read_source(edition, found))))
    assert facts["Toch aangenomen, omdat"] == ["Een proef."]


def test_a_reason_to_fetch_is_about_one_file(edition: Edition) -> None:
    """Otherwise it would be stored with every file outside its bands."""
    done = CliRunner().invoke(main, ["sources", "fetch", "--yes", "--reason", "Een proef."])
    assert (done.exit_code, "name one source" in done.output) == (2, True)


def test_a_year_given_by_the_user_is_marked(edition: Edition, handed_over: Path) -> None:
    """Command, catalogue and passport say that the user gave the year; a file name with a year suffices."""
    command = ["--as", "leerlingen-2023", "--reference-date", "2023-10-01"]
    taken = CliRunner().invoke(main, ["sources", "accept", str(handed_over), *command])
    assert "neither the file nor its name states its year; 2023 is taken" in taken.output
    source = load_catalogue(edition)["leerlingen-2023"]
    found = locate(edition, "leerlingen-2023", source)
    assert source.year_given
    assert found is not None
    facts = dict(source_facts(SourceCard.of(read_source(edition, found))))
    assert facts["Jaar"] == ["opgegeven, staat niet in het bestand"]
    withdraw_file(edition, "leerlingen-2023")
    accept_file(edition, handed_over.rename(handed_over.with_name("l-2023.csv")), found.id, DAY)
    assert not load_catalogue(edition)["leerlingen-2023"].year_given
