"""Sources: real files with the pinned bytes only, or the made-up files of the demo."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from support.tiny_project import PUPILS

from recount.cli import main
from recount.edition.edition import Edition, load_edition
from recount.errors import ChecksumMismatch, SourceError, UnknownName
from recount.sources.catalogue import load_catalogue, select
from recount.sources.files import (
    locate,
    located,
    missing_sources,
    read_source,
    states,
    verify_sources,
)


def find(edition: Edition, name: str = "leerlingen-2019") -> object:
    """The present location of a source."""
    return locate(edition, name, load_catalogue(edition)[name])


def test_without_a_real_file_the_standin_is_used(edition: Edition) -> None:
    """Its evidence is then made-up, whatever the catalogue says."""
    found = find(edition)
    assert (found.place, found.evidence) == ("standin", "nagebootst")


def test_a_real_build_reads_the_real_file(edition: Edition, real_file: Path) -> None:
    """The file in data/raw is used, with the grade of the catalogue; the demo reads the stand-in."""
    found = find(edition)
    assert (found.path, found.evidence) == (real_file, "openbaar")
    assert find(load_edition(edition.root, demo=True)).place == "standin"


def test_a_real_build_reads_no_standin(real_edition: Edition) -> None:
    """A source without a real file is missing from it."""
    assert located(real_edition, ["leerlingen-2019"]) == {}
    assert missing_sources(real_edition, ["leerlingen-*"]) == ("leerlingen-*",)


def test_a_file_of_the_mirror_is_real(
    edition: Edition, real_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A mirror has the same folders as data/raw."""
    folder = tmp_path / "spiegel" / "duo" / "2019"
    folder.mkdir(parents=True)
    real_file.rename(folder / "leerlingen.csv")
    monkeypatch.setenv("RECOUNT_MIRROR", str(tmp_path / "spiegel"))
    assert find(edition).place == "mirror"


def test_a_mirror_that_does_not_exist_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typo in the variable must not turn a report on real data into the demo."""
    monkeypatch.setenv("RECOUNT_MIRROR", "/nergens")
    with pytest.raises(SourceError, match="the mirror does not exist"):
        load_edition(project)


def test_other_bytes_are_refused(edition: Edition, real_file: Path) -> None:
    """One changed count in the real file stops the run."""
    real_file.write_bytes(PUPILS.replace(";6;", ";7;").encode("latin-1"))
    with pytest.raises(ChecksumMismatch, match="another checksum"):
        find(edition)


def test_an_unpinned_file_is_refused(real_edition: Edition, project: Path) -> None:
    """A file that nobody accepted is not used, and the message gives the command to accept it."""
    target = project / "data" / "raw" / "duo" / "2023" / "leerlingen.csv"
    target.parent.mkdir(parents=True)
    target.write_text(PUPILS, "latin-1")
    with pytest.raises(SourceError, match="sources accept .* --as leerlingen-2023"):
        find(real_edition, "leerlingen-2023")


def test_a_source_without_file_and_standin_is_absent(edition: Edition) -> None:
    """An absent vintage is left out of the series, not made up."""
    assert list(located(edition, ["leerlingen-2019", "leerlingen-2023"])) == ["leerlingen-2019"]


def test_the_rows_are_accounted_for(edition: Edition, real_file: Path) -> None:
    """Three rows in the file, three in the table, and the same numbers on the card."""
    found = find(edition)
    card = read_source(edition, found).card()
    assert (card["rows_in"], card["rows_out"], card["left_out"]) == (3, 3, {})


def test_a_pattern_that_matches_nothing_is_named(edition: Edition) -> None:
    """A misspelt source in edition.toml leads to the right one."""
    with pytest.raises(UnknownName, match="the closest is 'leerlingen-2019'"):
        select(load_catalogue(edition), ["leerling-2019"])


def test_the_list_says_where_each_file_comes_from(edition: Edition, real_file: Path) -> None:
    """A real file, and an absent one; a file that is not the accepted one is shown with its fault."""
    path = "data/raw/duo/2019/leerlingen.csv"
    shown = [(row["place"], row["path"]) for row in states(edition)]
    assert shown == [("raw", path), ("absent", None)]
    real_file.write_bytes(b"x")
    assert (states(edition)[0]["place"], states(edition)[0]["path"]) == ("changed", path)


def test_the_list_has_a_heading_and_paths(
    edition: Edition, real_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In columns that are as wide as their texts."""
    monkeypatch.chdir(edition.root)
    heading, first, second = CliRunner().invoke(main, ["sources", "list"]).stdout.splitlines()
    assert heading.split() == ["source", "date", "place", "file", "title"]
    assert first[heading.index("file") :].startswith("data/raw/duo/2019/leerlingen.csv  ")
    assert second[heading.index("place") : heading.index("title")].split() == ["absent", "-"]


def test_verify_names_a_changed_file(edition: Edition, real_file: Path) -> None:
    """A fault is reported, not raised, so that all faults show at once."""
    real_file.write_bytes(b"x")
    name, note, fault = verify_sources(edition)[0]
    assert (name, fault) == ("leerlingen-2019", True)
    assert "another checksum" in note


def test_a_list_of_our_own_needs_no_mirror_and_no_pin(
    edition: Edition, published_list: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is read where it is committed, also if a mirror has it, and graded as published elsewhere."""
    monkeypatch.setenv("RECOUNT_MIRROR", str(tmp_path))
    found = find(edition, "publicaties")
    assert (found.place, found.path, found.evidence) == (
        "published",
        published_list,
        "gepubliceerd",
    )


def test_a_missing_list_of_our_own_is_an_error(edition: Edition, published_list: Path) -> None:
    """If it were silently left out, a chapter would seem to have no publications to compare with."""
    published_list.unlink()
    with pytest.raises(SourceError, match=r"data/published/cijfers.csv: .* Restore it from git"):
        find(edition, "publicaties")


@pytest.mark.parametrize(
    "command",
    [["sources", "list"], ["sources", "verify"], ["run"], ["audit"], ["numbers"], ["why", "proef"]],
)
@pytest.mark.parametrize(
    ("folder", "message"),
    [("spiegle", "the mirror does not exist"), ("chapters", "the mirror has none of the files")],
)
def test_a_mistyped_mirror_is_an_error(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], folder: str, message: str
) -> None:
    """A folder that does not exist, and an unrelated one."""
    monkeypatch.setenv("RECOUNT_MIRROR", str(project / folder))
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert message in done.output


def test_a_mirror_with_one_of_the_files_is_a_mirror(
    real_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other files may be elsewhere."""
    monkeypatch.setenv("RECOUNT_MIRROR", str(real_file.parents[2]))
    assert CliRunner().invoke(main, ["sources", "list"]).exit_code == 0


def test_an_invented_file_has_no_publisher(edition: Edition) -> None:
    """It has no publisher, licence, status or address, although the catalogue has them."""
    card = read_source(edition, find(edition)).card()
    assert card["title"].endswith(" (verzonnen)")
    assert card["producer"] == "sto-eval (verzonnen)"
    assert [card[key] for key in ("licence", "url", "status", "accessed")] == ["", "", "", None]
