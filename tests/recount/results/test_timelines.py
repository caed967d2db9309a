"""Which figures go on one time axis: those in one unit that are compared with one number."""

from __future__ import annotations

import math
from decimal import Decimal
from pathlib import Path

import pandas as pd

from recount.edition.claims import Claim, load_claims
from recount.edition.edition import load_edition
from recount.layouts.publications import LAYOUT
from recount.numbers.formats import write_out
from recount.numbers.measures import Measure, between, exact
from recount.results.publications import Relation, about
from recount.results.timelines import MOST_PANELS, Dated, Panel, Voice, family, panels

ROOT = Path(__file__).parents[3]
CLAIM = Claim(
    text="MaT is op vijf vestigingen te volgen.", shown="vijf", value=Decimal(5), step=Decimal(1),
    relation="gelijk", unit="vestigingen", place="Dekkend", definition="Vestigingen met MaT.",
)  # fmt: skip
CLAIMS = {"aanbod-mat": CLAIM}
OURS = {"aanbod-mat": Dated(exact(6, "vestigingen"), (2019, 2019))}


def row(value: float, **cells: object) -> dict[str, object]:
    """A row of the list: five locations with MaT in 2018 by default."""
    known: dict[str, object] = {
        "waarde": value, "stap": 1.0, "eenheid": "vestigingen", "jaar": "2018",
        "beeld": "vestigingen met MaT", "vergelijk": "aanbod-mat", "zelfde_definitie": False,
        "bron": "Krant",
    }  # fmt: skip
    return known | cells


def drawn(
    *rows: dict[str, object], ours: dict[str, Dated] = OURS, claims: dict[str, Claim] = CLAIMS
) -> list[Panel]:
    """The panels of these rows, for a programme of 2020 to 2024."""
    return panels(pd.DataFrame(rows), claims, ours, (2020, 2024), "infographic", "titel")


def test_the_print_ours_and_others_share_a_panel() -> None:
    """The print is about the whole programme, ours and the paper about a year."""
    (panel,) = drawn(row(5))
    assert panel.title == "Vestigingen met MaT"
    assert [(mark.voice, mark.who, mark.when, write_out(mark.shown)) for mark in panel.marks] == [
        (Voice.PRINTED, "infographic", "2020 tot en met 2024", "5"),
        (Voice.OURS, "wij", "2019", "6"),
        (Voice.OTHER, "Krant", "2018", "5"),
    ]
    assert (panel.numbers, panel.relations) == (("aanbod-mat",), ())


def test_a_claim_about_one_year_is_drawn_there() -> None:
    """The print speaks of 2036."""
    claims = {"aanbod-mat": CLAIM.model_copy(update={"years": (2036, 2036)})}
    assert drawn(row(5), claims=claims)[0].marks[0].years == (2036, 2036)


def test_only_rows_with_a_name_are_drawn() -> None:
    """The paper is drawn, and the letter without a name is not."""
    (panel,) = drawn(row(5), row(7, bron="Brief", beeld=""))
    assert [mark.who for mark in panel.others] == ["Krant"]


def test_another_unit_has_nothing_to_compare_with() -> None:
    """Three schools are next to no number of locations."""
    assert drawn(row(3, eenheid="scholen")) == []


def test_different_numbers_have_panels_of_their_own_up_to_three() -> None:
    """PIE, BWI, M&T and MVI have a number of ours each; the fourth is left out."""
    profiles = ["pie", "bwi", "mt", "mvi"]
    ours = {name: Dated(exact(1, "vestigingen"), (2019, 2019)) for name in profiles}
    found = drawn(*(row(1, vergelijk=name, beeld=name) for name in profiles), ours=ours)
    assert [panel.title for panel in found] == ["Pie", "Bwi", "Mt"]


def test_our_numbers_of_other_years_belong_to_one_family() -> None:
    """A row of a year without a number of ours names the family; ours are in order of year."""
    ours = {
        "leerlingen-2019": Dated(exact(9, "vestigingen"), (2019, 2019)),
        "leerlingen-2016": Dated(between(7, 9, "vestigingen"), (2016, 2016)),
        "leerlingen": Dated(exact(1, "%"), (2019, 2019)),
    }
    (panel,) = drawn(row(5, vergelijk="leerlingen-*"), ours=ours)
    own = [mark for mark in panel.marks if mark.voice is Voice.OURS]
    assert [(mark.years[0], mark.low, mark.high) for mark in own] == [(2016, 7, 9), (2019, 9, 9)]


def test_the_family_of_a_number_is_its_id_without_a_year() -> None:
    """A year, a school year, and none."""
    ids = ["sector-2019", "examens-2018-2019", "sector-*", "aanbod-mat"]
    assert [family(name) for name in ids] == ["sector", "examens", "sector", "aanbod-mat"]


def test_different_things_in_a_panel_are_named_at_their_marks() -> None:
    """A school, and its predecessor: the title is that of the claim."""
    (panel,) = drawn(row(5, beeld="nu"), row(7, beeld="toen", bron="Brief"))
    assert panel.title == "Titel"
    assert [mark.who for mark in panel.others] == ["Krant, nu", "Brief, toen"]


def test_a_figure_about_several_years_has_its_first_and_last() -> None:
    """A budget of 2018 up to and including 2023."""
    (panel,) = drawn(row(5, jaar="2018 tot en met 2023"))
    assert panel.others[0].years == (2018, 2023)


def test_what_rounds_to_a_figure_is_its_range() -> None:
    """500 in steps of 100 is 450 to 550, and a count only itself."""
    (panel,) = drawn(row(500, stap=100.0), row(5, bron="Brief"))
    assert [(mark.low, mark.high) for mark in panel.others] == [(450, 550), (5, 5)]


def test_a_figure_with_our_definition_is_compared_with_print_and_ours() -> None:
    """It says five: the print too, we count six."""
    (panel,) = drawn(row(5, zelfde_definitie=True))
    assert panel.others[0].voice is Voice.SAME
    assert panel.relations == (Relation.EQUAL, Relation.UNEXPLAINED)


def test_an_infinite_bound_is_not_drawn() -> None:
    """At least six: the range ends at six."""
    ours = {"aanbod-mat": Dated(Measure(6, 6, math.inf, "vestigingen"), (2019, 2019))}
    own = drawn(row(5), ours=ours)[0].marks[1]
    assert (own.low, own.high, write_out(own.shown)) == (6, 6, "ten minste 6")


def test_the_committed_list_draws_few_figures_per_claim() -> None:
    """No claim has more than three panels, or more than eight figures of others; names are short."""
    table = LAYOUT.read(ROOT / "data" / "published" / "cijfers.csv").table
    named = table[table["beeld"] != ""]
    assert named["beeld"].str.len().max() <= 36
    for claim in load_claims(load_edition(ROOT)):
        rows = about(named, [claim])
        assert rows.groupby(["eenheid", rows["vergelijk"].map(family)]).ngroups <= MOST_PANELS
        assert len(rows) <= 8
