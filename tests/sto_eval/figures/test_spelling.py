"""Places as people write them."""

from __future__ import annotations

import pandas as pd
import pytest

from sto_eval.figures.spelling import place_name, with_place_names


@pytest.mark.parametrize(
    "written",
    [
        "'s-Hertogenbosch", "Bergen op Zoom", "Berkel en Rodenrijs", "Capelle aan den IJssel", "Den Haag", "Den Helder",
        "Ede Gld", "Hoogvliet Rotterdam", "IJmuiden", "IJsselstein UT", "Nes Ameland", "St.-Annaparochie", "Ter Apel",
        "Wehe-den Hoorn", "Wijk bij Duurstede", "Zuid-Scharwoude",
    ],
)  # fmt: skip
def test_a_place_in_capitals_is_written_as_people_do(written: str) -> None:
    """Small words, a province, an apostrophe and the IJ; one that is not in capitals stays."""
    assert place_name(written.upper()) == written
    assert place_name(written) == written


def test_only_the_places_of_a_table_change() -> None:
    """Its other columns stay, and so does a table without places."""
    table = pd.DataFrame({"Plaats": ["HULST"], "Vestiging": ["REYNAERTCOLLEGE"]})
    assert with_place_names(table).to_numpy().tolist() == [["Hulst", "REYNAERTCOLLEGE"]]
    assert with_place_names(table[["Vestiging"]]).equals(table[["Vestiging"]])
