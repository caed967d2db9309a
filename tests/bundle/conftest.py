"""A report and its bundle, built once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from taken import Files, build_report, unpack

from recount.edition.edition import Edition
from recount.evidence.bundle import write_bundle


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Edition:
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


@pytest.fixture(autouse=True)
def without_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    """The projects of these tests are made up, and a mirror has none of their files."""
    monkeypatch.delenv("RECOUNT_MIRROR", raising=False)
