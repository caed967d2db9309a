"""The descriptions of a bundle against its contents: RO-Crate, PROV and Data Package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from recount.findings import Finding
from recount.verify.model import Record
from recount.verify.opened import OpenedBundle
from recount.verify.parsing import read_json
from recount.verify.places import CRATE, DATA_PACKAGE, PROVENANCE, UNSUMMED
from recount.verify.shapes import DataPackage

PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5",
    "https://w3id.org/ro/wfrun/workflow/0.5",
    "https://w3id.org/ro/wfrun/provenance/0.5",
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
}
_FILE_NAMESPACE = "urn:recount:bestand:"
_DONE = "CreateAction"

Entity = dict[str, Any]


def check_crate(opened: OpenedBundle) -> Iterator[Finding]:
    """Each file is described once and correctly, each number has the origin that its record states."""
    if CRATE not in opened.digests:
        yield Finding("C1", CRATE, "not in the bundle")
        return
    try:
        graph = _graph(read_json(opened.archive.read(CRATE)))
    except ValueError as error:
        yield Finding("C1", CRATE, str(error))
        return
    yield from _files(graph, opened)
    root = graph.get("./", {})
    if root.get("identifier") != opened.edition:
        yield Finding(
            "E1", CRATE, f"for edition '{root.get('identifier')}', not '{opened.edition}'"
        )
    missing = PROFILES - set(_refs(root.get("conformsTo")))
    if missing:
        yield Finding("C1", CRATE, f"without profile {', '.join(sorted(missing))}")
    for record in opened.records.values():
        yield from _origin(record, graph)
    whose = {f"#run-{chapter}": chapter for chapter in opened.chapters()}
    whose |= {f"#getal-{record.id}": record.chapter for record in opened.records.values()}
    for name, entity in graph.items():
        ended = opened.ended(whose.get(name, ""))
        if entity.get("@type") == _DONE and opened.run and entity.get("endTime") != ended:
            yield Finding("C6", CRATE, f"'{name}' ended at {entity.get('endTime')}, not {ended}")


def _graph(content: object) -> dict[str, Entity]:
    """The entities of a crate, by id."""
    graph = content.get("@graph") if isinstance(content, dict) else None
    if not isinstance(graph, list) or not all(isinstance(e, dict) and "@id" in e for e in graph):
        raise ValueError("no list '@graph' of entities")
    return {str(entity["@id"]): entity for entity in graph}


def _files(graph: Mapping[str, Entity], opened: OpenedBundle) -> Iterator[Finding]:
    named = {unquote(name): entity for name, entity in graph.items() if _is_file(name, entity)}
    parts = {unquote(name) for name in _refs(graph.get("./", {}).get("hasPart"))}
    for name, entity in named.items():
        if name not in opened.digests:
            yield Finding("C2", name, f"in {CRATE}")
            continue
        size = str(opened.archive.entries[name].file_size)
        given = (entity.get("sha256"), entity.get("contentSize"))
        if name not in UNSUMMED and given != (opened.digests[name], size):
            yield Finding(
                "C4", name, f"{CRATE} says sha256 {str(given[0])[:12]}… and {given[1]} bytes"
            )
    for name in opened.digests:
        if name != CRATE and (name not in named or name not in parts):
            yield Finding("C3", name, f"not in {CRATE}")


def _is_file(name: str, entity: Entity) -> bool:
    kinds = entity.get("@type")
    return "File" in (kinds if isinstance(kinds, list) else [kinds]) and not name.startswith("#")


def _origin(record: Record, graph: Mapping[str, Entity]) -> Iterator[Finding]:
    """The inputs of an action have the checksums of the record's sources."""
    made = graph.get(f"#getal-{record.id}")
    if made is None:
        yield Finding("C5", CRATE, f"number '{record.id}' has no origin")
        return
    inputs = [graph.get(name, {}) for name in _refs(made.get("object"))]
    found = {str(entity["sha256"]) for entity in inputs if "sha256" in entity}
    if found != {card.sha256 for card in record.sources}:
        yield Finding("C5", CRATE, f"number '{record.id}' depends on other sources")
    settings = {e.get("name"): e.get("value") for e in inputs if e.get("@type") == "PropertyValue"}
    if settings != {key: str(value) for key, value in record.parameters.items()}:
        yield Finding("C5", CRATE, f"number '{record.id}' has other parameters")
    tool = graph.get(next(iter(_refs(made.get("instrument"))), ""), {})
    if record.function.name and tool.get("sha256") != record.function.sha256:
        yield Finding("C5", CRATE, f"number '{record.id}' is computed by a different function")
    if made.get("name") != f"{record.label}: {record.measure.display}":
        yield Finding("C5", CRATE, f"number '{record.id}' is called '{made.get('name')}'")


def check_datapackage(opened: OpenedBundle) -> Iterator[Finding]:
    """Each table has the checksum that its descriptor states."""
    package = opened.load_json(DATA_PACKAGE, DataPackage, "C1")
    if package is None:
        return
    if package.name != opened.edition:
        yield Finding("E1", DATA_PACKAGE, f"for edition '{package.name}', not '{opened.edition}'")
    for table in package.resources:
        digest = opened.digests.get(table.path)
        if digest is None:
            yield Finding("C2", table.path, f"in {DATA_PACKAGE}")
        elif table.hash != f"sha256:{digest}":
            yield Finding("C4", table.path, f"{DATA_PACKAGE} says {table.hash[7:19]}…")


def check_provenance(opened: OpenedBundle) -> Iterator[Finding]:
    """PROV states the same sources for each number, and the checksums of the files."""
    if PROVENANCE not in opened.digests:
        yield Finding("C1", PROVENANCE, "not in the bundle")
        return
    try:
        content = read_json(opened.archive.read(PROVENANCE))
        prefix = next(k for k, uri in content["prefix"].items() if uri == _FILE_NAMESPACE)
        entities = {_local(key, prefix): facts for key, facts in content["entity"].items()}
        derived = [
            (_local(link["prov:generatedEntity"], prefix), _local(link["prov:usedEntity"], prefix))
            for link in content["wasDerivedFrom"].values()
        ]
        sums = {name: str(facts[f"{prefix}:sha256"]) for name, facts in entities.items()}
        ended = {str(activity.get("prov:endTime")) for activity in content["activity"].values()}
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        yield Finding("C1", PROVENANCE, f"not PROV-JSON: {type(error).__name__} {error}")
        return
    for name, digest in sums.items():
        if name in opened.digests and opened.digests[name] != digest:
            yield Finding("C4", name, f"{PROVENANCE} says {digest[:12]}…")
    for file, record in opened.records.items():
        found = {sums.get(used) for made, used in derived if made == file}
        if found != {card.sha256 for card in record.sources}:
            yield Finding("C5", PROVENANCE, f"number '{record.id}' depends on other sources")
    times = {opened.ended(chapter) for chapter in opened.chapters()}
    if opened.run and ended != times:
        texts = (", ".join(sorted(each)) for each in (ended, times))
        yield Finding("C6", PROVENANCE, "ended at {}, not {}".format(*texts))


def _local(name: str, prefix: str) -> str:
    return unquote(name.removeprefix(f"{prefix}:"))


def _refs(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    found = value if isinstance(value, list) else [value]
    return [str(each["@id"]) for each in found if isinstance(each, dict) and "@id" in each]
