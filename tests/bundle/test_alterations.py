"""Every alteration of a bundle or a PDF is found under its own code."""

from __future__ import annotations

import io
import json
import re
import stat
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from forged import (
    NOTEBOOK,
    PDF,
    RECORD,
    SUMS,
    Alter,
    attach,
    bomb,
    digest,
    drop,
    entity,
    mend,
    mend_sums,
    mend_what_the_bundle_lists,
    named,
    numbers,
    paper,
    put,
    repacked,
    row_file,
    swap,
    text,
    value,
    zip_of,
)
from taken import CLOSED_PUPILS, Files, pack
from tiny import PUPILS

from recount.edition.edition import Edition
from recount.evidence.bundle import KEY, SIGNATURE
from recount.evidence.bundle.signing import sign
from recount.verify import FINDINGS, Finding, Given, Report, verify_file, verify_stream

pytestmark = pytest.mark.slow

MAT, PUPIL, CLOSED = (RECORD.format(name) for name in ("aanbod-mat", "leerlingen", "besloten"))
PASSPORT = "html/getallen/leerlingen.html"
OFFERED = "html/gegevens/notebooks/proef.ipynb"
PAGE, FRONT = "html/chapters/proef.html", "html/index.html"
FIGURE = "results/proef/figures/aanbod-mat-definities"
PICTURES = FIGURE, "html/gegevens/proef/aanbod-mat-definities"
CHAPTER, CODE = "project/chapters/proef.md", "project/src/sto_eval/indicators/supply.py"
EDITION = "project/data/editions/proef"
ROWS, ANSWERS = "rows/rijen.json", "witness.json"
LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 30))
"""A kilobyte of YAML that expands beyond memory."""


def rows_csv(change: Callable[[bytes], bytes], *, listed: bool) -> Alter:
    """Change a row file; with ``listed`` also its checksum in the list of row files."""

    def alter(files: Files) -> None:
        name = row_file(files)
        files[name] = change(files[name])
        if listed:
            key = name.removeprefix("rows/").removesuffix(".csv")
            value(ROWS, key, "csv_sha256", new=digest(files[name]))(files)

    return alter


def more_pupils(files: Files) -> None:
    """Change a count in the rows of a number, and the checksum in the list of row files."""
    for name in [name for name in files if name.startswith("rows/") and name.endswith(".csv")]:
        changed = files[name].replace(b",6,1,3,0", b",9,1,3,0")
        if changed != files[name]:
            files[name] = changed
            key = name.removeprefix("rows/").removesuffix(".csv")
            value(ROWS, key, "csv_sha256", new=digest(changed))(files)


def rows_script(change: Callable[[str], str]) -> Alter:
    """Change the first script with rows on the website."""

    def alter(files: Files) -> None:
        name = next(name for name in files if re.fullmatch(r"html/gegevens/rijen/.*\.js", name))
        files[name] = change(files[name].decode()).encode()

    return alter


def rows_card(**facts: object) -> Alter:
    """Change the facts about the row file in the list."""

    def alter(files: Files) -> None:
        key = row_file(files).removeprefix("rows/").removesuffix(".csv")
        for name, new in facts.items():
            value(ROWS, key, name, new=new)(files)

    return alter


def both(*changes: Alter) -> Alter:
    """Apply several changes."""

    def alter(files: Files) -> None:
        for change in changes:
            change(files)

    return alter


def output(files: Files) -> None:
    """Add an output with its own number to a notebook."""
    shown = {"output_type": "stream", "name": "stdout", "text": "het zijn er 7"}
    value(NOTEBOOK, "cells", 3, "outputs", new=[shown])(files)


def injected(source: str, kind: str) -> Alter:
    """Add a cell to a notebook that is tagged as run parameters."""

    def alter(files: Files) -> None:
        content = json.loads(files[NOTEBOOK])
        tags = {"tags": ["injected-parameters"]}
        content["cells"].append({"cell_type": kind, "id": "x", "metadata": tags, "source": source})
        if kind == "code":
            content["cells"][-1] |= {"outputs": [], "execution_count": None}
        files[NOTEBOOK] = json.dumps(content).encode()

    return alter


def another_set(files: Files) -> None:
    """Make a record name the rows of the other source."""
    other = json.loads(files[CLOSED])["sources"][0]["rows"]["set"]
    value(MAT, "sources", 0, "rows", "set", new=other)(files)


def added(name: str, more: bytes) -> Alter:
    """Append to a file."""
    return lambda files: files.update({name: files[name] + more})


def fewer_definitions(files: Files) -> None:
    """Remove the deciding definitions from a number that depends on its definition."""
    kept = [one for one in json.loads(files[MAT])["specifications"] if one["holds"]]
    value(MAT, "specifications", new=kept)(files)


def large_part(files: Files) -> None:
    """Show on the card of a claim a part of the number that happens to match the printed figure."""
    card = re.compile(r'(data-deel=")("[^>]*><a[^>]*getallen/aanbod-mat.html"[^>]*>)[^<]*')
    changed, count = card.subn(r"\g<1>afdruk\g<2>één", files[FRONT].decode(), count=1)
    assert count == 1
    files[FRONT] = changed.encode()


