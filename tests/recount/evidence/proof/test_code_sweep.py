"""Code changed a place at a time: each witness notices what it can, and what nobody notices is a finding."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from support.sample_records import write_record
from support.second_way_project import QUERY, write_queries
from support.tiny_project import CHAPTER, EDITION

from recount.edition.edition import Edition, load_edition
from recount.errors import ChapterError, UnknownName
from recount.evidence.proof.code_proof import CodeProof
from recount.evidence.proof.code_sweep import drawn, sweep_code
from recount.evidence.witness.checked_edition import load_checked_edition
from recount.evidence.witness.comparison import renew

pytestmark = pytest.mark.slow

FUNCTION = "winkel.counting.large"

PROGRAMME = "from sto_eval.programme import PROGRAMME\n"

COUNTING = """\
from recount.numbers.measures import indicator, total
import pandas as pd

MEN = "LEER- OF VERBLIJFSJAAR 3 - MAN"


@indicator
def large(pupils, least):
    rows = pupils[pupils[MEN] >= least]
    return total(pd.DataFrame({"low": rows[MEN], "high": rows[MEN]}), "vestigingen")


def waiting(number):
    while number > 0:
        number -= 1
    return number
"""
"""Rows of six, two and eight men: fourteen in those of at least six, eight in those of more."""

TEST = """\
import pandas as pd
from winkel.counting import MEN, large


def test_small_rows_do_not_count():
    assert large(pd.DataFrame({MEN: [1, 9]}), 6).value == 9
