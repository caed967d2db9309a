"""The report on paper: Sphinx's single page, checked, and laid out by Typst as three PDFs.

Each conforms to both PDF/UA-1 (accessibility) and PDF/A-3a (archival, with attachments).
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pikepdf
import typst
from lxml import etree

from recount.book.directives.store import load_store
from recount.book.numerals import PRINT, require_traceable
from recount.book.pdf.evidence import write_attachments
from recount.book.pdf.print_pages import ANNEX, REPORT, SUMMARY, print_pages, translate_print
from recount.book.sphinx_process import SPHINX, run_tool
from recount.book.staging import ASSETS, Stage
from recount.errors import BookError
from recount.storage import write_json
from recount.translation.languages import Say, load_translations

WHAT = "the report on paper"
TEMPLATE, PAGES, ADDRESSES = "report.typ", "pages.xml", "addresses.json"
"""The template, and the files that it reads: the pages, and where ids of other documents are."""

WORDS: Final = ("Inhoud", "Figuren", "Tabellen", "afbeelding", "van")
"""The words of the template, which it shows as ``say`` gives them."""

NAMES: Final[Mapping[str, str]] = {REPORT: "", ANNEX: "Bijlagen", SUMMARY: "Samenvatting"}
"""Document -> what its file name says after the title, in the language of the document."""


def render_pdf(stage: Stage, folder: Path) -> Path:
    """Render the PDFs into a folder, checking their text before layout; return the path of the report."""
    work = folder / "_work"
    html = _render_single_page(stage, work)
    store = load_store(stage.chapters.resolve(), stage.edition.resolve())
    pages = print_pages(
        (html / "index.html").read_text("utf-8"), stage.title, stage.author, store, stage.front
    )
    for place in (folder / PRINT, html / PAGES):
        place.write_bytes(etree.tostring(pages, encoding="utf-8"))
    require_traceable("pdf", folder, stage)
    moment = str(store.run["time"])
    write_attachments(stage, html)
    targets = _targets(folder, stage.title, pages)
    lay_out(html, stage.fonts, moment, targets)
    for code, translation in load_translations(stage.edition, stage.regions).items():
        translated = translate_print(pages, code, translation, html)
        (html / PAGES).write_bytes(etree.tostring(translated, encoding="utf-8"))
        write_attachments(stage, html, translation.text)
        lay_out(
            html, stage.fonts, moment,
            _targets(folder, f"{translation.text(stage.title)} {code}", translated, translation.text),
            translation.text,
        )  # fmt: skip
    shutil.rmtree(work)
    return targets[REPORT]


def _targets(folder: Path, title: str, pages: etree._Element, say: Say = str) -> dict[str, Path]:
    """The documents that pages are in, with the file of each."""
    made = {
        one for section in pages.find(".//main") for one in section.get("data-document").split()
    }
    names = {one: file_name(f"{title} {name and say(name)}") for one, name in NAMES.items()}
    return {one: folder / f"{name}.pdf" for one, name in names.items() if one in made}


def file_name(title: str) -> str:
    """A title as a file name without extension.

    >>> file_name("Techniek 2020-2024, één rapport")
    'techniek-2020-2024-een-rapport'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "rapport"


def lay_out(
    work: Path, fonts: Path, moment: str, targets: Mapping[str, Path], say: Say = str
) -> None:
    """Lay out documents from the pages in a folder, with links between them by page.

    Parameters
    ----------
    work
        The folder with the pages, their images and the list of attachments.
    fonts
        The folder with the fonts; no other font is used.
    moment
        The date of the documents, in ISO format.
    targets
        Document -> the file to write.
    say
        Gives the words of the template in the language of the pages.

    Errors: ``BookError`` for a link without a target, a missing image, or anything else that Typst refuses.
    """
    shutil.copyfile(ASSETS / TEMPLATE, work / TEMPLATE)
    write_json(work / ADDRESSES, None)
    known_fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
    )
    words = json.dumps({word: say(word) for word in WORDS})
    try:
        compilers = {
            name: typst.Compiler(
                work / TEMPLATE,
                work,
                known_fonts,
                sys_inputs={"document": name, "date": moment, "words": words},
            )
            for name in targets
        }
        addresses: dict[str, str] = {}
        for name, compiler in compilers.items():
            found = json.loads(compiler.query("<places>", field="value", one=True))
            new = {one: f"{targets[name].name}#page={page}" for one, page in found.items()}
            addresses = new | addresses
        write_json(work / ADDRESSES, addresses)
        for name, compiler in compilers.items():
            compiler.compile(output=targets[name], pdf_standards=["ua-1", "a-3a"])
            lengthen_ambiguous_streams(targets[name])
    except typst.TypstError as fault:
        remedy = "Fix the pages with these links or images."
        found = str(fault.diagnostic)[:1000]
        raise BookError(f"{WHAT} failed", "Typst", "no errors", found, remedy) from None


def _render_single_page(stage: Stage, work: Path) -> Path:
    """The folder with Sphinx's single page and its images."""
    conf = work / "conf"
    conf.mkdir(parents=True)
    shutil.copyfile(ASSETS / "print_conf.py", conf / "conf.py")
    shutil.copyfile(stage.folder / "_config.yml", conf / "_config.yml")
    options = ["-b", "singlehtml", "-n", "-W", "--keep-going"]
    places = ["-c", str(conf), "-d", str(work / "trees"), str(stage.folder), str(work / "html")]
    run_tool(SPHINX, [*options, *places], WHAT, stage.folder)
    return work / "html"


def lengthen_ambiguous_streams(pdf: Path) -> None:
    """Append a byte to every compressed stream that ends with a carriage return, as 1 in 256 does.

    With the line feed after it, a checker takes it for a two-character line end and the length for wrong.
    Readers ignore data after the end of the compressed data. Nothing is compressed on saving, so no new one arises.
    """
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        for thing in document.objects:
            if not isinstance(thing, pikepdf.Stream) or "/Filter" not in thing:
                continue
            if (raw := thing.read_raw_bytes()).endswith(b"\r"):
                kept: Any = {"filter": thing.Filter, "decode_parms": thing.get("/DecodeParms")}
                thing.write(raw + b"\0", **kept)
        document.save(
            pdf,
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
