"""A tiny project of three rows, on which tests can run every stage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from support.tiny_project import (
    ASSUMPTIONS,
    CHAPTER,
    CLAIMS,
    EDITION,
    NUMBER_TEXTS,
    PUBLISHED,
    PUBLISHED_CARD,
    PUPILS,
    digest,
    source_card,
)
from xdist.scheduler import LoadScopeScheduling

import sto_eval  # noqa: F401 - translates the variables of the environment
from recount.edition.edition import Edition, load_edition

# the modules of tests are many small objects that stay, through which the collector would search again and again
gc.set_threshold(100_000, 50, 100)

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


TOGETHER = {
    "book": (
        "test_book",
        "test_number_files",
        "test_paper",
        "test_passports",
        "tests/book/test_sharing",
        "test_theme",
        "test_worksheets",
    ),
    "bundle": (
        "test_alterations",
        "test_bundle",
        "test_independence",
        "test_signatures",
        "bundle/test_sources",
    ),
    "divided": (
        "bundle/test_regions",
        "bundle/test_rebuild",
        "bundle/test_forgeries",
        "test_website",
    ),
}
"""Group -> the files whose tests share a fixture for a session."""


class Groups(LoadScopeScheduling):
    """Gives tests that share what they build to one worker: those of a file, of a group, or of a visit.

    The group of xdist itself (``--dist loadgroup``) is lost with pytest 9.2: it sets an attribute that is gone.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        if file.endswith("browser/test_pages.py"):
            return test.partition("[")[2]
        place = file.removesuffix(".py")
        return next((name for name, of in TOGETHER.items() if place.endswith(of)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Groups:
    """Replace the scheduler of xdist, whatever ``--dist`` says."""
    return Groups(config, log)


def write_project(folder: Path) -> Path:
    """A project with one chapter, two claims, one source with a stand-in and one absent source."""
    edition = folder / "data" / "editions" / "proef"
    edition.mkdir(parents=True)
    (edition / "edition.toml").write_text(EDITION, "utf-8")
    (edition / "claims.toml").write_text(CLAIMS, "utf-8")
    (edition / "numbers.toml").write_text(NUMBER_TEXTS, "utf-8")
    (edition / "assumptions.toml").write_text(ASSUMPTIONS, "utf-8")
    (edition / "corrections.toml").write_text("", "utf-8")
    cards = source_card(2019, standin=True, sha256=digest(PUPILS)), source_card(2023, standin=False)
    (edition / "sources.toml").write_text("# De catalogus.\n" + "\n".join(cards), "utf-8")
    standin = folder / "data" / "standin" / "duo" / "2019" / "leerlingen.csv"
    standin.parent.mkdir(parents=True)
    standin.write_bytes(PUPILS.encode("latin-1"))
    (folder / "chapters").mkdir()
    (folder / "chapters" / "proef.md").write_text(CHAPTER, "utf-8")
    (folder / "requirements.lock").write_text("", "utf-8")
    return folder


@pytest.fixture(scope="session")
def one_process() -> Iterator[None]:
    """Books are made within this process from now on, which is faster; those of a command that is run are not."""
    from support.books_in_process import in_one_process

    with in_one_process():
        yield


@pytest.fixture(scope="session")
def divided_report(one_process: None, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """A tiny report with regions, its website and its PDF; a test that changes it restores it."""
    from support.regional_project import make_website, write_divided

    with pytest.MonkeyPatch.context() as patch:
        for name in ("RECOUNT_MIRROR", "RECOUNT_EDITION", "RECOUNT_ROOT"):
            patch.delenv(name, raising=False)
        edition = write_divided(tmp_path_factory.mktemp("divided"))
        make_website(edition, formats=("html", "pdf"))
    return edition


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny project, as the current project of commands."""
    write_project(tmp_path)
    monkeypatch.delenv("RECOUNT_MIRROR", raising=False)
    monkeypatch.delenv("RECOUNT_EDITION", raising=False)
    monkeypatch.setenv("RECOUNT_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def edition(project: Path, request: pytest.FixtureRequest) -> Edition:
    """The edition of the tiny project: the demo, unless the test has its real file."""
    if "real_file" in request.fixturenames:
        request.getfixturevalue("real_file")
    return load_edition(project)


@pytest.fixture
def real_edition(project: Path) -> Edition:
    """The edition of the tiny project without its demo, as the commands on sources see it."""
    return replace(load_edition(project), demo=False)


@pytest.fixture
def real_file(project: Path) -> Path:
    """The tiny project with its real file of 2019 in data/raw."""
    target = project / "data" / "raw" / "duo" / "2019" / "leerlingen.csv"
    target.parent.mkdir(parents=True)
    target.write_bytes(PUPILS.encode("latin-1"))
    return target


@pytest.fixture
def published_list(project: Path) -> Path:
    """The tiny project with a list of publications, which its chapter may read."""
    folder = project / "data" / "editions" / "proef"
    with (folder / "sources.toml").open("a", encoding="utf-8") as catalogue:
        catalogue.write(PUBLISHED_CARD)
    card = EDITION.replace('"leerlingen-*"', '"leerlingen-*", "publicaties"')
    (folder / "edition.toml").write_text(card, "utf-8")
    target = project / "data" / "published" / "cijfers.csv"
    target.parent.mkdir()
    target.write_text(PUBLISHED, "utf-8")
    return target
