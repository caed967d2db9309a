"""The inputs of a chapter: all real or all made up, and what is missing; the default division."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.tiny_project import digest

from recount.edition.edition import ChapterCard, Edition, load_edition
from recount.errors import SourceError
from recount.notebook.notebooks import parse_chapter, read_chapter
from recount.running.key import chapter_parts
from recount.running.regional_book import NONE, default_division
from recount.sources.chapter_inputs import ChapterInputs, chapter_inputs, check_registers
from sto_eval.regions.divisions import RMC, STO

REGIONS = "regio_id;naam\nR1;Een\n"
CARD = """
[regios]
title = "Regio's"
producer = "Programma"
licence = "gesloten"
reference_date = 2024-12-31
url = "https://example.org"
status = "definitief"
evidence = "administratie"
layout = "sto-regios"
file = "sto/regios.csv"
standin = "sto/regios.csv"
"""
CARDS = """
[regional.regio]
sources = ["leerlingen-*"]

[regional.regio.divisions.sto]
sources = ["regios"]
needs = ["regios"]
"""


@pytest.fixture
def regional(project: Path, real_file: Path) -> Path:
    """The tiny project with real pupils, a register of regions in the demo only, and a regional chapter."""
    folder = project / "data" / "editions" / "proef"
    for name, text in (("sources", CARD), ("edition", CARDS)):
        path = folder / f"{name}.toml"
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    made = project / "data" / "standin" / "sto" / "regios.csv"
    made.parent.mkdir(parents=True)
    made.write_text(REGIONS, "utf-8")
    return project


PLANS = """
[activiteiten]
title = "Activiteiten"
producer = "Programma"
licence = "gesloten"
reference_date = 2024-12-31
url = "https://example.org"
status = "definitief"
evidence = "administratie"
layout = "sto-activiteiten"
file = "sto/activiteiten.csv"
sha256 = "{}"
accessed = 2024-12-31
rows = 1
"""


def accept(project: Path) -> None:
    """Accept the register as a real one."""
    path = project / "data" / "editions" / "proef" / "sources.toml"
    pin = f'sha256 = "{digest(REGIONS)}"\naccessed = 2024-12-31\nrows = 1\n'
    path.write_text(path.read_text("utf-8") + pin, "utf-8")
    real = project / "data" / "raw" / "sto" / "regios.csv"
    real.parent.mkdir(parents=True, exist_ok=True)
    real.write_bytes(REGIONS.encode("latin-1"))


def places(edition: Edition, name: str) -> dict[str, str]:
    """Source -> its location for a chapter."""
    return {key: file.place for key, file in chapter_inputs(edition, name).found.items()}


def with_sources(edition: Edition, *sources: str) -> ChapterInputs:
    """The inputs of the tiny chapter when it declares these."""
    chapters = {"proef": ChapterCard(sources=sources)}
    card = edition.card.model_copy(update={"chapters": chapters})
    return chapter_inputs(replace(edition, card=card), "proef")


def test_settings_override_the_default_parameters(
    edition: Edition,
) -> None:
    """The inputs have the values in force, and which of them were set."""
    node = read_chapter(edition, "proef")
    plain = chapter_inputs(edition, "proef", node)
    changed = chapter_inputs(edition, "proef", node, {"minimum": 2})
    assert (plain.parameters, plain.settings) == ({"minimum": 1}, {})
    assert (changed.parameters, changed.settings) == ({"minimum": 2}, {"minimum": 2})
    assert len(changed.cells) == 2


def test_declared_and_present_sources_are_distinguished(edition: Edition) -> None:
    """The pupils of 2023 are declared and have no file; an unknown chapter declares nothing."""
    inputs = chapter_inputs(edition, "proef")
    assert inputs.declared == ("leerlingen-2019", "leerlingen-2023")
    assert list(inputs.found) == ["leerlingen-2019"]
    assert chapter_inputs(edition, "onbekend").sources == {}


def test_a_register_adds_the_regions_that_it_is_checked_against(regional: Path) -> None:
    """They may be read but are not declared; a chapter without registers does not read them."""
    cards = regional / "data" / "editions" / "proef" / "sources.toml"
    text = PLANS.format(digest("")).replace("activiteiten.csv", "anders.csv")
    cards.write_text(cards.read_text("utf-8") + text, "utf-8")
    inputs = with_sources(load_edition(regional, demo=True), "activiteiten")
    assert list(inputs.sources) == ["activiteiten", "regios"]
    assert (list(inputs.files), inputs.found) == (["regios"], {})
    assert list(with_sources(inputs.edition, "leerlingen-*").files) == ["leerlingen-2019"]


def test_a_file_of_a_mirror_counts_as_a_raw_file(
    project: Path, real_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the same path in a project folder."""
    monkeypatch.setenv("RECOUNT_MIRROR", str(project / "spiegel"))
    mirrored = project / "spiegel" / "duo" / "2019" / "leerlingen.csv"
    mirrored.parent.mkdir(parents=True)
    real_file.rename(mirrored)
    assert chapter_inputs(load_edition(project), "proef").data_files == {
        "data/raw/duo/2019/leerlingen.csv": mirrored
    }


