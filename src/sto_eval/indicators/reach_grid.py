"""Reach for every profile, radius and age group at once, for the chart in which a reader chooses."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from recount.numbers.measures import Measure, exact, share
from recount.numbers.share_parts import with_parts
from sto_eval.indicators.reach import residents


def coverage_grid(
    homes_table: pd.DataFrame,
    distances: pd.DataFrame,
    radii_km: Iterable[float],
    populations: Iterable[str],
) -> pd.DataFrame:
    """:func:`sto_eval.indicators.reach.coverage_share` for every profile, radius and age group, in one pass over the homes.

    Each home is assigned to the smallest radius that it is within, and persons are summed by radius: whole
    numbers, so exact in any order. Memory is that of the homes, regardless of the number of radii.
    Columns ``profiel``, ``straal_km``, ``bevolking``, ``aandeel`` (percent), ``teller``, ``noemer``.
    """
    radii, names = list(radii_km), list(populations)
    edges = np.unique(np.array(radii, float))
    people = {name: residents(homes_table, name).reindex(distances.index) for name in names}
    shares = {
        (str(profile), name): _shares(places, people[name].to_numpy(), edges)
        for profile in distances.columns
        # side left, so that exactly on the radius counts as within
        for places in [np.searchsorted(edges, distances[profile].to_numpy())]
        for name in names
    }
    keys = list(itertools.product(names, map(str, distances.columns), radii))
    found = [shares[profile, name][radius] for name, profile, radius in keys]
    rows = [
        (profile, radius, name, one.value)
        for (name, profile, radius), one in zip(keys, found, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["profiel", "straal_km", "bevolking", "aandeel"])
    return with_parts(table, found)


def _shares(
    places: npt.NDArray[np.intp], people: npt.NDArray[np.float64], edges: npt.NDArray[np.float64]
) -> dict[float, Measure]:
    """The share within each radius; homes beyond the last radius have their own bin."""
    within = np.cumsum(np.bincount(places, people, minlength=len(edges)))
    return {
        float(edge): share(exact(inside, "inwoners"), exact(within[-1] - inside, "inwoners"))
        for edge, inside in zip(edges, within.tolist(), strict=False)
    }
