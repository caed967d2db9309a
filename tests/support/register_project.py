"""The tiny project with cards for two registers, and rows to hand over: a region, and grants to it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import tomlkit

from recount.edition.edition import RAW, STANDIN, Edition, load_edition
from recount.sources.files import checksum

REGIONS = "regio_id;naam;soort;penvoerder;begindatum;einddatum;caribisch\n"
REGION = "{};Voorbeeld;techniekregio;Bestuur;2020-01-01;;nee\n"
GRANTS = "kenmerk;regio_id;jaar;soort;bedrag;datum\n"
GRANT = "{};{};{};verleend;10.00;2020-01-01\n"
CARD = """
[{0}]
title = "{0}"
producer = "Programma"
licence = "niet openbaar"
url = ""
reference_date = 2024-12-31
status = "definitief"
evidence = "administratie"
layout = "sto-{0}"
file = "sto/{0}.csv"
"""


def with_registers(project: Path, made_up: Mapping[str, str] = MappingProxyType({})) -> Edition:
    """The real edition with cards for both registers, and a made-up file with this text for the named ones."""
    catalogue = project / "data/editions/proef/sources.toml"
    text = catalogue.read_text("utf-8")
    (project / "data/standin/sto").mkdir(parents=True)
    for name in ("regios", "beschikkingen"):
        text += CARD.format(name)
        if name in made_up:
            standin = f"sto/{name}.csv.gz"
            text += f'standin = "{standin}"\n'
            (project / "data/standin" / standin).write_bytes(gzip.compress(made_up[name].encode()))
    catalogue.write_text(text, "utf-8")
    return replace(load_edition(project), demo=False)


def as_real(project: Path, *names: str) -> None:
    """Make the made-up files of these sources real ones of a project: in place, and pinned in the catalogue."""
    edition = load_edition(project)
    catalogue = tomlkit.parse(edition.file("sources").read_text("utf-8"))
    for name in names:
        card = catalogue[name]
        made_up = project / STANDIN / card["standin"]
        target = project / RAW / card["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        content = made_up.read_bytes()
        target.write_bytes(gzip.decompress(content) if made_up.suffix == ".gz" else content)
        card["sha256"] = checksum(target)
    edition.file("sources").write_text(tomlkit.dumps(catalogue), "utf-8")
