"""The files of source rows in the website."""

from __future__ import annotations

import base64
import gzip
import re

from recount.book.website.row_files import rows_script


def test_a_script_with_rows_holds_the_bytes_of_the_row_file() -> None:
    """Compressed, in one statement; equal files give equal scripts."""
    rows = b"regel,man\n2,8\n"
    text = rows_script("telling-1", rows)
    found = re.fullmatch(rb'\(window\.rcRijen \?\?= \{\}\)\["telling-1"\] = "(.*)";\n', text)
    assert found
    assert gzip.decompress(base64.b64decode(found[1])) == rows
    assert rows_script("telling-1", rows) == text
