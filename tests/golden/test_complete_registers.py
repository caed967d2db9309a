"""Ten complete registers that make the print true: which claims are then confirmed, and which not, and why."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from support.complete_registers import Figures, registers
from support.register_project import as_real
from support.replayed_chapters import Replay
from support.run_command import in_process

from recount.edition.claims import load_claims
from recount.edition.edition import Edition, load_edition, mirror
from recount.results.reading import read_results
from recount.results.records import Record
from recount.running.runner import run_chapters
from recount.sources.catalogue import load_catalogue
from recount.sources.files import locate, read_source
from sto_eval.indicators import participation

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PUPILS = ("leerlingen-2016", "leerlingen-2019")
CHAPTERS = (
    "investering",
    "cofinanciering",
    "activiteiten",
    "deelname",
    "resultaten",
    "ondersteuning",
    "sto-live",
)

PRINT = Figures(
    granted=Decimal("481148423.54"),
    given=Decimal("40000000.01"),
    regions=78,
    shares={"techniek": 98, "niet-techniek": 75, "theoretisch": 50},
    locations=694,
    national=1,
    joint=32,
    supporters=10,
    days=5,
    broadcasts=25,
    views=6691,
    viewers=157,
)
ANOTHER = replace(
    PRINT,
    granted=PRINT.granted + Decimal("0.01"),
    given=Decimal(40_000_000),
    regions=79,
    shares={"techniek": 97, "niet-techniek": 76, "theoretisch": 51},
    locations=695,
    national=2,
    joint=33,
    supporters=11,
    days=6,
    broadcasts=26,
    views=6692,
    viewers=158,
)
"""Every figure beside the print, by the least that shows in it."""

CONFIRMED = {
    "investering": "programma",
    "cofinanciering": "programma",
    "deelname-techniek": "programma",
    "deelname-niet-techniek": "afdruk",
    "deelname-theoretisch": "afdruk",
    "vestigingen": "afdruk",
    "ondersteuningsdagen": "programma",
    "sto-live-uitzendingen": None,
    "sto-live-views": None,
}
"""Claim -> who states what it counts; the last two can be counted in one way only."""

OPEN = {
    "regios": "op 31 december 2020",
    "landelijke-bijeenkomst": "in de hele periode",
    "bovenregionale-bijeenkomsten": "in de hele periode",
    "ondersteuners": "ooit in de periode",
    "sto-live-kijkers": "totaal",
}
"""Claim -> a definition that neither rules out, and that gives another outcome."""

WORDS_ONLY = {"activiteiten", "resultaten-duurzaam", "resultaten-kwaliteit", "evenementen-locaties"}
"""The print has no number and no direction here."""


def delivered(folder: Path, figures: Figures) -> Edition:
    """A copy of this project in which an evaluator accepted all ten registers, one by one."""
    for name in ("chapters", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("raw"))
    if not mirror():
        as_real(folder, *PUPILS)
    for name, text in registers(figures, _offered(folder)).items():
        path = folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        words = ("sources", "accept", str(path), "--as", name, "--reference-date", "2026-01-15")
        done = in_process(*words, build=folder)
        assert done.exit_code == 0, done.stderr
    return load_edition(folder)


def _offered(folder: Path) -> dict[str, set[str]]:
    """Location -> the kinds that it offers in the latest count of DUO: the real one if it is there."""
    edition = replace(load_edition(folder), demo=False)
    found = locate(edition, PUPILS[-1], load_catalogue(edition)[PUPILS[-1]])
    assert found
    offers = participation.offer(read_source(edition, found).parsed.table)
    return offers.groupby("vestiging")["soort"].agg(set).to_dict()


@pytest.fixture(scope="module")
def true(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """The claims on registers that make the print true."""
    edition = delivered(tmp_path_factory.mktemp("waar"), PRINT)
    outcomes = run_chapters(edition, CHAPTERS, {}, workers=2, report=lambda _: None)
    assert [outcome.error for outcome in outcomes] == [None] * len(CHAPTERS)
    found = read_results(edition).items()
    return {name: one for name, one in found if one.claim and one.evidence == "administratie"}


def test_a_stated_definition_is_confirmed(true: dict[str, Record]) -> None:
    """Other definitions give another outcome, so the reason quotes who states this one."""
    claims = load_claims(load_edition(ROOT))
    found = {name: one for name, one in true.items() if one.verdict.word == "klopt"}
    assert {name: claims[name].stated_by for name in found} == CONFIRMED
    assert [name for name in found if claims[name].stated not in found[name].verdict.reason] == []


def test_an_open_definition_depends_on_it(true: dict[str, Record]) -> None:
    """Our number is as printed; the reason names a definition under which it is not."""
    found = {
        name: one for name, one in true.items() if one.verdict.word == "hangt af van definitie"
    }
    assert found.keys() == OPEN.keys()
    for name, one in found.items():
        assert one.verdict.reason.startswith("Zoals wij tellen klopt het."), name
        assert OPEN[name] in one.verdict.reason


def test_a_claim_in_words_only_stays_unchecked(true: dict[str, Record]) -> None:
    """A register gives numbers beside it, and no verdict; no other claim on a register is left."""
    unchecked = {name for name, one in true.items() if one.verdict.word == "niet na te rekenen"}
    assert unchecked == WORDS_ONLY
    assert true.keys() == CONFIRMED.keys() | OPEN.keys() | WORDS_ONLY


def test_registers_beside_the_print_confirm_nothing(tmp_path: Path) -> None:
    """A cent, a view or a location more or less: no claim with a number is confirmed."""
    edition = delivered(tmp_path, ANOTHER)
    replays = [Replay(edition, name) for name in CHAPTERS]
    words = {name: one.word for replay in replays for name, one in replay.verdicts().items()}
    assert {words[name] for name in CONFIRMED} == {"wijkt af"}
    assert {words[name] for name in OPEN} <= {"wijkt af", "hangt af van definitie"}
