"""The registers of the programme: real, missing, and with other rows."""

from __future__ import annotations

import datetime as dt
import gzip
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from support.register_project import as_real
from support.replayed_chapters import Replay

from recount.edition.claims import load_claims
from recount.edition.edition import load_edition
from recount.evidence.proof.chapter_runner import TrialNumber
from recount.numbers.evidence_grade import Evidence
from recount.sources.fetching import accept_file

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SERIES = "leerlingen-*[!7]"
"""The pupils of all years but 2017, which no chapter reads yet."""

EXTRACT = dt.date(2025, 1, 15)
READ_BY = {
    name: set(card.sources) - {"publicaties"}
    for name, card in load_edition(ROOT).card.chapters.items()
    if "regios" in card.sources or name == "sto-live"
}
"""Chapter on the registers of the programme -> what it reads."""

FORECASTS = "leerlingendaling"
"""Of the other chapters, the one on files that the test of changed rows changes."""

PUPILS = ("leerlingen-2016", "leerlingen-2019")
REGISTERS = sorted(set().union(*READ_BY.values()) - {SERIES})
Numbers = dict[str, TrialNumber]


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


def value(number: TrialNumber) -> str:
    """The value of a number, as text to the last digit."""
    return str(number.measure[0][0])


@pytest.fixture(autouse=True)
def without_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registers of these tests are the only real files."""
    monkeypatch.delenv("RECOUNT_MIRROR", raising=False)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which every register and every file of DUO is real, with the content of the demo."""
    registers = {name: recoded(name) for name in ["regios", *REGISTERS]}
    return project(tmp_path_factory.mktemp("echt"), registers, *PUPILS)


@pytest.fixture(scope="module")
def demo() -> dict[str, Numbers]:
    """Chapter -> its numbers in the demo."""
    edition = load_edition(ROOT, demo=True)
    return {name: Replay(edition, name).baseline.numbers for name in (*READ_BY, FORECASTS)}


def test_real_registers_give_the_numbers_of_the_demo(whole: Path, demo: dict[str, Numbers]) -> None:
    """With other region codes: no number changes, and none is made up."""
    edition = load_edition(whole)
    for chapter in READ_BY:
        real = Replay(edition, chapter).baseline.numbers
        made_up = {name: one.measure for name, one in demo[chapter].items()}
        assert {name: one.measure for name, one in real.items()} == made_up
        assert Evidence.MADE_UP not in {one.evidence for one in real.values()}


def test_missing_registers_leave_their_claims_unknown(whole: Path) -> None:
    """With the register of regions alone; every claim names the registers that its chapter lacks."""
    raw, regions = whole / "data" / "raw" / "sto", whole / "data" / "raw" / "sto" / "regios.csv"
    kept = raw.rename(raw.with_name("away"))
    regions.parent.mkdir()
    shutil.copyfile(kept / "regios.csv", regions)
    edition = load_edition(whole)
    try:
        replays = [Replay(edition, name) for name in READ_BY]
    finally:
        shutil.rmtree(raw)
        kept.rename(raw)
    for one in replays:
        numbers, verdicts = one.chapter.published, one.verdicts()
        assert set(one.chapter.declared.missing) == READ_BY[one.name] - {"regios", SERIES}
        unknown = {name for name, made in numbers.items() if made.evidence == Evidence.MISSING}
        assert {numbers[name].measure.value for name in unknown} == {None}
        assert {verdicts[name].word for name in unknown & {*verdicts}} == {"niet na te rekenen"}


def test_changed_rows_of_the_demo_change_every_number_that_rests_on_them(
    tmp_path: Path, demo: dict[str, Numbers]
) -> None:
    """Every claim on a register changes when the rows of its registers change."""
    folder = project(tmp_path, {})
    standins = folder / "data" / "standin"
    for path in [*standins.glob("sto/*.gz"), *standins.glob("duo/prognoses-*/*.gz")]:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        path.write_bytes(gzip.compress(edited(path.name.partition(".")[0], text).encode()))
    edition = load_edition(folder)
    claims, same = load_claims(edition), []
    made_up = 0
    for chapter, before in demo.items():
        for name, one in Replay(edition, chapter).baseline.numbers.items():
            if name in claims and one.evidence == Evidence.MADE_UP:
                made_up += 1
                same += [name] if value(one) == value(before[name]) else []
    assert made_up == 19
    assert same == []
