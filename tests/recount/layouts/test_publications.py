"""The list of published figures: maintained by hand, so every mistake is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recount.errors import LayoutError
from recount.layouts.publications import CELLS, LAYOUT

ROWS = [
    "mt-a;aanbod-mt;vestigingen met M&T;93;1;vestigingen;2018-2019;2018;M&T;wie het aanbiedt;aantal-mt;nee;A;Titel A;https://a.example;2020;alleen begin",
    "mt-b;aanbod-mt|bereik-mt;vestigingen met M&T;103;1;vestigingen;2018-2019;2018;M&T;zoals de krant telt;aantal-mt;nee;B;Titel B;https://b.example;2025-03;afgeleid",
    "krimp;leerlingen;verandering;-12.5;0.5;%;2015 tot 2030;2015 tot en met 2030;;het hele vo;;ja;C;Titel C;https://c.example;;geheel",
]


@pytest.fixture
def listed(write: Callable[..., Path]) -> Callable[..., Path]:
    """A list of these three rows, with one text replaced by another."""

    def written(old: str = "", new: str = "") -> Path:
        text = "\n".join([";".join(CELLS), *ROWS, ""])
        return write("cijfers.csv", text.replace(old, new, 1) if old else text)

    return written


def test_three_rows_are_read(listed: Callable[..., Path]) -> None:
    """Numbers as numbers, ja and nee as booleans, optional cells empty."""
    parsed = LAYOUT.read(listed())
    table = parsed.table
    assert (parsed.rows_in, parsed.rows_out) == (3, 3)
    assert table["waarde"].tolist() == [93, 103, -12.5]
    assert table["zelfde_definitie"].tolist() == [False, False, True]
    assert (table["vergelijk"].iloc[2], table["datum"].iloc[2]) == ("", "")
    assert table.index.tolist() == [2, 3, 4]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("mt-a;", "MT A;", "line 2, column 'id'"),
        ("mt-b;", "mt-a;", "line 3, column 'id'"),
        ("aanbod-mt|bereik-mt", "aanbod-mt,bereik-mt", "line 3, column 'uitspraak'"),
        (";103;", ";103,0;", "line 3, column 'waarde'"),
        (";0.5;", ";0.0;", "line 4, column 'stap'"),
        (";ja;", ";misschien;", "line 4, column 'zelfde_definitie'"),
        ("https://b.example", "b.example", "line 3, column 'url'"),
        ("2025-03", "maart 2025", "line 3, column 'datum'"),
        ("alleen begin", "half", "line 2, column 'gelezen'"),
        ("Titel C", "", "line 4, column 'titel'"),
        ("2018;M&T;wie", "2018-2019;M&T;wie", "line 2, column 'jaar'"),
        ("2018;M&T;wie", ";M&T;wie", "line 2, column 'jaar'"),
        ("aantal-mt;nee;B", ";nee;B", "line 3, column 'vergelijk'"),
        ("aantal-mt;nee;B", "aantal-*-mt;nee;B", "line 3, column 'vergelijk'"),
    ],
)
def test_a_wrong_cell_is_named(
    listed: Callable[..., Path],
    fault: Callable[[Callable[[], object]], LayoutError],
    old: str,
    new: str,
    where: str,
) -> None:
    """Line, column and expected value; the remedy is to correct the cell."""
    path = listed(old, new)
    error = fault(lambda: LAYOUT.read(path))
    assert (error.where, error.remedy) == (f"cijfers.csv {where}", "Correct the cell.")
