"""Values in DER, the encoding of keys, certificates and signed messages.

Only what a check needs is read: definite lengths, no recursion, nothing beyond the bytes given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

INTEGER, OCTETS, SET, FIRST, FOURTH = 0x02, 0x04, 0x31, 0xA0, 0xA3
"""Tags; the last two are ``[0]`` and ``[3]``."""

MAX_BYTES = 2**20
"""Bytes of the largest value that is read."""

_HEAD, _LONG, _MAX_LENGTH = 2, 0x80, 4
"""Bytes of a tag and a short length; the mark of a long one; the bytes that it may have."""

_SHORT_YEAR = len("260301120000")
_CENTURY = 50
"""A year of two digits from here on is in the twentieth century (RFC 5280)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A value: its tag, its content, and both with the length."""

    tag: int
    content: bytes
    raw: bytes

    def parts(self) -> list[Part]:
        """The values in it."""
        found, at = [], 0
        while at < len(self.content):
            found.append(part_at(self.content, at))
            at += len(found[-1].raw)
        return found

    def moment(self) -> datetime:
        """The moment that it states, to the second."""
        text = self.content.decode("ascii").rstrip("Z").split(".")[0]
        if len(text) == _SHORT_YEAR:
            text = ("20" if int(text[:2]) < _CENTURY else "19") + text
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def part_at(raw: bytes, at: int = 0) -> Part:
    """The value that begins at a place in these bytes.

    Errors: ``ValueError`` if there is none with a definite length within the bytes, and for more than
    ``MAX_BYTES``.
    """
    if len(raw) > MAX_BYTES:
        raise ValueError(f"{len(raw)} bytes, more than {MAX_BYTES}")
    head = raw[at : at + _HEAD]
    if len(head) < _HEAD:
        raise ValueError("a value is cut off")
    start, size = at + _HEAD, head[1]
    if size >= _LONG:
        length = raw[start : start + size - _LONG]
        if not 0 < len(length) <= _MAX_LENGTH:
            raise ValueError("a length that is not definite")
        start, size = start + len(length), int.from_bytes(length, "big")
    if start + size > len(raw):
        raise ValueError("a value is longer than the bytes")
    return Part(head[0], raw[start : start + size], raw[at : start + size])
