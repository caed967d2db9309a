"""Roles and directives show data from the records, and warn about unknown names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.sample_edition import write_chapters, write_edition
from support.sample_records import a_source
from support.tiny_project import EDITION

from recount.book.directives import numbers
from recount.book.directives.made_up_box import WARNING
from recount.book.directives.passports import line_ranges, rows_counted
from recount.book.directives.store import load_store
from recount.numbers.measures import between
from recount.results.records import Amount, RowSetCard

Render = Callable[..., Any]


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("proef-deel", "75,3%"),
        ("proef-deel.teller", "903"),
        ("proef-deel.noemer", "1.200"),
        ("proef-deel.afdruk", "ca. 75%"),
        ("proef-deel.peildatum", "1 oktober 2019"),
    ],
)
def test_number_is_shown_and_linked(render: Render, role: str, shown: str) -> None:
    """The role shows a number or a part of it, linked to its passport."""
    page = render(f"# Titel\n\nEr is {{getal}}`{role}`.\n")
    link = page.body.select_one("a.rc-getal")
    assert link.get_text() == shown
    assert link["href"] == "../getallen/proef-deel.html"
    assert page.warnings == ""


def test_unknown_number_warns_with_page_and_nearest_name(render: Render) -> None:
    """An unknown number gives a warning with the page and the closest id."""
    warnings = render("# Titel\n\nEr is {getal}`proef-dele`.\n").warnings
    assert "chapters/proef.md" in warnings
    assert "number 'proef-dele' is unknown; the closest is 'proef-deel'" in warnings


def test_unknown_part_warns(render: Render) -> None:
    """A part that a number lacks gives a warning."""
    assert "has no 'nummer'" in render("# Titel\n\n{getal}`proef-deel.nummer`\n").warnings


@pytest.mark.parametrize(
    ("directive", "kind"), [("figuur", "figure"), ("tabel", "table"), ("oordeel", "claim")]
)
def test_unknown_name_in_directive_warns(render: Render, directive: str, kind: str) -> None:
    """A directive warns about an unknown name."""
    warnings = render(f"# Titel\n\n```{{{directive}}} proef-x\n```\n").warnings
    assert f"{kind} 'proef-x' is unknown" in warnings


def test_figure_has_alternative_text_files_and_label(render: Render) -> None:
    """A figure has a title, alternative text, a label for invented data, and its files."""
    page = render("# Titel\n\n```{figuur} proef-figuur\n```\n")
    figure = page.body.select_one("figure")
    assert figure.img["alt"] == "Een balk van drie kwart."
    assert figure.select_one(".rc-titel").get_text() == "Figuur 1 Drie kwart is er"
    assert figure.select_one(".rc-nagebootst").get_text() == "verzonnen"
    files = [(link.get_text(), link["href"]) for link in figure.select("a[download]")]
    assert [text for text, _ in files] == ["Gegevens (CSV)", "Afbeelding (SVG)", "Afbeelding (PNG)"]
    assert all((page.folder / "chapters" / address).exists() for _, address in files)
    assert figure.select_one("a[download]")["download"] == "proef-figuur-verzonnen.csv"


def test_a_phone_gets_the_narrow_picture(render: Render) -> None:
    """Both pictures exist and declare their size; the narrow one is for small screens."""
    page = render("# Titel\n\n```{figuur} proef-figuur\n```\n")
    picture = page.body.select_one("picture")
    assert picture.source["media"] == "(max-width: 600px)"
    assert picture.source["srcset"].endswith("proef-figuur.smal.svg")
    assert picture.img["src"].endswith("proef-figuur.svg")
    assert (picture.img["width"], picture.source["width"]) == ("518", "223")
    for address in (picture.img["src"], picture.source["srcset"]):
        assert (page.folder / "chapters" / address).exists()


def test_the_long_description_of_a_figure_is_its_data(render: Render) -> None:
    """The picture refers to a description that is generated from the data file."""
    figure = render("# Titel\n\n```{figuur} proef-figuur\n```\n").body.select_one("figure")
    description = figure.select_one(f"#{figure.img['aria-details']}")
    assert description.summary.get_text() == "Beschrijving"
    assert [line.get_text() for line in description.select("li")] == ["Drie kwart: Aantal 0,8."]


def test_a_mark_of_a_figure_says_its_row(render: Render) -> None:
    """The list has its place in both shapes and is hidden; made-up values are announced before the number."""
    figure = render("# Titel\n\n```{figuur} proef-figuur\n```\n").body.select_one("figure")
    marks = figure.select_one(".rc-beeld > ol.rc-punten")
    assert marks.has_attr("hidden")
    assert [mark.get_text() for mark in marks.select("li")] == [
        "Verzonnen: Drie kwart: Aantal 0,8."
    ]
    assert marks.li["style"] == "--breed:10% 20% 30% 40%;--smal:1% 2% 3% 4%"


def test_marks_of_one_panel_are_one_series(render: Render) -> None:
    """A grid of definitions has one panel and no series, so only the first mark begins one."""
    marks = render("# Titel\n\n```{figuur} proef-deel-definities\n```\n").body.select("figure li")
    marks = [mark for mark in marks if mark.has_attr("style")]
    assert [(mark.get("data-reeks"), mark.get_text()) for mark in marks] == [
        ("", "Verzonnen: zonder oktober: 70,0% (als gedrukt: nee)."),
        (None, "Verzonnen: met oktober: 75,3% (als gedrukt: ja)."),
    ]


def test_a_figure_with_definitions_is_described_by_their_table(render: Render) -> None:
    """The table holds the data, so there is no second description."""
    figure = render("# Titel\n\n```{figuur} proef-deel-definities\n```\n").body.select_one("figure")
    description = figure.select_one(f"#{figure.img['aria-details']}")
    assert "rc-definities" in description["class"]
    assert "Beschrijving" not in figure.get_text()


def test_a_picture_of_definitions_is_folded(render: Render) -> None:
    """Its title and the choice of definitions stay in view."""
    figure = render("# Titel\n\n```{figuur} proef-deel-definities\n```\n").body.select_one("figure")
    fold = figure.select_one("details.rc-vouw")
    assert fold.select("picture, figcaption, .rc-bestanden")
    assert not fold.select(".rc-titel, .rc-definities")


def test_a_figure_can_be_cited(render: Render) -> None:
    """The citation starts with the title and ends with the anchor of the figure."""
    figure = render("# Titel\n\n```{figuur} proef-figuur\n```\n").body.select_one("figure")
    line = figure.select_one(".rc-citaat").get_text()
    assert line.startswith("Drie kwart is er")
    assert line.endswith(f"chapters/proef.html#{figure['id']}")


def test_definitions_that_agree_are_a_sentence(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without picture and marks; the choice of definitions, the sources and the data are behind a click."""
    monkeypatch.setattr("recount.book.directives.figures.agree", lambda *_: True)
    body = render("# Titel\n\n```{figuur} proef-deel-definities\n```\n").body
    block = body.select_one("#figuur-proef-deel-definities")
    assert block.select_one("p").get_text() == "Drie kwart is er."
    assert block.select("img, ol") == []
    assert len(block.select("details.rc-vouw :is(.rc-definities, .rc-bron, .rc-bestanden)")) == 3


