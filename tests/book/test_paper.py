"""The report on paper: cover, lists, page numbers, fonts and tags."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support.pdf_defects import (
    annexes,
    contents,
    dead_links,
    far_links,
    figures_without_alt,
    report,
    texts,
)

from recount.book.directives.store import Store, load_store
from recount.book.fonts import write_fonts
from recount.book.numerals import PRINT
from recount.book.numerals.tokens import passages, read_page
from recount.book.pdf import paper
from recount.book.pdf.cover import COLOPHON, WARNING, cover_lines
from recount.book.pdf.print_pages import ANNEX, REPORT, SUMMARY, print_pages
from recount.errors import BookError
from recount.numbers.dutch_numerals import numerals
from recount.storage import write_json

pytestmark = pytest.mark.slow

WARNED = "waarschuwing"


@pytest.fixture(scope="session")
def pdf(root: Path) -> Path:
    """The PDF of the book of the invented edition."""
    return report(root / "_build/pdf")


@pytest.fixture(scope="session")
def store(root: Path) -> Store:
    """The store of the book."""
    return load_store((root / "_build/chapters").resolve(), (root / "edition").resolve())


@pytest.fixture(scope="session")
def pages(pdf: Path) -> list[str]:
    """The text of every page."""
    return texts(pdf)


def test_the_cover_shows_the_verdict_counts(pages: list[str], store: Store) -> None:
    """The cover has the count per verdict, the dates of the public data and the warning."""
    lines = [text for _, text in cover_lines(store)]
    assert "1 ● klopt" in lines
    assert "Openbare gegevens: van 1 oktober 2019" in lines
    assert "Opgehaald bij de uitgevers: op 3 februari 2020 of eerder" in lines
    assert WARNING in lines
    lines = [text for kind, text in cover_lines(store) if kind != COLOPHON]
    shown = [re.findall(r"\w+", line) for line in lines if "gerekend op" not in line]
    assert set(re.findall(r"\w+", pages[0])) >= {word for line in shown for word in line}


DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"


def _lay_out(root: Path, folder: Path, body: str, documents: tuple[str, ...] = (REPORT,)) -> Path:
    """The folder with the documents of pages that hold a text."""
    work = folder / "nl"
    work.mkdir(parents=True)
    (folder / "a.svg").write_text(DRAWING, "utf-8")
    (work / paper.PAGES).write_text(
        "<html lang='nl'><body><div class='omslag'><p class='omslag-soort'>W</p>"
        f"<p class='omslag-titel'>T</p><p class='omslag-feit'>Gerekend vandaag.</p><p class='omslag-colofon'>Van W.</p></div><main>{body}</main></body></html>",
        "utf-8",
    )
    write_json(work / "attachments.json", {})
    paper.lay_out(
        work,
        write_fonts(folder / "fonts"),
        "2020-02-03",
        {one: folder / f"{one}.pdf" for one in documents},
    )
    return folder


SECTION = "<section id='{0}' data-document='{1}' data-part=''><h1>Kop</h1>{2}</section>"
PICTURE = SECTION.format("a", REPORT, "<figure id='figuur-a' class='rc-figuur'><div class='rc-figuurkop'><p class='rc-titel'>F</p></div><img src='a.svg' alt='Vlak.'/></figure>")  # fmt: skip


def test_the_bytes_of_a_pdf_do_not_depend_on_its_folder(root: Path, tmp_path: Path) -> None:
    """The same page with a drawing gives the same bytes in two folders."""
    made = [_lay_out(root, tmp_path / name, PICTURE) / "report.pdf" for name in ("hier", "daar")]
    assert made[0].read_bytes() == made[1].read_bytes()
    assert figures_without_alt(made[0]) == (1, 0)


def test_a_link_to_another_document_leads_to_its_page(root: Path, tmp_path: Path) -> None:
    """And within the document to the section itself."""
    link = "<p><a href='#a'>Hier</a> <a href='#b'>Daar</a></p>"
    pages = SECTION.format("a", REPORT, link) + SECTION.format("b", ANNEX, "<p>Einde</p>")
    folder = _lay_out(root, tmp_path / "twee", pages, (REPORT, ANNEX))
    assert far_links(folder / "report.pdf") == ["annex.pdf#page=2"]
    assert "Einde" in texts(folder / "annex.pdf")[1]
    assert dead_links(folder / "report.pdf") == []


def test_a_link_without_a_target_is_an_error(root: Path, tmp_path: Path) -> None:
    """It names the link."""
    pages = SECTION.format("a", REPORT, "<p><a href='#weg'>Weg</a></p>")
    with pytest.raises(BookError, match="weg"):
        _lay_out(root, tmp_path / "dood", pages)


def test_the_summary_says_by_whom_and_when(root: Path, tmp_path: Path) -> None:
    """It is handed out without the cover of the report."""
    pages = SECTION.format("a", f"{REPORT} {SUMMARY}", "<p>Kort.</p>")
    folder = _lay_out(root, tmp_path / "kort", pages, (REPORT, SUMMARY))
    assert texts(folder / "summary.pdf") == ["T Kop Kop Kort. Van W. Gerekend vandaag. 1 van 1"]


def test_the_summary_leaves_out_marks_of_an_annex_that_it_lacks(root: Path, tmp_path: Path) -> None:
    """The report, whose annexes go with it, has them."""
    body = SECTION.format("a", f"{REPORT} {SUMMARY}", "<p>Zes<sup class='rc-nr'>[9]</sup>.</p>")
    folder = _lay_out(root, tmp_path / "merk", body, (REPORT, SUMMARY))
    assert "Zes." in texts(folder / "summary.pdf")[0]
    assert "Zes[9]." in texts(folder / "report.pdf")[-1]


def test_the_title_of_a_page_in_a_sentence_has_quotation_marks(root: Path, tmp_path: Path) -> None:
    """Titles are often questions, and on paper a link has no colour."""
    link = "<p>Dat staat in <a href='#a'><span class='doc'>Hoe?</span></a>.</p>"
    folder = _lay_out(root, tmp_path / "titel", SECTION.format("a", REPORT, link))
    assert "Dat staat in “Hoe?”." in texts(folder / "report.pdf")[-1]


def test_the_summary_begins_on_a_page_of_its_own(root: Path, tmp_path: Path) -> None:
    """In the report other chapters go on below the last one."""
    chapters = [("a", REPORT, "Voor"), ("b", REPORT, "Na"), ("c", f"{REPORT} {SUMMARY}", "Kort")]
    body = "".join(SECTION.format(one, where, f"<p>{text}.</p>") for one, where, text in chapters)
    *_, last, summary = texts(_lay_out(root, tmp_path / "eigen", body) / "report.pdf")
    assert "Voor" in last
    assert "Na" in last
    assert "Kort" in summary


def test_a_short_table_is_on_one_page(root: Path, tmp_path: Path) -> None:
    """Below a text that leaves room for some of its rows only."""
    rows = "".join(f"<tr><td>{word}</td></tr>" for word in ("eerste", *["rij"] * 12, "laatste"))
    table = f"<div id='t' class='rc-tabelblok'><table><tbody>{rows}</tbody></table></div>"
    text = "<p>Zin.</p>" * 38
    folder = _lay_out(root, tmp_path / "heel", SECTION.format("a", REPORT, text + table))
    (found,) = [page for page in texts(folder / "report.pdf") if "eerste" in page]
    assert "laatste" in found


def test_a_tall_picture_leaves_no_gap_in_the_text(root: Path, tmp_path: Path) -> None:
    """It is at the top of the next page, and what comes after it in the text goes on below what comes before."""
    picture = "<figure id='figuur-a' class='rc-figuur'><div class='rc-figuurkop'><p class='rc-titel'>Hoog</p></div><img src='a.svg' alt='Vlak.'/></figure>"
    body = SECTION.format("a", REPORT, "<p>Zin.</p>" * 25 + picture + "<p>Daarna.</p>")
    *_, before, after = texts(_lay_out(root, tmp_path / "hoog", body) / "report.pdf")
    assert "Daarna." in before
    assert "Hoog" in after


def test_a_source_is_on_a_page_once(root: Path, tmp_path: Path) -> None:
    """Tables of one source share a note, with one mark; on another page the source is there again."""
    table = "<div id='t{}' class='rc-tabelblok'><table><tbody><tr><td>x</td></tr></tbody></table><p class='rc-bijschrift'>Tabel.</p><div class='rc-onder'><p class='rc-bron'>Bron: {}.</p></div></div>"
    some = "".join(table.format(place, source) for place, source in enumerate("aabab"))
    body = SECTION.format("a", REPORT, some + "<p>Zin.</p>" * 50 + table.format("z", "a"))
    *_, shared, last = texts(_lay_out(root, tmp_path / "bron", body) / "report.pdf")
    assert re.findall(r"Tabel. ?(\d)|Bron: (\w)", shared) == [
        *((mark, "") for mark in "11212"), ("", "a"), ("", "b"),
    ]  # fmt: skip
    assert re.findall(r"Bron: (\w)", last) == ["a"]


def test_no_layout_adds_a_numeral(root: Path, pages: list[str]) -> None:
    """Every numeral in the text of the PDFs is in the pages that were checked, or is a page number."""
    checked = {
        one.text for passage in passages(read_page((root / "_build/pdf" / PRINT).read_bytes()))
        for one in numerals(passage.text)
    }  # fmt: skip
    for page in pages + texts(annexes(root / "_build/pdf")):
        text = re.sub(r"\d+ van \d+$", "", page)
        assert {one.text for one in numerals(text)} - checked <= set(map(str, range(1, 30)))


@pytest.mark.parametrize(("demo", "warnings"), [(True, [WARNING]), (False, [])])
def test_the_cover_says_that_it_is_the_demo(
    store: Store, warnings: list[str], *, demo: bool
) -> None:
    """The real report has no such line."""
    told = cover_lines(replace(store, run={**store.run, "demo": demo}))
    assert [text for kind, text in told if kind == WARNED] == warnings


def test_pages_have_numbers_and_running_heads(pages: list[str]) -> None:
    """The foot has the page number and the page count, the head the title of the chapter."""
    assert all(
        f"{number} van {len(pages)}" in pages[number - 1] for number in range(2, len(pages) + 1)
    )
    chapter = next(
        n for n, text in enumerate(pages) if text.count("1. Hoeveel is er in 2019?") == 2
    )
    assert "Figuren" not in pages[chapter]


def test_contents_and_lists_have_the_right_page_numbers(pdf: Path, pages: list[str]) -> None:
    """The page number of an entry is that of the page it links to."""
    lists = [
        entry for entry in contents(pdf) if entry[0] <= 4 and not entry[2].startswith("getal-")
    ]
    assert {name for _, _, name in lists} >= {"hoeveel-is-er-in-2019"}
    assert len(lists) >= 4
    for here, there, _ in lists:
        assert re.search(rf"\b{there}\b", pages[here - 1])
    assert dead_links(pdf) == []


def test_figures_and_tables_are_listed_with_their_numbers(pages: list[str]) -> None:
    """In the lists and at the figure and table itself, with the label of invented data."""
    text = " ".join(pages)
    assert text.count("Figuur 1.1 verzonnen Drie kwart is er") == 2
    assert text.count("Tabel 1.1 verzonnen Wat er is") == 2


RAW = """<html><body><div class="body"><section id="a"><h1>Boek</h1><section id="f"><h2>Blok</h2></section><div class="toctree-wrapper">
<span id="document-een"></span><section id="b"><h2><span class="section-number">1. </span>Een</h2>
<p><a href="#document-samenvatting">Terug</a> <a href="#c">Weg</a></p><section id="c"><h3>Herkomst</h3><p>Weg.</p></section></section>
<span id="document-samenvatting"></span><section id="d"><h2>Samenvatting</h2><details><summary>Toon</summary>
<p id="b">Twee <a href="index.html#b">keer</a></p></details><picture><source srcset="b.svg"><img src="a.svg" alt="Een balk"></picture></section>
<span id="document-bij"></span><section id="e"><h2><span class="section-number">A. </span>Bij</h2></section></div></section></div>
<div><p role="heading">Hoofdstukken</p><ul><li><a href="#document-een">1. Een</a></li></ul>
<p role="heading">Bijlagen</p><ul><li><a href="#document-bij">A. Bij</a></li></ul></div></body></html>"""


def test_the_pages_are_prepared_for_print(store: Store) -> None:
    """The front page without its sections and the summary are a document too; titles and links match, nothing is collapsed."""
    page = print_pages(RAW, "Boek", "Wie", store)
    titles = [title.text_content() for title in page.xpath("//main//h1")]
    assert titles == ["De publicatie nagerekend", "1. Een", "Samenvatting", "Bijlage A. Bij"]
    documents = page.xpath("//main/section/@data-document")
    assert documents == [f"{REPORT} {SUMMARY}", REPORT, f"{REPORT} {SUMMARY}", ANNEX]
    assert page.xpath("//main/section[1]/section/@data-document") == [REPORT]
    assert page.xpath("//main//a/@href") == ["#d", "#samenvatting--b"]
    assert page.xpath("//main//*[@id='b' or @id='samenvatting--b']/@id") == ["b", "samenvatting--b"]
    assert not page.xpath("//details | //summary | //source | //section[@id='c']")