def test_the_demo_reads_made_up_files_only(regional: Path) -> None:
    """Also of sources with a real file, under their own name; a year without a stand-in is absent."""
    edition = load_edition(regional, demo=True)
    assert places(edition, "regio-sto-R1") == {"leerlingen-2019": "standin", "regios": "standin"}
    assert default_division(edition) == RMC


def test_a_real_build_reads_no_made_up_file(regional: Path) -> None:
    """What has no real file is missing; a series is there when one of its years is."""
    inputs = chapter_inputs(load_edition(regional), "regio-sto-R1")
    assert {key: file.place for key, file in inputs.found.items()} == {"leerlingen-2019": "raw"}
    assert inputs.missing == ("regios",)
    assert chapter_inputs(load_edition(regional), "regio-rmc-01").missing == ()


def test_with_its_registers_the_programme_is_the_default_division(regional: Path) -> None:
    """Without them it is RMC."""
    assert default_division(load_edition(regional)) == RMC
    accept(regional)
    edition = load_edition(regional)
    assert places(edition, "regio-sto-R1") == {"leerlingen-2019": "raw", "regios": "raw"}
    assert default_division(edition) == STO


def test_without_the_files_that_name_its_regions_there_is_no_regional_book(regional: Path) -> None:
    """Neither division has what it needs, so the report is made alone; the demo has its made-up files."""
    cards = regional / "data" / "editions" / "proef" / "edition.toml"
    needed = '\n[regional.regio.divisions.rmc]\nneeds = ["leerlingen-2023"]\n'
    cards.write_text(cards.read_text("utf-8") + needed, "utf-8")
    assert default_division(load_edition(regional)) == NONE
    assert default_division(load_edition(regional, demo=True)) == RMC


def test_an_unread_real_file_does_not_change_the_key(regional: Path, real_file: Path) -> None:
    """The key of the demo covers the bytes that the chapter reads: those of the stand-in."""
    before = data_parts(regional)
    real_file.unlink()
    assert data_parts(regional) == before
    (regional / "data" / "standin" / "sto" / "regios.csv").write_text(
        f"{REGIONS}R2;Twee\n", "utf-8"
    )
    assert data_parts(regional) != before


def data_parts(project: Path) -> dict[str, str]:
    """The data parts of the key, for a chapter of the programme's regions in the demo."""
    edition = load_edition(project, demo=True)
    inputs = chapter_inputs(edition, "regio-sto-R1", parse_chapter("# Titel"))
    return chapter_parts(inputs)["data"]


def test_a_chapter_without_registers_reads_real_files(edition: Edition, real_file: Path) -> None:
    """Every chapter of the report does."""
    assert places(edition, "proef") == {"leerlingen-2019": "raw"}


def test_real_registers_wait_for_the_register_of_regions(regional: Path) -> None:
    """One error before anything runs, for chapters with such a register; none once the regions are real."""
    path = regional / "data" / "raw" / "sto" / "activiteiten.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("activiteit_id;regio_id\nA1;R1\n", "utf-8")
    cards = regional / "data" / "editions" / "proef" / "sources.toml"
    cards.write_text(
        PLANS.format(digest(path.read_text("utf-8"))) + cards.read_text("utf-8"), "utf-8"
    )
    check(regional, "leerlingen-*")
    with pytest.raises(SourceError, match="source 'activiteiten' comes before its regions"):
        check(regional, "leerlingen-*", "activiteiten")
    accept(regional)
    check(regional, "activiteiten")


def check(regional: Path, *sources: str) -> None:
    """Check the registers of chapters that each declare one of these."""
    edition = load_edition(regional)
    check_registers(edition, [with_sources(edition, source) for source in sources])
