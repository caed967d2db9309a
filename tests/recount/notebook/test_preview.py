"""Output in a notebook that is run by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import IPython
import IPython.display
import pandas as pd
import pytest
from support.sample_records import a_record

from recount.notebook.preview import show_figure, show_number, show_table
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import exact
from recount.results.verdicts import Verdict, Word

RECORD = a_record(exact(75.25, "%"), verdict=Verdict(Word.HOLDS, "Het past."))
INVENTED = a_record(exact(75.25, "%"), evidence=Evidence.MADE_UP)
TEXTS = {"title": "Drie kwart", "subtitle": "Deel", "caption": "Van alles.", "alt": "Een balk."}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The objects displayed in a notebook that is run by hand."""
    parts: list[Any] = []
    monkeypatch.delenv("RECOUNT_OUTPUT", raising=False)
    monkeypatch.setattr(IPython, "get_ipython", object)
    monkeypatch.setattr(IPython.display, "display", lambda *found: parts.extend(found))
    return parts


def test_a_number_is_shown_with_verdict_and_evidence(shown: list[Any]) -> None:
    """The evidence prevents a made-up number from being taken for a finding."""
    show_number(RECORD)
    show_number(INVENTED)
    assert [part.data for part in shown] == [
        "Deel: **75,2%** (klopt, openbaar)",
        "Deel: **75,2%** (nagebootst)",
    ]


def test_figures_and_tables_are_shown_between_their_texts(shown: list[Any], tmp_path: Path) -> None:
    """The order is title, content, caption."""
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
    """Pages are built from the files that the chapter wrote, so nothing is displayed."""
    monkeypatch.setenv("RECOUNT_OUTPUT", "uit")
    show_number(RECORD)
    assert shown == []
