"""The checksum list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from recount.findings import Finding
from recount.verify.archive import MAX_ENTRIES, Archive
from recount.verify.places import SUMS, UNSUMMED

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


def check_sums(archive: Archive, digests: Mapping[str, str]) -> Iterator[Finding]:
    """Every file against the checksum list, and the list against the files."""
    if SUMS not in digests:
        yield Finding("S1", SUMS, "not in the bundle")
        return
    try:
        listed = read_sums(archive.read(SUMS))
    except ValueError as error:
        yield Finding("S1", SUMS, str(error))
        return
    for name, digest in listed.items():
        if name not in digests:
            yield Finding("S3", name, f"listed with {digest[:12]}…")
        elif digests[name] != digest:
            yield Finding("S2", name, f"listed {digest[:12]}…, is {digests[name][:12]}…")
    for name in digests:
        if name not in listed and name not in UNSUMMED:
            yield Finding("S4", name, f"is {digests[name][:12]}…")
