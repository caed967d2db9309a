"""The text of a file, or a description of what it is instead."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from recount.layouts.faults import FaultKind, FileError, Phrase
from recount.layouts.layout import read_bytes


def decode(path: Path) -> str:
    """The text of a file: UTF-8 (with or without BOM) if possible, else Windows-1252; lines end with LF.

    Latin-1 reads as Windows-1252, which has the same letters, and curly quotes and dashes besides.
    A final line without line end gets one, as many tools omit it; a truncated row shows in its number of
    fields.

    Errors: ``LayoutError`` for an empty file, for bytes that are text in neither encoding, for a web page,
    for text that was decoded wrongly before it was saved, and for a carriage return within a line, which
    some tools take for a line end.
    """
    raw = read_bytes(path)
    if not raw.strip():
        raise FileError(FaultKind.EMPTY, path.name, "a header and rows", "nothing")
    text = _text(raw).replace("\r\n", _END)
    undefined = any(character in text for character in _UNDEFINED)
    if undefined or "\x00" in text or "\r" in text or _CONTROLS.search(text, 0, _START):
        raise FileError(FaultKind.NO_TEXT, path.name, "UTF-8 or Windows-1252", _instead(raw, text))
    if _PAGE.match(text):
        found = "a page of the web (HTML), such as that of a login"
        raise FileError(FaultKind.WEB_PAGE, path.name, "a header and rows", found)
    # the search is slow, and few texts have the characters it starts with
    if any(character in text for character in _LEADS) and (twice := _DECODED_TWICE.search(text)):
        line = text.count(_END, 0, twice.start()) + 1
        letters = Phrase(
            f"UTF-8 that was read as latin-1: {twice[0]!r}",
            f"UTF-8 die als latin-1 is gelezen: {twice[0]!r}",
        )
        raise FileError(FaultKind.ACCENTS, path.name, "letters with accents", letters, line=line)
    return text if text.endswith(_END) else text + _END


_END = "\n"
_OLD = "cp1252"
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d".decode(_OLD, "surrogateescape")
"""The bytes that are no character in Windows-1252, as they are decoded."""
_START = 4096
_CONTROLS = re.compile(r"[\x01-\x08\x0b-\x1f]")
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
_LEADS = "\u00c2\u00c3\u00e2"
_DECODED_TWICE = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac")
"""UTF-8 bytes of an accented letter or curly quote, decoded one by one and saved as such."""


def _instead(raw: bytes, text: str) -> str:
    """A description of a file that is not text."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16: save it as 'CSV UTF-8'"
    if raw.startswith(_OLD_EXCEL):
        return "a workbook of an old Excel (.xls): save it as .xlsx"
    if _END not in text and not _CONTROLS.search(text.replace("\r", "")) and "\x00" not in text:
        return "lines that end in a carriage return only: save it as 'CSV UTF-8'"
    return "binary bytes, UTF-16, or carriage returns in a line"


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode(_OLD, "surrogateescape")
