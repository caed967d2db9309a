"""The documents that a report is printed as, and the names of their files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from recount.edition.translations import DUTCH

REPORT, ANNEX, SUMMARY = "report", "annex", "summary"
"""The report, its annexes, and the summary to hand out."""

TITLES: Final[Mapping[str, str]] = {REPORT: "", ANNEX: "Bijlagen", SUMMARY: "Samenvatting"}
"""Document -> what its file name says after the title of the report, in the language of the document."""


def pdf_names(title: str, code: str = DUTCH, say: Callable[[str], str] = str) -> dict[str, str]:
    """Document -> the name of its file.

    Parameters
    ----------
    title
        Title of the report, in Dutch.
    code
        The language of the documents.
    say
        Gives a Dutch text in that language.

    Examples
    --------
    >>> pdf_names("Demo: Één rapport")["annex"]
    'demo-een-rapport-bijlagen.pdf'
    """
    start = title if code == DUTCH else f"{say(title)} {code}"
    return {one: f"{_plain(f'{start} {end and say(end)}')}.pdf" for one, end in TITLES.items()}


def _plain(title: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "rapport"
