"""A folder is put in place whole, or the old one stays."""

from __future__ import annotations

from pathlib import Path

from recount.handover import put_in_place, remove_leftovers


def test_a_complete_folder_replaces_another(tmp_path: Path) -> None:
    """The new file is present and the old one is not; leftovers of an earlier run are removed."""
    chapters = tmp_path / "chapters"
    for folder, file in (("een", "oud"), (".een.part", "nieuw"), (".twee.part", "half")):
        (chapters / folder).mkdir(parents=True)
        (chapters / folder / file).touch()
    put_in_place(chapters / ".een.part", chapters / "een")
    remove_leftovers(tmp_path, ["een"])
    assert [str(p.relative_to(chapters)) for p in sorted(chapters.rglob("*"))] == [
        "een",
        "een/nieuw",
    ]


def test_a_folder_moved_aside_is_restored(tmp_path: Path) -> None:
    """A kill between the two renames leaves the last good run under another name only."""
    chapters = tmp_path / "chapters"
    (chapters / ".een.old").mkdir(parents=True)
    (chapters / ".een.old" / "oud").touch()
    (chapters / "weg").mkdir()
    remove_leftovers(tmp_path, ["een"])
    assert [path.name for path in sorted(chapters.rglob("*"))] == ["een", "oud"]