def test_a_figure_lists_its_source_files(render: Render) -> None:
    """Each file has its reference date and grade of evidence."""
    figure = render("# Titel\n\n```{figuur} proef-deel-definities\n```\n").body.select_one("figure")
    folds = {fold.summary.get_text(): fold for fold in figure.select("details")}
    line = folds["Bron: Niemand"].select_one("li").get_text(" ")
    assert "peildatum 1 oktober 2019" in line
    assert "openbare bron" in line


def test_table_has_caption_scopes_and_alignment(render: Render) -> None:
    """A table has a caption and header cells, and right-aligned numbers."""
    table = render("# Titel\n\n```{tabel} proef-tabel\n```\n").body.table
    assert table.caption.get_text() == "Tabel 1 Wat er is"
    assert [cell["scope"] for cell in table.select("th")] == ["col", "col", "row", "row"]
    assert [cell["class"] for cell in table.select("td")] == [["rc-rechts"], ["rc-rechts"]]


def test_an_address_in_a_table_becomes_the_link_of_its_row(render: Render) -> None:
    """The column ``url`` is hidden; the first cell links to the address."""
    table = render("# Titel\n\n```{tabel} proef-elders\n```\n").body.table
    assert [cell.get_text() for cell in table.select("th, td")] == ["Krant", "Getal", "Alfa", "5"]
    assert [link["href"] for link in table.select("th a")] == ["https://a.example"]


def test_the_name_of_a_chapter_in_a_table_links_to_its_page(render: Render) -> None:
    """Alfa is a page of this book; Bèta is not, so it has no link."""
    table = render("# Titel\n\n```{tabel} proef-tabel\n```\n", "alfa").body.table
    assert [cell.get_text() for cell in table.select("tbody th")] == ["Alfa", "Bèta"]
    assert [link["href"] for link in table.select("th a")] == ["#"]


def test_claim_without_record_is_named_as_such(render: Render) -> None:
    """A claim that has not been computed shows its printed figure and says so."""
    block = render("# Titel\n\n```{oordeel} proef-later\n```\n").body.select_one(".rc-redenen")
    assert "7" in block.select_one(".rc-uitspraak").get_text()
    assert "nog niet nagerekend" in block.get_text()


