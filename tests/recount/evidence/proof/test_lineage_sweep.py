"""False lineages, seeded one by one: the sweep finds each, and nothing in an honest chapter."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.tiny_project import CHAPTER, CLAIMS, PUPILS, source_card

from recount.edition.edition import Edition, RegionalCard, load_edition
from recount.errors import ChapterError, UnknownName
from recount.evidence.proof import lineage_sweep as sweeps
from recount.evidence.proof.chapter_runner import ChapterRunner
from recount.evidence.proof.lineage_sweep import Proof, sweep
from recount.evidence.proof.perturbations import CHANGES, of_table
from recount.evidence.proof.trials import SweepState
from recount.handover import CHAPTERS
from recount.running.runner import run_chapters

pytestmark = pytest.mark.slow

OLD, NEW = "leerlingen-2019", "leerlingen-2023"

SET_UP = """
from recount.notebook.chapter import Chapter
from recount.results.public_bounds import Public
from sto_eval.indicators import supply
from recount.numbers.measures import Specification, count, exact
import pandas as pd

chapter = Chapter("proef", minimum=minimum)
old, new = chapter.table("leerlingen-2019"), chapter.table("leerlingen-2023")
was, now = supply.profile_pupils(old), supply.profile_pupils(new)
both = pd.concat([old, new])


def claiming(measure, rows):
    return exact(measure.value, measure.unit).resting_on(rows)
