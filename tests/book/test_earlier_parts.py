"""A build uses what an earlier one made of the same, and only that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.sample_edition import write_project

from recount.book.building import build_book
from recount.book.earlier_parts import PARTS, EarlierParts
from recount.book.outputs import CARD


@pytest.fixture
def made() -> list[bytes]:
    """The parts that a test makes, in order."""
    return []


def maker(made: list[bytes], part: bytes) -> Callable[[], bytes]:
    """A function that makes a part, and adds it to those made."""

    def make() -> bytes:
        made.append(part)
        return part

    return make


def test_a_part_is_made_once(tmp_path: Path, made: list[bytes]) -> None:
    """As long as everything that it is made of is the same, in that order."""
    for of in ((b"a", b"b"), (b"a", b"b"), (b"ab",), (b"b", b"a")):
        with EarlierParts(tmp_path / str(of), "key") as earlier:
            assert earlier.get(maker(made, b"".join(of)), *of) == b"".join(of)
    with EarlierParts(tmp_path / str((b"ab",)), "other key") as earlier:
        earlier.get(maker(made, b"new"), b"ab")
    assert made == [b"ab", b"ab", b"ba", b"new"]


def test_a_part_that_is_not_used_is_removed(tmp_path: Path, made: list[bytes]) -> None:
    """But not by a build that fails."""
    for of in (b"a", b"b"):
        with EarlierParts(tmp_path) as earlier:
            earlier.get(maker(made, of), of)
    assert len(list(tmp_path.iterdir())) == 1
    with pytest.raises(OSError, match="full"), EarlierParts(tmp_path) as earlier:
        raise OSError("full")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_damaged_part_is_made_again(tmp_path: Path, made: list[bytes]) -> None:
    """And so is one that is cut off."""
    for damage in (b"", b"xx"):
        with EarlierParts(tmp_path) as earlier:
            assert earlier.get(maker(made, b"part"), b"a") == b"part"
        (path,) = tmp_path.iterdir()
        path.write_bytes(path.read_bytes()[:-1] + damage)
    assert made == [b"part", b"part"]


@pytest.mark.slow
def test_a_changed_sentence_gives_what_a_whole_build_gives(tmp_path: Path) -> None:
    """Byte for byte, in both languages, on the website and on paper; parts of what did not change are used."""
    root = write_project(tmp_path)
    catalogue = root / "edition/locale/en/LC_MESSAGES/pages.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    build, page = root / "_build", root / "index.md"

    def outputs() -> dict[str, bytes]:
        build_book(root, build, edition=root / "edition")
        places = [*(build / "html").rglob("*"), *(build / "pdf").rglob("*")]
        return {
            str(path.relative_to(build)): path.read_bytes()
            for path in places
            if path.is_file() and path.name != CARD
        }

    first = outputs()
    parts = set((build / PARTS).rglob("*"))
    page.write_text(page.read_text("utf-8") + "\nEen andere zin.\n", "utf-8")
    second = outputs()
    kept = parts & set((build / PARTS).rglob("*"))
    shutil.rmtree(build / PARTS)
    for output in ("html", "pdf"):
        shutil.rmtree(build / output)
    assert second == outputs()
    changed = {name for name in first if second[name] != first[name]}
    assert {"html/index.html", "html/en/index.html"} <= changed
    assert not {"html/herkomst.html", "html/en/herkomst.html"} & changed
    assert {path.parent.name for path in kept if path.is_file()} == {
        "checked-html", "checked-pdf", "contents", "contents-en", "pages-en", "pdf-nl", "pdf-en",
        "previews-nl", "previews-en", "theme", "workbook",
    }  # fmt: skip
