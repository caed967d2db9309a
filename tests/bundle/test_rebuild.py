"""The rebuild: what the bundle's own code makes of its results is compared with the book in it, byte for byte."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.built_project import Files, pack
from support.tampering import PDF, PICTURES, Rerun, digest, mend, put, text, value

from recount.cli import main
from recount.edition.edition import Edition
from recount.evidence.bundle import code_checksum
from recount.verify import Given, Report, verify_stream
from recount.verify.rebuild import Rebuild

pytestmark = pytest.mark.slow

DESCRIBED = ("datapackage.json", "prov.json", "ro-crate-metadata.json")
"""The files that describe the others, with their checksums."""

SCRIPT, ASSET = "html/_static/rc-cards.js", "project/src/recount/book/assets/cards.js"


@pytest.fixture
def files(divided_files: Files) -> Files:
    """The files of the bundle of a tiny report with regions."""
    return divided_files


def rebuilt(
    files: Mapping[str, bytes], named: str = "", sources: Path | None = None
) -> tuple[Report, list[str]]:
    """The report on a bundle that is rebuilt in this environment, and the steps it announced."""
    steps: list[str] = []
    rebuild = Rebuild(clean=False, notify=steps.append, rerun=sources is not None)
    given = Given(code=named, rebuild=rebuild, sources=sources)
    return verify_stream("b.zip", pack(files), given), steps


def test_a_rerun_finds_a_picture_that_no_rebuild_can(rerun: Rerun) -> None:
    """Replaced in results and website alike; all else is equal."""
    report = rerun.report
    assert {(one.code, one.where) for one in report.findings} == {
        ("D1", name) for name in (*PICTURES, *DESCRIBED)
    }
    assert report.environment == {}
    assert len(rerun.steps) == 3
    assert report.steps == ["integrity", "recompute", "sources", "rebuild", "rerun"]


def test_a_rerun_without_the_files_is_a_fault(files: Files, tmp_path: Path) -> None:
    """It names what is missing, and no rerun is claimed."""
    report, _ = rebuilt(files, sources=tmp_path)
    (found,) = [found for found in report.findings if found.code[0] == "D"]
    assert found.code == "D0"
    assert "Fetch or accept it" in found.note
    assert report.steps == ["integrity", "recompute", "sources"]


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
    """The finding has the last words of the process; no rebuild is claimed.

    Packages that differ from those of the run are listed, by name and both versions.
    """
    broken = dict(files)
    value("run.json", "packages", "Sphinx", new="1.0")(broken)
    put("project/src/recount/cli/__main__.py", b"raise SystemExit('niet vandaag')")(broken)
    report, _ = rebuilt(broken)
    (found,) = [found for found in report.findings if found.code[0] == "D"]
    assert found.code == "D0"
    assert "niet vandaag" in found.note
    assert report.environment["Sphinx"].startswith("1.0 in the run, ")
    assert "rebuild" not in report.steps


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
    assert told.stdout.count("D3 ") == 20
    assert f"{extra - 20} more files differ from the rebuild" in told.stdout
    assert len(json.loads(listed.stdout)["findings"]) == extra


def test_a_folder_without_a_bundle_is_refused(tmp_path: Path) -> None:
    """The command says which file it misses there."""
    command = ["rebuild", str(tmp_path), "--output", str(tmp_path / "again.zip")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "the folder holds no unpacked bundle" in done.output
    assert "run.json" in done.output
