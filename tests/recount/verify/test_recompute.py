"""Numbers computed again from rows: what the engine computes, and what a forger writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest
from support.sample_records import as_step

from recount.numbers.changes import difference, relative_change
from recount.numbers.measures import (
    MASK,
    Measure,
    bounds,
    count,
    distinct,
    exact,
    share,
    span,
    total,
    unknown,
)
from recount.verify.recompute import Cells, Ends, NotRecomputedError, ranges, recompute

ROWS = {
    2: {"school": "a", "man": "7", "vrouw": "1"},
    3: {"school": "a", "man": "<5", "vrouw": "2"},
    4: {"school": "b", "man": "3", "vrouw": "0"},
}
TABLE = pd.DataFrame(
    {"school": ["a", "a", "b"], "man": [7, None, 3], "vrouw": [1, 2, 0]},
    index=pd.Index([2, 3, 4], name="leerlingen"),
).astype({"man": "Int64", "vrouw": "Int64"})
PUPILS = bounds(TABLE[["man", "vrouw"]], MASK).assign(school=TABLE["school"])
FIRST, OTHERS = total(PUPILS[:1], "leerlingen"), total(PUPILS[1:], "leerlingen")


def read(_source: str, lines: str) -> Sequence[Cells]:
    """The rows of the file."""
    wanted = [line for first, last in ranges(lines) for line in range(first, last + 1)]
    return [ROWS[line] for line in wanted]


@pytest.mark.parametrize(
    ("measure", "value", "low", "high"),
    [
        (count(TABLE, "rijen"), 3, 3, 3),
        (distinct(TABLE["school"], "scholen"), 2, 2, 2),
        (FIRST, 8, 8, 8),
        (OTHERS, 7.5, 6, 9),
        (share(FIRST, OTHERS), Fraction(800, 1550) * 100, Fraction(800, 17), Fraction(800, 14)),
        (difference(share(FIRST, OTHERS), share(FIRST, FIRST)), None, None, None),
        (relative_change(FIRST, OTHERS), Fraction(-25, 4), -25, Fraction(25, 2)),
        (span(FIRST, OTHERS), Fraction(17, 2), 8, 9),
    ],
    ids=lambda one: one.recipe.operation if isinstance(one, Measure) else "",
)
def test_what_the_engine_computes_is_found_again(
    measure: Measure, value: Fraction | None, low: Fraction | None, high: Fraction | None
) -> None:
    """From the recipe in the record and the cells of the publisher, masked ones between one and four."""
    found = recompute(as_step(measure), read)
    if value is not None:
        assert [float(end) for end in (found.value, found.low, found.high)] == pytest.approx(
            [float(value), float(low or 0), float(high or 0)]
        )
    assert float(found.value) == pytest.approx(measure.value)


def test_groups_with_a_minimum_are_counted_between_bounds() -> None:
    """School a has 11 to 14 pupils, school b 3: with at least 12, none surely and one perhaps."""
    step = replace(
        as_step(exact(0, "scholen")),
        operation="groups", rows={"leerlingen": "2-4"}, key=("school",), counts=("man", "vrouw"),
        hidden={"<5": (1, 4)}, settings={"minimum": 12}, value=0.5, low=0, high=1,
    )  # fmt: skip
    assert recompute(step, read) == Ends.between(0, 1)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"value": 8.0}, "sum of 2 gives 7.5, not 8.0"),
        ({"high": 10}, "sum of 2 gives 9, not 10 (high)"),
        ({"low": None}, "sum of 2 gives 6, not None (low)"),
        ({"rows": {"leerlingen": "2-3"}}, "sum of 2 gives 12.5, not 7.5"),
        ({"counts": ("man",)}, "sum of 2 gives 5.5, not 7.5"),
    ],
)
def test_a_record_that_differs_from_its_rows_is_found(
    changes: dict[str, object], fault: str
) -> None:
    """Another value or bound, other rows, another column."""
    with pytest.raises(ValueError, match=r"^sum") as error:
        recompute(replace(as_step(OTHERS), **changes), read)  # type: ignore[arg-type] # of several types
    assert str(error.value) == fault


def test_a_part_that_differs_is_found_under_a_right_share() -> None:
    """Of a share whose two sides were both doubled the percentage still fits."""
    right = as_step(share(FIRST, FIRST))
    doubled = [replace(part, value=16, low=16, high=16) for part in right.parts]
    with pytest.raises(ValueError, match="sum of 1 gives 8, not 16"):
        recompute(replace(right, parts=tuple(doubled)), read)


@pytest.mark.parametrize(
    ("measure", "reason"),
    [
        (unknown("%"), "unknown or withheld"),
        (exact(3, "jaar"), "not made from rows"),
        (exact(3, "x").with_recipe("mean", TABLE), "no arithmetic for 'mean'"),
        (distinct(TABLE["school"].rename("anders"), "x"), "columns of the key"),
    ],
)
def test_what_cannot_be_computed_says_why(measure: Measure, reason: str) -> None:
    """Unknown, not from rows, another operation, a column that the publisher does not have."""
    with pytest.raises(NotRecomputedError, match=reason):
        recompute(as_step(measure), read)


@pytest.mark.parametrize("text", ["3,2", "2-2,2", "4-3", "a", "1-3000000", "-1"])
def test_lines_that_are_no_lines_are_refused(text: str) -> None:
    """Out of order, doubled, backwards, no numbers, more than a file can have."""
    with pytest.raises(ValueError, match=r"range of lines|invalid literal"):
        ranges(text)
