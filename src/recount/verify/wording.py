"""The text of the website: every numeral and claim has a token that proves it, as in the build.

The build checks the pages that it writes. This checks the pages in the bundle, against the records and
definitions in the bundle.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from recount.book.directives.store import Exhibit, Store, report_title
from recount.book.numerals.check import EXCLUDED, Rules, check_pages
from recount.book.numerals.known import KnownTexts
from recount.evidence.bundle.contents import HTML, IN_REGIONS, REGIONS_ROWS, RESULTS, ROW_FILES
from recount.findings import Finding
from recount.handover import PROOF
from recount.programme import load_programme
from recount.results.records import SourceCard
from recount.sources.row_files import LIST
from recount.verify.opened import OpenedBundle
from recount.verify.shapes import read_json

MAX_PER_PAGE = 20
"""Findings reported per page; a page of another report has thousands."""


def check_wording(opened: OpenedBundle) -> Iterator[Finding]:
    """Check the pages of the report, and those of the regions."""
    for site in (HTML, *([IN_REGIONS] if opened.regions else [])):
        rules = Rules(
            KnownTexts(_store(site, opened)), opened.exemptions, opened.claim_words, whole=False
        )
        ours = [
            (name, zipfile.Path(opened.archive.source, name))
            for name in opened.under(site, ".html")
            if name.removeprefix(f"{site}/").split("/")[0] not in EXCLUDED
        ]
        counts: Counter[str] = Counter()
        for found in check_pages(ours, rules).findings:
            counts[found.where] += 1
            if counts[found.where] <= MAX_PER_PAGE:
                yield found
        for page, count in counts.items():
            if count > MAX_PER_PAGE:
                yield Finding("B8", page, f"and {count - MAX_PER_PAGE} more on this page")


def _store(site: str, opened: OpenedBundle) -> Store:
    """The data from which the build wrote the pages of a site, read from the bundle."""
    chapters = [name for name in opened.chapters() if opened.site(name) == site]
    rows = REGIONS_ROWS if site == IN_REGIONS else f"{ROW_FILES}/{LIST}"
    run = opened.regions.run if site == IN_REGIONS and opened.regions else opened.run
    card = opened.card
    return Store(
        records={name: one for name, one in opened.numbers.items() if one.chapter in chapters},
        figures=_exhibits(opened, chapters, "figures"),
        tables=_exhibits(opened, chapters, "tables"),
        sources={
            name: opened.load_json(f"{RESULTS}/{name}/sources.json", list[SourceCard], "C1") or []
            for name in chapters
        },
        catalogue=opened.sources,
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
        registers=load_programme(card.code).registers if card else (),
    )


def _exhibits(opened: OpenedBundle, chapters: list[str], kind: str) -> dict[str, Exhibit]:
    shown: dict[str, Exhibit] = {}
    for chapter in chapters:
        folder = f"{RESULTS}/{chapter}/{kind}"
        inside = cast(
            "Path", zipfile.Path(opened.archive.source, f"{folder}/")
        )  # readable like a folder
        cards = [_json(opened, name) for name in opened.under(folder, ".json")]
        shown |= {str(card["id"]): Exhibit(card, inside) for card in cards}
    return shown


def _json(opened: OpenedBundle, name: str) -> Any:  # noqa: ANN401 - any JSON
    """A file as JSON; an empty object if it is missing or invalid, which other checks report."""
    try:
        return read_json(opened.archive.read(name)) if name in opened.digests else {}
    except ValueError:
        return {}
