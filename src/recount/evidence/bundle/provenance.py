"""The lineage as W3C PROV-JSON: entities, activities and agents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from urllib.parse import quote

from prov.model import PROV, ProvDocument

from recount.evidence.bundle.contents import HTML, PDF, RUN_FILE, BundleFile, by_folder
from recount.evidence.bundle.lineage import LOCK_FILE, Lineage

PROVENANCE = "prov.json"
BASE = "urn:recount:"
_FILE, _ACTIVITY = "bestand", "stap"


def provenance(files: Mapping[str, BundleFile], lineage: Lineage) -> bytes:
    """``prov.json``: which files produced which, by which activity, for whom."""
    document = ProvDocument()
    document.add_namespace(_FILE, f"{BASE}bestand:")
    document.add_namespace(_ACTIVITY, f"{BASE}stap:")
    document.agent(f"{_ACTIVITY}:program", {"prov:type": PROV["SoftwareAgent"]})
    named = {LOCK_FILE, RUN_FILE, lineage.workflow, *lineage.texts.values()}
    named |= {name for found in lineage.results.values() for name in found}
    named |= {name for found in lineage.inputs.values() for name in found if name in files}
    named |= {made.code for found in lineage.chapters.values() for made in found if made.code}
    for name in sorted({*named, *by_folder(files, HTML), *by_folder(files, PDF)}):
        document.entity(_name(name), {f"{_FILE}:sha256": files[name].sha256})
    for name, card in lineage.sources.items():
        facts = {"sha256": card.sha256, "titel": card.title, "adres": card.url}
        document.entity(_name(name), {f"{_FILE}:{key}": value for key, value in facts.items()})
    _add_run(document, files, lineage)
    for chapter in lineage.chapters:
        _add_chapter(document, chapter, lineage)
    text = document.serialize(indent=1, ensure_ascii=False) or ""
    return text.encode()


def _add_run(document: ProvDocument, files: Mapping[str, BundleFile], lineage: Lineage) -> None:
    ended = dt.datetime.fromisoformat(lineage.made)
    activity = f"{_ACTIVITY}:run"
    document.activity(activity, endTime=ended)
    document.wasAssociatedWith(activity, f"{_ACTIVITY}:program", _name(lineage.workflow))
    for name in (RUN_FILE, *(n for found in lineage.results.values() for n in found)):
        document.used(activity, _name(name))
    for name in (*by_folder(files, PDF), *by_folder(files, HTML)):
        document.wasGeneratedBy(_name(name), activity)


def _add_chapter(document: ProvDocument, chapter: str, lineage: Lineage) -> None:
    ended = dt.datetime.fromisoformat(lineage.ended[chapter])
    activity = f"{_ACTIVITY}:{chapter}"
    document.activity(activity, endTime=ended)
    document.wasAssociatedWith(activity, f"{_ACTIVITY}:program", _name(lineage.texts[chapter]))
    document.wasInformedBy(f"{_ACTIVITY}:run", activity)
    code = dict.fromkeys(made.code for made in lineage.chapters[chapter] if made.code)
    for name in (*lineage.inputs[chapter], lineage.texts[chapter], *code, LOCK_FILE):
        document.used(activity, _name(name))
    for name in lineage.results[chapter]:
        document.wasGeneratedBy(_name(name), activity)
    for made in lineage.chapters[chapter]:
        for name in made.inputs:
            document.wasDerivedFrom(_name(made.file), _name(name), activity)


def _name(name: str) -> str:
    return f"{_FILE}:{quote(name.removeprefix('#'), safe='/')}"
