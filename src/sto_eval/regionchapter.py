"""The door between the notebook of one region and everything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sto_eval.chapter import Chapter
from sto_eval.indicators.regional import within_family, within_rows
from sto_eval.indicators.territories import names
from sto_eval.selections import Family, Selection

ADDRESSES = "adressen"


class RegionChapter(Chapter):
    """A regional chapter while it runs for one region.

    Parameters
    ----------
    template
        Name of the regional chapter in ``edition.toml``.
    division, region
        Which region of which division, or all of it; the chapter is called after them.
    parameters
        The other parameters of the run.
    """

    def __init__(
        self,
        template: str,
        *,
        division: str,
        region: str = "",
        **parameters: Any,  # noqa: ANN401 - literals of any kind
    ) -> None:
        own = {"division": division, **({"region": region} if region else {})}
        super().__init__("-".join([template, *own.values()]), **own, **parameters)
        self.region = region

    @property
    def title(self) -> str:
        """The name of the region."""
        (addresses,) = self.tables(ADDRESSES).values()
        return names(addresses)[self.region]

    def own(self, number: str) -> str:
        """The id of a number, figure or table of this region."""
        return f"{self.name}-{number}"

    def first(self, prefix: str) -> str:
        """The id of the oldest vintage of a series."""
        return next(iter(self.declared.vintages(prefix).values()))

    def within(
        self, locations: Iterable[str], rows: Mapping[str, Selection]
    ) -> dict[str, Selection]:
        """Selections of rows, of these locations only."""
        return {source: within_rows(locations, select) for source, select in rows.items()}

    def within_all(self, locations: Iterable[str], rows: Mapping[str, Family]) -> dict[str, Family]:
        """Families of selections, of these locations only."""
        return {source: within_family(locations, family) for source, family in rows.items()}
