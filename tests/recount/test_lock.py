"""One command writes a project at a time; the others wait, and name the command they wait for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.tiny_project import PUPILS, source_card

from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import BusyError
from recount.lock import NAME, reading, writing
from recount.sources.catalogue import load_catalogue

pytestmark = pytest.mark.slow


def test_a_second_writer_is_given_the_command_of_the_first(tmp_path: Path) -> None:
    """With ``wait`` false it stops, and names the command and its process."""
    with (
        writing(tmp_path, wait=False, notify=print),
        pytest.raises(BusyError, match=r"\(process \d+, since .*omit --no-wait"),
        writing(tmp_path, wait=False, notify=print),
    ):
        pass
    with writing(tmp_path, wait=False, notify=print):
        assert (tmp_path / NAME).read_text("utf-8")


def test_readers_share_the_lock_and_exclude_writers(tmp_path: Path) -> None:
    """Two may read at once; a writer is refused meanwhile, and a reader is refused while another writes."""
    with writing(tmp_path, wait=False, notify=print), pytest.raises(BusyError):
        reading(tmp_path, wait=False, notify=print).__enter__()
    with (
        reading(tmp_path, wait=False, notify=print),
        reading(tmp_path, wait=False, notify=print),
        pytest.raises(BusyError, match="a command that reads the results"),
    ):
        writing(tmp_path, wait=False, notify=print).__enter__()


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    """A folder that is read-only or missing is read without a lock."""
    with reading(tmp_path / "_build", wait=False, notify=print):
        assert not (tmp_path / "_build").exists()


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    """The file remains, the lock ends with the process."""
    code = (
        "import os, sys; from pathlib import Path; from recount.lock import writing\n"
        "with writing(Path(sys.argv[1]), wait=False, notify=print): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert (tmp_path / NAME).read_text("utf-8")
    with writing(tmp_path, wait=False, notify=print):
        assert (tmp_path / NAME).is_file()


def test_a_command_stops_with_no_wait(edition: Edition) -> None:
    """``sto-eval run --no-wait`` exits with 1 while another command writes."""
    with writing(edition.root / "_build", wait=False, notify=print):
        done = CliRunner().invoke(main, ["run", "--no-wait"])
    assert done.exit_code == 1
    assert "another command uses this build folder" in done.output


def test_files_accepted_simultaneously_are_all_pinned(edition: Edition, tmp_path: Path) -> None:
    """Three commands at the same time, three checksums in the catalogue."""
    years = [2020, 2021, 2022]
    catalogue = edition.file("sources")
    cards = [source_card(year, standin=False) for year in years]
    catalogue.write_text("\n".join([catalogue.read_text("utf-8"), *cards]), "utf-8")
    runs = []
    for year in years:
        file = tmp_path / f"{year}.csv"
        file.write_text(PUPILS.replace("DORP", f"DORP {year}"), "latin-1")
        words = ["sources", "accept", str(file), "--as", f"leerlingen-{year}"]
        command = [
            sys.executable,
            "-m",
            "recount.cli",
            *words,
            "--reference-date",
            f"{year}-10-01",
        ]
        runs.append(subprocess.Popen(command, cwd=edition.root, stderr=subprocess.PIPE, text=True))
    outputs = [run.communicate()[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0], outputs
    found = load_catalogue(edition)
    assert all(found[f"leerlingen-{year}"].sha256 for year in years)