def other_input(files: Files) -> None:
    """Make PROV derive the number from the other source."""
    content = json.loads(files["prov.json"])
    for link in content["wasDerivedFrom"].values():
        link["prov:usedEntity"] = "bestand:bron-leerlingen-2023"
    files["prov.json"] = json.dumps(content).encode()


def point_elsewhere(document: pikepdf.Pdf) -> None:
    """Make a link in the PDF refer to another number than it shows."""
    links = [link for page in document.pages for link in page.get("/Annots", [])]
    found = next(link for link in links if str(link.get("/Dest", "")) == "getal-besloten")
    found.Dest = pikepdf.String("getal-aanbod-mat")


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(7)"))


def note(document: pikepdf.Pdf, **facts: pikepdf.Object) -> None:
    """Add an annotation to the first page."""
    page = document.pages[0]
    made = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[0, 0, 99, 99], **facts)
    page.Annots = pikepdf.Array([*page.get("/Annots", []), document.make_indirect(made)])


def bare(document: pikepdf.Pdf) -> None:
    """A PDF without evidence."""
    for name in list(document.attachments):
        del document.attachments[name]


PLAIN: Mapping[str, tuple[str, Alter]] = {
    "page edited": ("S2", text(PAGE, "Hoeveel", "Waarom")),
    "record edited": ("S2", value(MAT, "label", new="9")),
    "row file edited": ("S2", rows_csv(lambda raw: raw.replace(b"DORP", b"STAD"), listed=False)),
    "code edited": ("S2", text(CODE, "def ", "def  ")),
    "environment edited": ("S2", put("project/requirements.lock", b"pandas==2\n")),
    "run edited": ("S2", value("run.json", "commit", new="ander")),
    "PDF edited": ("S2", paper(bare)),
    "files swapped": ("S2", swap(f"{FIGURE}.csv", "results/proef/tables/proef-tabel.csv")),
    "file missing": ("S3", drop("results/proef/key.json")),
    "file added": ("S4", put("html/extra.txt", b"hallo")),
    "checksum changed": ("S2", lambda f: f.update({SUMS: b"0" * 64 + f[SUMS][64:]})),
    "checksum line gone": ("S4", lambda f: f.update({SUMS: f[SUMS].partition(b"\n")[2]})),
    "checksum line twice": ("S1", lambda f: f.update({SUMS: f[SUMS] * 2})),
    "checksum list gone": ("S1", drop(SUMS)),
    "checksum list of nonsense": ("S1", put(SUMS, b"\xff\xfe niets")),
}
"""Alterations that keep the old checksums."""

