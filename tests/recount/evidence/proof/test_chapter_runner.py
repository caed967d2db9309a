"""Which statements of a chapter run for which numbers."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_notebook

from recount.evidence.proof.chapter_runner import number_statements

CELLS = (
    "from recount.notebook.chapter import Chapter\nfrom shop import count, mean",
    'chapter = Chapter("winkel")\ntill = chapter.table("kassa")\nstock = chapter.table("voorraad")',
    'sold = count(till)\nchapter.publish("verkocht", sold, specifications=[mean(till)])',
    'left = count(stock)\nchapter.publish("over", left)\nchapter.figure("over", left)\nleft.head()',
)


def texts(*places: int, measures_only: bool = False) -> list[str]:
    """The statements for what these places publish; without places, for all numbers."""
    node = new_notebook(cells=[new_code_cell(cell) for cell in CELLS])
    found = number_statements(node, places or None, measures_only=measures_only)
    assert [one.place for one in found] == sorted(one.place for one in found)
    return [one.text for one in found]


def test_what_is_only_shown_is_left_out() -> None:
    """Figures are not drawn, and the class of the chapter is supplied by whoever runs it."""
    assert texts() == [
        "from shop import count, mean",
        "chapter = Chapter('winkel')",
        "till = chapter.table('kassa')",
        "stock = chapter.table('voorraad')",
        "sold = count(till)",
        "chapter.publish('verkocht', sold, specifications=[mean(till)",
        "left = count(stock)",
        "chapter.publish('over', left)",
        "left.head()",
    ]


def test_a_measure_needs_no_other_definitions() -> None:
    """They are dropped from its call."""
    assert "chapter.publish('verkocht', sold)" in texts(measures_only=True)


def test_one_number_needs_its_own_statements_only() -> None:
    """Not the calls that publish other numbers, nor what only these need."""
    assert texts(8) == [
        "from shop import count, mean",
        "chapter = Chapter('winkel')",
        "stock = chapter.table('voorraad')",
        "left = count(stock)",
        "chapter.publish('over', left)",
        "left.head()",
    ]
