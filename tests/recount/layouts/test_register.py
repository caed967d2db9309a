"""The programme's registers: typed columns, and every fault named with its line and column."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from recount.errors import LayoutError, SourceError, UnknownName
from recount.layouts.recognition import recognise
from recount.layouts.templates import write_templates
from sto_eval.programme import PROGRAMME

REGISTERS = {register.id: register for register in PROGRAMME.registers}

Write = Callable[..., Path]
Fault = Callable[[Callable[[], object]], LayoutError]

HEAD = "regio_id;naam;soort;penvoerder;begindatum;einddatum;caribisch\n"
REGION = "R01;Voorbeeld;techniekregio;Bestuur;2020-01-01;;nee\n"
MONEY = "kenmerk;regio_id;jaar;soort;bedrag;datum\n"
JOINED = "vestiging;regio_id;schoolsoort;begindatum;einddatum\n"
GIVEN = "bewijsstuk;regio_id;jaar;bedrijf;vorm;bedrag;aanvaard\n"
PLANNED = "activiteit_id;regio_id;jaar;soort;omschrijving;begroot\n"
MET = "bijeenkomst_id;datum;soort;titel;aanwezigen\n"
DAYS = "ondersteuner;regio_id;datum;dagen\n"
SHOWN = "uitzending;datum;titel;views;kijkers_live_uniek;kijkers_live_piek;uitgelezen_op\n"
ASKED = "regio_id;meetjaar;vraag;antwoord\n"
PLACES = "locatie_id;regio_id;soort;naam;jaar\n"
FORECAST = "INSTELLINGSCODE;ONDERWIJSNIVEAU;JAAR;PROGNOSEAANTALLEN\n"
DAY = dt.date(2020, 1, 1)


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """An XLSX with these rows on its first sheet."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def test_a_register_has_typed_columns(write: Write) -> None:
    """Days, years, amounts to the cent; a comma is also a decimal separator."""
    text = MONEY + "b1;R01;2020;verleend;1234,50;2019-12-17\n"
    row = PROGRAMME.layouts["sto-beschikkingen"].read(write("b.csv", text)).table.loc[2]
    assert (row["jaar"], row["bedrag"], row["datum"].date()) == (
        2020,
        Decimal("1234.50"),
        dt.date(2019, 12, 17),
    )


def test_an_empty_cell_is_missing_only_where_it_may_be(write: Write, fault: Fault) -> None:
    """A region may have no end date, but must have a name."""
    table = PROGRAMME.layouts["sto-regios"].read(write("r.csv", HEAD + REGION)).table
    assert table["einddatum"].isna().all()
    error = fault(
        lambda: PROGRAMME.layouts["sto-regios"].read(
            write("r.csv", HEAD + REGION.replace("Voorbeeld", ""))
        )
    )
    assert "line 2, column 'naam'" in error.where


def test_a_workbook_reads_as_the_same_table(write: Write) -> None:
    """Real dates and booleans in the cells, under any file name."""
    rows = [
        HEAD.strip().split(";"),
        ["R01", "Voorbeeld", "techniekregio", "Bestuur", dt.date(2020, 1, 1), None, "nee"],
    ]
    path = write("regios.csv", workbook(rows))
    assert recognise(path, PROGRAMME.layouts).id == "sto-regios"
    read = PROGRAMME.layouts["sto-regios"].read
    assert read(path).table.equals(read(write("r.csv", HEAD + REGION)).table)