"""

NUMBER_TEXT = """
[proef.{}]
label = "Proef"
definition = "Proef."
unit = ["vestigingen", "leerlingen", "jaar", "rijen"]
"""

HONEST = """
chapter.publish("a", supply.location_count(was, "MaT", 1))
chapter.publish("b", supply.pupil_count(now))
"""

UNUSED = 'chapter.publish("a", supply.pupil_count(was).resting_on(new[:0]))'
SHARED = 'chapter.publish("a", claiming(supply.pupil_count(supply.profile_pupils(both)), old))'
WRONG = 'chapter.publish("a", claiming(supply.pupil_count(was), new))'
SWAPPED = """
chapter.publish("a", claiming(supply.pupil_count(was), new))
chapter.publish("b", claiming(supply.pupil_count(now), old))
"""
CONSTANT = 'chapter.publish("a", exact(5, "jaar").resting_on(old))'
FILTER = 'chapter.publish("a", count(old[old["vestiging"].isin(new["vestiging"])], "rijen"))'
DEFINITION = """
others = [Specification({"stand": "nieuw"}, claiming(supply.pupil_count(now), old))]
chapter.publish("a", supply.pupil_count(was), specifications=others)
"""
BOUND = """
bound = Public(claiming(supply.pupil_count(now), old), "Proef.")
chapter.publish("aanbod-mat", supply.location_count(was, "MaT", 1), public=bound)
"""
PLACE = """
first = min(chapter.tables("leerlingen"))
chapter.publish("a", exact(first.year, "jaar").resting_on(chapter.table("leerlingen-2023")))
"""


COLUMNS = {"", "vestiging", "AFDELING", "LEER- OF VERBLIJFSJAAR 3 - MAN"}
"""What the tests change: rows, a code, a label and a count; the other columns would be slow."""


ROWS = """
technical = old[old["ELEMENTCODE"].isin(["6111", "6811"])]
chapter.publish("a", claiming(supply.pupil_count(was), SELECT))
"""


@pytest.fixture
def vintages(project: Path, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """The tiny project with two stand-ins of three rows, identical except for the file name."""
    monkeypatch.setattr(
        sweeps, "of_table", lambda t: [p for p in of_table(t) if p.column in COLUMNS]
    )
    cards = source_card(2019, standin=True), source_card(2023, standin=True)
    (project / "data/editions/proef/sources.toml").write_text("\n".join(cards), "utf-8")
    with (project / "data/editions/proef/numbers.toml").open("a", encoding="utf-8") as file:
        file.write("".join(NUMBER_TEXT.format(number) for number in "ab"))
    target = project / "data/standin/duo/2023/leerlingen.csv"
    target.parent.mkdir(parents=True)
    target.write_text(PUPILS, "latin-1")
    return load_edition(project)


def write(edition: Edition, code: str) -> None:
    """Write the tiny chapter with this code after the set-up."""
    head, mark, _ = CHAPTER.rpartition("```{code-cell} ipython3\nfrom")
    cell = mark.replace("from", "") + SET_UP + code + "\n```\n"
    (edition.root / "chapters" / "proef.md").write_text(head + cell, "utf-8")


def proved(edition: Edition, code: str, workers: int = 1) -> Proof:
    """The sweep over the tiny chapter with this code."""
    write(edition, code)
    return sweep(edition, workers=workers)


def pairs(proof: Proof) -> list[tuple[str, str, str]]:
    """Code, number and source of its findings."""
    return [(finding.code, finding.number, finding.source) for finding in proof.mismatches]


def test_a_correct_chapter_gives_no_finding(vintages: Edition) -> None:
    """Two numbers, each on one vintage: two pairs move, and the same two are declared."""
    proof = proved(vintages, HONEST)
    assert proof.findings() == []
    score = proof.score
    assert (score.moved, score.declared, score.both) == (2, 2, 2)
    assert (score.recall, score.precision) == (100, 100)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param(UNUSED, [("L2", "a", NEW)], id="declared but not used"),
        pytest.param(SHARED, [("L1", "a", NEW)], id="used through a shared table"),
        pytest.param(WRONG, [("L1", "a", OLD), ("L2", "a", NEW)], id="the wrong vintage"),
        pytest.param(
            SWAPPED,
            [("L1", "a", OLD), ("L2", "a", NEW), ("L1", "b", NEW), ("L2", "b", OLD)],
            id="a swapped pair",
        ),
        pytest.param(CONSTANT, [("L2", "a", OLD)], id="a constant"),
        pytest.param(FILTER, [("L1", "a", NEW)], id="used through a filter only"),
        pytest.param(DEFINITION, [("L1", "a", NEW)], id="used by another definition only"),
        pytest.param(
            BOUND, [("L1", "aanbod-mat", NEW), ("L2", "aanbod-mat", OLD)], id="a public bound"
        ),
        pytest.param(
            PLACE, [("L1", "a", OLD), ("L2", "a", NEW)], id="moves only when the file is not there"
        ),
    ],
)
def test_a_false_lineage_is_found(
    vintages: Edition, code: str, expected: list[tuple[str, str, str]]
) -> None:
    """Each seeded fault is found by code, number and source, without other findings."""
    assert pairs(proved(vintages, code)) == expected


def test_a_finding_names_the_columns(vintages: Edition) -> None:
    """A filter uses one column, and the rows themselves."""
    proof = proved(vintages, FILTER)
    assert [finding.note for finding in proof.mismatches] == ["rows, vestiging"]


def test_recall_and_precision_are_shares_of_pairs(vintages: Edition) -> None:
    """Two of two pairs move undeclared, two of two declared pairs do not move: both are zero."""
    score = proved(vintages, SWAPPED).score
    assert (score.recall, score.precision) == (0, 0)


def test_a_statement_that_stops_proves_nothing(vintages: Edition) -> None:
    """A number whose statement fails on every change of a source does not count as moved by it."""
    check = 'assert new["vestiging"].iloc[0] == "90AA00" and len(new) == 3\n'
    code = "chapter.publish('a', count(old, 'rijen'))"
    assert pairs(proved(vintages, check + code)) == []


@pytest.mark.parametrize(
    ("select", "codes"),
    [
        pytest.param("technical", [], id="these rows"),
        pytest.param("technical.head(1)", ["L4"], id="too few"),
        pytest.param("old.drop(technical.index)", ["L4", "L5"], id="the others"),
        pytest.param("old.head(0)", ["L4"], id="none"),
    ],
)
def test_rows_that_a_number_names_are_tried(
    vintages: Edition, select: str, codes: list[str]
) -> None:
    """With only these rows the number does not change, without them it does; otherwise it is a finding."""
    found = proved(vintages, ROWS.replace("SELECT", select)).findings()
    assert [finding.code for finding in found] == codes


def test_an_exception_with_a_reason_is_no_finding(vintages: Edition) -> None:
    """It is counted separately, and is a finding itself if it is not needed."""
    path = vintages.file("lineage")
    path.write_text('[a]\nsources = ["leerlingen-2023"]\nreason = "Er is nog geen."\n', "utf-8")
    proof = proved(vintages, UNUSED)
    assert proof.findings() == []
    assert (proof.score.excused, proof.score.precision) == (1, 50)
    assert pairs(proved(vintages, SHARED.replace("old))", "old).resting_on(new))"))) == [
        ("L3", "a", NEW)
    ]


def test_rows_that_others_can_replace_need_a_reason(vintages: Edition) -> None:
    """Whether there is a row rests on the first, and holds without it: a finding until it has a reason."""
    code = 'chapter.publish("a", exact(min(len(old), 1), "rijen").resting_on(old.head(1)))'
    assert pairs(proved(vintages, code)) == [("L5", "a", OLD)]
    reason = "Elke andere rij volstaat ook."
    vintages.file("lineage").write_text(f'[a]\nsources = ["{OLD}"]\nreason = "{reason}"\n', "utf-8")
    assert proved(vintages, code).findings() == []
    assert pairs(proved(vintages, HONEST)) == [("L3", "a", OLD)]


def test_a_sweep_continues_where_it_stopped(
    vintages: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs in the journal are not repeated, even after a truncated line."""
    first = proved(vintages, HONEST)
    journal = vintages.report_build / "prove.jsonl"
    lines = journal.read_text("utf-8").splitlines(keepends=True)
    journal.write_text("".join(lines[:-1]) + lines[-1][:20], "utf-8")
    made = []
    monkeypatch.setattr(SweepState, "run", _counting(SweepState.run, made))
    assert sweep(vintages).as_json() == first.as_json()
    assert len(made) == 1


