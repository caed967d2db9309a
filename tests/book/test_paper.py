"""The printed report: cover, lists, page numbers, fonts and tags."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from leaves import contents, dead_links, figures_without_alt, foreign_fonts, outside
from lxml import html
from PIL import Image

from recount.book.directives.store import Store, load_store
from recount.book.pdf import paper
from recount.book.pdf.cover import WARNING, cover_lines
from recount.book.pdf.front_matter import Chapter, front_matter
from recount.book.pdf.tidy import tidy_document
from recount.cache import CACHE

pytestmark = pytest.mark.slow

WARNED = "waarschuwing"


@pytest.fixture(scope="session")
def pdf(root: Path) -> Path:
    """The PDF of the book of the invented edition."""
    return next((root / "_build/pdf").glob("*.pdf"))


@pytest.fixture(scope="session")
def store(root: Path) -> Store:
    """The store of the book."""
    return load_store((root / "_build/chapters").resolve(), (root / "edition").resolve())


@pytest.fixture(scope="session")
def pages(pdf: Path) -> list[str]:
    """The text of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(text.split()) for text in texts]


def test_the_cover_shows_the_verdict_counts(pages: list[str], store: Store) -> None:
    """The cover has the count per verdict, the dates of the public data and the warning."""
    lines = [text for _, text in cover_lines(store)]
    assert "1 ● klopt" in lines
    assert "Openbare gegevens: van 1 oktober 2019" in lines
    assert "Opgehaald bij de uitgevers: op 3 februari 2020 of eerder" in lines
    assert WARNING in lines
    shown = [re.findall(r"\w+", line) for line in lines if "gerekend op" not in line]
    assert set(re.findall(r"\w+", pages[0])) >= {word for line in shown for word in line}


def test_the_bytes_of_a_pdf_do_not_depend_on_its_folder(root: Path, tmp_path: Path) -> None:
    """The same page with a picture gives the same bytes in two folders."""
    made = []
    for name in ("hier", "daar"):
        page = tmp_path / name / "index.html"
        page.parent.mkdir()
        Image.new("RGB", (2, 2), "red").save(page.parent / "rood.png")
        page.write_text(
            "<html lang='nl'><title>T</title><h1>T</h1><img src='rood.png' alt='Rood.'>", "utf-8"
        )
        (fonts,) = (root / CACHE / "fonts").iterdir()
        paper.lay_out(page, fonts, page.with_suffix(".pdf"))
        made.append(page.with_suffix(".pdf").read_bytes())
    assert made[0] == made[1]
    assert b"/Image" in made[0]


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
    assert {name for _, _, name in lists} >= {
        "lijst-figuur", "lijst-tabel", "kop-chapters-proef-0", "figuur-proef-figuur", "tabel-proef-tabel",
    }  # fmt: skip
    for here, there, _ in lists:
        assert re.search(rf"\b{there}\b", pages[here - 1])
    assert dead_links(pdf) == []


def test_figures_and_tables_are_listed_with_their_numbers(pages: list[str]) -> None:
    """The list of figures and the list of tables show numbers and titles."""
    text = " ".join(pages)
    assert text.count("Figuur 1.1 Drie kwart is er") == 1
    assert text.count("Tabel 1.1 Wat er is") == 1
    assert "Bijlage A. Herkomst van elk getal" in text


def test_the_lists_label_invented_data(pages: list[str]) -> None:
    """A figure or table based on invented data has the label in the lists too."""
    text = " ".join(pages)
    assert "Figuur 1.1 verzonnen Drie kwart is er" in text
    assert "Tabel 1.1 verzonnen Wat er is" in text


def test_fonts_are_embedded_and_ours(pdf: Path) -> None:
    """Only fonts from the packages are used, so that machines give the same bytes."""
    assert foreign_fonts(pdf) == []


def test_every_figure_has_alternative_text(pdf: Path) -> None:
    """The tag of a figure has a text for readers who cannot see it."""
    count, speechless = figures_without_alt(pdf)
    assert count == 1
    assert speechless == 0


def test_nothing_extends_into_the_margins(pdf: Path) -> None:
    """No table, line of code or picture is wider than the text."""
    assert outside(pdf) == []


def test_the_author_and_the_language_are_set(pdf: Path) -> None:
    """The metadata name the author and the language, and the document is tagged."""
    with pikepdf.open(pdf) as document:
        assert str(document.docinfo["/Author"]) == "Sterk Techniekonderwijs, evaluatie"
        assert str(document.Root.Lang) == "nl"
        assert bool(document.Root.MarkInfo.Marked)


RAW = """<html><body><div class="body"><section id="a"><h1>Boek</h1><div class="toctree-wrapper">
<span id="document-een"></span><section id="b"><h2><span class="section-number">1. </span>Een</h2>
<p><a href="#document-samenvatting">Terug</a></p><section id="c"><h3>Herkomst</h3><p>Weg.</p></section></section>
<span id="document-samenvatting"></span><section id="d"><h2>Samenvatting</h2><details><summary>Toon</summary>
<table><thead><tr><th>Kop</th></tr></thead><tr><th>Rij</th></tr></table></details><picture><source srcset="b.svg"><img src="a.svg" alt="Een balk"></picture></section></div></section></div>
<div><p role="heading">Hoofdstukken</p><ul><li><a href="#document-een">1. Een</a></li></ul></div></body></html>"""


def test_the_document_is_prepared_for_print(store: Store) -> None:
    """The summary comes first, titles and links match, header cells have a scope, nothing is collapsed."""
    page = html.document_fromstring(tidy_document(RAW, "Boek", "Wie", store))
    titles = [title.text_content() for title in page.xpath("//main//h1")]
    assert titles == ["Samenvatting", "De publicatie nagerekend", "1. Een"]
    assert page.xpath("//main//a/@href") == ["#kop-samenvatting-0"]
    assert page.xpath("//main//th/@scope") == ["col", "row"]
    assert page.xpath("//main//img/@src") == ["a.png"]
    assert not page.xpath("//details | //summary | //source | //section[@id='c']")


def test_a_book_without_figures_has_no_list_of_figures() -> None:
    """Its front matter has only the contents."""
    section = html.fragment_fromstring("<section><h1 id='k'>Een</h1></section>")
    text = front_matter([Chapter("een", "", section)])
    assert text.count("<nav") == 1
    assert '<a href="#k">Een</a>' in text
