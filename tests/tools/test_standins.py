"""Stand-ins: the committed files are those that the generator writes, in readable layouts, and made up."""

from __future__ import annotations

import gzip
import zipfile
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from recount.edition.edition import load_edition, mirror
from recount.layouts.layout import missing
from recount.sources.catalogue import Source, load_catalogue
from sto_eval.programme import PROGRAMME
from tools.standins import make_standins

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "standin"
MEGABYTE = 1_000_000
REGISTERS = [
    "activiteiten",
    "beschikkingen",
    "bijeenkomsten",
    "cofinanciering",
    "deelname",
    "enquete",
    "locaties",
    "ondersteuning",
    "regios",
    "sto_live",
]
LEVELS = ["vo", "vmbo bovenbouw", "vmbo bb kb gl"]
PRINTED_EUR = Decimal("481148423.54")


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Source]:
    """The catalogue of the real edition."""
    return load_catalogue(load_edition(ROOT))


@pytest.fixture(scope="module")
def registers() -> dict[str, pd.DataFrame]:
    """The committed made-up registers, all cells text."""
    names = (path.name.removesuffix(".csv.gz") for path in (FOLDER / "sto").iterdir())
    return {name: text_table(f"sto/{name}.csv.gz", "utf-8") for name in sorted(names)}


def text_table(name: str, encoding: str) -> pd.DataFrame:
    """A semicolon-separated stand-in, all cells text."""
    return pd.read_csv(FOLDER / name, sep=";", dtype=str, keep_default_na=False, encoding=encoding)


def pupils() -> pd.DataFrame:
    """DUO's made-up pupils of 2019: ``vestiging``, ``all``, ``upper`` (years 3 and 4) and what is offered."""
    table = text_table(
        "duo/2019-10-01/leerlingen-vo-per-vestiging-naar-onderwijstype-2019.csv.gz", "latin-1"
    )
    counts = table.filter(regex="VERBLIJFSJAAR [1-6] -").astype(int)
    kind, sector = table.iloc[:, 5], table["VMBO SECTOR"]
    vmbo, tl = kind.str.startswith("VMBO"), kind.str.startswith("VMBO TL")
    return pd.DataFrame(
        {
            "vestiging": table["BRIN NUMMER"] + table["VESTIGINGSNUMMER"],
            "all": counts.sum(axis=1),
            "upper": counts.filter(regex="JAAR [34] -").sum(axis=1) * vmbo,
            "theoretical": tl,
            "technical": vmbo & ~tl & (sector == "Techniek"),
            "other": vmbo & ~tl & (sector != "Techniek"),
        }
    )


def amounts(table: pd.DataFrame, column: str, by: list[str]) -> dict[object, Decimal]:
    """Sums of an amount, without floating point."""
    sums: dict[object, Decimal] = {}
    for *key, amount in table[[*by, column]].itertuples(index=False):
        sums[tuple(key)] = sums.get(tuple(key), Decimal(0)) + Decimal(amount)
    return sums


def content(name: str, raw: bytes, folder: Path) -> object:
    """The content of a file, regardless of compression."""
    path = folder / Path(name).name
    path.write_bytes(raw)
    if path.suffix == ".xlsx":
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return {part: archive.read(part) for part in archive.namelist()}
    return gzip.decompress(raw) if path.suffix == ".gz" and raw.startswith(b"\x1f\x8b") else raw


def test_the_committed_files_are_those_that_the_generator_writes(tmp_path: Path) -> None:
    """The same seed gives the same content, whatever the version of zlib."""
    made = dict(make_standins())
    committed = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.is_file()}
    assert committed == set(made)
    for name, raw in made.items():
        kept = (FOLDER / name).read_bytes()
        assert content(name, kept, tmp_path) == content(name, raw, tmp_path), name


def test_the_committed_files_are_small() -> None:
    """At most ten megabytes, compressed."""
    assert sum(p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()) < 10 * MEGABYTE


def test_every_standin_is_read_by_its_layout(catalogue: dict[str, Source]) -> None:
    """It is also recognised by its header, like the real file."""
    cards = [source for source in catalogue.values() if source.standin]
    assert len(cards) == 31
    for source in cards:
        path = FOLDER / str(source.standin)
        layout = PROGRAMME.layouts[source.layout]
        assert not missing(layout.header(path), layout.needed), source.file
        assert layout.read(path).rows_out > 0


def test_no_location_of_a_standin_exists(catalogue: dict[str, Source]) -> None:
    """Codes and names are made up: none of them occurs in the real files, if present."""
    folder = mirror()
    if folder is None:
        pytest.skip("no mirror")
    source = catalogue["leerlingen-2019"]
    layout = PROGRAMME.layouts[source.layout]
    real, made_up = (
        layout.read(p).table for p in (folder / source.file, FOLDER / str(source.standin))
    )
    for column in ("vestiging", "INSTELLINGSNAAM VESTIGING"):
        assert set(real[column]).isdisjoint(made_up[column])


