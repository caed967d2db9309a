"""Certificates (X.509): whose key it is, for how long and for what, and who says so."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from recount.errors import BundleError
from recount.verify.der import FIRST, FOURTH, Part, part_at
from recount.verify.keys import ED25519, PublicKey, holds, known_key, read_given

TIME_STAMPING = bytes.fromhex("2b06010505070308")
"""The purpose of a certificate for time stamps."""

_PURPOSES = bytes.fromhex("551d25")
_SIGNED_WITH: Mapping[bytes, str] = {
    bytes.fromhex("2a864886f70d01010b"): "sha256",
    bytes.fromhex("2a864886f70d01010c"): "sha384",
    bytes.fromhex("2a864886f70d01010d"): "sha512",
    bytes.fromhex("2a8648ce3d040302"): "sha256",
    bytes.fromhex("2a8648ce3d040303"): "sha384",
    bytes.fromhex("2a8648ce3d040304"): "sha512",
    ED25519: "",
}
"""Identifier of a signature -> the hash of what is signed."""

_NAMES = {3: "CN", 5: "serialNumber", 6: "C", 7: "L", 8: "ST", 10: "O", 11: "OU"}
_NAME = bytes.fromhex("5504")
_LONGEST = 200
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----([\w+/=\s]+)-----END CERTIFICATE-----")
_EXPECTED = "a certificate in PEM"


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate.

    Parameters
    ----------
    subject, issuer
        Whom it names, and who issued it, in DER.
    key
        The key of the subject; ``None`` for an unknown algorithm.
    start, end
        When it is valid.
    purposes
        What it is for, by identifier; empty if it does not say.
    signed, signature, algorithm
        What the issuer signed, its signature, and the hash.
    """

    subject: Part
    issuer: bytes
    key: PublicKey | None
    start: datetime
    end: datetime
    purposes: frozenset[bytes]
    signed: bytes
    signature: bytes
    algorithm: str

    @property
    def name(self) -> str:
        """Whom it names, in at most 200 printable characters."""
        text = ",".join(_names(self.subject))
        return "".join(sign for sign in text if sign.isprintable())[:_LONGEST]

    def is_issued_by(self, issuer: Certificate) -> bool:
        """Whether the issuer signed it."""
        same = self.issuer == issuer.subject.raw and issuer.key is not None
        return same and holds(issuer.key, self.signature, self.signed, self.algorithm)  # type: ignore[arg-type] # not None


def load_authority(path: Path) -> Certificate:
    """The certificate of a time stamp authority that an auditor trusts, in PEM.

    Errors: ``BundleError`` for a file that does not exist or is not a certificate.
    """
    remedy = "Ask the authority for it."
    found = _PEM.search(read_given(path, "certificate", _EXPECTED, remedy))
    try:
        if found:
            return read_certificate(base64.b64decode(found[1]))
    except (ValueError, IndexError):
        pass
    raise BundleError(
        "the certificate cannot be used", path.name, _EXPECTED, "something else", remedy
    )


def read_certificate(raw: bytes) -> Certificate:
    """A certificate in DER.

    Errors: ``ValueError`` and ``IndexError`` for anything else.
    """
    signed, algorithm, signature = part_at(raw).parts()
    facts = signed.parts()
    if facts[0].tag == FIRST:  # the version
        del facts[0]
    _, _, issuer, validity, subject, key, *rest = facts
    start, end = (part.moment() for part in validity.parts())
    return Certificate(
        subject=subject,
        issuer=issuer.raw,
        key=known_key(key.raw),
        start=start,
        end=end,
        purposes=frozenset(_purposes(rest)),
        signed=signed.raw,
        signature=signature.content[1:],  # after the number of unused bits
        algorithm=_SIGNED_WITH.get(algorithm.parts()[0].content, ""),
    )


def _purposes(rest: list[Part]) -> Iterator[bytes]:
    for extensions in (part.parts()[0] for part in rest if part.tag == FOURTH):
        for extension in extensions.parts():
            name, *_, value = extension.parts()
            if name.content == _PURPOSES:
                yield from (one.content for one in part_at(value.content).parts())


def _names(subject: Part) -> Iterator[str]:
    """The parts of a name, the last first (RFC 4514)."""
    for part in reversed(subject.parts()):
        for attribute in part.parts():
            kind, text = attribute.parts()
            known = kind.content[:-1] == _NAME and _NAMES.get(kind.content[-1])
            yield f"{known or kind.content.hex()}={text.content.decode('utf-8', 'replace')}"
