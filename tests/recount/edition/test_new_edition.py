"""A new edition is a folder of data with its own pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recount.edition.claims import load_claims
from recount.edition.edition import load_edition
from recount.edition.exemptions import load_exemptions
from recount.edition.new_edition import write_edition
from recount.errors import DefinitionError
from recount.sources.catalogue import load_catalogue

VALUES: dict[str, Any] = {
    "title": 'De "reis"',
    "programme": "Leesreis",
    "print_name": "de folder",
    "first_year": 2023,
    "last_year": 2024,
}


def test_a_new_edition_has_definitions_and_pages(project: Path) -> None:
    """Its card has the given values; one claim, no source, and a title that needs no exemption."""
    folder = write_edition(project, "reis", VALUES)
    edition = load_edition(project, "reis")
    assert VALUES.items() <= edition.card.model_dump().items()
    assert (list(load_claims(edition)), load_catalogue(edition)) == (["voorbeeld"], {})
    assert edition.pages == folder / "pages"
    assert not load_exemptions(folder)
    assert (folder / "pages/index.md").read_text("utf-8").startswith('# De "reis"\n')


def test_an_edition_that_needs_no_file_is_no_demo(project: Path) -> None:
    """Nothing in it is made up."""
    write_edition(project, "reis", VALUES)
    assert not load_edition(project, "reis").demo


@pytest.mark.parametrize(
    ("title", "covered"),
    [("Reis 2", ["getal"]), ("Meer lezen", ["woord"]), ("Meer dan 2 keer", ["getal", "woord"])],
)
def test_a_title_with_a_numeral_or_a_claim_word_is_exempt(
    project: Path, title: str, covered: list[str]
) -> None:
    """A title is no result; the whole title only."""
    found = load_exemptions(write_edition(project, "reis", {**VALUES, "title": title}))
    assert [one.covers for one in found.values()] == covered
    assert all(one.spans(title) == [(0, len(title))] for one in found.values())


@pytest.mark.parametrize(
    ("name", "last", "message"),
    [
        ("proef", 2024, "edition 'proef' exists in data/editions"),
        ("../proef", 2024, r"the id of an edition .* found '\.\./proef'"),
        ("Reis", 2024, "the id of an edition .* such as 'lezen-basis'"),
        ("reis", 2022, "ends before it begins .* expected 2023 or later; found 2022"),
    ],
)
def test_an_invalid_edition_is_refused(project: Path, name: str, last: int, message: str) -> None:
    """An id that exists or is no name of a folder, and a period of less than nothing; nothing is written."""
    with pytest.raises(DefinitionError, match=message):
        write_edition(project, name, {**VALUES, "last_year": last})
    assert [path.name for path in (project / "data/editions").iterdir()] == ["proef"]
