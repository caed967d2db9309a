"""The rows of every number of the edition: sufficient to compute it, and none superfluous.

With a mirror these are the rows of the real files, without one those of the stand-ins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from recount.edition.edition import load_edition
from recount.evidence.proof.chapter_runner import ChapterRunner
from recount.evidence.proof.rowsets import ONLY, WITHOUT, RowCut
from recount.results import publications
from recount.sources.files import Dataset
from recount.sources.row_files import RowSet

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EDITION = load_edition(ROOT)

SPARE = ("schoollocaties-", "adressen-")
"""Sources of the points of locations: without one, another list or another location near by may serve as well."""

SAME_WITHOUT = ("deelname-samen", *(["aanbod-bereik-verloren"] if EDITION.demo else []))
"""Numbers that may be the same for fewer locations: in how many readings all claims can be true, and a lost
reach of nothing, as in the demo.
"""


@pytest.fixture(scope="module", params=list(EDITION.card.chapters))
def chapter(request: pytest.FixtureRequest) -> Iterator[ChapterRunner]:
    """Each chapter, run once on all rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RECOUNT_ROOT", str(ROOT))
        yield ChapterRunner(EDITION, request.param)


def cut(rows: RowSet, kind: str) -> Dataset:
    """The source of a set of rows, with only these rows or without them."""
    table = rows.dataset.parsed.table
    return _with(rows.dataset, RowCut(kind, rows.id, tuple(rows.lines)).apply(table, "", 0))


def blurred(rows: RowSet) -> Dataset:
    """The same, but the list of publications keeps its other rows, with another value.

    A chapter looks up several publications in one call, and stops at the first missing one.
    """
    dataset, only = rows.dataset, cut(rows, ONLY)
    if dataset.found.id != publications.SOURCE:
        return only
    table = dataset.parsed.table
    chosen = table.index.isin(only.parsed.table.index)
    return _with(dataset, table.assign(waarde=table["waarde"].where(chosen, table["waarde"] + 1)))


def _with(dataset: Dataset, table: pd.DataFrame) -> Dataset:
    return replace(dataset, parsed=replace(dataset.parsed, table=table))


def measures(
    chapter: ChapterRunner, datasets: Iterable[Dataset], names: Collection[str]
) -> Mapping[str, object]:
    """The measures of numbers with these datasets in the place of whole ones; one that cannot be made is absent."""
    changed = {dataset.found.id: dataset for dataset in datasets}
    found = chapter.run(changed, measures_only=True, numbers=names).numbers
    return {name: number.measure for name, number in found.items()}


def test_the_rows_of_a_number_are_enough(chapter: ChapterRunner) -> None:
    """With only the rows that it names of each source, a number is the same to the last bit."""
    numbers = chapter.baseline.numbers
    together = defaultdict(list)
    for name, number in numbers.items():
        together[tuple(rows.id for rows in number.rows if not rows.whole)].append(name)
    for names in together.values():
        parts = [rows for rows in numbers[names[0]].rows if not rows.whole]
        made = measures(chapter, [cut(rows, ONLY) for rows in parts], names)
        if names[0] not in made:
            made = measures(chapter, map(blurred, parts), names)
        assert {name: made[name] for name in names} == {n: numbers[n].measure for n in names}


def test_no_rows_of_a_number_are_idle(chapter: ChapterRunner) -> None:
    """Without the rows that it names of a source, a number changes or cannot be computed.

    An unknown number has no value to change: its rows are those that were searched in vain. A point of a
    location may have a spare, so for these sources the sweep of whole sources is the proof.
    """
    numbers = chapter.baseline.numbers
    sets = {rows.id: rows for number in numbers.values() for rows in number.rows}
    resting = defaultdict(list)
    for name, number in numbers.items():
        ((value, *_),) = number.measure
        for rows in number.rows if name not in SAME_WITHOUT else ():
            spare = rows.dataset.found.id.startswith(SPARE)
            if rows.count and not rows.whole and not spare and value != repr(None):
                resting[rows.id].append(name)
    idle = []
    for rows, names in resting.items():
        made = measures(chapter, [cut(sets[rows], WITHOUT)], names)
        idle += [(name, rows) for name in names if made.get(name) == numbers[name].measure]
    assert not idle
