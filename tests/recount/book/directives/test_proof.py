"""The proof page shows statuses and reasons, and only for a sweep of this build."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recount.book.directives.proof import files_by_status
from recount.evidence.proof.lineage_proof import Entry
from recount.evidence.proof.lineage_sweep import Proof

PAGE = "# Bewijs\n\n```{bewijs}\n```\n"
COLUMNS = {"value": {"naam"}}

ENTRIES = [
    Entry("bereik-pie", public=False, declared=["a", "b", "c"],
          moved={"a": COLUMNS, "d": COLUMNS}, reasons={"c": "Nog maar 1 stand."}),
    Entry("bereik-pie", public=True, declared=["a"], moved={"a": {"public": {"naam"}}}),
    Entry("onbekend", public=False, declared=["d"], moved={"d": {"definitions": {"naam"}}}),
]  # fmt: skip


def write_proof(folder: Path, keys: dict[str, str]) -> None:
    """Write a sweep over one chapter with four sources, as ``sto-eval prove`` does."""
    proof = Proof(1, keys, 1234, {"bereik": ["a", "b", "c", "d"]}, {"bereik": ENTRIES}, {})
    (folder / "prove.json").write_text(json.dumps(proof.as_json()), "utf-8")


def test_a_book_without_a_sweep_says_so(render: Callable[[str], Any]) -> None:
    """The page has no table and does not suggest that anything was proved."""
    body = render(PAGE).body
    assert "niet gedaan" in body.text
    assert "niet bewezen" in body.text
    assert body.table is None


@pytest.mark.parametrize(
    ("keys", "said"), [({}, "is gedaan met dezelfde"), ({"a": "b"}, "niet gedaan")]
)
def test_the_option_stand_shows_only_whether_this_build_was_swept(
    render: Callable[[str], Any], tmp_path: Path, keys: dict[str, str], said: str
) -> None:
    """One sentence, without the outcome of the sweep."""
    write_proof(tmp_path, keys)
    body = render("# Bewijs\n\n```{bewijs}\n:stand:\n```\n").body
    assert said in body.text
    assert body.table is None
    assert "1.234" not in body.text


def test_the_prose_of_the_page_does_not_claim_a_sweep() -> None:
    """The prose explains the method; only the directive says whether it was run and with which outcome."""
    text = (Path(__file__).parents[4] / "bewijs.md").read_text("utf-8")
    for claim in ("getoetst", "veranderden", "rekenden", "lieten", "is bewezen", "is gedaan"):
        assert claim not in text


def test_each_cell_shows_what_moved_and_what_was_declared(
    render: Callable[[str], Any], tmp_path: Path
) -> None:
    """All statuses appear in their cells; the public bounds of a number have a row of their own."""
    write_proof(tmp_path, {})
    page = render(PAGE)
    cells = [[cell.text for cell in row.find_all("td")] for row in page.body.table.find_all("tr")]
    assert cells == [
        [],
        ["ja", "beweegt niet", "uitzondering", "niet genoemd"],
        ["ja", "–", "–", "–"],
        ["–", "–", "–", "ja, via een andere manier van tellen"],
    ]
    assert "Nog maar 1 stand." in page.body.text
    assert "1.234 keer" in page.body.text
    assert "dezelfde gegevens" in page.body.text
    assert page.warnings == ""


def test_print_groups_files_by_status() -> None:
    """Files without any dependency are left out; without files the cell holds a dash."""
    proof = Proof(1, {}, 1234, {"bereik": ["a", "b", "c", "d"]}, {"bereik": ENTRIES}, {}).as_json()
    first, *_ = proof["chapters"]["bereik"]["numbers"]
    text = "ja: a; beweegt niet: b; uitzondering: c; niet genoemd: d"
    assert files_by_status(first, ["a", "b", "c", "d"]) == text
    assert files_by_status({**first, "missing": [], "declared": []}, ["d"]) == "–"


def test_a_sweep_of_another_build_is_not_shown(
    render: Callable[[str], Any], tmp_path: Path
) -> None:
    """The page says that this build was not swept, and hides the outcome of the other sweep."""
    write_proof(tmp_path, {"bereik": "other"})
    body = render(PAGE).body
    assert "niet gedaan" in body.text
    assert "andere gegevens, code of keuzes" in body.text
    assert "1.234" not in body.text
    assert body.table is None
