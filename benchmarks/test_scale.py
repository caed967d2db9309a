"""Whether the heavy steps scale; `make bench` prints the times, and asserts none.

A million made-up homes around three thousand made-up places, and 1,500 locations; one year of DUO files
from STO_EVAL_MIRROR, or their stand-ins.
"""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from recount.edition.edition import load_edition
from recount.layouts.delimited import delimiter_of
from recount.layouts.layout import decode
from recount.sources.files import Found, load_catalogue, located, read_source
from sto_eval.indicators import reach, supply

ROOT = Path(__file__).parents[1]
RADII_KM = range(5, 16)
HOMES, LOCATIONS = 1_000_000, 1_500
OFFERED = (420, 380, 330, 250, 120)
"""How many locations have each profile, about as many as in the real supply."""

YEAR = ("leerlingen-2019", "adressen-2020", "examenresultaten-2018-2019")


def made_up_country() -> tuple[pd.DataFrame, dict[str, pd.DataFrame]]:
    """Homes with residents, and the points of the locations of each profile; few places are large."""
    chance = np.random.default_rng(1)
    centres = chance.uniform([10e3, 306e3], [280e3, 620e3], (3_000, 2))
    sizes = chance.lognormal(0, 1.2, len(centres))

    def around(number: int, spread: float) -> npt.NDArray[np.float64]:
        chosen = chance.choice(len(centres), number, p=sizes / sizes.sum())
        return centres[chosen] + chance.normal(0, spread, (number, 2))

    homes = pd.DataFrame(around(HOMES, 2_000), columns=["x", "y"])
    for group in ("tot 15 jaar", "15 tot 25 jaar"):
        homes[group] = pd.array(chance.integers(0, 5, HOMES), dtype="Int64")
    points = pd.DataFrame(around(LOCATIONS, 1_000), columns=["x", "y"])
    chosen = [points.sample(number, random_state=number) for number in OFFERED]
    return homes, dict(zip(supply.PROFILES, chosen, strict=True))


def test_reach_of_a_million_homes(benchmark: BenchmarkFixture) -> None:
    """Distances to five profiles, and the grid of eleven radii and three age groups."""
    homes, points = made_up_country()

    def grid() -> int:
        found = reach.distances_to(homes, points)
        return len(reach.coverage_grid(homes, found, RADII_KM, reach.POPULATIONS))

    assert benchmark.pedantic(grid, rounds=7, warmup_rounds=1) == 5 * 11 * 3


@pytest.mark.parametrize("radii", [11, 110])
def test_memory_of_the_grid(benchmark: BenchmarkFixture, radii: int) -> None:
    """The peak is in the name; the time is that of the grid alone."""
    homes, points = made_up_country()
    found = reach.distances_to(homes, points)
    edges = np.linspace(1, 50, radii)
    tracemalloc.start()
    reach.coverage_grid(homes, found, edges, reach.POPULATIONS)
    benchmark.name += f" {tracemalloc.get_traced_memory()[1] / 1e6:.1f} MB"
    tracemalloc.stop()
    rows = benchmark.pedantic(
        lambda: len(reach.coverage_grid(homes, found, edges, reach.POPULATIONS)), rounds=5
    )
    assert rows == 5 * radii * 3


def a_year() -> list[Found]:
    """The files of one year."""
    edition = load_edition(ROOT)
    assert set(YEAR) <= set(load_catalogue(edition))
    return list(located(edition, list(YEAR)).values())


def test_a_year_of_duo_files(benchmark: BenchmarkFixture) -> None:
    """Pupils, addresses and exam results: read, checked and corrected."""
    edition, files = load_edition(ROOT), a_year()
    rows = benchmark.pedantic(
        lambda: [len(read_source(edition, each).sheet.table) for each in files],
        rounds=7,
        warmup_rounds=1,
    )
    assert all(rows)


def c_engine(content: bytes, mark: str) -> int:
    """The pandas reader that the layouts use."""
    return len(pd.read_csv(io.BytesIO(content), sep=mark, dtype=str, na_filter=False))


def arrow_engine(content: bytes, mark: str) -> int:
    """The pandas engine based on pyarrow."""
    pytest.importorskip("pyarrow")
    text = io.BytesIO(content)
    return len(pd.read_csv(text, sep=mark, dtype=str, keep_default_na=False, engine="pyarrow"))


def arrow_alone(content: bytes, mark: str) -> int:
    """The pyarrow reader, converted to a pandas table."""
    arrow = pytest.importorskip("pyarrow.csv")
    options = arrow.ParseOptions(delimiter=mark, newlines_in_values=True)
    return len(arrow.read_csv(io.BytesIO(content), parse_options=options).to_pandas())


READERS = [c_engine, arrow_engine, arrow_alone]


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)
def test_readers_of_csv(benchmark: BenchmarkFixture, reader: Callable[[bytes, str], int]) -> None:
    """The same year as bytes in memory, without checks: the most that a reader can matter."""
    texts = [decode(each.path) for each in a_year()]
    contents = [(text.encode(), delimiter_of(text.split("\n", 1)[0])) for text in texts]
    rows = benchmark.pedantic(
        lambda: [reader(*each) for each in contents], rounds=9, warmup_rounds=1
    )
    assert all(rows)
