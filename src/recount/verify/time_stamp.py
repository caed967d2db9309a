"""A time stamp (RFC 3161): an authority states that a text existed at a moment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from recount.findings import Finding
from recount.verify.certificates import TIME_STAMPING, Certificate, read_certificate
from recount.verify.cms import SignedMessage, read_message
from recount.verify.der import INTEGER, part_at

_GRANTED = {b"\0", b"\1"}
_HASHES = {32: "sha256", 48: "sha384", 64: "sha512"}
"""Length of a digest in bytes -> its hash; SHA-2 only."""

UNCHECKED = "with a time stamp that was not checked (--tsa-certificate)"


def token_of_response(raw: bytes) -> bytes:
    """The time stamp in the answer of a server.

    Errors: ``ValueError`` for an answer without one.
    """
    status, *token = part_at(raw).parts()
    code = status.parts()[0]
    if code.tag != INTEGER or code.content not in _GRANTED or not token:
        raise ValueError("the time stamp was not granted")
    return token[0].raw


def check_time_stamp(
    where: str, token: bytes, text: bytes, authority: Certificate | None
) -> tuple[str, list[Finding]]:
    """The moment and the authority in words, and what is wrong.

    Without the certificate of an authority nothing is checked. It is the certificate that signed the time
    stamp, or that of its issuer.
    """
    if authority is None:
        return UNCHECKED, []
    try:
        message = read_message(token)
        moment = _moment(message, text)
        for signer in _signers(message, authority):
            if message.is_signed_by(signer.key, message.content) and _may(signer, moment):
                return f"time stamp {moment.isoformat()} by {signer.name}", []
        fault = f"not by {authority.name}"
    except (ValueError, IndexError) as error:
        fault = str(error)[:200]
    return "with a time stamp that is not valid", [Finding("S8", where, fault)]


def _moment(message: SignedMessage, text: bytes) -> datetime:
    """The moment in a time stamp of this text."""
    _, _, imprint, _, moment, *_ = part_at(message.content).parts()
    digest = imprint.parts()[1].content
    name = _HASHES.get(len(digest), "")
    if not name or hashlib.new(name, text).digest() != digest:
        raise ValueError("it is the time stamp of another text")
    return moment.moment()


def _signers(message: SignedMessage, authority: Certificate) -> Iterator[Certificate]:
    """The authority, and the certificates in the time stamp that it issued."""
    yield authority
    for raw in message.certificates:
        certificate = read_certificate(raw)
        if certificate.is_issued_by(authority):
            yield certificate


def _may(certificate: Certificate, moment: datetime) -> bool:
    """Whether a certificate was valid at a moment and is for time stamps."""
    return certificate.start <= moment <= certificate.end and TIME_STAMPING in certificate.purposes
