"""What people call a region, and the words that say where."""

from __future__ import annotations

from itertools import chain

import pytest

from sto_eval.regions.divisions import OTHER_NAME, WATER, _region
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


def test_a_chapter_names_the_register_and_the_water_only_where_they_matter() -> None:
    """A trait for another spelling, and one for water; the name of the register is kept."""
    found = [_region(place_name(name), name, "rmc") for name in ("Twente", "Zeeuwsch-Vlaanderen")]
    assert [one.traits for one in found] == [("rmc",), ("rmc", OTHER_NAME, WATER)]
    assert list(chain.from_iterable(one.words.values() for one in found)) == [
        "in Twente", "Twente", "",
        "in Zeeuws-Vlaanderen", "Zeeuwsch-Vlaanderen", "de Westerschelde",
    ]  # fmt: skip
