"""Places and events: three rows, and a changed row moves the number."""

from __future__ import annotations

import pandas as pd
from support.counted_registers import FOUR_REGIONS, changed, lines

from sto_eval.indicators import places

SPOTS = pd.DataFrame(
    {
        "regio_id": ["R1", "R1", "R2"],
        "soort": ["techhub", "evenement", "evenement"],
        "jaar": [2020, 2021, 2021],
    }
).rename_axis(index="locaties")


def test_a_region_needs_a_place_and_an_event() -> None:
    """One of four has both; a place more makes it two."""
    assert places.both_share(SPOTS, FOUR_REGIONS).value == 25
    assert places.both_share(changed(SPOTS, "regio_id", "R2"), FOUR_REGIONS).value == 25
    more = pd.concat([SPOTS, SPOTS.iloc[[0]].assign(regio_id="R2")])
    assert places.both_share(more, FOUR_REGIONS).value == 50
    assert places.place_counts(SPOTS)["evenement"].value == 2
    assert places.by_year(SPOTS)["evenement"]["2021"].value == 2


def test_places_rest_on_the_rows_of_the_regions_that_have_them() -> None:
    """Both kinds are in R1 only, on lines 0 and 1; R2 has an event without a place."""
    everywhere = [0, 1, 2, 3]
    assert lines(places.both_share(SPOTS, FOUR_REGIONS)) == {
        "regios": everywhere,
        "locaties": [0, 1],
    }
    event = places.region_share(SPOTS, FOUR_REGIONS, places.EVENTS)
    assert lines(event) == {"regios": everywhere, "locaties": [1, 2]}
    assert lines(places.place_count(SPOTS, "techhub")) == {"locaties": [0]}


def test_each_requirement_has_a_share_of_the_regions() -> None:
    """A place in one of four regions, an event in two, both in one, either in two."""
    found = places.specifications(SPOTS, FOUR_REGIONS)
    assert [(tuple(one.choices.items()), one.measure.value) for one in found] == [
        ((("eis", "een plek en een evenement"),), 25),
        ((("eis", "een plek"),), 25),
        ((("eis", "een evenement"),), 50),
        ((("eis", "een van beide"),), 50),
    ]
    each = places.region_shares(SPOTS, FOUR_REGIONS)
    assert {kind: one.value for kind, one in each.items()} == {
        "techhub": 25, "techlab": 0, "evenement": 50, "techniekdag": 0,
    }  # fmt: skip
    assert [part.unit for part in each["techhub"].recipe.parts] == ["regio's", "regio's"]
    assert places.place_count(SPOTS, "techhub").unit == "plekken en dagen"
