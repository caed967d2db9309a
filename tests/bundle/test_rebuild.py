"""The rebuild: what the bundle's own code makes of its results is compared with the book in it, byte for byte."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from divided import HERE
from forged import PDF, Alter, digest, drop, entity, mend, paper, put, text, value
from taken import Files, pack, unpack

from recount.cli import main
from recount.edition.edition import Edition
from recount.evidence.bundle import code_checksum, write_bundle
from recount.verify import Given, Rebuild, Report, verify_stream
from recount.verify.rebuild import compare

pytestmark = pytest.mark.slow

PAGE, FRONT = "html/chapters/proef.html", "html/index.html"
REGION = f"html/regios/chapters/{HERE}.html"
SCRIPT, ASSET = "html/_static/rc-cards.js", "project/src/recount/book/assets/cards.js"
HIDDEN = "html/_static/uitleg.html"


@pytest.fixture(scope="module")
def files(divided_report: Edition) -> Files:
    """The files of the bundle of a tiny report with regions."""
    return unpack(write_bundle(divided_report).read_bytes())


@pytest.fixture(scope="module")
def again(files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle that the command makes again from it, without its book."""
    folder, target = tmp_path_factory.mktemp("unpacked"), tmp_path_factory.mktemp("again") / "b.zip"
    for name, raw in files.items():
        if not name.startswith(("html/", "pdf/")):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
    done = CliRunner().invoke(main, ["rebuild", str(folder), "--output", str(target)])
    assert done.exit_code == 0, done.output
    return target


def overlay(document: pikepdf.Pdf) -> None:
    """Cover the first page with a white box."""
    page = document.pages[0]
    page.contents_add(pikepdf.Stream(document, b"q 1 1 1 rg 0 0 600 900 re f Q"), prepend=False)


def reordered(document: pikepdf.Pdf) -> None:
    """Move the first page to the end."""
    document.pages.append(document.pages[0])
    del document.pages[0]


def licence(files: Files) -> None:
    """Another licence of the whole bundle."""
    entity("./", "license", {"@id": "https://example.org/eigen"})(files)


def agent(files: Files) -> None:
    """Another program that made the report."""
    files["prov.json"] = files["prov.json"].replace(b"SoftwareAgent", b"Person")


BOOK: Mapping[str, tuple[str, str, Alter]] = {
    "prose of a page": ("D1", PAGE, text(PAGE, "vestiging is MaT", "vestiging is geen MaT")),
    "prose of a region": ("D1", REGION, text(REGION, "Er zijn", "Er waren")),
    "title of a figure": ("D1", PAGE, text(PAGE, "definities geven het", "definities geven niet het")),
    "alt text of a figure": ("D1", PAGE, text(PAGE, 'alt="Uitkomst', 'alt="Alles klopt. Uitkomst')),
    "cell of a table": ("D1", PAGE, text(PAGE, "<td>PIE</td>", "<td>MaT</td>")),
    "popup card": ("D1", PAGE, text(PAGE, "<p>Vestigingen.</p>", "<p>Scholen.</p>")),
    "download of a table": (
        "D1", "html/gegevens/proef/proef-tabel.csv", text("html/gegevens/proef/proef-tabel.csv", "PIE", "BWI"),
    ),
    "picture of a figure": (
        "D1", "html/gegevens/proef/aanbod-mat-definities.svg",
        text("html/gegevens/proef/aanbod-mat-definities.svg", "<g", "<g "),
    ),
    "script of ours": ("D1", SCRIPT, text(SCRIPT, "const", "let")),
    "script of the theme": (
        "D1", "html/_static/doctools.js", text("html/_static/doctools.js", "const", "let"),
    ),
    "hidden page": ("D3", HIDDEN, put(HIDDEN, b"<p>Alles klopt.</p>")),
    "search index": ("D1", "html/searchindex.js", text("html/searchindex.js", "docnames", "docnames ")),
    "empty register": (
        "D1", "html/gegevens/sjablonen/sto-regios.csv",
        text("html/gegevens/sjablonen/sto-regios.csv", "regio_id", "regio"),
    ),
    "front page": ("D1", FRONT, put(FRONT, b"<html><body><h1>Alles klopt</h1></body></html>")),
    "page of the proof gone": ("D2", "html/bewijs.html", drop("html/bewijs.html")),
    "page of the PDF covered": ("D1", PDF, paper(overlay)),
    "page of the PDF gone": ("D1", PDF, paper(lambda document: document.pages.__delitem__(1))),
    "pages of the PDF in another order": ("D1", PDF, paper(reordered)),
    "instruction to verify": ("D1", "README.md", text("README.md", "verify", "geloof")),
    "licence of the crate": ("D1", "ro-crate-metadata.json", licence),
    "title of the Data Package": ("D1", "datapackage.json", value("datapackage.json", "title", new="X")),
    "agent of the provenance": ("D1", "prov.json", agent),
    "file in the project": ("D3", "project/extra.txt", put("project/extra.txt", b"x")),
}  # fmt: skip
"""Forgeries of what a build writes, with all checksums recomputed -> code and file of the finding."""


