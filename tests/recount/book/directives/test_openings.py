"""Answers first: the opening of a chapter, the list of questions and the rebuilt infographic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.sample_edition import write_edition
from support.sample_records import a_record

from recount.book.directives.other_publications import NOTHING, summary
from recount.book.directives.overview import full_width, side_by_side
from recount.book.directives.panels import ALLOWED, label_lines, large_number
from recount.book.directives.store import load_store
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, between, exact, unknown
from recount.results.public_bounds import Compatibility, Fit, Public
from recount.results.recording import public_bounds
from recount.results.records import Record

Render = Callable[..., Any]
ROW = ["Krant (alleen begin gelezen)", "wat", "5", "vijf", "6"]


def texts(root: Any, selector: str) -> list[str]:
    """Texts of the selected elements."""
    return [found.get_text(" ", strip=True) for found in root.select(selector)]


def test_a_chapter_opens_with_the_answers_to_its_claims(render: Render) -> None:
    """Each claim shows the printed figure, our number, the verdict and the evidence, but no reasons."""
    page = render("# Titel\n\n```{antwoord}\n```\n")
    opening = page.body.select_one(".rc-opening")
    assert texts(opening, ".rc-stem-getal .rc-groot") == ["75,3%", "€\N{NO-BREAK SPACE}12,00"]
    assert texts(opening, ".rc-stem-afdruk .rc-groot") == ["ca. 75%", "€\N{NO-BREAK SPACE}12"]
    assert texts(opening, ".rc-uitslag") == [
        "● klopt openbare bron",
        "○ niet na te rekenen verzonnen",
    ]
    assert "Omdat het zo is" not in opening.get_text()
    assert page.warnings == ""


def test_the_opening_has_fixed_columns(render: Render) -> None:
    """In the same order for every claim; other publications come last, even if there are none."""
    page = render("# Titel\n\n```{antwoord}\n```\n")
    names = [*["De publicatie", "Onze berekening", "Oordeel"] * 2, "Anderen"]
    assert texts(page.body, ".rc-paneel .rc-stemnaam") == names


def test_the_end_of_a_chapter_gives_the_reasons(render: Render) -> None:
    """Per claim its label and verdict, the printed sentence and why; the panel is not repeated."""
    page = render("# Titel\n\n```{oordeel} proef-deel proef-som\n```\n")
    assert page.body.select(".rc-paneel") == []
    found = texts(page.body, ".rc-redenen > li")
    assert len(found) == 2
    assert found[0].startswith("Getal proef-deel: ● klopt openbare bron")
    assert "Omdat het zo is" in found[0]


def test_an_edition_without_a_list_says_nothing_of_other_publications(render: Render) -> None:
    """Nobody searched for any."""
    page = render("# Titel\n\n```{antwoord}\n```\n", sources="")
    assert "Anderen" not in texts(page.body, ".rc-stemnaam")


def unknown_with(allowed: Measure, evidence: Evidence) -> Record:
    """An unknown number, and what public figures allow for the printed one."""
    found = Compatibility(Fit.UNDECIDED, "")
    public = public_bounds(Public(allowed, ""), found, [], Evidence.OPEN)
    return a_record(unknown("vestigingen"), evidence=evidence, public=public)


@pytest.mark.parametrize(
    ("allowed", "evidence", "shown", "note"),
    [
        (between(2, 8, "vestigingen"), Evidence.MISSING, "tussen 2 en 8", [ALLOWED]),
        (unknown("vestigingen"), Evidence.MISSING, "onbekend", []),
        (exact(6, "vestigingen"), Evidence.MISSING, "onbekend", []),
        (between(2, 8, "vestigingen"), Evidence.ADMINISTRATION, "onbekend", []),
    ],
)
def test_without_its_source_public_bounds_replace_a_number(
    allowed: Measure, evidence: Evidence, shown: str, note: list[str], tmp_path: Path
) -> None:
    """Bounds are shown, with a note, only if they are known and the source is missing."""
    answer, store = (
        ({}, unknown_with(allowed, evidence)),
        load_store(tmp_path, write_edition(tmp_path / "edition")),
    )
    assert large_number(answer, store).astext() == shown
    assert [line.astext() for line in label_lines(answer, store) if line] == ["Deel", *note]


def test_a_page_without_claims_has_no_opening(render: Render) -> None:
    """A page without claims in the register gives a warning."""
    assert (
        "chapter with claims 'None' is unknown"
        in render("# Titel\n\n```{antwoord}\n```\n", name="ander").warnings
    )


def test_the_summary_has_the_answers_to_every_question(render: Render) -> None:
    """The title of each chapter is a link, followed by the labels, our numbers, the printed ones and the verdicts."""
    page = render("# Hoeveel is er?\n\n```{samenvatting}\n```\n")
    assert texts(page.body, ".rc-vraag a") == ["Hoeveel is er?"]
    line = "Getal proef-deel 75,3% gedrukt: ca. 75% ● klopt openbare bron"
    assert texts(page.body, ".rc-antwoord")[0] == line
    assert page.warnings == ""


def test_the_summary_has_what_public_figures_say(tmp_path: Path) -> None:
    """Without a source the line has what the front page has in large type, in the size of the text."""
    store = load_store(tmp_path, write_edition(tmp_path / "edition"))
    answer = {}, unknown_with(between(2, 8, "vestigingen"), Evidence.MISSING)
    listed, large = (large_number(answer, store, listed=one) for one in (True, False))
    assert listed.astext() == large.astext() == "tussen 2 en 8"
    assert "rc-groot" not in listed["classes"]


def test_the_tally_has_a_symbol_for_every_claim(render: Render) -> None:
    """Symbols are grouped by verdict; the sentences under them have the counts."""
    page = render("# Titel\n\n```{telling}\n```\n")
    assert texts(page.body, ".rc-stand li") == [
        "● klopt",
        "○ niet na te rekenen",
        "– nog niet nagerekend",
    ]
    assert page.body.select_one(".rc-telling").get_text() == (
        "De publicatie doet drie uitspraken; één daarvan konden wij controleren. "
        "Daarvan klopt er één. "
        "Eén is berekend met een verzonnen bestand, en dat bewijst niets. "
        "Eén is nog niet nagerekend."
    )


def test_a_claim_on_the_infographic_shows_the_printed_figure(render: Render) -> None:
    """Our number and the printed figure share a paragraph, followed by a link with the chapter title."""
    zin = render("# Hoeveel is er?\n\n```{claims-overzicht}\n```\n").body.select_one(".rc-zin")
    assert texts(zin, ".rc-koppel") == ["75,3% gedrukt: ca. 75%"]
    assert texts(zin, ".rc-verder a") == ["Hoeveel is er?"]


def test_other_publications_are_summarised() -> None:
    """The summary counts figures, publications and figures equal to the infographic."""
    same, other = (
        "infographic: gelijk binnen afronding; ons getal: andere definitie",
        "niet te vergelijken",
    )
    rows = [[*ROW, same, ""], ["Krant", *ROW[1:], other, ""]]
    assert summary(rows, "de infographic") == (
        "2 getallen in één publicatie. Eén is afgerond gelijk aan het getal van de infographic."
    )
    assert (
        summary(rows[1:], "de infographic")
        == "Eén getal in één publicatie. Geen daarvan telt precies hetzelfde als de infographic."
    )
    assert summary([["geen publicatie gevonden"]], "de infographic") == NOTHING


@pytest.mark.parametrize(
    ("counts", "wide"),
    [([1, 1], [False, False]), ([1, 1, 1, 2], [True, False, False, True]), ([2, 1], [True, True])],
)
def test_single_claim_sentences_come_in_pairs(counts: list[int], wide: list[bool]) -> None:
    """A sentence with several claims takes a full line, and so does the first of an odd number of others."""
    assert full_width(counts) == wide


def test_only_adjacent_single_claim_blocks_are_side_by_side() -> None:
    """A single small block takes the full line."""
    assert side_by_side([1, 2, 1, 1]) == [False, False, True, True]
