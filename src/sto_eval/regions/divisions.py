"""The two divisions of the country: the regions of the programme, and the RMC regions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from recount.edition.edition import Edition
from recount.errors import DefinitionError
from recount.running.regional_book import Division, Region
from sto_eval.regions.place_names import PlaceName, place_name, plain_name

if TYPE_CHECKING:
    import pandas as pd

RMC, STO = "rmc", "sto"
NAMED_BY = {RMC: "adressen-*", STO: "regios"}
"""Division -> the sources that name its regions; the latest is used."""

OVERSEAS = "overzee"
"""The text of a region that the files of addresses, homes and boundaries do not cover."""


def programme_regions(edition: Edition) -> Mapping[str, Region]:
    """The regions of the programme, by code."""
    from sto_eval.regions import programme  # noqa: PLC0415 - slow to import

    table = _naming(edition, STO)
    overseas = programme.overseas(table)
    return {
        code: _region(plain_name(name), name, OVERSEAS if code in overseas else "")
        for code, name in programme.names(table).items()
    }


def rmc_regions(edition: Edition) -> Mapping[str, Region]:
    """The RMC regions, by code."""
    from sto_eval.regions import rmc  # noqa: PLC0415 - slow to import

    names = rmc.registered_names(_naming(edition, RMC))
    return {code: _region(place_name(name), name) for code, name in names.items()}


def _region(said: PlaceName, registered: str, text: str = "") -> Region:
    """A region with the words that its chapter uses for it, and its name in the register."""
    words = {"plek": said.where, "register": registered, "water": said.water}
    return Region(said.name, text, in_all_files=text != OVERSEAS, words=words)


def _naming(edition: Edition, division: str) -> pd.DataFrame:
    """The table that names the regions of a division, as its chapters read it."""
    # slow to import
    from recount.sources.catalogue import load_catalogue, select  # noqa: PLC0415
    from recount.sources.chapter_inputs import chapter_inputs  # noqa: PLC0415
    from recount.sources.files import read_source  # noqa: PLC0415

    pattern = NAMED_BY[division]
    template = next(iter(edition.card.regional))
    inputs = chapter_inputs(edition, f"{template}-{division}")
    named = select(load_catalogue(edition), [pattern])
    found = [file for name, file in inputs.found.items() if name in named]
    if not found:
        raise DefinitionError(
            "the regions are unknown",
            f"--regions {division}",
            f"a source '{pattern}' that is present",
            "none",
            "Fetch or accept it, or use --regions none.",
        )
    latest = max(found, key=lambda file: file.source.reference_date)
    return read_source(edition, latest).parsed.table


DIVISIONS = {
    STO: Division("Regio's van het programma", programme_regions),
    RMC: Division("RMC-regio’s", rmc_regions),
}
"""The programme's own first: it is the default once its registers are real."""
