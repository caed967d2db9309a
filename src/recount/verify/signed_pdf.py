"""The signature in a PDF (PAdES): one update after the built PDF, with the signature and nothing else.

The bytes before the update are those of the build. The signature is over the whole file except itself.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf

_END = b"%%EOF\n"
_RANGE = re.compile(rb"/ByteRange \[ ?(\d{1,12}) (\d{1,12}) (\d{1,12}) (\d{1,12}) ?\]")
_HEX = re.compile(rb"<([0-9a-fA-F]+)>")
_FORM = {"/Fields", "/SigFlags"}
_FIELD = {"/FT", "/T", "/TU", "/Type", "/Subtype", "/F", "/Rect", "/P", "/V"}
_SIGNATURE = {"/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M"}


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """The signature in a PDF: the message, and the bytes that it is about."""

    message: bytes
    covered: bytes


def unsigned_part(raw: bytes) -> bytes:
    """The PDF without its signature: the bytes before the one update, or all if there is no signature."""
    return raw[: _end_of_build(raw)] if find_signature(raw) else raw


def find_signature(raw: bytes) -> PdfSignature | None:
    """The signature that is the last update and covers the whole file; ``None`` if there is none."""
    start = _end_of_build(raw)
    ranges = list(_RANGE.finditer(raw, start)) if start else []
    if len(ranges) != 1:
        return None
    begin, size, after, rest = (int(number) for number in ranges[0].groups())
    gap = _HEX.fullmatch(raw[size:after])
    if begin or after + rest != len(raw) or size < start or gap is None or len(gap[1]) % 2:
        return None
    return PdfSignature(bytes.fromhex(gap[1].decode()), raw[:size] + raw[after:])


def changed_besides(raw: bytes) -> str:
    """What the update changes besides adding a signature; empty if nothing.

    Every object of both versions is compared. The catalog may get the list of fields and the first page the
    field; the other new objects are the field, the signature and the cross-references.
    """
    with (
        pikepdf.open(io.BytesIO(unsigned_part(raw))) as old,
        pikepdf.open(io.BytesIO(raw)) as new,
    ):
        if problems := new.check_pdf_syntax():
            return problems[0]
        before, after = _objects(old), _objects(new)
        added = _signature_objects(new)
        if added is None:
            return "more than one field with one signature"
        for key in sorted(after.keys() - before.keys() - added):
            if not _is_references(new.get_object(key)):
                return f"object {key[0]} is new"
        _take_out_field(new)
        restored = {key: after[key] for key in before.keys() & after.keys()} | {
            one.objgen: one.unparse(resolved=True) for one in (new.Root, new.pages[0].obj)
        }
        other = sorted(key for key, text in before.items() if restored.get(key) != text)
        return f"object {other[0][0]} is another" if other else ""


def _signature_objects(document: pikepdf.Pdf) -> set[tuple[int, int]] | None:
    """The list of fields, the field and its signature; ``None`` unless they are just that."""
    form = document.Root.get("/AcroForm", pikepdf.Dictionary())
    fields, notes = list(form.get("/Fields", [])), list(document.pages[0].get("/Annots", []))
    if set(form.keys()) != _FORM or len(fields) != 1 or not notes:
        return None
    (field,) = fields
    signature = field.get("/V", pikepdf.Dictionary())
    known = set(field.keys()) == _FIELD and set(signature.keys()) == _SIGNATURE
    if not known or notes[-1].objgen != field.objgen:
        return None
    if f"{field.FT} {field.Subtype} {signature.Type}" != "/Sig /Widget /Sig":
        return None
    return {form.objgen, field.objgen, signature.objgen}


def _take_out_field(document: pikepdf.Pdf) -> None:
    """Undo the change of the catalog and of the first page."""
    del document.Root["/AcroForm"]
    page = document.pages[0].obj
    del page.Annots[-1]
    if not len(page.Annots):
        del page["/Annots"]


def _is_references(one: pikepdf.Object) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Type") == "/XRef"


def _objects(document: pikepdf.Pdf) -> dict[tuple[int, int], bytes]:
    """Every object as bytes, by its number."""
    found: dict[tuple[int, int], bytes] = {}
    for one in document.objects:
        if isinstance(one, pikepdf.Stream):
            text = one.stream_dict.unparse(resolved=True) + one.read_raw_bytes()
        else:
            text = one.unparse(resolved=True)
        found[one.objgen] = text
    return found


def _end_of_build(raw: bytes) -> int:
    """Where the version before the last one ends; 0 if there is one version."""
    last = raw.rfind(_END.strip())
    before = raw.rfind(_END, 0, last)
    return before + len(_END) if 0 <= before < last else 0
