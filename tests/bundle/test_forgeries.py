"""Forgeries with every checksum, list and description recomputed: which step of a verification finds each.

A bundle is altered in one or more files. Integrity finds none of these: the forger wrote a new checksum list.
The other steps look at different files: recompute at records, rows and claims (``test_alterations``); the rebuild
at the book and the descriptions; ``--code`` at the project; the rerun at results, notebooks and pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.built_project import Files, pack
from support.regional_project import HERE, THERE
from support.tampering import (
    NOTEBOOK,
    PDF,
    PICTURES,
    RECORD,
    Alter,
    Rerun,
    attach,
    both,
    digest,
    drop,
    entity,
    everywhere,
    given,
    mend,
    numbers,
    paper,
    put,
    signed,
    swap,
    text,
    value,
)

from recount.verify import Given, verify_stream
from recount.verify.rebuild import code_checksum, compare

pytestmark = pytest.mark.slow

PAGE, FRONT = "html/chapters/proef.html", "html/index.html"
PASSPORT = "html/getallen/aanbod-mat.html"
REGION = f"html/regios/chapters/{HERE}.html"
TABLE, FIGURE = "proef-tabel.csv", "aanbod-mat-definities"
OFFERED = "html/gegevens/notebooks/proef.ipynb"
THEME, CARDS = "html/_static/styles/theme.css", "html/_static/rc-cards.js"
HIDDEN = "html/_static/uitleg.html"
MAT, PUPILS = RECORD.format("aanbod-mat"), RECORD.format("leerlingen")
CLAIMS, ASSUMPTIONS = (f"project/data/editions/proef/{n}.toml" for n in ("claims", "assumptions"))
CODE = "project/src/sto_eval/indicators/supply.py"
SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(7)"))


def before_end(markup: str, page: str = PAGE) -> Alter:
    """Add markup at the end of the text of a page."""
    return text(page, "</article>", f"{markup}</article>")


def covered(document: pikepdf.Pdf) -> None:
    """Cover the first page with a white box."""
    page = document.pages[0]
    page.contents_add(pikepdf.Stream(document, b"q 1 1 1 rg 0 0 600 900 re f Q"), prepend=False)


def reordered(document: pikepdf.Pdf) -> None:
    """Move the first page to the end."""
    document.pages.append(document.pages[0])
    del document.pages[0]


def stamped(document: pikepdf.Pdf) -> None:
    """Put a note on the first page."""
    page = document.pages[0]
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 99, 99]
    )
    page.Annots = pikepdf.Array([*page.get("/Annots", []), document.make_indirect(note)])


REBUILD: Mapping[str, Alter] = {
    # numbers and verdicts on a page
    "number without its link": before_end("<p>Er zijn 37 scholen.</p>"),
    "number in its link": text(PAGE, 'leerlingen-1">12</a>', 'leerlingen-1">21</a>'),
    "number hidden, another beside it": text(FRONT, "<article", '<article style="display: none"'),
    "number in words": before_end("<p>Er kloppen er tweeëntwintig.</p>", FRONT),
    "number in a passport": text("html/getallen/leerlingen.html", "<strong>12</strong>", "<strong>21</strong>"),
    "definition in a passport": text(PASSPORT, "Vestigingen.", "Scholen."),
    "verdict": text(FRONT, "</span> <span>hangt af van definitie", "</span> <span>klopt"),
    "verdict under another class": text(FRONT, "rc-oordeelwoord", "rc-woord"),
    "tally of verdicts": text(FRONT, "</span><span>hangt af van definitie", "</span><span>klopt"),
    "reason under a verdict": text(FRONT, "Zoals wij tellen", "Zoals zij tellen"),
    "printed claim on a page": text(FRONT, "één", "zes"),
    "popup card": text(PAGE, "<p>Vestigingen.</p>", "<p>Scholen.</p>"),
    "second way on a passport": text(PASSPORT, "<strong>gelijk</strong>", "<strong>anders</strong>"),
    # other text of a page
    "sentence of a chapter": text(PAGE, "vestiging is MaT", "vestiging is geen MaT"),
    "title of the book": text(FRONT, "<title>", "<title>Alles klopt: "),
    "title of a figure": text(PAGE, "manieren van tellen", "manieren van rekenen"),
    "description of a figure": text(PAGE, 'alt="Uitkomst', 'alt="Alles klopt. Uitkomst'),
    "cell of a table": text(PAGE, "<td>PIE</td>", "<td>MaT</td>"),
    "publisher of a source": text(PASSPORT, "DUO", "CBS"),
    "page about the proof": text("html/bewijs.html", "<article", "<p>Alles is bewezen.</p><article"),
    "front page by hand": put(FRONT, b"<html><body><h1>Alles klopt</h1></body></html>"),
    # files of the website
    "table to download": text(f"html/gegevens/proef/{TABLE}", "PIE", "BWI"),
    "picture": text(f"html/gegevens/proef/{FIGURE}.svg", "<g", "<g "),
    "empty register to download": text("html/gegevens/sjablonen/sto-regios.csv", "regio_id", "regio"),
    "notebook to download": text(OFFERED, "minimum = 1", "minimum = 2"),
    "rows that a passport loads": lambda files: text(
        next(name for name in files if name.startswith("html/gegevens/rijen/") and name.endswith(".js")), '= "', '= "A',
    )(files),
    "script of the report": text(CARDS, "const", "let"),
    "script of the theme": put("html/_static/scripts/sphinx-book-theme.js", b"x"),
    "script in a page": text(FRONT, "</body>", "<script>alert(7)</script></body>"),
    "script in a picture": text(f"html/gegevens/proef/{FIGURE}.svg", "</svg>", "<script>alert(7)</script></svg>"),
    "words by a style": lambda files: put(THEME, files[THEME] + b".a::after { content: 'klopt' }")(files),
    "redirect": text(FRONT, "<head>", '<head><meta http-equiv="refresh" content="0; url=_static/a.html">'),
    "hidden page": put(HIDDEN, b"<p>Alles klopt.</p>"),
    "page left out": drop(PAGE),
    "search index": text("html/zoekindex.js", "numbers", "numbers "),
    "index of objects": put("html/objects.inv", b"x"),
    "number in its file": text("html/getallen/leerlingen.json", '"value": ', '"value": 1'),
    "file of a number gone": drop("html/getallen/leerlingen.json"),
    "list of all numbers": text("html/cijfers.json", '"value": ', '"value": 1'),
    "table of all numbers": text("html/cijfers.csv", "\nleerlingen;", "\nanders;"),
    "workbook": put("html/werkboek.xlsx", b"x"),
    "catalogue for search engines": text("html/catalogus.jsonld", '"', ' "'),
    # regions
    "sentence of a region": text(REGION, "Er zijn", "Er waren"),
    "pages of two regions swapped": swap(REGION, f"html/regios/chapters/{THERE}.html"),
    "region left out of the website": drop(REGION),
    # the PDF
    "page of the PDF covered": paper(covered),
    "pages of the PDF in another order": paper(reordered),
    "page of the PDF gone": paper(lambda document: document.pages.__delitem__(1)),
    "note on the PDF": paper(stamped),
    "script in the PDF": paper(lambda document: document.Root.__setattr__("OpenAction", SCRIPT)),
    "later version of the PDF": lambda files: put(PDF, files[PDF] + b"\n%%EOF\n")(files),
    "table attached to the PDF": paper(lambda d: attach(d, f"tabel-{TABLE}", b"a\n", fit=True)),
    "number attached to the PDF": numbers(lambda c: c["numbers"]["leerlingen"].update(definition="Anders.")),
    "PDF cut off": lambda files: put(PDF, files[PDF][:9999])(files),
    "PDF gone": drop(PDF),
    # descriptions
    "instruction to verify": text("README.md", "verify", "geloof"),
    "licence of the crate": entity("./", "license", {"@id": "https://example.org/eigen"}),
    "source of a number in the crate": entity("#getal-aanbod-mat", "object", []),
    "agent of the provenance": text("prov.json", "SoftwareAgent", "Person"),
    "title of the Data Package": value("datapackage.json", "title", new="X"),
    "crate gone": drop("ro-crate-metadata.json"),
}  # fmt: skip
"""Alterations of what a build makes of results and texts."""

CHANGED_CODE: Mapping[str, Alter] = {
    "code of an indicator": text(CODE, "def ", "def  "),
    "module added": put("project/src/sto_eval/extra.py", b"x = 1\n"),
    "script of the report, in code and website": both(
        text(CARDS, "const", "let"),
        text("project/src/recount/book/assets/cards.js", "const", "let"),
    ),
    "template of a page": text("project/src/recount/book/assets/theme.css", "{", "{ "),
    "commands of make": put("project/Makefile", b"report:\n\tx\n"),
    "packages of the lock": put("project/requirements.lock", b"pandas==2\n"),
    "sentence of a chapter, everywhere": everywhere("Hoeveel is er?", "Hoeveel was er?"),
    "claim left out of the edition": text(CLAIMS, "[aanbod-mat]", "[aanbod-niets]"),
    "assumption": text(ASSUMPTIONS, "Minder", "Meer"),
    "checksum of a source in the catalogue": text(
        "project/data/editions/proef/sources.toml", 'sha256 = "', 'sha256 = "0'
    ),
    "chapter gone": drop("project/chapters/proef.md"),
    "file added": put("project/extra.txt", b"x"),
}
"""Alterations of code, texts and definitions."""

RERUN: Mapping[str, Alter] = {
    "label of a number": value(MAT, "label", new="Anders"),
    "definition of a number": value(MAT, "definition", new="Anders."),
    "picture, in results and website": both(*(text(name, "<g", "<g ") for name in PICTURES)),
    "text of a figure": text(f"results/proef/figures/{FIGURE}.json", "definities", "bepalingen"),
    "cell of a table, in results and website": everywhere("PIE", "BWI", TABLE),
    "sentence of a notebook": text(NOTEBOOK, "Hoeveel is er?", "Hoeveel was er?"),
    "code of a notebook": text(NOTEBOOK, "minimum = 1", "minimum = 2"),
    "notebook gone": drop(NOTEBOOK),
    "notebook that cannot be read": put(NOTEBOOK, b"{"),
    "inputs of a run": drop("results/proef/key.json"),
    "sources of a chapter": value("results/proef/sources.json", 0, "title", new="Anders"),
    "number left out": drop(PUPILS),
    "names of two regions swapped, everywhere": everywhere("Oost", "West"),
}
"""Alterations of what a run makes of the publishers' files."""

