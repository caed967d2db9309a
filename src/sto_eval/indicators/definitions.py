"""Definitions that a reader can compute with: the Dutch texts that chapters put into a record.

A text says the population, the numerator and denominator, where things are, how they are counted, and what
a masked count stands for. In a text for a family the name of the member takes the place of ``{}``.
"""

from __future__ import annotations

from typing import Final

_TRACKS: Final = "leerjaar 3 en 4 van bb, kb en gl"
_MASKED_PUPILS: Final = "Staat er <5, dan rekenen wij met 1 tot 4."
_BOUNDED: Final = (
    "Staat er <5, dan rekenen wij met 1 tot 4; zo ontstaan de ondergrens en de bovengrens."
)

_NEAR: Final = (
    "De leeftijdsgroep (population) en de straal in km (radius_km) staan bij de parameters. "
    f"Een vestiging heeft het profiel als er op de peildatum in {_TRACKS} samen ten minste één leerling in zit. "
    "Het punt van een postcode van vier cijfers is het gemiddelde van alle punten van die postcode. "
    "Het punt van een vestiging is dat van haar gebouw, en anders dat van haar postcode in het adressenbestand. "
    "Alle punten zijn omgerekend naar RD (EPSG:28992); het gemiddelde en de rechte lijn zijn daarin genomen. "
    "Wie precies op de straal woont, telt mee. "
    "Postcodes zonder punt tellen niet mee, en een geheim aantal inwoners telt als nul."
)
_HOME: Final = (
    "Een postcode hoort bij de gemeente waarin haar punt ligt. "
    "Een gemeente hoort bij de regio van de vestigingen in die gemeente, als die allemaal dezelfde regio hebben; "
    "anders hoort zij bij geen regio. "
    "De regio van een vestiging staat in het bestand dat de regio's indeelt; "
    "de gemeentenummers van DUO gebruiken wij niet."
)
REACH: Final = (
    "Inwoners van de leeftijdsgroep die binnen de straal van een vestiging met {} wonen, "
    f"gedeeld door alle inwoners van die groep. {_NEAR}"
)
REACH_IN_REGION: Final = (
    "Inwoners van de regio, van de leeftijdsgroep, die binnen de straal van een vestiging met {} wonen, "
    "gedeeld door alle inwoners van de regio van die groep. "
    f"De vestiging mag in een andere regio liggen. {_NEAR} {_HOME}"
)
WITHOUT_REGION: Final = (
    "Inwoners van de leeftijdsgroep (parameter population) die bij geen regio horen, "
    f"gedeeld door alle inwoners van die groep in Nederland. {_HOME} "
    "Een postcode zonder punt hoort bij geen regio, en een geheim aantal inwoners telt als nul."
)

_CANDIDATES: Final = (
    "Wij tellen de kolom TOTAAL van het schooljaar, van de opleidingen waarvan de naam begint met VMBO B, "
    "VMBO LWT (leerwerktraject, hoort bij basis), VMBO K of VMBO G. "
    f"Technisch is de opleiding die daarachter 'techniek' heet. {_BOUNDED}"
)
CANDIDATES: Final = f"Technische kandidaten van bb, kb en gl in schooljaar {{}}. {_CANDIDATES}"
CANDIDATE_SHARE: Final = f"Technische kandidaten gedeeld door alle kandidaten van bb, kb en gl in schooljaar {{}}. {_CANDIDATES}"
_CHANGE: Final = "Technische kandidaten gedeeld door alle kandidaten van bb, kb en gl: "
CHANGE_BEFORE: Final = (
    f"{_CHANGE}het laatste schooljaar voor het programma min het eerste. {_CANDIDATES}"
)
CHANGE_DURING: Final = (
    f"{_CHANGE}het laatste schooljaar in het programma min het eerste. {_CANDIDATES}"
)
CHANGE_IN_REGION: Final = f"Op vestigingen in de regio. {CHANGE_DURING}"
CANDIDATES_BY_PROGRAMME: Final = (
    f"Technische kandidaten volgens examenkandidaten en geslaagden. {_CANDIDATES}"
)
_BY_PROFILE: Final = f"Wij tellen de leerwegen BL, KL en GL. {_BOUNDED}"
CANDIDATES_BY_PROFILE: Final = (
    f"Kandidaten met VMBO SECTOR techniek, volgens geslaagden, gezakten en cijfers. {_BY_PROFILE}"
)
SHARE_BY_PROFILE: Final = (
    "Kandidaten met VMBO SECTOR techniek gedeeld door alle kandidaten, volgens geslaagden, gezakten en "
    f"cijfers. {_BY_PROFILE}"
)

