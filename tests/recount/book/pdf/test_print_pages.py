"""The PDF in another language."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from support.translation_catalogues import english

from recount.book.pdf.print_pages import translate_print

PAGES = (
    '<html lang="nl"><body><main><section data-part="Bijlagen"><p>1,5 regels</p>'
    '<img src="figures/a.svg"><img src="figures/b.svg"></section></main></body></html>'
)


def test_print_pages_are_translated_in_a_copy(tmp_path: Path) -> None:
    """With their parts and the pictures of the language; the Dutch ones stay for the next language."""
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.en.svg").touch()
    pages = html.document_fromstring(PAGES)
    before = html.tostring(pages)
    found = translate_print(
        pages, "en", english({"Bijlagen": "Annexes", "{1} regels": "{1} rows"}), tmp_path
    )
    assert html.tostring(pages) == before
    assert (found.get("lang"), found.find(".//section").get("data-part")) == ("en", "Annexes")
    assert found.findtext(".//p") == "1.5 rows"
    assert found.xpath("//img/@src") == ["figures/a.en.svg", "figures/b.svg"]
