"""The sources that a chapter declares in ``edition.toml``: the only tables it can read."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from recount.edition.ranges import LATEST
from recount.errors import ChapterError, nearest
from recount.numbers.evidence_grade import Evidence, weakest
from recount.numbers.measures import Measure, Specification
from recount.sources import read_once
from recount.sources.catalogue import select
from recount.sources.chapter_inputs import ChapterInputs
from recount.sources.files import Dataset
from recount.sources.row_files import RowSet, row_set


class DeclaredSources:
    """The declared and available sources of a chapter, each read once."""

    def __init__(self, inputs: ChapterInputs) -> None:
        self.edition, self.chapter = inputs.edition, inputs.name
        self.found, self.missing = inputs.found, inputs.missing
        self._datasets: dict[str, Dataset] = {}

    def dataset(self, source: str) -> Dataset:
        """A declared source, read and corrected, with an account of its rows.

        Errors: ``ChapterError`` for a source that the chapter did not declare or that is absent.
        """
        if source not in self.found:
            raise ChapterError(
                f"chapter '{self.chapter}' asks for source '{source}'",
                "edition.toml [chapters]",
                "a declared source that is present: " + ", ".join(self.found),
                nearest(source, self.found),
                "Declare it in edition.toml, or fetch it.",
            )
        if source not in self._datasets:
            self._datasets[source] = read_once.dataset(self.edition, self.found[source])
        return self._datasets[source]

    def table(self, source: str) -> pd.DataFrame:
        """The rows of a declared source, with the publisher's column names."""
        return self.dataset(source).parsed.table

    @property
    def closed(self) -> bool:
        """Whether one of the sources read so far is a closed register."""
        grades = {one.found.evidence for one in self._datasets.values()}
        return Evidence.ADMINISTRATION in grades

    def read(self) -> dict[str, Dataset]:
        """The datasets read so far, by id."""
        return dict(self._datasets)

    def replaced(self, datasets: Mapping[str, Dataset], without: str | None) -> DeclaredSources:
        """The same declarations with these datasets, as if one source were absent; nothing is read."""
        other = copy.copy(self)
        other.found = {name: file for name, file in self.found.items() if name != without}
        other._datasets = dict(datasets)  # noqa: SLF001 - same class
        return other

    def names(self, patterns: Iterable[str]) -> list[str]:
        """The declared and available sources that match one of the patterns."""
        cards = {name: file.source for name, file in self.found.items()}
        return select(cards, [name for name in patterns if name not in self.missing])

    def evidence(self, patterns: Iterable[str]) -> Evidence:
        """The weakest grade of these sources."""
        return weakest([self.dataset(name).found.evidence for name in self.names(patterns)])

    def used(self, measure: Measure, specifications: Iterable[Specification] = ()) -> list[str]:
        """The sources on which a number rests, under any of its definitions, in catalogue order.

        An unknown number made from no table rests on all sources that the chapter may read; on none when
        one of these is missing.

        Errors: ``ChapterError`` for any other number made from no table of the chapter, or from one that
        lost the line numbers of its file.
        """
        measures = [measure, *(other.measure for other in specifications)]
        found = dict.fromkeys(source for one in measures for source in one.rows.sources)
        if not found and measure.value is None:
            return [] if self.missing else list(self.found)
        if not found or "" in found:
            raise ChapterError(
                "a number does not record the rows it is made from",
                f"chapter '{self.chapter}', {measure.function or 'a number made in a cell'}",
                "a count, sum or share of rows filtered from chapter.table, or measure.resting_on(…)",
                "a table that has lost its line numbers"
                if found
                else "a number made from no table",
                "Filter the rows of the source, and group as the last step.",
            )
        return self.names(found)

    def rows_of(self, measure: Measure, sources: Iterable[str]) -> list[RowSet]:
        """The rows of each of these sources from which a number is made."""
        return [row_set(self.dataset(name), measure.rows) for name in sources]

    def vintages(self, prefix: str) -> dict[dt.date, str]:
        """The declared and available sources of a series: reference date -> id, oldest first."""
        dates = {
            file.source.reference_date: name
            for name, file in self.found.items()
            if name.startswith(f"{prefix}-")
        }
        return dict(sorted(dates.items()))

    def newest(self, prefix: str) -> str:
        """The id of the latest declared vintage of a series."""
        return self.vintage(prefix, LATEST)[1]

    def vintage(self, prefix: str, reference_date: str) -> tuple[dt.date, str]:
        """The date and id of one vintage of a series: of that date, or the latest for ``laatste``.

        Errors: ``ChapterError`` when that vintage is absent.
        """
        dates = self.vintages(prefix)
        wanted = max(dates, default=LATEST) if reference_date == LATEST else reference_date
        day = next((day for day in dates if str(day) == str(wanted)), None)
        if day is None:
            raise ChapterError(
                f"no vintage of '{prefix}' on {wanted}",
                f"chapter '{self.chapter}', parameter 'reference_date'",
                f"'{LATEST}' or one of "
                + (", ".join(map(str, dates)) or "none, as no vintage is declared and present"),
                str(wanted),
                "Choose one of these, or fetch the vintage.",
            )
        return day, dates[day]
