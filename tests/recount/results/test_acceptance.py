"""Every change of an accepted number has a reason, and a change without one is a finding."""

from __future__ import annotations

import datetime as dt

import pytest
from click.testing import CliRunner
from support.sample_records import codes, remove_record, write_record

from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import AcceptanceError, DefinitionError
from recount.results.acceptance import accept_results, reasons


@pytest.fixture
def accepted_once(edition: Edition) -> Edition:
    """One number, accepted as 1."""
    write_record(edition, 1.0, "openbaar")
    accept_results(edition)
    return edition


def stored(edition: Edition) -> list[tuple[object, str]]:
    """The history of the one number on real sources."""
    history = reasons(edition)["echt"]["aanbod-mat"]
    return [(entry["waarde"], entry["reden"]) for entry in history]


def test_a_new_number_needs_no_reason(accepted_once: Edition) -> None:
    """It is stored as new."""
    assert stored(accepted_once) == [(1, "nieuw")]


def test_a_changed_number_needs_a_reason(accepted_once: Edition) -> None:
    """Without one nothing is written, and the error shows old and new; with one both are stored."""
    write_record(accepted_once, 2.0, "openbaar")
    before = accepted_once.file("results").read_bytes()
    for silence in (None, " "):
        with pytest.raises(AcceptanceError, match=r"echt aanbod-mat: 1.0 -> 2.0"):
            accept_results(accepted_once, silence)
    assert accepted_once.file("results").read_bytes() == before
    accept_results(accepted_once, "DUO verbeterde de telling")
    assert stored(accepted_once) == [(1, "nieuw"), (2, "DUO verbeterde de telling")]
    assert codes(accepted_once) == []


def test_a_change_is_one_line_for_the_value_and_one_for_the_reason(accepted_once: Edition) -> None:
    """So that a diff of the file can be read number by number."""
    before = accepted_once.file("results").read_text("utf-8").splitlines()
    write_record(accepted_once, 2.0, "openbaar")
    accept_results(accepted_once, "verbeterd")
    after = accepted_once.file("results").read_text("utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [
        "aanbod-mat = 2.0",
        'aanbod-mat = [{waarde = 1.0, reden = "nieuw"}, {waarde = 2.0, reden = "verbeterd"}]',
    ]


def test_a_value_changed_by_hand_is_a_finding(accepted_once: Edition) -> None:
    """The last reason is for another value; without any reason it is a finding too."""
    path = accepted_once.file("results")
    text = path.read_text("utf-8")
    path.write_text(text.replace("aanbod-mat = 1.0", "aanbod-mat = 3.0"), "utf-8")
    write_record(accepted_once, 3.0, "openbaar")
    assert codes(accepted_once) == [("A5", "aanbod-mat")]
    path.write_text(text.replace('"nieuw"', '""'), "utf-8")
    write_record(accepted_once, 1.0, "openbaar")
    assert codes(accepted_once) == [("A5", "aanbod-mat")]


def test_a_reason_that_is_no_list_is_named(accepted_once: Edition) -> None:
    """Edited by hand, and wrong: the message has the number."""
    path = accepted_once.file("results")
    path.write_text('[redenen.echt]\naanbod-mat = "omdat"\n', "utf-8")
    with pytest.raises(DefinitionError, match=r"redenen.echt.aanbod-mat"):
        reasons(accepted_once)


def test_values_accepted_before_reasons_existed_stay_valid(edition: Edition) -> None:
    """A file without reasons is no finding; at the next acceptance its values count as new."""
    edition.file("results").write_text("[echt]\naanbod-mat = 1\n", "utf-8")
    write_record(edition, 1.0, "openbaar")
    assert codes(edition) == []
    assert accept_results(edition) == []
    assert stored(edition) == [(1, "nieuw")]


def test_a_number_that_leaves_the_report_needs_a_reason(accepted_once: Edition) -> None:
    """It ends as dropped, and leaves one finding: the page at its address."""
    write_record(accepted_once, 4.0, "openbaar", "ander-getal")
    accept_results(accepted_once)
    remove_record(accepted_once, "ander-getal")
    with pytest.raises(AcceptanceError, match="ander-getal: 4.0 -> -"):
        accept_results(accepted_once)
    accept_results(accepted_once, "dubbel")
    assert reasons(accepted_once)["echt"]["ander-getal"][-1] == {
        "waarde": "vervallen",
        "reden": "dubbel",
    }
    assert codes(accepted_once) == [("A7", "ander-getal")]


def test_the_command_takes_the_reason(accepted_once: Edition) -> None:
    """Refused without one, without a traceback; accepted with one."""
    write_record(accepted_once, 2.0, "openbaar")
    refused = CliRunner().invoke(main, ["results", "accept"])
    assert (refused.exit_code, "--reason" in refused.output) == (1, True)
    done = CliRunner().invoke(main, ["results", "accept", "--reason", "verbeterd"])
    assert (done.exit_code, done.output) == (0, "echt aanbod-mat: 1.0 -> 2.0\n")


def test_an_acceptance_has_its_day_and_what_differed(accepted_once: Edition) -> None:
    """The cause only of a number of which it is known; both stay when another number is accepted."""
    write_record(accepted_once, 2.0, "openbaar")
    accept_results(accepted_once, "verbeterd", dt.date(2026, 11, 29), {"aanbod-mat": "gegevens"})
    entry = {"datum": dt.date(2026, 11, 29), "oorzaak": "gegevens"}
    assert reasons(accepted_once)["echt"]["aanbod-mat"][-1].items() >= entry.items()
    write_record(accepted_once, 4.0, "openbaar", "ander-getal")
    accept_results(accepted_once, None, dt.date(2026, 11, 30))
    assert reasons(accepted_once)["echt"]["aanbod-mat"][-1].items() >= entry.items()
    assert reasons(accepted_once)["echt"]["ander-getal"][-1] == {
        "waarde": 4, "reden": "nieuw", "datum": dt.date(2026, 11, 30),
    }  # fmt: skip
