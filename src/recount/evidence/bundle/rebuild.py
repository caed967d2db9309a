"""Make a bundle again from an unpacked one: its book is rendered from its results and texts.

Nothing is run and no file of a publisher is read. The book, the descriptions and the list of what the build
wrote are made again; results, rows and project are those of the bundle. So an honest bundle comes out the same,
except for its checksum list and signature.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from recount.book import RENDERERS
from recount.book.pdf.evidence import SUMS
from recount.book.website.website import build_website
from recount.edition.edition import Edition, RegionCard, load_edition
from recount.evidence.bundle import SIGNATURE, UNSUMMED, described_files
from recount.evidence.bundle.archive import write_zip
from recount.evidence.bundle.contents import (
    PROJECT,
    REGIONS_FILE,
    REGIONS_ROWS,
    RESULTS,
    ROW_FILES,
    RUN_FILE,
)
from recount.handover import CHAPTERS, EVIDENCE
from recount.names import COMMAND
from recount.running.regional_book import NONE, check_division
from recount.running.runner import RUN
from recount.sources.row_files import LIST, ROWS
from recount.storage import write_json


def rebuild_bundle(unpacked: Path, output: Path) -> Path:
    """Write the bundle that the results, rows and project of an unpacked bundle give; returns its path.

    Errors: those of ``load_edition`` and ``build_website``.
    """
    run = _json(unpacked / RUN_FILE)
    with TemporaryDirectory(prefix=f"{COMMAND}-") as name:
        root = Path(name) / PROJECT
        shutil.copytree(unpacked / PROJECT, root)
        edition = replace(load_edition(root, run["edition"]), demo=bool(run["demo"]))
        with edition.selected():
            regional = _lay_out(unpacked, edition, run)
            division = regional.division if regional else NONE
            build_website(edition, [regional] if regional else [], tuple(RENDERERS), division)
            signed = (unpacked / SIGNATURE).is_file()
            files = described_files(edition, regional, UNSUMMED if signed else (SUMS,))
            write_zip(output, files)
    return output


def _lay_out(unpacked: Path, edition: Edition, run: Mapping[str, Any]) -> Edition | None:
    """Put results and rows where the runs of the report and the regions left them; returns the regional book."""
    regions = _json(unpacked / REGIONS_FILE) if (unpacked / REGIONS_FILE).is_file() else None
    regional = _regional(edition, regions) if regions else None
    edition.build.mkdir(parents=True)
    for name in EVIDENCE:
        if (unpacked / name).is_file():
            shutil.copyfile(unpacked / name, edition.build / name)
    of_regions = set(regional.card.chapters) if regional else set()
    ran = {path.name for path in (unpacked / RESULTS).iterdir()}
    _copy_run(unpacked, edition.build, ran - of_regions, f"{ROW_FILES}/{LIST}", run)
    if regional and regions:
        _copy_run(unpacked, regional.build, ran & of_regions, REGIONS_ROWS, regions["run"])
    return regional


def _regional(edition: Edition, regions: Mapping[str, Any]) -> Edition:
    """The edition of the regional book as the bundle lists it; no source says which regions there are."""
    check_division(edition, regions["division"])
    cards = {name: RegionCard.model_validate(card) for name, card in regions["chapters"].items()}
    card = edition.card.model_copy(update={"chapters": cards})
    return replace(edition, card=card, division=regions["division"])


def _copy_run(
    unpacked: Path, build: Path, chapters: Iterable[str], listed: str, run: Mapping[str, Any]
) -> None:
    for name in chapters:
        shutil.copytree(unpacked / RESULTS / name, build / CHAPTERS / name)
    rows = build / ROWS.name
    rows.mkdir(parents=True)
    shutil.copyfile(unpacked / listed, rows / LIST)
    for name in _json(unpacked / listed):
        file = unpacked / ROW_FILES / f"{name}.csv"
        if file.is_file():
            shutil.copyfile(file, rows / file.name)
    write_json(build / RUN, run)


def _json(path: Path) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(path.read_text("utf-8"))
