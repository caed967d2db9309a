"""Printed figures compared with each other, with the infographic and with our own numbers."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from recount.edition.claims import Claim, load_claims
from recount.edition.edition import load_edition
from recount.edition.number_texts import number_texts
from recount.errors import UnknownName
from recount.layouts.publications import CELLS, LAYOUT
from recount.numbers.formats import write_out
from recount.numbers.measures import Measure, between, exact
from recount.results.publications import (
    Figure,
    Relation,
    about,
    compare,
    contradictions,
    explained,
    relation,
    written,
)
from recount.results.timelines import family

ROOT = Path(__file__).parents[3]
CLAIM = Claim(
    text="MaT is op vijf vestigingen te volgen.", shown="vijf", value=Decimal(5), step=Decimal(1),
    relation="gelijk", unit="vestigingen", place="Dekkend", definition="Vestigingen met MaT.",
)  # fmt: skip
REGISTER = {"aanbod-mat": CLAIM, "periode": CLAIM}


def row(name: str, value: float, **cells: object) -> dict[str, object]:
    """A row of the list: five locations with MaT by default."""
    known: dict[str, object] = {
        "id": name, "uitspraak": "aanbod-mat", "grootheid": "vestigingen met MaT", "waarde": value,
        "stap": 1.0, "eenheid": "vestigingen", "periode": "2018-2019", "vergelijk": "aanbod-mat",
        "zelfde_definitie": False, "bron": f"Krant {name}", "url": "https://x.example",
        "gelezen": "geheel",
    }  # fmt: skip
    return known | cells


FIGURES = pd.DataFrame(
    [
        row("a", 5.0),
        row("b", 3.0, eenheid="scholen", gelezen="afgeleid"),
        row("c", 7.0, uitspraak="aanbod-mat|periode", zelfde_definitie=True),
    ]
)


@pytest.mark.parametrize(
    ("other", "printed", "expected"),
    [
        (exact(5, "vestigingen"), Figure(5, 1, "vestigingen"), Relation.EQUAL),
        (exact(4, "vestigingen"), Figure(5, 1, "vestigingen"), Relation.UNEXPLAINED),
        (exact(5.4, "vestigingen"), Figure(5, 1, "vestigingen"), Relation.UNEXPLAINED),
        (between(5, 9, "vestigingen"), Figure(5, 1, "vestigingen"), Relation.EQUAL),
        (between(6, 9, "vestigingen"), Figure(5, 1, "vestigingen"), Relation.UNEXPLAINED),
        (Figure(78, 1, "regio's"), Figure(77, 1, "regio's"), Relation.UNEXPLAINED),
        (Figure(1_452, 1, "scholen"), Figure(1_450, 10, "scholen"), Relation.EQUAL),
        (Figure(1_450, 10, "scholen"), Figure(1_454, 1, "scholen"), Relation.EQUAL),
        (Figure(1_450, 10, "scholen"), Figure(1_455, 1, "scholen"), Relation.UNEXPLAINED),
        (exact(4.6, "dagen per jaar"), Figure(5, 1, "dagen per jaar"), Relation.EQUAL),
        (exact(5.5, "dagen per jaar"), Figure(5, 1, "dagen per jaar"), Relation.UNEXPLAINED),
        (exact(-12.4, "%"), Figure(-12, 1, "%"), Relation.EQUAL),
        (Figure(-12, 1, "%"), Figure(-13, 1, "%"), Relation.UNEXPLAINED),
        (Figure(7.1, 0.1, "%"), Figure(7.2, 0.1, "%"), Relation.UNEXPLAINED),
        (Figure(0.3, 0.1, "%"), Figure(0.4, 0.1, "%"), Relation.UNEXPLAINED),
        (exact(5, "scholen"), Figure(5, 1, "vestigingen"), Relation.OTHER),
        (Measure(None, None, None, "vestigingen"), Figure(5, 1, "vestigingen"), Relation.NONE),
        (Measure(5, None, 5, "vestigingen"), Figure(5, 1, "vestigingen"), Relation.NONE),
        (Measure(5, 5, None, "vestigingen"), Figure(5, 1, "vestigingen"), Relation.NONE),
        (None, Figure(5, 1, "vestigingen"), Relation.NONE),
    ],
)
def test_a_count_equals_itself_and_a_rounded_figure_what_rounds_to_it(
    other: Measure | Figure | None, printed: Figure, expected: Relation
) -> None:
    """Four is not five and 77 is not 78; intervals that only touch do not overlap."""
    assert relation(other, printed, same_definition=True) is expected


@pytest.mark.parametrize("value", [-12, -13])
def test_another_definition_or_date_is_never_equal(value: float) -> None:
    """A fall of 12 percent of something else, or to another year, confirms no fall of 12 percent."""
    found = relation(exact(value, "%"), Figure(-12, 1, "%"), same_definition=False)
    assert found is Relation.OTHER


def test_rows_are_chosen_by_claim() -> None:
    """A row may be about several claims, and a part of an id is not a claim."""
    assert about(FIGURES, ["aanbod-mat"])["id"].tolist() == ["a", "b", "c"]
    assert about(FIGURES, ["periode"])["id"].tolist() == ["c"]
    assert about(FIGURES, ["aanbod"]).empty


def test_two_figures_for_the_same_thing_contradict_each_other() -> None:
    """Five and seven locations in one year do; three schools are something else; 7.0 and 7 agree."""
    assert contradictions(FIGURES) == {"a": ["c"], "c": ["a"], "b": []}
    agreeing = pd.DataFrame([row("a", 7.0), row("b", 7.2, stap=0.5), row("c", 9.0, periode="2019")])
    assert contradictions(agreeing) == {"a": [], "b": [], "c": []}


def test_the_table_compares_a_figure_with_the_infographic_and_ours() -> None:
    """Five is printed and we count seven: with the same definition and date, a row says which it fits."""
    table = compare(
        FIGURES, REGISTER, ["aanbod-mat"], {"aanbod-mat": exact(7, "vestigingen")}, "infographic"
    )
    assert table["Verhouding"].map(write_out).tolist() == [
        "infographic: andere definitie; ons getal: andere definitie; tegenspraak: Krant c (7)",
        "infographic: andere definitie; ons getal: andere definitie",
        "infographic: onverklaard; ons getal: gelijk binnen afronding; tegenspraak: Krant a (5)",
    ]
    assert table["Publicatie"].tolist() == ["Krant a", "Krant b (afgeleid)", "Krant c"]
    assert set(table["Infographic"].map(write_out)) == {"vijf"}
    assert set(table["Ons getal"].map(write_out)) == {"7"}


def test_a_printed_decrease_has_its_sign() -> None:
    """The print says "een daling van 12%"; the figures next to it have a sign too."""
    fall = CLAIM.model_copy(update={"shown": "12%", "value": Decimal(-12), "unit": "%"})
    table = compare(FIGURES.iloc[[0]], {"aanbod-mat": fall}, ["aanbod-mat"], {}, "infographic")
    assert table["Infographic"].map(write_out).tolist() == ["−12%"]


def test_the_caption_explains_only_the_words_in_the_table() -> None:
    """Of six words, two are in a table of one derived figure that counts something else."""
    table = compare(
        FIGURES.iloc[[1]],
        REGISTER,
        ["aanbod-mat"],
        {"aanbod-mat": exact(7, "vestigingen")},
        "infographic",
    )
    assert explained(table) == (
        "Andere definitie: de publicatie telt iets anders, of op een andere dag; een gelijk getal bevestigt dan "
        "niets. Afgeleid: door ons uitgerekend uit wat er gedrukt staat."
    )


def test_without_a_number_to_compare_nothing_is_compared() -> None:
    """Neither ours nor a printed one: dashes, and the words for it."""
    table = compare(
        FIGURES.iloc[[1]].assign(vergelijk=""), REGISTER, ["aanbod-mat"], {}, "infographic"
    )
    cells = table.iloc[0][["Infographic", "Ons getal", "Verhouding"]].tolist()
    assert cells == ["–", "–", "niet te vergelijken"]


def test_a_claim_without_a_number_has_no_figure_to_show() -> None:
    """The infographic states something without a number: a dash next to ours."""
    said = CLAIM.model_copy(update={"relation": "kwalitatief", "value": None, "step": None})
    table = compare(FIGURES.iloc[[0]], {"aanbod-mat": said}, ["aanbod-mat"], {}, "infographic")
    assert table.iloc[0][["Infographic", "Verhouding"]].tolist() == ["–", "niet te vergelijken"]


def test_a_claim_on_which_nobody_printed_anything_says_so() -> None:
    """One row instead of an empty table; a misspelt claim is an error."""
    assert compare(
        FIGURES.iloc[:2], REGISTER, ["periode"], {}, "infographic"
    ).to_numpy().tolist() == [["geen publicatie gevonden"]]
    with pytest.raises(UnknownName, match="the closest is 'periode'"):
        compare(FIGURES, REGISTER, ["periodes"], {}, "infographic")


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(-12, 1, "%"), "−12%"),
        (Figure(20.3, 0.1, "%"), "20,3%"),
        (Figure(76_500_000, 500_000, "euro"), "€\xa076,5 miljoen"),
        (Figure(76_500_000, 100_000, "euro"), "€\xa076,5 miljoen"),
        (Figure(100_000_000, 1_000_000, "euro"), "€\xa0100 miljoen"),
        (Figure(1e12, 1_000_000, "euro"), "€\xa01.000.000 miljoen"),
        (Figure(3_000_000, 1_000_000, "inwoners"), "3.000.000"),
        (Figure(368_640_080, 1, "euro"), "€\xa0368.640.080"),
        (Figure(2.6, 0.1, "km"), "2,6 km"),
        (Figure(1500, 100, "docenten"), "1.500"),
    ],
)
def test_a_figure_has_the_decimals_of_its_step(figure: Figure, expected: str) -> None:
    """No more digits than were printed."""
    assert write_out(written(figure)) == expected


def test_the_committed_list_fits_the_register() -> None:
    """Every row is about claims, and compared with a claim, an accepted number or its family, or nothing."""
    table = LAYOUT.read(ROOT / "data" / "published" / "cijfers.csv").table
    claims = load_claims(load_edition(ROOT))
    results = ROOT / "data" / "editions" / "sto-2020-2024" / "results.toml"
    numbers = set(tomllib.loads(results.read_text("utf-8"))["echt"])
    assert {name for cell in table["uitspraak"] for name in cell.split("|")} <= set(claims)
    families = {f"{family(number)}-*" for number in numbers}
    assert set(table["vergelijk"]) <= {"", *claims, *numbers, *families}
    assert len(table) >= 80
    assert list(table.columns) == list(CELLS)


def test_the_committed_list_is_consistent() -> None:
    """The same definition has the same unit; a figure read elsewhere names the intermediary."""
    table = LAYOUT.read(ROOT / "data" / "published" / "cijfers.csv").table
    claims = load_claims(load_edition(ROOT))
    texts = number_texts(load_edition(ROOT), "instroom")
    same = table[table["zelfde_definitie"]]
    units = [
        claims[name].unit if name in claims else texts.of(name).unit for name in same["vergelijk"]
    ]
    assert units == same["eenheid"].tolist()
    elsewhere = table[table["gelezen"] == "via andere bron"]
    assert elsewhere["bron"].str.contains(" via ").all()


def test_the_known_contradictions_are_in_the_committed_list() -> None:
    """M&T 93 and 103, vmbo-b 22,679 and 18,749, growth of 10.4 and 9.7 percent."""
    table = LAYOUT.read(ROOT / "data" / "published" / "cijfers.csv").table
    values = table.set_index("id")["waarde"]
    found = contradictions(table)
    pairs = {frozenset(map(float, values[[a, b]])) for a, others in found.items() for b in others}
    assert {frozenset(p) for p in ((93, 103), (22679, 18749), (10.4, 9.7))} <= pairs
