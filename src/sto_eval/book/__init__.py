"""Stage the executed chapters and render them: a website and a report on paper, in Dutch.

Both are rendered beside the last good ones and take their place only when they are whole.
While they are made every numeral in them is checked: one without a number behind it stops the build.
Nothing is rendered when nothing changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, Literal

from sto_eval.book.outputs import book_key, current, replace, seat
from sto_eval.book.paper import render_pdf
from sto_eval.book.site import render_html
from sto_eval.book.staging import Beside, Stage, Volume, stage_book
from sto_eval.errors import UnknownName, nearest
from sto_eval.storage import temporary_folder

Format = Literal["html", "pdf"]
_Renderer = Callable[[Stage, Path], Path]

RENDERERS: Final[Mapping[str, _Renderer]] = {"html": render_html, "pdf": render_pdf}
"""Format -> how it is made and checked: stage and empty folder in, path of what a reader opens out."""

__all__ = ["RENDERERS", "Format", "build_book"]


def build_book(  # noqa: PLR0913 - the parts of a book
    root: Path,
    build: Path,
    formats: Sequence[Format] = ("html", "pdf"),
    *,
    edition: Path | None = None,
    volume: Volume | None = None,
    beside: Beside | None = None,
    force: bool = False,
) -> dict[Format, Path]:
    """The book in the formats asked for.

    Parameters
    ----------
    root
        The project: ``_config.yml``, ``_toc.yml``, ``index.md`` and the pages they name.
    build
        The folder with ``chapters/``, in which ``stage/``, ``html/`` and ``pdf/`` are made.
    formats
        What to make; two formats are made at the same time.
    edition
        The folder of the edition, when it is not the one that ``_config.yml`` names.
    volume
        What is made instead of the report itself.
    beside
        The other book of the website; one with a folder gets its place in this one.
    force
        Render even when nothing changed.

    Returns
    -------
    Format -> the file a reader opens (the front page, the PDF).

    Raises
    ------
    BookError
        A page is missing, or Sphinx or WeasyPrint found a fault.
    UnclassifiedNumeral
        A numeral or a claim on a page has no number behind it.
    UnknownName
        A format that does not exist.
    """
    for name in formats:
        _require_format(name)
    stage = stage_book(root, build, edition, volume, beside)
    guest = beside.folder if beside else None
    key = book_key(stage, root)
    with ThreadPoolExecutor(max_workers=len(RENDERERS)) as pool:
        jobs = {
            name: pool.submit(_make, name, stage, build, key, guest, force=force)
            for name in formats
        }
        return {name: job.result() for name, job in jobs.items()}


def _make(  # noqa: PLR0913 - the parts of an output
    name: Format, stage: Stage, build: Path, key: str, guest: Path | None, *, force: bool
) -> Path:
    target = build / name
    if not force and (made := current(target, key)):
        if name == "html":
            seat(guest, target)
        return made
    with temporary_folder(build, name) as folder:
        opened = RENDERERS[name](stage, folder)
        if name == "html":
            seat(guest, folder)
        return replace(folder, target, opened, key)


def _require_format(name: str) -> None:
    if name not in RENDERERS:
        found = f"'{name}'; {nearest(name, RENDERERS)}"
        raise UnknownName(
            "unknown format", "build_book", " or ".join(RENDERERS), found, "Ask for one of these."
        )
