"""The rows that a number depends on, by source and line number.

The index of every source table has the line numbers of the publisher's file, and the name of that index is
the id of the source. A filter keeps both, so the rows of a filtered table say where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SourceLines:
    """Rows of source tables.

    Parameters
    ----------
    parts
        Id of a source and line numbers in its file; a source may occur more than once.
    """

    parts: tuple[tuple[str, pd.Index], ...] = ()

    def __or__(self, other: SourceLines) -> SourceLines:
        """The rows of both."""
        return SourceLines((*self.parts, *other.parts))

    @property
    def sources(self) -> list[str]:
        """The sources without duplicates, including those of which no row is used."""
        return list(dict.fromkeys(source for source, _ in self.parts))

    def lines(self, source: str) -> Numbers:
        """The line numbers in the file of a source, sorted and unique."""
        found = [index.to_numpy(np.int64) for name, index in self.parts if name == source]
        return np.unique(np.concatenate([np.empty(0, np.int64), *found]))


NO_ROWS = SourceLines()


def sources_of(*tables: pd.DataFrame | pd.Series) -> tuple[str, ...]:
    """The sources of tables, without duplicates."""
    return tuple(dict.fromkeys(str(table.index.name or "") for table in tables))


def rows_of(*tables: pd.DataFrame | pd.Series) -> SourceLines:
    """The rows of tables whose index has line numbers and is named after the source.

    >>> table = pd.DataFrame({"regio": ["a", "b"]}, index=pd.Index([2, 3], name="regios"))
    >>> rows_of(table[table["regio"] == "b"]).lines("regios").tolist()
    [3]
    """
    return SourceLines(tuple((str(table.index.name or ""), table.index) for table in tables))
