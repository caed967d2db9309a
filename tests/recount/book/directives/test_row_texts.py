"""Every row of a figure says what it is about, its value or bounds, and what it rests on."""

from __future__ import annotations

import pytest

from recount.book.directives.row_texts import describe_rows

NOUNS = {"vestigingen": "vestiging", "leerlingen": "leerling"}
ENDS = ("", " ondergrens", " bovengrens")
BOUNDS = ["profiel", "leerlingen ondergrens", "leerlingen bovengrens"]


def texts(head: list[str], *rows: list[str]) -> list[str]:
    """The texts of the rows."""
    return [one.text for one in describe_rows([head, *rows], NOUNS)]


def test_a_share_says_what_it_rests_on() -> None:
    """Bounds equal to the value, and unknown parts, are left out; a constant denominator is not."""
    head = ["profiel", "waarde (%)", "ondergrens (%)", "bovengrens (%)", "teller", "noemer"]
    rows = ["PIE", "92.46", "92.46", "92.46", "87", "94"], ["MaT", "", "", "", "", "94"]
    assert texts(head, *rows) == ["PIE: 92,5%; 87 van 94.", "MaT: onbekend."]


def test_a_share_of_nothing_or_all_is_written_as_any_other() -> None:
    """With one decimal, as the number itself; a whole share between them stays, as a print has it."""
    head = ["profiel", "aandeel (%)"]
    rows = ["PIE", "100.0"], ["MVI", "90"], ["MaT", "0.0"]
    assert texts(head, *rows) == ["PIE: 100,0%.", "MVI: 90%.", "MaT: 0,0%."]


def test_a_masked_share_says_between_what_it_rests_on() -> None:
    """The bounds of the numerator, of a whole that is known or has bounds too."""
    head = ["jaar", "aandeel (%)", *(f"{p}{e}" for p in ("teller", "noemer") for e in ENDS)]
    rows = [
        ["2019", "20", "", "2301", "2350", "11027", "11027", "11027"],
        ["2020", "21", "", "1", "2", "", "5", "8"],
    ]
    assert texts(head, *rows) == [
        "2019: 20%; tussen 2.301 en 2.350 van 11.027.",
        "2020: 21%; 1 of 2 van een totaal tussen 5 en 8.",
    ]


def test_a_numerator_without_denominator_is_named() -> None:
    """Nothing says what it is a part of."""
    assert texts(["profiel", "waarde (%)", "teller"], ["PIE", "92.46", "2509615.0"]) == [
        "PIE: 92,5%; teller 2.509.615."
    ]


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("1", "4", "PIE: tussen 1 en 4 leerlingen."),
        ("1", "2", "PIE: 1 of 2 leerlingen."),
        ("1", "1", "PIE: 1 leerling."),
        ("1", "", "PIE: ten minste 1 leerling."),
        ("", "4", "PIE: hooguit 4 leerlingen."),
        ("", "", "PIE: onbekend."),
    ],
)
def test_a_masked_count_is_an_interval(low: str, high: str, text: str) -> None:
    """Only its bounds are known; the noun agrees with one."""
    assert texts(BOUNDS, ["PIE", low, high], ["MaT", "2", "2"])[0] == text


def test_bounds_follow_a_value_that_differs() -> None:
    """The unit is a mark at every number."""
    head = ["jaar", "aandeel (%)", "aandeel ondergrens (%)", "aandeel bovengrens (%)"]
    assert texts(head, ["2019", "20.5", "20.1", "21"]) == ["2019: 20,5% (tussen 20,1% en 21%)."]


def test_every_quantity_is_named() -> None:
    """A count is followed by its noun, any other quantity by its name; an amount has its sign."""
    head = ["jaar", "leerlingen", "index", "bedrag (euro)"]
    assert texts(head, ["2021", "1500", "98.73", "2.5"]) == [
        "2021: 1.500 leerlingen; index 98,7; bedrag €\N{NO-BREAK SPACE}2,5."
    ]


def test_a_row_has_the_unit_in_its_column() -> None:
    """The figures of publications differ in unit."""
    assert texts(["jaar", "eenheid", "waarde"], ["2020", "regio's", "78"], ["2021", "%", "5"]) == [
        "2020: 78 regio's.",
        "2021: 5%.",
    ]


def test_a_figure_of_a_publication_is_a_sentence() -> None:
    """Who, how much, when, and whether it counts the same; the panel only if there are several."""
    head = ["telling", "wie", "soort", "jaar", "eenheid", *(f"waarde{end}" for end in ENDS)]
    rows = [
        ["Dagen", "infographic", "gedrukt", "2020 tot en met 2024", "dagen", "5", "4.5", "5.5"],
        ["Dagen", "wij", "ons getal", "2020", "dagen", "6", "6", "6"],
        ["Dagen", "Krant", "anderen, andere definitie of dag", "2021", "%", "-3", "-3.5", "-2.5"],
        ["niet getekend", "zonder vast jaar", "–", "", "getallen van anderen", "2", "2", "2"],
    ]
    assert texts(head, *rows) == [
        "Infographic: 5 dagen (tussen 4,5 en 5,5) in de jaren 2020 tot en met 2024.",
        "Ons getal: 6 dagen in 2020.",
        "Krant: −3% (tussen −3,5% en −2,5%) in 2021; andere definitie of dag.",
        "niet getekend, zonder vast jaar: 2 getallen van anderen.",
    ]
    parts = ["telling", "wie", "soort", "jaar", "eenheid", "waarde", "teller", "noemer"]
    own = ["Deel", "wij", "ons getal", "2020", "%", "60", "3", "5"]
    assert texts(parts, own) == ["Ons getal: 60% in 2020; 3 van 5."]
    rows[1][0] = "Uren"
    assert texts(head, *rows)[1] == "Uren. Ons getal: 6 dagen in 2020."


def test_names_of_a_row_have_their_unit() -> None:
    """A radius names a row; what is constant or says nothing is left out."""
    head = ["profiel", "straal (km)", "soort", "aandeel (%)"]
    assert texts(head, ["PIE", "5", "–", "60"], ["PIE", "7.5", "a", "70"]) == [
        "5 km: 60%.",
        "7,5 km, a: 70%.",
    ]


def test_a_day_is_written_in_words() -> None:
    """Also with the midnight that a spreadsheet adds."""
    assert texts(["datum", "views"], ["2020-06-24 00:00:00", "59"])[0] == "24 juni 2020: 59 views."


def test_a_definition_says_its_outcome() -> None:
    """Outcomes are already in Dutch notation and are left unchanged."""
    head = ["Eenheid", "Uitkomst", "Als gedrukt"]
    assert texts(head, ["scholen", "4.426", "nee"]) == ["scholen: 4.426 (als gedrukt: nee)."]
    share = ["jong", "60,0%", "ja", "3", "5"]
    assert texts(["Wie", *head[1:], "Aantal", "Op een totaal van"], share) == [
        "jong: 60,0%; 3 van 5 (als gedrukt: ja)."
    ]


def test_rows_of_a_series_have_its_name() -> None:
    """The year orders a series, the kind names it."""
    rows = ["a", "2019", "1"], ["a", "2020", "2"], ["b", "2019", "3"]
    found = describe_rows([["soort", "jaar", "aantal"], *rows], NOUNS)
    assert [one.series for one in found] == ["a", "a", "b"]
