"""The PDF against the evidence that it carries: attached files, and the numbers in its text."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
import pypdfium2

from recount.findings import Finding
from recount.verify.model import Record
from recount.verify.notation import plain
from recount.verify.opened import OpenedBundle
from recount.verify.parsing import parse
from recount.verify.places import EXHIBITS, NUMBERS, RESULTS, SUMS
from recount.verify.records import check_bounds
from recount.verify.shapes import Attached
from recount.verify.signed_pdf import changed_besides, find_signature, unsigned_part
from recount.verify.sums import check_sums

MAX_ATTACHED = 256 * 2**20
"""Bytes of the largest attached file that is read."""

_ANCHOR = "getal-"
_MARKS = "()[].,;: "
_MARK = re.compile(r"(?:\[?\d+\])?")
"""The ordinal of an annex entry, in brackets; set so small that extraction may lose it."""

_BESIDE = re.compile(r"\s*\[\d+\]$")
"""The same mark at the start of the next line: superscript, so inside the box of the number above."""

_END = b"%%EOF"
_ACTS = {"/OpenAction", "/AA", "/AcroForm"}
_LINE_END = "￾"  # what the text extractor puts where a word is hyphenated


@dataclass(frozen=True, slots=True)
class Paper:
    """What a PDF carries and shows.

    Parameters
    ----------
    attached
        Name -> bytes of the attached files.
    shown
        Number and text of each link to a number.
    pages
        Number of pages.
    """

    attached: Mapping[str, bytes]
    shown: list[tuple[str, str]]
    pages: int


def read_paper(name: str, raw: bytes) -> tuple[Paper | None, list[Finding]]:
    """A PDF as the build wrote it, or ``None`` and the reason; a signature may follow it, and nothing else."""
    built = unsigned_part(raw)
    try:
        with pikepdf.open(io.BytesIO(built)) as document:
            if problems := document.check_pdf_syntax():
                return None, [Finding("P1", name, "; ".join(problems[:3]))]
            attached, found = _attached(name, document)
            found += [Finding("P6", name, fault) for fault in _added(built, document)]
            links = list(_links(document))
            count = len(document.pages)
        if find_signature(raw) and (other := changed_besides(raw)):
            found.append(Finding("P6", name, f"with the signature came something else: {other}"))
        return Paper(attached, list(_texts(built, links)), count), found
    except (
        pikepdf.PdfError,
        pypdfium2.PdfiumError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
    ) as error:
        return None, [Finding("P1", name, " ".join(str(error).split())[:200])]


def check_paper(name: str, paper: Paper) -> tuple[dict[str, Record], str, list[Finding]]:
    """The numbers and the edition in a PDF, and its internal faults."""
    digests = {key: hashlib.sha256(raw).hexdigest() for key, raw in paper.attached.items()}
    if NUMBERS not in digests or SUMS not in digests:
        return {}, "", [Finding("P2", name, f"no attached file '{NUMBERS}' or '{SUMS}'")]
    found = [
        Finding("P3", f"{name}: {each.where}", f"{each.title}; {each.note}")
        for each in check_sums(SUMS, paper.attached[SUMS], digests, (SUMS,))
    ]
    try:
        content = parse(paper.attached[NUMBERS], Attached)
    except ValueError as error:
        return {}, "", [*found, Finding("P2", f"{name}: {NUMBERS}", str(error))]
    for key, record in content.numbers.items():
        if key != record.id:
            found.append(Finding("R1", f"{name}: {NUMBERS}", f"'{key}' is number '{record.id}'"))
        found += check_bounds(f"{name}: {NUMBERS} {key}", record)
    return content.numbers, content.edition, [*found, *_text(name, paper, content.numbers)]


def check_against_bundle(
    name: str, paper: Paper, numbers: Mapping[str, Record], edition: str, opened: OpenedBundle
) -> Iterator[Finding]:
    """The attached files are those of the bundle, all of them, and of one edition."""
    if edition and edition != opened.edition:
        yield Finding("E1", name, f"for edition '{edition}', not '{opened.edition}'")
    wanted = {f"{EXHIBITS[kind]}-{file}": place for kind, file, place in _tables(opened)}
    for key, raw in paper.attached.items():
        place = wanted.get(key)
        if key in {NUMBERS, SUMS}:
            continue
        if place is None or hashlib.sha256(raw).hexdigest() != opened.digests[place]:
            yield Finding("P5", f"{name}: {key}", f"not {place or 'a table of this bundle'}")
    for key in sorted(set(wanted) - set(paper.attached)):
        yield Finding("P2", name, f"no attached file '{key}'")
    records = {
        key: record for key, record in opened.numbers.items() if not opened.region(record.chapter)
    }
    for key in sorted({*numbers, *records} if edition else ()):
        if numbers.get(key) != records.get(key):
            yield Finding(
                "P5", f"{name}: {NUMBERS}", f"number '{key}' differs from the record in the bundle"
            )


def _tables(opened: OpenedBundle) -> Iterator[tuple[str, str, str]]:
    """The tables of the report; the PDF has none of the regions."""
    for place in opened.under(RESULTS, ".csv"):
        _, chapter, kind, *file = place.split("/")
        if kind in EXHIBITS and len(file) == 1 and not opened.region(chapter):
            yield kind, file[0], place


def _attached(name: str, document: pikepdf.Pdf) -> tuple[dict[str, bytes], list[Finding]]:
    """The attached files; one whose own checksum is wrong is a finding."""
    files: dict[str, bytes] = {}
    found: list[Finding] = []
    for key, file in document.attachments.items():
        one = file.get_file()
        if one.size > MAX_ATTACHED:
            found.append(Finding("Z7", f"{name}: {key}", f"{one.size} bytes"))
            continue
        files[key] = one.read_bytes()
        if hashlib.md5(files[key], usedforsecurity=False).digest() != one.md5:
            found.append(Finding("P3", f"{name}: {key}", "the checksum in the PDF is wrong"))
    return files, found


def _added(raw: bytes, document: pikepdf.Pdf) -> Iterator[str]:
    """What a PDF of the report never has: later versions, actions, scripts and annotations."""
    if raw.count(_END) > 1:
        yield f"written {raw.count(_END)} times: something was appended"
    for key in _ACTS & set(document.Root.keys()):
        yield f"the document has {key}"
    if "/JavaScript" in document.Root.get("/Names", {}):
        yield "the document has a script"
    for number, page in enumerate(document.pages, start=1):
        if "/AA" in page:
            yield f"page {number} acts when it is opened"
        for note in page.get("/Annots", []):
            action = str(note.A.get("/S", "")) if "/A" in note else "/GoTo"
            if note.get("/Subtype") != "/Link" or action not in {"/URI", "/GoTo"} or "/AA" in note:
                yield f"page {number} has a {note.get('/Subtype')} {action}"


def _links(document: pikepdf.Pdf) -> Iterator[tuple[int, str, tuple[float, ...]]]:
    """Page, number and position of each link to a number."""
    for place, page in enumerate(document.pages):
        for link in page.get("/Annots", []):
            target = str(link.get("/Dest", ""))
            if target.startswith(_ANCHOR):
                yield place, target.removeprefix(_ANCHOR), tuple(float(x) for x in link.Rect)


def _texts(
    raw: bytes, links: list[tuple[int, str, tuple[float, ...]]]
) -> Iterator[tuple[str, str]]:
    document = pypdfium2.PdfDocument(raw)
    try:
        for place in sorted({place for place, _, _ in links}):
            text = document[place].get_textpage()
            for _, name, (x1, y1, x2, y2) in (link for link in links if link[0] == place):
                box = min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
                yield name, plain(text.get_text_bounded(*box).replace(_LINE_END, ""))
    finally:
        document.close()


def _text(name: str, paper: Paper, numbers: Mapping[str, Record]) -> Iterator[Finding]:
    """The text of each link is the number that it refers to, or the part of it on that line."""
    for key, text in paper.shown:
        if key not in numbers:
            yield Finding("B3", name, f"'{text}' links to '{key}'")
        elif not _MARK.fullmatch(text) and not any(
            _holds(plain(value), _BESIDE.sub("", text)) for value in numbers[key].texts.values()
        ):
            given = numbers[key].measure.display
            yield Finding("P4", name, f"'{text}' for number '{key}', which is '{given}'")


def _holds(value: str, text: str) -> bool:
    """Whether a text is whole words of a value; punctuation may be extracted with it."""
    return f" {text.strip(_MARKS)} " in f" {value.strip(_MARKS)} "
