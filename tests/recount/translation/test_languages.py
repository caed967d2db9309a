"""The translations of an edition, with its names, number words and terms."""

from __future__ import annotations

from pathlib import Path

from support.translation_catalogues import write_catalogue

from recount.edition.translations import FIGURES
from recount.translation.languages import load_translations, translation_of


def write_words(edition: Path) -> None:
    """The files beside the catalogues."""
    folder = edition / "locale"
    (folder / "words.toml").write_text(
        'names = ["Utrecht"]\n[numbers]\nen = ["zero", "one"]\n', "utf-8"
    )
    (folder / "pages.toml").write_text(
        'columns = ["Plaats"]\n[terms.en]\nvmbo = "a school"\n', "utf-8"
    )


def test_an_edition_without_catalogues_is_in_dutch_only(tmp_path: Path) -> None:
    """Then it has no translations."""
    assert load_translations(tmp_path) == {}


def test_a_translation_knows_names_words_and_terms(tmp_path: Path) -> None:
    """The names of the edition and those of its regions; the words, terms and columns of the edition."""
    write_catalogue(tmp_path, ("{1} school in {n1}", "{1} school in {n1}"))
    write_words(tmp_path)
    found = load_translations(tmp_path, ["Twente"])["en"]
    assert found.text("Eén school in Twente") == "One school in Twente"
    assert found.text("5 school in Utrecht") == "5 school in Utrecht"
    assert (found.columns, found.terms) == ({"Plaats"}, {"vmbo": "a school"})


def test_figures_have_a_catalogue_of_their_own(tmp_path: Path) -> None:
    """The texts of pages are not looked up in it, and it has no terms to explain."""
    write_catalogue(tmp_path, ("regels", "lines"))
    write_catalogue(tmp_path, ("regels", "rows"), name="figures.po")
    write_words(tmp_path)
    assert load_translations(tmp_path)["en"].text("regels") == "lines"
    found = load_translations(tmp_path, catalogue=FIGURES)["en"]
    assert (found.text("regels"), found.terms) == ("rows", {})


def test_a_new_language_knows_nothing_yet(tmp_path: Path) -> None:
    """Without number words it writes digits, in its own notation."""
    write_catalogue(tmp_path)
    found = translation_of(tmp_path, "fr")
    assert found.text("drie, 1.234,5 en 1 mei 2020") == "3, 1\u202f234,5 en 1 mai 2020"
    assert found.known == {}
