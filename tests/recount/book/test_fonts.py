"""The fonts are small, have the letters of Dutch text, and are the same every time."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont

from recount.book.fonts import SIGNS, WEIGHTS, write_fonts


def test_each_file_has_one_weight_at_normal_width(tmp_path: Path) -> None:
    """No axis is left to vary, and the weight is the one in the name."""
    folder = write_fonts(tmp_path / "fonts")
    for name, (_, weight) in WEIGHTS.items():
        font = TTFont(folder / name)
        assert "fvar" not in font
        assert font["OS/2"].usWeightClass == weight


def test_letters_and_signs_are_there(tmp_path: Path) -> None:
    """Text and code have é and €, the signs have the verdicts; Greek is left out."""
    folder = write_fonts(tmp_path / "fonts")
    letters = {ord("é"), ord("€"), ord("0")}
    for name in ("plex-400.ttf", "plex-400i.ttf", "mono.ttf", "plex-600.woff"):
        known = set(TTFont(folder / name).getBestCmap())
        assert letters <= known
        assert ord("α") not in known
    assert set(TTFont(folder / "signs.ttf").getBestCmap()) == set(SIGNS)


def test_equal_fonts_have_equal_bytes(tmp_path: Path) -> None:
    """A second cut gives the same files."""
    one, other = (write_fonts(tmp_path / name) for name in ("een", "twee"))
    files = sorted(path.name for path in one.iterdir())
    assert [(one / name).read_bytes() for name in files] == [
        (other / name).read_bytes() for name in files
    ]
