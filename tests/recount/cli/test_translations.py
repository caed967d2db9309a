"""The command ``translations``."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from support.run_command import in_process
from support.translation_catalogues import write_catalogue

from recount.translation.catalogue import read_translations

PAGE = "<html><body><p>Ja.</p></body></html>"
SAID = {
    "Het rapport", "DEMO", "alle getallen zijn verzonnen", "verzonnen", "Inhoud", "Figuren", "Tabellen", "afbeelding",
    "van", "Alle getallen van dit rapport, met hun herkomst en welke verzonnen zijn", "volgens de infographic",
    "De gegevens bij deze figuur of tabel", "Controlegetallen (SHA-{1}) van de bijlagen",
    "Deze pagina is er niet", "Misschien is het adres verkeerd overgenomen, of is de pagina verplaatst",
    "Het adres van een getal blijft bestaan, ook als het getal vervalt",
}  # fmt: skip
"""What every report says."""


@pytest.fixture
def edition(project: Path) -> Path:
    """The folder of the edition of the tiny project, of which the demo has a website of one page."""
    site = project / "_build" / "demo" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text(PAGE, "utf-8")
    return project / "data" / "editions" / "proef"


def run(edition: Path, *words: str) -> Result:
    """Run the command on the project of an edition."""
    return in_process("translations", *words, build=edition.parents[2])


def translate_all(edition: Path, *more: tuple[str, str]) -> Path:
    """A catalogue that has all."""
    return write_catalogue(edition, *((one, one.upper().replace("É", "E")) for one in SAID), *more)


def test_nothing_is_built(project: Path) -> None:
    """Then there is nothing to look up."""
    done = in_process("translations", "en", build=project)
    assert done.exit_code == 1
    assert "nothing is built" in done.stderr


def test_an_edition_in_dutch_only(edition: Path) -> None:
    """Needs the name of a language."""
    done = run(edition)
    assert done.exit_code == 1
    assert "the edition is in Dutch only" in done.stderr
    assert not (edition / "locale").exists()


@pytest.mark.parametrize("code", ["xx", "nl", "English"])
def test_a_language_that_does_not_exist(edition: Path, code: str) -> None:
    """Is refused, and nothing is written."""
    done = run(edition, code)
    assert done.exit_code == 1
    assert "a language cannot be used" in done.stderr
    assert not (edition / "locale").exists()


def test_a_new_language_gets_what_is_missing(edition: Path) -> None:
    """Its catalogue has every message, without a translation; the next time it need not be named."""
    done = run(edition, "fr")
    assert done.exit_code == 1
    assert f"fr, pages: 0 translated, {len(SAID) + 1} not" in done.stdout
    path = edition / "locale" / "fr" / "LC_MESSAGES" / "pages.po"
    assert 'msgid "Ja"\nmsgstr ""' in path.read_text("utf-8")
    assert read_translations(path) == {}
    assert "fr, pages: 0 translated" in run(edition).stdout


def test_all_is_translated(edition: Path) -> None:
    """Then the command succeeds, and keeps a message that no page has."""
    path = translate_all(edition, ("Ja", "Yes"), ("Oud", "Old"))
    done = run(edition)
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"en, pages: {len(SAID) + 1} translated, 0 not" in done.stdout
    assert read_translations(path)["Oud"] == "Old"


def test_a_message_that_no_page_has_can_be_dropped(edition: Path) -> None:
    """It becomes a comment; what is used stays."""
    path = translate_all(edition, ("Ja", "Yes"), ("Oud", "Old"))
    assert run(edition, "--drop-unused").exit_code == 0
    assert read_translations(path).keys() == {*SAID, "Ja"}
    assert '#~ msgid "Oud"' in path.read_text("utf-8")
