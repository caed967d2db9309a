"""What translators get to translate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from support.translation_catalogues import write_catalogue

from recount.book.translators import Lookups, look_up, update_catalogues
from recount.edition.edition import Edition
from recount.edition.translations import FIGURES, PAGES
from recount.translation.catalogue import read_catalogue

STATEMENT = "later > eerder"
SOURCE = f"Dit is {{stelling}}`gestegen | {STATEMENT} || gedaald | later < eerder || gelijk`."
PAGE = f'<html><body><p>Dit is <span data-stelling="{STATEMENT}">gestegen</span>.</p><p>Ja.</p></body></html>'


@pytest.fixture
def book(edition: Edition) -> Edition:
    """The tiny report with a website of one page, and a figure."""
    figure = edition.build / "chapters" / "proef" / "figures" / "a.json"
    files = {
        edition.build / "html" / "index.html": PAGE,
        edition.build / "html" / "getallen" / "a.html": "<html><body><p>Paspoort</p></body></html>",
        edition.build / "html" / "en" / "index.html": "<html><body><p>English</p></body></html>",
        edition.build / "pdf" / ".print.html": "<html><body><p>Op papier</p></body></html>",
        edition.pages / "index.md": SOURCE,
        figure: json.dumps({"words": ["Aantal"]}),
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return edition


def test_alternatives_of_a_statement_are_looked_up(book: Edition) -> None:
    """Each in its sentence, although only one is on the page: other data make another true."""
    write_catalogue(book.folder, ("Dit is <1>gestegen</1>", "This is <1>up</1>"))
    found = look_up([book], "en")[PAGES]
    assert "Dit is <1>gestegen</1>" in found.used
    assert {"Dit is <1>gedaald</1>", "Dit is gelijk"} <= found.missing.keys()


def test_all_that_is_read_is_looked_up(book: Edition) -> None:
    """Pages, then passports, the PDF, and what is said beside pages; figures apart; nothing that is translated."""
    found = look_up([book], "en")
    read = [one for one in found[PAGES].missing if not one.startswith("Dit is")]
    assert read[:4] == ["Ja", "Paspoort", "Op papier", "Het rapport"]
    assert {"verzonnen", "Inhoud", "volgens de infographic"} <= {*read}
    assert "English" not in read
    assert [*found[FIGURES].missing] == ["Aantal"]


def entries(path: Path) -> dict[str, str]:
    """The messages of a catalogue, with their translations."""
    return {str(one.id): str(one.string) for one in read_catalogue(path) if one.id}


def test_messages_are_added_and_translations_kept(tmp_path: Path) -> None:
    """Also of messages that were not looked up, unless these may go; then they are comments."""
    path = write_catalogue(tmp_path, ("Ja", "Yes"), ("Oud", "Old"))
    found = {PAGES: Lookups(used={"Ja": None}, missing={"Nieuw": None, "{1} x": None})}
    update_catalogues(tmp_path, "en", found, keep_unused=True)
    assert entries(path) == {"Ja": "Yes", "Oud": "Old", "Nieuw": "", "{1} x": ""}
    update_catalogues(tmp_path, "en", found, keep_unused=False)
    assert entries(path) == {"Ja": "Yes", "Nieuw": "", "{1} x": ""}
    assert '#~ msgid "Oud"' in path.read_text("utf-8")


def test_a_new_language_gets_a_catalogue(tmp_path: Path) -> None:
    """With messages in reading order and without translations."""
    update_catalogues(
        tmp_path, "fr", {PAGES: Lookups(missing={"b": None, "a": None})}, keep_unused=True
    )
    path = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "pages.po"
    catalogue: Catalog = read_catalogue(path)
    assert list(entries(path).items()) == [("b", ""), ("a", "")]
    assert not catalogue.fuzzy
