"""An invented edition of one chapter: a few records, a figure, a table, and the pages of a book."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import nbformat
from nbformat import v4
from support.sample_records import a_record, a_source
from support.tiny_project import PUBLISHED_CARD

from recount.edition.corrections import Applied, CorrectedCell
from recount.handover import CODE_PROOF, SECOND_WAYS, WITNESS
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, Specification, exact
from recount.results.recording import describe_function, variants
from recount.results.records import Amount, Printed, Record, RowSetCard, SourceCard
from recount.results.second_way import Answered, AskedQuery, SecondWays, Values, compared
from recount.results.verdicts import Verdict, Word
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
"""

PAGES = {
    "_toc.yml": TOC,
    "index.md": "# Proefrapport\n\n```{telling}\n```\n\n```{claims-overzicht}\n```\n\n```{run}\n```\n",
    "herkomst.md": "# Herkomst van elk getal\n\n```{herkomst}\n```\n",
}

CHAPTER = """\
(proef)=
# Hoeveel is er in 2019?

Er is {getal}`proef-deel`, dat zijn er {getal}`proef-deel.teller` van {getal}`proef-deel.noemer`.
De infographic zegt {getal}`proef-deel.afdruk`, op {getal}`proef-deel.peildatum`.
De administratie telt er {getal}`proef-stil`.

## Gegevens

```{bronnen} proef
```

```{tabel} proef-tabel
```

```{correcties}
```

## Figuur

```{figuur} proef-figuur
```

## Oordeel

```{oordeel} proef-deel proef-som
```
"""

CLAIMS = """\
[proef-deel]
text = "C.a. 75% is er."
shown = "ca. 75%"
value = 75
step = 10
relation = "circa"
unit = "%"
place = "Dekkend"
definition = "Wat er is, als deel van alles."
chapter = "proef"

[proef-som]
text = "Er is € 12 besteed."
shown = "€ 12"
value = 12
step = 1
relation = "gelijk"
unit = "euro"
place = "Oplossing"
definition = "Wat er is besteed."
chapter = "proef"

[proef-later]
text = "Er zijn 7 bijeenkomsten."
shown = "7"
value = 7
step = 1
relation = "gelijk"
unit = "bijeenkomsten"
place = "Evenementen"
definition = "Bijeenkomsten in de hele periode."
chapter = ""
"""

SOURCES = """\
[telling]
title = "Telling"
producer = "DUO"
licence = "CC0-1.0"
url = "https://voorbeeld.example/telling"
reference_date = 2019-10-01
status = "definitief"
evidence = "openbaar"
layout = "publicaties"
file = "telling.csv"

[register]
title = "Register"
producer = "Programma"
licence = "niet openbaar"
url = ""
reference_date = 2024-12-31
status = "definitief"
evidence = "administratie"
layout = "publicaties"
file = "register.csv"
"""

EXEMPTIONS = """\
[jaar]
pattern = '\\b2019\\b|2020-2024'
reason = "Een jaar is geen uitkomst."
"""

CLAIM_WORDS = """\
[stijgen]
pattern = '\\b(?:gestegen|meer dan|bijna alle)\\b'
reason = "Zegt dat iets omhoogging, of hoe groot het is."
"""

GONE = """\
[proef-oud]
reason = "Wij telden 31 leerlingen dubbel, dus meer dan er zijn."
date = 2026-11-28
successor = "proef-deel"
"""

RESULTS = """\
[redenen.nagebootst]
proef-som = [{waarde = 11, reden = "nieuw"}, {waarde = 12, reden = "Geteld.", datum = 2026-11-28}]
"""

DATA = {
    "figures/proef-figuur.csv": "\ufeffNaam;Aantal;verzonnen\r\nDrie kwart;0,75;ja\r\n",
    "figures/proef-deel-definities.csv": (
        "\ufeffMaand;Uitkomst (%);Als gedrukt;verzonnen\r\n"
        "zonder oktober;70,0;nee;ja\r\nmet oktober;75,3;ja;ja\r\n"
    ),
    "tables/proef-tabel.csv": "\ufeffNaam;Aantal;verzonnen\r\nAlfa;1234;ja\r\nBèta;5;ja\r\n",
    "tables/proef-stralen.csv": "\ufeffStraal (km);Deel (%);verzonnen\r\n5;40,0;ja\r\n10;75,3;ja\r\n15;;ja\r\n",
    "tables/proef-elders.csv": "\ufeffKrant;Getal;url;verzonnen\r\nAlfa;5;https://a.example;ja\r\n",
}

PRINTED = {"proef-deel": "C.a. 75% is er.", "proef-som": "Er is € 12 besteed."}

EDITION = """\
title = "Proef"
programme = "Proef"
first_year = 2020
last_year = 2024

[chapters.proef]
"""

RUN = '{"version": "1.2.3", "time": "2020-02-03T10:00:00", "demo": true}'

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="3" height="1"/></svg>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


FUNCTION = "sto_eval.indicators.supply.location_count"
"""A function that is really there: a passport shows its source text."""

