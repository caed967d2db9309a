"""Attach the evidence to the PDF: the records, and the data of each figure and table.

The PDF conforms to both PDF/A-3a (archival, with attachments) and PDF/UA-1 (accessibility). WeasyPrint can
declare only one of them, so the metadata that declares both is written here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pikepdf

from recount.book.staging import ASSETS, Stage
from recount.numbers.evidence_grade import Evidence
from recount.results.records import read_records

NUMBERS = "getallen.json"
"""The attached file with every record and the id of the edition."""

SUMS = "SHA256SUMS"
"""The attached list of checksums of the other files, in ``sha256sum -c`` format."""

KINDS = {"figures": "figuur", "tables": "tabel"}
"""Folder of a chapter -> prefix of the names of its attached files."""

AMBIGUOUS = b"\r\nendstream\nendobj\nstartxref"
"""End of a file whose cross-reference stream ends with a carriage return."""

ATTEMPTS = 8
"""Maximum number of times the file is rewritten to avoid that; the chance is 1 in 256 each time."""

_TYPES = {".json": "application/json", ".csv": "text/csv", "": "text/plain"}
_INVENTED = b";ja\r\n"
"""End of a CSV based on invented data: its last cell says so."""

_DESCRIPTIONS = {
    ".json": "Alle getallen van dit rapport, met hun herkomst en welke verzonnen zijn",
    ".csv": "De gegevens bij deze figuur of tabel",
    "": "Controlegetallen (SHA-256) van de bijlagen",
}


def attach_evidence(pdf: Path, stage: Stage) -> None:
    """Attach the evidence of a book to its PDF, and declare the two standards it conforms to."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        files = dict(evidence_files(stage.chapters, stage.edition.name))
        for name, content in files.items():
            document.attachments[name] = _specification(document, name, content)
        document.Root.AF = pikepdf.Array([document.attachments[name].obj for name in files])
        _write_metadata(document, stage)
        _disable_interpolation(document)
        document.save(pdf, deterministic_id=True)
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        _avoid_trailing_returns(document)
        document.save(pdf, deterministic_id=True)
        for _ in range(ATTEMPTS):
            if AMBIGUOUS not in pdf.read_bytes():
                break
            _shift_offsets(document)
            document.save(pdf, deterministic_id=True)


def evidence_files(chapters: Path, edition: str) -> Iterator[tuple[str, bytes]]:
    """The files to attach, in a fixed order: records, data, and their checksums."""
    files = {NUMBERS: _numbers(chapters, edition), **dict(_tables(chapters))}
    yield from files.items()
    yield SUMS, checksum_list(files)


def checksum_list(files: Mapping[str, bytes]) -> bytes:
    """A line per file in ``sha256sum`` format, sorted by name."""
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(lines).encode()


def _numbers(chapters: Path, edition: str) -> bytes:
    records = read_records(chapters)
    numbers = {name: record.as_json() for name, record in records.items()}
    invented = sorted(name for name, one in records.items() if one.evidence == Evidence.MADE_UP)
    content = {"edition": edition, "verzonnen": invented, "numbers": numbers}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _tables(chapters: Path) -> Iterator[tuple[str, bytes]]:
    for folder, word in KINDS.items():
        for path in sorted(chapters.glob(f"*/{folder}/*.csv")):
            yield f"{word}-{path.name}", path.read_bytes()


def _specification(document: pikepdf.Pdf, name: str, content: bytes) -> pikepdf.AttachedFileSpec:
    """An attachment with its type and checksum; without dates, so that equal files give equal bytes."""
    kind = Path(name).suffix
    return pikepdf.AttachedFileSpec(
        document,
        content,
        filename=name,
        description=_DESCRIPTIONS[kind] + (" (verzonnen)" if content.endswith(_INVENTED) else ""),
        mime_type=_TYPES[kind],
        relationship=pikepdf.Name.Data,
    )


def _write_metadata(document: pikepdf.Pdf, stage: Stage) -> None:
    """Declare PDF/A-3a and PDF/UA-1 in uncompressed metadata, as PDF/A requires.

    PDF/A allows a property of another standard only if the metadata also describes its schema.
    """
    producer = str(document.docinfo.get("/Producer", ""))
    text = (
        (ASSETS / "print.xmp")
        .read_text(encoding="utf-8")
        .format(producer=escape(producer), title=escape(stage.title), author=escape(stage.author))
    )
    metadata = pikepdf.Stream(document, text.encode(), Type=pikepdf.Name.Metadata)
    metadata.Subtype = pikepdf.Name.XML
    document.Root.Metadata = document.make_indirect(metadata)


def _disable_interpolation(document: pikepdf.Pdf) -> None:
    """Turn off image interpolation, which PDF/A forbids."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Interpolate"):
            thing.Interpolate = False


def _shift_offsets(document: pikepdf.Pdf) -> None:
    """Lengthen the first compressed stream, which shifts the offsets of the objects after it.

    The cross-reference stream with these offsets is compressed too, and is created only on saving.
    """
    _lengthen(next(thing for thing in document.objects if _is_compressed(thing)))


def _avoid_trailing_returns(document: pikepdf.Pdf) -> None:
    """Lengthen every compressed stream that ends with a carriage return, as 1 in 256 does.

    With the line feed after it, a checker takes it for a two-character line end and the length for wrong.
    """
    for thing in document.objects:
        if _is_compressed(thing) and thing.read_raw_bytes().endswith(b"\r"):
            _lengthen(thing)


def _is_compressed(thing: object) -> bool:
    """Whether an object is a compressed content stream, rather than an object or cross-reference stream."""
    return (
        isinstance(thing, pikepdf.Stream)
        and thing.get("/Filter") == pikepdf.Name.FlateDecode
        and thing.get("/Type") not in {pikepdf.Name.ObjStm, pikepdf.Name.XRef}
    )


def _lengthen(stream: Any) -> None:  # noqa: ANN401 - pikepdf has no type for it
    """Append a byte to a compressed stream; readers ignore data after the end of the compressed data."""
    kept: Any = {"filter": stream.Filter, "decode_parms": stream.get("/DecodeParms")}
    stream.write(stream.read_raw_bytes() + b"\0", **kept)
