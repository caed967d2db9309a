"""A register that is handed over makes its claim testable at once, and its size moves number and verdict."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from sto_eval.audit import audit_rows
from sto_eval.edition import load_edition
from sto_eval.fetching import accept_file
from sto_eval.runner import run_chapters

ROOT = Path(__file__).parents[2]
EXTRACT = dt.date(2025, 1, 15)
REGIONS = (
    "regio_id;naam;soort;penvoerder;begindatum;einddatum;caribisch\n"
    "NW;Voorbeeld;techniekregio;Bestuur;2020-01-01;;nee\n"
)
JOINED = "vestiging;regio_id;schoolsoort;begindatum;einddatum\n"


def participants(count: int) -> str:
    """A register of so many locations, each of a school of its own."""
    codes = [f"{90 + n // 676}{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}00" for n in range(count)]
    return JOINED + "".join(f"{code};NW;vmbo;2020-01-01;\n" for code in codes)


@pytest.mark.parametrize(
    ("count", "verdict"), [(694, "klopt"), (3, "wijkt af")], ids=["as printed", "three"]
)
def test_a_register_of_another_size_moves_the_number_and_the_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, verdict: str
) -> None:
    """694 locations are the printed figure; three are not; neither is made up any more."""
    for name in ("chapters", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("raw"))
    monkeypatch.setenv("STO_EVAL_ROOT", str(tmp_path))
    for name, text in (("regios", REGIONS), ("deelname", participants(count))):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, "utf-8")
        accept_file(load_edition(tmp_path), path, name, EXTRACT)
    edition = load_edition(tmp_path)
    outcomes = run_chapters(edition, ["deelname"], {}, workers=1, report=lambda _: None)
    assert [outcome.error for outcome in outcomes] == [None]
    row = next(row for row in audit_rows(edition) if row["id"] == "vestigingen")
    assert (row["value"], row["verdict"], row["evidence"]) == (count, verdict, "administratie")
