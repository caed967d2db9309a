"""The answers first: how a chapter opens, the list of contents, the rebuilt infographic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sto_eval.sphinxext.elsewhere import NOTHING, told
from sto_eval.sphinxext.infographic import beside, breadths

Render = Callable[..., Any]
ROW = ["Krant (alleen begin gelezen)", "wat", "5", "vijf", "6"]


def texts(root: Any, selector: str) -> list[str]:
    """The texts of the elements found."""
    return [found.get_text(" ", strip=True) for found in root.select(selector)]


def test_a_chapter_opens_with_the_answers_to_its_claims(render: Render) -> None:
    """Per claim what was printed, our number, the verdict and the evidence; without the reasons."""
    page = render("# Titel\n\n```{antwoord}\n```\n")
    opening = page.body.select_one(".sto-opening")
    assert texts(opening, ".sto-stem-getal .sto-groot") == ["75,3%", "€\N{NO-BREAK SPACE}12,00"]
    assert texts(opening, ".sto-stem-afdruk .sto-groot") == ["ca. 75%", "€\N{NO-BREAK SPACE}12"]
    assert texts(opening, ".sto-uitslag") == [
        "● klopt openbare bron",
        "○ niet na te rekenen verzonnen",
    ]
    assert "Omdat het zo is" not in opening.get_text()
    assert page.warnings == ""


def test_the_opening_and_the_verdict_have_one_shape(render: Render) -> None:
    """The same voices in the same order, the others last, also where they said nothing."""
    page = render("# Titel\n\n```{antwoord}\n```\n\n```{oordeel} proef-deel proef-som\n```\n")
    first, last = (texts(panel, ".sto-stemnaam") for panel in page.body.select(".sto-paneel"))
    assert first == last == [*["De infographic", "Onze berekening", "Oordeel"] * 2, "Anderen"]


def test_a_page_without_claims_has_no_opening(render: Render) -> None:
    """The register gives this page no claim: a warning that names the chapters that have some."""
    assert (
        "chapter with claims 'None' is unknown"
        in render("# Titel\n\n```{antwoord}\n```\n", name="ander").warnings
    )


def test_the_contents_ask_and_answer(render: Render) -> None:
    """The title of each chapter as a link, and under it our number, what it is and the verdict."""
    page = render("# Hoeveel is er?\n\n```{vragen}\n```\n")
    assert texts(page.body, ".sto-vraag a") == ["Hoeveel is er?"]
    assert texts(page.body, ".sto-antwoord")[0] == "75,3% Getal proef-deel ● klopt openbare bron"
    assert page.warnings == ""


def test_the_tally_has_a_sign_for_every_claim(render: Render) -> None:
    """By verdict, and no number is written: the sentence under the infographic counts."""
    page = render("# Titel\n\n```{claims-overzicht}\n```\n")
    assert texts(page.body, ".sto-stand li") == [
        "● klopt",
        "○ niet na te rekenen",
        "– nog niet nagerekend",
    ]
    assert page.body.select_one(".sto-plek ~ .sto-telling").get_text().startswith("Van de 3")


def test_a_card_on_the_front_page_has_the_print_beside_the_number(render: Render) -> None:
    """In one paragraph, and the title of the chapter is the link under it."""
    zin = render("# Hoeveel is er?\n\n```{claims-overzicht}\n```\n").body.select_one(".sto-zin")
    assert texts(zin, ".sto-koppel") == ["75,3% gedrukt: ca. 75%"]
    assert texts(zin, ".sto-verder a") == ["Hoeveel is er?"]


def test_what_others_printed_is_counted() -> None:
    """Figures, publications however much of them was read, and how they stand to the infographic."""
    same, other = (
        "infographic: gelijk binnen afronding; ons getal: andere definitie",
        "niet te vergelijken",
    )
    rows = [[*ROW, same, ""], ["Krant", *ROW[1:], other, ""]]
    assert told(rows) == (
        "2 getallen in één publicatie. Gelijk aan het gedrukte getal, binnen afronding: 1."
    )
    assert told(rows[1:]) == "Eén getal in één publicatie. Geen daarvan telt precies hetzelfde."
    assert told([["geen publicatie gevonden"]]) == NOTHING


@pytest.mark.parametrize(
    ("counts", "wide"),
    [([1, 1], [False, False]), ([1, 1, 1, 2], [True, False, False, True]), ([2, 1], [True, True])],
)
def test_sentences_stand_two_by_two(counts: list[int], wide: list[bool]) -> None:
    """One with several claims has its own line; the first of an odd row of others leads."""
    assert breadths(counts) == wide


def test_only_neighbours_of_one_claim_stand_side_by_side() -> None:
    """A lone small block has the whole line."""
    assert beside([1, 2, 1, 1]) == [False, False, True, True]
