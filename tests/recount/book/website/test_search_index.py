"""The search index of a book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from recount.book.website.contents import read_contents
from recount.book.website.search_index import INDEX, write_search_index

PAGE = """<body><article><section id="{id}"><h1><span class="section-number">{number}. </span>{title}</h1>
<p>Overal gelijk.</p><p>Alleen in {title}.</p></section></article></body>"""


def index_of(site: Path, edition: Path) -> dict[str, Any]:
    """The index that is written for the pages of a site."""
    write_search_index("Het rapport", read_contents(site), [], edition, site)
    script = (site / INDEX).read_text("utf-8")
    found: dict[str, Any] = json.loads(script[script.index("{") : script.rindex("}") + 1])
    return found


def write_pages(site: Path, numbers: str) -> None:
    """A page for every number or letter, named after it."""
    for number in numbers.split():
        text = PAGE.format(id=number, number=number, title=f"Deel {number}")
        (site / f"p{number}.html").write_text(text, "utf-8")


def test_pages_are_in_reading_order(tmp_path: Path) -> None:
    """Chapters by number and then annexes, whatever their addresses."""
    write_pages(tmp_path, "A 10 9")
    found = index_of(tmp_path, tmp_path)["pages"]
    assert [page[1] for page in found] == ["9", "10", "A"]


def test_a_sentence_on_many_pages_is_left_out(tmp_path: Path) -> None:
    """It does not tell the pages apart; on three pages it stays."""
    write_pages(tmp_path, "1 2 3")
    kept = index_of(tmp_path, tmp_path)["pages"][0][4]
    assert kept == [["1", "1. Deel 1", ["Overal gelijk.", "Alleen in Deel 1."]]]
    write_pages(tmp_path, "4")
    assert index_of(tmp_path, tmp_path)["pages"][0][4][0][2] == ["Alleen in Deel 1."]


def test_the_index_has_the_words_of_the_edition(tmp_path: Path) -> None:
    """So that a word finds what means the same."""
    (tmp_path / "search.toml").write_text('[a]\nwords = ["geld", "euro"]\n', "utf-8")
    assert index_of(tmp_path, tmp_path)["words"] == [["geld", "euro"]]
