"""The interface of a regional chapter: what the notebook of one region calls."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

import pandas as pd

from recount.notebook.chapter import Chapter
from recount.numbers.measures import Measure
from recount.programme import programme_of
from recount.sources.catalogue import load_catalogue
from sto_eval.indicators.participation import participants
from sto_eval.regions import programme, regional, rmc
from sto_eval.regions.divisions import STO
from sto_eval.regions.place_names import place_name

ADDRESSES, REGIONS, PARTICIPANTS = "adressen", "regios", "deelname"


class RegionChapter(Chapter):
    """A regional chapter while it runs for one region.

    Parameters
    ----------
    template
        Name of the regional chapter in ``edition.toml``.
    division, region
        The division, and the region in it or empty for all of it; the chapter is named after them.
    days
        The reference dates of participation, for vo and vso: of the programme's regions only.
    parameters
        The other parameters of the run.
    """

    def __init__(
        self,
        template: str,
        *,
        division: str,
        region: str = "",
        days: Mapping[str, str] = MappingProxyType({}),
        **parameters: Any,  # noqa: ANN401 - literals of any kind
    ) -> None:
        own = {"division": division, **({"region": region} if region else {})}
        super().__init__("-".join([template, *own.values()]), **own, **days, **parameters)
        self.template = template
        self.days = days
        self.division, self.region = division, region

    @property
    def title(self) -> str:
        """The name of the region."""
        return self.membership.names[self.region]

    def administration(self, source: str) -> pd.DataFrame:
        """The rows of a register of the programme; no rows when the register is missing."""
        if source not in self.declared.missing:
            return self.table(source)
        layout = load_catalogue(self.edition)[source].layout
        register = programme_of(self.edition).register(layout)
        assert register is not None  # noqa: S101 - the catalogue gives a register this layout
        return register.no_rows().rename_axis(index=source)

    @cached_property
    def members(self) -> pd.DataFrame:
        """The rows of the register of participants in force on the reference dates."""
        return participants(self.table(PARTICIPANTS), *self.days.values())

    @cached_property
    def membership(self) -> rmc.Membership:
        """The regions of the division, and the region of each location."""
        if self.division == STO:
            return programme.membership(self.table(REGIONS), self.members)
        return rmc.membership(self.newest(ADDRESSES))

    @property
    def placing(self) -> str:
        """The source that assigns locations to regions."""
        return PARTICIPANTS if self.division == STO else self.declared.newest(ADDRESSES)

    @property
    def codes(self) -> pd.Series:
        """The region codes, from the rows that define the regions."""
        if self.division == STO:
            return self.table(REGIONS)[programme.CODE]
        return self.newest(ADDRESSES)[rmc.CODE]

    @property
    def placed(self) -> pd.DataFrame:
        """The rows that assign locations to this region; for RMC regions all rows of the addresses."""
        if self.division == STO:
            return programme.of_region(self.members, self.region)
        return self.table(self.placing)

    @cached_property
    def waters(self) -> dict[str, str]:
        """RMC region -> the water that decides on reach there, with its article; other regions are left out."""
        if self.division == STO:
            return {}
        named = rmc.registered_names(self.newest(ADDRESSES))
        found = {code: place_name(name).water for code, name in named.items()}
        return {code: water for code, water in found.items() if water}

    @property
    def water(self) -> str:
        """The water that decides on reach in this region, with its article; empty if there is none."""
        return self.waters.get(self.region, "")

    def own(self, number: str) -> str:
        """The id of a number, figure or table of this region."""
        return f"{self.name}-{number}"

    def publish_here(self, family: str, numbers: Mapping[str, Measure]) -> None:
        """Publish numbers of the locations of this region, which also rest on the rows that place these here."""
        self.publish_all(
            self.own(family) if family else self.name, regional.resting_on(numbers, self.placed)
        )
