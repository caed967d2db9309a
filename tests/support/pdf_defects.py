"""Defects in the pages of a PDF, as lists that should be empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4
SIDES, TOP, BOTTOM = 24 * MM, 26 * MM, 24 * MM
"""Margins that the style sheet for print sets, in points."""

LEAST = 250
"""Characters below which a page without a picture is more white than page."""

OURS = ("IBMPlexSans", "DejaVuSans")
"""Prefixes of the names of font subsets from our packages."""

BESIDE = ("-bijlagen", "-samenvatting", "-annexes", "-summary")
"""Ends of the names of the PDFs beside the report."""

LANGUAGE = re.compile(r"(?<=-)[a-z]{2}\Z")
"""End of the name of a report in another language than Dutch."""


def report(folder: Path, code: str = "") -> Path:
    """The report in a language, by default Dutch, among the PDFs of a book."""
    found = [pdf for pdf in folder.glob("*.pdf") if not pdf.stem.endswith(BESIDE)]
    (chosen,) = (pdf for pdf in found if "".join(LANGUAGE.findall(pdf.stem)) == code)
    return chosen


def annexes(folder: Path) -> Path:
    """The annexes among the PDFs of a book."""
    (found,) = folder.glob("*-bijlagen.pdf")
    return found


def texts(pdf: Path) -> list[str]:
    """The text of every page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def far_links(pdf: Path) -> list[str]:
    """The addresses of links to other PDFs of the book, by file and page."""
    with pikepdf.open(pdf) as document:
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        addresses = [str(note.A.URI) for note in notes if "/A" in note]
    return [address for address in addresses if ".pdf#page=" in address]


def foreign_fonts(pdf: Path) -> list[str]:
    """Fonts that are not embedded, or not from our packages."""
    with pikepdf.open(pdf) as document:
        fonts = [thing for thing in document.objects if _is(thing, "/FontDescriptor")]
        names = [str(font.FontName).lstrip("/").partition("+")[2] for font in fonts]
        embedded = [any(f"/FontFile{kind}" in font for kind in ("", "2", "3")) for font in fonts]
    assert fonts
    return [
        name
        for name, has in zip(names, embedded, strict=True)
        if not (has and name.startswith(OURS))
    ]


def figures_without_alt(pdf: Path) -> tuple[int, int]:
    """Numbers of tagged figures, and of those without alternative text."""
    with pikepdf.open(pdf) as document:
        figures = [thing for thing in document.objects if _is_tag(thing, "/Figure")]
        return len(figures), sum(not str(figure.get("/Alt", "")).strip() for figure in figures)


def dead_links(pdf: Path) -> list[str]:
    """Internal links without a target."""
    with pikepdf.open(pdf) as document:
        places = set(pikepdf.NameTree(document.Root.Names.Dests))
        notes = [note for page in document.pages for note in page.get("/Annots", [])]
        wanted = {
            str(note.Dest)
            for note in notes
            if "/Dest" in note and isinstance(note.Dest, pikepdf.String)
        }
    return sorted(wanted - places)


def contents(pdf: Path) -> Iterator[tuple[int, int, str]]:
    """For each link in the lists before the text: its page, its target page and its name, if any."""
    with pikepdf.open(pdf) as document:
        places = pikepdf.NameTree(document.Root.Names.Dests)
        order = {page.objgen: number for number, page in enumerate(document.pages, 1)}
        for number, page in enumerate(document.pages, 1):
            for note in page.get("/Annots", []):
                if "/Dest" in note:
                    name = str(note.Dest) if isinstance(note.Dest, pikepdf.String) else ""
                    target = places[name] if name else note.Dest
                    yield number, order[target[0].objgen], name


def outside(pdf: Path) -> list[str]:
    """Texts and pictures beyond the margins, by page; the cover has no margins."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            width, _ = page.get_size()
            for thing in page.get_objects([raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE]):
                left, _, right, _ = thing.get_bounds()
                if number > 1 and (left < SIDES - 1 or right > width - SIDES + 1):
                    found.append(f"page {number}: from {left:.0f} to {right:.0f} of {width:.0f}")
    return found


def thin_pages(pdf: Path) -> list[str]:
    """Almost empty pages: little text within the margins, and no picture."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            box = (0, BOTTOM, width, height - TOP)
            text = " ".join(page.get_textpage().get_text_bounded(*box).split())
            pictures = list(page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))
            if number > 1 and len(text) < LEAST and not pictures:
                found.append(f"page {number}: {text}")
    return found


def _is(thing: object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and str(thing.get("/Type", "")) == kind


def _is_tag(thing: object, tag: str) -> bool:
    return (
        isinstance(thing, pikepdf.Dictionary) and str(thing.get("/S", "")) == tag and "/P" in thing
    )
