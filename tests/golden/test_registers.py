"""A delivered register makes its claim testable at once, and its size moves number and verdict."""

from __future__ import annotations

import datetime as dt
import gzip
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from handed import as_real

from recount.edition.claims import load_claims
from recount.edition.edition import Edition, load_edition
from recount.evidence.proof.rehearsal import ChapterRunner, TrialNumber
from recount.results.reading import read_results
from recount.results.records import Record
from recount.running.runner import run_chapters
from recount.sources.fetching import accept_file

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SERIES = "leerlingen-*[!7]"
"""The pupils of all years but 2017, which no chapter reads yet."""

EXTRACT = dt.date(2025, 1, 15)
REGIONS = (
    "regio_id;naam;soort;penvoerder;begindatum;einddatum;caribisch\n"
    "NW;Voorbeeld;techniekregio;Bestuur;2020-01-01;;nee\n"
)
GRANTS = "kenmerk;regio_id;jaar;soort;bedrag;datum\nB1;NW;2020;verleend;{};2020-01-01\n"
GIFTS = "bewijsstuk;regio_id;jaar;bedrijf;vorm;bedrag;aanvaard\nG1;NW;2020;Bedrijf;geld;{};ja\n"
READ_BY = {
    name: set(card.sources) - {"publicaties"}
    for name, card in load_edition(ROOT).card.chapters.items()
    if "regios" in card.sources or name == "sto-live"
}
"""Chapter on the registers of the programme -> what it reads."""

PUPILS = ("leerlingen-2016", "leerlingen-2019")
REGISTERS = sorted(set().union(*READ_BY.values()) - {SERIES})
JOINED = "vestiging;regio_id;schoolsoort;begindatum;einddatum\n"


def participants(count: int) -> str:
    """A register of this many locations, each of a different school."""
    codes = [f"{90 + n // 676}{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}00" for n in range(count)]
    return JOINED + "".join(f"{code};NW;vmbo;2020-01-01;\n" for code in codes)