FORGED: Mapping[str, tuple[str, Alter]] = {
    # records
    "record with a text beside its value": ("R1", text(MAT, '"id":', '"display": "9", "id":')),
    "value edited": ("R2", value(MAT, "measure", "value", new=9)),
    "value under another definition edited": (
        "R2", value(MAT, "specifications", 1, "measure", "value", new=9),
    ),
    "value and bounds edited": (
        "B1", value(PUPIL, "measure", new={
            "value": 9, "low": 9, "high": 9, "unit": "leerlingen", "numerator": None,
            "denominator": None,
        }),
    ),
    "source of a chapter of an unknown grade": (
        "C1", value("results/proef/sources.json", 0, "evidence", new="misschien"),
    ),
    "unknown verdict": ("R1", value(MAT, "verdict", "word", new="misschien")),
    "unknown grade": ("R1", value(MAT, "evidence", new="misschien")),
    "verdict edited": ("R3", value(MAT, "verdict", "word", new="wijkt af")),
    "verdict taken away": ("R3", value(MAT, "verdict", new=None)),
    "printed figure edited": ("R4", value(MAT, "printed", "shown", new="zes")),
    "claim taken away": ("R4", value(MAT, "claim", new=None)),
    "claim in the register edited": ("R4", text(f"{EDITION}/claims.toml", '"één"', '"zes"')),
    "source of another checksum": ("R5", value(MAT, "sources", 0, "sha256", new="0" * 64)),
    "closed source called open": ("R5", value(CLOSED, "sources", 0, "evidence", new="openbaar")),
    "real source called made up": ("R5", value(MAT, "sources", 0, "evidence", new="nagebootst")),
    "reference date of a source edited": ("R5", value(MAT, "sources", 0, "reference_date", new="2024-10-01")),
    "producer of a source edited": ("R5", value(MAT, "sources", 0, "producer", new="CBS")),
    "evidence stronger than that of the source": ("R7", value(CLOSED, "evidence", new="openbaar")),
    "made-up file called open": ("R7", put("project/data/standin/a.csv", PUPILS.encode("latin-1"))),
    "count in a row changed, its list too": ("R9", more_pupils),
    "value changed in record and recipe": (
        "R9", both(*(value(PUPIL, part, end, new=13) for part in ("measure", "recipe") for end in ("value", "low", "high"))),
    ),
    "rows left out of the recipe": ("R9", value(PUPIL, "recipe", "rows", new={"leerlingen-2019": "2"})),
    "recipe of another number": ("R9", value(PUPIL, "recipe", "unit", new="scholen")),
    "definition left out": ("R8", fewer_definitions),
    "definition that was chosen left out": ("R8", value(MAT, "specifications", 0, "measure", "value", new=7)),
    "definition said to give another outcome": ("R3", value(MAT, "specifications", 1, "holds", new=None)),
    "reason edited": ("R3", value(MAT, "verdict", "reason", new="De uitkomst valt binnen de afronding.")),
    "correction that the edition does not have": (
        "R5", value(MAT, "corrections", new=[{"id": "punt", "source": "leerlingen-2019", "rows": 1, "reason": ".", "changes": []}]),
    ),
    "unknown source": ("R5", value(MAT, "sources", 0, "id", new="verzonnen")),
    "pin in the catalogue edited": ("R5", text(f"{EDITION}/sources.toml", 'sha256 = "', 'sha256 = "0')),
    "function of another checksum": ("R6", value(MAT, "function", "sha256", new="0" * 64)),
    "code elsewhere edited": ("K1", text("project/src/recount/numbers/formats.py", "def ", "def  ")),
    "module added": ("K1", put("project/src/sto_eval/extra.py", b"x = 1\n")),
    "environment edited": ("K1", put("project/requirements.lock", b"pandas==2\n")),
    "assumption edited": ("K1", text(f"{EDITION}/assumptions.toml", "Minder", "Meer")),
    "causes gone": ("K1", drop("results/proef/key.json")),
    "function at another line": ("R6", value(MAT, "function", "line", new=3)),
    "code of the function edited": ("R6", text(CODE, "def location_count(", "def location_count( ")),
    "answer of the second way edited": ("Q1", value(ANSWERS, "numbers", "aanbod-mat", "second", "value", new=2)),
    "value that it was compared with edited": ("Q1", value(ANSWERS, "numbers", "aanbod-mat", "first", "value", new=2)),
    "parameter of the second way edited": ("Q1", value(ANSWERS, "numbers", "aanbod-mat", "parameters", new={"minimum": 5})),
    "answer for a number without a record": ("Q1", text(ANSWERS, '"aanbod-mat": {', '"elders": {')),
    "source of the second way edited": (
        "Q1", value(ANSWERS, "queries", "proef/aanbod-mat.sql", "sources", "leerlingen-2019", new="0" * 64),
    ),
    "query of the second way edited": ("Q1", text(f"{EDITION}/witness/proef/aanbod-mat.sql", "count(*)", "1")),
    "answers of the second way that are no JSON": ("C1", put(ANSWERS, b"{")),
    "record under another name": ("R1", swap(MAT, CLOSED)),
    "record that is no JSON": ("R1", put(MAT, b'{"id": ')),
    "record without a part": ("R1", value(MAT, "measure", new={})),
    "record that is a list": ("R1", put(MAT, b"[]")),
    "record nested without end": ("R1", put(MAT, b"[" * 200_000)),
    "record of a chapter that is elsewhere": ("R1", value(MAT, "chapter", new="anders")),
    "record gone": ("B3", drop(MAT)),
    "cell edited": ("N3", value(MAT, "cell", new=2)),
    "parameter edited": ("C5", value(MAT, "parameters", "minimum", new=5)),
    # the website
    "count of verdicts without a verdict": (
        "B2", text(FRONT, "</article>", '<p data-uit="telling">Er kloppen er 9.</p></article>'),
    ),
    "number on a page edited": ("B1", text(PAGE, 'leerlingen-1">12</a>', 'leerlingen-1">21</a>')),
    "number in the annex edited": ("B1", text("html/getallen/leerlingen.html", "<strong>12</strong>", "<strong>21</strong>")),
    "verdict on a page edited": ("B2", text(PAGE, "<span>hangt af van definitie", "<span>klopt")),
    "verdict on the front page edited": ("B2", text(FRONT, "</span> <span>hangt af van definitie", "</span> <span>klopt")),
    "verdict in the tally edited": ("B2", text(FRONT, "</span><span>hangt af van definitie", "</span><span>klopt")),
    "sign in the tally taken away": ("B2", text(FRONT, "◐</span><span>hangt", "</span><span>hangt")),
    "verdict on a claim without a number": ("B2", text(FRONT, "</span> <span>nog niet nagerekend", "</span> <span>klopt")),
    "number without a record": ("B3", text(PAGE, "getallen/leerlingen.html", "getallen/verzonnen.html")),
    "link to another number": ("B1", text(PAGE, "getallen/leerlingen.html", "getallen/aanbod-mat.html")),
    "data of a figure on the site": ("B4", put("html/gegevens/proef/proef-tabel.csv", b"a\n1\n")),
    "picture on the site": ("B4", put(f"html/gegevens/proef/{FIGURE.rsplit('/', maxsplit=1)[-1]}.png", b"x")),
    "rows on the site": (
        "B4", lambda f: put(f"html/gegevens/{row_file(f).replace('rows/', 'rijen/')}", b"regel\n")(f),
    ),
    "source text on the site": (
        "B4", text("html/gegevens/code/sto_eval/indicators/supply.py.txt", "def ", "def  "),
    ),
    "picture added to the site": ("B4", put("html/gegevens/proef/extra.png", b"x")),
    "front page gone": ("C2", drop(FRONT)),
    "hidden page": ("B5", put("html/verborgen.html", b"<p>Alles klopt.</p>")),
    "page among the files of the theme": ("B5", put("html/_static/index.html", b"<p>Alles klopt.</p>")),
    "script of ours made longer": ("B5", text("html/_static/rc-cards.js", "const", "alert(7); const")),
    "style of ours edited": ("B5", text("html/_static/rc-web.css", "{", "{ display: none;")),
    "page of a chapter gone": ("B6", drop(PAGE)),
    "page of a number gone": ("B6", drop("html/getallen/besloten.html")),
    "script in a page": ("B7", text(FRONT, "</body>", "<script>document.title = 7</script></body>")),
    "data for search engines in a passport": (
        "B7", text(PASSPORT, "</body>", '<script type="application/ld+json">{}</script></body>'),
    ),
    "script from elsewhere": ("B7", text(FRONT, "</body>", '<script src="https://a.nl/a.js"></script></body>')),
    "script on an event": ("B7", text(FRONT, "<body", '<body onload="alert(7)"')),
    "script in a link": ("B7", text(FRONT, "</article>", '<a href=" java\nscript:alert(7)">x</a></article>')),
    "script in a picture": (
        "B7", both(*(text(f"{place}.svg", "</svg>", "<script>alert(7)</script></svg>") for place in PICTURES)),
    ),
    "page that leads elsewhere": (
        "B7", text(FRONT, "<head>", '<head><meta http-equiv="Refresh" content="0; url=_static/a.html">'),
    ),
    "data in a page that is no passport": (
        "B9", text(FRONT, "</body>", '<script type="application/json">{}</script></body>'),
    ),
    "data of a passport that are no JSON": ("B9", text(PASSPORT, '{"recipe"', "{recipe")),
    "recipe in a passport edited": ("B9", text(PASSPORT, '"operation":"sum"', '"operation":"count"')),
    "checksum in a passport edited": ("B9", text(PASSPORT, '"sha256":"', '"sha256":"0')),
    "script in a page called data": (
        "B7", text(PASSPORT, '<script type="application/json"', '<script type="application/json;"'),
    ),
    "rows that a passport loads edited": ("B9", rows_script(lambda text: text.replace('= "', '= "AAAA'))),
    "rows that a passport loads with a script": ("B9", rows_script(lambda text: f"{text}alert(7);\n")),
    "rows that a passport loads under another name": ("B9", rows_script(lambda text: text.replace('["', '["x'))),
    "rows that a passport loads without a row file": ("B9", put("html/gegevens/rijen/x.js", b"x")),
    "number in its file edited": ("B10", text("html/getallen/leerlingen.json", '"value": ', '"value": 1')),
    "list of all numbers edited": ("B10", text("html/cijfers.json", '"value": ', '"value": 1')),
    "table of all numbers edited": ("B10", text("html/cijfers.csv", "\nleerlingen;", "\nanders;")),
    "file of a number gone": ("B10", drop("html/getallen/leerlingen.json")),
    "page within a page": ("B7", text(FRONT, "</article>", '<iframe src="a.html"></iframe></article>')),
    "style on an element": ("B7", text(FRONT, "<article", '<article style="display: none"')),
    "words by a style": ("B7", added("html/_static/styles/theme.css", b".a::after { content: 'klopt' }")),
    "words by a property of a style": (
        "B7", text("html/_static/basic.css", "{", "{} @media all { a { --woord: '\\6b lopt' } } a {"),
    ),
    "front page by hand": ("B8", put(FRONT, b"<html><body><h1>Alle 23 kloppen</h1></body></html>")),
    "number without a link": ("B8", text(PAGE, "</article>", "<p>Er zijn 37 scholen.</p></article>")),
    "cell of a table": ("B8", text(PAGE, '"rc-rechts">0</td>', '"rc-rechts">7</td>')),
    "second way on a passport": ("Q2", text("html/getallen/aanbod-mat.html", "<strong>gelijk</strong>", "<strong>anders</strong>")),
    "answers of the second way gone": ("Q2", drop(ANSWERS)),
    "SQL on the site": ("B4", put("html/gegevens/sql/proef/aanbod-mat.sql.txt", b"SELECT 1")),
    "reason on the front page": ("B2", text(FRONT, "uitkomst binnen", "uitkomst buiten")),
    "verdict under another class": ("B2", text(FRONT, "rc-oordeelwoord", "rc-woord")),
    "signs under another class": ("B2", text(FRONT, '"rc-stand"', '"rc-standen"')),
    "part of a number as the number": ("B1", large_part),
    # notebooks
    "output added to a notebook": ("N2", output),
    "text in a cell of parameters": ("N2", injected("Het zijn er 7.", "markdown")),
    "code in a cell of parameters": ("N2", injected("# Parameters\nminimum = 1\nprint(7)", "code")),
    "code of a notebook edited": ("N2", text(NOTEBOOK, "minimum = 1", "minimum = 2")),
    "text of a notebook edited": ("N2", text(NOTEBOOK, "Hoeveel is er?", "Hoeveel was er?")),
    "notebook gone": ("N1", drop(NOTEBOOK)),
    "notebook that is no JSON": ("N1", put(NOTEBOOK, b"{")),
    "number in an offered notebook edited": ("N2", text(OFFERED, "Op 1 vestiging", "Op 2 vestiging")),
    "code of an offered notebook edited": ("N2", text(OFFERED, "minimum = 1", "minimum = 2")),
    "offered notebook gone": ("N1", drop(OFFERED)),
    "offered notebook of no chapter": ("N2", put(OFFERED.replace("proef", "extra"), b"{}")),
    "chapter edited": ("N2", text(CHAPTER, "minimum = 1", "minimum = 2")),
    "chapter gone": ("N2", drop(CHAPTER)),
    # rows
    "cell of a row edited": ("W2", rows_csv(lambda raw: raw.replace(b"DORP", b"STAD"), listed=False)),
    "row dropped, list mended": (
        "W2", rows_csv(lambda raw: b"".join(raw.splitlines(keepends=True)[:-1]), listed=True),
    ),
    "line number edited, list mended": (
        "W2", rows_csv(lambda raw: re.sub(rb"\n\d+,", b"\n9,", raw, count=1), listed=True),
    ),
    "row file swapped with a table": (
        "W2", rows_csv(lambda _: b"vestiging,profiel\n", listed=False),
    ),
    "row file gone": ("W3", lambda f: drop(row_file(f))(f)),
    "row file in no list": ("W3", put("rows/extra.csv", b"regel\n2\n")),
    "list of rows gone": ("W1", drop(ROWS)),
    "list of rows that is no JSON": ("W1", put(ROWS, b"?")),
    "rows of a closed register": (
        "W4", lambda f: put(f"rows/{json.loads(f[CLOSED])['sources'][0]['rows']['set']}.csv", b"regel\n2\n")(f),
    ),
    "raw file of a register": ("W4", put("html/a.bin", CLOSED_PUPILS.encode("latin-1"))),
    "count of rows edited": ("W5", value(MAT, "sources", 0, "rows", "count", new=2)),
    "rows of another source": ("W5", another_set),
    # descriptions
    "crate gone": ("C1", drop("ro-crate-metadata.json")),
    "crate that is no JSON": ("C1", put("ro-crate-metadata.json", b"{")),
    "inputs of a number edited": ("C5", entity("#getal-aanbod-mat", "object", [])),
    "function of a number edited": ("C5", entity("#getal-aanbod-mat", "instrument", {"@id": CHAPTER})),
    "shown number in the crate edited": ("C5", entity("#getal-aanbod-mat", "name", "MaT: 9")),
    "source in the crate edited": ("C5", entity("#bron-leerlingen-2019", "sha256", "0" * 64)),
    "time in the crate edited": ("C6", entity("#run-proef", "endTime", "2020-01-01T00:00:00+00:00")),
    "time of the run edited": ("C6", value("run.json", "time", new="2020-01-01T00:00:00+00:00")),
    "PROV gone": ("C1", drop("prov.json")),
    "PROV that is no PROV": ("C1", put("prov.json", b"[]")),
    "PROV with another source": ("C5", other_input),
    "Data Package gone": ("C1", drop("datapackage.json")),
    # the PDF
    "PDF gone": ("P1", drop(PDF)),
    "PDF cut off": ("P1", lambda f: f.update({PDF: f[PDF][: len(f[PDF]) // 2]})),
    "PDF that is none": ("P1", put(PDF, b"%PDF-1.7 niets")),
    "PDF without evidence": ("P2", paper(bare)),
    "attached table gone": ("P2", paper(lambda d: d.attachments.__delitem__("tabel-proef-tabel.csv"))),
    "attached table edited": ("P3", paper(lambda d: attach(d, "tabel-proef-tabel.csv", b"a\n"))),
    "attached table and its checksum edited": (
        "P5", paper(lambda d: attach(d, "tabel-proef-tabel.csv", b"a\n", fit=True)),
    ),
    "file attached": ("P5", paper(lambda d: attach(d, "extra.csv", b"a\n", fit=True))),
    "attached text beside a value": ("P2", numbers(lambda c: c["numbers"]["besloten"].update(display="9"))),
    "attached value edited": ("R2", numbers(lambda c: c["numbers"]["besloten"]["measure"].update(value=999))),
    "attached definition edited": (
        "P5", numbers(lambda c: c["numbers"]["besloten"].update(definition="Anders.")),
    ),
    "attached number gone": ("B3", numbers(lambda c: c["numbers"].pop("besloten"))),
    "attached number that is none": ("P2", numbers(lambda c: c["numbers"]["besloten"].clear())),
    "note on a page of the PDF": ("P6", paper(lambda d: note(d, Subtype=pikepdf.Name.FreeText))),
    "file attached to a page of the PDF": ("P6", paper(lambda d: note(d, Subtype=pikepdf.Name.FileAttachment))),
    "link of the PDF that runs a script": (
        "P6", paper(lambda d: note(d, Subtype=pikepdf.Name.Link, A=SCRIPT)),
    ),
    "PDF that runs a script": ("P6", paper(lambda d: d.Root.__setattr__("OpenAction", SCRIPT))),
    "PDF with a later version": ("P6", lambda f: f.update({PDF: f[PDF] + b"\n%%EOF\n"})),
    "number in the text of the PDF edited": ("P4", paper(point_elsewhere)),
    # editions
    "PDF of another edition": ("E1", numbers(lambda c: c.update(edition="ander"))),
    "run of another edition": ("E1", value("run.json", "edition", new="ander")),
    "crate of another edition": ("E1", entity("./", "identifier", "ander")),
    "tables of another edition": ("E1", value("datapackage.json", "name", new="ander")),
    "definitions of another edition": ("E1", put("project/data/editions/ander/claims.toml", b"")),
    "claims gone": ("E1", drop(f"{EDITION}/claims.toml")),
    "claims that are no TOML": ("E1", put(f"{EDITION}/claims.toml", b"= 1")),
}  # fmt: skip
"""Alterations by a forger who recomputed every checksum, so only the content reveals them."""

HOSTILE: Mapping[str, tuple[str, Alter]] = {
    "record with NaN": ("R1", text(MAT, '"value": 1', '"value": NaN')),
    "record with a number beyond all floats": ("R1", text(MAT, '"value": 1', '"value": 1e999')),
    "record with an integer beyond all floats": ("R1", text(MAT, '"value": 1', f'"value": 1{"0" * 400}')),
    "record with a key twice": ("R1", text(MAT, '"id":', '"id": "leerlingen", "id":')),
    "crate nested without end": ("C1", put("ro-crate-metadata.json", b"[" * 200_000)),
    "page nested beyond reading": ("B7", text(FRONT, "</article>", "<b>" * 300 + "Er zijn er 37</article>")),
    "page in another encoding": ("B7", put(FRONT, "<p>Alles klopt.</p>".encode("utf-16"))),
    "offered notebook whose source is a number": ("N1", value(OFFERED, "cells", 0, "source", new=7)),
    "notebook whose metadata is a number": ("N1", value(NOTEBOOK, "cells", 0, "metadata", new=7)),
    "notebook whose tags are a number": ("N1", value(NOTEBOOK, "cells", 0, "metadata", new={"tags": 7})),
    "notebook whose source is a number": ("N1", value(NOTEBOOK, "cells", 0, "source", new=7)),
    "rows up to a million million": ("W2", rows_card(lines=[[1, 10**12]])),
    "rows and count up to a million million": (
        "W2", rows_card(lines=[[1, 10**12]], count=10**12),
    ),
    "TOML nested without end": ("E1", put(f"{EDITION}/claims.toml", b"a = " + b"[" * 20_000)),
    "TOML with a key of many parts": ("E1", put(f"{EDITION}/claims.toml", b"a." * 200_000 + b"a = 1")),
    "TOML that is not finite": ("E1", text(f"{EDITION}/assumptions.toml", "value = 5", "value = nan")),
    "chapter with YAML that grows": ("N1", text(CHAPTER, "---\n", "---\n" + LAUGHS)),
    "chapter with YAML that makes objects": (
        "N1", text(CHAPTER, "---\n", '---\nx: !!python/object/apply:os.system ["true"]\n'),
    ),
    "chapter whose tags are a number": ("N1", text(CHAPTER, ":tags: [parameters, remove-cell]", ":tags: 7")),
}  # fmt: skip
"""Parts that would stop their reader, or take hours or gigabytes; also by a forger."""

HALF_FORGED: Mapping[str, tuple[str, Alter]] = {
    "file in no description": ("C3", put("extra.txt", b"hallo")),
    "described file gone": ("C2", drop("README.md")),
    "file that is described otherwise": ("C4", put("README.md", b"x")),
}
"""Alterations by a forger who recomputed the checksum list but left the description."""

ARCHIVES: Mapping[str, tuple[str, Callable[[Files], bytes]]] = {
    "name with dots": ("Z3", lambda _: zip_of((named("../weg.txt"), b"x"))),
    "name with dots within": ("Z3", lambda _: zip_of((named("a/../../weg.txt"), b"x"))),
    "absolute name": ("Z3", lambda _: zip_of((named("/tmp/weg.txt"), b"x"))),  # noqa: S108 - hostile
    "name with a drive": ("Z3", lambda _: zip_of((named("C:weg.txt"), b"x"))),
    "name with backslashes": ("Z3", lambda _: zip_of((named("..\\weg.txt"), b"x"))),
    "name with a control sign": ("Z3", lambda _: zip_of((named("a\nb"), b"x"))),
    "link": ("Z4", lambda _: zip_of((named("a", stat.S_IFLNK | 0o777), b"/etc/passwd"))),
    "device": ("Z4", lambda _: zip_of((named("a", stat.S_IFCHR | 0o644), b""))),
    "folder": ("Z4", lambda _: zip_of((named("map/", stat.S_IFDIR | 0o755), b""))),
    "names that differ in capitals": (
        "Z6",
        lambda _: zip_of((named("a"), b"x"), (named("A"), b"y")),
    ),
    "ten gigabytes of zeros": ("Z7", lambda _: bomb(10 * 2**30, told=10 * 2**30)),
    "zeros that tell a small size": ("Z2", lambda _: bomb(10 * 2**30, told=2**20)),
    "encrypted": ("Z8", lambda files: repacked(files, encrypt)),
    "packed otherwise": ("Z8", lambda _: zip_of((method(zipfile.ZIP_LZMA), b"x"))),
    "bytes in front": ("Z9", lambda files: b"PK hidden" + pack(files).getvalue()),
    "cut off": ("Z2", lambda files: pack(files).getvalue()[:-100]),
    "cut in half": ("Z2", lambda files: (whole := pack(files).getvalue())[: len(whole) // 2]),
    "a byte flipped": ("Z2", lambda files: repacked(files, flip)),
    "neither zip nor PDF": ("Z1", lambda _: b"hallo"),
    "empty": ("Z1", lambda _: b""),
}


def encrypt(raw: bytearray) -> None:
    """Mark the last file as encrypted."""
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1


def method(kind: int) -> zipfile.ZipInfo:
    """Store an entry with another compression method."""
    entry = named("a")
    entry.compress_type = kind
    return entry


def flip(raw: bytearray) -> None:
    """Change a byte in the middle of a file."""
    raw[len(raw) // 2] ^= 1


def told(report: Report) -> str:
    """The findings, for the message of a failing test."""
    return "; ".join(f"{found.code} {found.where} {found.note}" for found in report.findings)


def altered(files: Files, alter: Alter, mending: Alter | None = None) -> Report:
    """The report on an altered copy of a bundle."""
    copy = dict(files)
    alter(copy)
    if mending:
        mending(copy)
    return verify_stream("bundel.zip", pack(copy))


def test_good_bundle_has_no_fault(bundle: Path, files: Files) -> None:
    """Nothing is found, and the report lists what was checked; recomputed checksums alone change nothing."""
    report = verify_file(bundle)
    assert report.findings == [], told(report)
    assert report.counts["files"] == len(files)
    assert report.counts["records"] == 3
    assert (report.edition, report.signature) == ("proef", "not signed")
    assert altered(files, lambda _: None, mend).findings == []


def test_there_are_enough_alterations() -> None:
    """At least fifty, and every code except those of signatures and the rebuild is expected by one."""
    groups = (PLAIN, FORGED, HALF_FORGED, ARCHIVES)
    assert sum(map(len, groups)) >= 50
    expected = {code for group in groups for code, _ in group.values()}
    assert {code for code in FINDINGS if code[0] not in "ALD"} - expected == {
        "S5",
        "S6",
        "S7",
        "W6",  # without the files of the publishers
        "Z0",
        "Z5",
    }


@pytest.mark.parametrize("name", PLAIN)
def test_alteration_is_found_by_its_checksum(files: Files, name: str) -> None:
    """Without new checksums, the checksum list finds it."""
    code, alter = PLAIN[name]
    report = altered(files, alter)
    assert code in {found.code for found in report.findings}, told(report)


@pytest.mark.parametrize("name", FORGED)
def test_forgery_is_found_by_its_content(files: Files, name: str) -> None:
    """With all checksums recomputed, a content check finds it and no checksum does."""
    code, alter = FORGED[name]
    report = altered(files, alter, mend)
    codes = {found.code for found in report.findings}
    assert code in codes, told(report)
    assert not codes & {"S2", "S3", "S4"}, told(report)


@pytest.mark.parametrize(
    "alter", [text(PAGE, "Hoeveel", "Waarom"), put("html/a.txt", b"x"), put("pdf/a.txt", b"x")]
)
def test_change_between_build_and_bundle_is_found(files: Files, alter: Alter) -> None:
    """A book changed before it was bundled has valid checksums, except those of the build."""
    report = altered(files, alter, mend_what_the_bundle_lists)
    assert {found.code for found in report.findings} == {"B5"}, told(report)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_part_is_named(files: Files, name: str) -> None:
    """A part that cannot be read is a named finding, in little memory, and the other parts are checked."""
    code, alter = HOSTILE[name]
    tracemalloc.start()
    report = altered(files, alter, mend)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code in {found.code for found in report.findings}, told(report)
    assert "Z0" not in {found.code for found in report.findings}, told(report)
    assert most < 200 * 2**20


def test_check_that_stops_is_a_fault(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen part stops only its own check, which is reported; the other checks still run."""

    def stop(_: object) -> Iterator[Finding]:
        yield from [{}[part] for part in ["onbekend"]]

    monkeypatch.setattr("recount.verify.check_rows", stop)
    report = altered(files, drop(NOTEBOOK), mend)
    assert {("Z0", "stop"), ("N1", NOTEBOOK)} <= {(f.code, f.where) for f in report.findings}


def test_check_that_never_ends_is_a_fault(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern of the edition that would run for years is stopped and reported."""
    monkeypatch.setattr("recount.verify.TIME_LIMIT", 2)
    pattern = b'[eindeloos]\npattern = "(a+)+c"\nreason = "Nooit klaar."\n'
    slow = both(
        put(f"{EDITION}/exemptions.toml", pattern),
        text(PAGE, "</article>", f"<p>{'a' * 60} 37</p></article>"),
    )
    found = altered(files, slow, mend).findings
    assert [f.note for f in found if f.code == "Z0"] == [
        "TimeoutError: more than 2 seconds of CPU time"
    ]


def test_page_that_is_too_large_is_not_parsed(files: Files) -> None:
    """A page far larger than a page can be is reported without parsing it."""
    page = b"".join(b"<p>%d</p>" % number for number in range(2 * 10**6))
    report = altered(files, put(FRONT, page), mend)
    assert [(found.code, found.where) for found in report.findings] == [("Z7", FRONT)]


def test_long_checksum_list_is_named_once(files: Files) -> None:
    """A list with more lines than a bundle can have files is one finding, not one per line."""
    lines = b"".join(b"%064x  f%d\n" % (number, number) for number in range(60_000))
    report = altered(files, lambda copy: copy.update({SUMS: copy[SUMS] + lines}))
    assert [found.code for found in report.findings if found.code[0] == "S"] == ["S1"]


@pytest.mark.parametrize("name", HALF_FORGED)
def test_half_a_forgery_is_found_by_the_description(files: Files, name: str) -> None:
    """With a new checksum list the description still finds it."""
    code, alter = HALF_FORGED[name]
    report = altered(files, alter, mend_sums)
    assert {found.code for found in report.findings} == {code}, told(report)


@pytest.mark.parametrize("name", ARCHIVES)
def test_hostile_file_is_refused(
    files: Files, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is reported, with little memory, and nothing is written to disk."""
    code, make = ARCHIVES[name]
    raw = make(files)
    monkeypatch.chdir(tmp_path)
    tracemalloc.start()
    report = verify_stream("bundel.zip", io.BytesIO(raw))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code in {found.code for found in report.findings}, told(report)
    assert most < 64 * 2**20
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_name_is_refused() -> None:
    """Which of the two is unpacked depends on the program."""
    raw = zip_of((named("a"), b"x"), (named("a"), b"y"))
    assert [found.code for found in verify_stream("b", io.BytesIO(raw)).findings] == ["Z5"]


def signed(files: Files, key: Ed25519PrivateKey) -> Files:
    """A bundle with a signature, described as such."""
    copy = dict(files) | {SIGNATURE: b"", KEY: b""}
    mend(copy)
    copy[SIGNATURE], copy[KEY] = sign(key, copy[SUMS])
    return copy


def test_signature_is_checked_against_a_known_key(files: Files) -> None:
    """Valid with the auditor's key; without a key the report says that none was checked."""
    key = Ed25519PrivateKey.generate()
    bundle = signed(files, key)
    known = verify_stream("b", pack(bundle), Given(key.public_key().public_bytes_raw()))
    assert known.findings == [], told(known)
    assert known.signature.endswith("the given key")
    assert (known.trusted, known.status) == (True, 0)
    alone = verify_stream("b", pack(bundle))
    assert alone.signature.endswith("not checked against a key from elsewhere")
    assert (alone.trusted, alone.status) == (False, 3)


def test_signature_that_does_not_fit_is_found(files: Files) -> None:
    """Another signature, and a list recomputed after signing."""
    good = signed(files, Ed25519PrivateKey.generate())
    changed = good | {SIGNATURE: bytes(64)}
    assert [found.code for found in verify_stream("b", pack(changed)).findings] == ["S5"]
    later = good | {"html/objects.inv": b"x"}
    mend(later)
    assert [found.code for found in verify_stream("b", pack(later)).findings] == ["S5"]


def test_key_of_someone_else_is_found(files: Files) -> None:
    """Signed by a forger: the signature is valid, but the key is not the given one."""
    forged = signed(files, Ed25519PrivateKey.generate())
    known = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    report = verify_stream("b", pack(forged), Given(known))
    assert [found.code for found in report.findings] == ["S6"]
    assert (report.trusted, report.status) == (False, 1)


@pytest.mark.parametrize("gone", [{SIGNATURE}, {KEY}, {SIGNATURE, KEY}])
def test_signature_that_is_gone_is_found(files: Files, gone: set[str]) -> None:
    """Half of it is missing, or all of it where one is expected."""
    key = Ed25519PrivateKey.generate()
    left = {name: raw for name, raw in signed(files, key).items() if name not in gone}
    mend(left)
    report = verify_stream("b", pack(left), Given(key.public_key().public_bytes_raw()))
    assert "S7" in {found.code for found in report.findings}, told(report)


def test_public_key_of_nonsense_is_found(files: Files) -> None:
    """A key that cannot be read signs nothing."""
    bundle = signed(files, Ed25519PrivateKey.generate()) | {KEY: b"geheim"}
    assert [found.code for found in verify_stream("b", pack(bundle)).findings] == ["S7"]


PAPERS: Mapping[str, tuple[str, Alter]] = {
    name: FORGED[name]
    for name in (
        "PDF cut off", "PDF that is none", "PDF without evidence", "attached table edited",
        "attached value edited", "attached number gone", "number in the text of the PDF edited",
    )
}  # fmt: skip


def test_pdf_alone_is_checked(files: Files) -> None:
    """Its attached files and its text agree."""
    report = verify_stream("a.pdf", io.BytesIO(files[PDF]))
    assert report.findings == [], told(report)
    assert (report.kind, report.edition, report.status) == ("pdf", "proef", 3)
    assert report.counts["attached files"] == 4


def test_key_for_a_pdf_is_a_fault(files: Files) -> None:
    """A PDF carries no signature, so a key given with it is reported as useless."""
    report = verify_stream("a.pdf", io.BytesIO(files[PDF]), Given(bytes(32)))
    assert [found.code for found in report.findings] == ["S7"]


@pytest.mark.parametrize("name", PAPERS)
def test_alteration_of_a_pdf_alone_is_found(files: Files, name: str) -> None:
    """Also without the bundle."""
    code, alter = PAPERS[name]
    copy = dict(files)
    alter(copy)
    report = verify_stream("a.pdf", io.BytesIO(copy[PDF]))
    assert code in {found.code for found in report.findings}, told(report)


def test_verify_needs_no_project(
    bundle: Path, report: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder, without a project nearby."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RECOUNT_ROOT", raising=False)
    assert verify_file(bundle).findings == []
    assert list(tmp_path.iterdir()) == []
