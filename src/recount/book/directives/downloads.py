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
    """The links on every page; those of the regions have the workbook of the report if they are in its website."""
    other = app.config.recount_other_book
    if not is_report(app) and not other:
        return []
    front = "" if is_report(app) else other["front"].removesuffix("index.html")
    return downloads(publication_of(store_of(app)), front, app.config.recount_pdf)


def downloads(published: Publication, front: str, beside: str = "") -> list[tuple[str, str]]:
    """Title and address of the report as files: the PDFs if they are anywhere, and the workbook.

    Parameters
    ----------
    published
        How the report is published. A website with an address of its own links to PDFs with an address alone.
    front
        Where the front of the report is, from the front of the book.
    beside
        Where the PDF of the report is, from the front of the book, if the build has one.
    """
    pdf = (published.pdf or ("" if published.address else beside)).removesuffix(".pdf")
    papers = [(title, f"{pdf}{ending}.pdf") for title, ending in PAPERS.items() if pdf]
    workbooks = [file for file in OFFERED if file.name.startswith(WORKBOOK)]
    return [*papers, *((f"werkboek ({file.code})", f"{front}{file.name}") for file in workbooks)]
