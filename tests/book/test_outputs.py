"""An output is current as long as it is what the build wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_eval.book.outputs import CARD, current, replace, seat
from sto_eval.integrity import read_key


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page, as a build leaves it."""
    made = tmp_path / "made"
    made.mkdir()
    (made / "index.html").write_text("903", "utf-8")
    (made / ".counts.json").write_text("{}", "utf-8")
    return replace(made, tmp_path / "html", made / "index.html", "key").parent


def test_a_site_is_current_until_a_file_of_it_changes(site: Path) -> None:
    """An edited page, a page more and a page less are rendered again; a book that stands in it is not its own."""
    assert list(read_key(site, CARD)["outputs"]) == ["index.html"]
    (site / "regios").mkdir()
    (site / "regios" / "index.html").write_text("1", "utf-8")
    assert current(site, "key") == site / "index.html"
    assert current(site, "other") is None
    (site / "more.html").write_text("7", "utf-8")
    assert current(site, "key") is None
    (site / "more.html").unlink()
    (site / "index.html").write_text("904", "utf-8")
    assert current(site, "key") is None


def test_an_edited_page_of_a_seated_book_is_replaced(site: Path, tmp_path: Path) -> None:
    """The regional book takes its place again when what stands there is not what was made."""
    whole = tmp_path / "whole"
    whole.mkdir()
    seat(site, whole)
    page = whole / "regios" / "index.html"
    page.write_text("904", "utf-8")
    seat(site, whole)
    assert page.read_text("utf-8") == "903"
