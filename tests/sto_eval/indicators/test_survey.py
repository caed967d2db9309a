"""The survey: which wave, who agrees, and how the shares are computed."""

from __future__ import annotations

import pandas as pd
import pytest

from sto_eval.indicators import survey

REGIONS = pd.DataFrame({"regio_id": [f"R{number}" for number in range(20)]})
ANSWERS = pd.DataFrame(
    {
        "regio_id": REGIONS["regio_id"][:10],
        "meetjaar": 2024,
        "vraag": "kwaliteit",
        "antwoord": pd.array([4] * 5 + [3] * 5, dtype="Int64"),
    }
)
"""Ten of twenty regions answered, half of them agree."""


def test_a_wave_is_that_of_a_year_or_the_latest() -> None:
    """Two waves of ten rows; a year without a wave has none."""
    both = pd.concat([ANSWERS, ANSWERS.assign(meetjaar=2022)])
    assert set(survey.wave(both, "laatste")["meetjaar"]) == {2024}
    assert set(survey.wave(both, "2022")["meetjaar"]) == {2022}
    assert survey.wave(both, "2023").empty


def test_four_agrees_and_three_does_not() -> None:
    """Five of ten who answered; five to fifteen of all twenty."""
    found = survey.specifications(ANSWERS, REGIONS, ["kwaliteit"])
    assert [(tuple(one.choices.items()), one.measure.low, one.measure.high) for one in found] == [
        ((("uitspraak", "kwaliteit"), ("noemer", "alle regio's")), 25, 75),
        ((("uitspraak", "kwaliteit"), ("noemer", "regio's die antwoordden")), 50, 50),
    ]


def test_a_share_is_of_regions() -> None:
    """Those who agree and those who do not, known up to bounds; half of all regions answered."""
    agree = survey.agreement_share(ANSWERS, REGIONS, "kwaliteit")
    assert [(part.unit, part.recipe.operation) for part in agree.recipe.parts] == [
        ("regio's", "known-count"), ("regio's", "known-count"),
    ]  # fmt: skip
    response = survey.response_share(ANSWERS, REGIONS)
    assert (response.value, [part.unit for part in response.recipe.parts]) == (50, ["regio's"] * 2)


def test_the_least_of_several_statements_is_one_of_them() -> None:
    """Among those who answered: six of eleven on one, five of ten on the other."""
    more = pd.DataFrame({"regio_id": ["R10"], "antwoord": pd.array([5], dtype="Int64")})
    other = pd.concat([ANSWERS, more]).assign(vraag="uitstraling", meetjaar=2024)
    rows = pd.concat([other, ANSWERS])
    least = survey.least_agreement(rows, REGIONS, ["uitstraling", "kwaliteit"], survey.ANSWERED)
    assert (least.value, least.unit, least.recipe.operation) == (50, "%", "least")
    assert [part.value for part in least.recipe.parts] == [pytest.approx(600 / 11), 50]


def test_the_bounds_of_the_least_can_be_of_two_statements() -> None:
    """Of 78 regions between 5 and 73 agree with one statement and between 8 and 70 with another: 5 to 70."""
    silent = pd.DataFrame({"regio_id": [f"R{n}" for n in range(78)]})
    first, second = (
        pd.DataFrame(
            {"regio_id": silent["regio_id"][:asked], "antwoord": 1, "vraag": name, "meetjaar": 2024}
        )
        for name, asked in (("uitstraling", 10), ("kwaliteit", 16))
    )
    first.loc[:4, "antwoord"], second.loc[:7, "antwoord"] = 5, 5
    rows = pd.concat([first, second]).astype({"antwoord": "Int64"})
    least = survey.least_agreement(rows, silent, ["uitstraling", "kwaliteit"])
    assert (least.low, least.high) == (pytest.approx(500 / 78), pytest.approx(7000 / 78))


def test_without_a_statement_nothing_is_least() -> None:
    """Nobody was asked anything: unknown, in percent, and not withheld."""
    none = survey.least_agreement(ANSWERS, REGIONS, [])
    assert (none.value, none.unit, none.withheld) == (None, "%", False)
    unasked = survey.agreement_share(ANSWERS, REGIONS, "uitstraling", survey.ANSWERED)
    assert (unasked.value, unasked.withheld) == (None, False)
