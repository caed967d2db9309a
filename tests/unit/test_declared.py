"""Declared sources: what a chapter may read, real or made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tiny import PUPILS, digest, source_card

from sto_eval.declared import DeclaredSources
from sto_eval.edition import ChapterCard, Edition, load_edition
from sto_eval.errors import ChapterError, SourceError
from sto_eval.inputs import chapter_inputs
from sto_eval.measures import Specification, count, exact, unknown

SOURCES = ("leerlingen-*",)


def declared_in(edition: Edition, *sources: str) -> DeclaredSources:
    """The sources of the tiny chapter when it declares these."""
    card = ChapterCard(sources=sources or SOURCES)
    chapters = edition.card.model_copy(update={"chapters": {"proef": card}})
    return DeclaredSources(chapter_inputs(replace(edition, card=chapters), "proef"))


def test_a_real_register_goes_with_real_files(edition: Edition, real_file: Path) -> None:
    """A real register needs no stand-in beside it."""
    declared = declared_in(edition)
    assert declared.beside("leerlingen-2019", "leerlingen-2019") == "leerlingen-2019"


def made_up_register(project: Path) -> Edition:
    """The tiny project with a made-up register of regions, which its chapter may read."""
    folder = project / "data" / "editions" / "proef"
    card = source_card(2024, standin=True).replace("leerlingen-2024", "register")
    with (folder / "sources.toml").open("a", encoding="utf-8") as catalogue:
        catalogue.write(card)
    made = project / "data" / "standin" / "duo" / "2024" / "leerlingen.csv"
    made.parent.mkdir(parents=True)
    made.write_bytes(PUPILS.encode("latin-1"))
    return load_edition(project)


def test_a_made_up_register_goes_with_made_up_files(project: Path, real_file: Path) -> None:
    """If the real file is present, the stand-in has an id of its own, and is graded as made up."""
    declared = declared_in(made_up_register(project), *SOURCES, "register")
    name = declared.beside("leerlingen-2019", "register")
    assert name == "leerlingen-2019-nagebootst"
    assert declared.dataset(name).found.evidence == "nagebootst"
    assert declared.names(["leerlingen-*", name]) == ["leerlingen-2019", name]


def test_a_source_that_is_made_up_itself_keeps_its_name(edition: Edition) -> None:
    """It already matches the register."""
    declared = declared_in(edition)
    assert declared.beside("leerlingen-2019", "leerlingen-2019") == "leerlingen-2019"


def test_the_standin_must_exist(project: Path, real_file: Path) -> None:
    """A missing stand-in is named."""
    declared = declared_in(made_up_register(project), *SOURCES, "register")
    (project / "data" / "standin" / "duo" / "2019" / "leerlingen.csv").unlink()
    with pytest.raises(SourceError, match="no stand-in"):
        declared.beside("leerlingen-2019", "register")


def test_a_vintage_without_a_standin_is_replaced_by_one_with_it(
    edition: Edition, project: Path
) -> None:
    """Fetching a newer year does not break the chapters on made-up registers."""
    cards = [
        source_card(2019, standin=True, sha256=digest(PUPILS)),
        source_card(2023, standin=False, sha256=digest(PUPILS)),
    ]
    (edition.file("sources")).write_text("\n".join(cards), "utf-8")
    newer = project / "data" / "raw" / "duo" / "2023" / "leerlingen.csv"
    newer.parent.mkdir(parents=True)
    newer.write_bytes(PUPILS.encode("latin-1"))
    declared = declared_in(load_edition(project))
    assert list(declared.found) == ["leerlingen-2019", "leerlingen-2023"]
    assert declared.beside("leerlingen-2023", "leerlingen-2019") == "leerlingen-2019"
    assert declared.vintages_beside("leerlingen", "leerlingen-2019") == {
        dt.date(2019, 10, 1): "leerlingen-2019"
    }
    assert list(declared.vintages_beside("leerlingen", "leerlingen-2023").values()) == [
        "leerlingen-2019",
        "leerlingen-2023",
    ]


def test_the_newest_vintage_of_a_series_is_the_one_that_is_declared(edition: Edition) -> None:
    """A chapter names the series, and its card in edition.toml the vintage."""
    declared = declared_in(edition)
    assert declared.newest("leerlingen") == "leerlingen-2019"
    with pytest.raises(ChapterError, match="no vintage is declared and present"):
        declared.newest("inwoners")


def test_a_number_uses_the_sources_of_all_its_definitions(edition: Edition) -> None:
    """A count of one row and, under another definition, of no row of the same source; its own row is kept."""
    declared = declared_in(edition)
    table = declared.table("leerlingen-2019")
    number = count(table[table["VMBO SECTOR"] == "Zorg & Welzijn"], "rijen")
    other = Specification({"sector": "geen"}, count(table[:0], "rijen"))
    assert declared.used(number, [other]) == ["leerlingen-2019"]
    assert [kept.count for kept in declared.rows_of(number, ["leerlingen-2019"])] == [1]


def test_an_unknown_number_rests_on_all_sources(edition: Edition) -> None:
    """For example when no vintage is comparable: it names all sources that the chapter may read."""
    declared = declared_in(edition)
    assert declared.used(unknown("%")) == list(declared.found)


@pytest.mark.parametrize("lost", ["no table", "its line numbers"])
def test_a_number_without_rows_is_refused(edition: Edition, lost: str) -> None:
    """A typed number, and one from a grouped table."""
    table = declared_in(edition).table("leerlingen-2019")
    grouped = table.groupby("VMBO SECTOR", as_index=False).size()
    number = exact(2, "rijen") if lost == "no table" else count(grouped, "rijen")
    with pytest.raises(ChapterError, match=lost):
        declared_in(edition).used(number)


def test_an_undeclared_source_is_refused(edition: Edition) -> None:
    """The error names the nearest declared source."""
    with pytest.raises(ChapterError, match="leerlingen-2019"):
        declared_in(edition).table("leerlingen-219")
