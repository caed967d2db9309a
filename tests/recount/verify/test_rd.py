"""The grid of Dutch maps, with arithmetic alone."""

from __future__ import annotations

import pyproj
import pytest

from recount.verify.rd import to_rd

CORNERS = [(3.37, 51.37), (6.01, 50.75), (7.2, 53.2), (4.8, 53.2), (5.3872, 52.1552)]


@pytest.mark.parametrize(("longitude", "latitude"), CORNERS)
def test_it_agrees_with_proj(longitude: float, latitude: float) -> None:
    """To a micrometre, in the middle and at the edges of the country."""
    proj = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)
    assert to_rd(longitude, latitude) == pytest.approx(
        proj.transform(longitude, latitude), abs=1e-6
    )