SIGNATURE_ONLY: Mapping[str, Alter] = {
    "moment of the run": value("run.json", "time", new="2020-01-01T00:00:00+00:00"),
    "packages of the run": value("run.json", "packages", "pandas", new="1.0"),
}
"""Facts about the first run that no second run can show."""


@pytest.fixture
def files(divided_files: Files) -> Files:
    """The files of the bundle of a tiny report with regions."""
    return divided_files


def forged(files: Files, alter: Alter) -> Files:
    """A bundle with an alteration and new checksums."""
    copy = dict(files)
    alter(copy)
    mend(copy)
    return copy


def changes(files: Files, alter: Alter, folders: tuple[str, ...]) -> set[tuple[str, str]]:
    """Code and file that a comparison has to find for every altered file in these folders."""
    copy = dict(files)
    alter(copy)
    names = [name for name in {*files, *copy} if files.get(name) != copy.get(name)]
    code = {
        name: "D2" if name not in copy else "D3" if name not in files else "D1" for name in names
    }
    return {(code[name], name) for name in names if name.startswith(folders)}


def compared(files: Mapping[str, bytes], again: Path) -> set[tuple[str, str]]:
    """Code and file of what differs from a bundle that was made again."""
    found = compare({name: digest(raw) for name, raw in files.items()}, again)
    return {(one.code, one.where) for one in found}


