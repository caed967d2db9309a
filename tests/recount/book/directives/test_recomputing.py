"""The block in a passport in which a browser computes the number again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from support.sample_records import a_record, a_source

from recount.book.directives import recomputing
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import exact
from recount.results.recipes import Step
from recount.results.records import Record, RowSetCard
from recount.verify import model
from recount.verify.parsing import parse
from recount.verify.recompute import Cells, NotRecomputedError, ranges, recompute

LINES = {
    2: {"school": "a", "man": "8"},
    3: {"school": "b", "man": "3"},
}
SUM: dict[str, Any] = {"operation": "sum", "counts": ("man",), "unit": "x"}
EIGHT = Step(**SUM, value=8, low=8, high=8, rows={"telling": "2"})
THREE = Step(**SUM, value=3, low=3, high=3, rows={"telling": "3"})
NONE = Step(operation="sum", unit="x", value=0, low=0, high=0, counts=("man",))
SET = {"set": "telling-1", "csv_sha256": "ab" * 32, "evidence": Evidence.OPEN}

STEPS = [
    (EIGHT, ""),
    (EIGHT.model_copy(update={"value": None}), recomputing.UNKNOWN),
    (EIGHT.model_copy(update={"operation": ""}), recomputing.NO_ROWS),
    (EIGHT.model_copy(update={"operation": "mean"}), recomputing.OTHER),
    (EIGHT.model_copy(update={"counts": ()}), recomputing.INCOMPLETE),
    (EIGHT.model_copy(update={"counts": (), "key": ("man",)}), ""),
    (EIGHT.model_copy(update={"operation": "copy"}), recomputing.INCOMPLETE),
    (EIGHT.model_copy(update={"operation": "copy", "key": ("man",)}), ""),
    (EIGHT.model_copy(update={"operation": "distinct"}), recomputing.INCOMPLETE),
    (EIGHT.model_copy(update={"operation": "groups"}), recomputing.INCOMPLETE),
    (EIGHT.model_copy(update={"operation": "count", "rows": {}}), recomputing.INCOMPLETE),
    (Step(operation="share", unit="%", value=50, low=50, high=50, parts=(EIGHT, EIGHT)), ""),
    (Step(operation="share", unit="%", value=50, low=50, high=50, parts=(EIGHT,)), recomputing.INCOMPLETE),
    (Step(operation="difference", unit="x", value=-5, low=-5, high=-5, parts=(EIGHT, THREE)), ""),
    (Step(operation="change", unit="%", value=-62.5, low=-62.5, high=-62.5, parts=(EIGHT, THREE)), ""),
    (Step(operation="change", unit="%", value=5, low=5, high=5, parts=(NONE, EIGHT)), recomputing.NOTHING),
]  # fmt: skip


def record(recipe: Step = EIGHT, title: str = "Telling") -> Record:
    """A number with this recipe, of one source."""
    rows = RowSetCard(set="telling-1", count=2, whole=True)
    return a_record(
        exact(8, "x"), recipe=recipe, sources=(a_source(id="telling", title=title, rows=rows),)
    )


def store(**rows: object) -> Any:
    """The rows of a build with one number."""
    return SimpleNamespace(rows_of=lambda _source: {**SET, **rows}, records={"a": record()})


def read(_source: str, lines: str) -> Sequence[Cells]:
    """The rows of the source."""
    return [LINES[line] for first, last in ranges(lines) for line in range(first, last + 1)]


def page(number: Record, **rows: object) -> str:
    """The text of the block."""
    return "".join(node.astext() for node in recomputing.recomputing(number, store(**rows)))


@pytest.mark.parametrize(("step", "reason"), STEPS)
def test_a_browser_computes_what_the_verifier_computes(step: Step, reason: str) -> None:
    """Only these recipes get a button; the others get a sentence with the reason."""
    assert recomputing.why_not(record(step), store()) == reason
    copy = parse(json.dumps(step.as_json()).encode(), model.Step)
    if reason:
        with pytest.raises(NotRecomputedError):
            recompute(copy, read)
        assert page(record(step)) == f"De browser rekent dit getal niet na, want {reason}."
    else:
        assert float(recompute(copy, read).value) == step.value


def test_rows_that_are_closed_get_no_button() -> None:
    """The sentence says so, and the site has no script with these rows."""
    assert recomputing.CLOSED in page(record(), evidence=Evidence.ADMINISTRATION)
    assert recomputing.loaded_sets(store(evidence=Evidence.ADMINISTRATION)) == set()
    assert recomputing.loaded_sets(store()) == {"telling-1"}


def test_the_page_has_the_recipe_and_names_its_row_files() -> None:
    """As data that no browser runs, and out of which no text of a file breaks."""
    text = page(record(title="</script><b>"))
    data = re.findall(r'<script type="application/json">(.*)</script>', text)
    assert "<b>" not in text
    assert json.loads(data[0]) == {
        "recipe": EIGHT.model_dump(mode="json", exclude_defaults=True),
        "files": {"telling": {"title": "</script><b>", "set": "telling-1", "sha256": "ab" * 32}},
    }


def test_the_button_is_hidden_until_the_script_reveals_it() -> None:
    """Without script a sentence says what is needed; the results are announced."""
    nodes = recomputing.recomputing(record(), store())
    controls, result = nodes[-1].children[:2]
    assert controls["attributes"] == {"hidden": "hidden"}
    assert [child["tag"] for child in controls.children] == ["button"]
    assert result["attributes"] == {"role": "status"}
    assert "JavaScript" in nodes[1].astext()
