"""The text of a PDF held against what was laid out."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from weasyprint import HTML

from sto_eval.book.census import Finding
from sto_eval.book.printed import Page, _leads, compare

STYLE = """<style>@page { margin: 26mm 24mm 24mm 24mm; @top-left { content: "2019 nagerekend" }
@bottom-right { content: counter(page) " van " counter(pages) } } @page :first { margin: 0; @top-left { content: none }
@bottom-right { content: none } } section { break-before: page } p { hyphens: auto; width: 20mm }
nav li { display: flex } nav a { flex: 1 } nav b::after { content: target-counter(attr(id), page) }</style>"""

TEXT = """<p>Rapport 2019 nagerekend</p>
<section><h1>Inhoud</h1><nav><ul><li><a href="#een">Hoeveel er zijn</a><b id="#een"></b></li></ul></nav></section>
<section><h1 id="een">Hoeveel er zijn</h1><p>Er zijn 1.234 scholen en vijfentwintig regio's, met
+€ 40 miljoen.</p><ol><li>Vul in.</li><li>Neem aan.</li></ol></section>
<section><p>Het is 75,3%<sup>n</sup>.</p></section>"""


def _compare(tmp_path: Path, laid_out: str, printed: str, style: str = STYLE) -> list[Finding]:
    """The differences between a text and the PDF of perhaps another."""
    page = '<html lang="nl"><head>{}</head><body>{}</body></html>'
    HTML(string=page.format(style, printed)).write_pdf(tmp_path / "a.pdf")
    return compare(
        tmp_path / "a.pdf", html.fromstring(f"<html><body>{laid_out}</body></html>").body
    )


def test_what_was_laid_out_is_what_the_pdf_says(tmp_path: Path) -> None:
    """Page numbers, running heads, contents, list items and broken words are no differences."""
    assert _compare(tmp_path, TEXT, TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "found", "why"),
    [
        ("75,3%", "76,3%", "76,3", "where the report says 75,3"),
        ("1.234", "1.243", "1.243", "where the report says 1.234"),
        ("vijfentwintig", "vierentwintig", "vierentwintig", "where the report says vijfentwintig"),
        ("Het is", "Het is 12 keer", "12", "stands in the PDF only"),
        ("Het is 75,3%", "Het is", "75,3", "is missing in the PDF"),
        ("+€ 40", "€ 40", "40", "where the report says +40"),
    ],
)
def test_an_altered_numeral_is_found(
    tmp_path: Path, old: str, new: str, found: str, why: str
) -> None:
    """In the PDF only, gone, or another: named with its page."""
    (finding,) = _compare(tmp_path, TEXT, TEXT.replace(old, new))
    assert (finding.found, finding.page[:9]) == (found, "bladzijde")
    assert why in finding.why


def test_a_numeral_in_the_margin_is_found(tmp_path: Path) -> None:
    """A running head with a number that the text does not hold."""
    style = STYLE.replace("2019 nagerekend", "2019 en 98")
    found = _compare(tmp_path, TEXT, TEXT, style)
    assert {one.page for one in found} == {"bladzijde 2", "bladzijde 3", "bladzijde 4"}
    assert all("98" in one.found and "margin" in one.why for one in found)


def test_a_wrong_page_in_the_contents_is_found(tmp_path: Path) -> None:
    """The number behind an entry must lead to the page with that title."""
    style = STYLE.replace("target-counter(attr(id), page)", '"4"')
    (finding,) = _compare(tmp_path, TEXT, TEXT, style)
    assert (finding.found, finding.page) == ("4", "bladzijde 2")


@pytest.mark.parametrize("row", ["<td>7<td>8", "<td>2020<td>2019", "<td>7<td>2019"])
def test_a_head_that_stands_again_on_each_page_is_no_difference(tmp_path: Path, row: str) -> None:
    """Also when the rows around it hold the numerals of the head."""
    head = "<thead><tr><th>2019<th>2020</thead>"
    text = (
        f"<p>2019 nagerekend</p><section><table>{head}<tbody>{f'<tr>{row}' * 90}</table></section>"
    )
    assert _compare(tmp_path, text, text) == []


def test_a_label_beside_a_title_is_no_part_of_it() -> None:
    """A title of two lines is found on its page, with the label at its side read between them."""
    pages = [Page(1, "Figuur 1.1 Er zijn er verzonnen\nvijf", "")]
    assert _leads("Figuur 1.1 Er zijn er vijf", 1, pages)
    assert not _leads("Figuur 1.1 Er zijn er zes", 1, pages)
