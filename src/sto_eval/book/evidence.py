"""The evidence in the PDF: the records and the data of each figure and table as attached files.

The PDF is at once PDF/A-3a (an archive that may carry files) and PDF/UA-1 (readable for everyone).
WeasyPrint can promise one of the two, so the metadata that name both are written here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pikepdf

from sto_eval.book.staging import ASSETS, Stage
from sto_eval.evidence import Evidence
from sto_eval.records import read_records

NUMBERS = "getallen.json"
"""The attached file with every record, and the edition it is of."""

SUMS = "SHA256SUMS"
"""The attached list of checksums of the other attached files, as ``sha256sum -c`` reads it."""

KINDS = {"figures": "figuur", "tables": "tabel"}
"""Folder of a chapter -> how the name of its attached files begins."""

AMBIGUOUS = b"\r\nendstream\nendobj\nstartxref"
"""The end of a file whose list of places ends with a carriage return."""

ATTEMPTS = 8
"""How often a file is written anew for that: each time it is one chance in 256."""

_TYPES = {".json": "application/json", ".csv": "text/csv", "": "text/plain"}
_INVENTED = b";ja\r\n"
"""The end of a CSV that rests on invented data: its last cell says so."""

_TOLD = {
    ".json": "Alle getallen van dit rapport, met hun herkomst en welke verzonnen zijn",
    ".csv": "De gegevens bij deze figuur of tabel",
    "": "Controlegetallen (SHA-256) van de bijlagen",
}


def attach_evidence(pdf: Path, stage: Stage) -> None:
    """Put the evidence of a book into its PDF, and say in it to which two standards it keeps."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        files = dict(evidence_files(stage.chapters, stage.edition.name))
        for name, content in files.items():
            document.attachments[name] = _specification(document, name, content)
        document.Root.AF = pikepdf.Array([document.attachments[name].obj for name in files])
        _declare(document, stage)
        _draw_as_stored(document)
        document.save(pdf, deterministic_id=True)
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        _end_clearly(document)
        document.save(pdf, deterministic_id=True)
        for _ in range(ATTEMPTS):
            if AMBIGUOUS not in pdf.read_bytes():
                break
            _move(document)
            document.save(pdf, deterministic_id=True)


def evidence_files(chapters: Path, edition: str) -> Iterator[tuple[str, bytes]]:
    """The files that go into the PDF, in a fixed order: numbers, data, checksums of these."""
    files = {NUMBERS: _numbers(chapters, edition), **dict(_tables(chapters))}
    yield from files.items()
    yield SUMS, checksum_list(files)


def checksum_list(files: Mapping[str, bytes]) -> bytes:
    """A line per file as ``sha256sum`` writes it, in the order of their names."""
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
    """A file with its kind and checksum; without dates, so that equal files give equal bytes."""
    kind = Path(name).suffix
    return pikepdf.AttachedFileSpec(
        document,
        content,
        filename=name,
        description=_TOLD[kind] + (" (verzonnen)" if content.endswith(_INVENTED) else ""),
        mime_type=_TYPES[kind],
        relationship=pikepdf.Name.Data,
    )


def _declare(document: pikepdf.Pdf, stage: Stage) -> None:
    """Metadata that name PDF/A-3a and PDF/UA-1; not compressed, which PDF/A forbids.

    PDF/A lets a file name a property of another standard only when its schema is described beside it.
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


def _draw_as_stored(document: pikepdf.Pdf) -> None:
    """Let no viewer invent dots between those of a picture, which PDF/A forbids."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Stream) and thing.get("/Interpolate"):
            thing.Interpolate = False


def _move(document: pikepdf.Pdf) -> None:
    """Make the first compressed stream longer, so that what stands behind it has other places in the file.

    The list of these places is a compressed stream too, and is made only when the file is written.
    """
    _lengthen(next(thing for thing in document.objects if _is_compressed(thing)))


def _end_clearly(document: pikepdf.Pdf) -> None:
    """Let no compressed stream end with a carriage return, as one in 256 does.

    With the line end that follows, it would be taken for one of two signs, and the length for wrong.
    """
    for thing in document.objects:
        if _is_compressed(thing) and thing.read_raw_bytes().endswith(b"\r"):
            _lengthen(thing)


def _is_compressed(thing: object) -> bool:
    """Whether it is a compressed stream of the document, and not one of the file that it was read from."""
    return (
        isinstance(thing, pikepdf.Stream)
        and thing.get("/Filter") == pikepdf.Name.FlateDecode
        and thing.get("/Type") not in {pikepdf.Name.ObjStm, pikepdf.Name.XRef}
    )


def _lengthen(stream: Any) -> None:  # noqa: ANN401 - pikepdf has no type for it
    """Readers pass over what stands behind compressed data."""
    kept: Any = {"filter": stream.Filter, "decode_parms": stream.get("/DecodeParms")}
    stream.write(stream.read_raw_bytes() + b"\0", **kept)
