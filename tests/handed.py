"""The tiny project with cards for two registers, and rows to hand over: a region, and grants to it."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from sto_eval.edition import Edition, load_edition

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
    """The project with cards for both registers, and a made-up file with this text for the named ones."""
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
    return load_edition(project)
