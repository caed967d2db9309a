"""Values in DER: they are read, or refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from recount.verify.der import MAX_BYTES, part_at


def test_values_follow_each_other() -> None:
    """A list of two numbers, and a text with a long length."""
    one, two = part_at(bytes.fromhex("3006020105020107")).parts()
    assert (one.content, two.content) == (b"\x05", b"\x07")
    assert part_at(b"\x04\x81\xc8" + bytes(200)).content == bytes(200)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "cut off"),
        (b"\x30", "cut off"),
        (b"\x30\x80\x00\x00", "not definite"),
        (b"\x30\x85" + bytes(9), "not definite"),
        (b"\x30\x05\x02", "longer than the bytes"),
        (b"\x30" + bytes(MAX_BYTES), "more than"),
    ],
)
def test_value_without_an_end_is_refused(raw: bytes, fault: str) -> None:
    """A length is definite and within the bytes, and a message is small."""
    with pytest.raises(ValueError, match=fault):
        part_at(raw)


@pytest.mark.parametrize(
    ("text", "year"),
    [(b"260301120000Z", 2026), (b"500301120000Z", 1950), (b"99991231235959Z", 9999)],
)
def test_a_moment_has_two_or_four_digits_for_its_year(text: bytes, year: int) -> None:
    """From fifty on, two digits are of the twentieth century."""
    moment = part_at(bytes([0x17, len(text)]) + text).moment()
    assert (moment.year, moment.tzinfo) == (year, UTC)
    assert moment > datetime(1950, 1, 1, tzinfo=UTC)