def test_sources_list_what_was_left_out(render: Render) -> None:
    """A source shows its date in Dutch, the rows used, and why others were left out."""
    text = render("# Titel\n\n```{bronnen} proef\n```\n").body.get_text(" ")
    assert "1 oktober 2019" in text
    assert "1.234 van 1.240 gebruikt" in text
    assert "6 (zonder postcode)" in text


CARD = """
[{name}]
title = "{title}"
answers = "Hoeveel er zijn."
cannot_say = "{cannot}"
producer = "DUO"
licence = ""
url = ""
reference_date = 2019-10-01
status = "definitief"
evidence = "openbaar"
layout = "duo-leerlingen"
file = "{name}.csv"
"""


def test_sources_say_what_they_answer_and_what_they_cannot(render: Render) -> None:
    """Two years of a series share a row; a source without a file in this run is marked as missing."""
    cards = [
        ("bron-openbaar", "Leerlingen, 2019", "Waarom."),
        ("leerlingen-2020", "Leerlingen, 2020", "Waarom."),
        ("adressen", "Adressen", "Wie."),
    ]
    catalogue = "".join(
        CARD.format(name=name, title=title, cannot=cannot) for name, title, cannot in cards
    )
    page = render("# Titel\n\n```{bronvragen}\n```\n", sources=catalogue)
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.body.select("tr")]
    assert rows == [
        ["Bron", "Wat zij zegt"],
        [
            "Leerlingen, 2019; 2020 (ontbreekt)",
            "Beantwoordt: Hoeveel er zijn.Kan niet zeggen: Waarom.",
        ],
        ["Adressen (ontbreekt)", "Beantwoordt: Hoeveel er zijn.Kan niet zeggen: Wie."],
    ]


def test_without_such_texts_there_is_no_table(render: Render) -> None:
    """A catalogue whose cards say nothing of it."""
    assert render("# Titel\n\n```{bronvragen}\n```\n").body.select("table") == []


def test_corrections_are_listed_once(render: Render) -> None:
    """A correction that affects two numbers is listed once."""
    assert len(render("# Titel\n\n```{correcties}\n```\n").body.select("tbody tr")) == 1


def test_a_made_up_number_in_a_sentence_has_a_mark(render: Render) -> None:
    """A small v follows a made-up number, but not a public number or a printed figure."""
    text = "# Titel\n\n{getal}`proef-som` {getal}`proef-deel` {getal}`proef-som.afdruk`\n"
    marks = render(text).body.select("sup.rc-merk")
    assert [(mark.get_text(), mark["title"]) for mark in marks] == [("v", "verzonnen")]


def test_a_page_of_the_real_report_has_no_box(render: Render) -> None:
    """Nothing in it is made up."""
    page = render("# Titel\n\n{getal}`proef-deel`\n", name="ander")
    assert page.body.select(".rc-waarschuwing") == []


def test_every_page_of_the_demo_has_the_box(render: Render, tmp_path: Path) -> None:
    """Also a page without a number."""
    (tmp_path / "run.json").write_text('{"demo": true}', "utf-8")
    page = render("# Titel\n\nTekst.\n", name="ander")
    box = page.body.select_one(".rc-waarschuwing")
    assert box is not None
    assert box.get_text() == WARNING


def test_a_missing_file_is_named_with_the_way_to_it(render: Render) -> None:
    """A public file has the address of its publisher, a register the page on handing over."""
    page = render("# Titel\n\n```{ontbreekt} telling register\n```\n")
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.body.select("tbody tr")]
    assert [row[-2:] for row in rows] == [
        ["openbaar", "ophalen bij de uitgever"],
        ["niet openbaar", "aanleveren"],
    ]


def test_the_calculation_of_a_missing_number_is_folded(render: Render) -> None:
    """The code is behind a button, like the code of a chapter."""
    page = render("# Titel\n\n```{rekenweg}\ntel(regels)\n```\n")
    assert page.body.select_one("details .rc-rekenweg pre").get_text().strip() == "tel(regels)"


def test_registers_are_described_with_their_empty_files(render: Render) -> None:
    """Every register has a table of its columns and a file with its header."""
    page = render("# Titel\n\n```{registers}\n```\n", edition=EDITION)
    links = [link["href"] for link in page.body.select(".rc-bestanden a")]
    assert len(links) == len(page.body.select("table")) == 10
    header = (page.folder / "chapters" / links[0]).read_text(encoding="utf-8")
    assert header.startswith("regio_id;naam;soort")


