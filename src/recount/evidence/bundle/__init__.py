"""The whole report as one zip for an auditor: book, numbers, rows, code, and their provenance.

Equal builds give equal bytes. The only time in it is that of the run, from ``run.json``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from recount.book.pdf.evidence import SUMS
from recount.book.website.website import division_of
from recount.edition.edition import Edition
from recount.evidence.bundle.archive import write_zip
from recount.evidence.bundle.contents import (
    PROJECT,
    BundleFile,
    check_unchanged,
    gather,
    project_files,
    sums,
)
from recount.evidence.bundle.crate import METADATA, README, crate_metadata
from recount.evidence.bundle.datapackage import DESCRIPTOR, descriptor
from recount.evidence.bundle.lineage import trace_lineage
from recount.evidence.bundle.provenance import PROVENANCE, provenance
from recount.evidence.bundle.signatures import Signing, prepare_signatures
from recount.names import COMMAND
from recount.running.regional_book import regional_edition

BUNDLE = Path("_build", "bundle")


def write_bundle(
    edition: Edition, output: Path | None = None, signing: Signing | None = None
) -> Path:
    """Write the bundle of the last build and return its path, by default ``_build/bundle/<edition>.zip``.

    Raises
    ------
    BundleError
        The report is incomplete or was built from data that have since changed, the key or its certificate
        cannot be used, or there is no time stamp.
    RecordError
        The results of a chapter differ from what its run wrote.
    BookError
        The website contains other regions than the last run.
    """
    # the division that is in the website, so that every number on a page has its record in the bundle
    check_unchanged(edition)
    regional = regional_edition(edition, division_of(edition))
    if regional:
        check_unchanged(regional)
    files = gather(edition, regional)
    signatures = prepare_signatures(signing, files) if signing else None
    if signatures:
        files = _with(files, signatures.of_pdfs(files))
    unlisted = (SUMS, *(signatures.names if signatures else ()))
    files = with_descriptions(files, edition, regional, unlisted)
    listed = sums(files)
    files = _with(files, {SUMS: listed})
    if signatures:
        files = _with(files, signatures.of_sums(listed))
    target = output or edition.root / BUNDLE / f"{edition.id}.zip"
    write_zip(target, files)
    return target


def with_descriptions(
    files: dict[str, BundleFile],
    edition: Edition,
    regional: Edition | None,
    unlisted: Sequence[str],
) -> dict[str, BundleFile]:
    """The files of a bundle with their descriptions, without checksum list and signature.

    The ``unlisted`` files are added to the bundle later: the descriptions name them without a checksum.
    """
    lineage = trace_lineage(edition, files, regional)
    readme = Path(__file__).with_name("README.md").read_text("utf-8")
    files = _with(files, {README: readme.replace("{command}", COMMAND).encode()})
    files = _with(files, {DESCRIPTOR: descriptor(files, edition.id, edition.card.title)})
    files = _with(files, {PROVENANCE: provenance(files, lineage)})
    return _with(files, {METADATA: crate_metadata(files, unlisted, lineage)})


def code_checksum(edition: Edition) -> str:
    """The checksum of the code and texts of a project: that of the list of checksums of its files.

    The files are those under ``project/`` in its bundle: code, chapters, pages, editions, published figures,
    stand-ins and lock. Equal projects have equal checksums, whatever was run. Excluded: files of publishers.
    """
    found = {name.removeprefix(f"{PROJECT}/"): path for name, path in project_files(edition)}
    listed = sums({name: BundleFile(name, path) for name, path in found.items()})
    return f"sha256:{hashlib.sha256(listed).hexdigest()}"


def _with(files: dict[str, BundleFile], made: dict[str, bytes]) -> dict[str, BundleFile]:
    return {**files, **{name: BundleFile(name, content) for name, content in made.items()}}
