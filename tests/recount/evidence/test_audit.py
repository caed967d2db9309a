"""The audit lists every claim, and a changed number is a finding."""

from __future__ import annotations

import pytest
from support.sample_records import a_record, codes, remove_record, write_record
from support.tiny_project import PUPILS, digest

from recount.edition.corrections import Applied, Correction
from recount.edition.edition import Edition
from recount.errors import RecordError
from recount.evidence.audit import audit_rows, trace_lines
from recount.handover import CHAPTERS
from recount.numbers.measures import exact
from recount.results.acceptance import accept_results, accepted
from recount.results.integrity import write_key
from recount.results.records import read_records


@pytest.fixture
def built(edition: Edition) -> Edition:
    """The tiny project with a record of one number, on a real source."""
    write_record(edition, 1.0, "openbaar")
    return edition


def test_every_claim_has_a_row(built: Edition) -> None:
    """One with a number, and one that nothing recomputes yet: listed, not hidden."""
    rows = audit_rows(built)
    assert [(row["id"], row["verdict"]) for row in rows] == [
        ("aanbod-mat", "klopt"),
        ("periode", "nog niet nagerekend"),
    ]


def test_a_row_has_all_its_fields(built: Edition) -> None:
    """The fields that others read, in their order."""
    assert list(audit_rows(built)[0]) == [
        "id",
        "shown",
        "relation",
        "value",
        "low",
        "high",
        "unit",
        "numerator",
        "denominator",
        "display",
        "verdict",
        "evidence",
        "second_way",
        "sources",
        "public",
        "together",
        "chapter",
    ]


def test_a_missing_record_is_a_finding(edition: Edition) -> None:
    """The claim names a chapter that published nothing."""
    assert codes(edition) == [("A1", "aanbod-mat")]


def test_an_accepted_number_is_no_finding_until_it_changes(built: Edition) -> None:
    """Never accepted, accepted, changed."""
    assert codes(built) == [("A3", "aanbod-mat")]
    assert list(map(str, accept_results(built))) == ["echt aanbod-mat: - -> 1.0"]
    assert codes(built) == []
    write_record(built, 2.0, "openbaar")
    assert codes(built) == [("A2", "aanbod-mat")]


def test_a_run_on_standins_is_not_compared_with_real_values(built: Edition) -> None:
    """Real values do not change; made-up ones are accepted separately."""
    accept_results(built)
    write_record(built, 9.0, "nagebootst")
    assert codes(built) == [("A3", "aanbod-mat")]
    accept_results(built)
    assert {kind: dict(values) for kind, values in accepted(built).items()} == {
        "echt": {"aanbod-mat": 1},
        "nagebootst": {"aanbod-mat": 9},
    }


def test_accepting_keeps_the_value_on_the_other_kind_of_sources(built: Edition) -> None:
    """If one number is real and another made up, the made-up value of the first is kept."""
    built.file("results").write_text("[nagebootst]\naanbod-mat = 9\nweg = 1\n", "utf-8")
    write_record(built, 4.0, "nagebootst", "ander-getal")
    accept_results(built, "weg is uit het rapport")
    assert accepted(built)["nagebootst"] == {"aanbod-mat": 9, "ander-getal": 4}
    assert codes(built) == [("A7", "weg")]


def test_unchanged_values_are_not_reported(built: Edition) -> None:
    """A value stored with six decimals is the same value."""
    write_record(built, 55.1282051282, "openbaar")
    assert list(map(str, accept_results(built))) == ["echt aanbod-mat: - -> 55.128205"]
    assert accept_results(built) == []


def test_a_number_that_is_no_longer_published_is_a_finding(built: Edition) -> None:
    """It was accepted once, and is now gone."""
    write_record(built, 3.0, "openbaar", "ander-getal")
    accept_results(built)
    remove_record(built, "ander-getal")
    assert codes(built) == [("A4", "ander-getal")]


def test_a_number_that_is_gone_needs_a_page(built: Edition) -> None:
    """Once its acceptance is withdrawn it must be in gone.toml, where its page gets the reason."""
    write_record(built, 3.0, "openbaar", "ander-getal")
    accept_results(built)
    remove_record(built, "ander-getal")
    accept_results(built, "Dit wordt niet meer geteld")
    assert codes(built) == [("A7", "ander-getal")]
    entry = '[ander-getal]\nreason = "Dit wordt niet meer geteld."\ndate = 2026-11-29\n'
    built.file("gone").write_text(entry, "utf-8")
    assert codes(built) == []


def test_a_number_of_an_earlier_edition_needs_a_page_too(built: Edition) -> None:
    """Its address was published then, whatever the edition that follows has."""
    earlier = built.folder.with_name("eerder")
    earlier.mkdir()
    card = built.file("edition").read_text("utf-8").replace("last_year = 2024", "last_year = 2023")
    (earlier / "edition.toml").write_text(card, "utf-8")
    (earlier / "results.toml").write_text("[echt]\naanbod-mat = 1\noud-getal = 2\n", "utf-8")
    accept_results(built)
    assert codes(built) == [("A7", "oud-getal")]


def test_the_trace_leads_from_number_to_function_and_file(built: Edition) -> None:
    """From the number to the line of the function and the checksum of the file."""
    record = read_records(built.build / CHAPTERS)["aanbod-mat"]
    text = "\n".join(trace_lines(record, {}))
    for part in (
        "klopt",
        "sto_eval/x.py:7",
        "duo/2019/leerlingen.csv",
        digest(PUPILS),
        "3 in, 3 used",
    ):
        assert part in text


def test_the_trace_shows_published_and_corrected_values(built: Edition) -> None:
    """Per correction the row, the column, the published value and ours."""
    done = Applied("punt", "punten", 1, "Verkeerd punt.", ())
    record = a_record(exact(1, "vestigingen"), corrections=(done,))
    card = Correction(
        source="punten",
        match={"postal code": "1000"},
        old={"latitude": 52.1},
        new={"latitude": 53.0},
        reason="Verkeerd punt.",
    )
    assert list(trace_lines(record, {"punt": card}))[-2:] == [
        "  correction   punt: 1 row of punten; Verkeerd punt.",
        "               row postal code = 1000: latitude published 52.1, corrected 53.0",
    ]


def test_two_chapters_cannot_publish_one_number(built: Edition) -> None:
    """The second one is named."""
    source = built.build / CHAPTERS / "proef" / "records" / "aanbod-mat.json"
    target = built.build / CHAPTERS / "rest" / "records" / "aanbod-mat.json"
    target.parent.mkdir(parents=True)
    target.write_text(source.read_text("utf-8").replace('"proef"', '"rest"'), "utf-8")
    with pytest.raises(Exception, match="published twice"):
        read_records(built.build / CHAPTERS)


def test_a_broken_record_is_named(built: Edition) -> None:
    """A truncated file is not a record."""
    path = built.build / CHAPTERS / "proef" / "records" / "aanbod-mat.json"
    path.write_text('{"id": ', "utf-8")
    with pytest.raises(RecordError, match=r"differ from what its run wrote .*aanbod-mat.json"):
        audit_rows(built)
    write_key(path.parents[1], {"key": "0"}, built.id)
    with pytest.raises(
        RecordError, match=r"a record cannot be read in proef/records/aanbod-mat.json"
    ):
        audit_rows(built)
