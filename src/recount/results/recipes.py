"""The recipe of a number in its record: enough to compute it again from the rows, with other code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pydantic

from recount.numbers.measures import Measure, Setting
from recount.results.record_parts import Figure, Part, finite
from recount.sources.files import Dataset
from recount.sources.row_files import as_text


class Step(Part):
    """A number and how it is computed, from rows or from other numbers.

    Parameters
    ----------
    operation
        See :class:`recount.numbers.measures.Recipe`; the word says what is done with what follows.
    value, low, high, unit
        What it gives; an open end is ``None``.
    rows
        Source -> the lines that are counted or summed, ``2-4,7``.
    key
        The publisher's columns whose distinct values are counted, or by which rows are grouped.
    counts
        The publisher's columns that are summed.
    hidden
        Text of a masked cell -> the lowest and highest count that it can be.
    settings
        What else the operation needs.
    parts
        The numbers that it is computed from.
    """

    operation: str
    value: Figure | None
    low: Figure | None
    high: Figure | None
    unit: str
    rows: dict[str, str] = pydantic.Field(default_factory=dict)
    key: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    hidden: dict[str, tuple[int, int]] = pydantic.Field(default_factory=dict)
    settings: dict[str, Setting] = pydantic.Field(default_factory=dict)
    parts: tuple[Step, ...] = ()

    @classmethod
    def of(cls, measure: Measure, dataset: Callable[[str], Dataset]) -> Step:
        """The recipe of a measure; ``dataset`` gives a source by its id."""
        recipe = measure.recipe
        datasets = {name: dataset(name) for name in recipe.rows.sources}
        return cls(
            operation=recipe.operation,
            value=finite(measure.value),
            low=finite(measure.low),
            high=finite(measure.high),
            unit=measure.unit,
            rows={name: as_text(recipe.rows.lines(name)) for name in datasets},
            key=_published(recipe.column, datasets),
            counts=recipe.counts,
            hidden={
                text: ends
                for one in (datasets.values() if recipe.counts else ())
                for text, ends in one.parsed.hidden.items()
            },
            settings=dict(recipe.settings),
            parts=tuple(cls.of(part, dataset) for part in recipe.parts),
        )


def _published(column: str, datasets: Mapping[str, Dataset]) -> tuple[str, ...]:
    """The publisher's columns behind a column, empty if a source does not have it or sources differ."""
    found = {one.parsed.published(column) for one in datasets.values()}
    return found.pop() if len(found) == 1 else ()
