"""Dutch for the words of the theme that have no Dutch of their own.

Sphinx knows Dutch, the theme only in part: some words it asks Sphinx to translate, others stand as
they are in its templates. The first are answered by a catalogue, the second replaced in the pages.
"""

from __future__ import annotations

import re
from gettext import NullTranslations
from pathlib import Path

from sphinx.application import Sphinx

ASKED = {
    "Back to top": "Naar boven",
    "Breadcrumb": "Kruimelpad",
    "Collapse Sidebar": "Zijbalk inklappen",
    "Color mode": "Kleuren",
    "Dark": "Donker",
    "Expand Sidebar": "Zijbalk uitklappen",
    "Light": "Licht",
    "Link to this heading": "Koppeling naar deze kop",
    "Link to this image": "Koppeling naar deze afbeelding",
    "Link to this table": "Koppeling naar deze tabel",
    "Link to this term": "Koppeling naar deze term",
    "On this page": "Op deze pagina",
    "Section Navigation": "Navigatie binnen dit deel",
    "Site navigation": "Navigatie",
    "Skip to main content": "Direct naar de inhoud",
    "System Settings": "Zoals het apparaat",
    "Version warning": "Waarschuwing over de versie",
    "next page": "volgende pagina",
    "previous page": "vorige pagina",
}
"""Words for which the theme asks a translation -> Dutch."""

FIXED = {
    "Announcement": "Mededeling",
    "Main": "Hoofdstukken",
    "Page": "Onderdelen van deze pagina",
    "Toggle hidden content": "Toon of verberg",
    "Toggle primary sidebar": "Toon of verberg de inhoudsopgave",
    "Toggle secondary sidebar": "Toon of verberg de onderdelen van deze pagina",
}
"""Words that stand as they are in the templates -> Dutch."""

_ATTRIBUTE = re.compile(r'\b(title|aria-label|data-bs-title)="([^"]+)"')


class DutchWords(NullTranslations):
    """A catalogue of a few words; what it does not know stays as it is."""

    def gettext(self, message: str) -> str:
        """The Dutch of a message."""
        return ASKED.get(message, message)


def translate_theme(app: Sphinx) -> None:
    """Let Sphinx ask our words when its own catalogue has none."""
    if app.config.language == "nl" and app.translator is not None:
        app.translator.add_fallback(DutchWords())


def translate_pages(app: Sphinx, failure: Exception | None) -> None:
    """Put Dutch in the place of the words that no catalogue reaches."""
    if failure is not None or app.config.language != "nl" or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        path.write_text(_ATTRIBUTE.sub(_in_dutch, page), encoding="utf-8")


def _in_dutch(found: re.Match[str]) -> str:
    words = FIXED | ASKED
    return f'{found[1]}="{words.get(found[2], found[2])}"'
