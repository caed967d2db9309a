"""Every number of a bundle against its rows, as far as the rows are in the bundle."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from recount.findings import Finding
from recount.verify.model import Record, Step
from recount.verify.opened import OpenedBundle
from recount.verify.places import ROW_FILES
from recount.verify.reach import ALL, Cells
from recount.verify.recompute import NotRecomputedError, ranges, recompute
from recount.verify.rows import LINE

KEPT = 64
"""Row files kept in memory; records follow each other by chapter, and so share them."""


class Recomputed:
    """The numbers of a bundle computed again."""

    def __init__(self, opened: OpenedBundle) -> None:
        self.opened = opened
        self.numbers = 0
        self.reasons: Counter[str] = Counter()
        self._table = lru_cache(KEPT)(self._read)

    def check(self) -> Iterator[Finding]:
        """Compute every number again; a finding for one that differs."""
        for name, record in self.opened.records.items():
            if not _belongs(record.recipe, record):
                yield Finding("R9", name, "the recipe gives another number than the record")
                continue
            try:
                recompute(record.recipe, lambda *asked, of=record: self._rows(of, *asked))
            except NotRecomputedError as reason:
                self.reasons[str(reason)] += 1
            except (ValueError, KeyError, ArithmeticError, RecursionError) as error:
                yield Finding("R9", name, " ".join(str(error).split())[:200])
            else:
                self.numbers += 1

    def _rows(self, record: Record, source: str, lines: str) -> Sequence[Cells]:
        """The rows of a source that a number depends on, those of some lines or all."""
        card = next((card for card in record.sources if card.id == source), None)
        if card is None or card.rows is None:
            raise ValueError(f"source '{source}' is not one of the number")
        file = f"{ROW_FILES}/{card.rows.set}.csv"
        if file not in self.opened.digests:
            raise NotRecomputedError(f"the rows of '{source}' are not public")
        table = self._table(file)
        if lines == ALL:
            return list(table.values())
        wanted = [line for first, last in ranges(lines) for line in range(first, last + 1)]
        if absent := next((line for line in wanted if line not in table), None):
            raise ValueError(f"line {absent} of '{source}' is not among the rows of the number")
        return [table[line] for line in wanted]

    def _read(self, file: str) -> dict[int, Cells]:
        rows = csv.DictReader(io.StringIO(self.opened.text(file), newline=""))
        return {int(row[LINE]): row for row in rows}


def _belongs(recipe: Step, record: Record) -> bool:
    """Whether the outcome of a recipe is the number of the record."""
    measure = record.measure
    names = ("value", "low", "high", "unit")
    return all(getattr(recipe, name) == getattr(measure, name) for name in names)