def test_only_columns_that_a_number_reads_are_changed_further(
    vintages: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The filter reads the code of both vintages; without the other columns nothing moves, and that is all."""
    made = []
    monkeypatch.setattr(SweepState, "run", _counting(SweepState.run, made))
    proved(vintages, FILTER)
    columns = {trial.change.column for trial in made if trial.change.touched == trial.change.column}
    changed = {trial.change.column for trial in made if trial.change.kind in CHANGES}
    assert columns == COLUMNS - {""}
    assert changed == {"vestiging"}


def _counting(run, made):  # noqa: ANN001, ANN202 - a way, and the same way
    def counted(state, trial):  # noqa: ANN001, ANN202
        made.append(trial)
        return run(state, trial)

    return counted


def test_equal_sweeps_give_equal_bytes(vintages: Edition) -> None:
    """With one process or two; another seed is another sweep."""
    path = vintages.report_build / "prove.json"
    proved(vintages, HONEST)
    first = path.read_bytes()
    (vintages.report_build / "prove.jsonl").unlink()
    proved(vintages, HONEST, workers=2)
    assert path.read_bytes() == first
    sweep(vintages, seed=2)
    assert json.loads(path.read_text("utf-8"))["seed"] == 2


def test_a_partial_sweep_does_not_replace_the_complete_one(vintages: Edition) -> None:
    """Only the requested source is judged, and the result of the book does not change."""
    write(vintages, SWAPPED)
    proof = sweep(vintages, sources=[OLD])
    assert pairs(proof) == [("L1", "a", OLD), ("L2", "b", OLD)]
    assert not (vintages.report_build / "prove.json").exists()


def test_a_rehearsal_gives_the_numbers_of_the_build(vintages: Edition) -> None:
    """Value and bounds are those of the record, without figures and without a kernel."""
    write(vintages, HONEST + 'chapter.show("t", old, title="", caption="", sources=[])')
    run_chapters(vintages, ["proef"], {}, workers=1, report=lambda _: None)
    baseline = ChapterRunner(vintages, "proef").baseline
    for name, number in baseline.numbers.items():
        path = vintages.build / CHAPTERS / "proef" / "records" / f"{name}.json"
        record = json.loads(path.read_text("utf-8"))
        value, low, high = (float(text) for text in number.measure[0][:3])
        assert [record["measure"][key] for key in ("value", "low", "high")] == [value, low, high]
        assert [card["id"] for card in record["sources"]] == list(number.sources)


def test_a_regional_chapter_is_refused_by_name(edition: Edition) -> None:
    """It is known but cannot be swept; the message names the alternative."""
    card = edition.card.model_copy(update={"regional": {"regio": RegionalCard()}})
    with pytest.raises(ChapterError, match=r"'regio-rmc-01' cannot be swept.*sto-eval audit"):
        sweep(replace(edition, card=card), chapters=["regio-rmc-01"])


def test_user_errors_are_reported(vintages: Edition) -> None:
    """A chapter that fails on its unchanged sources, and an unknown one."""
    write(vintages, "1 / 0")
    with pytest.raises(ChapterError, match="division by zero"):
        sweep(vintages)
    with pytest.raises(UnknownName, match="the closest is 'proef'"):
        sweep(vintages, chapters=["proev"])
    write(vintages, HONEST)
    with pytest.raises(UnknownName, match="the closest is 'leerlingen-2019'"):
        sweep(vintages, sources=["leerlingen-2091"])


def test_the_claims_of_the_tiny_project_hold_the_bounded_number() -> None:
    """Only a claim has public counts; the seeded bound needs one."""
    assert "[aanbod-mat]" in CLAIMS
