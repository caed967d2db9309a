"""The page of the proof: every mark in its cell, the reasons, and never a sweep of another state unsaid."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sto_eval.proof.lineage import Entry
from sto_eval.proof.sweep import Proof
from sto_eval.sphinxext.proof import gathered

PAGE = "# Bewijs\n\n```{bewijs}\n```\n"
COLUMNS = {"value": {"naam"}}

ENTRIES = [
    Entry("bereik-pie", public=False, declared=["a", "b", "c"],
          moved={"a": COLUMNS, "d": COLUMNS}, reasons={"c": "Nog maar 1 stand."}),
    Entry("bereik-pie", public=True, declared=["a"], moved={"a": {"public": {"naam"}}}),
    Entry("onbekend", public=False, declared=["d"], moved={"d": {"definitions": {"naam"}}}),
]  # fmt: skip


def write_proof(folder: Path, keys: dict[str, str]) -> None:
    """A sweep over one chapter of four sources, as the command writes it."""
    proof = Proof(1, keys, 1234, {"bereik": ["a", "b", "c", "d"]}, {"bereik": ENTRIES}, {})
    (folder / "prove.json").write_text(json.dumps(proof.as_json()), "utf-8")


def test_a_book_without_a_sweep_says_so(render: Callable[[str], Any]) -> None:
    """No table, and no suggestion that anything was proved."""
    body = render(PAGE).body
    assert "niet gedaan" in body.text
    assert "niet bewezen" in body.text
    assert body.table is None


@pytest.mark.parametrize(
    ("keys", "said"), [({}, "is gedaan met dezelfde"), ({"a": "b"}, "niet gedaan")]
)
def test_the_state_alone_says_whether_this_build_was_swept(
    render: Callable[[str], Any], tmp_path: Path, keys: dict[str, str], said: str
) -> None:
    """One sentence above the description of the sweep, without its outcome."""
    write_proof(tmp_path, keys)
    body = render("# Bewijs\n\n```{bewijs}\n:stand:\n```\n").body
    assert said in body.text
    assert body.table is None
    assert "1.234" not in body.text


def test_the_page_claims_no_sweep_of_its_own() -> None:
    """Its prose tells how the sweep goes; that it was done, or what came out, only the directive says."""
    text = (Path(__file__).parents[3] / "bewijs.md").read_text("utf-8")
    for claim in ("getoetst", "veranderden", "rekenden", "lieten", "is bewezen", "is gedaan"):
        assert claim not in text


def test_the_marks_tell_what_moved_and_what_was_declared(
    render: Callable[[str], Any], tmp_path: Path
) -> None:
    """Yes, by another definition, missing, still, excused, and neither; one row for a number's bounds."""
    write_proof(tmp_path, {})
    page = render(PAGE)
    cells = [[cell.text for cell in row.find_all("td")] for row in page.body.table.find_all("tr")]
    assert cells == [
        [],
        ["ja", "beweegt niet", "uitzondering", "niet opgegeven"],
        ["ja", "–", "–", "–"],
        ["–", "–", "–", "ja, via een andere definitie"],
    ]
    assert "Nog maar 1 stand." in page.body.text
    assert "1.234 keer" in page.body.text
    assert "dezelfde gegevens" in page.body.text
    assert page.warnings == ""


def test_paper_is_too_narrow_for_a_column_per_file() -> None:
    """There the files stand behind what is said of them, and those that have nothing to do with it are left out."""
    proof = Proof(1, {}, 1234, {"bereik": ["a", "b", "c", "d"]}, {"bereik": ENTRIES}, {}).as_json()
    first, *_ = proof["chapters"]["bereik"]["numbers"]
    text = "ja: a; beweegt niet: b; uitzondering: c; niet opgegeven: d"
    assert gathered(first, ["a", "b", "c", "d"]) == text
    assert gathered({**first, "missing": [], "declared": []}, ["d"]) == "–"


def test_a_sweep_of_another_state_is_no_proof_of_this_one(
    render: Callable[[str], Any], tmp_path: Path
) -> None:
    """The page says that this report was not swept, and shows nothing of the other sweep."""
    write_proof(tmp_path, {"bereik": "other"})
    body = render(PAGE).body
    assert "niet gedaan" in body.text
    assert "andere gegevens, code of keuzes" in body.text
    assert "1.234" not in body.text
    assert body.table is None
