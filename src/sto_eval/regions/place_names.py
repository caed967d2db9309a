"""What people call the RMC regions: the name for readers, and the words that say where.

A register spells some names in a way that nobody uses or searches for. A region that is not in the table has
the name of its register.
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
    "Oost-Groningen": PlaceName("Oost-Groningen", "in Oost-Groningen"),
    "Noord-Groningen-Eemsmond": PlaceName("Noord-Groningen en Eemsmond", "in Noord-Groningen en Eemsmond"),
    "Centraal en Westelijk Groningen": PlaceName("Groningen en omgeving", "in Groningen en omgeving"),
    "Friesland Noord": PlaceName("Noord-Friesland", "in Noord-Friesland"),
    "Zuid-West Friesland": PlaceName("Zuidwest-Friesland", "in Zuidwest-Friesland"),
    "Friesland-Oost ('de Friese Wouden')": PlaceName("Friese Wouden", "in de Friese Wouden"),
    "Noord- en Midden Drenthe": PlaceName("Noord- en Midden-Drenthe", "in Noord- en Midden-Drenthe"),
    "Zuid-Oost Drenthe": PlaceName("Zuidoost-Drenthe", "in Zuidoost-Drenthe"),
    "Zuid-West Drenthe": PlaceName("Zuidwest-Drenthe", "in Zuidwest-Drenthe"),
    "IJssel-Vecht": PlaceName("IJssel-Vecht", "in IJssel-Vecht"),
    "Stedendriehoek": PlaceName("Stedendriehoek", "in de Stedendriehoek"),
    "Twente": PlaceName("Twente", "in Twente"),
    "Achterhoek": PlaceName("Achterhoek", "in de Achterhoek"),
    "Arnhem/Nijmegen": PlaceName("Arnhem en Nijmegen", "in de regio Arnhem en Nijmegen"),
    "Rivierenland": PlaceName("Rivierenland", "in Rivierenland"),
    "Eem en Vallei": PlaceName("Eem en Vallei", "in Eem en Vallei"),
    "Noordwest-Veluwe": PlaceName("Noordwest-Veluwe", "op de Noordwest-Veluwe"),
    "Flevoland": PlaceName("Flevoland", "in Flevoland"),
    "Utrecht": PlaceName("Utrecht en omgeving", "in Utrecht en omgeving"),
    "Gooi en Vechtstreek": PlaceName("Gooi en Vechtstreek", "in het Gooi en de Vechtstreek"),
    "Agglomeratie Amsterdam": PlaceName("Amsterdam en omgeving", "in Amsterdam en omgeving"),
    "West-Friesland": PlaceName("West-Friesland", "in West-Friesland"),
    "Kop van Noord-Holland": PlaceName("Kop van Noord-Holland", "in de Kop van Noord-Holland"),
    "Alkmaar": PlaceName("Alkmaar en omgeving", "in Alkmaar en omgeving"),
    "Zuid-Kennemerland en IJmond": PlaceName("Zuid-Kennemerland en IJmond", "in Zuid-Kennemerland en de IJmond"),
    "Zuid-Holland-Noord": PlaceName("Zuid-Holland-Noord", "in Zuid-Holland-Noord"),
    "Zuid-Holland-Oost": PlaceName("Zuid-Holland-Oost", "in Zuid-Holland-Oost"),
    "Haaglanden/Westland": PlaceName("Haaglanden en Westland", "in Haaglanden en het Westland"),
    "Rijnmond": PlaceName("Rijnmond", "in Rijnmond"),
    "Zuid-Holland-Zuid": PlaceName("Zuid-Holland-Zuid", "in Zuid-Holland-Zuid"),
    "Oosterschelde Regio": PlaceName("Oosterschelderegio", "in de Oosterschelderegio"),
    "Walcheren": PlaceName("Walcheren", "op Walcheren"),
    "Zeeuwsch-Vlaanderen": PlaceName("Zeeuws-Vlaanderen", "in Zeeuws-Vlaanderen", "de Westerschelde"),
    "West-Brabant": PlaceName("West-Brabant", "in West-Brabant"),
    "Midden-Brabant": PlaceName("Midden-Brabant", "in Midden-Brabant"),
    "Noord-Oost-Brabant": PlaceName("Noordoost-Brabant", "in Noordoost-Brabant"),
    "Zuidoost-Brabant": PlaceName("Zuidoost-Brabant", "in Zuidoost-Brabant"),
    "Gewest Limburg-Noord": PlaceName("Noord- en Midden-Limburg", "in Noord- en Midden-Limburg"),
    "Gewest Zuid-Limburg": PlaceName("Zuid-Limburg", "in Zuid-Limburg"),
}  # fmt: skip
"""Name in the publisher's file of addresses -> what people say, in the order of the codes 01 to 39."""


def place_name(registered: str) -> PlaceName:
    """What people call a region, by its name in the register."""
    return _SAID.get(registered, plain_name(registered))


def plain_name(name: str) -> PlaceName:
    """A name that people say as it is written."""
    return PlaceName(name, f"in {name}")
