"""What people call the RMC regions: the name for readers, and the words that say where.

A register spells some names in a way that nobody uses or searches for, and some have an article or another
preposition than "in". A region that is not in the table has the name of its register.
"""

from __future__ import annotations

from typing import NamedTuple


class PlaceName(NamedTuple):
    """A region in a Dutch sentence.

    Parameters
    ----------
    name
        The name for readers.
    where
        The name with its preposition, as in "wonen in de Achterhoek".
    water
        The water that no pupil crosses and that decides on reach in the region, with its article; else empty.
    """

    name: str
    where: str
    water: str = ""


_SAID = {
    "Noord-Groningen-Eemsmond": PlaceName("Noord-Groningen en Eemsmond", "in Noord-Groningen en Eemsmond"),
    "Centraal en Westelijk Groningen": PlaceName("Groningen en omgeving", "in Groningen en omgeving"),
    "Friesland Noord": PlaceName("Noord-Friesland", "in Noord-Friesland"),
    "Zuid-West Friesland": PlaceName("Zuidwest-Friesland", "in Zuidwest-Friesland"),
    "Friesland-Oost ('de Friese Wouden')": PlaceName("Friese Wouden", "in de Friese Wouden"),
    "Noord- en Midden Drenthe": PlaceName("Noord- en Midden-Drenthe", "in Noord- en Midden-Drenthe"),
    "Zuid-Oost Drenthe": PlaceName("Zuidoost-Drenthe", "in Zuidoost-Drenthe"),
    "Zuid-West Drenthe": PlaceName("Zuidwest-Drenthe", "in Zuidwest-Drenthe"),
    "Stedendriehoek": PlaceName("Stedendriehoek", "in de Stedendriehoek"),
    "Achterhoek": PlaceName("Achterhoek", "in de Achterhoek"),
    "Arnhem/Nijmegen": PlaceName("Arnhem en Nijmegen", "in de regio Arnhem en Nijmegen"),
    "Noordwest-Veluwe": PlaceName("Noordwest-Veluwe", "op de Noordwest-Veluwe"),
    "Utrecht": PlaceName("Utrecht en omgeving", "in Utrecht en omgeving"),
    "Gooi en Vechtstreek": PlaceName("Gooi en Vechtstreek", "in het Gooi en de Vechtstreek"),
    "Agglomeratie Amsterdam": PlaceName("Amsterdam en omgeving", "in Amsterdam en omgeving"),
    "Kop van Noord-Holland": PlaceName("Kop van Noord-Holland", "in de Kop van Noord-Holland"),
    "Alkmaar": PlaceName("Alkmaar en omgeving", "in Alkmaar en omgeving"),
    "Zuid-Kennemerland en IJmond": PlaceName("Zuid-Kennemerland en IJmond", "in Zuid-Kennemerland en de IJmond"),
    "Haaglanden/Westland": PlaceName("Haaglanden en Westland", "in Haaglanden en het Westland"),
    "Oosterschelde Regio": PlaceName("Oosterschelderegio", "in de Oosterschelderegio"),
    "Walcheren": PlaceName("Walcheren", "op Walcheren"),
    "Zeeuwsch-Vlaanderen": PlaceName("Zeeuws-Vlaanderen", "in Zeeuws-Vlaanderen", "de Westerschelde"),
    "Noord-Oost-Brabant": PlaceName("Noordoost-Brabant", "in Noordoost-Brabant"),
    "Gewest Limburg-Noord": PlaceName("Noord- en Midden-Limburg", "in Noord- en Midden-Limburg"),
    "Gewest Zuid-Limburg": PlaceName("Zuid-Limburg", "in Zuid-Limburg"),
}  # fmt: skip
"""Name in the publisher's file of addresses -> what people say, if it differs, in the order of the codes."""


def place_name(registered: str) -> PlaceName:
    """What people call a region, by its name in the register."""
    return _SAID.get(registered, plain_name(registered))


def plain_name(name: str) -> PlaceName:
    """A name that people say as it is written."""
    return PlaceName(name, f"in {name}")
