"""The report on paper: Sphinx's single page, checked, and laid out by Typst as three PDFs.

Each conforms to both PDF/UA-1 (accessibility) and PDF/A-3a (archival, with attachments).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pikepdf
import typst
from lxml import etree

from recount.book.directives.store import load_store
from recount.book.earlier_parts import ANEW, EarlierParts, parts_of
from recount.book.numerals import PRINT, require_traceable
from recount.book.pdf.evidence import write_attachments
from recount.book.pdf.names import REPORT, TITLES, pdf_names
from recount.book.pdf.print_pages import print_pages, translate_print
from recount.book.sphinx_process import run_tool, sphinx
from recount.book.staging import ASSETS, Stage
from recount.edition.translations import DUTCH
from recount.errors import BookError
from recount.running.processes import Process
from recount.storage import write_json
from recount.translation.languages import Say, load_translations

WHAT = "the report on paper"
TEMPLATE, PAGES, ADDRESSES = "report.typ", "pages.xml", "addresses.json"
"""The template, and the files that it reads: the pages, and where ids of other documents are."""

WORDS: Final = ("Inhoud", "Figuren", "Tabellen", "afbeelding", "van")
"""The words of the template, which it shows as ``say`` gives them."""


def render_pdf(stage: Stage, folder: Path, beside: Process) -> Path:
    """Render the PDFs into a folder; return the path of the report.

    The process beside this one runs Sphinx. Then it makes the PDFs in other languages, while the text is checked and
    the Dutch PDFs are laid out here.
    """
    work = folder / "_work"
    html = beside.submit(_render_single_page, stage, work).result()
    store = load_store(stage.chapters.resolve(), stage.edition.resolve())
    pages = print_pages(
        (html / "index.html").read_text("utf-8"), stage.title, stage.author, store, stage.front
    )
    (folder / PRINT).write_bytes(etree.tostring(pages, encoding="utf-8"))
    day = str(store.run["time"])[:10]
    other = beside.submit(_lay_out_translations, stage, folder, html, day)
    require_traceable("pdf", folder, stage)
    report = _lay_out_language(stage, folder, html / DUTCH, pages, day)
    other.result()
    shutil.rmtree(work)
    return report


def _lay_out_translations(stage: Stage, folder: Path, html: Path, day: str) -> None:
    """Lay out the documents in every language besides Dutch."""
    for code, translation in load_translations(stage.edition, stage.regions).items():
        dutch = etree.parse(folder / PRINT).getroot()
        pages = translate_print(dutch, code, translation, html)
        _lay_out_language(stage, folder, html / code, pages, day, translation.text)


def _lay_out_language(  # noqa: PLR0913 - the parts of a layout
    stage: Stage, folder: Path, work: Path, pages: etree._Element, day: str, say: Say = str
) -> Path:
    """Lay out the documents of one language, in a folder named after it; return the path of the report."""
    work.mkdir()
    (work / PAGES).write_bytes(etree.tostring(pages, encoding="utf-8"))
    write_attachments(stage, work, say)
    names = pdf_names(stage.title, work.name, say)
    targets = {one: folder / names[one] for one in _documents(pages)}
    with parts_of(stage, f"pdf-{work.name}") as earlier:
        lay_out(work, stage.fonts, day, targets, say, earlier)
    return targets[REPORT]


def _documents(pages: etree._Element) -> list[str]:
    """The documents that pages are in."""
    sections = pages.find(".//main")
    made = {one for section in sections for one in section.get("data-document", "").split()}
    return [one for one in TITLES if one in made]


def lay_out(  # noqa: PLR0913 - the options of a layout
    work: Path,
    fonts: Path,
    day: str,
    targets: Mapping[str, Path],
    say: Say = str,
    earlier: EarlierParts = ANEW,
) -> None:
    """Lay out documents from the pages in a folder, with links between them by page.

    Parameters
    ----------
    work
        The folder with the pages and the list of attachments, in that of their images.
    fonts
        The folder with the fonts; no other font is used.
    day
        The date of the documents, in ISO format.
    targets
        Document -> the file to write.
    say
        Gives the words of the template in the language of the pages.
    earlier
        Documents of earlier builds, of which those that did not change are used.

    Errors: ``BookError`` for a link without a target, a missing image, or anything else that Typst refuses.
    """
    shutil.copyfile(ASSETS / TEMPLATE, work / TEMPLATE)
    known_fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
    )
    words = json.dumps({word: say(word) for word in WORDS})
    documents = {
        name: _Document(work, {"document": name, "date": day, "words": words}, known_fonts)
        for name in targets
    }
    addresses: dict[str, str] = {}
    write_json(work / ADDRESSES, None)
    try:
        for name, document in documents.items():
            found = json.loads(earlier.get(document.places, b"places", document.made_of))
            new = {one: f"{targets[name].name}#page={page}" for one, page in found.items()}
            addresses = new | addresses
        write_json(work / ADDRESSES, addresses)
        known = json.dumps(addresses).encode()
        for name, document in documents.items():
            targets[name].write_bytes(earlier.get(document.pdf, known, document.made_of))
    except typst.TypstError as fault:
        remedy = "Fix the pages with these links or images."
        found = str(fault.diagnostic)[:1000]
        raise BookError(f"{WHAT} failed", "Typst", "no errors", found, remedy) from None


class _Document:
    """One of the documents that are laid out from the pages in a folder."""

    def __init__(self, work: Path, inputs: Mapping[str, str], fonts: typst.Fonts) -> None:
        self._work, self._root = work, work.parent
        self._inputs, self._fonts = inputs, fonts

    @cached_property
    def made_of(self) -> bytes:
        """All that it is made of, but the addresses of other documents: its chapters, their images, the attachments."""
        pages = etree.parse(self._work / PAGES).getroot()
        main = pages.find(".//main")
        for section in list(main):
            if self._inputs["document"] not in section.get("data-document").split():
                main.remove(section)
        images = {self._root / image.get("src") for image in pages.iter("img")}
        attached = (self._work / "attached").glob("*")
        files = sorted([*images, *attached, self._work / "attachments.json"])
        content = [path.read_bytes() for path in files if path.is_file()]
        parts = (json.dumps(self._inputs).encode(), etree.tostring(pages), *content)
        return b"".join(hashlib.sha256(part).digest() for part in parts)

    @cached_property
    def _compiler(self) -> typst.Compiler:
        return typst.Compiler(
            self._work / TEMPLATE, self._root, self._fonts, sys_inputs=dict(self._inputs)
        )

    def places(self) -> bytes:
        """Id -> the page that it is on, as JSON."""
        return self._compiler.query("<places>", field="value", one=True).encode()

    def pdf(self) -> bytes:
        """The PDF, with the addresses of other documents that are in the folder now."""
        file = self._work / "document.pdf"
        self._compiler.compile(output=file, pdf_standards=["ua-1", "a-3a"])
        lengthen_ambiguous_streams(file)
        return file.read_bytes()


def _render_single_page(stage: Stage, work: Path) -> Path:
    """The folder with Sphinx's single page and its images."""
    conf = work / "conf"
    conf.mkdir(parents=True)
    shutil.copyfile(ASSETS / "print_conf.py", conf / "conf.py")
    shutil.copyfile(stage.folder / "_config.yml", conf / "_config.yml")
    options = ["-b", "singlehtml", "-n", "-W", "--keep-going"]
    places = ["-c", str(conf), "-d", str(work / "trees"), str(stage.folder), str(work / "html")]
    run_tool(sphinx, [*options, *places], WHAT, stage.folder)
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
