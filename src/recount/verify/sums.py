"""The checksum list and its signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from recount.book.pdf.evidence import SUMS
from recount.evidence.bundle import KEY, SIGNATURE, UNSUMMED
from recount.evidence.bundle.signing import fingerprint, is_valid, read_public_key
from recount.findings import Finding
from recount.verify.archive import MAX_ENTRIES, Archive

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def read_sums(raw: bytes) -> dict[str, str]:
    """Name -> checksum.

    Errors: ``ValueError`` for a line that is not a checksum and a name, for a name listed twice, and for more
    lines than a bundle can have files.
    """
    listed: dict[str, str] = {}
    lines = raw.decode("utf-8").splitlines()
    if len(lines) > MAX_ENTRIES:
        raise ValueError(f"{len(lines)} lines, more than {MAX_ENTRIES}")
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None or match[2] in listed:
            raise ValueError(f"line {number} is not 'checksum  name', or repeats a file")
        listed[match[2]] = match[1]
    return listed


def check_sums(
    where: str, raw: bytes | None, digests: Mapping[str, str], exempt: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Every file against the list, and the list against the files."""
    if raw is None:
        yield Finding("S1", where, "not in the bundle")
        return
    try:
        listed = read_sums(raw)
    except ValueError as error:
        yield Finding("S1", where, str(error))
        return
    for name, digest in listed.items():
        if name not in digests:
            yield Finding("S3", name, f"listed with {digest[:12]}…")
        elif digests[name] != digest:
            yield Finding("S2", name, f"listed {digest[:12]}…, is {digests[name][:12]}…")
    for name in digests:
        if name not in listed and name not in exempt:
            yield Finding("S4", name, f"is {digests[name][:12]}…")


def check_bundle_sums(archive: Archive, digests: Mapping[str, str]) -> Iterator[Finding]:
    """The checksum list of a bundle."""
    raw = archive.read(SUMS) if SUMS in digests else None
    yield from check_sums(SUMS, raw, digests, UNSUMMED)


def check_signature(
    archive: Archive, digests: Mapping[str, str], known: bytes | None
) -> Iterator[Finding]:
    """The signature of the list, and its key against the one that the auditor trusts."""
    parts = [name for name in (SIGNATURE, KEY) if name in digests]
    if not parts:
        if known:
            yield Finding("S7", SIGNATURE, "the bundle is not signed")
        return
    if len(parts) == 1:
        yield Finding("S7", parts[0], "the key or the signature is missing")
        return
    public = read_public_key(archive.read(KEY))
    if public is None or SUMS not in digests:
        yield Finding("S7", KEY, "not a public Ed25519 key, or no checksum list")
    elif not is_valid(public, archive.read(SIGNATURE), archive.read(SUMS)):
        yield Finding("S5", SIGNATURE, f"checked with the key {fingerprint(public)}")
    elif known and known != public:
        yield Finding("S6", KEY, f"{fingerprint(public)}, not {fingerprint(known)}")


def describe_signature(
    archive: Archive, digests: Mapping[str, str], known: bytes | None
) -> tuple[str, bool]:
    """Who signed, in words, and whether that is the holder of the trusted key."""
    if not {KEY, SIGNATURE, SUMS} <= digests.keys():
        return "not signed", False
    public = read_public_key(archive.read(KEY))
    if public is None:
        return "signed with a key that cannot be read", False
    signer = f"signed with key {fingerprint(public)}"
    if known is None:
        return f"{signer}, not checked against a key from elsewhere", False
    if known != public:
        return f"{signer}, not the given key", False
    if not is_valid(public, archive.read(SIGNATURE), archive.read(SUMS)):
        return f"{signer}, but the signature is invalid", False
    return f"{signer}, the given key", True
