"""The inputs of a chapter: next to a made-up register of regions stands nothing real; regions by default."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tiny import digest

from sto_eval.declared import DeclaredSources
from sto_eval.divisions import RMC, STO, usual
from sto_eval.edition import ChapterCard, Edition, load_edition
from sto_eval.errors import SourceError
from sto_eval.inputs import ChapterInputs, chapter_inputs, check_registers, is_real
from sto_eval.key import chapter_parts
from sto_eval.notebooks import belongs, parse_chapter, read_chapter

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
world = ["regios"]
"""


@pytest.fixture
def world(project: Path, real_file: Path) -> Path:
    """The tiny project with real pupils, a made-up register of regions and a regional chapter."""
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
    """Put the register in place as a real one."""
    path = project / "data" / "editions" / "proef" / "sources.toml"
    pin = f'sha256 = "{digest(REGIONS)}"\naccessed = 2024-12-31\nrows = 1\n'
    path.write_text(path.read_text("utf-8") + pin, "utf-8")
    real = project / "data" / "raw" / "sto" / "regios.csv"
    real.parent.mkdir(parents=True, exist_ok=True)
    real.write_bytes(REGIONS.encode("latin-1"))


def places(edition: Edition, name: str) -> dict[str, str]:
    """Source -> where it is found for a chapter."""
    return {key: file.place for key, file in chapter_inputs(edition, name).found.items()}


def with_sources(edition: Edition, *sources: str) -> ChapterInputs:
    """The inputs of the tiny chapter when it declares these."""
    chapters = {"proef": ChapterCard(sources=sources)}
    card = edition.card.model_copy(update={"chapters": chapters})
    return chapter_inputs(replace(edition, card=card), "proef")


def test_a_chapter_has_the_parameters_that_are_set_in_place_of_its_defaults(
    edition: Edition,
) -> None:
    """Both are known: the values in force, and which of them were set."""
    node = read_chapter(edition, "proef")
    plain = chapter_inputs(edition, "proef", node)
    changed = chapter_inputs(edition, "proef", node, {"minimum": 2})
    assert (plain.parameters, plain.settings) == ({"minimum": 1}, {})
    assert (changed.parameters, changed.settings) == ({"minimum": 2}, {"minimum": 2})
    assert len(changed.cells) == 2


def test_what_is_declared_and_what_is_there_are_told_apart(edition: Edition) -> None:
    """The pupils of 2023 are declared and have no file; an unknown chapter declares nothing."""
    inputs = chapter_inputs(edition, "proef")
    assert inputs.declared == ("leerlingen-2019", "leerlingen-2023")
    assert list(inputs.found) == ["leerlingen-2019"]
    assert chapter_inputs(edition, "onbekend").sources == {}


def test_a_register_brings_the_regions_that_it_is_checked_against(world: Path) -> None:
    """They may be read and are no declared source; a chapter without registers does not read them."""
    cards = world / "data" / "editions" / "proef" / "sources.toml"
    text = PLANS.format(digest("")).replace("activiteiten.csv", "anders.csv")
    cards.write_text(cards.read_text("utf-8") + text, "utf-8")
    inputs = with_sources(load_edition(world), "activiteiten")
    assert list(inputs.sources) == ["activiteiten", "regios"]
    assert (list(inputs.files), inputs.found) == (["regios"], {})
    assert list(with_sources(load_edition(world), "leerlingen-*").files) == ["leerlingen-2019"]


