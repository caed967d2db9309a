"""What people call a region, and the words that say where."""

from __future__ import annotations

from itertools import chain

import pytest

from sto_eval.regions.divisions import OVERSEAS, _region
from sto_eval.regions.place_names import _SAID, place_name, plain_name


@pytest.mark.parametrize(
    ("registered", "name", "where"),
    [
        ("Achterhoek", "Achterhoek", "in de Achterhoek"),
        ("Agglomeratie Amsterdam", "Amsterdam en omgeving", "in Amsterdam en omgeving"),
        ("Walcheren", "Walcheren", "op Walcheren"),
        ("Zeeuwsch-Vlaanderen", "Zeeuws-Vlaanderen", "in Zeeuws-Vlaanderen"),
        ("Voorbeeldregio Zeeland", "Voorbeeldregio Zeeland", "in Voorbeeldregio Zeeland"),
    ],
)
def test_a_region_is_called_as_people_say_it(registered: str, name: str, where: str) -> None:
    """With its article and preposition; one that is not in the table has its plain name."""
    assert place_name(registered)[:2] == (name, where)


def test_the_table_has_only_names_that_are_said_otherwise() -> None:
    """With different names, each with a preposition."""
    said = list(_SAID.values())
    assert len({one.name for one in said}) == len({one.where for one in said}) == len(_SAID)
    assert {one.where.split()[0] for one in said} == {"in", "op"}
    assert all(one != plain_name(name) for name, one in _SAID.items())


def test_a_chapter_has_words_for_its_region() -> None:
    """Where it is, how the register spells it, and the water that decides on reach there, if any."""
    found = [_region(place_name(name), name) for name in ("Twente", "Zeeuwsch-Vlaanderen")]
    assert list(chain.from_iterable(one.words.values() for one in found)) == [
        "in Twente", "Twente", "",
        "in Zeeuws-Vlaanderen", "Zeeuwsch-Vlaanderen", "de Westerschelde",
    ]  # fmt: skip


def test_a_region_overseas_has_its_own_text() -> None:
    """It reads only what the division adds, as the files that all divisions read do not cover it."""
    overseas = _region(plain_name("Saba"), "Saba", OVERSEAS)
    assert (overseas.text, overseas.in_all_files) == ("overzee", False)
