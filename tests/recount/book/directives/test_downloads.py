"""Links to the report as a file."""

from __future__ import annotations

from recount.book.directives.downloads import PAPERS, downloads
from recount.book.pdf.names import pdf_names
from recount.edition.publication import Publication


def test_the_workbook_is_at_the_front_of_the_report() -> None:
    """Also for the pages of the regions."""
    assert dict(downloads(Publication(), "../")) == {
        "werkboek (ODS)": "../werkboek.ods",
        "werkboek (XLSX)": "../werkboek.xlsx",
    }


def test_the_pdfs_are_offered_if_their_address_is_known() -> None:
    """Annexes and summary are beside the report, under the names that the build gives."""
    offered = dict(downloads(Publication(pdf="https://a.example/b.pdf"), ""))
    assert [title for title in offered if "PDF" in title] == [*PAPERS]
    assert offered["bijlagen (PDF)"] == "https://a.example/b-bijlagen.pdf"
    assert [f"b{end}.pdf" for end in PAPERS.values()] == [*pdf_names("b").values()]


def test_the_pdfs_of_the_build_are_offered_unless_the_website_has_an_address_of_its_own() -> None:
    """A published website may be the folder of the website alone, so it links to no file outside it."""
    beside = "../pdf/b.pdf"
    assert ("rapport (PDF)", beside) in downloads(Publication(), "", beside)
    assert ("rapport (PDF)", beside) not in downloads(
        Publication(address="https://a.example/"), "", beside
    )