@pytest.mark.parametrize(
    ("layout", "text", "where", "expected"),
    [
        ("sto-regios", HEAD + REGION.replace("techniekregio", "techregio"), "soort", "one of"),
        ("sto-regios", HEAD + REGION.replace("2020-01-01", "01-01-2020"), "begindatum", "a date"),
        ("sto-regios", HEAD + REGION.replace("2020-01-01", "2020-02-30"), "begindatum", "a day that exists"),
        ("sto-regios", HEAD + REGION.replace(";;", ";2019-12-31;"), "einddatum", "on or after"),
        ("sto-regios", HEAD + REGION.replace("Voorbeeld", "2.0"), "naam", "a letter"),
        ("sto-regios", HEAD + REGION.replace("nee", "no"), "caribisch", "ja or nee"),
        ("sto-beschikkingen", MONEY + "b1;R01;2020;verleend;1.505;2020-01-01\n", "bedrag", "two dec"),
        ("sto-beschikkingen", MONEY + "b1;R01;2020;verleend;-5;2020-01-01\n", "bedrag", "two dec"),
        ("sto-beschikkingen", MONEY + "b1;R01;20;verleend;5;2020-01-01\n", "jaar", "four digits"),
        ("sto-beschikkingen", MONEY + "b1;R01;2020;verleend;1.234,50;2020-01-01\n", "bedrag", "two dec"),
        ("sto-deelname", JOINED + "12ab00;R01;vmbo;2020-01-01;\n", "vestiging", "a code like"),
        ("sto-deelname", JOINED + "12AB00;R01;havo;2020-01-01;\n", "schoolsoort", "one of"),
        ("sto-deelname", JOINED + "12AB00;R01;pro;2020-01-02;2020-01-01\n", "einddatum", "on or after"),
        ("sto-cofinanciering", GIVEN + "a;R01;2020;B;uren;5;ja\n", "vorm", "one of"),
        ("sto-cofinanciering", GIVEN + "a;R01;2020;B;geld;€ 5;ja\n", "bedrag", "two dec"),
        ("sto-cofinanciering", GIVEN + "a;R01;2020;B;geld;5;\n", "aanvaard", "a value"),
        ("sto-activiteiten", PLANNED + "a;R01;2020;material;x;5\n", "soort", "one of"),
        ("sto-bijeenkomsten", MET + "a;2020-01-01;lokaal;x;3\n", "soort", "one of"),
        ("sto-bijeenkomsten", MET + "a;2020-01-01;landelijk;x;veel\n", "aanwezigen", "a whole"),
        ("sto-ondersteuning", DAYS + "a;R01;2020-01-01;0\n", "dagen", "above 0"),
        ("sto-ondersteuning", DAYS + "a;R01;2020-01-01;half\n", "dagen", "a number"),
        ("sto-sto_live", SHOWN + "a;2020-01-01;x;1.5;1;1;2020-01-01\n", "views", "a whole"),
        ("sto-enquete", ASKED + "R01;2024;kwaliteit;6\n", "antwoord", "1 to 5"),
        ("sto-enquete", ASKED + "R01;2024;kwaliteit;0\n", "antwoord", "1 to 5"),
        ("sto-locaties", PLACES + "a;R01;techhubs;x;2020\n", "soort", "one of"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(
    write: Write, fault: Fault, layout: str, text: str, where: str, expected: str
) -> None:
    """Line, column, expected value, and remedy."""
    error = fault(lambda: PROGRAMME.layouts[layout].read(write("x.csv", text)))
    assert error.where.endswith(f"line 2, column '{where}'")
    assert expected in error.expected
    assert "accept it again" in error.remedy


def test_a_doubled_key_is_refused(write: Write, fault: Fault) -> None:
    """Two regions with one id, which is one fault: the codes do not differ in case."""
    error = fault(
        lambda: PROGRAMME.layouts["sto-regios"].read(write("r.csv", HEAD + REGION + REGION))
    )
    assert (error.what, error.where) == ("a key is doubled", "r.csv line 3")
    path = write("r.csv", HEAD + REGION + REGION + REGION)
    (fault,) = REGISTERS["sto-regios"].examined(path)[1]
    assert fault.found == "the key of line 2 again: R01 and 1 more in this file"
    assert fault.dutch.endswith("die van regel 2: R01 en nog 1 keer in dit bestand")


def test_more_settled_than_granted_is_refused(write: Write, fault: Fault) -> None:
    """Ten granted to the region for the year, and eleven settled."""
    text = MONEY + "a;R01;2020;verleend;10;2020-01-01\nb;R01;2020;vastgesteld;11;2021-01-01\n"
    error = fault(lambda: PROGRAMME.layouts["sto-beschikkingen"].read(write("b.csv", text)))
    assert error.where == "b.csv line 3, column 'bedrag'"


def test_a_location_in_two_regions_at_once_is_refused(write: Write, fault: Fault) -> None:
    """It may move on the day after it left, but not earlier."""
    read = PROGRAMME.layouts["sto-deelname"].read
    rows = "12AB00;R01;vmbo;2020-01-01;{}\n12AB00;R02;vmbo;2022-01-01;\n"
    assert read(write("d.csv", JOINED + rows.format("2021-12-31"))).rows_out == 2
    for end in ("2022-01-01", ""):
        error = fault(lambda end=end: read(write("d.csv", JOINED + rows.format(end))))
        assert error.where == "d.csv line 3, column 'begindatum'"


def test_an_answer_may_be_skipped(write: Write) -> None:
    """It is then missing, not 0."""
    text = ASKED + "R01;2024;kwaliteit;\nR02;2024;kwaliteit;5\n"
    answers = PROGRAMME.layouts["sto-enquete"].read(write("e.csv", text)).table["antwoord"]
    assert answers.isna().tolist() == [True, False]


def test_the_nearest_option_is_named(write: Write, fault: Fault) -> None:
    """A typo in an option."""
    text = PLACES + "a;R01;techhubs;x;2020\n"
    error = fault(lambda: PROGRAMME.layouts["sto-locaties"].read(write("l.csv", text)))
    assert error.found == "'techhubs'"
    assert "(the closest is 'techhub')" in error.expected


@pytest.mark.parametrize("packed", [False, True])
def test_a_header_in_capitals_or_with_blanks_is_the_same(write: Write, *, packed: bool) -> None:
    """Regio_id and ' NAAM ' mean regio_id and naam, in a CSV and in a workbook."""
    names = HEAD.strip().split(";")
    typed = ["Regio_id", " NAAM ", *names[2:]]
    content = (
        workbook([typed, ["R01", "V", "techniekregio", "B", DAY, None, "nee"]])
        if packed
        else ";".join(typed) + "\n" + REGION
    )
    path = write("r", content)
    assert recognise(path, PROGRAMME.layouts).id == "sto-regios"
    assert list(PROGRAMME.layouts["sto-regios"].read(path).table) == names


def test_all_missing_columns_are_named(write: Write, fault: Fault) -> None:
    """Which columns are missing, in which row, what is there instead and what is similar."""
    text = (HEAD + REGION).replace("penvoerder", "penvoeder").replace(";soort", "")
    error = fault(lambda: PROGRAMME.layouts["sto-regios"].read(write("r.csv", text)))
    assert error.what == "columns 'soort', 'penvoerder' are missing"
    assert error.where == "r.csv line 1"
    assert error.found.startswith("'regio_id', 'naam', 'penvoeder'")
    assert error.found.endswith("'penvoeder' is like 'penvoerder'")
    assert "sources template" in error.remedy


@pytest.mark.parametrize("packed", [False, True])
def test_a_title_above_the_header_is_named(write: Write, fault: Fault, *, packed: bool) -> None:
    """The header is in the third row, and the error gives the remedy."""
    names = HEAD.strip().split(";")
    rows = [["Register van regio's", *[None] * 6], [None] * 7, names]
    text = "Register van regio's;;;;;;\n;;;;;;\n" + HEAD + REGION
    path = write("r", workbook(rows) if packed else text)
    error = fault(lambda: PROGRAMME.layouts["sto-regios"].read(path))
    assert error.found == "'register van regio's'; row 3 has the header: delete the rows above it"


@pytest.mark.parametrize(
    "code", ["2020/001", "a#b?", "R02\u200b", "Zeeuws Vlaanderen", "É", "R" * 41]
)
def test_a_region_code_is_safe_in_an_address(write: Write, fault: Fault, code: str) -> None:
    """Letters without accents, digits and single hyphens; the error spells out invisible characters."""
    read = PROGRAMME.layouts["sto-regios"].read
    assert read(write("r.csv", HEAD + REGION.replace("R01", "2020-001"))).rows_out == 1
    error = fault(lambda: read(write("r.csv", HEAD + REGION.replace("R01", code))))
    assert error.expected.startswith("a code of letters without accents, digits")
    assert error.found == repr(code)


def test_codes_that_differ_in_case_only_are_refused(write: Write, fault: Fault) -> None:
    """R01 and r01 would be the same file on many machines."""
    text = HEAD + REGION + REGION.replace("R01", "r01")
    error = fault(lambda: PROGRAMME.layouts["sto-regios"].read(write("r.csv", text)))
    assert (error.where, error.found) == ("r.csv line 3, column 'regio_id'", "'r01'")


def test_the_error_for_a_minus_says_how_to_write_it(write: Write, fault: Fault) -> None:
    """A repayment is a row of its own."""
    text = MONEY + "b1;R01;2020;verleend;-5;2020-01-01\n"
    error = fault(lambda: PROGRAMME.layouts["sto-beschikkingen"].read(write("b.csv", text)))
    assert error.expected.endswith("record a repayment as a row of its own")


def test_zeros_that_a_workbook_only_displays_are_refused(write: Write, fault: Fault) -> None:
    """The cell displays 01 and stores 1; as text it would store 01."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    book.active.append(HEAD.strip().split(";"))
    book.active.append([1, "V", "techniekregio", "B", DAY, None, "nee"])
    book.active["A2"].number_format = "00"
    book.save(held)
    error = fault(lambda: PROGRAMME.layouts["sto-regios"].read(write("r.xlsx", held.getvalue())))
    assert (error.where, error.expected) == ("r.xlsx line 2, column 'regio_id'", "'01' as text")


def test_all_faults_of_a_file_are_found_with_their_count(write: Write) -> None:
    """One for each column and kind of fault; reading stops at the first."""
    wrong = "R0 1;V;techregio;B;01-01-2020;;no\n"
    path = write("r.csv", HEAD + REGION + wrong + wrong.replace("V;", ";"))
    _, faults = REGISTERS["sto-regios"].examined(path)
    assert [(fault.where.partition("column ")[2], fault.found) for fault in faults] == [
        ("'regio_id'", "'R0 1' and 1 more in this column"),
        ("'naam'", "''"),
        ("'soort'", "'techregio' and 1 more in this column"),
        ("'begindatum'", "'01-01-2020' and 1 more in this column"),
        ("'caribisch'", "'no' and 1 more in this column"),
    ]
    assert REGISTERS["sto-regios"].examined(write("r.csv", HEAD + REGION))[1] == []


def test_each_kind_of_fault_of_a_column_is_found(write: Write) -> None:
    """A day that is written otherwise, and a day that does not exist."""
    other = REGION.replace("R01", "R02").replace("2020-01-01", "2020-13-01")
    path = write("r.csv", HEAD + REGION.replace("2020-01-01", "01-01-2020") + other)
    _, faults = REGISTERS["sto-regios"].examined(path)
    assert [fault.found for fault in faults] == ["'01-01-2020'", "'2020-13-01'"]
    assert "een dag die bestaat" in faults[1].dutch


def test_rows_that_are_right_are_held_against_the_rules(write: Write) -> None:
    """A wrong kind in one row hides neither the doubled key nor the end before the begin in other rows."""
    typo = REGION.replace("techniekregio", "techregio")
    early = REGION.replace("R01", "R02").replace(";;", ";2019-12-31;")
    path = write("r.csv", HEAD + typo + REGION + early)
    assert [fault.where for fault in REGISTERS["sto-regios"].examined(path)[1]] == [
        "r.csv line 2, column 'soort'",
        "r.csv line 3",
        "r.csv line 4, column 'einddatum'",
    ]


def test_a_sum_is_not_judged_while_a_part_is_wrong(write: Write) -> None:
    """The amount granted cannot be read, so no settlement is above it."""
    text = MONEY + "a;R01;2020;verleend;x;2020-01-01\nb;R01;2020;vastgesteld;11;2021-01-01\n"
    _, faults = REGISTERS["sto-beschikkingen"].examined(write("b.csv", text))
    assert [fault.where for fault in faults] == ["b.csv line 2, column 'bedrag'"]


def test_a_text_that_no_page_can_show_is_a_fault_of_the_file(write: Write) -> None:
    """A character that nobody sees; the remedy is for the evaluator, who owns the file."""
    path = write("r.csv", HEAD + REGION.replace("Bestuur", "Best\u200buur"))
    (fault,) = REGISTERS["sto-regios"].examined(path)[1]
    assert fault.where == "r.csv line 2, column 'penvoerder'"
    assert fault.expected.startswith("a text of at most 300 characters")
    assert "Correct your file" in fault.remedy
    assert "een tekst van hooguit 300 tekens" in fault.dutch


def test_numbers_in_a_workbook_are_read_as_displayed(write: Write) -> None:
    """Amounts, years and codes that are stored as numbers; columns without a name are notes."""
    names = [*MONEY.strip().split(";"), None, None]
    rows = [names, [], [17, "R01", 2020, "verleend", 4.35 * 100, DAY, "?", "bellen"]]
    table = PROGRAMME.layouts["sto-beschikkingen"].read(write("b.csv", workbook(rows))).table
    assert table.loc[3].tolist()[:5] == ["17", "R01", 2020, "verleend", Decimal(435)]
    assert list(table.columns) == REGISTERS["sto-beschikkingen"].names


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"begindatum": dt.datetime(2020, 1, 1, 13, 30)}, "'2020-01-01 13:30:00'"),  # noqa: DTZ001 - as a cell has it
        ({"begindatum": 2020}, "'2020'"),
        ({"einddatum": "#N/A"}, "'#N/A'"),
        ({"einddatum": "=A1"}, "'=A1'"),
    ],
)
def test_a_wrong_cell_of_a_workbook_is_named(
    write: Write, fault: Fault, change: dict[str, object], found: str
) -> None:
    """A time of day, a number instead of a day, an error, and a formula without a value."""
    good = ["R01", "V", "techniekregio", "B", DAY, None, "nee"]
    row = dict(zip(HEAD.strip().split(";"), good, strict=True)) | change
    path = write("r.xlsx", workbook([list(row), list(row.values())]))
    error = fault(lambda: PROGRAMME.layouts["sto-regios"].read(path))
    assert error.where == f"r.xlsx line 2, column '{next(iter(change))}'"
    assert error.found == found


def test_a_choice_has_options_and_a_register_a_key() -> None:
    """The declaration is complete, for the page and for the reader."""
    for register in REGISTERS.values():
        assert register.key
        for column in register.columns:
            assert bool(column.options) == (column.kind == "keuze")
            assert column.text.endswith(".")
            assert column.unit or column.kind != "bedrag"


def test_half_a_workbook_is_not_a_register(write: Write, fault: Fault) -> None:
    """A broken zip is not recognised, and reading it gives an error."""
    error = fault(lambda: PROGRAMME.layouts["sto-regios"].read(write("r.xlsx", b"PK\x03\x04half")))
    assert error.what == "the workbook cannot be read"


def test_a_forecast_is_a_school_a_level_and_a_year(write: Write, fault: Fault) -> None:
    """The publisher's names are kept; the same key twice is refused."""
    text = FORECAST + "12AB;vo;2021;300\n"
    table = PROGRAMME.layouts["duo-prognoses"].read(write("p.csv", text)).table
    assert table["PROGNOSEAANTALLEN"].tolist() == [300]
    error = fault(
        lambda: PROGRAMME.layouts["duo-prognoses"].read(write("p.csv", text + "12AB;vo;2021;1\n"))
    )
    assert error.what == "a key is doubled"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2AB;vo;2021;1", "INSTELLINGSCODE"),
        ("12AB;;2021;1", "ONDERWIJSNIVEAU"),
        ("12AB;vo;21;1", "JAAR"),
        ("12AB;vo;2021;<5", "PROGNOSEAANTALLEN"),
    ],
)
def test_a_wrong_cell_of_a_forecast_is_named(
    write: Write, fault: Fault, row: str, column: str
) -> None:
    """School, level and year are required, and nothing in a forecast is masked."""
    error = fault(
        lambda: PROGRAMME.layouts["duo-prognoses"].read(write("p.csv", f"{FORECAST}{row}\n"))
    )
    assert error.where == f"p.csv line 2, column '{column}'"


@pytest.mark.parametrize(
    "name", ["sto-regios", *(register.name for register in PROGRAMME.registers)]
)
def test_a_template_is_recognised_as_its_register(tmp_path: Path, fault: Fault, name: str) -> None:
    """As CSV and as XLSX; it is empty, so reading it reports that there are no rows."""
    for path in write_templates(tmp_path, PROGRAMME.registers, [name]):
        layout = recognise(path, PROGRAMME.layouts)
        assert layout.id == path.stem
        assert "no rows" in fault(lambda layout=layout, path=path: layout.read(path)).what


@pytest.mark.parametrize("folder", ["regios.csv", "regios.csv/leeg"])
def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path, folder: str) -> None:
    """It stays as it is."""
    (tmp_path / "regios.csv").write_text("x", "utf-8")
    with pytest.raises(SourceError, match=r"need a folder in .*regios.csv: .* found a file"):
        write_templates(tmp_path / folder, PROGRAMME.registers)
    assert (tmp_path / "regios.csv").read_text("utf-8") == "x"


