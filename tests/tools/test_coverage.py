"""The table of `make coverage`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.coverage import package


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("src/recount/numbers/measures.py", "recount.numbers"),
        ("/elsewhere/src/recount/book/numerals/check.py", "recount.book.numerals"),
    ],
)
def test_a_module_counts_for_the_package_it_is_in(path: str, name: str) -> None:
    """Its folder, from the package itself on."""
    assert package(Path(path)) == name
