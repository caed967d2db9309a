"""What a worker gets of a chapter."""

from __future__ import annotations

import shutil

from recount.edition.edition import Edition
from recount.running.dask.files import needed
from recount.sources.chapter_inputs import chapter_inputs


def test_a_chapter_keeps_its_place(edition: Edition) -> None:
    """In the project folder, or among the own pages of its edition."""
    nothing: dict[str, dict[str, str]] = {"data": {}}
    assert "chapters/proef.md" in needed(chapter_inputs(edition, "proef"), nothing)
    (edition.folder / "pages").mkdir()
    shutil.move(edition.root / "chapters", edition.folder / "pages")
    own = needed(chapter_inputs(edition, "proef"), nothing)
    assert "data/editions/proef/pages/chapters/proef.md" in own
