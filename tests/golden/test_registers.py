"""A delivered register makes its claim testable at once, and its size moves number and verdict."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from sto_eval.audit import accepted, audit_rows
from sto_eval.edition import load_edition
from sto_eval.fetching import accept_file
from sto_eval.runner import run_chapters

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
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

REGISTERS = sorted(set().union(*READ_BY.values()) - {"leerlingen-*"})
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
    """A made-up register in which no region has its code in the others, with other line ends."""
    path = ROOT / "data" / "standin" / "sto" / f"{name}.csv.gz"
    text = gzip.decompress(path.read_bytes()).decode("utf-8").replace("\n", "\r\n")
    return re.sub(r"\bR(?=[0-9]{2}\b)", "X", text)


def published(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    registers: Mapping[str, str],
    chapters: Sequence[str],
) -> dict[str, dict[str, Any]]:
    """The records of chapters in a project that accepted these registers, by id."""
    monkeypatch.setenv("STO_EVAL_ROOT", str(folder))
    monkeypatch.delenv("STO_EVAL_MIRROR", raising=False)
    audited(folder, registers, chapters)
    paths = (folder / "_build" / "chapters").glob("*/records/*.json")
    return {path.stem: json.loads(path.read_text("utf-8")) for path in paths}


def audited(
    folder: Path, registers: Mapping[str, str], chapters: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """The audit of a copy of the project that accepted these registers and ran chapters."""
    for name in ("chapters", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("raw"))
    for name, text in registers.items():
        path = folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        accept_file(load_edition(folder), path, name, EXTRACT, "Een proef.")
    edition = load_edition(folder)
    outcomes = run_chapters(edition, chapters, {}, workers=1, report=lambda _: None)
    assert [outcome.error for outcome in outcomes] == [None] * len(chapters)
    return {row["id"]: row for row in audit_rows(edition)}


@pytest.mark.parametrize(
    ("count", "verdict"), [(694, "klopt"), (3, "wijkt af")], ids=["as printed", "three"]
)
def test_a_register_of_another_size_moves_the_number_and_the_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, verdict: str
) -> None:
    """694 locations are the printed figure, three are not; neither is made up any more."""
    monkeypatch.setenv("STO_EVAL_ROOT", str(tmp_path))
    registers = {"regios": REGIONS, "deelname": participants(count)}
    row = audited(tmp_path, registers, ["deelname"])["vestigingen"]
    assert (row["value"], row["verdict"], row["evidence"]) == (count, verdict, "administratie")


@pytest.mark.parametrize(
    ("granted", "given", "verdict"),
    [("481148423.54", "40000000.01", "klopt"), ("481148423.55", "40000000.00", "wijkt af")],
    ids=["as printed", "a cent beside it"],
)
def test_a_cent_in_a_register_moves_the_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, granted: str, given: str, verdict: str
) -> None:
    """The print is to the cent, and "more than" is strict: one cent decides."""
    monkeypatch.setenv("STO_EVAL_ROOT", str(tmp_path))
    registers = {
        "regios": REGIONS,
        "beschikkingen": GRANTS.format(granted),
        "cofinanciering": GIFTS.format(given),
    }
    rows = audited(tmp_path, registers, ["investering", "cofinanciering"])
    for claim in ("investering", "cofinanciering"):
        assert (rows[claim]["verdict"], rows[claim]["evidence"]) == (verdict, "administratie")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The numbers of the chapters on registers, while every register is made up."""
    with pytest.MonkeyPatch.context() as patch:
        return published(tmp_path_factory.mktemp("nagebootst"), patch, {}, sorted(READ_BY))


@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_alone_beside_made_up_ones_changes_no_number(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    made_up: dict[str, dict[str, Any]],
    register: str,
) -> None:
    """With other region codes, and the register of regions first: no number changes.

    Its codes occur in no made-up file, so a chapter that mixed the two would count other regions, or none.
    A number on a made-up file says so, and a number on these registers alone does not.
    """
    handed_over = {name: recoded(name) for name in dict.fromkeys(["regios", register])}
    chapters = [name for name, names in READ_BY.items() if register in names]
    found = published(tmp_path, monkeypatch, handed_over, chapters)
    assert found
    for number, record in found.items():
        assert record["measure"] == made_up[number]["measure"], number
        resting = {source["id"] for source in record["sources"]} - {"publicaties"}
        grade = "administratie" if resting <= set(handed_over) else "nagebootst"
        if resting and not any(name.startswith("leerlingen") for name in resting):
            assert record["evidence"] == grade, number


def test_changed_rows_of_a_stand_in_change_every_number_that_rests_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every claim on a register changes when the rows of its registers change."""
    monkeypatch.setenv("STO_EVAL_ROOT", str(tmp_path))
    monkeypatch.delenv("STO_EVAL_MIRROR", raising=False)
    for name in ("chapters", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("raw"))
    standins = tmp_path / "data" / "standin"
    for path in [*standins.glob("sto/*.gz"), *standins.glob("duo/prognoses-*/*.gz")]:
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        path.write_bytes(gzip.compress(edited(path.name.partition(".")[0], text).encode()))
    edition = load_edition(tmp_path)
    before = accepted(edition)["nagebootst"]
    resting = {name: card.sources for name, card in edition.card.chapters.items()}
    chapters = [name for name in resting if not {"*", "leerlingen-*"} & set(resting[name])]
    outcomes = run_chapters(edition, [*chapters, "deelname"], {}, workers=1, report=lambda _: None)
    assert [outcome.error for outcome in outcomes] == [None] * (len(chapters) + 1)
    rows = [row for row in audit_rows(edition) if row["evidence"] == "nagebootst"]
    assert len(rows) == 19
    kept = [row["id"] for row in rows if row["value"] == pytest.approx(float(before[row["id"]]))]
    assert kept == []
