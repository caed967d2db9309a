"""Parameters: each has a kind and a range, and a value outside it is refused before anything runs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from click.testing import CliRunner

from recount.cli import main
from recount.edition.edition import Edition
from recount.edition.parameters import check_defaults, parse_settings
from recount.edition.ranges import Range, range_of
from recount.errors import ChapterError

DEFAULTS: dict[str, dict[str, Any]] = {
    "bereik": {"radius_km": 10.0, "minimum": 1, "population": "tot 15 jaar", "name": "x"},
    "deelname": {"day": "2024-10-01", "moment": "laatste", "years": [2019], "region": "01"},
}
RANGES = {
    "radius_km": Range(kind="number", above=0, high=100),
    "minimum": Range(kind="whole", low=1),
    "population": Range(kind="text", options=("tot 15 jaar", "tot 25 jaar")),
    "name": Range(kind="text"),
    "day": Range(kind="day", low=dt.date(2020, 1, 1), high=dt.date(2024, 12, 31)),
    "moment": Range(kind="year", options=("laatste",)),
    "years": Range(kind="whole", low=2010, several=True),
    "region": Range(kind="fixed"),
}


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("bereik.radius_km=0.1", 0.1),
        ("bereik.radius_km=100", 100),
        ("bereik.minimum=1", 1),
        ("bereik.population=tot 25 jaar", "tot 25 jaar"),
        ("bereik.name=Bouw & Techniek", "Bouw & Techniek"),
        ("deelname.day=2020-01-01", "2020-01-01"),
        ("deelname.moment=laatste", "laatste"),
        ("deelname.moment=2022", "2022"),
        ("deelname.years=[2010, 2036]", [2010, 2036]),
    ],
)
def test_a_value_in_the_range_is_accepted(setting: str, value: object) -> None:
    """Including the bounds, and a word for a day or a year."""
    assert value in parse_settings([setting], DEFAULTS, RANGES)[setting.partition(".")[0]].values()


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("bereik.radius_km=-5", "a number, above 0, up to 100; found '-5'"),
        ("bereik.radius_km=0", "above 0"),
        ("bereik.radius_km=100.1", "up to 100"),
        ("bereik.radius_km=7,5", "found '7,5'. Write 7.5."),
        ("bereik.radius_km='7'", "Write 7."),
        ("bereik.radius_km=", "found nothing"),
        ("bereik.radius_km=NaN", "found 'NaN'"),
        ("bereik.radius_km=inf", "found 'inf'"),
        ("bereik.radius_km=1e400", "found '1e400'"),
        ("bereik.radius_km=1" + 5000 * "0", "…'"),
        ("bereik.radius_km=" + 5000 * "(", "…'"),
        ("bereik.radius_km=True", "found 'True'"),
        ("bereik.minimum=-3", "a whole number, from 1; found '-3'"),
        ("bereik.minimum=0", "from 1"),
        ("bereik.minimum=2.5", "a whole number"),
        ("bereik.minimum=False", "a whole number"),
        ("bereik.population=tot 99 jaar", "one of 'tot 15 jaar', 'tot 25 jaar'"),
        ("bereik.population='tot 15 jaar'", "Write tot 15 jaar."),
        ("bereik.population=Tot 15 jaar", "Write tot 15 jaar."),
        ("bereik.population=", "found nothing"),
        ("bereik.name= ", "a text"),
        ("bereik.name=a\nb", "a text"),
        ("deelname.day=gisteren", "a day as YYYY-MM-DD.*; found 'gisteren'"),
        ("deelname.day=20241001", "a day as"),
        ("deelname.day=2024-02-30", "a day as"),
        ("deelname.day=2202-01-01", "up to 2024-12-31"),
        ("deelname.moment=vorige", "a year as YYYY, or 'laatste'"),
        ("deelname.years=[]", "a list, each a whole number"),
        ("deelname.years=[2019, 1900]", "from 2010"),
        ("deelname.years=2019", "a list"),
        ("deelname.region=02", "no setting, because the name"),
    ],
)
def test_a_value_outside_the_range_is_refused_by_name(setting: str, words: str) -> None:
    """What is allowed, what was found, and the correct notation if known."""
    with pytest.raises(ChapterError, match=words) as caught:
        parse_settings([setting], DEFAULTS, RANGES)
    assert len(str(caught.value)) < 800


def test_without_a_range_the_type_is_that_of_the_default() -> None:
    """An integer must be an integer; a float may be given as an integer."""
    assert parse_settings(["bereik.radius_km=7"], DEFAULTS) == {"bereik": {"radius_km": 7}}
    with pytest.raises(ChapterError, match="a value like 1; found '2.5'"):
        parse_settings(["bereik.minimum=2.5"], DEFAULTS)


def test_a_default_outside_its_range_is_refused() -> None:
    """Whoever edits the cell of a chapter gets the same error; a fixed parameter is not checked."""
    check_defaults("deelname", DEFAULTS["deelname"], RANGES)
    with pytest.raises(ChapterError, match="chapter 'bereik', cell 'parameters', radius_km"):
        check_defaults("bereik", {"radius_km": -5.0}, RANGES)


def test_the_range_of_a_chapter_takes_precedence() -> None:
    """One name can have two meanings in two chapters."""
    own = Range(kind="text", options=("per jaar",))
    ranges = {"reading": Range(kind="text"), "ondersteuning.reading": own}
    assert range_of(ranges, "ondersteuning", "reading") == own
    assert range_of(ranges, "sto-live", "reading") == ranges["reading"]
    assert range_of(ranges, "sto-live", "other") is None


def test_a_command_stops_before_anything_runs(edition: Edition) -> None:
    """Status 1, the message, and no chapter was touched."""
    with edition.file("edition").open("a", encoding="utf-8") as card:
        card.write('\n[parameters]\nminimum = { kind = "whole", low = 1 }\n')
    for command in (["run"], ["why", "proef"]):
        done = CliRunner().invoke(main, [*command, "--set", "proef.minimum=-3"])
        assert (done.exit_code, "found '-3'" in done.output) == (1, True), done.output
    assert not (edition.build / "chapters").exists()
