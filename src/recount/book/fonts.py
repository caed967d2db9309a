"""The fonts of the book: subsets of fonts from installed packages, so that none is downloaded.

IBM Plex Sans (SIL Open Font License) comes as one variable font with every width and script. DejaVu, which
comes with Matplotlib, has the verdict symbols and a monospaced face for code.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import fontpkg_ibm_plex_sans
import matplotlib as mpl
import uharfbuzz
from fontTools.ttLib import TTFont

LATIN: Final = [
    *range(0x20, 0x180),
    *range(0x2010, 0x2040),
    0x20AC,
    0x2190,
    0x2192,
    0x2212,
    0x2264,
    0x2265,
]
"""Characters of Dutch text, including digits."""

SIGNS: Final = [ord(sign) for sign in "●◐▲○□■▨"]
"""Verdict symbols, and the column markers in print."""

WEIGHTS: Final[Mapping[str, tuple[str, int]]] = {
    "plex-400.ttf": ("IBMPlexSans[wdth,wght].ttf", 400),
    "plex-600.ttf": ("IBMPlexSans[wdth,wght].ttf", 600),
    "plex-400i.ttf": ("IBMPlexSans-Italic[wdth,wght].ttf", 400),
}
"""Output file -> variable font and weight; of the normal width, as PDF renderers handle variable fonts badly."""

FEATURES: Final = ("kern", "liga", "mark", "tnum")
"""The features that the fonts keep."""


def write_fonts(folder: Path) -> Path:
    """Create the folder with the fonts: TTF for print and WOFF for the website."""
    folder.mkdir(parents=True)
    plex = fontpkg_ibm_plex_sans.ROOT
    dejavu = Path(mpl.get_data_path()) / "fonts" / "ttf"
    fonts = {
        name: _cut(plex / "files" / variable, LATIN, wght=weight, wdth=100)
        for name, (variable, weight) in WEIGHTS.items()
    }
    fonts["signs.ttf"] = _cut(dejavu / "DejaVuSans.ttf", SIGNS)
    fonts["mono.ttf"] = _cut(dejavu / "DejaVuSansMono.ttf", LATIN)
    for name, content in fonts.items():
        (folder / name).write_bytes(content)
        font = TTFont(io.BytesIO(content), recalcTimestamp=False)  # equal fonts, equal bytes
        font.flavor = "woff"
        font.save((folder / name).with_suffix(".woff"))
    shutil.copyfile(plex / "LICENSE", folder / "OFL.txt")
    return folder


def _cut(path: Path, characters: Iterable[int], **axes: float) -> bytes:
    """The font with only these characters, and at these places on the axes of a variable font."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path))
    kept = uharfbuzz.SubsetInput()
    kept.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    kept.unicode_set.update(characters)
    kept.layout_feature_tag_set.clear()
    kept.layout_feature_tag_set.update(int.from_bytes(name.encode()) for name in FEATURES)
    for axis, place in axes.items():
        kept.pin_axis_location(face, axis, place)
    content: bytes = uharfbuzz.subset(face, kept).blob.data
    return content
