"""Gettext catalogues."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.translation_catalogues import write_catalogue

from recount.errors import DefinitionError
from recount.translation.catalogue import read_catalogue, read_translations

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'

BROKEN = {
    "a text without end": (b'msgid "a\nmsgstr "b"\n', "line 5"),
    "a quote in a text": (b'msgid "a "b" c"\nmsgstr "b"\n', "line 5"),
    "no translation": (b'msgid "a"\n', "missing msgstr"),
    "prose": (b"hello\n", "line 5"),
    "another encoding": (b'msgid "\xe9"\nmsgstr "b"\n', "codec"),
    "an unknown date": (b'msgid ""\nmsgstr "POT-Creation-Date: today\\n"\n', "today"),
}
"""What is wrong -> the bytes after the head, and what the error says."""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """The place of a catalogue."""
    return write_catalogue(tmp_path)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_catalogue_is_refused(catalogue: Path, fault: str) -> None:
    """With its file and what is wrong, and without a traceback."""
    content, said = BROKEN[fault]
    catalogue.write_bytes(HEAD.encode() + content)
    with pytest.raises(DefinitionError, match=said) as error:
        read_translations(catalogue)
    assert catalogue.name in str(error.value)


def test_a_suggestion_does_not_count(catalogue: Path) -> None:
    """Nor does an empty translation, or a message that is a comment; a fuzzy head spoils nothing."""
    entries = (
        'msgid "a"\nmsgstr "b"\n\n#, fuzzy\nmsgid "c"\nmsgstr "d"\n\nmsgid "e"\nmsgstr ""\n\n'
        '#~ msgid "f"\n#~ msgstr "g"\n'
    )
    catalogue.write_text(f"#, fuzzy\n{HEAD}{entries}", "utf-8")
    assert read_translations(catalogue) == {"a": "b"}
    assert [entry.id for entry in read_catalogue(catalogue) if entry.id] == ["a", "c", "e"]


@pytest.mark.parametrize(
    "translation", ["{1} {1} <1>b</1>", "b <1>{1}</1>", "{1} b", "{1} <2>b</2>", "{n1} <1>b</1>"]
)
def test_a_translation_has_the_marks_of_its_message(catalogue: Path, translation: str) -> None:
    """Each once and in the same order; else the error has the line and both."""
    write_catalogue(catalogue.parents[3], ("{1} <1>a</1>", translation))
    with pytest.raises(DefinitionError, match=r"pages\.po, line 4: expected \{1\} <1> </1>;"):
        read_translations(catalogue)


def test_digits_of_a_translation_are_words(catalogue: Path) -> None:
    """Braces and angle brackets around anything but a number are text."""
    write_catalogue(catalogue.parents[3], ("a < {{1}}", "{b} < {{1}} <c>"))
    assert read_translations(catalogue) == {"a < {{1}}": "{b} < {{1}} <c>"}
