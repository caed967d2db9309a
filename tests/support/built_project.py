"""A tiny report that is really built: one chapter, an open source, a closed register, a book."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from support.second_way_project import write_queries
from support.tiny_project import (
    ASSUMPTIONS,
    CLAIMS,
    EDITION,
    HEAD,
    NUMBER_TEXTS,
    PUPILS,
    digest,
    source_card,
)

from recount.book.building import build_book
from recount.edition.edition import Edition, RegionCard, load_edition
from recount.evidence.proof.lineage_proof import Entry
from recount.evidence.proof.lineage_sweep import Proof
from recount.evidence.witness.checked_edition import load_checked_edition
from recount.evidence.witness.comparison import renew
from recount.handover import CODE_PROOF, PROOF
from recount.notebook.notebooks import CHAPTERS
from recount.results.integrity import read_key
from recount.running.runcard import write_run
from recount.running.runner import run_chapters
from recount.sources.row_files import ROWS, write_row_sets
from recount.storage import write_json

CONFIG = Path(__file__).resolve().parents[2] / "_config.yml"

TOC = """\
format: jb-book
root: index
parts:
  - caption: Hoofdstukken
    chapters:
      - file: chapters/proef
  - caption: Bijlagen
    chapters:
      - file: herkomst
      - file: bewijs
"""

CHAPTER = (
    HEAD
    + """
(proef)=
# Hoeveel is er?

Op {getal}`aanbod-mat` vestiging is MaT, met ten minste {getal}`aanbod-mat.minimum` leerling.
Er zijn {getal}`leerlingen` leerlingen, en in het register {getal}`besloten`.

```{ernaast} tabel
```

```{code-cell} ipython3
:tags: [parameters, remove-cell]

minimum = 1
```

```{code-cell} ipython3
from recount.notebook.chapter import Chapter
from sto_eval.indicators import supply

chapter = Chapter("proef", minimum=minimum)
offer = supply.profile_pupils(chapter.table("leerlingen-2019"))
closed = supply.profile_pupils(chapter.table("leerlingen-2023"))
```

```{code-cell} ipython3
chapter.publish(
    "aanbod-mat", supply.location_count(offer, "MaT", minimum),
    specifications=supply.specifications(offer, "MaT", (minimum, 5)),
)
chapter.publish(
    "leerlingen", supply.pupil_count(offer),
)
chapter.publish(
    "besloten", supply.pupil_count(closed),
)
chapter.grid("aanbod-mat")
chapter.show(
    "proef-tabel", offer[["vestiging", "profiel"]], title="Aanbod", caption="Alles.",
    sources=["leerlingen-2019"],
)
```

```{figuur} aanbod-mat-definities
```

```{tabel} proef-tabel
```

```{oordeel} aanbod-mat
```
"""
)

TEXTS = (
    NUMBER_TEXTS
    + """
[proef.leerlingen]
label = "Leerlingen in 't vmbo"
definition = "Leerlingen."
unit = "leerlingen"

[proef.besloten]
label = "Besloten"
definition = "Leerlingen."
unit = "leerlingen"

[regio.regio-leerlingen]
label = "Leerlingen"
definition = "Leerlingen."
unit = "leerlingen"

