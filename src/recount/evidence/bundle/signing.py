"""An Ed25519 signature of the checksum list, with the user's key.

The key is a file in PEM (PKCS8) or OpenSSH format. The bundle contains the signature and the public key;
an auditor checks elsewhere that this public key is the right one.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from recount.errors import BundleError

_OPENSSH = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_UNLOCK = "Give an unlocked copy, and delete it afterwards: 'openssl pkey -in key -out copy'."
_MAKE = "Make one with 'openssl genpkey -algorithm ed25519 -out key.pem'."


def load_private_key(path: Path) -> Ed25519PrivateKey:
    """The key that a user signs with.

    Errors: ``BundleError`` for a file that does not exist, is not a private key, is locked with a
    passphrase, or is a key of another type.
    """
    raw = _read(path, "private")
    load = (
        serialization.load_ssh_private_key
        if raw.lstrip().startswith(_OPENSSH)
        else serialization.load_pem_private_key
    )
    try:
        key = load(raw, password=None)
    except TypeError:
        raise _refused(path, "private", "a key locked with a passphrase", _UNLOCK) from None
    except (ValueError, UnsupportedAlgorithm):
        raise _refused(path, "private", "not a private key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _refused(path, "private", f"a key of another type, {type(key).__name__}")
    return key


def load_public_key(path: Path) -> bytes:
    """The public key that an auditor trusts, as 32 bytes; PEM, or one line of OpenSSH.

    Errors: ``BundleError`` for a file that does not exist or is not a public Ed25519 key.
    """
    key = _public(_read(path, "public"))
    if key is None:
        raise _refused(path, "public", "not a public Ed25519 key")
    return key.public_bytes_raw()


def sign(key: Ed25519PrivateKey, text: bytes) -> tuple[bytes, bytes]:
    """The signature of a text, and the public key as PEM."""
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    public = key.public_key().public_bytes(serialization.Encoding.PEM, kind)
    return key.sign(text), public


def read_public_key(raw: bytes) -> bytes | None:
    """The 32 bytes of a public Ed25519 key in PEM or OpenSSH; ``None`` for anything else."""
    key = _public(raw)
    return key.public_bytes_raw() if key else None


def is_valid(public: bytes, signature: bytes, text: bytes) -> bool:
    """Whether this key made this signature of this text."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: bytes) -> str:
    """The fingerprint of a public key, as ``ssh-keygen -l`` shows it: SHA-256 of its OpenSSH form."""
    wire = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20" + public
    return "SHA256:" + base64.b64encode(hashlib.sha256(wire).digest()).decode().rstrip("=")


def _public(raw: bytes) -> Ed25519PublicKey | None:
    load = (
        serialization.load_ssh_public_key
        if raw.startswith(b"ssh-")
        else serialization.load_pem_public_key
    )
    try:
        key = load(raw)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) else None


def _read(path: Path, which: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, which, (error.strerror or "no file").lower()) from None


def _refused(path: Path, which: str, found: str, remedy: str = "") -> BundleError:
    remedy = remedy or (_MAKE if which == "private" else "Ask the sender of the bundle for it.")
    return BundleError(
        f"the {which} key cannot be used", path.name, f"a {which} Ed25519 key", found, remedy
    )
