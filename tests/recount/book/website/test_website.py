"""The links between the report and the regional book."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil

from recount.book.website.website import report_book
from recount.edition.edition import Edition


def test_the_regions_link_to_the_report_by_its_area(edition: Edition) -> None:
    """The edition names the area; without a name it is called the area."""
    card = edition.card.model_copy(update={"area": "Gelderland"})
    assert report_book(replace(edition, card=card)).lead == "Heel Gelderland"
    assert report_book(edition).sentence == "De getallen voor heel het gebied staan in"


BUILD = """
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from recount.book.website.website import end_with_parent

if __name__ == "__main__":
    with ProcessPoolExecutor(1, get_context("spawn"), end_with_parent) as beside:
        print(beside.submit(os.getpid).result(), flush=True)
        input()
"""


def test_the_process_of_the_regions_ends_with_a_killed_build(tmp_path: Path) -> None:
    """It would wait for its next job for ever."""
    script = tmp_path / "build.py"
    script.write_text(BUILD, "utf-8")
    command = [sys.executable, str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        regions = psutil.Process(int(run.stdout.readline()))
        run.kill()
        regions.wait(timeout=60)
    assert not regions.is_running()