DEEL = Measure(75.3, 75.28, 75.32, "%", 903, 1200)
SOM = exact(12, "euro")
SQL = {
    "proef/getallen.sql": "-- Het deel dat er is, in 2019.\nSELECT deel() < 75.4\n",
    "macros.sql": "-- Wat queries delen.\n",
}
"""The SQL of the second way: a query, and what it uses."""
"""The numbers that the infographic prints."""

ROWS = "regel,naam\n2,Alfa\n7,Beta\n"
"""The rows that a number rests on, with their lines in the publisher's file."""


def source(evidence: str) -> SourceCard:
    """A source card."""
    return a_source(
        id=f"bron-{evidence}",
        title=f"Verzonnen telling ({evidence})",
        url="https://voorbeeld.example/telling",
        evidence=Evidence(evidence),
        file="niemand/telling.csv",
        rows_in=1240,
        rows_out=1234,
        left_out={"zonder postcode": 6},
        rows=RowSetCard(set=f"bron-{evidence}-0123", count=2, whole=False),
    )


def row_set(evidence: str) -> dict[str, Any]:
    """The card of the rows of a source."""
    card = source(evidence).as_json()
    known = {key: card[key] for key in ("evidence", "file", "sha256")}
    digest = hashlib.sha256(ROWS.encode()).hexdigest()
    lines = {"source": card["id"], "lines": [[2, 2], [7, 7]], "layout": "proef"}
    return {**card["rows"], **known, **lines, "bytes": len(ROWS), "csv_sha256": digest}


def record(name: str, measure: Measure, word: str, evidence: str, shown: str) -> Record:
    """A record of a number of the chapter."""
    months = [
        Specification({"maand": "zonder oktober"}, exact(70, "%")),
        Specification({"maand": "met oktober"}, DEEL),
    ]
    changes = (
        CorrectedCell(7, "x", "51.8573", "51.9337"),
        CorrectedCell(7, "y", "3.9439", "4.5215"),
    )
    return a_record(
        measure,
        id=name,
        claim=name,
        label=f"Getal {name}",
        function=describe_function(FUNCTION),
        parameters={"radius_km": 10},
        sources=(source(evidence),),
        corrections=(Applied("dubbel", "bron-openbaar", 1, "Stond er twee keer.", changes),),
        evidence=Evidence(evidence),
        verdict=Verdict(Word(word), "Omdat het zo is."),
        specifications=variants(months, [False, True]),
        printed=Printed(shown=shown, text=PRINTED.get(name, ""), relation="circa", place=""),
    )


def _drawn(name: str, rows: int) -> dict[str, Any]:
    """The wide and the narrow picture of a figure, with a mark for every row."""
    pictures = [
        {"name": f"{name}.svg", "width": 518, "height": 200},
        {"name": f"{name}.smal.svg", "width": 223, "height": 300},
    ]
    insets = ["10% 20% 30% 40%", "1% 2% 3% 4%"]
    marks = [{"panel": 0, "row": row, "insets": insets} for row in range(rows)]
    return {"pictures": pictures, "marks": marks}


def write_chapters(folder: Path) -> Path:
    """The folder of chapters with the one invented chapter."""
    chapter = folder / "proef"
    cards = {
        "records/proef-deel": record("proef-deel", DEEL, "klopt", "openbaar", "ca. 75%").as_json(),
        "records/proef-som": record(
            "proef-som", SOM, "niet na te rekenen", "nagebootst", "€ 12"
        ).as_json(),
        "records/proef-stil": _silent(
            record("proef-stil", exact(41, "leerlingen"), "klopt", "administratie", "")
        ).as_json(),
        "figures/proef-figuur": _shown(
            "proef-figuur", alt="Een balk van drie kwart.", **_drawn("proef-figuur", 1)
        ),
        "figures/proef-deel-definities": _shown(
            "proef-deel-definities",
            alt="Twee stippen.",
            **_drawn("proef-deel-definities", 2),
            sources=["bron-openbaar"],
            columns=[
                {"name": "Maand", "align": "left"},
                {"name": "Uitkomst", "align": "right"},
                {"name": "Als gedrukt", "align": "left"},
            ],
            rows=[["zonder oktober", "70,0%", "nee"], ["met oktober", "75,3%", "ja"]],
        ),
        "tables/proef-tabel": _shown(
            "proef-tabel",
            title="Wat er is",
            columns=[{"name": "Naam", "align": "left"}, {"name": "Aantal", "align": "right"}],
            rows=[["Alfa", "1.234"], ["Bèta", "5"]],
        ),
        "tables/proef-elders": _shown(
            "proef-elders",
            title="Wat anderen noemen",
            columns=[{"name": name, "align": "left"} for name in ("Krant", "Getal", "url")],
            rows=[["Alfa", "5", "https://a.example"]],
            sources=["bron-openbaar", "bron-nagebootst"],
        ),
        "tables/proef-stralen": _shown(
            "proef-stralen",
            title="Deel per straal",
            columns=[{"name": "Straal", "align": "left"}, {"name": "Deel", "align": "right"}],
            rows=[["5 km", "40,0%"], ["10 km", "75,3%"], ["15 km", "onbekend"]],
        ),
        "sources": [source(evidence).as_json() for evidence in ("openbaar", "nagebootst")],
    }
    for name, card in cards.items():
        path = chapter / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(card), encoding="utf-8")
    for name in ("proef-figuur", "proef-deel-definities"):
        for shape in ("", ".smal"):
            (chapter / f"figures/{name}{shape}.svg").write_text(SVG, encoding="utf-8")
        (chapter / f"figures/{name}.png").write_bytes(PNG)
    for path, text in DATA.items():
        (chapter / path).write_text(text, encoding="utf-8")
    _write_rows(folder.parent / "rows")
    return folder


