"""What a sentence takes from data, and how English writes it."""

from __future__ import annotations

import pytest
from support.translation_catalogues import ENGLISH

WRITTEN = {
    "amounts": ("€ 5, −€ 5 of € 1.234,50", ["€5", "−€5", "€1,234.50"]),
    "shares": ("1.234,5%, dus +0,5", ["1,234.5", "+0.5"]),
    "no numbers": ("versie 3.1.6 en kolom B30", ["3.1.6", "B30"]),
    "days": ("1 oktober 2019 tot mei 2020", ["1 October 2019", "May 2020"]),
    "no such day": ("31 februari 2020 en 0 mei 0000", ["31", "2020", "0", "0000"]),
    "day without year": ("31 februari", ["31"]),
    "words": ("Drie, één of twintig", ["three", "one", "20"]),
    "no cardinals": ("de helft, een derde of twee miljoen", []),
    "ranges": ("regels 4–5, 8, 10–12", ["4–5, 8, 10–12"]),
    "list": ("1, 2, 3 en 4", ["1, 2, 3", "4"]),
    "two": ("1, 2 en 3–4", ["1", "2", "3–4"]),
    "names": ("Zuid-Holland telt 5, Twente-2 niet, Twentes wel", ["Zuid-Holland", "5", "Twente", "2"]),
    "an apostrophe": ("in ’s-Heer en 's-Heer 5", ["’s-Heer", "'s-Heer", "5"]),
    "files": ("in data/b_2.csv op https://x.nl/a_1.", ["data/b_2.csv", "https://x.nl/a_1"]),
    "marks": ("{1} en <2>", ["1", "2"]),
}  # fmt: skip
"""Kind -> Dutch text, and its values in English."""


@pytest.mark.parametrize("kind", WRITTEN)
def test_values_are_written_in_the_notation_of_the_language(kind: str) -> None:
    """Numbers, amounts, days, number words and lists of lines; a name or a file stays as it is."""
    text, written = WRITTEN[kind]
    assert [value.text for value in ENGLISH.values(text)] == written


def test_a_value_has_its_place_in_the_text() -> None:
    """With its signs, and without the words around it."""
    text = "Op 1 oktober 2019 ging −€ 5 naar Twente."
    places = [(one.kind, text[one.start : one.end]) for one in ENGLISH.values(text)]
    assert places == [("d", "1 oktober 2019"), ("", "−€ 5"), ("n", "Twente")]
