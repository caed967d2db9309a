"""What a person sees who runs a chapter by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import IPython
import IPython.display
import pandas as pd
import pytest

from sto_eval.screen import show_figure, show_number, show_table

RECORD = {"label": "Deel", "display": "75,3%", "verdict": {"word": "klopt"}, "evidence": "openbaar"}
TEXTS = {"title": "Drie kwart", "subtitle": "Deel", "caption": "Van alles.", "alt": "Een balk."}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was shown in a notebook that no run of the report started."""
    parts: list[Any] = []
    monkeypatch.delenv("STO_EVAL_OUTPUT", raising=False)
    monkeypatch.setattr(IPython, "get_ipython", object)
    monkeypatch.setattr(IPython.display, "display", lambda *found: parts.extend(found))
    return parts


def test_a_number_is_shown_with_verdict_and_evidence(shown: list[Any]) -> None:
    """So that nobody takes one on made-up files for a finding."""
    show_number(RECORD)
    show_number({**RECORD, "verdict": None, "evidence": "nagebootst"})
    assert [part.data for part in shown] == [
        "Deel: **75,3%** (klopt, openbaar)",
        "Deel: **75,3%** (nagebootst)",
    ]


def test_figures_and_tables_stand_between_their_texts(shown: list[Any], tmp_path: Path) -> None:
    """Title, content, caption."""
    picture = tmp_path / "a.png"
    picture.write_bytes(b"png")
    show_figure(TEXTS, picture)
    show_table(TEXTS, pd.DataFrame({"Naam": ["Alfa"]}).rename_axis(columns="soort"))
    assert [type(part).__name__ for part in shown] == [
        "Markdown", "Image", "Markdown", "Markdown", "HTML", "Markdown",
    ]  # fmt: skip
    assert "<td>Alfa</td>" in shown[4].data
    assert "soort" not in shown[4].data


def test_a_run_of_the_report_shows_nothing(
    shown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its pages are made from what it wrote."""
    monkeypatch.setenv("STO_EVAL_OUTPUT", "uit")
    show_number(RECORD)
    assert shown == []