def test_many_line_ranges_are_shortened() -> None:
    """A limit keeps the first ranges and counts the rest; without a limit all are listed."""
    lines = [[2, 4], [7, 7], [9, 12], [20, 20]]
    assert line_ranges(lines, most=3).replace("\N{EN DASH}", "-") == "2-4, 7, 9-12 en nog 1 reeks"
    assert line_ranges(lines).replace("\N{EN DASH}", "-") == "2-4, 7, 9-12, 20"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (RowSetCard(set="a", count=12, whole=False), "12 van 1.234 regels"),
        (RowSetCard(set="a", count=0, whole=False), "geen van de 1.234 regels"),
        (RowSetCard(set="a", count=1234, whole=True), "alle 1.234 regels"),
        (RowSetCard(set="a", count=1, whole=True), "de enige regel"),
        (None, "regels onbekend"),
    ],
)
def test_rows_are_counted_in_words(rows: RowSetCard | None, said: str) -> None:
    """A number rests on some rows of a source, on none or on all; when that is unknown, it says so."""
    assert rows_counted(a_source(rows=rows, rows_out=1234)) == said


def test_a_number_carries_its_record_and_part(render: Render) -> None:
    """Attributes let a built page be checked against the records."""
    span = render("# Titel\n\n{getal}`proef-deel.teller`\n").body.select_one("[data-getal]")
    assert (span["data-getal"], span["data-deel"]) == ("proef-deel", "teller")


def test_a_true_statement_is_shown(render: Render) -> None:
    """The words carry their predicate; 75.28 to 75.32 lies entirely above 50."""
    page = render("# Titel\n\nDat is {stelling}`meer dan de helft | proef-deel > 50`.\n")
    span = page.body.select_one(".rc-stelling")
    assert (span.get_text(), span["data-stelling"]) == ("meer dan de helft", "proef-deel > 50")
    assert page.warnings == ""


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("proef-deel > 75,3", "is not true: 'proef-deel > 75,3'; proef-deel is 75.28 to 75.32"),
        ("proef-deel.afdruk < 75", "proef-deel.afdruk is 75"),
        ("proef-dele > 5", "'proef-dele' is unknown; the closest is 'proef-deel'"),
        ("proef-deel meer dan 5", "a predicate cannot be read"),
    ],
)
def test_a_statement_that_is_not_true_warns(render: Render, condition: str, words: str) -> None:
    """Undecided, false, about an unknown number, or not a predicate: each gives a warning."""
    assert words in render(f"# Titel\n\n{{stelling}}`gestegen | {condition}`\n").warnings


def test_a_table_has_a_source_line(render: Render) -> None:
    """The line under the table lists its sources."""
    lines = render("# Titel\n\n```{tabel} proef-elders\n```\n").body.select("p.rc-bron")
    assert [line.get_text() for line in lines] == [
        "Bron: Verzonnen telling (openbaar); Verzonnen telling (nagebootst) (Niemand)."
    ]


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0, 0, "geen"),
        (1, 1, "één"),
        (12, 12, "twaalf"),
        (26, 26, "26"),
        (1, 4, "tussen 1 en 4"),
        (-34, -34, "\N{MINUS SIGN}34"),
    ],
)
def test_a_count_has_a_part_in_words(tmp_path: Path, low: int, high: int, word: str) -> None:
    """From twenty in digits, and an interval as it is displayed."""
    store = load_store(write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition"))
    amount = Amount.of(between(low, high, "vestigingen"))
    assert (
        numbers.part_of(store.records["proef-stil"].model_copy(update={"measure": amount}), "woord")
        == word
    )


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("41", "Er 41 vestigingen, 41 regio’s."),
        ("1", "Er 1 vestiging, 1 regio."),
        ("één", "Er één vestiging, één regio."),
        ("geen", "Er geen vestiging, geen regio."),
    ],
)
def test_the_counted_noun_agrees_with_the_number(
    render: Render, monkeypatch: pytest.MonkeyPatch, number: str, sentence: str
) -> None:
    """After one and none the noun becomes singular, whatever the text of the chapter says."""
    monkeypatch.setattr(numbers, "part_of", lambda *_: number)
    text = "# Titel\n\nEr {getal}`proef-stil` vestigingen, {getal}`proef-stil` regio's.\n"
    assert sentence in render(text, edition=EDITION).body.get_text()


def test_only_the_noun_after_its_own_number_is_singular(
    render: Render, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two sentences end in the same word: one counts eight, the other one."""
    shown = {"proef-stil": "acht", "proef-deel": "één"}
    monkeypatch.setattr(numbers, "part_of", lambda record, _: shown[record.id])
    text = "# Titel\n\nOp {getal}`proef-stil` vestigingen.\nOp {getal}`proef-deel` vestigingen.\n"
    assert (
        "Op acht vestigingen.\nOp één vestiging." in render(text, edition=EDITION).body.get_text()
    )
