"""Plausibility: how a truncated, duplicated, shifted or swapped file differs from other vintages."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from support.tiny_project import HEADER, digest, pupil_line, source_card

from recount.edition.edition import Edition
from recount.errors import ImplausibleFile
from recount.layouts.gauges import named_years, share_masked, share_zero, total
from recount.layouts.layout import ParsedFile
from recount.programme import Programme
from recount.sources.catalogue import Source, load_catalogue
from recount.sources.plausibility import REPEATED, GaugeReading, as_table, check, compare
from sto_eval.layouts.duo import CODE
from sto_eval.layouts.duo_leerlingen import COUNTS
from sto_eval.programme import PROGRAMME

NEW = "leerlingen-2023"
HUNDRED = [
    pupil_line(f"90{chr(65 + n // 10)}A{n % 10:02d}", "Groen", "6111", "8", "2", "7", "3")
    for n in range(100)
]
"""A hundred locations with twenty pupils each."""


def text(lines: list[str]) -> str:
    """A file of the layout of pupils."""
    return "\n".join([HEADER, *lines, ""])


@pytest.fixture
def edition(real_edition: Edition) -> Edition:
    """The edition on its real files, as the commands on sources see it."""
    return real_edition


@pytest.fixture
def card(edition: Edition) -> Source:
    """The card of a new year beside a real file of a hundred locations."""
    real = edition.root / "data/raw/duo/2019/leerlingen.csv"
    real.parent.mkdir(parents=True)
    real.write_text(text(HUNDRED), "latin-1")
    cards = [
        source_card(2019, standin=True, sha256=digest(text(HUNDRED))).replace("rows = 3", "rows = 100"),
        source_card(2023, standin=False),
    ]  # fmt: skip
    edition.file("sources").write_text("\n".join(cards), "utf-8")
    return load_catalogue(edition)[NEW]


@pytest.fixture
def compared(edition: Edition, card: Source, tmp_path: Path) -> Callable[[list[str]], set[str]]:
    """Lines of a new file -> the measures outside their bands, of those compared with other vintages."""

    def outside(lines: list[str]) -> set[str]:
        path = tmp_path / "nieuw.csv"
        path.write_text(text(lines), "latin-1")
        found = compare(edition, NEW, card, path)
        return {c.measure for c in found if not c.within} & {"rijen", "vestigingen", "leerlingen"}

    return outside


@pytest.mark.parametrize(
    ("lines", "outside"),
    [
        (HUNDRED, set()),
        (HUNDRED[:95], set()),
        (HUNDRED[:50], {"rijen", "vestigingen", "leerlingen"}),
        ([*HUNDRED, *[line.replace("6111", "6112") for line in HUNDRED]], {"rijen", "leerlingen"}),
        ([line.replace(";8;2;7;3;", ";0;0;0;0;") for line in HUNDRED], {"leerlingen"}),
        (HUNDRED[:9], {"rijen"}),
    ],
    ids=["equal", "a few less", "half", "doubled by a split", "all zero", "too few for other figures"],
)  # fmt: skip
def test_a_file_is_compared_with_another_year(
    compared: Callable[[list[str]], set[str]], lines: list[str], outside: set[str]
) -> None:
    """The other year has a hundred rows and locations, and two thousand pupils."""
    assert compared(lines) == outside


def test_a_file_accepted_with_a_reason_is_not_compared_with(
    edition: Edition, card: Source, tmp_path: Path
) -> None:
    """Otherwise the first wrong file would make the next one plausible."""
    catalogue = edition.file("sources")
    catalogue.write_text(
        catalogue.read_text("utf-8").replace(
            "rows = 100", 'rows = 100\ndeviations = ["rijen"]\nreason = "Een proef."'
        ),
        "utf-8",
    )
    path = tmp_path / "nieuw.csv"
    path.write_text(text(HUNDRED), "latin-1")
    rows = compare(edition, NEW, card, path)[0]
    assert (rows.measure, rows.low, rows.within) == ("rijen", 15_000, False)


def test_a_figure_outside_its_band_is_refused() -> None:
    """The message has the figure and its band; figures inside their bands are in the table only."""
    rows = [GaugeReading("rijen", 50, 67, 150), GaugeReading("aandeel 0", 0.25, 0, 0.5)]
    with pytest.raises(ImplausibleFile, match="found rijen: 50, verwacht 67 tot 150\\. Check"):
        check("leerlingen-2023", Path("a.csv"), rows)
    assert [line.split()[-1] for line in as_table(rows).splitlines()[1:]] == ["OUTSIDE", "good"]
    assert check("leerlingen-2023", Path("a.csv"), rows[1:]) is None


def pupils(**changes: object) -> ParsedFile:
    """A hundred rows of nine boys and a girl in year 3 of a technical programme, as the layout gives them."""
    row = dict.fromkeys(COUNTS, 0) | {COUNTS[4]: 9, COUNTS[5]: 1}
    row |= {
        "VMBO SECTOR": "Techniek",
        PROGRAMME.layouts["duo-leerlingen"].needed[3]: "VMBO BL lj 3-4",
    } | changes
    table = pd.DataFrame([row] * 100).astype(dict.fromkeys(COUNTS, "Int64"))
    return ParsedFile(table.assign(**{CODE: "90AA00"}), 100)


def gauge(layout: str, name: str, parsed: ParsedFile) -> float:
    """The value of a gauge of a layout."""
    return next(g.of(parsed) for g in PROGRAMME.layouts[layout].gauges if g.name == name)


def test_swapped_columns_show_in_the_shares() -> None:
    """Boys and girls, and pupils in a year that their type excludes."""
    boys, misplaced = (
        "aandeel jongens in de sector Techniek",
        "aandeel leerlingen in een leerjaar dat hun soort niet heeft",
    )
    assert gauge("duo-leerlingen", boys, pupils()) == pytest.approx(0.9)
    assert gauge("duo-leerlingen", boys, pupils(**{COUNTS[4]: 1, COUNTS[5]: 9})) == pytest.approx(
        0.1
    )
    assert gauge("duo-leerlingen", misplaced, pupils()) == 0
    shifted = pupils(**{COUNTS[4]: 0, COUNTS[5]: 0, COUNTS[0]: 10})
    assert gauge("duo-leerlingen", misplaced, shifted) == 1


def test_a_masked_count_is_between_one_and_four() -> None:
    """Three cells: 0, 7 and a masked one."""
    counts = pd.DataFrame({"a": pd.array([0, 7, None], "Int64")})
    assert (total(counts), share_zero(counts), share_masked(counts)) == (
        9.5,
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
    )


SCHOOLS = pd.DataFrame(
    {"postcode": ["1234 AB", "5678CD", "9999ZZ"], "latitude": [52.0, 52.5, 53.0],
     "longitude": [5.0, 5.5, 6.0]}
)  # fmt: skip
POINTS = pd.DataFrame(
    {"postal code": ["1234", "1234", "5678"], "latitude": [51.99, 52.01, 52.5],
     "longitude": [5.0, 5.0, 5.5]}
)  # fmt: skip


@pytest.mark.parametrize(("shift", "km"), [(0, 0), (0.1, 11.12)])
def test_schools_lie_near_the_points_of_their_postcodes(
    monkeypatch: pytest.MonkeyPatch, edition: Edition, shift: float, km: float
) -> None:
    """A tenth of a degree north is 11 km; a postcode without a point is ignored."""
    files = iter([[], [ParsedFile(POINTS, 3)]])  # no other schools, and then the postcodes
    monkeypatch.setattr("recount.sources.plausibility._real_files", lambda *_: next(files))
    layout = dataclasses.replace(
        PROGRAMME.layouts["edugis-scholen"],
        parse=lambda _: ParsedFile(
            SCHOOLS.assign(latitude=SCHOOLS["latitude"] + shift, vestiging="x"), 3
        ),
    )
    monkeypatch.setattr(
        "recount.sources.plausibility.programme_of",
        lambda _: Programme(tables=(layout,), pair_gauges=PROGRAMME.pair_gauges),
    )
    card = load_catalogue(edition)[NEW].model_copy(update={"layout": "edugis-scholen"})
    apart = compare(edition, "scholen", card, Path("a.zip"))[-1]
    assert apart.value == pytest.approx(km, abs=0.01)
    assert apart.within == (shift == 0)


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("01.-leerlingen-2017-2018.csv", [2017, 2018]),
        ("scholen20241122.geo.zip", [2024]),
        ("PC4_2024_v1", [2024]),
        ("scholen120241122.zip", []),
        ("van-duo.csv", []),
    ],
)
def test_the_years_in_a_name(name: str, years: list[int]) -> None:
    """Four separate digits, or a date of eight."""
    assert named_years(name) == years


def test_half_of_the_provinces_have_half_of_the_area(edition: Edition, tmp_path: Path) -> None:
    """There are few rows, and no gauge of rows: the area shows it."""
    corners = [[4.0, 51.5], [5.5, 51.5], [5.5, 52.5], [4.0, 52.5], [4.0, 51.5]]
    area = {
        "properties": {"statcode": "PV90", "statnaam": "Voorbeeld"},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }
    path = tmp_path / "provincies.geojson"
    path.write_text(json.dumps({"features": [area]}), "utf-8")
    card = load_catalogue(edition)[NEW].model_copy(update={"layout": "grenzen"})
    (found,) = compare(edition, "provincies", card, path)
    assert (found.measure, found.low, found.within) == ("oppervlakte in km2", 30_000, False)
    assert found.value == pytest.approx(11_400, rel=0.01)


def test_a_single_amount_is_compared_with_what_a_region_gets(
    edition: Edition, tmp_path: Path
) -> None:
    """However short the register; ten million is still accepted."""
    head = "bewijsstuk;regio_id;jaar;bedrijf;vorm;bedrag;aanvaard\n"
    card = load_catalogue(edition)[NEW].model_copy(update={"layout": "sto-cofinanciering"})
    for amount, within in (("10000000.00", True), ("999999999", False)):
        path = tmp_path / "giften.csv"
        path.write_text(head + f"G1;R01;2021;Bedrijf;geld;{amount};ja\n", "utf-8")
        assert [c.within for c in compare(edition, "cofinanciering", card, path)] == [within]


def test_a_resaved_file_of_another_year_is_recognised(
    edition: Edition, card: Source, tmp_path: Path
) -> None:
    """Other line ends give other bytes, but the same pupils; a real year repeats few counts."""
    path = tmp_path / "nieuw.csv"

    def repeated(lines: list[str]) -> tuple[float, bool]:
        path.write_bytes(text(lines).replace("\n", "\r\n").encode("latin-1"))
        found = next(c for c in compare(edition, NEW, card, path) if c.measure == REPEATED)
        return found.value, found.within

    assert repeated(HUNDRED) == (1, False)
    grown = [line.replace(";8;2;7;3;", ";9;2;7;2;") for line in HUNDRED]
    assert repeated([*HUNDRED[:20], *grown[20:]]) == (0.2, True)
