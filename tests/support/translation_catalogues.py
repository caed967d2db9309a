"""Catalogues and translations into English, as tests write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from babel import Locale

from recount.translation.pages import Translation
from recount.translation.values import Notation

ENGLISH = Notation(
    Locale("en", "GB"), ("Twente", "Zuid-Holland", "'s-Heer"), ("zero", "one", "two", "three")
)


def write_catalogue(
    edition: Path, *pairs: tuple[str, str], name: str = "pages.po", code: str = "en"
) -> Path:
    """A catalogue of an edition."""
    path = edition / "locale" / code / "LC_MESSAGES" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [f'msgid "{message}"\nmsgstr "{text}"\n' for message, text in (("", ""), *pairs)]
    path.write_text("\n".join(entries), "utf-8")
    return path


def english(known: Mapping[str, str]) -> Translation:
    """A translation that knows these messages."""
    return Translation(ENGLISH, known)
