"""The files of the numbers on the website, and the pages of those that are gone."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import python_calamine
from bs4 import BeautifulSoup
from support.sample_edition import ROWS, row_set

pytestmark = pytest.mark.slow

NUMBERS = ("proef-deel", "proef-som", "proef-stil")


def _json(root: Path, name: str) -> Any:
    return json.loads((root / "_build/html" / name).read_text("utf-8"))


def _page(root: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((root / "_build/html" / name).read_text("utf-8"), "lxml")


def test_a_number_has_a_file_beside_its_passport(root: Path) -> None:
    """Value, bounds, text, verdict, rows and code, with addresses of files that exist."""
    number = _json(root, "getallen/proef-deel.json")
    assert [number[key] for key in ("value", "low", "high", "unit")] == [75.3, 75.28, 75.32, "%"]
    assert (number["text"], number["printed"]["shown"]) == ("75,3%", "ca. 75%")
    assert number["verdict"] == {"word": "klopt", "reason": "Omdat het zo is."}
    (source,) = number["sources"]
    assert source["rows"]["count"] == 2
    assert source["rows"]["sha256"] == row_set("openbaar")["csv_sha256"]
    site = root / "_build/html"
    assert (site / source["rows"]["file"]).read_text("utf-8") == ROWS
    assert (site / number["code"]["file"]).is_file()
    assert (site / number["page"]).is_file()
    assert number["edition"]["demo"] is True


def test_the_rows_of_a_closed_register_have_no_address(root: Path) -> None:
    """Only their number and checksum are given."""
    (source,) = _json(root, "getallen/proef-stil.json")["sources"]
    assert (source["rows"]["file"], source["rows"]["count"]) == (None, 2)


@pytest.mark.parametrize("name", NUMBERS)
def test_the_file_of_a_number_follows_the_schema(root: Path, name: str) -> None:
    """The schema itself is valid, and refuses a number without a unit."""
    check = jsonschema.Draft202012Validator(_json(root, "getallen/schema.json"))
    check.check_schema(check.schema)
    number = _json(root, f"getallen/{name}.json")
    assert check.is_valid(number)
    assert not check.is_valid({key: part for key, part in number.items() if key != "unit"})


def test_one_file_has_all_numbers(root: Path) -> None:
    """In the order of the annex; each is the same as in its own file."""
    everything = _json(root, "cijfers.json")
    assert [one["id"] for one in everything["numbers"]] == list(NUMBERS)
    assert everything["numbers"][0] == _json(root, "getallen/proef-deel.json")
    assert everything["edition"]["demo"] is True


def test_the_table_of_all_numbers_opens_in_a_spreadsheet(root: Path) -> None:
    """Decimal commas, a column per bound, and whether a number is made up."""
    with (root / "_build/html/cijfers.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = {row["id"]: row for row in csv.DictReader(lines, delimiter=";")}
    assert [rows["proef-deel"][key] for key in ("waarde", "ondergrens", "bovengrens")] == [
        "75,3", "75,28", "75,32",
    ]  # fmt: skip
    assert {name: row["verzonnen"] for name, row in rows.items()} == {
        "proef-deel": "nee", "proef-som": "ja", "proef-stil": "nee",
    }  # fmt: skip


def test_a_passport_leads_to_its_file(root: Path) -> None:
    """With a link for machines and one for people."""
    page = _page(root, "getallen/proef-deel.html")
    link = page.select_one('link[rel="alternate"][type="application/json"]')
    assert link is not None
    assert link["href"] == "proef-deel.json"
    assert page.select_one('article a[href="proef-deel.json"]') is not None


def test_the_annex_leads_to_the_files(root: Path) -> None:
    """Every file with all numbers, and the schema; in the demo the name says that they are made up."""
    links = _page(root, "herkomst.html").select("article ul.rc-bestanden a")
    assert [link["href"] for link in links][:2] == ["cijfers.csv", "cijfers.json"]
    assert links[0]["download"] == "verzonnen-cijfers.csv"
    assert all((root / "_build/html" / str(link["href"])).is_file() for link in links)


def test_a_number_that_is_gone_leaves_a_page(root: Path) -> None:
    """At its address, with the reason, the day and a link to its successor."""
    article = _page(root, "getallen/proef-oud.html").select_one("article")
    assert article is not None
    assert "Wij telden 31 leerlingen dubbel" in article.get_text()
    assert "28 november 2026" in article.get_text()
    assert article.select_one('a[href="proef-deel.html"]') is not None
    assert not (root / "_build/html/getallen/proef-oud.json").exists()


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_the_workbook_has_a_sheet_for_every_table(root: Path, kind: str) -> None:
    """Cover, contents, notes, numbers and sources come first; a bound has its own column."""
    path = root / f"_build/html/werkboek.{kind}"
    book = python_calamine.CalamineWorkbook.from_path(path)
    front = ["Voorblad", "Inhoud", "Toelichting", "Getallen", "Bronnen"]
    assert book.sheet_names[:5] == front
    assert book.sheet_names[5:] == [
        "1 proef-deel-definities", "2 proef-figuur", "3 proef-elders", "4 proef-stralen",
        "5 proef-tabel",
    ]  # fmt: skip
    _, _, head, first, *_ = book.get_sheet_by_name("Getallen").to_python()
    row = dict(zip(head, first, strict=True))
    assert [row[name] for name in ("waarde", "ondergrens", "bovengrens")] == [75.3, 75.28, 75.32]
    shown = book.get_sheet_by_name("4 proef-stralen").to_python()
    assert shown[-1] == [15, ".."]


def test_the_front_page_says_what_the_data_set_is(root: Path) -> None:
    """For search engines in the page itself, with files that exist; for catalogues in a file that it names."""
    page = _page(root, "index.html")
    described = json.loads(page.select_one('head script[type="application/ld+json"]').text)  # type: ignore[union-attr]
    site = root / "_build/html"
    assert described["@type"] == "Dataset"
    assert all((site / file["contentUrl"]).is_file() for file in described["distribution"])
    link = page.select_one('link[type="application/ld+json"]')
    assert link is not None
    assert (site / str(link["href"])).is_file()


def test_the_front_page_names_the_feed_of_changes(root: Path) -> None:
    """Of the demo, the changes of made-up values."""
    link = _page(root, "index.html").select_one('link[type="application/atom+xml"]')
    assert link is not None
    feed = (root / "_build/html" / str(link["href"])).read_text("utf-8")
    assert "eerst €\N{NO-BREAK SPACE}11,00, nu €\N{NO-BREAK SPACE}12,00" in feed