def _silent(card: Record) -> Record:
    """A number that the infographic does not print, and that no correction touched."""
    nothing = {"claim": None, "verdict": None, "printed": None}
    return card.model_copy(update={**nothing, "corrections": (), "specifications": ()})


def _write_rows(folder: Path) -> None:
    """The row files and their list; a closed register has no file."""
    folder.mkdir()
    cards = [row_set(evidence) for evidence in ("openbaar", "nagebootst", "administratie")]
    for card in cards[:2]:
        (folder / f"{card['set']}.csv").write_text(ROWS, encoding="utf-8")
    (folder / "rijen.json").write_text(json.dumps({card["set"]: card for card in cards}))


def write_edition(folder: Path) -> Path:
    """The folder of an edition with three claims, one of them not computed."""
    folder.mkdir(parents=True)
    (folder / "edition.toml").write_text(EDITION, encoding="utf-8")
    (folder / "claims.toml").write_text(CLAIMS, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES + PUBLISHED_CARD, encoding="utf-8")
    (folder / "exemptions.toml").write_text(EXEMPTIONS, encoding="utf-8")
    (folder / "claimwords.toml").write_text(CLAIM_WORDS, encoding="utf-8")
    (folder / "results.toml").write_text(RESULTS, encoding="utf-8")
    (folder / "gone.toml").write_text(GONE, encoding="utf-8")
    for name, text in SQL.items():
        path = folder / WITNESS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


CODE_SCORE = {"tried": 317, "noticed": 316, "tests": 315, "accepted": 314}
"""Of one number in a sweep over the code."""


def write_answers(build: Path) -> None:
    """A second way to two numbers of the chapter: equal for the one, different for the other."""
    query = next(iter(SQL))
    asked = AskedQuery(
        files={name: hashlib.sha256(text.encode()).hexdigest() for name, text in SQL.items()},
        sources={},
        parameters={"radius_km": 10},
    )
    second = {"proef-deel": DEEL, "proef-som": exact(13, "euro")}
    numbers = {
        name: Answered(
            query=query,
            agreement=compared(Amount.of(measure), Values.of(Amount.of(second[name]))),
            first=Values.of(Amount.of(measure)),
            second=Values.of(Amount.of(second[name])),
            parameters={"radius_km": 10},
        )
        for name, measure in (("proef-deel", DEEL), ("proef-som", SOM))
    }
    answers = SecondWays(
        key="0", engine="1", queries={query: asked}, unasked={}, numbers=numbers, faults=()
    )
    write_json(build / SECOND_WAYS, answers.as_json())


def write_project(root: Path) -> Path:
    """A complete project: pages, settings of the real book, an edition, an executed chapter."""
    (root / "chapters").mkdir(exist_ok=True)
    for name, text in {**PAGES, "chapters/proef.md": CHAPTER}.items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "_config.yml").write_text(CONFIG.read_text(encoding="utf-8"), encoding="utf-8")
    write_edition(root / "edition")
    write_chapters(root / "_build/chapters")
    write_answers(root / "_build")
    write_json(
        root / "_build" / CODE_PROOF, {"made_from": {}, "numbers": {"proef-deel": CODE_SCORE}}
    )
    (root / "_build/run.json").write_text(RUN, encoding="utf-8")
    write_notebook(root, CHAPTER)
    return root


def write_notebook(root: Path, text: str) -> None:
    """The executed notebook of the chapter."""
    folded = v4.new_code_cell(
        "radius_km = 10", metadata={"tags": ["hide-input"]}, execution_count=1
    )
    shown = v4.new_code_cell("deel = reken(radius_km)\ndeel", execution_count=2)
    result = {"text/plain": "75,3% (903 van 1200)"}
    shown.outputs = [v4.new_output("execute_result", result, execution_count=2)]
    cells = [v4.new_markdown_cell(text, id="tekst"), folded, shown]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, root / "_build/chapters/proef/proef.ipynb")


def _shown(name: str, **more: object) -> dict[str, Any]:
    texts = {"title": "Drie kwart is er", "subtitle": "Deel, 2019", "caption": "Bron: niemand."}
    return {"id": name, "chapter": "proef", "standin": True, "sources": [], **texts, **more}
