"""Files of an edition that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.edition.definitions import read_page
from recount.errors import DefinitionError


def test_a_page_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """The page is named, with its folder; a page in UTF-8 is returned."""
    page = tmp_path / "chapters" / "proef.md"
    page.parent.mkdir()
    page.write_bytes("# Eén".encode("latin-1"))
    with pytest.raises(DefinitionError, match="text cannot be read in chapters/proef.md"):
        read_page(page)
    page.write_text("# Eén", "utf-8")
    assert read_page(page) == "# Eén"
