"""The fonts of the book: subsets of fonts from installed packages, so that none is downloaded.

IBM Plex Sans (SIL Open Font License) comes as one variable font with every width and script. DejaVu, which
comes with Matplotlib, has the verdict symbols and a monospaced face for code.
"""

from __future__ import annotations

import gc
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import fontpkg_ibm_plex_sans
import matplotlib as mpl
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from recount.storage import temporary_folder

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
"""Output file -> variable font and weight."""


def write_fonts(folder: Path) -> Path:
    """Create the folder with the fonts: TTF for print and WOFF for the website."""
    with temporary_folder(folder.parent, "fonts") as draft:
        for name, content in _files().items():
            (draft / name).write_bytes(content)
        if not folder.is_dir():  # another process may have been first
            draft.rename(folder)
    return folder


@cache
def _files() -> Mapping[str, bytes]:
    """File -> content; cut once per process, which takes seconds.

    Meanwhile Python does not look for garbage: among the tables of a font, which all stay, that takes a third longer.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return _cut()
    finally:
        if collects:
            gc.enable()


def _cut() -> Mapping[str, bytes]:
    fonts = {name: _weight(*variable) for name, variable in WEIGHTS.items()}
    fonts["signs.ttf"] = _letters(_dejavu("DejaVuSans.ttf"), SIGNS)
    fonts["mono.ttf"] = _letters(_dejavu("DejaVuSansMono.ttf"), LATIN)
    files = {"OFL.txt": (fontpkg_ibm_plex_sans.ROOT / "LICENSE").read_bytes()}
    for name, font in fonts.items():
        files[name] = _content(font, None)
        files[Path(name).with_suffix(".woff").name] = _content(font, "woff")
    return files


def _content(font: TTFont, flavour: str | None) -> bytes:
    font.flavor = flavour
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def _weight(variable: str, weight: int) -> TTFont:
    """One weight at normal width: PDF renderers handle variable fonts badly."""
    font = TTFont(io.BytesIO(_latin(variable)), recalcTimestamp=False)
    return instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100})


@cache
def _latin(variable: str) -> bytes:
    """A variable font with Latin characters only, from which several weights are made."""
    return _content(_letters(fontpkg_ibm_plex_sans.ROOT / "files" / variable, LATIN), None)


def _letters(path: Path, characters: list[int]) -> TTFont:
    """The font with only these characters, and without a current timestamp so that the bytes stay equal."""
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(
        notdef_outline=True,
        hinting=False,
        layout_features=["kern", "liga", "mark", "tnum"],
        drop_tables=["FFTM"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def _dejavu(name: str) -> Path:
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / name
