"""The passport of every number: its page, card, rows and annex entry."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup, Tag
from support.pdf_defects import annexes, far_links, report, texts
from support.sample_edition import FUNCTION, ROWS, SQL, row_set

from recount.book.building import build_book
from recount.book.staging import ASSETS
from recount.book.website.search_index import INDEX
from recount.errors import BookError
from recount.results.recording import describe_function

pytestmark = pytest.mark.slow

NUMBERS = ("proef-deel", "proef-som", "proef-stil")


def _page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


def _article(root: Path, page: str) -> Tag:
    found = _page(root / "_build/html" / page).select_one("article")
    assert found is not None
    return found


def _paper(root: Path) -> list[str]:
    """The text of every page of the report and its annexes."""
    text: list[str] = []
    for path in (report(root / "_build/pdf"), annexes(root / "_build/pdf")):
        with pypdfium2.PdfDocument(path) as document:
            text += [
                page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document
            ]
    return text


def _facts(article: Tag) -> dict[str, str]:
    rows = article.select("table.rc-paspoort tr")
    return {row.th.get_text(): " ".join(row.td.get_text().split()) for row in rows}  # type: ignore[union-attr]


def test_a_passport_has_every_fact(root: Path) -> None:
    """The page has value, bounds, verdict, function, parameters, source, rows and checksums."""
    article = _article(root, "getallen/proef-deel.html")
    facts, function, rows = _facts(article), describe_function(FUNCTION), row_set("openbaar")
    assert article.h1.get_text() == "Getal proef-deel"
    assert facts["In de tekst"] == "75,3%"
    assert facts["Grenzen"] == "ten minste 75,28% en hooguit 75,32%"
    assert facts["Teller en noemer"] == "903 van 1.200"
    assert facts["Definitie"] == "Het deel dat er is."
    assert facts["Oordeel"] == "● klopt. Omdat het zo is."
    assert facts["Berekend in"] == "hoofdstuk proef, cel 2"
    assert f"{function.file}, regel {function.line}" in facts["Functie"]
    assert facts["Controlegetal van de broncode"] == function.sha256
    assert facts["Parameters"] == "radius_km = 10"
    assert facts["Uitgever"] == "Niemand"
    assert facts["Licentie"] == "CC0-1.0"
    assert facts["Peildatum"] == "1 oktober 2019"
    assert facts["Opgehaald"] == "3 februari 2020"
    assert facts["Status"] == "definitief"
    assert facts["Rust op"] == "2 van 1.234 regels: Regels (CSV) (1 kB)"
    assert facts["Regelnummers in het bestand"] == "2, 7"
    assert facts["Controlegetal van de regels"] == rows["csv_sha256"]
    assert facts["Controlegetal van het bestand"] == rows["sha256"]
    assert "def location_count(" in article.select_one(".rc-broncode pre").get_text()
    assert "Stond er twee keer." in article.get_text()
    assert "zonder oktober: 70,0% (dan klopt het niet)" in article.get_text()


def test_a_passport_shows_that_the_second_way_is_equal(root: Path) -> None:
    """With what that means, and the SQL behind one click, which the keyboard can scroll."""
    article = _article(root, "getallen/proef-deel.html")
    assert _facts(article)["Tweede weg"].startswith("gelijk. Bij de tweede weg rekenen wij")
    box = next(d for d in article.select("details") if "SQL" in d.summary.get_text())
    assert box.select_one("pre[tabindex='0'] code").get_text() == SQL["proef/getallen.sql"]
    address = root / "_build/html/getallen" / str(box.a["href"])
    assert address.resolve().read_text("utf-8") == SQL["macros.sql"]
    assert "Tweede weg: gelijk." in " ".join(" ".join(_paper(root)).split())


def test_a_passport_shows_both_numbers_if_the_second_way_differs(root: Path) -> None:
    """On the website and in print."""
    said = "anders: hier staat € 12, de tweede weg geeft € 13."
    facts = _facts(_article(root, "getallen/proef-som.html"))
    assert facts["Tweede weg"].startswith(said)
    assert f"Tweede weg: {said}" in " ".join(" ".join(_paper(root)).split())


def test_a_passport_shows_the_score_of_the_proof_of_the_code(root: Path) -> None:
    """On the website and in print; nothing for a number without one."""
    said = (
        "316 van de 317 veranderingen in de code die dit getal veranderen, vallen op "
        "(toetsen 315, vastgestelde waarden 314)."
    )
    assert _facts(_article(root, "getallen/proef-deel.html"))["Proef op de code"] == said
    assert f"Proef op de code: {said}" in " ".join(" ".join(_paper(root)).split())
    assert "Proef op de code" not in _article(root, "getallen/proef-som.html").get_text()


def test_a_passport_without_a_second_way_says_nothing_of_it(root: Path) -> None:
    """No row, and no SQL."""
    article = _article(root, "getallen/proef-stil.html")
    assert "Tweede weg" not in article.get_text()
    assert "SQL" not in article.get_text()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_passport_is_well_structured(root: Path, number: str) -> None:
    """One h1, no skipped heading level, header cells in every table, and the page is in Dutch."""
    page = _page(root / f"_build/html/getallen/{number}.html")
    levels = [int(heading.name[1]) for heading in page.select("article :is(h1, h2, h3, h4)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(table.select("th[scope]") for table in page.select("article table"))
    assert page.html["lang"] == "nl"


@pytest.mark.parametrize("through", ["card", "page"])
def test_rows_are_two_clicks_away(root: Path, through: str) -> None:
    """A number leads to its card or passport, and either leads to the CSV, without a server."""
    chapter = root / "_build/html/chapters/proef.html"
    number = _page(chapter).select_one("article a.rc-getal")
    assert number is not None
    passport = (chapter.parent / str(number["href"])).resolve()
    start = chapter if through == "card" else passport
    inside = _page(start).select_one("#kaart-proef-deel" if through == "card" else "article")
    link = next(a for a in inside.find_all("a") if a["href"].endswith(".csv"))
    assert (start.parent / str(link["href"])).resolve().read_text(encoding="utf-8") == ROWS


def test_a_passport_links_back_to_the_number(root: Path) -> None:
    """The back link leads to the number itself, and the list of places has every section once."""
    article = _article(root, "getallen/proef-deel.html")
    back = article.select_one(".rc-terug a")
    page, _, anchor = str(back["href"]).partition("#")
    assert page == "../chapters/proef.html"
    assert _article(root, "chapters/proef.html").select_one(f"a.rc-getal[id='{anchor}']")
    places = [link.get_text() for link in article.select("h2:last-of-type + ul a")]
    assert places == ["Proefrapport – Dekkend", "Hoeveel is er in 2019?"]


def test_passports_link_to_their_neighbours(root: Path) -> None:
    """The footer links to the previous and next number of the chapter, in annex order."""
    page = _page(root / "_build/html/getallen/proef-som.html")
    foot = [str(link["href"]) for link in page.select(".prev-next-footer a")]
    assert foot == ["proef-deel.html", "proef-stil.html"]


def test_a_passport_has_only_the_neighbours_of_its_chapter(root: Path) -> None:
    """The first number has no previous one, the last no next one, and no mark of the shared page is left."""
    for number, links in (("deel", ["next"]), ("som", ["next", "prev"]), ("stil", ["prev"])):
        page = _page(root / f"_build/html/getallen/proef-{number}.html")
        found = [rel for link in page.select("head link[rel]") for rel in link["rel"]]
        assert [rel for rel in found if rel in {"next", "prev"}] == links
        assert len(page.select(".prev-next-footer a")) == len(links)
        assert page.title.get_text().startswith(f"Getal proef-{number} ")
        assert "paspoort--" not in str(page)
    assert not list((root / "_build/html/getallen").glob("paspoort--*"))


def test_a_card_is_hidden(root: Path) -> None:
    """A page has hidden cards for its own numbers only, and the search does not index them."""
    page = _page(root / "_build/html/chapters/proef.html")
    cards = page.select("template[id^='kaart-']")
    assert [card["id"] for card in cards] == [
        f"kaart-{number}" for number in ("proef-deel", "proef-stil")
    ]
    assert not page.select(".rc-kaartje-naam")  # selectors do not reach into a template
    text = " ".join(cards[0].get_text(" ").split())
    for said in (
        "75,3%",
        "903 van 1.200",
        "klopt",
        "openbare bron",
        "Het deel dat er is.",
        "2 van 1.234 regels",
    ):
        assert said in text
    assert cards[0].find("a", string="Hele paspoort")["href"] == "../getallen/proef-deel.html"
    assert not _page(root / "_build/html/herkomst.html").select("template[id^='kaart-']")
    index = (root / "_build/html" / INDEX).read_text(encoding="utf-8")
    assert "Oordeel" in index
    assert "Hele paspoort" not in index  # which occurs only in cards


def test_our_scripts_are_deferred(root: Path) -> None:
    """Each is loaded once; the search script only by the search page, and that which computes only by passports."""
    ours = {f"rc-{path.name}" for path in ASSETS.glob("*.js")}
    pages = {
        "chapters/proef.html": {"rc-search.js", "rc-recompute.js"},
        "getallen/proef-som.html": {"rc-search.js"},
    }
    for page, elsewhere in pages.items():
        scripts = _page(root / "_build/html" / page).select("script[src*='/rc-']")
        names = [str(script["src"]).split("/")[-1].split("?")[0] for script in scripts]
        assert names == sorted(ours - elsewhere)
        assert all(script.has_attr("defer") for script in scripts)


def test_a_closed_register_shows_no_rows(root: Path) -> None:
    """The passport has line numbers, a checksum and an explanation; the site contains no rows."""
    site, rows = root / "_build/html", row_set("administratie")
    article = _article(root, "getallen/proef-stil.html")
    facts = _facts(article)
    assert not article.select("a[href$='.csv']")
    assert facts["Regelnummers in het bestand"] == "2, 7"
    assert facts["Controlegetal van de regels"] == rows["csv_sha256"]
    assert "niet openbaar" in facts["Waarom geen regels"]
    files = sorted(path.name for path in (site / "gegevens/rijen").iterdir())
    assert files == ["bron-nagebootst-0123.csv", "bron-openbaar-0123.csv", "rijen.json"]


def test_made_up_rows_are_labelled(root: Path) -> None:
    """The file name, the link text and a warning under the title say so."""
    article = _article(root, "getallen/proef-som.html")
    link = article.select_one("a[href$='.csv']")
    assert "nagebootst" in str(link["href"])
    assert link.get_text() == "Verzonnen regels (CSV)"
    assert "bewijst niets" in article.select_one("h1 + .rc-waarschuwing").get_text()


def test_printed_marks_match_the_annex(root: Path) -> None:
    """A number is followed by the ordinal of its entry; entries are in order, functions and files appear once."""
    pages = _paper(root)
    text = "\n".join(pages)
    annex = text[text.index("Herkomst van elk getal", text.index("[1] Getal") - 2000) :]
    assert "75,3%[1]" in text
    assert "41[3]" in text
    entries = [annex.index(f"[{place}] Getal {number}") for place, number in enumerate(NUMBERS, 1)]
    assert entries == sorted(entries)
    assert text.count(f"[F1] {FUNCTION}") == 1
    assert text.count("[B1] Verzonnen telling (openbaar)") == 1
    assert "Rust op: 2 van 1.234 regels (regels 2, 7)" in " ".join(annex.split())
    assert not re.search(r"\?\.|[^.]\.\.(?!\.)", annex)


def test_printed_numbers_and_marks_link_to_their_entry(root: Path) -> None:
    """Both a number and its mark are links to the page of its entry in the annexes."""
    found = annexes(root / "_build/pdf")
    entry = next(n for n, text in enumerate(texts(found), 1) if "[3] Getal proef-stil" in text)
    links = far_links(report(root / "_build/pdf"))
    assert links.count(f"{found.name}#page={entry}") >= 2


def test_code_that_changed_after_the_run_fails(root: Path, tmp_path: Path) -> None:
    """A passport never shows a function other than the one that computed the number."""
    broken = tmp_path / "project"
    shutil.copytree(root, broken)
    path = broken / "_build/chapters/proef/records/proef-deel.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    record["function"]["sha256"] = "ab" * 32
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(BookError, match="'proef-deel'.*changed since the run that computed the"):
        build_book(broken, broken / "_build", ["html"], edition=broken / "edition")


def test_missing_rows_fail(root: Path, tmp_path: Path) -> None:
    """The build stops if the row file of a number is missing."""
    broken = tmp_path / "project"
    shutil.copytree(root, broken)
    (broken / "_build/rows/bron-openbaar-0123.csv").unlink()
    (broken / "_build/rows/rijen.json").write_text(
        json.dumps({"bron-openbaar-0123": row_set("openbaar")})
    )
    with pytest.raises(BookError, match="the rows of source 'bron-openbaar' are missing"):
        build_book(broken, broken / "_build", ["html"], edition=broken / "edition")
