"""The book of the programme's regions, on stand-ins: two regions, one of them overseas, and the home page."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from support.run_command import in_process, shared_project

from recount.book.directives.made_up_box import WARNING
from recount.edition.edition import load_edition
from recount.numbers.measures import Measure
from recount.sources.catalogue import load_catalogue
from recount.sources.files import locate, read_source
from sto_eval.indicators import (
    contributions,
    exams,
    grants,
    inflow,
    locations,
    participation,
    reach,
    supply,
)
from sto_eval.regions import programme, regional, rmc, sums
from sto_eval.regions.rmc import NOWHERE, Territory

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_process")]

ROOT = Path(__file__).parents[2]
HERE, OVERSEAS = "R07", "R78"
DAYS = ("2024-10-01", "2024-02-01")
POPULATION, STUDY, YEAR = "tot 15 jaar", "leerjaar 3", "2022-2023"


@cache
def standin(source: str) -> pd.DataFrame:
    """The made-up table of a source."""
    edition = load_edition(ROOT, demo=True)
    found = locate(edition, source, load_catalogue(edition)[source])
    assert found
    return read_source(edition, found).parsed.table


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A temporary project that shares chapters and data with this one; three chapters are run."""
    folder = shared_project(tmp_path_factory.mktemp("programma"), "regios")
    names = ("regios-sto", f"regio-sto-{HERE}", f"regio-sto-{OVERSEAS}")
    chosen = [word for name in names for word in ("--only", name)]
    done = in_process("run", "--demo", "--regions", "sto", *chosen, build=folder)
    assert done.exit_code == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def records(project: Path) -> dict[str, dict[str, Any]]:
    """The published records of these chapters, by id."""
    paths = project.glob("_build/demo/regios/sto/chapters/*/records/*.json")
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def test_every_number_of_the_demo_is_made_up(
    project: Path, records: dict[str, dict[str, Any]]
) -> None:
    """Every number and source except the list of published figures, whatever real files are available."""
    assert {record["evidence"] for record in records.values()} == {"nagebootst"}
    for path in project.glob("_build/demo/regios/sto/chapters/*/sources.json"):
        grades = {card["id"]: card["evidence"] for card in json.loads(path.read_text("utf-8"))}
        assert grades.pop("publicaties") == "gepubliceerd"
        assert set(grades.values()) == {"nagebootst"}
        assert ("leerlingen-2019" in grades) == (OVERSEAS not in path.parent.name)


def test_a_region_has_its_share_of_the_programme(records: dict[str, dict[str, Any]]) -> None:
    """Supply, reach, inflow and the registers; a number depends on the rows of the region."""
    own = {name.removeprefix(f"regio-sto-{HERE}-"): record for name, record in records.items()}
    for name in ("technisch", "bereik-pie", "instroom", "deelname", "subsidie-verleend"):
        assert own[name]["measure"]["value"] > 0
    rows = {one["id"]: one["rows"] for one in own["technisch"]["sources"]}
    assert rows["deelname"]["count"] == own["deelname"]["measure"]["value"]
    assert {"vo_day", "vso_day"} <= set(own["deelname"]["parameters"])


def test_a_region_overseas_says_only_what_the_registers_know(
    project: Path, records: dict[str, dict[str, Any]]
) -> None:
    """Participants and money; no supply, reach, inflow or map, and no zeros for these either."""
    own = {name for name in records if name.startswith(f"regio-sto-{OVERSEAS}")}
    kinds = {name.removeprefix(f"regio-sto-{OVERSEAS}-").partition("-")[0] for name in own}
    assert kinds == {"deelname", "subsidie", "cofinanciering"}
    assert not list(project.glob(f"_build/demo/regios/sto/chapters/regio-sto-{OVERSEAS}/figures/*"))
    done = in_process(
        "build", "html", "--demo", "--regions", "sto", "--region", OVERSEAS, build=project
    )
    assert done.exit_code == 0, done.stderr
    (page,) = project.glob("_build/demo/regios/sto/los/*/html/index.html")
    text = page.read_text("utf-8")
    assert WARNING in text
    assert "Caribisch Nederland" in text


