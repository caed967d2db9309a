"""The sampled audit: numbers recomputed elsewhere, compared, and certified."""

from __future__ import annotations

import json
import shutil
from contextlib import nullcontext
from dataclasses import replace

import pytest
from support.sample_records import a_record

from recount import installation
from recount.edition.edition import Edition, load_edition
from recount.errors import RecordError, ReexecutionError
from recount.evidence import certificate, reexecution
from recount.handover import CHAPTERS
from recount.numbers.measures import exact
from recount.results.integrity import read_key, write_key
from recount.running.runner import run_chapters

pytestmark = pytest.mark.slow


@pytest.fixture
def built(edition: Edition) -> Edition:
    """The tiny project after a run."""
    run_chapters(edition, ["proef"], {}, workers=1, report=lambda _: None)
    return edition


def certified(edition: Edition) -> certificate.Certificate:
    """A sample of one number, run again in the current environment."""
    return certificate.certify(edition, 1, 0, fresh=False, notify=lambda _: None)


def test_a_reproduced_number_is_certified(built: Edition) -> None:
    """One of one drawn and none differs, so none of all can; the page has room for a signature.

    The run leaves nothing behind in the project.
    """
    before = sorted(built.root.rglob("*"))
    made = certified(built)
    assert sorted(built.root.rglob("*")) == before
    assert (made.population, made.wrong, made.most_wrong) == (1, [], 0)
    page = certificate.write_certificate(made, built.root / "uit").read_text("utf-8")
    assert "Het getrokken getal kwam er precies zo weer uit." in page
    assert "Handtekening" in page
    assert "Het startgetal moet komen van iemand die het rapport niet heeft gemaakt" in page
    assert "1 van de 1 rust op verzonnen bestanden en bewijst niets" in page


def test_the_run_repeats_the_parameters_of_the_build(edition: Edition) -> None:
    """A report with another minimum is compared with a run with that minimum."""
    run_chapters(edition, ["proef"], {"proef": {"minimum": 3}}, workers=1, report=lambda _: None)
    assert certified(edition).wrong == []


def test_a_record_that_was_edited_is_found(built: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its checksum; if that was edited too, by the run: the certificate names the part that differs."""
    other = built.root / "again"
    shutil.copytree(built.root / "_build", other / "_build")
    rerun = replace(built, root=other)
    monkeypatch.setattr(reexecution, "rerun", lambda *_, **__: nullcontext(rerun))
    (path,) = (built.build / CHAPTERS).glob("*/records/*.json")
    record = json.loads(path.read_text("utf-8"))
    record["label"] = "Iets anders"
    path.write_text(json.dumps(record), "utf-8")
    with pytest.raises(RecordError, match="differ from what its run wrote"):
        certified(built)
    folder = path.parents[1]
    write_key(folder, read_key(folder), built.id)
    (check,) = certified(built).wrong
    assert (check.number, check.differs) == ("aanbod-mat", ("label",))


TOLD = """
Er is {getal}`aanbod-mat` vestiging.
Er zijn {stelling}`meer dan twee | aanbod-mat > 2`, namelijk {getal}`aanbod-mat`.

```{code-cell} ipython3
import pandas as pd
chapter.show("tabel", pd.DataFrame({"profiel": ["MaT"]}), title="T", caption="C", sources=[])
```
"""


def test_figures_and_sentences_are_drawn_too(edition: Edition) -> None:
    """Made again they are equal; a table or sentence that was changed after the run is named.

    A sentence that the pages leave out is not drawn.
    """
    chapter = edition.root / "chapters" / "proef.md"
    chapter.write_text(chapter.read_text("utf-8") + TOLD, "utf-8")
    run_chapters(edition, ["proef"], {}, workers=1, report=lambda _: None)
    made = certified(edition)
    assert [one.text for one in made.exhibits.copies] == ["proef/tabel-tabel"]
    assert [one.text for one in made.sentences.copies] == ["Er is 1 (verzonnen) vestiging."]
    assert not made.differs
    folder = edition.build / CHAPTERS / "proef"
    (table,) = folder.glob("tables/*.csv")
    table.write_text(table.read_text("utf-8").replace("MaT", "PIE"), "utf-8")
    notebook = folder / "proef.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace("Er is", "Er was"), "utf-8")
    write_key(folder, read_key(folder), edition.id)
    changed = certified(edition)
    assert [one.differs for one in changed.exhibits.wrong] == [(".csv",)]
    assert [one.text for one in changed.sentences.wrong] == ["Er was 1 (verzonnen) vestiging."]
    page = certificate.write_certificate(changed, edition.root / "uit").read_text("utf-8")
    assert "Zinnen met een getal: 1 getrokken, waarvan 1 anders;" in page


def test_a_chapter_that_stops_certifies_nothing(built: Edition) -> None:
    """The error repeats what the run said: a run that failed is no difference."""
    (built.root / "chapters" / "proef.md").write_text(
        (built.root / "chapters" / "proef.md")
        .read_text("utf-8")
        .replace("location_count(", "gone("),
        "utf-8",
    )
    with pytest.raises(ReexecutionError, match="exit status 1: .*gone"):
        certified(built)


def test_what_the_name_of_a_chapter_determines_is_not_set_again(edition: Edition) -> None:
    """The run itself gives such a parameter its value, and refuses one that is set by hand."""
    card = edition.folder / "edition.toml"
    card.write_text(f'{card.read_text("utf-8")}\n[parameters.minimum]\nkind = "fixed"\n', "utf-8")
    fixed = load_edition(edition.root)
    run_chapters(fixed, ["proef"], {}, workers=1, report=lambda _: None)
    assert not certified(fixed).differs


def test_a_certificate_names_its_book(built: Edition) -> None:
    """Who wants the same sample asks for the same regional book, and for the demo if it is that."""
    made = replace(certified(built), options=" --regions rmc --demo")
    page = certificate.write_certificate(made, built.root / "uit").read_text("utf-8")
    assert "audit --sample 1 --seed 0 --regions rmc --demo</code>" in page


def test_without_a_build_there_is_nothing_to_draw(edition: Edition) -> None:
    """The message says to build first."""
    with pytest.raises(RecordError, match="Build first"):
        certified(edition)


def test_without_uv_there_is_no_clean_environment(
    built: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the alternative, which the certificate discloses."""
    monkeypatch.setattr(installation.shutil, "which", lambda *_, **__: None)
    with pytest.raises(ReexecutionError, match="--environment this"):
        certificate.certify(built, 1, 0, fresh=True, notify=lambda _: None)


def test_the_cell_of_a_number_is_no_difference() -> None:
    """The cell is a position, not a part of the number; the value is a part."""
    record = a_record(exact(1, "scholen"))
    other = a_record(exact(2, "scholen"), cell=4)
    assert certificate.compared(record, record.model_copy(update={"cell": 4})).differs == ()
    found = certificate.compared(record, other)
    assert (found.differs, found.shown, found.found) == (("measure", "recipe"), "1", "2")
