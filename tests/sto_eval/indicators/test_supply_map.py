"""Supply on the map: the number of locations of a profile per province."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib import pyplot as plt
from shapely.geometry import box

from recount.notebook.figures.shapes import SHAPES, Shape
from recount.numbers.measures import exact
from sto_eval.figures.maps import supply_maps
from sto_eval.indicators.supply_map import locations_per_province, provinces_having
from sto_eval.projection import in_rd

PROVINCES = pd.Series(["Fryslân", "Zeeland"])


@pytest.fixture
def placed() -> pd.DataFrame:
    """Two locations of PIE in Friesland, as DUO calls it, and one of MaT in no province of the map."""
    pupils = pd.DataFrame(
        {
            "vestiging": ["00AA00", "00AA00", "00AA01", "00BB00"],
            "PROVINCIE VESTIGING": ["Friesland", "Friesland", "Friesland", "Curaçao"],
        }
    )
    supply = pd.DataFrame(
        {
            "vestiging": ["00AA00", "00AA01", "00BB00"],
            "profiel": ["PIE", "PIE", "MaT"],
            "low": [9, 1, 2],
            "high": [9, 4, 2],
        }
    )
    return locations_per_province(pupils, supply, PROVINCES)


def test_a_location_counts_in_the_province_that_duo_names(placed: pd.DataFrame) -> None:
    """Friesland is Fryslân on the map; a province without supply has zero."""
    rows = placed[placed["profiel"] == "PIE"]
    assert dict(zip(rows["provincie"], rows["vestigingen"], strict=True)) == {
        "Fryslân": 2,
        "Zeeland": 0,
    }


def test_no_location_is_lost(placed: pd.DataFrame) -> None:
    """A place outside the provinces of the map has its own row; profiles keep their order."""
    assert placed["vestigingen"].sum() == 3
    every = placed.groupby("profiel")["vestigingen in heel Nederland"].unique()
    assert every.map(list).to_dict() == {"PIE": [2], "BWI": [0], "M&T": [0], "MVI": [0], "MaT": [1]}
    assert list(placed[placed["profiel"] == "MaT"]["provincie"]) == [
        "Fryslân",
        "Zeeland",
        "Curaçao",
    ]
    assert list(placed["profiel"].unique()) == ["PIE", "BWI", "M&T", "MVI", "MaT"]


def test_a_province_needs_one_location_of_the_smallest_group() -> None:
    """Of nine pupils and of one in Fryslân: both count from one pupil, one counts from five.

    A location has a row in the file of pupils for every track.
    """
    pupils = pd.DataFrame(
        {
            "vestiging": ["00AA00", "00AA00", "00AA01"],
            "PROVINCIE VESTIGING": "Friesland",
            "spoor": ["bb", "kb", "bb"],
        }
    )
    supply = pd.DataFrame(
        {"vestiging": ["00AA00", "00AA01"], "profiel": "PIE", "low": [9, 1], "high": [9, 1]}
    )
    for minimum, locations in ((1, 2), (5, 1), (10, 0)):
        table = locations_per_province(pupils, supply, PROVINCES, minimum)
        assert table.loc[0, "vestigingen"] == locations
        assert provinces_having(table)["PIE"] == exact(min(locations, 1), "provincies")


def test_provinces_with_supply_are_counted(placed: pd.DataFrame) -> None:
    """One province for PIE, none for a profile that is offered nowhere; in whole numbers."""
    assert placed["provincies met aanbod"].dtype == "int64"
    having = provinces_having(placed)
    assert having["PIE"] == exact(1, "provincies")
    assert having["BWI"] == exact(0, "provincies")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_province_has_its_number_or_a_pattern(placed: pd.DataFrame, shape: Shape) -> None:
    """The map of PIE has the figure of Fryslân; Zeeland, where there is none, is hatched."""
    shapes = [in_rd(box(5, south, 6, south + 0.5)) for south in (53, 51.5)]
    provinces = pd.DataFrame({"statnaam": PROVINCES, "geometry": shapes})
    panel = supply_maps(provinces, placed)(shape).axes[0]
    hatched = [bool(patch.get_hatch()) for patch in panel.patches[:2]]
    texts = [text.get_text() for text in panel.texts]
    plt.close("all")
    assert hatched == [False, True]
    assert texts == ["2"]
