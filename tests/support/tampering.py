"""A forger's tools: alter files, and recompute the checksums to match."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from support.built_project import Files, pack

from recount.evidence.bundle.crate import METADATA
from recount.evidence.bundle.datapackage import DESCRIPTOR
from recount.evidence.bundle.provenance import PROVENANCE
from recount.evidence.bundle.signatures import KEY, SIGNATURE, UNSUMMED
from recount.evidence.bundle.signing import PrivateKey, Signer
from recount.verify import Given, Report
from recount.verify.certificates import read_certificate
from recount.verify.keys import read_public_key
from recount.verify.signature import Trust

Alter = Callable[[Files], None]
PDF = "pdf/proef-nagerekend.pdf"
RECORD = "results/proef/records/{}.json"
NOTEBOOK = "results/proef/proef.ipynb"
SUMS = "SHA256SUMS"
PICTURES = (
    "results/proef/figures/aanbod-mat-definities.svg",
    "html/gegevens/proef/aanbod-mat-definities.svg",
)
"""A picture in the results and on the website."""


class Rerun(NamedTuple):
    """A verification with a rerun: its report, the steps that it announced, and the bundle made again."""

    report: Report
    steps: list[str]
    again: Path


def row_file(files: Files) -> str:
    """The name of the first row file."""
    return next(name for name in files if name.startswith("rows/") and name.endswith(".csv"))


def digest(raw: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()


def mend_sums(files: Files) -> None:
    """Recompute the checksum list."""
    lines = (f"{digest(files[name])}  {name}\n" for name in sorted(files) if name not in UNSUMMED)
    files[SUMS] = "".join(lines).encode()


def mend(files: Files) -> None:
    """Recompute all descriptions and the checksum list."""
    for name, change in ((DESCRIPTOR, _package), (PROVENANCE, _prov), (METADATA, _crate)):
        try:
            content = json.loads(files[name])
            change(content, files)
        except (KeyError, TypeError, ValueError, RecursionError):
            continue  # the alteration removed this one, or broke it
        files[name] = json.dumps(content, ensure_ascii=False).encode()
    mend_sums(files)


def signed(files: Files, key: Ed25519PrivateKey) -> Files:
    """A bundle with a signature, described as such."""
    copy = dict(files) | {SIGNATURE: b"", KEY: b""}
    mend(copy)
    signer = Signer(key, ())
    copy[SIGNATURE], copy[KEY] = signer.sign(copy[SUMS]), signer.public_key
    return copy


def given(key: PrivateKey, authority: x509.Certificate | None = None) -> Given:
    """What an auditor brings: the public key of a signer, and the certificate of a time stamp authority."""
    known = authority and read_certificate(authority.public_bytes(Encoding.DER))
    return Given(Trust(read_public_key(Signer(key, ()).public_key), known))


def _package(content: dict[str, Any], files: Files) -> None:
    for table in content["resources"]:
        if table["path"] in files:
            table["hash"] = f"sha256:{digest(files[table['path']])}"
    content["resources"] = [t for t in content["resources"] if t["path"] in files]


def _prov(content: dict[str, Any], files: Files) -> None:
    for key, facts in content["entity"].items():
        name = key.removeprefix("bestand:")
        if name in files:
            facts["bestand:sha256"] = digest(files[name])


def _crate(content: dict[str, Any], files: Files) -> None:
    graph = {entity["@id"]: entity for entity in content["@graph"]}
    for name in files:
        if name != METADATA:
            graph.setdefault(name, {"@id": name, "@type": "File"})
    for name, entity in list(graph.items()):
        if "File" not in str(entity["@type"]):
            continue
        if name not in files:
            del graph[name]
        elif name not in UNSUMMED:
            entity |= {"sha256": digest(files[name]), "contentSize": str(len(files[name]))}
    parts = sorted(name for name, e in graph.items() if "File" in str(e["@type"]))
    graph["./"]["hasPart"] = [{"@id": name} for name in parts]
    content["@graph"] = list(graph.values())


def text(name: str, old: str, new: str) -> Alter:
    """Replace text in a file; it must occur."""

    def alter(files: Files) -> None:
        assert old.encode() in files[name], old
        files[name] = files[name].replace(old.encode(), new.encode(), 1)

    return alter


def everywhere(old: str, new: str, ending: str = "") -> Alter:
    """Replace text in every file that has it and whose name has this ending."""

    def alter(files: Files) -> None:
        for name in [name for name in files if name.endswith(ending)]:
            files[name] = files[name].replace(old.encode(), new.encode())

    return alter


def both(*changes: Alter) -> Alter:
    """Apply several changes."""

    def alter(files: Files) -> None:
        for change in changes:
            change(files)

    return alter


def put(name: str, raw: bytes) -> Alter:
    """Write a file with these bytes."""

    def alter(files: Files) -> None:
        files[name] = raw

    return alter


def drop(name: str) -> Alter:
    """Remove a file."""

    def alter(files: Files) -> None:
        del files[name]

    return alter


def swap(first: str, second: str) -> Alter:
    """Swap two files."""

    def alter(files: Files) -> None:
        files[first], files[second] = files[second], files[first]

    return alter


def value(name: str, *road: str | int, new: object) -> Alter:
    """Change a value in a JSON file, or in each of several files that have it."""

    def alter(files: Files) -> None:
        content = json.loads(files[name])
        place = content
        for key in road[:-1]:
            place = place[key]
        assert place[road[-1]] != new
        place[road[-1]] = new
        files[name] = json.dumps(content, ensure_ascii=False).encode()

    return alter


def more_pupils(files: Files) -> None:
    """Change a count in the rows of a number, and the checksum in the lists of row files."""
    for name in [name for name in files if name.startswith("rows/") and name.endswith(".csv")]:
        changed = files[name].replace(b",6,1,3,0", b",9,1,3,0")
        if changed != files[name]:
            files[name] = changed
            key = name.removeprefix("rows/").removesuffix(".csv")
            for listed in ("rows/rijen.json", "rows/rijen-regios.json"):
                if key in json.loads(files.get(listed, b"{}")):
                    value(listed, key, "csv_sha256", new=digest(changed))(files)


def entity(name: str, key: str, new: object) -> Alter:
    """Change a property of an entity of the crate."""

    def alter(files: Files) -> None:
        content = json.loads(files[METADATA])
        (found,) = [each for each in content["@graph"] if each["@id"] == name]
        found[key] = new
        files[METADATA] = json.dumps(content).encode()

    return alter


def paper(change: Callable[[pikepdf.Pdf], None]) -> Alter:
    """Change the PDF."""

    def alter(files: Files) -> None:
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(files[PDF])) as document:
            change(document)
            document.save(made)
        files[PDF] = made.getvalue()

    return alter


def attach(document: pikepdf.Pdf, name: str, raw: bytes, *, fit: bool = False) -> None:
    """Replace an attached file; with ``fit`` also its line in the attached checksum list."""
    contents = {key: file.get_file().read_bytes() for key, file in document.attachments.items()}
    contents[name] = raw
    if fit:
        listed = sorted(set(contents) - {SUMS})
        contents[SUMS] = "".join(f"{digest(contents[key])}  {key}\n" for key in listed).encode()
    for key in (name, SUMS):
        document.attachments[key] = pikepdf.AttachedFileSpec(document, contents[key], filename=key)


def numbers(change: Callable[[dict[str, Any]], None]) -> Alter:
    """Change numbers in the PDF, with a matching attached checksum list."""

    def within(document: pikepdf.Pdf) -> None:
        content = json.loads(document.attachments["getallen.json"].get_file().read_bytes())
        change(content)
        attach(document, "getallen.json", json.dumps(content).encode(), fit=True)

    return paper(within)


def zip_of(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    """A zip with these entries, as written."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for entry, raw in entries:
            packed.writestr(entry, raw)
    return made.getvalue()


def named(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    """An entry with a name, even one that the library would normalise, and a mode."""
    entry = zipfile.ZipInfo("x")
    entry.filename = entry.orig_filename = name
    entry.external_attr = mode << 16
    return entry


def bomb(size: int, *, told: int) -> bytes:
    """Zeros of a given size compressed to a few megabytes, with a false length in the zip."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = squeezed.compress(bytes(2**20)) + squeezed.flush(zlib.Z_FULL_FLUSH)
    raw = block * (size // 2**20)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(named("nullen.bin"), raw)
        (entry,) = packed.filelist
        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, told
        # the local header must state the same method
        made.getbuffer()[8:10] = zipfile.ZIP_DEFLATED.to_bytes(2, "little")
    return made.getvalue()


def repacked(files: Files, change: Callable[[bytearray], None]) -> bytes:
    """The zip of a bundle with other bytes."""
    raw = bytearray(pack(files).getvalue())
    change(raw)
    return bytes(raw)
