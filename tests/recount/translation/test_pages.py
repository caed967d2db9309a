"""Pages in another language."""

from __future__ import annotations

import pytest
from lxml import etree, html
from support.translation_catalogues import ENGLISH, english

from recount.translation.pages import Translation

KNOWN = {
    "Ja": "Yes",
    "nee": "no",
    "en": "and",
    "Eerste<1/>tweede": "First<1/>second",
    "Er zijn {1} scholen": "There are {1} schools",
    "Een <1>heel <2>erg</2></1> element": "A <1>very <2>very</2></1> element",
    "{1} leerlingen": "{1} pupils",
    "Nu <1/> over": "Now <1/> left",
    "Minder < dan {{1}} of <{2}>": "Less < than {{1}} or <{2}>",
    "Alle regio's": "All regions",
    "{1}-{2} tussen {3}% en {4}%": "{1}-{2} between {3}% and {4}%",
}

PAGES = {
    "values": ("<p>Er zijn drie scholen. Ja; −€ 5.</p>", "<p>There are three schools. Yes; −€5.</p>"),
    "only an element": ("<p><b>Ja</b></p>", "<p><b>Yes</b></p>"),
    "nested": ("<p>Een <b>heel <i>erg</i></b> element.</p>", "<p>A <b>very <i>very</i></b> element.</p>"),
    "a line break": ("<p>Eerste<br>tweede</p>", "<p>First<br>second</p>"),
    "a number of its own": (
        "<p>Nu <a data-getal='x'>5 leerlingen</a> over</p>", "<p>Now <a data-getal='x'>5 pupils</a> left</p>"),
    "a label": ("<p><b>Ja:</b> nee</p>", "<p><b>Yes:</b> no</p>"),
    "text between blocks": ("<div>Ja<p>nee</p>nee<!-- c --></div>", "<div>Yes<p>no</p>no<!-- c --></div>"),
    "options": (
        "<select><option>Alle regio’s</option><option>Drie</option><option>Twente</option></select>",
        "<select><option>All regions</option><option>Three</option><option>Twente</option></select>"),
    "attributes": (
        "<p title='Minder &lt; dan {1} of &lt;1,5&gt;'>Ja</p>", "<p title='Less &lt; than {1} or &lt;1.5&gt;'>Yes</p>"),
    "previews": ("<meta name='description' content='Ja'>", "<meta name='description' content='Yes'>"),
    "code": ("<p>Ja <code>Ja 1,5</code></p><pre>Ja</pre>", "<p>Yes <code>Ja 1,5</code></p><pre>Ja</pre>"),
    "what stays": ("<p translate='no' title='Ja'>Ja 1,5</p>", "<p translate='no' title='Ja'>Ja 1,5</p>"),
    "bounds in a list": (
        "<p>2018-2019 1,5%, 2019-2020 tussen 2% en 3,5% en 2020-2021 4%</p>",
        "<p>2018-2019 1.5%, 2019-2020 between 2% and 3.5% and 2020-2021 4%</p>"),
    "names": ("<p>Assen, Den Haag en Twente</p>", "<p>Assen, Den Haag and Twente</p>"),
}  # fmt: skip
"""What a page has -> the page in Dutch, and in English."""


def markup(text: str) -> etree._Element:
    """An element around a part of a page."""
    return html.fragment_fromstring(text, create_parent="div")


def translated(translation: Translation, text: str) -> str:
    """A part of a page, translated."""
    page = markup(text)
    translation.page(page)
    return html.tostring(page, encoding="unicode")


@pytest.mark.parametrize("what", PAGES)
def test_a_page_is_translated(what: str) -> None:
    """Its sentences and attributes, with their elements; code and what is marked stay, and nothing is missing."""
    dutch, expected = PAGES[what]
    translation = english(KNOWN)
    found = translated(translation, dutch)
    assert found == html.tostring(markup(expected), encoding="unicode")
    assert translation.missing == {}


def test_a_sentence_that_is_not_known_stays_in_dutch() -> None:
    """Marked as such, with its values as they were; known sentences beside it are translated."""
    translation = english(KNOWN)
    found = translated(translation, "<p>Ja. Op <b>31 februari 2020</b> niet.</p>")
    assert found == (
        '<div><p>Yes. <span lang="nl">Op <b>31 februari 2020</b> niet</span>.</p></div>'
    )
    assert translation.missing == {"Op <1>{1} februari {2}</1> niet": 1}
    assert translation.used == {"Ja"}


def test_an_attribute_that_is_not_known_stays_in_dutch() -> None:
    """It cannot be marked, but is counted."""
    translation = english(KNOWN)
    assert translated(translation, "<p title='Toch 1,5'></p>") == (
        '<div><p title="Toch 1,5"></p></div>'
    )
    assert translation.missing == {"Toch {1}": 1}


def test_code_stays_and_its_attributes_are_translated() -> None:
    """A screen reader announces the code in the language of the page."""
    found = translated(english(KNOWN), "<pre aria-label='Ja'>Ja</pre>")
    assert found == '<div><pre aria-label="Yes">Ja</pre></div>'


def test_a_column_of_names_is_not_translated() -> None:
    """The edition says which heads have one; other columns are translated."""
    translation = Translation(ENGLISH, KNOWN | {"Plaats": "Place"}, frozenset({"Plaats"}))
    table = (
        "<table><thead><tr><th>Plaats</th><th>Ja</th></tr></thead>"
        "<tbody><tr><td>nee</td><td>nee</td></tr></tbody></table>"
    )
    page = markup(table)
    translation.page(page)
    assert page.xpath("//th/text() | //td/text()") == ["Place", "Yes", "nee", "no"]


def test_a_list_of_pages_is_the_same_on_every_page() -> None:
    """With its own text and attributes, and with the text after it, the second time too."""
    translation = english(KNOWN)
    dutch = "<nav title='Ja'>nee<p>Ja</p></nav>Ja"
    expected = '<div><nav title="Yes">no<p>Yes</p></nav>Yes</div>'
    assert [translated(translation, dutch) for _ in range(2)] == [expected, expected]


def test_a_text_without_markup_is_translated() -> None:
    """As in a figure or an index; what is not known stays."""
    translation = english(KNOWN)
    assert translation.text("Er zijn 1.234 scholen. Toch") == "There are 1,234 schools. Toch"
    assert [*translation.missing] == ["Toch"]