def test_every_register_names_known_regions(registers: dict[str, pd.DataFrame]) -> None:
    """There are 78: 73 with technology, 5 with little, one of them overseas; no other region is named."""
    regions = registers["regios"]
    assert list(registers) == REGISTERS
    assert regions["regio_id"].to_list() == [f"R{number:02d}" for number in range(1, 79)]
    assert regions["naam"].is_unique
    assert regions["soort"].value_counts().to_dict() == {
        "techniekregio": 73,
        "techniekluwe regio": 5,
    }
    assert (regions["caribisch"] == "ja").sum() == 1
    starts = regions["begindatum"].value_counts().to_dict()
    assert starts == {"2020-01-01": 71, "2020-08-01": 6, "2021-08-01": 1}
    for name, table in registers.items():
        if "regio_id" in table:
            assert set(table["regio_id"]) <= set(regions["regio_id"]), name


@pytest.mark.parametrize(
    ("register", "key"),
    [
        ("regios", ["regio_id"]),
        ("deelname", ["vestiging", "begindatum"]),
        ("beschikkingen", ["kenmerk"]),
        ("cofinanciering", ["bewijsstuk"]),
        ("activiteiten", ["activiteit_id", "soort"]),
        ("bijeenkomsten", ["bijeenkomst_id"]),
        ("ondersteuning", ["ondersteuner", "regio_id", "datum"]),
        ("sto_live", ["uitzending"]),
        ("enquete", ["regio_id", "meetjaar", "vraag"]),
        ("locaties", ["locatie_id"]),
    ],
)
def test_the_key_of_a_register_is_unique(
    registers: dict[str, pd.DataFrame], register: str, key: list[str]
) -> None:
    """No two rows have the same key, and dates and years lie within the programme."""
    table = registers[register]
    assert not table.duplicated(key).any()
    for column in {"jaar", "meetjaar"} & set(table):
        assert set(table[column]) <= {"2020", "2021", "2022", "2023", "2024"}
    for column in {"datum", "begindatum", "uitgelezen_op"} & set(table):
        assert table[column].between("2019-11-01", "2024-12-31").all()


@pytest.mark.parametrize(
    ("register", "column"),
    [
        ("regios", "naam"),
        ("regios", "penvoerder"),
        ("beschikkingen", "kenmerk"),
        ("cofinanciering", "bedrijf"),
        ("activiteiten", "omschrijving"),
        ("bijeenkomsten", "titel"),
        ("sto_live", "titel"),
        ("locaties", "naam"),
    ],
)
def test_a_text_says_that_it_is_made_up(
    registers: dict[str, pd.DataFrame], register: str, column: str
) -> None:
    """It starts with the word for example."""
    assert registers[register][column].str.casefold().str.startswith("voorbeeld").all()


def test_no_location_is_in_two_regions_at_once(registers: dict[str, pd.DataFrame]) -> None:
    """When a location moves, one period ends before the next begins; none starts before its region."""
    table = registers["deelname"].sort_values(["vestiging", "begindatum"])
    start = table["regio_id"].map(registers["regios"].set_index("regio_id")["begindatum"])
    ended = table["einddatum"] != ""
    assert (table["begindatum"] >= start).all()
    assert (table["einddatum"] > table["begindatum"])[ended].all()
    again = table["vestiging"] == table["vestiging"].shift()
    assert again.sum() == 4
    assert (
        (table["einddatum"].shift() != "") & (table["einddatum"].shift() < table["begindatum"])
    )[again].all()
    assert 5 <= ended.sum() <= 20


def test_participants_are_schools_of_the_other_standins(registers: dict[str, pd.DataFrame]) -> None:
    """All but special education, which DUO's file omits; the shares are close to the national ones."""
    table, offer = registers["deelname"], pupils()
    special = table["schoolsoort"] == "vso"
    assert set(table["vestiging"][~special]) <= set(offer["vestiging"])
    assert set(table["vestiging"][special]).isdisjoint(offer["vestiging"])
    assert set(table["schoolsoort"]) == {"vmbo", "pro", "vso"}
    inside = set(table["vestiging"][table["einddatum"] == ""])
    for what, low, high in (
        ("technical", 0.96, 0.99),
        ("other", 0.7, 0.78),
        ("theoretical", 0.45, 0.55),
    ):
        having = offer["vestiging"][offer[what]].unique()
        assert low <= sum(code in inside for code in having) / len(having) <= high, what