INFLOW: Final = (
    "Leerlingen in de sector Techniek gedeeld door alle leerlingen van bb, kb en gl, in leerjaar 3 "
    f"op 1 oktober {{}}. {_MASKED_PUPILS}"
)
INFLOW_BY_PROFILE: Final = (
    "Leerlingen in {} gedeeld door alle leerlingen van bb, kb en gl, in leerjaar 3 op 1 oktober. "
    f"{_MASKED_PUPILS}"
)
INFLOW_IN_REGION: Final = (
    "Leerlingen in de sector Techniek gedeeld door alle leerlingen van bb, kb en gl, in leerjaar 3, "
    "op vestigingen in de regio. Dit is: {}. "
    f"'Instroom' is die op de laatste peildatum, 'instroom eerst' die op de eerste. {_MASKED_PUPILS}"
)
SECTOR_SHARE: Final = (
    f"Leerlingen in de sector Techniek gedeeld door alle leerlingen, in {_TRACKS} op 1 oktober {{}}. "
    f"{_MASKED_PUPILS}"
)

LOCATIONS: Final = (
    "Vestigingen met ten minste één leerling (parameter minimum) in een van de vijf technische profielen, "
    f"in {_TRACKS} samen."
)
LOCATIONS_BY_PROFILE: Final = (
    f"Vestigingen met ten minste één leerling (parameter minimum) in {{}}, in {_TRACKS} samen. "
    f"{_MASKED_PUPILS}"
)
LOCATIONS_IN_REGION: Final = f"Vestigingen in de regio met ten minste één leerling in {{}}, in {_TRACKS} samen. {_MASKED_PUPILS}"
TECHNICAL_IN_REGION: Final = (
    f"In de regio, in een van de vijf technische profielen, in {_TRACKS}: {{}}. "
    "'Technisch' is het aantal vestigingen met ten minste één leerling daarin; 'leerlingen' is het aantal "
    "leerlingen daarin. Heeft een vestiging in een profiel 1 tot en met 4 leerlingen, dan rekenen wij bij "
    "'leerlingen' met 1 tot 4, ook als het bestand het precieze aantal geeft; daarna tellen wij op."
)
_CHANGES: Final = (
    f"Het gaat om vestigingen met leerlingen in de sector Techniek, in {_TRACKS}. "
    "Wij vergelijken de eerste en de laatste telling voor het programma. "
    "Behouden: bij beide. Verdwenen: alleen bij de eerste. Nieuw: alleen bij de laatste."
)
SECTOR_CHANGES: Final = f"Vestigingen: {{}}. {_CHANGES} Verdwenen maar open: verdwenen, en bij de laatste telling met andere leerlingen."
SECTOR_CHANGES_IN_REGION: Final = f"Vestigingen in de regio: {{}}. {_CHANGES}"

_KINDS: Final = (
    "Techniek: leerlingen van bb, kb of gl in een van de vijf technische profielen, in leerjaar 3 of 4. "
    "Niet-techniek: leerlingen van bb, kb of gl in een profiel buiten de sector Techniek, in leerjaar 3 of 4; "
    "de vakmanschapsroute techniek hoort dus bij geen van beide. "
    "Theoretisch: leerlingen van VMBO TL in leerjaar 3 of 4. "
    "Praktijk: leerlingen van het praktijkonderwijs in alle leerjaren. Staat er <5, dan telt dat als 1."
)
LOCATIONS_BY_KIND: Final = f"Vestigingen met ten minste één leerling van de soort {{}}. {_KINDS}"
PARTICIPATION: Final = (
    "Deelnemende vestigingen gedeeld door alle vestigingen met leerlingen van de soort {}, "
    f"met of zonder een andere soort ernaast. {_KINDS}"
)
POSSIBLE_UNION: Final = (
    "Kleinste en grootste aantal deelnemende vestigingen zonder vso, als elk gedrukt percentage binnen zijn "
    "afronding klopt. Van elke groep vestigingen met dezelfde soorten kan elk aantal meedoen, ook van "
    "vestigingen met alleen praktijkonderwijs. Niet-techniek en theoretisch zijn op twee manieren te lezen: "
    "met of zonder een andere soort ernaast (ook), of zonder (alleen). Alleen niet-techniek is: geen techniek. "
    "Alleen theoretisch is: geen techniek en geen niet-techniek. Wij berekenen alle combinaties; de ruimste "
    f"grenzen tellen. {_KINDS}"
)
