"""Declared sources: what a chapter may read, real or made up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recount.edition.edition import ChapterCard, Edition, load_edition
from recount.errors import ChapterError
from recount.numbers.measures import Specification, count, exact, unknown
from recount.sources.chapter_inputs import chapter_inputs
from recount.sources.declared import DeclaredSources

SOURCES = ("leerlingen-*",)


def declared_in(edition: Edition, *sources: str) -> DeclaredSources:
    """The sources of the tiny chapter when it declares these."""
    card = ChapterCard(sources=sources or SOURCES)
    chapters = edition.card.model_copy(update={"chapters": {"proef": card}})
    return DeclaredSources(chapter_inputs(replace(edition, card=chapters), "proef"))


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


def test_an_unknown_number_of_an_incomplete_chapter_has_no_sources(
    edition: Edition, real_file: Path
) -> None:
    """With its sources it rests on all that the chapter may read."""
    whole = declared_in(load_edition(edition.root))
    assert whole.used(unknown("%")) == ["leerlingen-2019"]
    incomplete = declared_in(load_edition(edition.root), "leerlingen-2019", "leerlingen-2023")
    assert incomplete.missing == ("leerlingen-2023",)
    assert incomplete.used(unknown("%")) == []
    assert incomplete.names(["leerlingen-2019", "leerlingen-2023"]) == ["leerlingen-2019"]
