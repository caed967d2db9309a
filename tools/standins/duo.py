"""DUO's made-up files, in its real layouts: pupils, addresses, exams by programme, results by profile."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from tools.standins.geography import PROVINCES
from tools.standins.schools import Programme

SEXES = ("MAN", "VROUW")
TYPE = "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"
PUPIL_HEAD = [
    "BRIN NUMMER", "VESTIGINGSNUMMER", "INSTELLINGSNAAM VESTIGING", "PLAATSNAAM VESTIGING",
    "PROVINCIE VESTIGING", TYPE, "VMBO SECTOR", "AFDELING", "ELEMENTCODE", "OPLEIDINGSNAAM",
]  # fmt: skip
COUNTS = [f"LEER- OF VERBLIJFSJAAR {year} - {sex}" for year in range(1, 7) for sex in SEXES]
ADDRESS_HEAD = [
    "PROVINCIE", "BEVOEGD GEZAG NUMMER", "BRIN NUMMER", "VESTIGINGSNUMMER", "VESTIGINGSNAAM",
    "STRAATNAAM", "HUISNUMMER-TOEVOEGING", "POSTCODE", "PLAATSNAAM", "GEMEENTENUMMER",
    "GEMEENTENAAM", "DENOMINATIE", "TELEFOONNUMMER", "INTERNETADRES", "ONDERWIJSSTRUCTUUR",
    "STRAATNAAM CORRESPONDENTIEADRES", "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES",
    "POSTCODE CORRESPONDENTIEADRES", "PLAATSNAAM CORRESPONDENTIEADRES", "NODAAL GEBIED CODE",
    "NODAAL GEBIED NAAM", "RPA-GEBIED CODE", "RPA-GEBIED NAAM", "WGR-GEBIED CODE",
    "WGR-GEBIED NAAM", "COROPGEBIED CODE", "COROPGEBIED NAAM", "ONDERWIJSGEBIED CODE",
    "ONDERWIJSGEBIED NAAM", "RMC-REGIO CODE", "RMC-REGIO NAAM",
]  # fmt: skip
RESULT_HEAD = [
    "BRIN NUMMER", "VESTIGINGSNUMMER", "INSTELLINGSNAAM VESTIGING", "GEMEENTENAAM VESTIGING",
    "PROVINCIE VESTIGING", "ONDERWIJSTYPE VO", "LEERWEG VMBO", "VMBO SECTOR", "AFDELING",
    "EXAMENKANDIDATEN", "GESLAAGDEN", "GEZAKTEN", "GEMIDDELD CIJFER SCHOOLEXAMEN",
    "GEMIDDELD CIJFER CENTRAAL EXAMEN", "GEMIDDELD CIJFER CIJFERLIJST",
]  # fmt: skip
OLD_DEPARTMENT = "Techniek Breed"
SUPPORTED = 0.3
"""Share of pupils with learning support (lwoo) in the old layout."""

Row = Sequence[object]
Exams = pd.DataFrame
School = Mapping[Hashable, Any]


def pupils(schools: pd.DataFrame, offer: Iterable[Programme]) -> str:
    """The layout of 2017 to 2020: LF, padded codes, unmasked counts."""
    known = schools.to_dict("records")
    rows = (
        [
            *_place(known[p.location], padded=True),
            p.kind,
            p.sector,
            p.profile,
            p.code,
            p.name,
            *p.pupils.flat,
        ]
        for p in offer
    )
    return _lines([*PUPIL_HEAD, *COUNTS], rows, "\n")


def pupils_with_support(
    schools: pd.DataFrame,
    offer: Iterable[Programme],
    chance: np.random.Generator,
    *,
    padded: bool = False,
) -> str:
    """The layout of 2016 and 2017: CRLF, rows split by support, old departments in year 4.

    Codes are ``padded`` in 2017 only.
    """
    head = [*PUPIL_HEAD[:6], "LWOO INDICATIE", *PUPIL_HEAD[6:], *COUNTS]
    return _lines(head, _split_rows(schools, offer, chance, padded=padded), "\r\n")


def _split_rows(
    schools: pd.DataFrame,
    offer: Iterable[Programme],
    chance: np.random.Generator,
    *,
    padded: bool,
) -> Iterator[Row]:
    known = schools.to_dict("records")
    for programme in offer:
        place = _place(known[programme.location], padded=padded)
        supported = chance.binomial(programme.pupils, SUPPORTED)
        for flag, counts in (("J", supported), ("N", programme.pupils - supported)):
            for profile, name, code, part in _departments(programme, counts):
                if part.sum():
                    yield [
                        *place,
                        programme.kind,
                        flag,
                        programme.sector,
                        profile,
                        code,
                        name,
                        *part.flat,
                    ]


def _departments(
    programme: Programme, counts: np.ndarray
) -> Iterator[tuple[str, str, str, np.ndarray]]:
    """A technical programme is a profile in year 3 and an old department in year 4."""
    code = programme.code.lstrip("0")
    if programme.sector != "Techniek" or not programme.exam:
        yield programme.profile, programme.name, code, counts
        return
    third, fourth = counts.copy(), counts.copy()
    third[3], fourth[:3] = 0, 0
    yield programme.profile, programme.name, code, third
    yield OLD_DEPARTMENT, f"{programme.name} ({OLD_DEPARTMENT})", f"7{code[1:]}", fourth


def _region(province: str) -> tuple[str, str]:
    """Code and name of a made-up RMC region: one per province."""
    number = list(PROVINCES).index(province) + 1
    return f"{number:02d}", f"Voorbeeldregio {PROVINCES[province][1]}"


def addresses(schools: pd.DataFrame, left_out: Sequence[int]) -> str:
    """Addresses of all but a few locations; missing phone and web padded with blanks, as published."""
    rows = (
        [
            PROVINCES[school["province"]][1], "99999", school["code"][:4], school["code"], school["title"],
            "Voorbeeldstraat", number + 1, school["postcode"], school["name"].upper(), "9999",
            school["name"].upper(), "Openbaar", " " * 10, " " * 80, "VBO/MAVO", "Voorbeeldstraat",
            number + 1, school["postcode"], school["name"].upper(), *["99", "Voorbeeld"] * 5, *_region(str(school["province"])),
        ]
        for number, school in enumerate(schools.to_dict("records"))
        if number not in left_out
    )  # fmt: skip
    return _lines(ADDRESS_HEAD, rows, "\n")


def candidates(offer: Iterable[Programme], chance: np.random.Generator) -> Exams:
    """Exam candidates and passes per location, track, sector and profile: nearly all fourth-year pupils."""
    rows = []
    for programme in offer:
        if not programme.kind.startswith("VMBO"):
            continue
        boys_girls = chance.binomial(programme.pupils[3], 0.97)
        passed = chance.binomial(boys_girls, 0.96)
        rows.append(
            (
                programme.location,
                programme.track,
                programme.sector,
                programme.exam,
                *boys_girls,
                *passed,
            )
        )
    names = ["location", "track", "sector", "profile", "man", "vrouw", "man_passed", "vrouw_passed"]
    return pd.DataFrame(rows, columns=names)


def exams(schools: pd.DataFrame, years: Mapping[str, Exams], *, masked: bool) -> str:
    """Five school years side by side, by sector; the newer layout is quoted, masked, without unknown sex."""
    sexes = ("MAN", "VROUW", "TOTAAL") if masked else ("MAN", "VROUW", "ONBEKEND", "TOTAAL")
    head = ["INSTELLINGSCODE", "VESTIGINGSCODE"] if masked else ["BRIN NUMMER", "VESTIGINGSNUMMER"]
    head += [
        "INSTELLINGSNAAM VESTIGING",
        "GEMEENTENAAM",
        "ONDERWIJSTYPE VO",
        "INSPECTIECODE",
        "OPLEIDINGSNAAM",
    ]
    head += [
        f"{what} SCHOOLJAAR {year} - {sex}"
        for year in years
        for sex in sexes
        for what in ("EXAMENKANDIDATEN", "GESLAAGDEN", "SLAAGPERC")
    ]
    key = ["location", "track", "sector"]
    sums = {year: _sums(table, key) for year, table in years.items()}
    shown = _masked_cells if masked else _plain_cells
    known = schools.to_dict("records")
    rows = (
        [
            *_exam_place(known[names[0]], *names[1:]),
            *(cell for year in sums for cell in shown(sums[year][names])),
        ]
        for names in next(iter(sums.values()))
    )
    return _lines(head, rows, "\r\n" if masked else "\n", quoted=masked)


def results(schools: pd.DataFrame, table: Exams, central: str = "6,4") -> str:
    """Results of one school year by profile; ``central`` is every mark of the central exam."""
    rows, known = [], schools.to_dict("records")
    for row in table.to_dict("records"):
        school = known[row["location"]]
        total, passed = row["man"] + row["vrouw"], row["man_passed"] + row["vrouw_passed"]
        sector = "" if row["sector"] == "N.v.t." else row["sector"]
        place = [
            school["code"][:4],
            school["code"],
            school["title"],
            school["name"].upper(),
            PROVINCES[school["province"]][1],
        ]
        rows.append(
            [
                *place,
                "VMBO",
                row["track"],
                sector,
                row["profile"],
                total,
                passed,
                total - passed,
                "6,5",
                central,
                "6,5",
            ]
        )
    return _lines(RESULT_HEAD, rows, "\n")


def _sums(table: Exams, key: list[str]) -> dict[tuple[int, str, str], dict[str, int]]:
    """Candidates and passes over the profiles of a sector: key -> column -> count."""
    summed = table.groupby(key).sum(numeric_only=True)
    counts = summed.to_numpy().tolist()
    return dict(
        zip(
            summed.index.to_list(),
            (dict(zip(summed.columns, row, strict=True)) for row in counts),
            strict=True,
        )
    )


def _place(school: School, *, padded: bool) -> list[str]:
    code = school["code"]
    number = code[4:] if padded else str(int(code[4:]))
    return [
        school["code"][:4],
        number,
        school["title"],
        school["name"].upper(),
        PROVINCES[school["province"]][1],
    ]


def _exam_place(school: School, track: str, sector: str) -> list[str]:
    letter = {"BL": "B", "KL": "K", "GL": "G"}.get(track, "T")
    code = str(100 + sum(map(ord, track + sector)) % 800)
    programme = f"VMBO {letter} - {sector.casefold()}"
    return [
        school["code"][:4],
        school["code"],
        school["title"],
        school["name"].upper(),
        "VMBO",
        code,
        programme,
    ]


def _plain_cells(row: Mapping[str, int]) -> list[str]:
    """Man, woman, unknown and total: candidates, passes and a percentage with a decimal comma."""
    pairs = [(row["man"], row["man_passed"]), (row["vrouw"], row["vrouw_passed"]), (0, 0)]
    pairs.append((row["man"] + row["vrouw"], row["man_passed"] + row["vrouw_passed"]))
    return [text for a, b in pairs for text in (str(a), str(b), _percent(a, b, ",", "%") or ",0%")]


def _masked_cells(row: Mapping[str, int]) -> list[str]:
    pairs = [(row["man"], row["man_passed"]), (row["vrouw"], row["vrouw_passed"])]
    pairs.append((row["man"] + row["vrouw"], row["man_passed"] + row["vrouw_passed"]))
    return [text for a, b in pairs for text in (_hidden(a), _hidden(b), _percent(a, b, ".", ""))]


def _hidden(count: int) -> str:
    return "<5" if 0 < count < 5 else str(count)


def _percent(candidates_: int, passed: int, point: str, sign: str) -> str:
    return f"{100 * passed / candidates_:.1f}{sign}".replace(".", point) if candidates_ else ""


def _lines(head: Sequence[str], rows: Iterable[Row], end: str, *, quoted: bool = False) -> str:
    dress: Callable[[object], str] = (lambda cell: f'"{cell}"') if quoted else str
    return "".join(";".join(map(dress, row)) + end for row in (head, *rows))
