"""A report and its bundle, built once for all tests of this folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.built_project import Files, build_report, pack, unpack
from support.tampering import PICTURES, Rerun, mend, text

from recount.cli import main
from recount.edition.edition import Edition
from recount.evidence.bundle import write_bundle
from recount.verify import Given, Rebuild, verify_stream


@pytest.fixture(scope="session")
def report(one_process: None, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of the built report."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("RECOUNT_MIRROR", "RECOUNT_EDITION", "RECOUNT_ROOT"):
            patch.delenv(name, raising=False)
        return build_report(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="session")
def bundle(report: Edition) -> Path:
    """The unsigned bundle."""
    return write_bundle(report)


@pytest.fixture(scope="session")
def files(bundle: Path) -> Files:
    """The files of the bundle, by name; a test alters a copy."""
    return unpack(bundle.read_bytes())


@pytest.fixture(scope="session")
def divided_files(divided_report: Edition) -> Files:
    """The files of the bundle of a tiny report with regions."""
    return unpack(write_bundle(divided_report).read_bytes())


@pytest.fixture(scope="session")
def unpacked(divided_files: Files, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That bundle in a folder, without its book."""
    folder = tmp_path_factory.mktemp("unpacked")
    for name, raw in divided_files.items():
        if not name.startswith(("html/", "pdf/")):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
    return folder


@pytest.fixture(scope="session")
def rendered(unpacked: Path) -> Path:
    """The bundle that its code renders from its results, whatever the language and time zone of the auditor."""
    target = unpacked.with_name("rendered.zip")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"LC_ALL": "C", "TZ": "Asia/Tokyo", "RECOUNT_DEMO": "1"}.items():
            patch.setenv(name, value)
        done = CliRunner().invoke(main, ["rebuild", str(unpacked), "--output", str(target)])
    assert done.exit_code == 0, done.output
    return target


@pytest.fixture(scope="session")
def rerun(
    divided_files: Files, divided_report: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Rerun:
    """Of that bundle with another picture in results and website; the publishers' files have other names."""
    folder = tmp_path_factory.mktemp("rerun")
    for number, path in enumerate((divided_report.root / "data" / "raw").rglob("*.csv")):
        shutil.copyfile(path, folder / f"{number}.txt")
    files = dict(divided_files)
    for name in PICTURES:
        text(name, "<g", "<g ")(files)
    mend(files)
    render, steps, again = Rebuild._render, list[str](), folder.with_name("again.zip")
    rebuild = Rebuild(clean=False, notify=steps.append, rerun=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Rebuild, "_render", lambda *given: Path(shutil.copyfile(render(*given), again))
        )
        report = verify_stream("b.zip", pack(files), Given(rebuild=rebuild, sources=folder))
    return Rerun(report, steps, again)


@pytest.fixture(autouse=True)
def without_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    """The projects of these tests are made up, and a mirror has none of their files."""
    monkeypatch.delenv("RECOUNT_MIRROR", raising=False)
