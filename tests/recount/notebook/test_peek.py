"""What the last line of a cell shows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from recount.notebook.peek import MARK, peek
from recount.numbers.measures import Specification, between, exact, share

PUPILS = pd.DataFrame(
    {"school": ["Alfa", "Bèta", "Gamma", "Delta"], "deel": [0.5, np.nan, 12.0, 1 / 3]},
    index=pd.Index([2, 3, 4, 7], name="telling-2019"),
)


class Declared:
    """The sources of a chapter, one of which may be a closed register that was read."""

    def __init__(self, *, closed: bool = False) -> None:
        self.found, self.closed = {"telling-2019": None}, closed


def text(*results: Any, closed: bool = False, published: tuple[Any, ...] = ()) -> str:
    """What a cell shows."""
    return repr(peek(results, Declared(closed=closed), published))  # type: ignore[arg-type] - two fields are enough


def test_a_table_has_its_first_rows_with_their_lines_in_the_file() -> None:
    """Decimals are as Python writes them, a missing value is a dash, and the size is below."""
    assert text(PUPILS).splitlines() == [
        "regel  school  deel",
        "    2  Alfa    0.50",
        "    3  Bèta       –",
        "    4  Gamma     12",
        "4 rijen, 2 kolommen, uit telling-2019",
    ]


def test_a_wide_table_has_the_columns_that_fit() -> None:
    """The others are an ellipsis, and a long text is cut."""
    wide = pd.DataFrame({f"kolom {n}": ["abc " * 10] for n in range(9)})
    head, row, size = text(wide).splitlines()
    assert head.endswith("…")
    assert len(row) <= 100
    assert size == "1 rij, 9 kolommen"


def test_measures_have_their_bounds_and_unit() -> None:
    """A family has a line for each, tables of a series have their sizes, and a family of families is a table."""
    family = {"PIE": exact(3, "vestigingen"), "MaT": between(1, 4, "vestigingen")}
    assert text(family) == "PIE: 3\nMaT: 1 tot 4"
    assert text(family["PIE"], dt.date(2019, 10, 1)) == "vestigingen: 3\n\n2019-10-01"
    choices = [Specification({"groep": f"vanaf {one}"}, exact(one, "%")) for one in (1, 5)]
    assert text(choices) == "vanaf 1: 1%\nvanaf 5: 5%"
    assert text({dt.date(2019, 10, 1): PUPILS}).split() == ["rijen", "2019-10-01", "4"]
    assert text(share(exact(3, ""), exact(1, ""))) == "75% (3 van 4)"
    assert text({"bb": family}).split()[:3] == ["PIE", "MaT", "bb"]


def test_nothing_of_a_closed_register_is_shown() -> None:
    """Of a table only the columns, no count, and no measure that the chapter has not published."""
    known, own = exact(12, "leiders"), exact(3, "leiders")
    assert text(PUPILS, closed=True) == (
        "kolommen: school, deel\n"
        "zonder rijen, want dit hoofdstuk leest een register dat niet openbaar is"
    )
    assert text({"a": PUPILS}, closed=True).split() == ["rijen", "a", "niet", "getoond"]
    assert text({"a": known, "b": own}, closed=True, published=(known,)) == "a: 12\nb: niet getoond"
    assert text(share(own, known), closed=True) == "niet getoond"
    assert text(4, closed=True) == "niet getoond"


def test_the_output_is_marked() -> None:
    """A run refuses output without the mark."""
    data, about = peek([1], Declared(), ())._repr_mimebundle_()  # type: ignore[arg-type]
    assert data == {"text/plain": "1"}
    assert about["text/plain"][MARK]
