"""A signed message from anyone: it is read, or refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.verify.cms import read_message


def test_something_after_the_message_is_refused() -> None:
    """Zeros fill the room in a PDF; anything else could hide there."""
    with pytest.raises(ValueError, match="something follows"):
        read_message(b"\x30\x00\x00\x01")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(raw: bytes) -> None:
    """Nonsense is a ``ValueError``, never another error."""
    with pytest.raises(ValueError, match=r"."):
        read_message(b"\x30\x82" + len(raw).to_bytes(2, "big") + raw)
