"""The signature in a PDF (PAdES): one update after the built PDF, with the signature and nothing else.

The signature is over the whole file except itself. That the update holds nothing else is for the rebuild.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_END = b"%%EOF\n"
_RANGE = re.compile(rb"/ByteRange \[ ?(\d{1,12}) (\d{1,12}) (\d{1,12}) (\d{1,12}) ?\]")
_HEX = re.compile(rb"<([0-9a-fA-F]+)>")


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """The signature in a PDF: the message, and the bytes that it is about."""

    message: bytes
    covered: bytes


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


def _end_of_build(raw: bytes) -> int:
    """Where the version before the last one ends; 0 if there is one version."""
    last = raw.rfind(_END.strip())
    before = raw.rfind(_END, 0, last)
    return before + len(_END) if 0 <= before < last else 0
