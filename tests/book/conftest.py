"""The book of the invented edition, built once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.sample_edition import write_project

from recount.book.building import build_book


@pytest.fixture(scope="session")
def root(one_process: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its website and PDF."""
    folder = write_project(tmp_path_factory.mktemp("project"))
    build_book(folder, folder / "_build", edition=folder / "edition")
    return folder


@pytest.fixture(autouse=True)
def without_mirror(one_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run without a mirror, which has no files for invented projects."""
    monkeypatch.delenv("RECOUNT_MIRROR", raising=False)
