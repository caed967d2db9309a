"""A signed message from anyone: it is read, or refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.verify.cms import MAX_BYTES, part_at, read_message


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
        (b"\x30\x05\x02", "longer than the message"),
        (b"\x30" + bytes(MAX_BYTES), "more than"),
    ],
)
def test_value_without_an_end_is_refused(raw: bytes, fault: str) -> None:
    """A length is definite and within the bytes, and a message is small."""
    with pytest.raises(ValueError, match=fault):
        part_at(raw)


def test_something_after_the_message_is_refused() -> None:
    """Zeros fill the room in a PDF; anything else could hide there."""
    with pytest.raises(ValueError, match="something follows"):
        read_message(b"\x30\x00\x00\x01")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(raw: bytes) -> None:
    """Nonsense is a ``ValueError``, never another error."""
    with pytest.raises(ValueError, match=r"."):
        read_message(b"\x30\x82" + len(raw).to_bytes(2, "big") + raw)
