"""Our scripts in another language."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.translation_catalogues import write_catalogue

from recount.errors import DefinitionError
from recount.translation.languages import load_translations
from recount.translation.scripts import messages, read_script_texts, translated

COUNT = 'say(`${count} van ${all} rijen.`, "rijen"); // "rijen" /* `rijen` */'
PATTERN = (
    'const [QUOTED] = [/"(rijen)"/]; const half = all / 2, kind = "rijen"; /* \'t zijn "rijen" */'
)
EVENTS = "box.addEventListener('click', () => create(\"p\", 'rc-a rc-b', `tabel-${place}`, \"Sluiten\"));"

ENGLISH = {"${count} van ${all} rijen.": "${all} rows, of which ${count}.", "rijen": "rows"}


def test_texts_are_translated_and_comments_stay() -> None:
    """In literals with double quotes and with backticks; expressions may move."""
    assert translated(COUNT, ENGLISH) == (
        'say(`${all} rows, of which ${count}.`, "rows"); // "rijen" /* `rijen` */'
    )


def test_a_quote_in_a_regular_expression_begins_no_text() -> None:
    """Nor does a division begin a regular expression."""
    assert translated(PATTERN, ENGLISH) == PATTERN.replace('kind = "rijen"', 'kind = "rows"')


def test_a_text_without_translation_stays() -> None:
    """As do names of events, elements and classes."""
    assert translated(EVENTS, ENGLISH) == EVENTS


def test_the_texts_that_a_reader_may_see_are_listed() -> None:
    """Phrases and words with a capital; no classes, selectors, names of elements and comments."""
    assert list(messages(COUNT)) == ["${count} van ${all} rijen."]
    assert list(messages(EVENTS)) == ["Sluiten"]
    assert list(messages('"use strict"; find(".rc-a > p", "[role=status] p", "a[href], p")')) == []


@pytest.mark.parametrize("text", ['all "rows"', "the\nrows"])
def test_a_translation_that_ends_its_literal_is_refused(text: str) -> None:
    """A quote or the end of a line would break the script."""
    with pytest.raises(DefinitionError, match="scripts.po"):
        translated('say("rijen")', {"rijen": text})


def test_a_catalogue_of_scripts_is_apart_from_those_of_pages(tmp_path: Path) -> None:
    """Its messages are not looked up on pages, where a sentence may have the same words."""
    write_catalogue(tmp_path, ("rijen", "rows"), name="scripts.po")
    write_catalogue(tmp_path, ("rijen", "ranks"))
    assert read_script_texts(tmp_path, "en") == {"rijen": "rows"}
    assert load_translations(tmp_path)["en"].text("rijen") == "ranks"
    assert read_script_texts(tmp_path, "de") == {}


def test_a_translation_has_the_expressions_of_its_message(tmp_path: Path) -> None:
    """In any order; one less, one more or another one is refused, with its place."""
    write_catalogue(tmp_path, ("${a} van ${b}", "of ${b}, ${a}"), name="scripts.po")
    assert read_script_texts(tmp_path, "en") == {"${a} van ${b}": "of ${b}, ${a}"}
    for text in ("${a}", "${a} of ${b} and ${b}", "${a} of ${c}"):
        path = write_catalogue(tmp_path, ("${a} van ${b}", text), name="scripts.po")
        with pytest.raises(DefinitionError, match=f"{path.name}, line 4"):
            read_script_texts(tmp_path, "en")