def test_no_region_reads_the_survey_of_its_leader(project: Path) -> None:
    """No chapter of the regions may read the survey: each answer is one person's."""
    sources = list(project.glob("_build/demo/regios/sto/chapters/*/sources.json"))
    assert len(sources) == 3
    assert not [path for path in sources if '"enquete"' in path.read_text("utf-8")]


@pytest.fixture(scope="module")
def places() -> locations.Places:
    """The points of the made-up locations."""
    names = ("schoollocaties-2024", "adressen-2020", "postcodepunten-2024")
    return locations.Places(*map(standin, names))


@pytest.fixture(scope="module")
def homes(places: locations.Places) -> pd.DataFrame:
    """The made-up homes."""
    return reach.homes(standin("inwoners-pc4-2024"), places.postcodes)


@pytest.fixture(scope="module", params=["rmc", "sto"])
def land(
    request: pytest.FixtureRequest, places: locations.Places, homes: pd.DataFrame
) -> Territory:
    """Both divisions of the made-up country."""
    if request.param == "rmc":
        members = rmc.membership(places.addresses)
    else:
        running = participation.participants(standin("deelname"), *DAYS)
        members = programme.membership(standin("regios"), running)
    return rmc.division(members, places, homes, standin("gemeenten-2022"))


def same(parts: dict[str, Measure]) -> bool:
    """Whether the regions plus what has no region equal the country, with the same bounds."""
    inside, outside, country = parts.values()
    return all(
        getattr(inside, end) + getattr(outside, end) == getattr(country, end)
        for end in ("low", "high")
    )


def test_supply_adds_up(land: Territory) -> None:
    """Locations with a technical profile, and their pupils as a region shows them."""
    offer = supply.profile_pupils(standin("leerlingen-2019"))
    for make, table in (
        (supply.technical_location_count, offer),
        (supply.pupil_count, regional.masked(offer)),
    ):
        found = regional.by_region(make, table, land.regions_of(table))
        assert found[NOWHERE].value
        assert same(sums.split(found, make(table)))


def test_reach_adds_up(land: Territory, places: locations.Places, homes: pd.DataFrame) -> None:
    """For every profile, the residents in reach and all residents."""
    offer = supply.profile_pupils(standin("leerlingen-2019"))
    points = locations.location_points(offer["vestiging"], places)
    distances = reach.profile_distances(homes, offer, points, places)
    shares = regional.reaches(homes, land.region_of_home, distances.km, 10, POPULATION)
    country = sums.country_shares(homes, distances, 10, POPULATION)
    found = sums.split_shares(shares, country)
    assert len(found) == len(supply.PROFILES) + 1
    assert all(map(same, found.values()))


@pytest.mark.parametrize(
    ("make", "source"),
    [
        (partial(inflow.technical_share, study=STUDY), "leerlingen-2019"),
        (partial(exams.candidate_share, school_year=YEAR), "examens-2019-2024"),
    ],
    ids=["pupils", "candidates"],
)
def test_inflow_adds_up(land: Territory, make: Any, source: str) -> None:
    """Technical pupils and candidates, and all of them."""
    table = standin(source)
    found = regional.by_region(make, table, land.regions_of(table))
    whole = make(table)
    assert all(same(sums.split_part(found, whole, part)) for part in ("numerator", "denominator"))


def test_the_registers_add_up() -> None:
    """Participants, grants and contributions of the regions, to the cent."""
    running = participation.participants(standin("deelname"), *DAYS)
    money, gifts = standin("beschikkingen"), standin("cofinanciering")
    columns = programme.overview(running, money, gifts, standin("regios"))
    assert same(sums.split(columns["deelnemers"], participation.union_count(running)))
    assert same(sums.split(columns["verleend"], grants.amount(money)))
    assert same(sums.split(columns["vastgesteld"], grants.amount(money, "vastgesteld")))
    assert same(sums.split(columns["bijdragen"], contributions.amount(gifts, gifts)))
