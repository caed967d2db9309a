"""A signed message (CMS, RFC 5652) with one signer and signed attributes, as in a PDF or a time stamp."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from recount.verify.certificates import Certificate, read_certificate
from recount.verify.der import FIRST, OCTETS, SET, Part, part_at
from recount.verify.keys import PublicKey, holds

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_CERTIFICATE = bytes.fromhex("2a864886f70d010910022f")
TIME_STAMP = bytes.fromhex("2a864886f70d010910020e")
"""The unsigned attribute with a time stamp of the signature."""

_SHA2: Mapping[bytes, str] = {
    bytes.fromhex("608648016503040201"): "sha256",
    bytes.fromhex("608648016503040202"): "sha384",
    bytes.fromhex("608648016503040203"): "sha512",
}


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A signed message.

    Parameters
    ----------
    content
        What it carries; empty for a signature of something else.
    certificates
        The certificates that it carries, in DER.
    attributes, signed
        The signed attributes by their identifier, and the bytes that are signed.
    algorithm, signature
        The hash of the signer, and the signature.
    unsigned
        The unsigned attributes by their identifier.
    """

    content: bytes
    certificates: tuple[bytes, ...]
    attributes: Mapping[bytes, Part]
    signed: bytes
    algorithm: str
    signature: bytes
    unsigned: Mapping[bytes, Part]

    def is_signed_by(self, key: PublicKey | None, content: bytes) -> bool:
        """Whether this key signed this content."""
        digest = hashlib.new(self.algorithm, content).digest()
        listed = self.attributes.get(_MESSAGE_DIGEST)
        agrees = listed is not None and listed.content == digest
        return (
            agrees and key is not None and holds(key, self.signature, self.signed, self.algorithm)
        )

    def signer(self) -> Certificate | None:
        """The certificate that the signed attributes name by its SHA-256; ``None`` if it is not there."""
        if _CERTIFICATE not in self.attributes:
            return None
        (first, *_) = self.attributes[_CERTIFICATE].parts()[0].parts()
        named = [part.content for part in first.parts() if part.tag == OCTETS]
        for raw in self.certificates:
            if hashlib.sha256(raw).digest() in named:
                return read_certificate(raw)
        return None


def read_message(raw: bytes) -> SignedMessage:
    """A signed message in DER; zeros may follow it.

    Errors: ``ValueError`` for anything else, more than one signer, and a hash other than SHA-2.
    """
    whole = part_at(raw)
    if raw[len(whole.raw) :].strip(b"\0"):
        raise ValueError("something follows the message")
    try:
        kind, wrapped = whole.parts()
        (data,) = wrapped.parts()
        _, _, carried, *rest = data.parts()
        (signer,) = rest[-1].parts()
        _, _, hashed, listed, _, signature, *more = signer.parts()
        if (kind.content, listed.tag, signature.tag) != (_SIGNED_DATA, FIRST, OCTETS):
            raise ValueError("not a message with signed attributes")  # noqa: TRY301 - as any other shape
        content_type, *content = carried.parts()
        attributes = _attributes(listed)
        if attributes[_CONTENT_TYPE].content != content_type.content:
            raise ValueError("the signed type of the content is another")  # noqa: TRY301
        return SignedMessage(
            content=content[0].parts()[0].content if content else b"",
            certificates=tuple(
                part.raw for box in rest if box.tag == FIRST for part in box.parts()
            ),
            attributes=attributes,
            signed=bytes([SET]) + listed.raw[1:],
            algorithm=_SHA2[hashed.parts()[0].content],
            signature=signature.content,
            unsigned=_attributes(more[0]) if more else {},
        )
    except (ValueError, KeyError, IndexError) as error:
        raise ValueError(f"not a signed message: {error}") from None


def _attributes(listed: Part) -> dict[bytes, Part]:
    """Identifier -> its one value."""
    found: dict[bytes, Part] = {}
    for attribute in listed.parts():
        name, values = attribute.parts()
        (value,) = values.parts()
        if name.content in found:
            raise ValueError("an attribute occurs twice")
        found[name.content] = value
    return found
