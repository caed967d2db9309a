"""The book of an edition: executed chapters and records become pages in several formats.

``RENDERERS`` registers the formats; a format is a function that renders a stage, in a module of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from recount.book.staging import Stage
    from recount.running.processes import Process

Renderer = Callable[["Stage", Path, "Process"], Path]
"""Renders a stage into an empty folder, with a process for Sphinx, checks it, and returns the file to open."""


def _html(stage: Stage, folder: Path, beside: Process) -> Path:
    from recount.book.website.site import render_html  # noqa: PLC0415 - slow to import

    return render_html(stage, folder, beside)


def _pdf(stage: Stage, folder: Path, beside: Process) -> Path:
    from recount.book.pdf.paper import render_pdf  # noqa: PLC0415 - slow to import

    return render_pdf(stage, folder, beside)


RENDERERS: Final[Mapping[str, Renderer]] = {"html": _html, "pdf": _pdf}
"""Name of a format -> its function; by default a build makes all of them."""
