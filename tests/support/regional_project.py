"""The tiny report with a regional book: a division of two regions, a page for each and one for both."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from support.built_project import run_book, write_report
from support.tiny_project import HEAD, digest

from recount.book.website.regional_process import RegionalProcess
from recount.book.website.website import build_website
from recount.edition.edition import Edition, load_edition
from recount.running.regional_book import regional_edition
from sto_eval.regions.divisions import STO

HERE, THERE = "regio-sto-R1", "regio-sto-R2"
OVERVIEW = "regios-sto"

REGIONS = """\
regio_id;naam;soort;penvoerder;begindatum;einddatum;caribisch
R1;Oost;techniekregio;Bestuur;2020-01-01;;nee
R2;West;techniekregio;Bestuur;2020-01-01;;nee
"""

SOURCE = """
[regios]
title = "Regio's"
producer = "Programma"
licence = "gesloten"
reference_date = 2024-12-31
url = "https://example.org"
status = "definitief"
evidence = "administratie"
layout = "sto-regios"
file = "sto/regios.csv"
rows = 2
"""

CARDS = """
[regional.regios]
each = false
sources = ["leerlingen-2019"]

[regional.regios.divisions.sto]
sources = ["regios"]
needs = ["regios"]

[regional.regio]
sources = ["leerlingen-2019"]

[regional.regio.divisions.sto]
sources = ["regios"]
needs = ["regios"]
"""

TEMPLATE = (
    HEAD
    + """
(§)=
# Hoeveel is er in {where}?

Er zijn {{getal}}`§-leerlingen` leerlingen.

```{{ernaast}}
```

```{{ernaast}} proef
```

```{{code-cell}} ipython3
:tags: [parameters, remove-cell]

division = "sto"
{parameters}
```

```{{code-cell}} ipython3
from sto_eval.indicators import supply
from sto_eval.regions.chapter import RegionChapter

chapter = RegionChapter("{template}", division=division{arguments})
offer = supply.profile_pupils(chapter.table("leerlingen-2019"))
```

```{{code-cell}} ipython3
chapter.publish(
    chapter.own("leerlingen"), supply.pupil_count(offer),
)
chapter.show(
    chapter.own("tabel"), offer[["vestiging", "profiel"]], title="Aanbod", caption="Alles.",
    sources=["leerlingen-2019"],
)
```

```{{tabel}} §-tabel
```
"""
)

CHAPTERS = {
    "regios-sto": TEMPLATE.format(where="alle", template="regios", parameters="", arguments=""),
    "regio-sto": TEMPLATE.format(
        where="§naam", template="regio", parameters='region = "R1"', arguments=", region=region"
    ),
}
"""File -> its text; that all regions have the same numbers is of no interest here."""


def write_divided(root: Path) -> Edition:
    """The report and its regional book, both run but not yet built."""
    texts = {
        **{root / "chapters" / f"{name}.md": text for name, text in CHAPTERS.items()},
        root / "regios" / "herkomst.md": "# Herkomst van elk getal\n\n```{herkomst}\n```\n",
        root / "data" / "raw" / "sto" / "regios.csv": REGIONS,
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    pin = f'sha256 = "{digest(REGIONS)}"\n'
    edition = write_report(root, more_sources=SOURCE + pin, more_chapters=CARDS)
    run_book(divided(edition))
    return edition


def divided(edition: Edition) -> Edition:
    """The edition of the regional book."""
    regional = regional_edition(load_edition(edition.root, edition.id), STO)
    assert regional is not None
    return regional


def make_website(edition: Edition, division: str = STO, formats: Sequence[str] = ("html",)) -> Path:
    """Build the website as the command does, with or without the regions; returns its folder."""
    with RegionalProcess(edition, formats) as regional:
        if division == STO:
            regional.start(divided(edition))
        made = build_website(edition, formats, division, regional)
    return made[0][1].parent


def dead(site: Path) -> list[str]:
    """The links on all pages whose file or anchor does not exist."""
    found = []
    for path in sorted(site.rglob("*.html")):
        for link in set(map(str, html.parse(path).xpath("//article//@href | //header//@href"))):
            parts = urlsplit(link)
            target = path.parent / unquote(parts.path) if parts.path else path
            if not parts.scheme and not (target.is_file() and _has(target, parts.fragment)):
                found.append(f"{path.relative_to(site)}: {link}")
    return found


def _has(target: Path, anchor: str) -> bool:
    return not anchor or f'id="{unquote(anchor)}"' in target.read_text("utf-8")
