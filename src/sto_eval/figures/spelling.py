"""Names of places as people write them: registers have them in capitals."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

PLACE: Final = "Plaats"
"""Head of the column with places in tables for the reader."""

_WORD: Final = re.compile(r"'?[^\W\d_]+")
_SMALL: Final = frozenset(
    {"aan", "ad", "bij", "de", "den", "der", "en", "het", "in", "op", "ten", "ter", "van"}
)
_PROVINCES: Final = {
    **{code: code for code in ("DR", "FR", "GN", "LB", "NB", "NH", "OV", "UT", "ZH")},
    "GLD": "Gld",
}
"""What tells two places with one name apart, after the name."""


def place_name(registered: str) -> str:
    """A place as people write it; a name that is not in capitals stays.

    Examples
    --------
    >>> [place_name(name) for name in ("BERKEL-ENSCHOT", "ALPHEN AAN DEN RIJN", "'S-GRAVENHAGE", "BREUKELEN UT")]
    ['Berkel-Enschot', 'Alphen aan den Rijn', "'s-Gravenhage", 'Breukelen UT']
    >>> [place_name(name) for name in ("NIEUWERKERK AD IJSSEL", "WEHE-DEN HOORN", "ST.-ANNAPAROCHIE", "DEN HELDER")]
    ['Nieuwerkerk ad IJssel', 'Wehe-den Hoorn', 'St.-Annaparochie', 'Den Helder']
    """
    name = registered.strip()
    return _WORD.sub(_written, name) if name == name.upper() else name


def with_place_names(table: pd.DataFrame) -> pd.DataFrame:
    """A table for the reader with its places as people write them, if it has any."""
    if PLACE not in table:
        return table
    return table.assign(**{PLACE: table[PLACE].map(place_name)})


def _written(found: re.Match[str]) -> str:
    word, first, last = found[0], found.start() == 0, found.end() == len(found.string)
    if last and not first and word in _PROVINCES:
        return _PROVINCES[word]
    if word.startswith("'") or (not first and word.lower() in _SMALL):
        return word.lower()
    return f"IJ{word[2:].lower()}" if word.startswith("IJ") else word.capitalize()
