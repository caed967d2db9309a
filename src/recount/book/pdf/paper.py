"""The PDF: all pages in one HTML file, cleaned up and laid out as a tagged PDF."""

from __future__ import annotations

import gc
import logging
import re
import shutil
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recount.book.directives.store import load_store
from recount.book.numerals import PRINT, require_traceable
from recount.book.pdf.evidence import attach_evidence
from recount.book.pdf.tidy import tidy_document
from recount.book.sphinx_process import SPHINX, run_tool
from recount.book.staging import ASSETS, Stage
from recount.errors import BookError

ADDRESS = "https://rapport.invalid/"
"""Fixed base address during layout: WeasyPrint derives the names of images from their addresses."""


def render_pdf(stage: Stage, folder: Path) -> Path:
    """Render the PDF into a folder, checking its text before layout; return its path."""
    work = folder / "_work"
    conf = work / "conf"
    conf.mkdir(parents=True)
    shutil.copyfile(ASSETS / "print_conf.py", conf / "conf.py")
    shutil.copyfile(stage.folder / "_config.yml", conf / "_config.yml")
    html = work / "html"
    options = [
        "-b",
        "singlehtml",
        "-n",
        "-W",
        "--keep-going",
        "-q",
        "-c",
        str(conf),
        "-d",
        str(work / "trees"),
    ]
    run_tool(
        SPHINX, [*options, str(stage.folder), str(html)], "the report on paper failed", stage.folder
    )
    page = html / "index.html"
    store = load_store(stage.chapters.resolve(), stage.edition.resolve())
    text = tidy_document(
        page.read_text(encoding="utf-8"), stage.title, stage.author, store, stage.front
    )
    for place in (folder / PRINT, page):
        place.write_text(text, encoding="utf-8")
    require_traceable("pdf", folder, stage)
    target = folder / f"{file_name(stage.title)}.pdf"
    lay_out(page, stage.fonts, target)
    attach_evidence(target, stage)
    shutil.rmtree(work)
    return target


def file_name(title: str) -> str:
    """A title as a file name without extension.

    >>> file_name("Techniek 2020-2024, één rapport")
    'techniek-2020-2024-een-rapport'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "rapport"


def lay_out(page: Path, fonts: Path, target: Path) -> None:
    """Lay out an HTML page and its images as a PDF whose bytes do not depend on the folder.

    Errors: ``BookError`` if Pango is missing, or if a link or image is broken.
    """
    # WeasyPrint fails at import without Pango on the system: report that as an error of the build.
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    except OSError as fault:
        found = " ".join(str(fault).split())[:200]
        remedy = "Install libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
        raise BookError(
            "the report on paper failed", "WeasyPrint", "Pango", found, remedy
        ) from None
    log = _ErrorLog()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(log)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    known_fonts = FontConfiguration()
    style = (ASSETS / "print.css").read_text(encoding="utf-8")
    sheet = CSS(string=style, base_url=f"{fonts.resolve().as_uri()}/", font_config=known_fonts)
    try:
        document = HTML(
            filename=str(page), base_url=f"{ADDRESS}{page.name}", url_fetcher=_fetcher(page.parent)
        )
        with warnings.catch_warnings(), _without_collector():
            # WeasyPrint leaves its PDF/A colour profile open
            warnings.simplefilter("ignore", ResourceWarning)
            document.write_pdf(
                target, stylesheets=[sheet], font_config=known_fonts, pdf_variant="pdf/a-3a"
            )
    finally:
        logger.removeHandler(log)
    if log.found:
        found = "; ".join(dict.fromkeys(log.found))
        remedy = "Fix the pages with these links or images."
        raise BookError("the report on paper failed", "WeasyPrint", "no errors", found, remedy)


def _fetcher(folder: Path) -> Any:  # noqa: ANN401 - weasyprint has no types
    """URL fetcher that maps ``ADDRESS`` to the folder of the page."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    class Fetcher(URLFetcher):  # type: ignore[misc] # weasyprint has no types
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401
            return super().fetch(url.replace(ADDRESS, f"{folder.resolve().as_uri()}/", 1), headers)

    return Fetcher()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Turn off garbage collection, which would keep scanning the layout boxes of all pages."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _ErrorLog(logging.Handler):
    """Collects the errors of WeasyPrint, such as broken links and missing images."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())
