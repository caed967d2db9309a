"""The survey: which wave, who agrees, and how the shares are computed."""

from __future__ import annotations

import pandas as pd
import pytest
from support.counted_registers import changed, lines

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
    assert least.unit == "%"


def test_without_a_statement_nothing_is_least() -> None:
    """Nobody was asked anything: unknown, in percent, and not withheld."""
    none = survey.least_agreement(ANSWERS, REGIONS, [])
    assert (none.value, none.unit, none.withheld) == (None, "%", False)
    unasked = survey.agreement_share(ANSWERS, REGIONS, "uitstraling", survey.ANSWERED)
    assert (unasked.value, unasked.withheld) == (None, False)


ASKED = pd.DataFrame({"regio_id": [f"R{number}" for number in range(1, 21)]})
ASKED.index.name = "regios"


FIFTEEN_ANSWERS = pd.DataFrame(
    {
        "regio_id": ASKED["regio_id"][:15],
        "meetjaar": 2024,
        "vraag": "kwaliteit",
        "antwoord": pd.array([5, 4] * 5 + [2] * 5, dtype="Int64"),
    }
).rename_axis(index="enquete")
"""Ten of twenty regions agree, five do not, five did not answer."""


def test_who_did_not_answer_widens_the_share() -> None:
    """Ten to fifteen of twenty: between 50 and 75 percent; of those who answered ten of fifteen."""
    share = survey.agreement_share(FIFTEEN_ANSWERS, ASKED, "kwaliteit")
    assert (share.low, share.high) == (50, 75)
    among = survey.agreement_share(FIFTEEN_ANSWERS, ASKED, "kwaliteit", survey.ANSWERED)
    assert among.low == among.high == pytest.approx(200 / 3)
    assert survey.response_share(FIFTEEN_ANSWERS, ASKED).value == 75


def test_an_agreement_rests_on_the_answers_and_on_all_who_were_asked() -> None:
    """Not on the answer to another question, nor on the row without one; among answers on no region."""
    answers = changed(changed(FIFTEEN_ANSWERS, "vraag", "uitstraling"), "antwoord", pd.NA, 14)
    everyone = list(range(20))
    least = survey.least_agreement(answers, ASKED, ["kwaliteit"])
    assert lines(least) == {"enquete": list(range(1, 14)), "regios": everyone}
    among = survey.agreement_share(answers, ASKED, "kwaliteit", survey.ANSWERED)
    assert lines(among) == {"enquete": list(range(1, 14)), "regios": []}
    response = survey.response_share(answers, ASKED)
    assert lines(response) == {"regios": everyone, "enquete": list(range(14))}


def test_one_answer_moves_the_result() -> None:
    """The second leader changes from agreeing to not: nine to fourteen of twenty."""
    least = survey.least_agreement(changed(FIFTEEN_ANSWERS, "antwoord", 1, 1), ASKED, ["kwaliteit"])
    assert (least.low, least.high) == (45, 70)


def test_the_least_agreed_statement_counts() -> None:
    """Nobody was asked about the image, so from none to all; fifty to 75 percent agree with the other: at most 75."""
    least = survey.least_agreement(FIFTEEN_ANSWERS, ASKED, ["kwaliteit", "uitstraling"])
    assert (least.low, least.high) == (0, 75)
    assert [s.label for s in survey.specifications(FIFTEEN_ANSWERS, ASKED, ["kwaliteit"])] == [
        "kwaliteit, alle regio's",
        "kwaliteit, regio's die antwoordden",
    ]


@pytest.mark.parametrize("answer", [1, 5])
def test_a_statement_with_four_on_one_side_is_withheld(answer: int) -> None:
    """Four of fourteen think otherwise than the rest: no share, in no reading, and so no least one."""
    rows = FIFTEEN_ANSWERS[:14].assign(antwoord=[answer] * 4 + [6 - answer] * 10)
    both = [
        *survey.specifications(rows, ASKED, ["kwaliteit"]),
        *survey.specifications(FIFTEEN_ANSWERS, ASKED, ["kwaliteit"]),
    ]
    assert [each.measure.withheld for each in both] == [True, True, False, False]
    other = pd.concat([rows, FIFTEEN_ANSWERS.assign(vraag="uitstraling")])
    least = survey.least_agreement(other, ASKED, ["kwaliteit", "uitstraling"])
    assert (least.withheld, least.unit) == (True, "%")
    assert lines(least) == {"enquete": list(range(15)), "regios": list(range(20))}
