"""The whole report as one zip for an auditor: book, numbers, rows, code, and their provenance.

Equal builds give equal bytes. The only time in it is that of the run, from ``run.json``.
"""

from __future__ import annotations

from pathlib import Path

from sto_eval.book.evidence import SUMS
from sto_eval.book.website import division_of
from sto_eval.bundle.archive import write_zip
from sto_eval.bundle.contents import BundleFile, check_unchanged, gather, sums
from sto_eval.bundle.crate import METADATA, README, crate_metadata
from sto_eval.bundle.datapackage import DESCRIPTOR, descriptor
from sto_eval.bundle.lineage import trace_lineage
from sto_eval.bundle.provenance import PROVENANCE, provenance
from sto_eval.bundle.signing import load_private_key, sign
from sto_eval.divisions import regional_edition
from sto_eval.edition import Edition
from sto_eval.names import COMMAND

BUNDLE = Path("_build", "bundle")
SIGNATURE, KEY = f"{SUMS}.sig", f"{SUMS}.pub.pem"
UNSUMMED = (SUMS, SIGNATURE, KEY)
"""The files that the checksum list cannot contain: itself, its signature and the key."""

_README = Path(__file__).with_name("README.md")


def write_bundle(edition: Edition, output: Path | None = None, key: Path | None = None) -> Path:
    """Write the bundle of the last build and return its path.

    Parameters
    ----------
    edition
        The edition that was built.
    output
        The zip to write; by default ``_build/bundle/<edition>.zip``.
    key
        A private Ed25519 key to sign the checksum list with.

    Raises
    ------
    BundleError
        The report is incomplete or was built from data that have since changed, or the key cannot be used.
    RecordError
        The results of a chapter differ from what its run wrote.
    BookError
        The website contains other regions than the last run.
    """
    private = load_private_key(key) if key else None
    # the division that is in the website, so that every number on a page has its record in the bundle
    check_unchanged(edition)
    regional = regional_edition(edition, division_of(edition))
    if regional:
        check_unchanged(regional)
    files = gather(edition, regional)
    lineage = trace_lineage(edition, files, regional)
    files = _with(files, README, _readme())
    files = _with(files, DESCRIPTOR, descriptor(files, edition.id, edition.card.title))
    files = _with(files, PROVENANCE, provenance(files, lineage))
    unlisted = UNSUMMED if private else (SUMS,)
    files = _with(files, METADATA, crate_metadata(files, unlisted, lineage))
    listed = sums(files)
    files = _with(files, SUMS, listed)
    if private:
        signature, public = sign(private, listed)
        files = _with(_with(files, SIGNATURE, signature), KEY, public)
    target = output or edition.root / BUNDLE / f"{edition.id}.zip"
    write_zip(target, files)
    return target


def _readme() -> bytes:
    return _README.read_text("utf-8").replace("{command}", COMMAND).encode()


def _with(files: dict[str, BundleFile], name: str, content: bytes) -> dict[str, BundleFile]:
    return {**files, name: BundleFile(name, content)}
