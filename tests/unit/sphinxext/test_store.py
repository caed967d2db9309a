"""What the extension reads: a record comes with the note that its verdict is about older supply."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sto_eval.sphinxext.pages import supply_line
from sto_eval.sphinxext.store import SUPPLY_NOTE, load_store, supply_note

NOTE = "Geldt voor het aanbod van 1 oktober 2019, dus van vóór het programma."
EDITION = """\
title = "Proef"
programme = "Proef"
first_year = 2020
last_year = 2024
places = []

[chapters.proef]
sources = []
"""
CLAIM = """\
[mat]
text = "MaT is op vijf plaatsen."
shown = "vijf"
value = 5
step = 1
relation = "gelijk"
unit = "vestigingen"
place = ""
definition = "Vestigingen."
supply = "leerlingen-*"
"""


def record(word: str, **days: str) -> dict[str, Any]:
    """A record with a verdict, on sources of these days."""
    sources = [{"id": name.replace("_", "-"), "reference_date": day} for name, day in days.items()]
    return {
        "id": "mat", "claim": "mat", "chapter": "proef", "cell": 1, "sources": sources,
        "verdict": {"word": word} if word else None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "note"),
    [
        (record("klopt", leerlingen_2019="2019-10-01"), NOTE),
        (record("wijkt af", leerlingen_2019="2019-10-01", inwoners="2024-01-01"), NOTE),
        (record("klopt", leerlingen_2016="2016-10-01", leerlingen_2019="2019-10-01"), NOTE),
        (record("klopt", leerlingen_2019="2019-10-01", leerlingen_2023="2023-10-01"), ""),
        (record("klopt", leerlingen_2020="2020-10-01"), ""),
        (record("klopt", inwoners="2019-01-01"), ""),
        (record("niet na te rekenen", leerlingen_2019="2019-10-01"), ""),
        (record("", leerlingen_2019="2019-10-01"), ""),
    ],
)
def test_a_verdict_on_supply_from_before_the_programme_says_so(
    found: dict[str, Any], note: str
) -> None:
    """The newest count of supply decides, whatever else the number rests on; without a verdict nothing."""
    assert supply_note(found, "leerlingen-*", 2020) == note


def test_a_claim_about_something_else_has_no_note() -> None:
    """It names no sources of supply."""
    assert supply_note(record("klopt", leerlingen_2019="2019-10-01"), "", 2020) == ""


def test_the_note_is_made_from_the_sources_and_not_read_from_the_record(tmp_path: Path) -> None:
    """A record that says there is none gets it all the same, and the verdict shows it."""
    card = record("klopt", leerlingen_2019="2019-10-01") | {SUPPLY_NOTE: ""}
    path = tmp_path / "chapters" / "proef" / "records" / "mat.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(card), "utf-8")
    (tmp_path / "edition.toml").write_text(EDITION, "utf-8")
    (tmp_path / "claims.toml").write_text(CLAIM, "utf-8")
    shown = supply_line(load_store(tmp_path / "chapters", tmp_path).records["mat"])
    assert shown is not None
    assert shown.astext() == NOTE
    assert shown["attributes"]["data-bij"] == "mat"