def test_grants_fit_the_rules(registers: dict[str, pd.DataFrame]) -> None:
    """Settled is at most granted; the last year is at most a quarter of earlier ones; sizes are realistic."""
    table = registers["beschikkingen"]
    kinds = dict(iter(table.groupby("soort")))
    granted = amounts(kinds["verleend"], "bedrag", ["regio_id", "jaar"])
    settled = amounts(kinds["vastgesteld"], "bedrag", ["regio_id", "jaar"])
    assert set(kinds) == {"verleend", "bevoorschot", "besteed", "vastgesteld", "teruggevorderd"}
    assert all(amount <= granted[key] for key, amount in settled.items())
    assert table["bedrag"].str.fullmatch(r"[0-9]+\.[0-9]{2}").all()
    for region, total in amounts(kinds["verleend"], "bedrag", ["regio_id"]).items():
        last = granted[(*region, "2024")]
        assert last <= (total - last) / 4
        assert 1_000_000 < total < 22_000_000
    assert 450_000_000 < sum(granted.values()) < 500_000_000
    assert sum(granted.values()) != PRINTED_EUR


def test_contributions_differ_between_regions(registers: dict[str, pd.DataFrame]) -> None:
    """About 4,000, in money and in kind; some regions have less than 7.5 or 10 percent of the costs."""
    table = registers["cofinanciering"]
    accepted = table["aanvaard"] == "ja"
    given = amounts(table[accepted], "bedrag", ["regio_id"])
    decisions = registers["beschikkingen"]
    granted = amounts(decisions[decisions["soort"] == "verleend"], "bedrag", ["regio_id"])
    shares = [given[region] / (given[region] + granted[region]) for region in granted]
    assert 3800 < len(table) < 4200
    assert set(table["vorm"]) == {"geld", "natura"}
    assert 0.87 < accepted.mean() < 0.93
    assert 35_000_000 < sum(map(Decimal, table["bedrag"])) < 45_000_000
    assert 10 < sum(share < Decimal("0.075") for share in shares) < 60
    assert sum(share < Decimal("0.1") for share in shares) < 78


def test_activities_cost_about_what_was_granted(registers: dict[str, pd.DataFrame]) -> None:
    """Between 8 and 20 per region, of six kinds, some of two kinds."""
    table, decisions = registers["activiteiten"], registers["beschikkingen"]
    planned = amounts(table, "begroot", ["regio_id"])
    granted = amounts(decisions[decisions["soort"] == "verleend"], "bedrag", ["regio_id"])
    assert table["soort"].nunique() == 6
    assert table.groupby("regio_id")["activiteit_id"].nunique().between(8, 20).all()
    assert all(abs(planned[region] / granted[region] - 1) < Decimal("0.04") for region in granted)


def test_the_support_of_the_regions_has_the_size_of_the_country(
    registers: dict[str, pd.DataFrame],
) -> None:
    """Meetings, supporters, broadcasts and answers."""
    meetings, support = registers["bijeenkomsten"], registers["ondersteuning"]
    national = meetings[meetings["soort"] == "landelijk"]
    assert national["datum"].str[:4].to_list() == ["2021", "2022", "2023", "2024"]
    days = support.assign(days=support["dagen"].astype(float), year=support["datum"].str[:4])
    assert days.groupby(["regio_id", "year"])["days"].sum().between(3, 6).all()
    assert days.groupby("year")["ondersteuner"].nunique().between(8, 12).all()
    live = registers["sto_live"][["kijkers_live_piek", "kijkers_live_uniek", "views"]].astype(int)
    assert 20 <= len(live) <= 30
    assert (live["kijkers_live_piek"] < live["kijkers_live_uniek"]).all()
    answers = registers["enquete"]["antwoord"]
    assert registers["enquete"]["regio_id"].nunique() == 51
    assert set(answers) == {"", *"12345"}
    assert set(registers["locaties"]["soort"]) == {"techhub", "techlab", "evenement", "techniekdag"}


@pytest.mark.parametrize("vintage", [2021, 2022, 2023])
def test_a_forecast_starts_at_the_pupils_and_falls(vintage: int) -> None:
    """Twenty years from the vintage; 5 to 20 percent fewer pupils in 2036, for the schools of DUO's file."""
    table = text_table(f"duo/prognoses-{vintage}/voprognoses.csv.gz", "latin-1")
    counts = table.astype({"JAAR": int, "PROGNOSEAANTALLEN": int})
    sums = counts.pivot_table("PROGNOSEAANTALLEN", "JAAR", "ONDERWIJSNIVEAU", "sum")[LEVELS]
    offer = pupils()
    vocational = offer["upper"][~offer["theoretical"]].sum()
    base = sums.loc[vintage] / [offer["all"].sum(), offer["upper"].sum(), vocational]
    assert not counts.duplicated(["INSTELLINGSCODE", "ONDERWIJSNIVEAU", "JAAR"]).any()
    assert sums.index.to_list() == list(range(vintage, vintage + 20))
    assert set(counts["INSTELLINGSCODE"]) == set(offer["vestiging"].str[:4])
    assert base.between(0.95, 1).all()
    assert (sums.loc[2036] / sums.loc[vintage] - 1).between(-0.2, -0.05).all()
