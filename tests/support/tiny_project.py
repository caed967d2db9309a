"""The texts of a tiny project: one chapter, two claims, three rows."""

from __future__ import annotations

import hashlib

HEADER = ";".join(
    [
        "BRIN NUMMER", "VESTIGINGSNUMMER", "INSTELLINGSNAAM VESTIGING", "PLAATSNAAM VESTIGING",
        "PROVINCIE VESTIGING", "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR", "VMBO SECTOR",
        "AFDELING", "ELEMENTCODE", "OPLEIDINGSNAAM",
        *(f"LEER- OF VERBLIJFSJAAR {y} - {s}" for y in range(1, 7) for s in ("MAN", "VROUW")),
    ]
)  # fmt: skip


def pupil_line(
    location: str, profile: str, code: str, *counts: str, sector: str = "Techniek"
) -> str:
    """A line of the layout of 2019: location, profile, programme code, and years 3 and 4 man/vrouw."""
    cells = ["0"] * 4 + list(counts) + ["0"] * (8 - len(counts))
    return ";".join(
        [location[:4], location[4:], f"Voorbeeld {location}", "DORP", "Utrecht", "VMBO BL lj 3-4",
         sector, profile, code, f"VMBO BB {profile}", *cells]
    )  # fmt: skip


PUPILS = "\n".join(
    [
        HEADER,
        pupil_line("90AA00", "Produceren, installeren en energie", "6111", "6", "1", "3", "0"),
        pupil_line("90AA01", "Maritiem en Techniek", "6811", "2", "0", "0", "0"),
        pupil_line(
            "90AB00", "Zorg en welzijn", "6511", "8", "0", "0", "0", sector="Zorg & Welzijn"
        ),
        "",
    ]
)
"""Twelve technical pupils at two locations, and eight others: 60%."""

EDITION = """
title = "Proef"
programme = "Proef"
code = "sto_eval.programme"
print_name = "de infographic"
first_year = 2020
last_year = 2024

[chapters.proef]
sources = ["leerlingen-*"]

[nouns]
leerlingen = "leerling"
"regio's" = "regio"
vestigingen = "vestiging"
"""

CLAIMS = """
[aanbod-mat]
text = "MaT is op één vestiging te volgen."
shown = "één"
value = 1
step = 1
relation = "gelijk"
unit = "vestigingen"
place = "Dekkend"
definition = "Vestigingen met een leerling in MaT."
chapter = "proef"

[periode]
text = "5 jaar"
shown = "5"
value = 5
step = 1
relation = "gelijk"
unit = "jaar"
place = "Titel"
definition = "Aantal kalenderjaren."
"""

NUMBER_TEXTS = """
[proef."aanbod-*"]
label = "{}"
definition = "Vestigingen met {}."
unit = "vestigingen"

[proef."aanbod-mat"]
label = "MaT"
definition = "Vestigingen."
unit = "vestigingen"
"""

ASSUMPTIONS = """
[werkdagen]
text = "Een week heeft vijf werkdagen."
reason = "Gewoonte."
impact = "Minder."
value = 5
"""

HEAD = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
  display_name: Python 3
  language: python
---
"""
"""What every chapter begins with."""

CHAPTER = (
    HEAD
    + """
# Proef

```{code-cell} ipython3
:tags: [parameters, remove-cell]

minimum = 1
```

```{code-cell} ipython3
from recount.notebook.chapter import Chapter
from sto_eval.indicators import supply

chapter = Chapter("proef", minimum=minimum)
day, source = chapter.vintage("leerlingen", "laatste")
offer = supply.profile_pupils(chapter.table(source))
chapter.publish(
    "aanbod-mat", supply.location_count(offer, "MaT", minimum),
)
```
"""
)


def source_card(year: int, *, standin: bool, sha256: str = "") -> str:
    """A catalogue card for the pupils of a year."""
    lines = [
        f"[leerlingen-{year}]",
        f'title = "Leerlingen {year}"',
        'producer = "DUO"',
        'licence = "CC0-1.0"',
        'url = "https://example.invalid/leerlingen.csv"',
        f"reference_date = {year}-10-01",
        'status = "definitief"',
        'evidence = "openbaar"',
        'layout = "duo-leerlingen"',
        f'file = "duo/{year}/leerlingen.csv"',
    ]
    if sha256:
        lines += [f'sha256 = "{sha256}"', "rows = 3"]
    if standin:
        lines.append(f'standin = "duo/{year}/leerlingen.csv"')
    return "\n".join(lines) + "\n"


PUBLISHED_CARD = """
[publicaties]
title = "Getallen uit andere publicaties"
producer = "Proef"
licence = "CC-BY-4.0"
url = ""
reference_date = 2024-01-01
status = "definitief"
evidence = "gepubliceerd"
layout = "publicaties"
file = "cijfers.csv"
published = true
"""

PUBLISHED = """\
id;uitspraak;grootheid;waarde;stap;eenheid;periode;jaar;beeld;definitie;vergelijk;zelfde_definitie;bron;titel;url;datum;gelezen
mat;aanbod-mat;vestigingen met MaT;1;1;vestigingen;2019-2020;2019;vestigingen met MaT;met een leerling;aanbod-mat;ja;Krant;MaT;https://x.example;2020;geheel
"""
"""One location with MaT, as a paper printed it."""


def digest(text: str) -> str:
    """SHA-256 of a text in latin-1, as the publisher writes it."""
    return hashlib.sha256(text.encode("latin-1")).hexdigest()
