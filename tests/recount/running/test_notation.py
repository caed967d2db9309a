"""Another notation of numbers: what a run wrote is written again, without running it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure

from recount.notebook.chapter import Chapter
from recount.notebook.figures.shapes import Shape, drawing
from recount.notebook.figures.style import new_figure
from recount.numbers import formats
from recount.numbers.embedded import number
from recount.results.integrity import read_key, write_key
from recount.running.notation import renew
from sto_eval.indicators import supply


@drawing
def titled(shape: Shape, text: str) -> Figure:
    """A picture with a text above it, and a number if it has one."""
    figure, (panel,) = new_figure(shape)
    panel.set_title(formats.write_out(text))
    return figure


def chapter_in(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str = "Aanbod") -> Chapter:
    """A chapter that publishes a number that answers a claim, a table and a figure."""
    monkeypatch.setenv("RECOUNT_OUTPUT", str(folder))
    chapter = Chapter("proef", minimum=1)
    source = chapter.declared.newest("leerlingen")
    offer = supply.profile_pupils(chapter.table(source))
    chapter.publish("aanbod-mat", supply.location_count(offer, "MaT"))
    table = pd.DataFrame(
        {"Wat": [f"{number(5)} of meer"], "Aantal": [number(1234)], "Jaar": [2019]}
    )
    chapter.show("tabel", table, title=f"{number(9)}", caption="", sources=[source])
    chapter.figure(
        "figuur", titled(text), table, title="", subtitle="", caption="", alt="", sources=[source]
    )
    write_key(folder, {"key": "k", "notation": "old"}, chapter.edition.id)
    return chapter


def files(folder: Path) -> dict[str, bytes]:
    """The files in a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def renewed(chapter: Chapter, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the renewal says after a change of the notation: an exclamation mark after every number."""
    monkeypatch.setattr(formats, "number", lambda value, decimals=0: f"{value:.{decimals}f}!")
    return renew(chapter.output, "new", chapter.claimed)


def test_a_renewed_chapter_equals_one_that_ran_again(
    project: Path, real_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte: the data file with a number among words, and the verdict that quotes one."""
    chapter = chapter_in(project / "een" / "proef", monkeypatch)
    before = files(chapter.output)
    assert renewed(chapter, monkeypatch) == ""
    after = files(chapter.output)
    again = files(chapter_in(project / "twee" / "proef", monkeypatch).output)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {
        "tables/tabel.csv", "figures/figuur.csv", "records/aanbod-mat.json", "key.json",
    }  # fmt: skip
    assert {**after, "key.json": b""} == {**again, "key.json": b""}
    assert read_key(chapter.output)["notation"] == "new"
    assert "op 1!" in after["records/aanbod-mat.json"].decode()


def test_a_chapter_runs_again_for_a_picture_that_changes(
    project: Path, real_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its picture shows a number; nothing is written."""
    chapter = chapter_in(project / "een" / "proef", monkeypatch, f"Aanbod: {number(3)}")
    before = files(chapter.output)
    assert renewed(chapter, monkeypatch) == "figure 'figuur' writes its numbers otherwise now"
    assert files(chapter.output) == before


def test_the_same_notation_is_no_work(
    project: Path, real_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is read or written."""
    chapter = chapter_in(project / "een" / "proef", monkeypatch)
    before = files(chapter.output)
    assert renew(chapter.output, "old", chapter.claimed) == ""
    assert files(chapter.output) == before
