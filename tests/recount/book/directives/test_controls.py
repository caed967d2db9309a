"""Interactive controls, as they are in the page before any script runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Render = Callable[..., Any]

SLIDER = "# Titel\n\n```{{regelaar}} proef-stralen\n:begin: {begin}\n```\n\n```{{tabel}} proef-stralen\n```\n"


def test_a_slider_has_a_step_per_row_and_no_values_of_its_own(render: Render) -> None:
    """Three rows give three steps; it starts at the row of the number and names its table."""
    page = render(SLIDER.format(begin="proef-deel.radius_km"))
    block = page.body.select_one("section.rc-bediening")
    control = block.input
    assert page.warnings == ""
    assert (control["type"], control["min"], control["max"], control["value"]) == (
        "range", "0", "2", "1",
    )  # fmt: skip
    assert block.label.get_text() == "Straal"
    assert [block.label["for"], *block.output["for"]] == [control["id"]] * 2
    assert page.body.select(f"#tabel-{block['data-tabel']} table")
    assert block.select_one(".rc-nagebootst")
    assert "%" not in block.get_text()


def test_a_slider_is_hidden_without_script(render: Render) -> None:
    """Only the script reveals the slider; the table is always visible."""
    body = render(SLIDER.format(begin="proef-deel.radius_km")).body
    assert body.select_one("section.rc-bediening").has_attr("hidden")
    assert not body.table.find_parents(attrs={"hidden": True})


def test_a_slider_starts_in_the_middle_if_no_row_matches(render: Render) -> None:
    """No row starts with 1.200."""
    body = render(SLIDER.format(begin="proef-deel.noemer")).body
    assert body.select_one("section.rc-bediening input")["value"] == "1"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("```{regelaar} proef-x\n:begin: proef-deel\n```\n", "table 'proef-x'"),
        ("```{regelaar} proef-stralen\n:begin: proef-x\n```\n", "number 'proef-x'"),
    ],
)
def test_a_slider_over_an_unknown_id_warns(render: Render, text: str, what: str) -> None:
    """The warning names the unknown table or number."""
    assert f"{what} is unknown" in render(f"# Titel\n\n{text}").warnings


def test_a_figure_of_definitions_has_their_table(render: Render) -> None:
    """The table is folded and complete; it states how many columns are choices and which row is published."""
    page = render("# Titel\n\n```{figuur} proef-deel-definities\n```\n")
    folded = page.body.select_one("figure details.rc-definities")
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in folded.select("tr")]
    assert rows == [
        ["Maand", "Uitkomst", "Als gedrukt"],
        ["zonder oktober", "70,0%", "nee"],
        ["met oktober", "75,3%", "ja"],
    ]
    assert (folded["data-keuzes"], folded["data-gekozen"]) == ("1", "1")


def test_any_other_figure_has_no_table_of_definitions(render: Render) -> None:
    """Only the figure of a number under all its definitions has the table."""
    assert not render("# Titel\n\n```{figuur} proef-figuur\n```\n").body.select("table")


def test_a_comparison_has_two_labelled_choices_and_no_values_of_its_own(render: Render) -> None:
    """It names its tables, is hidden without the script, and says aloud what is chosen."""
    page = render(
        "# Titel\n\n```{vergelijk} proef-tabel proef-stralen\n```\n\n"
        "```{tabel} proef-tabel\n```\n\n```{tabel} proef-stralen\n```\n"
    )
    block = page.body.select_one("#vergelijken > section.rc-bediening[hidden]")
    assert page.warnings == ""
    assert block["data-tabellen"] == "proef-tabel proef-stralen"
    assert [label["for"] for label in block.select("label")] == [
        choice["id"] for choice in block.select("select")
    ]
    assert block.select_one("[role=status]").get_text() == ""


def test_a_chapter_links_to_the_comparison_with_itself_chosen(render: Render) -> None:
    """On the front page of the book, with the text that the chapter gives."""
    link = render("# Titel\n\n```{vergelijk}\nVergelijk met een andere.\n```\n").body.select_one(
        "a[href*=naast]"
    )
    assert link.get_text() == "Vergelijk met een andere."
    assert link["href"] == "../index.html?naast=proef#vergelijken"


def test_a_comparison_over_an_unknown_table_warns(render: Render) -> None:
    """The warning names the unknown table."""
    found = render("# Titel\n\n```{vergelijk} proef-x\n```\n").warnings
    assert "table 'proef-x' is unknown" in found