def test_a_bundle_made_again_is_equal(files: Files, rendered: Path, rerun: Rerun) -> None:
    """Rendered from its results, or from a new run: no file differs."""
    assert compared(files, rendered) == compared(files, rerun.again) == set()


@pytest.mark.parametrize("name", REBUILD)
def test_a_forged_book_is_found_by_rendering_it_again(
    files: Files, rendered: Path, name: str
) -> None:
    """Every altered file is named; recomputing finds nothing, as it does not look at the book."""
    copy = forged(files, REBUILD[name])
    expected = changes(
        files, REBUILD[name], ("html/", "pdf/", "README", "ro-crate", "prov.", "datap")
    )
    assert expected
    assert expected <= compared(copy, rendered)
    assert verify_stream("b", pack(copy)).findings == []


@pytest.mark.parametrize("name", CHANGED_CODE)
def test_forged_code_is_found_by_its_checksum(files: Files, name: str) -> None:
    """Code and texts are held against the checksum that the auditor names, and not run."""
    copy = forged(files, CHANGED_CODE[name])
    checksums = [code_checksum({n: digest(raw) for n, raw in f.items()}) for f in (files, copy)]
    report = verify_stream("b", pack(copy), Given(code=checksums[0]))
    assert "D4" in {one.code for one in report.findings}


@pytest.mark.parametrize("name", RERUN)
def test_forged_results_are_found_by_running_again(files: Files, rerun: Rerun, name: str) -> None:
    """Every altered result is named, also where the website was altered with it."""
    expected = changes(files, RERUN[name], ("results/", "rows/", "regios.json"))
    assert expected
    assert expected <= compared(forged(files, RERUN[name]), rerun.again)


@pytest.mark.parametrize("name", SIGNATURE_ONLY)
def test_facts_about_the_first_run_rest_on_the_signature(files: Files, name: str) -> None:
    """A second run keeps them, so nothing else finds them; without a signature they prove nothing."""
    assert verify_stream("b", pack(forged(files, SIGNATURE_ONLY[name]))).findings == []
    key = Ed25519PrivateKey.generate()
    copy = signed(files, key)
    SIGNATURE_ONLY[name](copy)
    mend(copy)
    report = verify_stream("b", pack(copy), given(key))
    assert [one.code for one in report.findings] == ["S5"]
