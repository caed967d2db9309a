"""Ten complete registers of the programme that make the print true, or another print; nothing in them is real.

They agree with one another: every region has grants and visits in every year from its first, and what is
settled and reclaimed follows from what was granted and advanced. Definitions that can differ do: 71 regions
at first and 78 in the end, less settled than granted, gifts that were not accepted, supporters who left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

YEARS = range(2020, 2025)
STARTS = {71: "2020-01-01", 77: "2020-08-01", 78: "2021-08-01"}
"""Number of regions -> the day since which there are so many."""
KINDS = ("materiaal", "personeel", "keuzevakken", "instroom", "leraren", "overig")
QUESTIONS = ("samenwerking", "uitstraling", "buitenschools leren", "beeldvorming", "kwaliteit")
ANSWERED = 51
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Figures:
    """The printed figures that registers can make true.

    Parameters
    ----------
    granted, given
        Euros, granted to and accepted from companies.
    shares
        Kind of location -> percentage that takes part.
    locations
        All that take part, of any kind of school.
    national, joint
        Meetings a year.
    days
        Of support, per region and year.
    viewers
        On average during a broadcast.
    """

    granted: Decimal
    given: Decimal
    regions: int
    shares: Mapping[str, int]
    locations: int
    national: int
    joint: int
    supporters: int
    days: int
    broadcasts: int
    views: int
    viewers: int


def registers(figures: Figures, offered: Mapping[str, set[str]]) -> dict[str, str]:
    """Register -> its text.

    Parameters
    ----------
    offered
        Location -> the kinds that it offers; of these locations some take part.
    """
    start = _starts(figures.regions)
    rows: dict[str, tuple[str, Iterator[Sequence[object]]]] = {
        "regios": (
            "regio_id naam soort penvoerder begindatum einddatum caribisch",
            _regions(start),
        ),
        "deelname": (
            "vestiging regio_id schoolsoort begindatum einddatum",
            _participants(figures, offered),
        ),
        "beschikkingen": ("kenmerk regio_id jaar soort bedrag datum", _grants(figures, start)),
        "cofinanciering": (
            "bewijsstuk regio_id jaar bedrijf vorm bedrag aanvaard",
            _gifts(figures, start),
        ),
        "activiteiten": (
            "activiteit_id regio_id jaar soort omschrijving begroot",
            (
                (f"{region}-{kind}", region, 2022, kind, "Een proef.", "1000.00")
                for region in start
                for kind in KINDS
            ),
        ),
        "bijeenkomsten": (
            "bijeenkomst_id datum soort titel aanwezigen",
            _meetings(figures),
        ),
        "ondersteuning": ("ondersteuner regio_id datum dagen", _visits(figures, start)),
        "sto_live": (
            "uitzending datum titel views kijkers_live_uniek kijkers_live_piek uitgelezen_op",
            _broadcasts(figures),
        ),
        "enquete": (
            "regio_id meetjaar vraag antwoord",
            (
                (region, 2024, question, 3 + number % 3)
                for number, region in enumerate([*start][:ANSWERED])
                for question in QUESTIONS
            ),
        ),
        "locaties": (
            "locatie_id regio_id soort naam jaar",
            (
                (f"{region}-{kind}", region, kind, "Een proef", 2022)
                for region in start
                for kind in ("techhub", "evenement")
            ),
        ),
    }
    return {name: _text(header, table) for name, (header, table) in rows.items()}


def _text(header: str, rows: Iterator[Sequence[object]]) -> str:
    lines = [header.split(), *rows]
    return "".join(";".join(map(str, line)) + "\n" for line in lines)


def _starts(regions: int) -> dict[str, str]:
    """Region -> its first day; there may be one more region than the days know."""
    each = (
        next((day for most, day in STARTS.items() if n <= most), "2022-01-01")
        for n in range(1, regions + 1)
    )
    return {f"V{number:02d}": day for number, day in enumerate(each, 1)}


def _years(day: str) -> range:
    return range(int(day[:4]), YEARS[-1] + 1)


def _regions(start: Mapping[str, str]) -> Iterator[Sequence[object]]:
    for region, day in start.items():
        overseas = "ja" if region == "V77" else "nee"
        yield region, f"Proef {region}", "techniekregio", "Bestuur", day, "", overseas


def _split(total: Decimal, parts: int) -> list[Decimal]:
    """Equal parts in whole cents; the first has what is left."""
    each = (total / parts).quantize(CENT, "ROUND_DOWN")
    return [total - each * (parts - 1), *[each] * (parts - 1)]


def _grants(figures: Figures, start: Mapping[str, str]) -> Iterator[Sequence[object]]:
    """Of each grant 98% is advanced, 97% spent and 96% settled, and the difference is reclaimed."""
    pairs = [(region, year) for region, day in start.items() for year in _years(day)]
    for (region, year), granted in zip(pairs, _split(figures.granted, len(pairs)), strict=True):
        advanced, spent, settled = (
            (granted * percent / 100).quantize(CENT) for percent in (98, 97, 96)
        )
        for kind, amount, day in (
            ("verleend", granted, f"{year - 1}-12-01"),
            ("bevoorschot", advanced, f"{year}-02-01"),
            ("besteed", spent, f"{year + 1}-03-01"),
            ("vastgesteld", settled, f"{year + 1}-06-01"),
            ("teruggevorderd", advanced - settled, f"{year + 1}-10-01"),
        ):
            yield f"{region}-{year}-{kind}", region, year, kind, amount, day


def _gifts(figures: Figures, start: Mapping[str, str]) -> Iterator[Sequence[object]]:
    """Of what is accepted 40% is money; a tenth on top of it is not accepted."""
    pairs = [(region, year) for region, day in start.items() for year in _years(day)]
    money = (figures.given * 4 / 10).quantize(CENT)
    parts = (
        ("geld", money, "ja"),
        ("natura", figures.given - money, "ja"),
        ("natura", (figures.given / 10).quantize(CENT), "nee"),
    )
    for number, (form, total, accepted) in enumerate(parts):
        for (region, year), amount in zip(pairs, _split(total, len(pairs)), strict=True):
            yield f"{region}-{year}-{number}", region, year, "Bedrijf", form, amount, accepted


def _participants(figures: Figures, offered: Mapping[str, set[str]]) -> Iterator[Sequence[object]]:
    """As many of each kind as the share asks for, technical locations first, and special schools for the rest."""
    everyone = {
        kind: [code for code, kinds in offered.items() if kind in kinds] for kind in figures.shares
    }
    room = {
        kind: round(len(everyone[kind]) * share / 100) for kind, share in figures.shares.items()
    }
    first = next(iter(figures.shares))
    ordered = sorted(
        offered, key=lambda code: (first not in offered[code], -len(offered[code]), code)
    )
    chosen = []
    for code in ordered:
        counted = offered[code] & room.keys()
        if counted and all(room[kind] for kind in counted):
            chosen.append(code)
            room.update({kind: room[kind] - 1 for kind in counted})
    assert not any(room.values()), room
    rest = figures.locations - len(chosen)
    assert rest > 0
    special = [f"98{chr(65 + n // 26)}{chr(65 + n % 26)}00" for n in range(rest)]
    for kind, codes in (("vmbo", chosen), ("vso", special)):
        for number, code in enumerate(codes):
            yield code, f"V{1 + number % 71:02d}", kind, "2020-01-01", ""


def _meetings(figures: Figures) -> Iterator[Sequence[object]]:
    for kind, each in (("landelijk", figures.national), ("bovenregionaal", figures.joint)):
        for year in YEARS:
            for number in range(each):
                day = f"{year}-{1 + number // 28:02d}-{1 + number % 28:02d}"
                yield f"{kind}-{year}-{number}", day, kind, "Een proef", 40


def _visits(figures: Figures, start: Mapping[str, str]) -> Iterator[Sequence[object]]:
    """A visit a day in November; in the last year the first two supporters have been replaced."""
    for number, (region, first) in enumerate(start.items()):
        for year in _years(first):
            own = 1 + number % figures.supporters
            who = own + figures.supporters if year == YEARS[-1] and own <= 2 else own
            for day in range(1, figures.days + 1):
                yield f"O{who:02d}", region, f"{year}-11-{day:02d}", "1.0"


def _broadcasts(figures: Figures) -> Iterator[Sequence[object]]:
    """Viewers are ten below or above the mean in turn, and at it in the last; not all watch at once."""
    views, rest = divmod(figures.views, figures.broadcasts)
    for number in range(figures.broadcasts):
        live = figures.viewers + (10, -10)[number % 2] * (
            number < figures.broadcasts - figures.broadcasts % 2
        )
        day = f"{YEARS[0] + number // 6}-{1 + number % 6:02d}-15"
        yield (
            f"U{number}",
            day,
            "Een proef",
            views + rest * (number == 0),
            live,
            live - 40,
            "2024-12-16",
        )
