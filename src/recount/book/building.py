"""Stage the executed chapters and render them as a Dutch website and PDF.

Each output is rendered in a temporary folder and replaces the last good one only when complete. Every numeral
in it is checked: a numeral that cannot be traced to a record stops the build. Nothing is rendered if nothing
changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from recount.book import RENDERERS
from recount.book.outputs import CARD, book_key, current_output, replace_output, with_keys
from recount.book.staging import OtherBook, Stage, Volume, stage_book
from recount.running.processes import process_beside
from recount.storage import temporary_folder


def build_book(  # noqa: PLR0913 - the options of a book
    root: Path,
    build: Path,
    formats: Sequence[str] = tuple(RENDERERS),
    *,
    edition: Path,
    volume: Volume | None = None,
    other: OtherBook | None = None,
) -> dict[str, Path]:
    """Build the book in the given formats.

    Parameters
    ----------
    root
        The project folder.
    build
        The folder with ``chapters/``, where ``stage/``, ``html/`` and ``pdf/`` are created.
    formats
        The formats to build; they are built in parallel.
    edition
        The folder of the edition.
    volume
        The book to build instead of the report.
    other
        The other book of the website, to link to.

    Returns
    -------
    Name of the format -> the file to open (the front page, the PDF).

    Raises
    ------
    BookError
        A page is missing, or Sphinx or Typst reported a problem.
    UnclassifiedNumeral
        A numeral or claim on a page cannot be traced to a record.
    """
    printed = "pdf" in formats or (build / "pdf" / CARD).is_file()
    stage = with_keys(stage_book(root, build, edition, volume, other, printed=printed), root)
    key = book_key(stage)
    with ThreadPoolExecutor(max_workers=len(RENDERERS)) as pool:
        jobs = {name: pool.submit(_build, name, stage, build, key) for name in formats}
        return {name: job.result() for name, job in jobs.items()}


def _build(name: str, stage: Stage, build: Path, key: str) -> Path:
    target = build / name
    if output := current_output(target, key):
        return output
    with temporary_folder(build, name) as folder, process_beside() as beside:
        opened = RENDERERS[name](stage, folder, beside)
        return replace_output(folder, target, opened, key)
