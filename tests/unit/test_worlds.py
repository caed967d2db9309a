"""Worlds: next to a made-up register of regions stands nothing real, and the regions by default."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tiny import digest

from sto_eval.declared import DeclaredSources
from sto_eval.divisions import RMC, STO, usual
from sto_eval.edition import ChapterCard, Edition, load_edition
from sto_eval.errors import SourceError
from sto_eval.key import chapter_parts, own_codebase
from sto_eval.notebooks import belongs, parse_chapter
from sto_eval.worlds import check_registers, found_by, is_real

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
    card = edition.card.chapter(name)
    assert card
    return {key: file.place for key, file in found_by(edition, card).items()}


def test_beside_a_made_up_register_all_is_made_up(world: Path) -> None:
    """Also what is really there, under its own name; a year without a stand-in is not there."""
    edition = load_edition(world)
    made_up = {"leerlingen-2019": "standin", "regios": "standin"}
    assert places(edition, "regio-sto-R1") == made_up
    declared = DeclaredSources(edition, "regio-sto-R1", ["leerlingen-*"])
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
    name = "regio-sto-R1"
    card = edition.card.model_copy(update={"chapters": {name: edition.card.chapter(name)}})
    code = own_codebase(project)
    return chapter_parts(replace(edition, card=card), name, parse_chapter("# Titel"), {}, code)[
        "data"
    ]


def test_a_register_that_is_not_there_is_not_real(edition: Edition) -> None:
    """The pupils of 2023 have no file at all."""
    assert not is_real(edition, ["leerlingen-2023"])


def test_a_chapter_without_registers_is_in_the_real_world(
    edition: Edition, real_file: Path
) -> None:
    """As every chapter of the report."""
    card = ChapterCard(sources=("leerlingen-2019",))
    assert found_by(edition, card)["leerlingen-2019"].place == "raw"


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
    plans, pupils = ChapterCard(sources=["activiteiten"]), ChapterCard(sources=["leerlingen-*"])
    check_registers(load_edition(world), [pupils])
    with pytest.raises(SourceError, match="source 'activiteiten' comes before its regions"):
        check_registers(load_edition(world), [pupils, plans])
    accept(world)
    check_registers(load_edition(world), [plans])
