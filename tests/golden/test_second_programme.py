"""A second programme, invented: a library that counts its readers. It has no line in the engine."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import Result
from support import pdf_defects
from support.run_command import COMMAND, in_process

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
OURS = re.compile(r"infographic|\bsto\b|vmbo|regio", re.IGNORECASE)
"""Words of the first programme."""

Command = Callable[..., Result]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of its project, with the packages of this environment."""
    folder = tmp_path_factory.mktemp("tweede") / "project"
    shutil.copytree(
        ROOT / "tests" / "programmes" / "leesreis",
        folder,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copyfile(ROOT / "requirements.lock", folder / "requirements.lock")
    return folder


@pytest.fixture(scope="module")
def command(project: Path) -> Iterator[Command]:
    """The command on that project, which a process that knows no other has built."""
    variables = {"STO_EVAL_ROOT": str(project), "PYTHONPATH": str(project / "src")}
    done = subprocess.run(
        [*COMMAND, "build", "html", "pdf"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(project), **variables},
    )
    assert done.returncode == 0, done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(project / "src")
        patch.delenv("RECOUNT_MIRROR", raising=False)
        yield partial(in_process, build=project)


def test_three_claims_get_three_verdicts(command: Command) -> None:
    """Four members is right, three of four is not 90%, and a claim in words cannot be recomputed."""
    done = command("audit")
    assert done.exit_code == 0, done.stdout + done.stderr
    lines = [re.split(r" {2,}", line) for line in done.stdout.splitlines()]
    assert lines == [
        ["deelnemers", "4", "4", "klopt"],
        ["teruggekomen", "90%", "75,0%", "wijkt af"],
        ["boeken", "stapels", "10", "niet na te rekenen"],
    ]


def test_a_number_is_traced_to_its_rows(command: Command, project: Path) -> None:
    """From the share to its function, its file and the four lines of it."""
    done = command("trace", "teruggekomen")
    assert "function     leesreis.members.returned_share" in done.stdout
    assert "rows 4 in, 4 used, excluded none" in done.stdout
    (rows,) = (project / "_build/editions/leesreis-2023/rows").glob("*.csv")
    assert rows.name.removesuffix(".csv") in done.stdout
    assert rows.read_text("utf-8-sig").split()[1:] == [
        "2,D1,ja,4",
        "3,D2,ja,2",
        "4,D3,nee,1",
        "5,D4,ja,3",
    ]


def test_a_second_programme_has_a_second_way(command: Command, project: Path) -> None:
    """A query of its own, in its own folder, which its passport shows."""
    done = command("witness")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "deelnemers: 1 equal, 0 different, 0 not asked, 2 without a second way\n"
    page = project / "_build/editions/leesreis-2023/html/getallen/teruggekomen.html"
    article = BeautifulSoup(page.read_text("utf-8"), "lxml").get_text()
    assert "gelijk. Bij de tweede weg" in article
    assert "count(*) FILTER (terug = 'ja')" in article


def test_the_numbers_of_a_second_programme_are_listed(command: Command) -> None:
    """Three numbers on public data."""
    done = command("numbers")
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "boeken",
        "deelnemers",
        "teruggekomen",
    ]


def test_the_book_of_a_second_programme_is_rebuilt_from_its_bundle(
    command: Command, project: Path
) -> None:
    """With its own pages, and the answers of its second way; that it is not signed is all that remains to be said."""
    made = command("bundle")
    assert made.exit_code == 0, made.stderr
    bundle = str(project / "_build/bundle/leesreis-2023.zip")
    done = command("verify", bundle, "--rebuild", "--environment", "this")
    assert done.exit_code == 3, done.stdout + done.stderr
    assert "leesreis-2023.zip: no fault" in done.stdout
    assert "done: integrity, recompute, rebuild" in done.stdout


def test_a_file_of_a_second_programme_is_checked_before_it_is_accepted(
    command: Command, project: Path
) -> None:
    """Without a word about regions, which this programme does not have."""
    done = command("sources", "check", str(project / "data/raw/bibliotheek"))
    assert done.stdout.splitlines()[-1] == "Geen fouten."
    assert "regio" not in done.stdout


def test_no_page_of_a_second_programme_names_the_first(command: Command, project: Path) -> None:
    """Neither on the website nor in the PDF."""
    build = project / "_build/editions/leesreis-2023"
    pages = {str(page): page.read_text("utf-8") for page in (build / "html").rglob("*.html")}
    shown = {name: BeautifulSoup(text, "lxml").get_text() for name, text in pages.items()}
    assert len(shown) == 8
    pdf = pdf_defects.report(build / "pdf")
    shown[pdf.name] = "".join(pdf_defects.texts(pdf))
    assert "De folder" in shown[pdf.name]
    assert {name: OURS.findall(text) for name, text in shown.items() if OURS.search(text)} == {}
