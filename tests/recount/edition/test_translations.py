"""Where an edition has its translations."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.translation_catalogues import write_catalogue

from recount.edition.translations import (
    FIGURES,
    PAGES,
    catalogues,
    locale_of,
    translations_of_figures,
)
from recount.errors import DefinitionError


def test_catalogues_are_found_by_language(tmp_path: Path) -> None:
    """Each kind by itself; none in an edition in Dutch only."""
    assert catalogues(tmp_path, PAGES) == {}
    german, english = (write_catalogue(tmp_path, code=code) for code in ("de", "en"))
    write_catalogue(tmp_path, name="figures.po")
    assert catalogues(tmp_path, PAGES) == {"de": german, "en": english}
    assert [*catalogues(tmp_path, FIGURES)] == ["en"]


@pytest.mark.parametrize("code", ["xx", "nl", "e", "EN", "pt_BR", "english"])
def test_a_folder_that_is_no_language_is_refused(tmp_path: Path, code: str) -> None:
    """Nor can Dutch be translated into Dutch; the error has the folder."""
    write_catalogue(tmp_path, code=code)
    with pytest.raises(DefinitionError, match=f"locale/{code}"):
        catalogues(tmp_path, PAGES)


def test_english_is_british() -> None:
    """Another language is that of its largest country."""
    assert (str(locale_of("en")), str(locale_of("de"))) == ("en_GB", "de")


def test_a_run_reads_what_figures_say(tmp_path: Path) -> None:
    """The catalogue of figures and the words, as figures are drawn in every language; not that of pages."""
    write_catalogue(tmp_path)
    assert translations_of_figures(tmp_path) == []
    figures = write_catalogue(tmp_path, name="figures.po")
    assert translations_of_figures(tmp_path) == [figures]
    (words := tmp_path / "locale" / "words.toml").touch()
    assert translations_of_figures(tmp_path) == [figures, words]
