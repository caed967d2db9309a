"""The regional books are built in a process of their own, while the report runs and its pages are made."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Future
from contextlib import AbstractContextManager

from recount.edition.edition import Edition
from recount.running.processes import process_beside


class RegionalProcess(AbstractContextManager["RegionalProcess"]):
    """Builds the websites of regional books, one after another; on leaving, it waits for the last.

    Parameters
    ----------
    edition
        The report.
    formats
        The formats that are made; regional books are websites only.
    """

    def __init__(self, edition: Edition, formats: Collection[str]) -> None:
        self._edition = edition
        self._wanted = "html" in formats
        self._pool = process_beside()
        self._jobs: dict[str, Future[None]] = {}

    def start(self, book: Edition) -> None:
        """Build a book whose chapters have run, if it is a regional one and websites are made."""
        if book.division and self._wanted:
            self._jobs[book.division] = self._pool.submit(build_regions, self._edition, book)

    @property
    def divisions(self) -> Collection[str]:
        """The divisions of the books that are being built, or are."""
        return self._jobs.keys()

    def faults(self) -> list[BaseException]:
        """What went wrong, once all books are built."""
        return [fault for job in self._jobs.values() if (fault := job.exception())]

    def __exit__(self, *_: object) -> None:
        """Wait for the book that is being built."""
        self._pool.shutdown(cancel_futures=True)


def build_regions(edition: Edition, book: Edition) -> None:
    """Build a regional book; errors as ``read_results`` and ``build_book``."""
    # slow to import, and not needed in the process of the report
    from recount.book.building import build_book  # noqa: PLC0415
    from recount.book.website.regional import regional_volume  # noqa: PLC0415
    from recount.book.website.website import report_book  # noqa: PLC0415
    from recount.results.reading import read_results  # noqa: PLC0415

    read_results(book)
    build_book(
        edition.root, book.build, ["html"], edition=edition.folder,
        volume=regional_volume(book), other=report_book(edition),
    )  # fmt: skip