def test_a_file_of_a_mirror_stands_for_a_raw_one(
    project: Path, real_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place in a project folder is the same; the stand-in may be read beside it."""
    monkeypatch.setenv("STO_EVAL_MIRROR", str(project / "spiegel"))
    mirrored = project / "spiegel" / "duo" / "2019" / "leerlingen.csv"
    mirrored.parent.mkdir(parents=True)
    real_file.rename(mirrored)
    assert chapter_inputs(load_edition(project), "proef").data_files == {
        "data/raw/duo/2019/leerlingen.csv": mirrored,
        "data/standin/duo/2019/leerlingen.csv": project / "data/standin/duo/2019/leerlingen.csv",
    }


def test_beside_a_made_up_register_all_is_made_up(world: Path) -> None:
    """Also what is really there, under its own name; a year without a stand-in is not there."""
    edition = load_edition(world)
    made_up = {"leerlingen-2019": "standin", "regios": "standin"}
    assert places(edition, "regio-sto-R1") == made_up
    inputs = chapter_inputs(edition, "regio-sto-R1")
    assert inputs.made_up
    declared = DeclaredSources(inputs)
    assert declared.dataset("leerlingen-2019").found.evidence == "nagebootst"


def test_in_another_division_it_stays_real(world: Path) -> None:
    """Only the division whose regions are made up is of that world, and only it reads the register."""
    assert places(load_edition(world), "regio-rmc-01") == {"leerlingen-2019": "raw"}


def test_beside_a_real_register_all_is_real(world: Path) -> None:
    """Then the regions of the programme are also those without being asked for."""
    assert usual(load_edition(world)) == RMC
    accept(world)
    edition = load_edition(world)
    assert places(edition, "regio-sto-R1") == {"leerlingen-2019": "raw", "regios": "raw"}
    assert usual(edition) == STO


def test_in_a_made_up_world_a_real_file_is_no_reason_to_run(world: Path, real_file: Path) -> None:
    """The key counts the bytes that the chapter reads: those of the stand-in."""
    before = data_parts(world)
    real_file.unlink()
    assert data_parts(world) == before
    (world / "data" / "standin" / "sto" / "regios.csv").write_text(f"{REGIONS}R2;Twee\n", "utf-8")
    assert data_parts(world) != before


def data_parts(project: Path) -> dict[str, str]:
    """What of the data counts for a chapter of the programme's regions."""
    edition = load_edition(project)
    inputs = chapter_inputs(edition, "regio-sto-R1", parse_chapter("# Titel"))
    return chapter_parts(inputs)["data"]


def test_a_register_that_is_not_there_is_not_real(edition: Edition) -> None:
    """The pupils of 2023 have no file at all."""
    assert not is_real(edition, ["leerlingen-2023"])


def test_a_chapter_without_registers_is_in_the_real_world(
    edition: Edition, real_file: Path
) -> None:
    """As every chapter of the report."""
    assert places(edition, "proef") == {"leerlingen-2019": "raw"}


def test_a_cell_is_there_for_the_regions_that_it_names() -> None:
    """One of all, one of the programme's own, one of those that are not overseas."""
    node = parse_chapter(
        '# Titel\n\n+++ {"tags": ["alleen-sto"]}\n\nEigen.\n\n+++ {"tags": ["niet-overzee"]}\n\nLand.\n'
    )
    found = {
        traits: [cell.source for cell in node.cells if belongs(cell, traits)]
        for traits in (("rmc",), ("sto",), ("sto", "overzee"))
    }
    assert found == {
        ("rmc",): ["# Titel", "Land."],
        ("sto",): ["# Titel", "Eigen.", "Land."],
        ("sto", "overzee"): ["# Titel", "Eigen."],
    }


def test_real_registers_wait_for_the_register_of_regions(world: Path) -> None:
    """One message before anything runs, for chapters that read such a register; none once the regions are real."""
    path = world / "data" / "raw" / "sto" / "activiteiten.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("activiteit_id;regio_id\nA1;R1\n", "utf-8")
    cards = world / "data" / "editions" / "proef" / "sources.toml"
    cards.write_text(
        PLANS.format(digest(path.read_text("utf-8"))) + cards.read_text("utf-8"), "utf-8"
    )
    check(world, "leerlingen-*")
    with pytest.raises(SourceError, match="source 'activiteiten' comes before its regions"):
        check(world, "leerlingen-*", "activiteiten")
    accept(world)
    check(world, "activiteiten")


def check(world: Path, *sources: str) -> None:
    """Check the registers of chapters that each declare one of these."""
    edition = load_edition(world)
    check_registers(edition, [with_sources(edition, source) for source in sources])
