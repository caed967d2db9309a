"""Public keys: Ed25519, and RSA or ECDSA for readers of PDF that do not know Ed25519."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from recount.errors import BundleError

PublicKey = Ed25519PublicKey | RSAPublicKey | EllipticCurvePublicKey

_KEY = "public key", "a public key (Ed25519, RSA or ECDSA)"
_CERTIFICATE = "certificate", "a certificate in PEM"
"""What a file is, and what it must have."""

_DAMAGE = (ValueError, TypeError, UnsupportedAlgorithm)


def load_public_key(path: Path) -> PublicKey:
    """The public key that an auditor trusts; PEM, or one line of OpenSSH.

    Errors: ``BundleError`` for a file that does not exist or is no such key.
    """
    key = read_public_key(_read(path, *_KEY))
    if key is None:
        raise _refused(path, *_KEY, "something else")
    return key


def load_authority(path: Path) -> x509.Certificate:
    """The certificate of a time stamp authority that an auditor trusts, in PEM.

    Errors: ``BundleError`` for a file that does not exist or is not a certificate.
    """
    raw = _read(path, *_CERTIFICATE)
    try:
        return x509.load_pem_x509_certificate(raw)
    except _DAMAGE:
        raise _refused(path, *_CERTIFICATE, "something else") from None


def read_public_key(raw: bytes) -> PublicKey | None:
    """A public key in PEM or OpenSSH; ``None`` for anything else."""
    ssh = raw.startswith((b"ssh-", b"ecdsa-"))
    load = serialization.load_ssh_public_key if ssh else serialization.load_pem_public_key
    try:
        key = load(raw)
    except _DAMAGE:
        return None
    return key if isinstance(key, PublicKey) else None


def holds(
    key: object, signature: bytes, text: bytes, algorithm: hashes.HashAlgorithm | None = None
) -> bool:
    """Whether a key made the signature of a text; a key of another type made none."""
    digest = algorithm or hashes.SHA256()
    try:
        if isinstance(key, Ed25519PublicKey):
            key.verify(signature, text)
        elif isinstance(key, RSAPublicKey):
            key.verify(signature, text, PKCS1v15(), digest)
        elif isinstance(key, EllipticCurvePublicKey):
            key.verify(signature, text, ECDSA(digest))
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: PublicKey) -> str:
    """The fingerprint of a public key, as ``ssh-keygen -l`` shows it: SHA-256 of its OpenSSH form."""
    line = key.public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    digest = hashlib.sha256(base64.b64decode(line.split()[1])).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def subject(certificate: x509.Certificate) -> str:
    """Whom a certificate names, in at most 200 printable characters."""
    text = certificate.subject.rfc4514_string()
    return "".join(sign for sign in text if sign.isprintable())[:200]


def _read(path: Path, what: str, expected: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, what, expected, (error.strerror or "no file").lower()) from None


def _refused(path: Path, what: str, expected: str, found: str) -> BundleError:
    remedy = "Ask the sender of the bundle for it."
    return BundleError(f"the {what} cannot be used", path.name, expected, found, remedy)
