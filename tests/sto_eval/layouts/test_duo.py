"""DUO's tables: every vintage gives the same columns, and every fault is named."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest

from recount.layouts.layout import ParsedFile
from sto_eval.layouts.duo_leerlingen import COUNTS
from sto_eval.programme import PROGRAMME

Rows = Sequence[Mapping[str, str]]


def text(rows: Rows, mark: str = ";", end: str = "\n", *, quoted: bool = False) -> str:
    """Rows as delimited text."""
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.DictWriter(out, list(rows[0]), delimiter=mark, lineterminator=end, quoting=quoting)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def pupils(
    number: str = "00", programme: str = "6111", count: str = "7", **more: str
) -> dict[str, str]:
    """A row of the pupils file: ``count`` boys in year 3 and nobody else."""
    base = {
        "BRIN NUMMER": "90AA",
        "VESTIGINGSNUMMER": number,
        "INSTELLINGSNAAM VESTIGING": "Voorbeeldschool",
        "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR": "VMBO BL lj 3-4",
        "VMBO SECTOR": "Techniek",
        "AFDELING": "Bouwen",
        "ELEMENTCODE": programme,
        "OPLEIDINGSNAAM": "BB Bouwen",
    }
    return base | dict.fromkeys(COUNTS, "0") | {COUNTS[4]: count} | more


def renamed(row: Mapping[str, str], **names: str) -> dict[str, str]:
    """The row with some columns renamed; underscores stand for blanks."""
    new = {old.replace("_", " "): name for old, name in names.items()}
    return {new.get(name, name): value for name, value in row.items()}


def address(number: str = "90AA00", **more: str) -> dict[str, str]:
    """A row of the address file."""
    base = {
        "BRIN NUMMER": "90AA",
        "VESTIGINGSNUMMER": number,
        "VESTIGINGSNAAM": "Voorbeeldschool  ",
        "POSTCODE": "1234 AB",
        "PLAATSNAAM": "DORP",
        "RMC-REGIO CODE": "01",
        "RMC-REGIO NAAM": "VOORBEELD",
        "TELEFOONNUMMER": "          ",
        "ONDERWIJSSTRUCTUUR": "VBO",
    }
    return base | more


def exam(*cells: str, code: str = "90AA00", inspection: str = "60") -> dict[str, str]:
    """A row of the exam file: one block of candidates, passes and percentage."""
    block = "SCHOOLJAAR 1000-1001 - TOTAAL"
    base = {
        "BRIN NUMMER": "90AA",
        "VESTIGINGSNUMMER": code,
        "INSTELLINGSNAAM VESTIGING": "Voorbeeldschool",
        "ONDERWIJSTYPE VO": "VMBO",
        "INSPECTIECODE": inspection,
        "OPLEIDINGSNAAM": "VMBO B - techniek",
    }
    names = [f"{kind} {block}" for kind in ("EXAMENKANDIDATEN", "GESLAAGDEN", "SLAAGPERC")]
    return base | dict(zip(names, cells, strict=True))


def result(profile: str = "PIE", candidates: str = "12", mark: str = "6,4") -> dict[str, str]:
    """A row of the exam results."""
    base = {
        "BRIN NUMMER": "90AA", "VESTIGINGSNUMMER": "90AA00", "ONDERWIJSTYPE VO": "VMBO",
        "LEERWEG VMBO": "BL", "VMBO SECTOR": "Techniek", "AFDELING": profile,
    }  # fmt: skip
    numbers = {"EXAMENKANDIDATEN": candidates, "GESLAAGDEN": "11", "GEZAKTEN": "1"}
    kinds = ("SCHOOLEXAMEN", "CENTRAAL EXAMEN", "CIJFERLIJST")
    return base | numbers | {f"GEMIDDELD CIJFER {kind}": mark for kind in kinds}


@pytest.fixture
def read(write: Callable[..., Path]) -> Callable[..., ParsedFile]:
    """Write rows in some form, and read them with a layout."""

    def sheet(layout: str, rows: Rows, encoding: str = "latin-1", **form: object) -> ParsedFile:
        return PROGRAMME.layouts[layout].read(write("a.csv", text(rows, **form), encoding))

    return sheet


def test_pupils_have_counts_and_a_location(read: Callable[..., ParsedFile]) -> None:
    """Seven boys in year 3, at location 90AA00; all rows are accounted for."""
    sheet = read("duo-leerlingen", [pupils(), pupils("01")])
    assert sheet.table[COUNTS].sum().sum() == 14
    assert sheet.table["vestiging"].tolist() == ["90AA00", "90AA01"]
    assert (sheet.rows_in, sheet.rows_out, dict(sheet.left_out)) == (2, 2, {})


def test_the_vintage_with_learning_support_splits_rows(read: Callable[..., ParsedFile]) -> None:
    """Numbers are not padded, and the same programme occurs with and without support."""
    rows = [pupils("1", "46", **{"LWOO INDICATIE": sign}) for sign in "JN"]
    assert read("duo-leerlingen", rows).table["vestiging"].tolist() == ["90AA01", "90AA01"]


def test_the_masked_vintage_has_other_names(read: Callable[..., ParsedFile]) -> None:
    """Renamed columns, <5, and a new column: all keep the publisher's name."""
    row = renamed(
        pupils(count="<5"), BRIN_NUMMER="INSTELLINGSCODE", ELEMENTCODE="ERKENDE OPLEIDINGSCODE"
    )
    row["SAMENWERKINGSVERBAND PASSEND ONDERWIJS VO"] = "VO9901"
    table = read("duo-leerlingen", [row], "utf-8-sig", end="\r\n").table
    assert table[COUNTS].isna().sum().sum() == 1
    assert set(row) | {"vestiging"} == set(table)


