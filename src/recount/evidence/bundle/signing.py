"""A signature with the user's key, and the certificate of that key.

The key is a file in PEM (PKCS8) or OpenSSH format: Ed25519, or RSA or ECDSA for readers of PDF that do not know
Ed25519. The bundle contains the public key; an auditor checks elsewhere that it is the right one. Equal texts
get equal signatures.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from recount.errors import BundleError

PrivateKey = Ed25519PrivateKey | RSAPrivateKey | EllipticCurvePrivateKey

NO_END = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""The end of a certificate that has none (RFC 5280)."""

_OPENSSH = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_UNLOCK = "Give an unlocked copy, and delete it afterwards: 'openssl pkey -in key -out copy'."
_MAKE = "Make one with 'openssl genpkey -algorithm ed25519 -out key.pem'."
_KEY = "a private key (Ed25519, RSA or ECDSA)"
_ASK = "Give the certificate of the key given with --key, or leave out --certificate."
_MIN_BITS = 2**11


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a key, and the certificates that say whose it is, that of the signer first."""

    key: PrivateKey
    certificates: tuple[x509.Certificate, ...]

    def sign(self, text: bytes) -> bytes:
        """The signature of a text."""
        if isinstance(self.key, Ed25519PrivateKey):
            return self.key.sign(text)
        if isinstance(self.key, RSAPrivateKey):
            return self.key.sign(text, PKCS1v15(), SHA256())
        return self.key.sign(text, ECDSA(SHA256(), deterministic_signing=True))

    @property
    def public_key(self) -> bytes:
        """The public key as PEM."""
        kind = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(serialization.Encoding.PEM, kind)


def load_signer(key: Path, certificate: Path | None, start: datetime) -> Signer:
    """The key that a user signs with and its certificates, those of its issuers after its own.

    Without a file of certificates there is one, made from the key and valid from ``start``.

    Errors: ``BundleError`` for a file that does not exist or is something else, a key that is locked with a
    passphrase or of another type, and a certificate of another key.
    """
    private = load_private_key(key)
    if certificate is None:
        return Signer(private, (own_certificate(private, start),))
    raw = _read(certificate, "certificate", "a certificate in PEM", _ASK)
    try:
        chain = tuple(x509.load_pem_x509_certificates(raw))
    except ValueError:
        raise _refused_certificate(certificate, "not a certificate in PEM") from None
    if chain[0].public_key() != private.public_key():
        found = f"that of another key, of {chain[0].subject.rfc4514_string()}"
        raise _refused_certificate(certificate, found)
    return Signer(private, chain)


def load_private_key(path: Path) -> PrivateKey:
    """The key that a user signs with.

    Errors: ``BundleError`` for a file that does not exist, is not a private key, is locked with a
    passphrase, or is a key of another type.
    """
    raw = _read(path, "private key", _KEY, _MAKE)
    load = (
        serialization.load_ssh_private_key
        if raw.lstrip().startswith(_OPENSSH)
        else serialization.load_pem_private_key
    )
    try:
        key = load(raw, password=None)
    except TypeError:
        raise _refused(path, "a key locked with a passphrase", _UNLOCK) from None
    except (ValueError, UnsupportedAlgorithm):
        raise _refused(path, "not a private key") from None
    if not isinstance(key, PrivateKey):
        raise _refused(path, f"a key of another type, {type(key).__name__}")
    if isinstance(key, RSAPrivateKey) and key.key_size < _MIN_BITS:
        raise _refused(path, f"an RSA key of {key.key_size} bits, less than {_MIN_BITS}")
    return key


def own_certificate(key: PrivateKey, start: datetime) -> x509.Certificate:
    """A certificate by the key itself; it names the start of the fingerprint of the key, and nobody."""
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    public = key.public_key().public_bytes(serialization.Encoding.DER, kind)
    digest = hashlib.sha256(public).digest()
    text = f"key sha256:{digest.hex()[:32]}"
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    draft = (
        x509.CertificateBuilder(name, name, key.public_key())
        .serial_number(int.from_bytes(digest[:16], "big") or 1)
        .not_valid_before(start.replace(microsecond=0))
        .not_valid_after(NO_END)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
    )
    if isinstance(key, EllipticCurvePrivateKey):
        return draft.sign(key, SHA256(), ecdsa_deterministic=True)
    return draft.sign(key, None if isinstance(key, Ed25519PrivateKey) else SHA256())


def _read(path: Path, what: str, expected: str, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        found = (error.strerror or "no file").lower()
        raise BundleError(
            f"the {what} cannot be used", path.name, expected, found, remedy
        ) from None


def _refused(path: Path, found: str, remedy: str = _MAKE) -> BundleError:
    return BundleError("the private key cannot be used", path.name, _KEY, found, remedy)


def _refused_certificate(path: Path, found: str) -> BundleError:
    expected = "the certificate of the private key"
    return BundleError("the certificate cannot be used", path.name, expected, found, _ASK)