"""

ACCEPTED = "[nagebootst]\naanbod-mat = 14\n"

BOUNDARY, FILTER = (
    "pupils[MEN] >= least -> pupils[MEN] > least",
    "pupils[pupils[MEN] >= least] -> pupils",
)


@pytest.fixture
def shop(project: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """The tiny project with a programme of its own, whose one function has two places to change."""
    package = project / "src" / "winkel"
    package.mkdir(parents=True)
    for name, text in {"__init__": "", "programme": PROGRAMME, "counting": COUNTING}.items():
        (package / f"{name}.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(package.parent)
    for name in ("winkel", "winkel.programme", "winkel.counting"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    card = project / "data/editions/proef/edition.toml"
    card.write_text(EDITION.replace("sto_eval.programme", "winkel.programme"), "utf-8")
    chapter = (
        CHAPTER.replace("sto_eval.indicators import supply", "winkel import counting")
        .replace("offer = supply.profile_pupils(chapter.table(source))\n", "")
        .replace(
            'supply.location_count(offer, "MaT", minimum)',
            "counting.large(chapter.table(source), 6)",
        )
    )
    (project / "chapters" / "proef.md").write_text(chapter, "utf-8")
    return load_edition(project)


def accept(edition: Edition) -> None:
    """Accept the number as it is."""
    edition.file("results").write_text(ACCEPTED, "utf-8")


def write_tests(edition: Edition, text: str = TEST) -> None:
    """Tests of the module."""
    path = edition.root / "tests" / "winkel" / "test_counting.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def of_large(proof: CodeProof) -> dict[str, list[str]]:
    """Change of the function -> who notices."""
    return {
        one.mutation.change: one.moved["aanbod-mat"]
        for one in proof.tried
        if one.mutation.function == FUNCTION
    }


def test_a_change_is_noticed_by_the_accepted_value_only(shop: Edition) -> None:
    """Fourteen was accepted; with another boundary it is eight."""
    accept(shop)
    proof = sweep_code(shop)
    assert of_large(proof) == {FILTER: ["accepted"], BOUNDARY: ["accepted"]}
    assert FUNCTION not in str(proof.findings())
    assert {"tests", "sql"} == {name for name, count in proof.available().items() if not count}


def test_a_change_that_nobody_notices_is_a_finding(shop: Edition) -> None:
    """With its number, function, line and what was changed."""
    proof = sweep_code(shop)
    assert of_large(proof) == {FILTER: [], BOUNDARY: []}
    found = [(one.code, one.where, one.note) for one in proof.findings()]
    assert ("M1", "aanbod-mat", f"{FUNCTION}, line 9, boundary: {BOUNDARY}") in found
    assert proof.scores()["aanbod-mat"]["noticed"] == 0


def test_the_tests_of_the_module_are_a_witness(shop: Edition) -> None:
    """They have a row below the boundary, and none on it."""
    write_tests(shop)
    proof = sweep_code(shop)
    assert of_large(proof) == {FILTER: ["tests"], BOUNDARY: []}
    score = proof.scores()["aanbod-mat"]
    assert score["tests"] == score["noticed"] == 1


def test_tests_that_fail_on_the_unchanged_code_are_no_witness(shop: Edition) -> None:
    """They would notice everything."""
    write_tests(shop, TEST + "    assert False\n")
    proof = sweep_code(shop)
    assert of_large(proof) == {FILTER: [], BOUNDARY: []}
    assert list(proof.lines())[-1].endswith(": tests/winkel/test_counting.py")


def test_the_second_way_is_a_witness(shop: Edition) -> None:
    """The query gives fourteen whatever the code does."""
    pytest.importorskip("duckdb")
    write_record(shop, 14.0, "nagebootst")
    write_queries(shop, QUERY.replace("count(*)", "14"))
    renew(load_checked_edition(shop))
    assert of_large(sweep_code(shop)) == {FILTER: ["sql"], BOUNDARY: ["sql"]}


def test_a_sweep_continues_where_it_stopped(shop: Edition) -> None:
    """Runs in the journal are not repeated, and the result has equal bytes, with one process or two."""
    accept(shop)
    write_tests(shop)
    sweep_code(shop)
    result, journal = (shop.report_build / f"prove-code.{end}" for end in ("json", "jsonl"))
    whole, lines = result.read_bytes(), journal.read_text("utf-8").splitlines(keepends=True)
    journal.write_text("".join(lines[:-2]) + lines[-1][:20], "utf-8")
    result.unlink()
    steps: list[int] = []
    sweep_code(shop, workers=2, step=steps.append)
    assert steps == [len(lines) - 2, 1, 1]
    assert result.read_bytes() == whole
    assert json.loads(whole)["runs"] == len(lines)


def test_a_sweep_leaves_the_project_and_its_code_as_they_were(shop: Edition) -> None:
    """Tests of changed code write in a temporary folder, and the next sweep sees unchanged functions."""
    write_tests(shop, TEST + "    open('left', 'w').close()\n")
    before = _content(shop)
    first = sweep_code(shop).as_json()
    assert _content(shop) == before
    (shop.report_build / "prove-code.jsonl").unlink()
    assert sweep_code(shop).as_json() == first


def _content(edition: Edition) -> dict[Path, bytes]:
    files = [path for path in edition.root.rglob("*") if path.is_file()]
    return {
        path: path.read_bytes()
        for path in files
        if "_build" not in path.parts and path.suffix != ".pyc"
    }


def test_a_change_without_end_stops_a_chapter(shop: Edition) -> None:
    """It counts for no number: nothing would be published."""
    path = shop.root / "chapters" / "proef.md"
    text = path.read_text("utf-8").replace(
        "chapter.publish(", "counting.waiting(3)\nchapter.publish("
    )
    path.write_text(text, "utf-8")
    proof = sweep_code(shop, sample=9, limit=3)
    ends = {
        one.mutation.change: one.stopped
        for one in proof.tried
        if "waiting" in one.mutation.function
    }
    assert ends["number -= 1 -> number += 1"]
    assert not ends["number > 0 -> number >= 0"]


def test_a_seed_decides_which_changes_are_drawn(shop: Edition) -> None:
    """The same ones for the same seed, at most as many as asked; some other seed draws others."""
    assert shop.card.code == "winkel.programme"
    first = drawn(FUNCTION, 1, 1)
    assert drawn(FUNCTION, 1, 1) == first
    assert len(first) == 1
    assert any(drawn(FUNCTION, seed, 1) != first for seed in range(2, 20))
    assert len(drawn(FUNCTION, 1, 9)) == 2


def test_a_partial_sweep_does_not_replace_the_complete_one(shop: Edition) -> None:
    """Only the requested number is scored."""
    proof = sweep_code(shop, numbers=["aanbod-mat"])
    assert list(proof.scores()) == ["aanbod-mat"]
    assert not (shop.report_build / "prove-code.json").exists()


def test_user_errors_are_reported(shop: Edition) -> None:
    """An unknown chapter or number, and a chapter that stops on the unchanged code."""
    with pytest.raises(UnknownName, match="the closest is 'proef'"):
        sweep_code(shop, chapters=["proev"])
    with pytest.raises(UnknownName, match="the closest is 'aanbod-mat'"):
        sweep_code(shop, numbers=["aanbod-mad"])
    path = shop.root / "chapters" / "proef.md"
    path.write_text(
        path.read_text("utf-8").replace("chapter.publish(", "1 / 0\nchapter.publish("), "utf-8"
    )
    with pytest.raises(ChapterError, match="division by zero"):
        sweep_code(shop)