[regios.regios-leerlingen]
label = "Leerlingen"
definition = "Leerlingen."
unit = "leerlingen"
"""
)

PAGES = {
    "_toc.yml": TOC,
    "index.md": "# Proefrapport\n\n```{ernaast}\n```\n\n```{telling}\n```\n\n```{claims-overzicht}\n```\n",
    "herkomst.md": "# Herkomst van elk getal\n\n```{herkomst}\n```\n",
    "bewijs.md": "# Bewijs\n\n```{bewijs}\n```\n",
    "chapters/proef.md": CHAPTER,
    "requirements.lock": "pandas==3\n",
    "_config.yml": re.sub("(?m)^title: .*", "title: Proef nagerekend", CONFIG.read_text("utf-8")),
}

NUMBERS = ("aanbod-mat", "leerlingen", "besloten")

ENTRIES = [Entry(name, public=False, declared=["leerlingen-2019"]) for name in NUMBERS]
SWEEP = Proof(1, {}, 9, {"proef": ["leerlingen-2019"]}, {"proef": ENTRIES}, {})
"""A sweep of another state: every number is named on the page of the proof."""

CLOSED_PUPILS = PUPILS.replace("90AA", "90BB")


def write_report(root: Path, more_sources: str = "", more_chapters: str = "") -> Edition:
    """A report of three rows from an open source and three from a closed register, already run."""
    edition = root / "data" / "editions" / "proef"
    raw = root / "data" / "raw" / "duo"
    texts = {
        **{root / name: text for name, text in PAGES.items()},
        edition / "edition.toml": EDITION + more_chapters,
        edition / "claims.toml": CLAIMS,
        edition / "numbers.toml": TEXTS,
        edition / "assumptions.toml": ASSUMPTIONS,
        edition / "corrections.toml": "",
        edition / "sources.toml": _sources() + more_sources,
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for year, text in ((2019, PUPILS), (2023, CLOSED_PUPILS)):
        target = raw / str(year) / "leerlingen.csv"
        target.parent.mkdir(parents=True)
        target.write_bytes(text.encode("latin-1"))
    loaded = load_edition(root, "proef")
    write_queries(loaded)
    run_report(loaded)
    return loaded


def build_report(root: Path) -> Edition:
    """The same, with its website and its PDF."""
    edition = write_report(root)
    make_report(edition)
    return edition


def make_report(edition: Edition) -> None:
    """Run the report and render the book."""
    run_report(edition)
    build_book(edition.root, edition.build, edition=edition.folder)


def run_report(edition: Edition) -> None:
    """Run the chapter, write the rows, sweep its numbers, and compute one of them once more in SQL."""
    run_book(edition)
    write_json(edition.build / PROOF, SWEEP.as_json())
    write_json(edition.build / CODE_PROOF, code_proof(edition))
    renew(load_checked_edition(edition))


def code_proof(edition: Edition) -> dict[str, Any]:
    """A sweep over the code of this state: of four changes that move the number, three are noticed."""
    keys = {
        path.parent.name: read_key(path.parent)["key"]
        for path in edition.build.glob("chapters/*/key.json")
    }
    score = {"tried": 4, "noticed": 3, "tests": 2, "accepted": 3}
    return {"made_from": keys, "numbers": {"aanbod-mat": score}}


def run_book(edition: Edition) -> None:
    """Run the chapters of a book, and write the rows of its numbers."""
    cards = edition.card.chapters.items()
    parameters = {name: card.settings for name, card in cards if isinstance(card, RegionCard)}
    for outcome in run_chapters(
        edition, list(edition.card.chapters), parameters, workers=1, report=lambda _: None
    ):
        assert outcome.error is None, outcome.error
    write_run(edition)
    write_row_sets(edition.build / CHAPTERS, edition.build / ROWS.name, edition)


def _sources() -> str:
    real = source_card(2019, standin=False, sha256=digest(PUPILS))
    closed = source_card(2023, standin=False, sha256=digest(CLOSED_PUPILS))
    return real + closed.replace('evidence = "openbaar"', 'evidence = "administratie"')


Files = dict[str, bytes]


def unpack(raw: bytes) -> Files:
    """The files of a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return {entry.filename: packed.read(entry) for entry in packed.infolist()}


def pack(files: Mapping[str, bytes]) -> io.BytesIO:
    """Files as an uncompressed zip in memory."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name), files[name])
    made.seek(0)
    return made


def edit_json(raw: bytes, *road: str | int, value: object) -> bytes:
    """Replace a value in JSON, given the path of its keys."""
    content = json.loads(raw)
    place = content
    for key in road[:-1]:
        place = place[key]
    place[road[-1]] = value
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
