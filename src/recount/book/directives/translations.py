"""Dutch translations for the theme.

The theme is only partly translated: some texts go through the Sphinx catalogue, others are hard-coded in its
templates. The first are added to the catalogue, the second are replaced in the built pages.
"""

from __future__ import annotations

import re
from gettext import NullTranslations
from pathlib import Path

from sphinx.application import Sphinx

TRANSLATABLE = {
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
"""Texts that the theme looks up in the catalogue -> Dutch."""

HARD_CODED = {
    "Announcement": "Mededeling",
    "Main": "Hoofdstukken",
    "Page": "Onderdelen van deze pagina",
    "Toggle hidden content": "Toon of verberg",
    "Toggle primary sidebar": "Toon of verberg de inhoudsopgave",
    "Toggle secondary sidebar": "Toon of verberg de onderdelen van deze pagina",
}
"""Texts that are hard-coded in the templates -> Dutch."""

_ATTRIBUTE = re.compile(r'\b(title|aria-label|data-bs-title)="([^"]+)"')


class DutchWords(NullTranslations):
    """A catalogue of theme texts; unknown messages are returned unchanged."""

    def gettext(self, message: str) -> str:
        """Dutch translation of a message."""
        return TRANSLATABLE.get(message, message)


def translate_theme(app: Sphinx) -> None:
    """Add our catalogue as a fallback for the one of Sphinx."""
    if app.config.language == "nl" and app.translator is not None:
        app.translator.add_fallback(DutchWords())


def translate_pages(app: Sphinx) -> None:
    """Replace the hard-coded texts in the built pages."""
    if app.config.language != "nl":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        path.write_text(_ATTRIBUTE.sub(_in_dutch, page), encoding="utf-8")


def _in_dutch(found: re.Match[str]) -> str:
    words = HARD_CODED | TRANSLATABLE
    return f'{found[1]}="{words.get(found[2], found[2])}"'
