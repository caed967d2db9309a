"""Which accepted numbers changed."""

from __future__ import annotations

import datetime as dt

from recount.results.accepted_changes import AcceptedChange, accepted_changes

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)


def test_a_change_has_the_value_before_it_the_reason_the_day_and_the_cause() -> None:
    """A first acceptance is no change; what is not recorded is empty."""
    past = {
        "a": [
            {"waarde": 1.0, "reden": "nieuw", "datum": MONDAY},
            {"waarde": 2.0, "reden": "verbeterd", "datum": TUESDAY, "oorzaak": "gegevens"},
            {"waarde": "vervallen", "reden": "dubbel"},
        ],
        "b": [{"waarde": 3.0, "reden": "nieuw"}],
    }
    assert accepted_changes(past) == [
        AcceptedChange("a", 1, 1.0, 2.0, "verbeterd", TUESDAY, "gegevens"),
        AcceptedChange("a", 2, 2.0, "vervallen", "dubbel", None, ""),
    ]


def test_the_last_day_comes_first() -> None:
    """Numbers that changed on one day for one reason stand together."""

    def history(reason: str, day: dt.date) -> list[dict[str, object]]:
        return [{"waarde": 1.0, "reden": "nieuw"}, {"waarde": 2.0, "reden": reason, "datum": day}]

    past = {
        "a": history("y", MONDAY),
        "b": history("z", TUESDAY),
        "c": history("x", TUESDAY),
        "d": history("z", TUESDAY),
    }
    assert [change.number for change in accepted_changes(past)] == ["c", "b", "d", "a"]
