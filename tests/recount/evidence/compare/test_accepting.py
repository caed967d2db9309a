"""What differs between the build before and the build whose numbers are accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import write_project
from support.tiny_project import PUPILS, pupil_line

from recount.edition.edition import Edition, load_edition
from recount.evidence.compare.accepting import causes_since
from recount.handover import keep_previous
from recount.results.acceptance import accept_results
from recount.running.runner import run_chapters

pytestmark = pytest.mark.slow

MORE = PUPILS + pupil_line("90AC01", "Maritiem en Techniek", "6811", "3") + "\n"


def _run(edition: Edition) -> None:
    run_chapters(edition, ["proef"], {}, workers=1, report=lambda _: None)


@pytest.fixture
def built(tmp_path: Path) -> Edition:
    """The tiny project, run once and accepted."""
    edition = load_edition(write_project(tmp_path))
    _run(edition)
    accept_results(edition)
    return edition


def test_a_number_has_what_differs_between_the_builds(built: Edition) -> None:
    """Another file is data; of a number with another accepted value nothing is known."""
    assert causes_since(built) == {}
    keep_previous(built.build)
    (built.root / "data/standin/duo/2019/leerlingen.csv").write_text(MORE, "latin-1")
    _run(built)
    assert causes_since(built) == {"aanbod-mat": "gegevens"}
    path = built.file("results")
    path.write_text(
        path.read_text("utf-8").replace("aanbod-mat = 1.0", "aanbod-mat = 7.0"), "utf-8"
    )
    assert causes_since(built) == {}
