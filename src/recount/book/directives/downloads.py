"""Links to the report as a file, in the footer of every page: the PDFs and the workbook."""

from __future__ import annotations

from typing import Final

from sphinx.application import Sphinx

from recount.book.directives.elements import WORKBOOK
from recount.book.directives.pages import store_of
from recount.book.directives.publication import OFFERED, is_report, publication_of
from recount.edition.publication import Publication

PAPERS: Final = {
    "rapport (PDF)": "",
    "bijlagen (PDF)": "-bijlagen",
    "samenvatting (PDF)": "-samenvatting",
}
"""What a PDF is called in links -> the end of its file name."""


def offered_downloads(app: Sphinx) -> list[tuple[str, str]]:
    """The links on every page, also of the regions if they are in the website of the report."""
    other = app.config.recount_other_book
    if not is_report(app) and not other:
        return []
    front = "" if is_report(app) else other["front"].removesuffix("index.html")
    return downloads(publication_of(store_of(app)), front)


def downloads(published: Publication, front: str) -> list[tuple[str, str]]:
    """Title and address of the report as files: the PDFs if their address is known, and the workbook.

    Parameters
    ----------
    published
        How the report is published.
    front
        Where the front of the report is, from the front of the book.
    """
    pdf = published.pdf.removesuffix(".pdf")
    papers = [(title, f"{pdf}{ending}.pdf") for title, ending in PAPERS.items() if pdf]
    workbooks = [file for file in OFFERED if file.name.startswith(WORKBOOK)]
    return [*papers, *((f"werkboek ({file.code})", f"{front}{file.name}") for file in workbooks)]
