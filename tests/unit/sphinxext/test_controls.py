"""What a reader can work with, as it stands in the page before any script runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Render = Callable[..., Any]

SLIDER = "# Titel\n\n```{{regelaar}} proef-stralen\n:begin: {begin}\n```\n\n```{{tabel}} proef-stralen\n```\n"


def test_a_slider_has_a_step_for_every_row_and_no_value_of_its_own(render: Render) -> None:
    """Three rows, three steps; it begins at the row of the number, and names the table it reads."""
    page = render(SLIDER.format(begin="proef-deel.radius_km"))
    block = page.body.select_one("section.sto-bediening")
    control = block.input
    assert page.warnings == ""
    assert (control["type"], control["min"], control["max"], control["value"]) == (
        "range", "0", "2", "1",
    )  # fmt: skip
    assert block.label.get_text() == "Straal"
    assert [block.label["for"], *block.output["for"]] == [control["id"]] * 2
    assert page.body.select(f"#tabel-{block['data-tabel']} table")
    assert block.select_one(".sto-nagebootst")
    assert "%" not in block.get_text()


def test_without_script_nobody_meets_a_slider(render: Render) -> None:
    """The script takes the hiding away; the table is there either way."""
    body = render(SLIDER.format(begin="proef-deel.radius_km")).body
    assert body.select_one("section.sto-bediening").has_attr("hidden")
    assert not body.table.find_parents(attrs={"hidden": True})


def test_a_slider_begins_in_the_middle_when_no_row_is_that_of_the_number(render: Render) -> None:
    """1.200 heads no row."""
    body = render(SLIDER.format(begin="proef-deel.noemer")).body
    assert body.select_one("section.sto-bediening input")["value"] == "1"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("```{regelaar} proef-x\n:begin: proef-deel\n```\n", "table 'proef-x'"),
        ("```{regelaar} proef-stralen\n:begin: proef-x\n```\n", "number 'proef-x'"),
    ],
)
def test_a_slider_over_nothing_warns(render: Render, text: str, what: str) -> None:
    """A table or a number that does not exist is named."""
    assert f"{what} is unknown" in render(f"# Titel\n\n{text}").warnings


def test_definitions_stand_in_a_table_under_their_picture(render: Render) -> None:
    """Folded, whole, with how many columns are choices and which row is the number's own."""
    page = render("# Titel\n\n```{figuur} proef-deel-definities\n```\n")
    folded = page.body.select_one("figure details.sto-definities")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in folded.select("tr")]
    assert rows == [
        ["Maand", "Uitkomst", "Als gedrukt"],
        ["zonder oktober", "70,0%", "nee"],
        ["met oktober", "75,3%", "ja"],
    ]
    assert (folded["data-keuzes"], folded["data-gekozen"]) == ("1", "1")


def test_another_figure_has_no_table_of_definitions(render: Render) -> None:
    """Only the figure of a number under all its definitions has one."""
    assert not render("# Titel\n\n```{figuur} proef-figuur\n```\n").body.select("table")