def edited(name: str, text: str) -> str:
    """A made-up register with different content: an extra region, one kind less, or a third of the rows."""
    header, *rows = text.splitlines(keepends=True)
    if name == "regios":
        return text + "R99;Voorbeeld;techniekregio;Bestuur;2020-01-01;;nee\n"
    if name == "activiteiten":
        return header + "".join(row for row in rows if ";leraren;" not in row)
    return header + "".join(rows[: len(rows) // 3])


def recoded(name: str) -> str:
    """A made-up register with other region codes and other line ends, so that it passes for a real one."""
    path = ROOT / "data" / "standin" / "sto" / f"{name}.csv.gz"
    text = gzip.decompress(path.read_bytes()).decode("utf-8").replace("\n", "\r\n")
    return re.sub(r"\bR(?=[0-9]{2}\b)", "X", text)


def project(folder: Path, registers: Mapping[str, str], *real: str) -> Path:
    """A copy of this project that accepted these registers, with the made-up files of others as real ones."""
    for name in ("chapters", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("raw"))
    as_real(folder, *real)
    for name, text in registers.items():
        path = folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        edition = replace(load_edition(folder), demo=False)
        accept_file(edition, path, name, EXTRACT, "Een proef.")
    return folder


def numbers(edition: Edition, chapters: Sequence[str]) -> dict[str, Record]:
    """The records of chapters, run for an edition."""
    outcomes = run_chapters(edition, chapters, {}, workers=2, report=lambda _: None)
    assert [outcome.error for outcome in outcomes] == [None] * len(chapters)
    return read_results(edition)


def replayed(
    edition: Edition, chapters: Sequence[str]
) -> tuple[dict[str, TrialNumber], dict[str, set[str]]]:
    """The numbers of chapters, run without kernels, and the evidence of the sources of each."""
    found: dict[str, TrialNumber] = {}
    evidence: dict[str, set[str]] = {}
    for name in chapters:
        runner = ChapterRunner(edition, name)
        assert runner.baseline.stops == []
        found |= runner.baseline.numbers
        grades = {source: str(data.found.evidence) for source, data in runner.datasets.items()}
        for number, one in runner.baseline.numbers.items():
            evidence[number] = {grades[source] for source in one.sources}
    return found, evidence


def value(number: TrialNumber) -> str:
    """The value of a number, as text to the last digit."""
    return str(number.measure[0][0])


@pytest.fixture(autouse=True)
def without_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registers of these tests are the only real files."""
    monkeypatch.delenv("RECOUNT_MIRROR", raising=False)


@pytest.mark.parametrize(
    ("count", "verdict"), [(694, "klopt"), (3, "wijkt af")], ids=["as printed", "three"]
)
def test_a_register_of_another_size_changes_the_number_and_the_verdict(
    tmp_path: Path, count: int, verdict: str
) -> None:
    """694 locations are the printed figure, three are not."""
    registers = {"regios": REGIONS, "deelname": participants(count)}
    edition = load_edition(project(tmp_path, registers, *PUPILS))
    found = numbers(edition, ["deelname"])["vestigingen"]
    assert (found.measure.value, found.evidence) == (count, "administratie")
    assert found.verdict
    assert found.verdict.word == verdict


@pytest.mark.parametrize(
    ("granted", "given", "verdict"),
    [("481148423.54", "40000000.01", "klopt"), ("481148423.55", "40000000.00", "wijkt af")],
    ids=["as printed", "a cent beside it"],
)
def test_a_cent_in_a_register_changes_the_verdict(
    tmp_path: Path, granted: str, given: str, verdict: str
) -> None:
    """The print is to the cent, and "more than" is strict: one cent decides."""
    registers = {
        "regios": REGIONS,
        "beschikkingen": GRANTS.format(granted),
        "cofinanciering": GIFTS.format(given),
    }
    edition = load_edition(project(tmp_path, registers))
    found = numbers(edition, ["investering", "cofinanciering"])
    for claim in ("investering", "cofinanciering"):
        word = found[claim].verdict
        assert (word and word.word, found[claim].evidence) == (verdict, "administratie")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which every register and every file of DUO is real, with the content of the demo."""
    registers = {name: recoded(name) for name in ["regios", *REGISTERS]}
    return project(tmp_path_factory.mktemp("echt"), registers, *PUPILS)


def test_real_registers_give_the_numbers_of_the_demo(whole: Path) -> None:
    """With other region codes: no number changes, none is made up, and all its sources are real."""
    chapters = sorted(READ_BY)
    real, evidence = replayed(load_edition(whole), chapters)
    demo, made_up = replayed(load_edition(whole, demo=True), chapters)
    assert real.keys() == demo.keys()
    assert {name: one.measure for name, one in real.items()} == {
        name: one.measure for name, one in demo.items()
    }
    assert "nagebootst" not in set().union(*evidence.values())
    assert set().union(*made_up.values()) == {"nagebootst", "gepubliceerd"}


def test_missing_registers_leave_their_claims_unknown(whole: Path) -> None:
    """With the register of regions alone; every claim names the registers that its chapter lacks."""
    raw, regions = whole / "data" / "raw" / "sto", whole / "data" / "raw" / "sto" / "regios.csv"
    kept = raw.rename(raw.with_name("away"))
    regions.parent.mkdir()
    shutil.copyfile(kept / "regios.csv", regions)
    try:
        found = numbers(load_edition(whole), sorted(READ_BY))
    finally:
        shutil.rmtree(raw)
        kept.rename(raw)
    claims = [one for one in found.values() if one.missing]
    assert {one.chapter for one in claims} == set(READ_BY)
    for one in claims:
        assert set(one.missing) == READ_BY[one.chapter] - {"regios", SERIES}, one.id
        assert (one.measure.value, one.evidence) == (None, "ontbreekt")
        assert one.verdict is None or one.verdict.word == "niet na te rekenen"


def test_changed_rows_of_the_demo_change_every_number_that_rests_on_them(tmp_path: Path) -> None:
    """Every claim on a register changes when the rows of its registers change."""
    folder = project(tmp_path, {})
    standins = folder / "data" / "standin"
    for path in [*standins.glob("sto/*.gz"), *standins.glob("duo/prognoses-*/*.gz")]:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        path.write_bytes(gzip.compress(edited(path.name.partition(".")[0], text).encode()))
    edition = load_edition(folder)
    resting = {name: card.sources for name, card in edition.card.chapters.items()}
    series = {"*", SERIES, "leerlingen-*"}
    chapters = [name for name in resting if not series & set(resting[name])]
    found, evidence = replayed(edition, [*chapters, "deelname"])
    before, _ = replayed(load_edition(ROOT, demo=True), [*chapters, "deelname"])
    claims = [n for n in load_claims(edition) if "nagebootst" in evidence.get(n, ())]
    assert len(claims) == 19
    assert [name for name in claims if value(found[name]) == value(before[name])] == []
