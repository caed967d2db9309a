"""The sources that a chapter declares: the only tables it can read.

Which these are stands in ``edition.toml``; asking for another one is an error.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from sto_eval import shelf
from sto_eval.catalogue import select
from sto_eval.errors import ChapterError, nearest
from sto_eval.evidence import Evidence, weakest
from sto_eval.inputs import MADE_UP, ChapterInputs
from sto_eval.measures import Measure
from sto_eval.ranges import LATEST
from sto_eval.rows import RowSet, row_set, select_rows
from sto_eval.selections import Family, Selection, nothing
from sto_eval.sources import Dataset, Found, locate_standin


class DeclaredSources:
    """The declared sources of a chapter that are there, each read once.

    Parameters
    ----------
    inputs
        The inputs of the chapter.
    """

    def __init__(self, inputs: ChapterInputs) -> None:
        self.edition, self.chapter = inputs.edition, inputs.name
        self.found = inputs.found
        self._beside: dict[str, Found] = {}
        self._datasets: dict[str, Dataset] = {}

    def dataset(self, source: str) -> Dataset:
        """A declared source, read and corrected, with the account of its rows.

        Errors: ``ChapterError`` for a source that the chapter did not declare or that is not there.
        """
        known = self.found | self._beside
        if source not in known:
            raise ChapterError(
                f"chapter '{self.chapter}' asks for source '{source}'",
                "edition.toml [chapters]",
                "a source that it declares and that is there: " + ", ".join(self.found),
                nearest(source, self.found),
                "Declare it in edition.toml, or fetch it.",
            )
        if source not in self._datasets:
            self._datasets[source] = shelf.dataset(self.edition, known[source])
        return self._datasets[source]

    def table(self, source: str) -> pd.DataFrame:
        """The rows of a declared source, with the publisher's column names."""
        return self.dataset(source).sheet.table

    def read(self) -> dict[str, Dataset]:
        """What was read so far, by id."""
        return dict(self._datasets)

    def replaced(self, datasets: Mapping[str, Dataset], without: str | None) -> DeclaredSources:
        """The same declarations with these datasets, as if one source were not there; nothing is read."""
        other = copy.copy(self)
        other.found = {name: file for name, file in self.found.items() if name != without}
        other._beside, other._datasets = {}, dict(datasets)  # noqa: SLF001 - of its own kind
        return other

    def names(self, patterns: Iterable[str]) -> list[str]:
        """The declared sources that are there and match one of the patterns."""
        wanted = list(patterns)
        beside = [name for name in wanted if name in self._beside]
        cards = {name: file.source for name, file in self.found.items()}
        return [*select(cards, [name for name in wanted if name not in beside]), *beside]

    def names_but(self, *patterns: str) -> list[str]:
        """The declared sources that are there, without those that match a pattern."""
        dropped = self.names(patterns)
        return [name for name in self.found if name not in dropped]

    def evidence(self, patterns: Iterable[str]) -> Evidence:
        """The weakest grade of these sources."""
        return weakest([self.dataset(name).found.evidence for name in self.names(patterns)])

    def made_up(self, patterns: Iterable[str]) -> bool:
        """Whether any of these sources is made up."""
        return any(self.dataset(n).found.evidence is Evidence.MADE_UP for n in self.names(patterns))

    def beside(self, source: str, register: str) -> str:
        """The id of the source that belongs with a register: of one made-up world, or both real.

        The locations and regions in a made-up register exist in made-up files only. So next to a made-up
        register stands the stand-in of a source, under the id ``<source>-nagebootst`` where its real file
        is there. A vintage without a stand-in gives way to the latest of its series with one.
        """
        if self.dataset(register).found.evidence is not Evidence.MADE_UP:
            return source
        made = self._with_standin(source)
        if self.found[made].place == MADE_UP:
            return made
        name = f"{made}-{Evidence.MADE_UP}"
        self._beside[name] = locate_standin(self.edition, name, self.found[made].source)
        return name

    def vintages_beside(self, prefix: str, register: str) -> dict[dt.date, str]:
        """The vintages of a series that belong with a register: reference date -> id, oldest first."""
        names = [self.beside(name, register) for name in self.vintages(prefix).values()]
        return {self.dataset(name).found.source.reference_date: name for name in names}

    def row_sets(self, names: Sequence[str], rows: Mapping[str, Selection]) -> list[RowSet]:
        """Of each of these sources the rows that its selection keeps; without a selection all.

        Errors: ``ChapterError`` for a selection of a source that is not among them.
        """
        chosen = {name: select for key, select in rows.items() for name in self.names([key])}
        for name in chosen:
            if name not in names:
                raise ChapterError(
                    f"rows of source '{name}' are selected, but the number does not rest on it",
                    f"chapter '{self.chapter}', chapter.publish(rows=…)",
                    "one of " + ", ".join(names),
                    nearest(name, names),
                    "Name the source under 'sources' too, or drop its selection.",
                )
        return [select_rows(self.dataset(name), chosen.get(name)) for name in names]

    def rows_used(self, names: Sequence[str], measure: Measure) -> list[RowSet]:
        """Of each of these sources the rows that a number is made from.

        Errors: ``ChapterError`` when it is made from another source too, or from a table that has lost the
        line numbers of its file.
        """
        for name in measure.rows.sources:
            if name not in names:
                raise ChapterError(
                    f"a number is made from source '{name}', which is not named"
                    if name
                    else "a number is made from a table that has lost its line numbers",
                    f"chapter '{self.chapter}', chapter.publish",
                    "one of " + ", ".join(names) if name else "tables filtered from chapter.table",
                    nearest(name, names) if name else "a table whose index is not that of a source",
                    "Name it under 'sources'."
                    if name
                    else "Count in the rows of the source, and group as the last step.",
                )
        return [row_set(self.dataset(name), measure.rows) for name in names]

    def series_rows(self, prefix: str, days: Mapping[dt.date, Selection]) -> dict[str, Selection]:
        """Per vintage of a series its selection; of a vintage without one no row."""
        return {name: days.get(day, nothing()) for day, name in self.vintages(prefix).items()}

    def selections(
        self, rows: Mapping[str, Family], key: str, own: Sequence[str] | None
    ) -> dict[str, Selection]:
        """The selections for a member of a family; of its own sources only, where it has its own."""
        chosen = {source: select(key) for source, select in rows.items()}
        if own is None:
            return chosen
        wanted = self.names(own)
        return {n: one for p, one in chosen.items() for n in self.names([p]) if n in wanted}

    def series_families(self, prefix: str, days: Mapping[dt.date, Family]) -> dict[str, Family]:
        """Per vintage of a series the selections of a family; of a vintage without one no row."""
        return {name: days.get(day, nothing) for day, name in self.vintages(prefix).items()}

    def _with_standin(self, source: str) -> str:
        """The source itself, or the latest of its series that has a stand-in where it has none."""
        series = [*self.vintages(source.rpartition("-")[0]).values(), source]
        made = [name for name in series if self.found[name].source.standin]
        return source if source in made or not made else made[-1]

    def vintages(self, prefix: str) -> dict[dt.date, str]:
        """The declared sources of a series that are there: reference date -> id, oldest first."""
        dates = {
            file.source.reference_date: name
            for name, file in self.found.items()
            if name.startswith(f"{prefix}-")
        }
        return dict(sorted(dates.items()))

    def vintages_naming(self, prefix: str, key: str) -> list[str]:
        """The vintages of a series whose id or columns name the last word of a key: a year, a school year."""
        word = key.rpartition(" ")[2]
        return [
            name
            for name in self.vintages(prefix).values()
            if word in name or any(word in column for column in self.table(name).columns)
        ]

    def newest(self, prefix: str) -> str:
        """The id of the latest vintage of a series; which are declared is for ``edition.toml`` to say."""
        return self.vintage(prefix, LATEST)[1]

    def vintage(self, prefix: str, reference_date: str) -> tuple[dt.date, str]:
        """The date and id of one vintage of a series: of that date, or the latest for ``laatste``.

        Errors: ``ChapterError`` when that vintage is not there.
        """
        dates = self.vintages(prefix)
        wanted = max(dates, default=LATEST) if reference_date == LATEST else reference_date
        day = next((day for day in dates if str(day) == str(wanted)), None)
        if day is None:
            raise ChapterError(
                f"no vintage of '{prefix}' on {wanted}",
                f"chapter '{self.chapter}', parameter 'reference_date'",
                f"'{LATEST}' or one of "
                + (", ".join(map(str, dates)) or "none that is declared and there"),
                str(wanted),
                "Choose one of these, or fetch the vintage.",
            )
        return day, dates[day]
