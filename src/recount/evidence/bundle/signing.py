"""An Ed25519 signature of the checksum list, with the user's key.

The key is a file in PEM (PKCS8) or OpenSSH format. The bundle contains the signature and the public key;
an auditor checks elsewhere that this public key is the right one.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recount.errors import BundleError

_OPENSSH = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_UNLOCK = "Give an unlocked copy, and delete it afterwards: 'openssl pkey -in key -out copy'."
_MAKE = "Make one with 'openssl genpkey -algorithm ed25519 -out key.pem'."


def load_private_key(path: Path) -> Ed25519PrivateKey:
    """The key that a user signs with.

    Errors: ``BundleError`` for a file that does not exist, is not a private key, is locked with a
    passphrase, or is a key of another type.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _refused(path, (error.strerror or "no file").lower()) from None
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
    if not isinstance(key, Ed25519PrivateKey):
        raise _refused(path, f"a key of another type, {type(key).__name__}")
    return key


def sign(key: Ed25519PrivateKey, text: bytes) -> tuple[bytes, bytes]:
    """The signature of a text, and the public key as PEM."""
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    public = key.public_key().public_bytes(serialization.Encoding.PEM, kind)
    return key.sign(text), public


def _refused(path: Path, found: str, remedy: str = _MAKE) -> BundleError:
    return BundleError(
        "the private key cannot be used", path.name, "a private Ed25519 key", found, remedy
    )
