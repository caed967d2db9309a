"""Which statements of a chapter run for its numbers."""

from __future__ import annotations

from nbformat.v4 import new_code_cell, new_notebook

from recount.evidence.proof.rehearsal import number_statements

CELLS = (
    "from recount.notebook.chapter import Chapter\nfrom shop import count, mean",
    'chapter = Chapter("winkel")\ntill = chapter.table("kassa")\nstock = chapter.table("voorraad")',
    'sold = count(till)\nchapter.publish("verkocht", sold, specifications=[mean(till)])',
    'left = count(stock)\nchapter.publish("over", left)\nchapter.figure("over", left)\nleft.head()',
)


def texts(*, measures_only: bool = False) -> list[str]:
    """The statements for the numbers."""
    node = new_notebook(cells=[new_code_cell(cell) for cell in CELLS])
    return [one.text for one in number_statements(node, measures_only=measures_only)]


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
