"""Make a bundle again from an unpacked one: its book is rendered from its results and texts.

Results and rows are those of the bundle, or those of a new run of its chapters. So an honest bundle comes out
the same, except for its checksum list and signature. The card of the run is kept: time, commit and packages are
of the first run, and no later one can show them. So are the proof of lineage and the second way.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from recount.book import RENDERERS
from recount.book.pdf.evidence import SUMS
from recount.book.website.regional_process import RegionalProcess
from recount.book.website.website import build_website
from recount.edition.edition import Edition, RegionCard, load_edition
from recount.errors import BundleError
from recount.evidence.bundle import with_descriptions
from recount.evidence.bundle.archive import write_zip
from recount.evidence.bundle.contents import (
    PROJECT,
    REGIONS_FILE,
    REGIONS_ROWS,
    RESULTS,
    ROW_FILES,
    RUN_FILE,
    BundleFile,
    gather,
)
from recount.evidence.bundle.signatures import UNSUMMED, restore_signatures
from recount.handover import CHAPTERS, EVIDENCE
from recount.names import COMMAND
from recount.running.regional_book import NONE, check_division, regional_edition
from recount.running.runner import RUN
from recount.sources.row_files import LIST, ROWS
from recount.storage import write_json

Card = Mapping[str, Any]
RunBooks = Callable[[Edition, str], object]
"""Runs the chapters of an edition and of its regional book in this division."""


def rebuild_bundle(unpacked: Path, output: Path, run_books: RunBooks | None = None) -> Path:
    """Write the bundle that an unpacked bundle gives; returns its path.

    Book and descriptions may be missing. Without ``run_books`` the results in the folder are used.

    Errors: ``BundleError`` for a folder without a run; those of ``load_edition``, ``build_website`` and the run.
    """
    if not (unpacked / RUN_FILE).is_file():
        what, remedy = (
            "the folder holds no unpacked bundle",
            "Unpack a bundle there, or name its folder.",
        )
        raise BundleError(what, str(unpacked), RUN_FILE, "no such file", remedy)
    run, listed = _json(unpacked / RUN_FILE), unpacked / REGIONS_FILE
    regions = _json(listed) if listed.is_file() else None
    with TemporaryDirectory(prefix=f"{COMMAND}-") as name:
        root = Path(name) / PROJECT
        shutil.copytree(unpacked / PROJECT, root)
        edition = replace(load_edition(root, run["edition"]), demo=bool(run["demo"]))
        with edition.selected():
            if run_books:
                regional = _run_again(edition, run, regions, run_books)
            else:
                regional = _lay_out(unpacked, edition, run, regions)
            for kept in EVIDENCE:
                if (unpacked / kept).is_file():
                    shutil.copyfile(unpacked / kept, edition.build / kept)
            division = regional.division if regional else NONE
            with RegionalProcess(edition, tuple(RENDERERS)) as beside:
                if regional:
                    beside.start(regional)
                build_website(edition, tuple(RENDERERS), division, beside)
            files = gather(edition, regional)
            signed = restore_signatures(files, unpacked)
            files |= {pdf: BundleFile(pdf, content) for pdf, content in signed.items()}
            unlisted = [one for one in UNSUMMED if one == SUMS or (unpacked / one).is_file()]
            write_zip(output, with_descriptions(files, edition, regional, unlisted))
    return output


def _lay_out(unpacked: Path, edition: Edition, run: Card, regions: Card | None) -> Edition | None:
    """Put results and rows where the runs of the report and the regions left them; returns the regional book."""
    regional = _regional(edition, regions) if regions else None
    edition.build.mkdir(parents=True)
    of_regions = set(regional.card.chapters) if regional else set()
    ran = {path.name for path in (unpacked / RESULTS).iterdir()}
    _copy_run(unpacked, edition.build, ran - of_regions, f"{ROW_FILES}/{LIST}", run)
    if regional and regions:
        _copy_run(unpacked, regional.build, ran & of_regions, REGIONS_ROWS, regions["run"])
    return regional


def _run_again(
    edition: Edition, run: Card, regions: Card | None, run_books: RunBooks
) -> Edition | None:
    """Run the chapters of the report and the regions; returns the regional book."""
    division = regions["division"] if regions else NONE
    run_books(edition, division)
    regional = regional_edition(edition, division)
    write_json(edition.build / RUN, run)
    if regional and regions:
        write_json(regional.build / RUN, regions["run"])
    return regional


def _regional(edition: Edition, regions: Card) -> Edition:
    """The edition of the regional book as the bundle lists it; no source says which regions there are."""
    check_division(edition, regions["division"])
    cards = {name: RegionCard.model_validate(card) for name, card in regions["chapters"].items()}
    card = edition.card.model_copy(update={"chapters": cards})
    return replace(edition, card=card, division=regions["division"])


def _copy_run(unpacked: Path, build: Path, chapters: Iterable[str], listed: str, run: Card) -> None:
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
