"""The figure that shows whether a file of schools and a file of postcodes fit together."""

from __future__ import annotations

import numpy as np

from recount.layouts.gauges import PairGauge
from recount.layouts.layout import Sheet
from sto_eval.layouts import edugis_scholen, geonames_postcodes

APART_KM = 2
"""Half of the schools lie within half a kilometre of it, whatever the years of the two files."""


def median_km(schools: Sheet, postcodes: Sheet) -> float:
    """Median distance in kilometres between a school and the mean point of its postcode."""
    points = postcodes.table.groupby("postal code")[["latitude", "longitude"]].mean()
    known = schools.table[["latitude", "longitude"]].set_axis(
        schools.table["postcode"].astype(str).str[:4]
    )
    apart = known - points.reindex(known.index)
    east = apart["longitude"] * np.cos(np.radians(known["latitude"]))
    return float(edugis_scholen.DEGREE_KM * np.hypot(apart["latitude"], east).median())


NEAR_POSTCODE = PairGauge(
    "km van een school tot het punt van haar postcode (mediaan)",
    (edugis_scholen.LAYOUT.id, geonames_postcodes.LAYOUT.id),
    median_km,
    0,
    APART_KM,
)
