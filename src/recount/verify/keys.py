"""Public keys and their signatures: Ed25519, and RSA or ECDSA for readers of PDF that do not know Ed25519.

Arithmetic of signatures is for ``cryptography``, or where that is not installed for the program ``openssl``.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from recount.errors import BundleError
from recount.verify.der import part_at

ED25519 = bytes.fromhex("2b6570")
_RSA, _ELLIPTIC = bytes.fromhex("2a864886f70d010101"), bytes.fromhex("2a8648ce3d0201")
_ED25519_START = bytes.fromhex("302a300506032b6570032100")
"""The DER of an Ed25519 key before its 32 bytes."""

_SSH_START = b"\0\0\0\x0bssh-ed25519\0\0\0 "
_PEM = re.compile(rb"-----BEGIN PUBLIC KEY-----([\w+/=\s]+)-----END PUBLIC KEY-----")
_EXPECTED = "a public key in PEM (Ed25519, RSA or ECDSA), or an Ed25519 key of OpenSSH"
_REMEDY = (
    "Ask the sender of the bundle for it. 'ssh-keygen -e -m PKCS8 -f key.pub' makes PEM of OpenSSH."
)


class UncheckedError(Exception):
    """Nothing here can check a signature."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: its SubjectPublicKeyInfo in DER. Equal keys have equal bytes."""

    der: bytes

    @property
    def algorithm(self) -> bytes:
        """The identifier of its algorithm."""
        return part_at(self.der).parts()[0].parts()[0].content

    @property
    def fingerprint(self) -> str:
        """Its SHA-256: ``openssl pkey -pubin -in key.pub -outform DER | sha256sum``."""
        return f"sha256:{hashlib.sha256(self.der).hexdigest()}"


def load_public_key(path: Path) -> PublicKey:
    """The public key that an auditor trusts.

    Errors: ``BundleError`` for a file that does not exist or is no such key.
    """
    key = read_public_key(read_given(path, "public key", _EXPECTED, _REMEDY))
    if key is None:
        raise BundleError(
            "the public key cannot be used", path.name, _EXPECTED, "something else", _REMEDY
        )
    return key


def read_given(path: Path, what: str, expected: str, remedy: str) -> bytes:
    """The bytes of a file that an auditor gives.

    Errors: ``BundleError`` if it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        found = (error.strerror or "no file").lower()
        raise BundleError(
            f"the {what} cannot be used", path.name, expected, found, remedy
        ) from None


def read_public_key(raw: bytes) -> PublicKey | None:
    """A public key in PEM, or an Ed25519 key in OpenSSH; ``None`` for anything else."""
    try:
        if found := _PEM.search(raw):
            return known_key(base64.b64decode(found[1]))
        name, line = raw.split()[:2]
        inside = base64.b64decode(line, validate=True)
    except (ValueError, IndexError):
        return None
    if name != b"ssh-ed25519" or not inside.startswith(_SSH_START):
        return None
    return known_key(_ED25519_START + inside.removeprefix(_SSH_START))


def known_key(der: bytes) -> PublicKey | None:
    """A key of an algorithm that can be checked; ``None`` for another.

    Errors: ``ValueError`` and ``IndexError`` for bytes that are not DER.
    """
    key = PublicKey(der)
    whole = part_at(der).raw == der
    return key if whole and key.algorithm in {ED25519, _RSA, _ELLIPTIC} else None


def holds(key: PublicKey, signature: bytes, text: bytes, algorithm: str = "sha256") -> bool:
    """Whether a key made the signature of a text; ``algorithm`` is the hash of the text, for RSA and ECDSA.

    Errors: ``UncheckedError`` if neither ``cryptography`` nor ``openssl`` is installed.
    """
    if find_spec("cryptography"):
        return _holds_by_package(key, signature, text, algorithm)
    if openssl := shutil.which("openssl"):
        return _holds_by_openssl(openssl, key, signature, text, algorithm)
    raise UncheckedError


def _holds_by_package(key: PublicKey, signature: bytes, text: bytes, algorithm: str) -> bool:
    from cryptography.exceptions import (  # noqa: PLC0415 - it may be absent
        InvalidSignature,
        UnsupportedAlgorithm,
    )
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa  # noqa: PLC0415

    digest = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
    try:
        found = serialization.load_der_public_key(key.der)
        if isinstance(found, ed25519.Ed25519PublicKey):
            found.verify(signature, text)
        elif isinstance(found, rsa.RSAPublicKey):
            found.verify(signature, text, padding.PKCS1v15(), digest[algorithm])
        elif isinstance(found, ec.EllipticCurvePublicKey):
            found.verify(signature, text, ec.ECDSA(digest[algorithm]))
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def _holds_by_openssl(
    openssl: str, key: PublicKey, signature: bytes, text: bytes, algorithm: str
) -> bool:
    with TemporaryDirectory(prefix="signature-") as name:
        folder = Path(name)
        for file, raw in (("key", key.der), ("signature", signature), ("text", text)):
            (folder / file).write_bytes(raw)
        if key.algorithm == ED25519:
            command = ["pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "key"]
            command += ["-sigfile", "signature", "-in", "text"]
        else:
            command = ["dgst", f"-{algorithm}", "-verify", "key", "-keyform", "DER"]
            command += ["-signature", "signature", "text"]
        done = subprocess.run([openssl, *command], cwd=folder, capture_output=True, check=False)  # noqa: S603 - the program of the system
        return done.returncode == 0