def test_a_template_overwrites_nothing(tmp_path: Path) -> None:
    """A file that is being filled in is kept; an unknown register is named."""
    write_templates(tmp_path, PROGRAMME.registers, ["regios"])
    with pytest.raises(SourceError, match="--output"):
        write_templates(tmp_path, PROGRAMME.registers, ["regios"])
    with pytest.raises(UnknownName, match="closest is 'regios'"):
        write_templates(tmp_path, PROGRAMME.registers, ["regioos"])


LIVE = SHOWN + "u1;2023-05-01;Titel;40;{};{};{}\n"


@pytest.mark.parametrize(
    ("unique", "peak", "read_on", "column"),
    [(30, 31, "2023-06-01", "kijkers_live_piek"), (30, 30, "2023-04-30", "uitgelezen_op")],
)
def test_broadcasts_must_be_consistent(
    write: Write, fault: Fault, unique: int, peak: int, read_on: str, column: str
) -> None:
    """No more simultaneous viewers than views, and no reading before the broadcast."""
    path = write("l.csv", LIVE.format(unique, peak, read_on))
    assert (
        fault(lambda: PROGRAMME.layouts["sto-sto_live"].read(path)).where
        == f"l.csv line 2, column '{column}'"
    )
    sound = write("g.csv", LIVE.format(30, 30, "2023-05-01"))
    assert PROGRAMME.layouts["sto-sto_live"].read(sound).rows_in == 1


@pytest.mark.parametrize("days", ["1.234", "1,234", "12.500"])
def test_a_thousands_separator_is_refused(write: Write, fault: Fault, days: str) -> None:
    """It could be a decimal separator; 0.125 and 1.25 are unambiguous."""
    layout = PROGRAMME.layouts["sto-ondersteuning"]
    error = fault(lambda: layout.read(write("o.csv", DAYS + f"O1;R01;2020-01-01;{days}\n")))
    assert "without thousands separator" in error.expected
    rows = "O1;R01;2020-01-01;0.125\nO1;R01;2020-01-02;1.25\n"
    assert layout.read(write("p.csv", DAYS + rows)).table["dagen"].sum() == 1.375


@pytest.mark.parametrize("count", ["1.234", "1,234", "1e3", "1000000000000", "-1"])
def test_a_count_is_digits_only(write: Write, fault: Fault, count: str) -> None:
    """The number of attendants."""
    path = write("b.csv", MET + f"b1;2020-01-01;landelijk;Titel;{count}\n")
    assert fault(lambda: PROGRAMME.layouts["sto-bijeenkomsten"].read(path)).found == repr(count)
