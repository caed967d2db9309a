"""The programme's registers: typed columns, and every fault named with its line and column."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from sto_eval.errors import LayoutError, SourceError, UnknownName
from sto_eval.layouts import LAYOUTS, recognise
from sto_eval.layouts.registers.templates import write_templates

Write = Callable[..., Path]
Fault = Callable[[Callable[[], object]], LayoutError]

HEAD = "regio_id;naam;soort;penvoerder;begindatum;einddatum;caribisch\n"
REGION = "R01;Voorbeeld;techniekregio;Bestuur;2020-01-01;;nee\n"
MONEY = "kenmerk;regio_id;jaar;soort;bedrag;datum\n"
JOINED = "vestiging;regio_id;schoolsoort;begindatum;einddatum\n"


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """An XLSX with these rows on its first sheet."""
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def test_a_register_has_typed_columns(write: Write) -> None:
    """Days, years, amounts to the cent; a comma is a decimal mark too."""
    text = MONEY + "b1;R01;2020;verleend;1234,50;2019-12-17\n"
    row = LAYOUTS["sto-beschikkingen"].read(write("b.csv", text)).table.loc[2]
    assert (row["jaar"], row["bedrag"], row["datum"].date()) == (
        2020,
        Decimal("1234.50"),
        dt.date(2019, 12, 17),
    )


def test_an_empty_cell_is_missing_only_where_it_may_be(write: Write, fault: Fault) -> None:
    """A region may run on, but has a name."""
    table = LAYOUTS["sto-regios"].read(write("r.csv", HEAD + REGION)).table
    assert table["einddatum"].isna().all()
    error = fault(
        lambda: LAYOUTS["sto-regios"].read(write("r.csv", HEAD + REGION.replace("Voorbeeld", "")))
    )
    assert "line 2, column 'naam'" in error.where


def test_a_workbook_reads_as_the_same_table(write: Write) -> None:
    """Real dates and truth values in the cells, under any name."""
    rows = [
        HEAD.strip().split(";"),
        ["R01", "Voorbeeld", "techniekregio", "Bestuur", dt.date(2020, 1, 1), None, "nee"],
    ]
    path = write("regios.csv", workbook(rows))
    assert recognise(path).id == "sto-regios"
    read = LAYOUTS["sto-regios"].read
    assert read(path).table.equals(read(write("r.csv", HEAD + REGION)).table)


@pytest.mark.parametrize(
    ("layout", "text", "where", "expected"),
    [
        ("sto-regios", HEAD + REGION.replace("techniekregio", "techregio"), "soort", "one of"),
        ("sto-regios", HEAD + REGION.replace("2020-01-01", "01-01-2020"), "begindatum", "a date"),
        ("sto-regios", HEAD + REGION.replace("2020-01-01", "2020-02-30"), "begindatum", "a date"),
        ("sto-regios", HEAD + REGION.replace(";;", ";2019-12-31;"), "einddatum", "not before"),
        ("sto-regios", HEAD + REGION.replace("nee", "no"), "caribisch", "ja or nee"),
        ("sto-beschikkingen", MONEY + "b1;R01;2020;verleend;1.505;2020-01-01\n", "bedrag", "two dec"),
        ("sto-beschikkingen", MONEY + "b1;R01;2020;verleend;-5;2020-01-01\n", "bedrag", "two dec"),
        ("sto-beschikkingen", MONEY + "b1;R01;20;verleend;5;2020-01-01\n", "jaar", "four digits"),
        ("sto-deelname", JOINED + "12ab00;R01;vmbo;2020-01-01;\n", "vestiging", "a code like"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(
    write: Write, fault: Fault, layout: str, text: str, where: str, expected: str
) -> None:
    """Line, column, what it should be, and what to do."""
    error = fault(lambda: LAYOUTS[layout].read(write("x.csv", text)))
    assert error.where.endswith(f"line 2, column '{where}'")
    assert expected in error.expected
    assert "accept it again" in error.remedy


def test_a_doubled_key_is_refused(write: Write, fault: Fault) -> None:
    """Two regions with one id."""
    error = fault(lambda: LAYOUTS["sto-regios"].read(write("r.csv", HEAD + REGION + REGION)))
    assert (error.what, error.where) == ("a key is doubled", "r.csv line 3")


def test_more_settled_than_granted_is_refused(write: Write, fault: Fault) -> None:
    """Ten were granted to the region for the year, and eleven settled."""
    text = MONEY + "a;R01;2020;verleend;10;2020-01-01\nb;R01;2020;vastgesteld;11;2021-01-01\n"
    error = fault(lambda: LAYOUTS["sto-beschikkingen"].read(write("b.csv", text)))
    assert error.where == "b.csv line 3, column 'bedrag'"


def test_a_location_in_two_regions_at_once_is_refused(write: Write, fault: Fault) -> None:
    """It may move on the day after it left, and not before."""
    read = LAYOUTS["sto-deelname"].read
    rows = "12AB00;R01;vmbo;2020-01-01;{}\n12AB00;R02;vmbo;2022-01-01;\n"
    assert read(write("d.csv", JOINED + rows.format("2021-12-31"))).rows_out == 2
    for end in ("2022-01-01", ""):
        error = fault(lambda end=end: read(write("d.csv", JOINED + rows.format(end))))
        assert error.where == "d.csv line 3, column 'begindatum'"


def test_an_answer_off_the_scale_is_refused(write: Write, fault: Fault) -> None:
    """From 1 to 5, or skipped."""
    text = "regio_id;meetjaar;vraag;antwoord\nR01;2024;kwaliteit;\nR02;2024;kwaliteit;6\n"
    error = fault(lambda: LAYOUTS["sto-enquete"].read(write("e.csv", text)))
    assert "line 3, column 'antwoord'" in error.where


def test_half_a_workbook_is_no_register(write: Write, fault: Fault) -> None:
    """A broken zip is known as nothing, and says so when read."""
    error = fault(lambda: LAYOUTS["sto-regios"].read(write("r.xlsx", b"PK\x03\x04half")))
    assert error.what == "the workbook cannot be read"


def test_a_forecast_is_a_school_a_level_and_a_year(write: Write, fault: Fault) -> None:
    """The publisher's names stay; the same three twice are refused."""
    text = "INSTELLINGSCODE;ONDERWIJSNIVEAU;JAAR;PROGNOSEAANTALLEN\n12AB;vo;2021;300\n"
    table = LAYOUTS["duo-prognoses"].read(write("p.csv", text)).table
    assert table["PROGNOSEAANTALLEN"].tolist() == [300]
    error = fault(lambda: LAYOUTS["duo-prognoses"].read(write("p.csv", text + "12AB;vo;2021;1\n")))
    assert error.what == "a key is doubled"


@pytest.mark.parametrize("name", ["sto-regios", "sto_live"])
def test_a_template_is_known_as_its_register(tmp_path: Path, fault: Fault, name: str) -> None:
    """As CSV and as XLSX; empty, so reading it says that there are no rows."""
    for path in write_templates(tmp_path, [name]):
        layout = recognise(path)
        assert layout.id == path.stem
        assert "no rows" in fault(lambda layout=layout, path=path: layout.read(path)).what


def test_a_template_overwrites_nothing(tmp_path: Path) -> None:
    """A file that is being filled in stays; an unknown register is named."""
    write_templates(tmp_path, ["regios"])
    with pytest.raises(SourceError, match="--output"):
        write_templates(tmp_path, ["regios"])
    with pytest.raises(UnknownName, match="closest is 'regios'"):
        write_templates(tmp_path, ["regioos"])
