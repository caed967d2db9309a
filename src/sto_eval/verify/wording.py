"""The text of the website: every numeral and claim on it is proved by its token, as in the build.

The build checks what it writes. Here what stands in the bundle is checked, by the records and the
declarations in it.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from sto_eval.book.numerals.check import EXCLUDED, Rules, check_pages
from sto_eval.book.numerals.known import KnownTexts
from sto_eval.bundle.contents import HTML, IN_REGIONS, REGIONS_ROWS, RESULTS, ROW_FILES
from sto_eval.findings import Finding
from sto_eval.records import SourceCard
from sto_eval.rows import LIST
from sto_eval.sphinxext.store import PROOF, Exhibit, Store, report_title
from sto_eval.verify.opened import Opened
from sto_eval.verify.shapes import read_json

MOST_TOLD = 20
"""How many findings of one page are told; a page of another report has thousands."""


def check_wording(opened: Opened) -> Iterator[Finding]:
    """The check of the pages of the report, and of those of the regions."""
    for site in (HTML, *([IN_REGIONS] if opened.regions else [])):
        rules = Rules(
            KnownTexts(_store(site, opened)), opened.exemptions, opened.claim_words, whole=False
        )
        ours = [
            (name, zipfile.Path(opened.archive.source, name))
            for name in opened.under(site, ".html")
            if name.removeprefix(f"{site}/").split("/")[0] not in EXCLUDED
        ]
        told: Counter[str] = Counter()
        for found in check_pages(ours, rules).findings:
            told[found.where] += 1
            if told[found.where] <= MOST_TOLD:
                yield found
        for page, count in told.items():
            if count > MOST_TOLD:
                yield Finding("B8", page, f"and {count - MOST_TOLD} more on this page")


def _store(site: str, opened: Opened) -> Store:
    """What the extension knew when it wrote the pages of a site, from the files of the bundle."""
    chapters = [name for name in opened.chapters() if opened.site(name) == site]
    rows = REGIONS_ROWS if site == IN_REGIONS else f"{ROW_FILES}/{LIST}"
    run = opened.regions.run if site == IN_REGIONS and opened.regions else opened.run
    card = opened.card
    return Store(
        records={name: one for name, one in opened.numbers.items() if one.chapter in chapters},
        figures=_exhibits(opened, chapters, "figures"),
        tables=_exhibits(opened, chapters, "tables"),
        sources={
            name: opened.shaped(f"{RESULTS}/{name}/sources.json", list[SourceCard], "C1") or []
            for name in chapters
        },
        claims={name: {"id": name} | claim.model_dump() for name, claim in opened.claims.items()},
        places=card.places if card else [],
        edition=card.model_dump(exclude={"chapters", "places"}) if card else {},
        run=run.model_dump() if run else {},
        rows=_json(opened, rows),
        folder=Path(),
        proof=_json(opened, PROOF) if site == HTML else {},
        keys={
            name: str(_json(opened, f"{RESULTS}/{name}/key.json").get("key")) for name in chapters
        },
        report=report_title(card) if card else "",
    )


def _exhibits(opened: Opened, chapters: list[str], kind: str) -> dict[str, Exhibit]:
    shown: dict[str, Exhibit] = {}
    for chapter in chapters:
        folder = f"{RESULTS}/{chapter}/{kind}"
        inside = cast(
            "Path", zipfile.Path(opened.archive.source, f"{folder}/")
        )  # read as a folder is
        cards = [_json(opened, name) for name in opened.under(folder, ".json")]
        shown |= {str(card["id"]): Exhibit(card, inside) for card in cards}
    return shown


def _json(opened: Opened, name: str) -> Any:  # noqa: ANN401 - any JSON
    """A file as JSON; an empty object when it is not there or cannot be read, which others tell."""
    try:
        return read_json(opened.archive.read(name)) if name in opened.digests else {}
    except ValueError:
        return {}
