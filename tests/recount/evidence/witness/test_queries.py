"""What a query names decides what is loaded for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.evidence.witness.queries import Queries, load_queries

LAYOUT_OF = {"a-2019": "a", "a-2023": "a", "b": "b-list"}


def write(folder: Path, **texts: str) -> Queries:
    """The queries in these files; ``__`` in a name stands for a slash."""
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.sql"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load_queries(folder)


@pytest.mark.parametrize(
    ("sql", "sources"),
    [
        ('FROM "b"', {"b"}),
        ('FROM "a"', {"a-2019", "a-2023"}),
        ('SELECT "column" FROM "a-2019"', {"a-2019"}),
        ("SELECT 1", set()),
    ],
)
def test_a_query_reads_the_sources_and_layouts_between_double_quotes(
    tmp_path: Path, sql: str, sources: set[str]
) -> None:
    """A layout stands for all its sources; other quoted names are columns."""
    (query,) = write(tmp_path, chapter__number=sql).all
    assert query.sources(LAYOUT_OF) == sources


def test_a_query_also_names_what_its_macros_name(tmp_path: Path) -> None:
    """A macro that uses another one counts with it; a macro that nothing uses does not."""
    found = write(
        tmp_path,
        macros='CREATE MACRO one() AS two();\nCREATE OR REPLACE MACRO idle() AS (FROM "b");\n',
        macros__more='CREATE MACRO two() AS (FROM "a-2019");\n',
        chapter__number="SELECT one ()",
    )
    (query,) = found.all
    assert (query.macros, query.sources(LAYOUT_OF)) == ({"one", "two"}, {"a-2019"})
    assert found.macros["two"].file == "macros/more.sql"


def test_absent_are_sources_without_a_file_and_layouts_without_a_source(tmp_path: Path) -> None:
    """A layout is there as soon as one of its sources is."""
    (query,) = write(tmp_path, chapter__number='FROM "a", "a-2023", "b-list"').all
    assert query.absent(LAYOUT_OF, ["a-2019"]) == ["a-2023", "b-list"]


def test_readers_are_no_queries(tmp_path: Path) -> None:
    """The query of a layout has its name; every file has a checksum."""
    found = write(tmp_path, layouts__a="SELECT 1", chapter__number="SELECT 2", macros="")
    assert found.readers == {"a": "SELECT 1"}
    assert [query.name for query in found.all] == ["chapter/number.sql"]
    assert list(found.digests) == ["chapter/number.sql", "layouts/a.sql", "macros.sql"]


def test_an_edition_without_the_folder_has_no_queries(tmp_path: Path) -> None:
    """It has no second way, which is no error here."""
    assert load_queries(tmp_path / "none").all == ()
