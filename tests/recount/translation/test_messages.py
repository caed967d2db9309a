"""Sentences as messages, and translated messages as sentences."""

from __future__ import annotations

import pytest
from lxml import html
from support.translation_catalogues import ENGLISH

from recount.translation.messages import (
    content_of,
    filled,
    message_of,
    needs_translation,
    plain_text,
    sentences,
    trimmed,
)

MESSAGES = {
    "Op 1 mei 2020 telde <a>PIE</a> 5 scholen": "Op {d1} telde <1>PIE</1> {1} scholen",
    "Een <b>heel <i>erg <u>diep</u></i></b> element": "Een <1>heel <2>erg <3>diep</3></2></1> element",
    "Regel<br>na <code>x</code><kbd>y</kbd> regel": "Regel<1/>na <2/> regel",
    "Er zijn <span data-getal='x'>5 scholen</span> over": "Er zijn <1/> over",
    "Het <b translate='no'>Rapport</b> zegt": "Het <1/> zegt",
    "Een<!-- 5 scholen --> opmerking": "Een opmerking",
    "De regio’s ‘van <a>vóór ’t programma</a>’": "De regio's 'van <1>vóór 't programma</1>'",
    "Vul {1} in, of {d1}, of &lt;1&gt; of &lt;/1&gt;": "Vul {{1}} in, of {{2}}, of <{3}> of </{4}>",
}
"""Sentence of a page -> its message."""


@pytest.mark.parametrize("sentence", MESSAGES)
def test_a_message_has_placeholders_and_tags(sentence: str) -> None:
    """Also where the text itself has braces or angle brackets: their digits are values. Quotes are straight."""
    node = html.fragment_fromstring(f"<p>{sentence}</p>")
    message = message_of(content_of(node.text, list(node)), ENGLISH)
    assert message.text == MESSAGES[sentence]


def test_a_text_with_marks_of_its_own_stays_the_same() -> None:
    """A message that is filled in without a translation is the sentence."""
    text = "Vul {1} in, of {d1}, of <1> of </1> of <1/>"
    message = message_of([text], ENGLISH)
    assert plain_text(filled(message.text, message)) == text


def test_a_page_is_cut_where_sentences_end() -> None:
    """At full stops, colons, semicolons and dashes; not within an abbreviation or a numeral."""
    text = "Dit is ca. 1.234,5: zie o.a. nr. 3; dan dit – en dat. Klaar"
    parts = [plain_text(part) for part, _ in sentences([text])]
    assert parts == ["Dit is ca. 1.234,5:", "zie o.a. nr. 3;", "dan dit", "–", "en dat.", "Klaar"]


def test_what_is_around_a_sentence_is_no_part_of_it() -> None:
    """White space, marks, and elements without words at either end."""
    node = html.fragment_fromstring("<p> <img>, <b>Ja</b> en nee. <br></p>")
    before, core, after = trimmed(content_of(node.text, list(node)))
    assert [plain_text(part) for part in (before, core, after)] == [" , ", "Ja en nee", ". "]
    assert [len(before), len(core), len(after)] == [3, 2, 2]


CAPITALS = {
    ("Drie scholen", "{1} scholen", "{1} schools"): "Three schools",
    ("Drie scholen", "{1} scholen", "There are {1} schools"): "There are three schools",
    ("Er zijn drie scholen", "Er zijn {1} scholen", "{1} schools exist"): "Three schools exist",
    ("drie scholen", "{1} scholen", "{1} schools"): "three schools",
    ("In a_b.csv staat", "In {n1} staat", "{n1} has"): "a_b.csv has",
}
"""Sentence, message and translation -> the translated sentence."""


@pytest.mark.parametrize("example", CAPITALS)
def test_a_sentence_opens_with_a_capital_if_it_did(example: tuple[str, str, str]) -> None:
    """A number word that moves from or to its start is written for its new place; a name never changes."""
    sentence, text, translation = example
    message = message_of([sentence], ENGLISH)
    assert message.text == text
    assert plain_text(filled(translation, message)) == CAPITALS[example]


@pytest.mark.parametrize("message", ["{1}", "<1>{d1}</1>, {n1}", "–", "5 m", "{1} <1/>"])
def test_a_message_without_words_needs_no_translation(message: str) -> None:
    """Only values, elements, marks and single letters."""
    assert not needs_translation(message)


def test_words_between_angle_brackets_need_a_translation() -> None:
    """They are no tag."""
    assert needs_translation("{1} < <{2} scholen>")