def test_the_portal_shows_a_masked_count_as_four(read: Callable[..., ParsedFile]) -> None:
    """Quoted with commas a 4 is masked; with semicolons a 4 is four pupils."""
    rows = [pupils(count="4")]
    portal = read("duo-leerlingen", rows, mark=",", quoted=True).table
    assert portal[COUNTS[4]].isna().all()
    assert read("duo-leerlingen", rows).table[COUNTS[4]].tolist() == [4]


@pytest.mark.parametrize(
    ("second", "doubled"),
    [
        (pupils(), True),
        (pupils(**{"INSTELLINGSNAAM VESTIGING": "Andere naam"}), True),
        (pupils(programme="6112"), False),
        (pupils(AFDELING="Zorg"), False),
    ],
)
def test_the_same_programme_at_a_location_twice_is_refused(
    read: Callable[..., ParsedFile],
    fault: Callable[..., object],
    second: dict[str, str],
    doubled: bool,
) -> None:
    """The same programme twice is a fault, whatever the location's name; another programme is another row."""
    rows = [pupils(), second]
    if doubled:
        assert fault(lambda: read("duo-leerlingen", rows)).what == "a key is doubled"
    else:
        assert read("duo-leerlingen", rows).rows_out == 2


@pytest.mark.parametrize("cell", ["", "-3", "veel", "3,5"])
def test_an_invalid_count_is_named(
    read: Callable[..., ParsedFile], fault: Callable[..., object], cell: str
) -> None:
    """Line 3 of the file, and the name of the column."""
    error = fault(lambda: read("duo-leerlingen", [pupils(), pupils("01", count=cell)]))
    assert (error.where, error.found) == (f"a.csv line 3, column '{COUNTS[4]}'", repr(cell))