def rebuilt(files: Mapping[str, bytes], named: str = "") -> tuple[Report, list[str]]:
    """The report on a bundle that is rebuilt in this environment, and the steps it announced."""
    steps: list[str] = []
    rebuild = Rebuild(clean=False, notify=steps.append)
    return verify_stream("b.zip", pack(files), Given(code=named, rebuild=rebuild)), steps


def test_an_honest_bundle_is_rebuilt_without_a_fault(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the byte, whatever the language and time zone of the auditor; the report says what was done."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("RECOUNT_DEMO", "1")
    report, steps = rebuilt(files)
    assert report.findings == []
    assert report.steps == ["integrity", "recompute", "rebuild"]
    assert report.environment == {}
    assert len(steps) == 3


@pytest.mark.parametrize("name", BOOK)
def test_a_forgery_of_the_book_is_found(files: Files, again: Path, name: str) -> None:
    """The rebuild does not see the book, so one rebuild is enough for all of these."""
    code, where, alter = BOOK[name]
    forged = dict(files)
    alter(forged)
    mend(forged)
    found = compare({file: digest(raw) for file, raw in forged.items()}, again)
    assert (code, where) in {(one.code, one.where) for one in found}


def test_the_rebuild_leaves_only_the_checksum_list_to_compare_otherwise(
    files: Files, again: Path
) -> None:
    """Results, rows and project come out as they went in."""
    assert unpack(again.read_bytes()).keys() == files.keys() - {"SHA256SUMS"}


def test_other_code_than_named_is_not_run(files: Files) -> None:
    """A script changed in code and book alike is found by the checksum of the code alone."""
    honest = verify_stream("b.zip", pack(files)).code
    forged = dict(files)
    for name in (SCRIPT, ASSET):
        text(name, "const", "let")(forged)
    mend(forged)
    report, steps = rebuilt(forged, honest)
    assert [found.code for found in report.findings if found.code[0] == "D"] == ["D4"]
    assert steps == []
    assert report.steps == ["integrity", "recompute"]


def test_code_that_does_not_render_is_a_fault(files: Files) -> None:
    """The finding has the last words of the process; no rebuild is claimed."""
    broken = dict(files)
    put("project/src/recount/cli/__main__.py", b"raise SystemExit('niet vandaag')")(broken)
    report, _ = rebuilt(broken)
    (found,) = [found for found in report.findings if found.code[0] == "D"]
    assert found.code == "D0"
    assert "niet vandaag" in found.note
    assert "rebuild" not in report.steps


def test_other_packages_than_those_of_the_run_are_listed(files: Files) -> None:
    """By name and both versions."""
    other = dict(files)
    value("run.json", "packages", "Sphinx", new="1.0")(other)
    put("project/src/recount/cli/__main__.py", b"raise SystemExit(1)")(other)
    report, _ = rebuilt(other)
    assert report.environment["Sphinx"].startswith("1.0 in the run, ")


def test_a_checkout_and_its_bundle_have_the_same_checksum_of_code(
    divided_report: Edition, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command prints it for the checkout; it is that of the list of ``sha256sum`` in ``project/``."""
    monkeypatch.setenv("RECOUNT_ROOT", str(divided_report.root))
    done = CliRunner().invoke(main, ["code"])
    project = {
        n.removeprefix("project/"): raw for n, raw in files.items() if n.startswith("project/")
    }
    listed = "".join(f"{digest(project[name])}  {name}\n" for name in sorted(project))
    assert done.output == f"sha256:{digest(listed.encode())}\n"
    assert (
        code_checksum(divided_report)
        == verify_stream("b.zip", pack(files)).code
        == done.output.strip()
    )


def test_a_pdf_has_no_code_to_compare(files: Files) -> None:
    """Asking for it is a fault, not a silent success."""
    report = verify_stream("a.pdf", io.BytesIO(files[PDF]), Given(code=f"sha256:{'0' * 64}"))
    assert [found.code for found in report.findings] == ["D0"]
    assert report.steps == ["integrity"]


def test_the_command_prints_the_first_files_and_all_as_json(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty files and the number of the others."""
    empty = tmp_path / "again.zip"
    empty.write_bytes(pack({}).getvalue())
    bundle = tmp_path / "b.zip"
    bundle.write_bytes(pack(files).getvalue())
    monkeypatch.setattr(Rebuild, "_render", lambda *_: empty)
    command = ["verify", str(bundle), "--rebuild", "--environment", "this"]
    told = CliRunner().invoke(main, command)
    listed = CliRunner().invoke(main, [*command, "--format", "json"])
    extra = len(files) - 1
    assert told.exit_code == listed.exit_code == 1
    assert told.stderr.count("D3 ") == 20
    assert f"{extra - 20} more files differ from the rebuild" in told.stderr
    assert len(json.loads(listed.stdout)["findings"]) == extra
