"""Texts of numbers: found by id or family, with sentences inserted."""

from __future__ import annotations

import pytest

from recount.edition.edition import Edition
from recount.edition.number_texts import NumberTexts, number_texts
from recount.errors import ChapterError, DefinitionError

TEXTS = """
[sentences]
masked = "Staat er <5, dan rekenen wij met 1 tot 4."
tracks = "In leerjaar 3. {masked}"

[proef."aanbod-*"]
label = "Vestigingen met {}"
definition = "Vestigingen met een leerling in {}. {tracks}"
unit = "vestigingen"

[proef."aanbod-mat"]
label = "MaT"
definition = "Vestigingen met MaT."
unit = ["vestigingen", "scholen"]
"""


def read(edition: Edition, text: str) -> NumberTexts:
    """The texts of the chapter ``proef`` in a file with this content."""
    edition.file("numbers").write_text(text, "utf-8")
    return number_texts(edition, "proef")


def test_a_member_takes_the_text_of_its_family(edition: Edition) -> None:
    """The name of the member and both sentences are inserted; there is one unit."""
    found = read(edition, TEXTS).of("aanbod-pie", "PIE")
    assert found.label == "Vestigingen met PIE"
    assert found.definition == (
        "Vestigingen met een leerling in PIE. In leerjaar 3. Staat er <5, dan rekenen wij met 1 tot 4."
    )
    assert found.units == ("vestigingen",)


def test_an_id_takes_precedence_over_its_family(edition: Edition) -> None:
    """MaT has its own text, with the two units that a parameter chooses between."""
    found = read(edition, TEXTS).of("aanbod-mat", "MaT")
    assert (found.label, found.units) == ("MaT", ("vestigingen", "scholen"))


@pytest.mark.parametrize(
    ("number", "entry"),
    [("aanbod-mat", "aanbod-mat"), ("aanbod-pie", "aanbod-*"), ("bereik-pie", None)],
)
def test_the_entry_of_a_number_is_its_own_or_that_of_its_family(
    edition: Edition, number: str, entry: str | None
) -> None:
    """A number of neither has none."""
    assert read(edition, TEXTS).entry(number) == entry


def test_a_number_without_text_names_the_table_to_add(edition: Edition) -> None:
    """A typo leads to the nearest id; an edition without the file has no texts."""
    with pytest.raises(ChapterError, match="the closest is 'aanbod-mat'"):
        read(edition, TEXTS).of("aambod-mat")
    edition.file("numbers").unlink()
    with pytest.raises(ChapterError, match="has no text"):
        number_texts(edition, "proef").of("aanbod-mat")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{tracks}", "{track}", "names an unknown sentence.*track"),
        ("{masked}", "{later}", "names an unknown sentence.*later"),
        ('met {}"', 'met {"', "names an unknown sentence"),
        ('unit = "vestigingen"', 'units = "vestigingen"', "key 'units' is unknown"),
    ],
)  # fmt: skip
def test_a_wrong_text_is_named(edition: Edition, old: str, new: str, message: str) -> None:
    """An unknown sentence, one defined later, a single brace, a misspelt key."""
    with pytest.raises(DefinitionError, match=message):
        read(edition, TEXTS.replace(old, new, 1))