def test_a_renamed_programme_code_is_named(
    read: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """DUO renamed it once and may again."""
    row = renamed(pupils(), ELEMENTCODE="ERKENDE OPLEIDINGCODE")
    error = fault(lambda: read("duo-leerlingen", [row]))
    assert error.what == "column 'ELEMENTCODE' or 'ERKENDE OPLEIDINGSCODE' is missing"
    assert "the closest is 'ERKENDE OPLEIDINGCODE'" in error.found


def test_a_wrong_location_is_named(
    read: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """A location number that is not a number."""
    error = fault(lambda: read("duo-leerlingen", [pupils("x")]))
    assert (error.where, error.found) == ("a.csv line 2, column 'vestiging'", "'90AA0x'")


@pytest.mark.parametrize("number", ["90AA00", "00", "0"])
def test_addresses_in_each_form(read: Callable[..., ParsedFile], number: str) -> None:
    """Blanks are stripped, and every form gives the same location."""
    table = read("duo-adressen", [address(number)]).table
    row = table.loc[2]
    assert (row["vestiging"], row["TELEFOONNUMMER"]) == ("90AA00", "")
    assert row["VESTIGINGSNAAM"] == "Voorbeeldschool"


def test_addresses_of_the_later_form(read: Callable[..., ParsedFile]) -> None:
    """INSTELLINGSCODE and VESTIGINGSCODE."""
    row = renamed(address(), BRIN_NUMMER="INSTELLINGSCODE", VESTIGINGSNUMMER="VESTIGINGSCODE")
    assert read("duo-adressen", [row]).table["vestiging"].tolist() == ["90AA00"]


def test_a_doubled_location_is_refused(
    read: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """An address file has each location once, whatever form its code has."""
    error = fault(lambda: read("duo-adressen", [address(), address("00")]))
    assert (error.what, error.where) == ("a key is doubled", "a.csv line 3")


@pytest.mark.parametrize("postcode", ["0234 AB", "1234", "1234 ab", ""])
def test_a_bad_postcode_is_refused(
    read: Callable[..., ParsedFile], fault: Callable[..., object], postcode: str
) -> None:
    """Four digits, the first not 0, and two capitals."""
    error = fault(lambda: read("duo-adressen", [address(POSTCODE=postcode)]))
    assert error.where == "a.csv line 2, column 'POSTCODE'"


@pytest.mark.parametrize(
    ("cells", "rate"),
    [
        (("8", "6", "75,0%"), 75),
        (("8", "6", "75"), 75),
        (("<5", "<5", "66.7"), 66.7),
        (("3", "0", ",0%"), 0),
        (("<5", "0", "0"), 0),
        (("0", "0", ",0%"), None),
        (("0", "0", "0"), None),
        (("0", "0", ""), None),
    ],
)
def test_a_percentage_of_nobody_is_missing(
    read: Callable[..., ParsedFile], cells: tuple[str, ...], rate: float | None
) -> None:
    """Three candidates and no passes give 0%; without candidates any written percentage is missing."""
    column = read("duo-examens", [exam(*cells)]).table.filter(like="SLAAGPERC").iloc[:, 0]
    assert column.dtype == float
    assert [None if v != v else v for v in column] == [rate]  # noqa: PLR0124 - only NaN differs from itself


def test_exam_counts_are_counts(read: Callable[..., ParsedFile]) -> None:
    """<5 is missing, and both vintages give the same location code."""
    later = renamed(
        exam("<5", "3", "75"), BRIN_NUMMER="INSTELLINGSCODE", VESTIGINGSNUMMER="VESTIGINGSCODE"
    )
    table = read("duo-examens", [later], "utf-8", end="\r\n", quoted=True).table
    assert table.filter(like="EXAMENKANDIDATEN").isna().all(axis=None)
    assert table["vestiging"].tolist() == ["90AA00"]


def test_half_a_block_is_refused(
    read: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """Candidates without passes: the missing column is named."""
    row = {name: cell for name, cell in exam("8", "6", "75").items() if not name.startswith("GESL")}
    assert (
        "GESLAAGDEN SCHOOLJAAR 1000-1001 - TOTAAL" in fault(lambda: read("duo-examens", [row])).what
    )


def test_no_block_at_all_is_refused(
    read: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """A file of programmes without a single count."""
    row = {name: cell for name, cell in exam("8", "6", "75").items() if "SCHOOLJAAR" not in name}
    assert "EXAMENKANDIDATEN" in fault(lambda: read("duo-examens", [row])).what


def test_a_programme_twice_is_refused(
    read: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """One row per location and programme."""
    rows = [exam("8", "6", "75"), exam("1", "1", "100")]
    assert fault(lambda: read("duo-examens", rows)).what == "a key is doubled"


def test_results_have_marks(read: Callable[..., ParsedFile]) -> None:
    """A decimal comma; an absent mark is missing."""
    few = result("BWI", "<5", "") | {"GESLAAGDEN": "3", "GEZAKTEN": "<5"}
    table = read("duo-examenresultaten", [result(), few]).table
    marks = table["GEMIDDELD CIJFER CIJFERLIJST"]
    assert (marks.loc[2], marks.isna().tolist()) == (6.4, [False, True])
    assert table["EXAMENKANDIDATEN"].isna().tolist() == [False, True]


@pytest.mark.parametrize("mark", ["", "<5", "x", ",0", "0"])
def test_a_mark_that_was_not_given_is_missing(read: Callable[..., ParsedFile], mark: str) -> None:
    """Withheld for few candidates, or a year without a central exam: never a mark of zero."""
    table = read("duo-examenresultaten", [result(mark=mark)]).table
    assert table["GEMIDDELD CIJFER CENTRAAL EXAMEN"].isna().all()


@pytest.mark.parametrize("school", ["BRIN NUMMER", "INSTELLINGSCODE", "INSTELLING"])
@pytest.mark.parametrize("number", ["0", "00", "90AA00"])
def test_results_of_every_vintage_have_a_location(
    read: Callable[..., ParsedFile], school: str, number: str
) -> None:
    """A number or a whole code, under each name that DUO gave the school."""
    row = renamed(result(), BRIN_NUMMER=school) | {"VESTIGINGSNUMMER": number}
    assert read("duo-examenresultaten", [row]).table["vestiging"].tolist() == ["90AA00"]


@pytest.mark.parametrize("mark", ["11", "zes", "6,4,1"])
def test_an_invalid_mark_is_refused(
    read: Callable[..., ParsedFile], fault: Callable[..., object], mark: str
) -> None:
    """Marks go up to 10."""
    error = fault(lambda: read("duo-examenresultaten", [result(mark=mark)]))
    assert error.where == "a.csv line 2, column 'GEMIDDELD CIJFER SCHOOLEXAMEN'"


def test_a_profile_twice_is_refused(
    read: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """One row per location, pathway and profile."""
    assert (
        fault(lambda: read("duo-examenresultaten", [result(), result()])).what == "a key is doubled"
    )


@pytest.mark.parametrize(
    ("candidates", "passes", "sound"),
    [("8", "8", True), ("8", "9", False), ("<5", "4", True), ("<5", "5", False), ("0", "<5", False)],
)  # fmt: skip
def test_passes_cannot_exceed_candidates(
    read: Callable[..., ParsedFile], fault: Callable[..., object], candidates: str, passes: str, sound: bool
) -> None:  # fmt: skip
    """A masked count is one to four: swapped or duplicated columns are refused."""
    row = exam(candidates, passes, "75")
    if sound:
        assert read("duo-examens", [row]).rows_in == 1
    else:
        where = fault(lambda: read("duo-examens", [row])).where
        assert where == "a.csv line 2, column 'GESLAAGDEN SCHOOLJAAR 1000-1001 - TOTAAL'"


def test_passes_and_failures_are_at_most_the_candidates(
    read: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """Eleven and one of eleven, or of a masked count, which is at most four."""
    for candidates in ("11", "<5"):
        row = result(candidates=candidates)
        error = fault(lambda row=row: read("duo-examenresultaten", [row]))
        assert error.expected == "with GEZAKTEN at most EXAMENKANDIDATEN"


def test_a_layout_reads_the_year_of_its_file() -> None:
    """For pupils the first year of a period; for exams and forecasts also the years in columns and rows."""
    pupils_layout, exams = PROGRAMME.layouts["duo-leerlingen"], PROGRAMME.layouts["duo-examens"]
    none = ParsedFile(pd.DataFrame(), 0)
    assert [*pupils_layout.years(Path("l-2017-2018.csv"), none).values()] == [2017]
    columns = [f"EXAMENKANDIDATEN SCHOOLJAAR {n}-{n + 1} - MAN" for n in (2022, 2023)]
    sheet = ParsedFile(pd.DataFrame(columns=columns), 0)
    assert [*exams.years(Path("e-2019-2023.csv"), sheet).values()] == [2024, 2023]
    forecast = ParsedFile(pd.DataFrame({"JAAR": [2031, 2030]}), 2)
    assert [*PROGRAMME.layouts["duo-prognoses"].years(Path("v.csv"), forecast).values()] == [2030]


def succession(old: str = "90AA00", new: str = "90AB00", day: str = "1-8-2007", **more: str) -> str:
    """A line of the successions; texts are quoted, the header and the day are not."""
    cells = {"old": old, "function": "D", "kind": "VST", "law": "WVO", "new": new} | more
    texts = [f'"{cells[name]}"' for name in ("old", "function", "kind", "law")]
    after = [f'"{cells[name]}"' for name in ("new", "function", "kind", "law")]
    return ",".join([*texts, *after, day, '"F"', '"Fusie"', '"J"', '"H"'])


SUCCESSIONS = ",".join(
    [
        "NR_ADMIN_VAN", "CODE_FUNCTIE_VAN", "CODE_SOORT_VAN", "CODE_WET_VAN", "NR_ADMIN_NAAR",
        "CODE_FUNCTIE_NAAR", "CODE_SOORT_NAAR", "CODE_WET_NAAR", "DT_OVERGANG", "CODE_OVERGANG",
        "NAAM_OVERGANG", "IND_VOLLEDIG", "CODE_STAND_RECORD",
    ]
)  # fmt: skip


@pytest.fixture
def read_successions(write: Callable[..., Path]) -> Callable[..., ParsedFile]:
    """Write successions as DUO does, and read them."""

    def sheet(*lines: str) -> ParsedFile:
        content = "\r\n".join([SUCCESSIONS, *lines, ""])
        path = write("OVERGANGEN_20250113.csv", content, "utf-8-sig")
        return PROGRAMME.layouts["duo-overgangen"].read(path)

    return sheet


def test_a_succession_has_two_codes_and_a_day(read_successions: Callable[..., ParsedFile]) -> None:
    """A location, a school and a board, in the order of the file; a day has no padding."""
    lines = [succession(), succession("90AB00", "90AC01", "31-12-2010"), succession("12-2", "711")]
    table = read_successions(*lines).table
    assert table["NR_ADMIN_VAN"].tolist() == ["90AA00", "90AB00", "12-2"]
    assert [str(day.date()) for day in table["DT_OVERGANG"]] == [
        "2007-08-01", "2010-12-31", "2007-08-01",
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["2007-08-01", "31-6-2007", "", "8-2007"])
def test_a_day_in_another_form_is_refused(
    read_successions: Callable[..., ParsedFile], fault: Callable[..., object], day: str
) -> None:
    """Day, month and year; June has thirty days."""
    error = fault(lambda: read_successions(succession(), succession("90AC00", day=day)))
    assert error.where == "OVERGANGEN_20250113.csv line 3, column 'DT_OVERGANG'"


def test_a_succession_twice_is_refused(
    read_successions: Callable[..., ParsedFile], fault: Callable[..., object]
) -> None:
    """The same two codes on one day; on another day it is another succession."""
    later = succession(day="1-8-2008")
    assert read_successions(succession(), later).rows_out == 2
    assert fault(lambda: read_successions(succession(), succession())).what == "a key is doubled"


def test_successions_tell_their_year(read_successions: Callable[..., ParsedFile]) -> None:
    """The day of the extract is in the file name; the rows are of all earlier years."""
    layout = PROGRAMME.layouts["duo-overgangen"]
    sheet = read_successions(succession())
    assert [*layout.years(Path("OVERGANGEN_20250113.csv"), sheet).values()] == [2025]
