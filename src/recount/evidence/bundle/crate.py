"""The bundle as an RO-Crate 1.1: what each file is, and which run of what created it.

It follows the profiles Process, Workflow and Provenance Run Crate. The edition is the workflow: it lists
the chapters and what each may read. A chapter is a tool and a step; the run of a chapter is an action, and
so is the computation of each number within it. A source that is not in the bundle is described, with its
checksum and address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from rocrate.model.contextentity import ContextEntity
from rocrate.rocrate import ROCrate

from recount.edition.edition import STANDIN
from recount.evidence.bundle.contents import (
    HTML,
    PACKAGE,
    PDF,
    PROJECT,
    RUN_FILE,
    BundleFile,
    by_folder,
)
from recount.evidence.bundle.lineage import LOCK_FILE, Lineage, TracedNumber
from recount.names import COMMAND

README = "README.md"
METADATA = "ro-crate-metadata.json"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": "Process Run Crate",
    "https://w3id.org/ro/wfrun/workflow/0.5": "Workflow Run Crate",
    "https://w3id.org/ro/wfrun/provenance/0.5": "Provenance Run Crate",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": "Workflow RO-Crate",
}
TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
"""The one term that the 1.1 context lacks."""

_VERSION = "1.1"
_WORKFLOW_PROFILE = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
_REPORT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_CODE_LICENCE = "https://spdx.org/licenses/EUPL-1.2"
_DONE = "http://schema.org/CompletedActionStatus"
_INVENTED = f"{PROJECT}/{STANDIN.as_posix()}/"
_ENGINE, _MAKER, _RUN, _ORDER, _TOML, _PYTHON = (
    "#program", "#maker", "#run", "#leiding", "#toml", "#python",
)  # fmt: skip

Entity = dict[str, Any]


def crate_metadata(
    files: Mapping[str, BundleFile], unlisted: Sequence[str], lineage: Lineage
) -> bytes:
    """``ro-crate-metadata.json`` for these files, with their checksums.

    The ``unlisted`` files get no checksum, as their bytes depend on these metadata.
    """
    crate = ROCrate(version=_VERSION)
    crate.metadata.extra_terms = TERMS
    roles = dict(_roles(lineage))
    for name, file in files.items():
        crate.add_file(dest_path=quote(name), properties=_file(file) | roles.get(name, {}))
    for name in unlisted:
        crate.add_file(dest_path=name, properties={"name": name, "encodingFormat": "text/plain"})
    for entity in (*_context(), *_sources(lineage), *_steps(lineage), *_actions(files, lineage)):
        crate.add(ContextEntity(crate, entity.pop("@id"), properties=entity))
    _describe(crate, lineage)
    return json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=1).encode()


def _ref(*names: str) -> dict[str, str] | list[dict[str, str]]:
    """References to entities: one as itself, several as a list."""
    found = [
        {"@id": name if name.startswith(("#", "http", "./")) else quote(name)} for name in names
    ]
    return found[0] if len(found) == 1 else found


def _file(file: BundleFile) -> Entity:
    """The properties of every file; a made-up one says that it is made up, and by us."""
    invented = {"description": "Verzonnen gegevens.", "publisher": _ref(_MAKER)}
    return {
        "name": file.name.rpartition("/")[2],
        "encodingFormat": file.kind,
        "contentSize": str(file.size),
        "sha256": file.sha256,
        **(invented if file.name.startswith(_INVENTED) else {}),
    }


def _roles(lineage: Lineage) -> Iterator[tuple[str, Entity]]:
    """The role of a file: the workflow, a chapter that is run, documentation, or a number."""
    yield (
        lineage.workflow,
        {
            "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
            "name": lineage.title,
            "conformsTo": _ref(_WORKFLOW_PROFILE),
            "programmingLanguage": _ref(_TOML),
            "version": lineage.version,
            "url": quote(lineage.workflow),
            "hasPart": _ref(*dict.fromkeys(lineage.texts.values())),
            "step": _ref(*map(_step, lineage.chapters)),
        },
    )
    for chapter in lineage.chapters:
        tool = {
            "@type": ["File", "SoftwareSourceCode"],
            "programmingLanguage": _ref(_PYTHON),
            "version": lineage.version,
            "softwareRequirements": _ref(_ENGINE, LOCK_FILE),
            "url": quote(lineage.texts[chapter]),
        }
        yield lineage.texts[chapter], tool
    yield README, {"about": _ref("./")}
    for made in (made for found in lineage.chapters.values() for made in found):
        yield made.file, {"isBasedOn": _ref(*made.rows)} if made.rows else {}


def _context() -> Iterator[Entity]:
    for url, name in (PROFILES | {_WORKFLOW_PROFILE: "ComputationalWorkflow"}).items():
        yield {"@id": url, "@type": "CreativeWork", "name": name, "version": url.rpartition("/")[2]}
    for url, name in ((_REPORT_LICENCE, "CC BY 4.0"), (_CODE_LICENCE, "EUPL 1.2")):
        yield {"@id": url, "@type": "CreativeWork", "name": name}
    yield {"@id": _TOML, "@type": "ComputerLanguage", "name": "TOML", "url": "https://toml.io/"}
    yield {
        "@id": _PYTHON, "@type": "ComputerLanguage", "name": "Python",
        "url": "https://www.python.org/",
    }  # fmt: skip
    yield {"@id": _MAKER, "@type": "Organization", "name": COMMAND}


def _sources(lineage: Lineage) -> Iterator[Entity]:
    for name, card in lineage.sources.items():
        entity = {
            "@id": name,
            "@type": "CreativeWork",
            "identifier": card.id,
            "name": card.title,
            "alternateName": card.file,
            "publisher": card.producer,
            "license": card.licence,
            "temporalCoverage": card.reference_date.isoformat(),
            "creativeWorkStatus": card.status,
            "conditionsOfAccess": card.evidence,
            "sha256": card.sha256,
        }
        yield entity | ({"url": card.url} if card.url else {})


def _steps(lineage: Lineage) -> Iterator[Entity]:
    yield {
        "@id": _ENGINE, "@type": "SoftwareApplication", "name": COMMAND,
        "softwareVersion": lineage.version, "url": quote(README), "license": _ref(_CODE_LICENCE),
        "softwareRequirements": _ref(LOCK_FILE), "hasPart": _ref(f"{PACKAGE}/running/runner.py"),
    }  # fmt: skip
    for place, chapter in enumerate(lineage.chapters, start=1):
        tool = lineage.texts[chapter]
        yield {
            "@id": _step(chapter), "@type": "HowToStep", "name": chapter,
            "position": str(place), "workExample": _ref(tool),
        }  # fmt: skip
        yield {
            "@id": f"#stuur-{chapter}", "@type": "ControlAction", "name": f"step {chapter}",
            "instrument": _ref(_step(chapter)), "object": _ref(f"#run-{chapter}"),
        }  # fmt: skip


def _actions(files: Mapping[str, BundleFile], lineage: Lineage) -> Iterator[Entity]:
    """The actions: the whole build, the run of each chapter, the computation of each number."""
    everything = dict.fromkeys(name for found in lineage.inputs.values() for name in found)
    yield {
        "@id": _ORDER, "@type": "OrganizeAction", "name": f"{COMMAND} build",
        "instrument": _ref(_ENGINE), "result": _ref(_RUN),
        "object": _ref(*(f"#stuur-{chapter}" for chapter in lineage.chapters)),
    }  # fmt: skip
    book = [*by_folder(files, PDF), *by_folder(files, HTML)]
    yield _action(
        lineage.made, _RUN, lineage.title, lineage.workflow, [*everything, RUN_FILE], book,
        "The chapters are run, and the website and the PDF are made from what they publish.",
    )  # fmt: skip
    for chapter, numbers in lineage.chapters.items():
        yield _action(
            lineage.ended[chapter], f"#run-{chapter}", f"chapter {chapter}", lineage.texts[chapter],
            [*lineage.inputs[chapter], LOCK_FILE], lineage.results[chapter],
            "The chapter is run in a kernel of its own, with the sources that it declares.",
        )  # fmt: skip
        for made in numbers:
            yield from _computation(lineage, made)


def _computation(lineage: Lineage, made: TracedNumber) -> Iterator[Entity]:
    """The computation of one number: by its function, from the files that it depends on."""
    record, function = made.record, made.record.function
    tool = f"#functie-{function.name}" if made.code else lineage.texts[record.chapter]
    settings = [f"#waarde-{record.id}-{name}" for name in record.parameters]
    if made.code:
        yield {
            "@id": tool, "@type": "SoftwareSourceCode", "name": function.name,
            "isPartOf": _ref(made.code), "url": f"{quote(made.code)}#L{function.line}",
            "version": lineage.version,
            "sha256": function.sha256, "license": _ref(_CODE_LICENCE),
            "programmingLanguage": _ref(_PYTHON), "softwareRequirements": _ref(LOCK_FILE),
        }  # fmt: skip
    for name, (key, value) in zip(settings, record.parameters.items(), strict=True):
        yield {"@id": name, "@type": "PropertyValue", "name": key, "value": str(value)}
    yield _action(
        lineage.ended[record.chapter], f"#getal-{record.id}", f"{record.label}: {record.measure.display}", tool,
        [*made.inputs, *settings], [made.file], record.definition,
    )  # fmt: skip


def _action(  # noqa: PLR0913 - the properties of an action
    ended: str, name: str, title: str, tool: str, inputs: Sequence[str],
    results: Sequence[str], description: str,
) -> Entity:  # fmt: skip
    return {
        "@id": name, "@type": "CreateAction", "name": title, "description": description,
        "instrument": _ref(tool), "object": _ref(*inputs), "result": _ref(*results),
        "endTime": ended, "agent": _ref(_MAKER), "actionStatus": _DONE,
    }  # fmt: skip


def _describe(crate: ROCrate, lineage: Lineage) -> None:
    root = crate.root_dataset
    root["identifier"] = lineage.edition
    root["name"] = f"{lineage.title}, nagerekend"
    root["description"] = (
        "Report, numbers, rows and code of a reproducible evaluation, with their origin."
    )
    root["datePublished"] = lineage.made.partition("T")[0]
    root["license"] = _ref(_REPORT_LICENCE)
    root["author"] = root["publisher"] = _ref(_MAKER)
    root["conformsTo"] = _ref(*PROFILES)
    root["mainEntity"] = _ref(lineage.workflow)
    root["mentions"] = [
        {"@id": entity.id}
        for entity in crate.contextual_entities
        if str(entity.type).endswith("Action")
    ]
    crate.metadata["conformsTo"] = _ref(
        f"https://w3id.org/ro/crate/{_VERSION}",
        "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
    )


def _step(chapter: str) -> str:
    return f"#stap-{chapter}"
