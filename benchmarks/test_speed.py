"""Time of the two heavy steps; `make bench` prints a table. Needs STO_EVAL_MIRROR for real data."""

from __future__ import annotations

from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from recount.edition.edition import load_edition
from recount.sources.files import Dataset, load_catalogue, located, read_source
from sto_eval.indicators import locations, reach, reach_grid, supply

ROOT = Path(__file__).parents[1]
RADII_KM = range(5, 16)


def read_all() -> dict[str, Dataset]:
    """Every source present, read, validated and corrected."""
    edition = load_edition(ROOT)
    found = located(edition, list(load_catalogue(edition)))
    return {name: read_source(edition, file) for name, file in found.items()}


def test_read_and_validate_all_files(benchmark: BenchmarkFixture) -> None:
    """All files of the mirror, or all stand-ins without one."""
    datasets = benchmark.pedantic(read_all, rounds=5, warmup_rounds=1)
    assert datasets


def test_reach_for_all_profiles_and_radii(benchmark: BenchmarkFixture) -> None:
    """Five profiles, eleven radii, three age groups, from tables read beforehand."""
    tables = {name: data.sheet.table for name, data in read_all().items()}

    def grid() -> int:
        offer = supply.profile_pupils(tables["leerlingen-2019"])
        places = locations.Places(
            *map(
                tables.__getitem__, ("schoollocaties-2024", "adressen-2020", "postcodepunten-2024")
            )
        )
        homes = reach.homes(tables["inwoners-pc4-2020"], places.postcodes)
        points = locations.location_points(offer["vestiging"], places)
        distances = reach.profile_distances(homes, offer, points, places)
        return len(reach_grid.coverage_grid(homes, distances.km, RADII_KM, reach.POPULATIONS))

    assert benchmark.pedantic(grid, rounds=5, warmup_rounds=1) == 5 * 11 * 3
