"""The signature of the checksum list, with Ed25519, and the key that it is checked with."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from recount.errors import BundleError
from recount.findings import Finding
from recount.verify.archive import Archive
from recount.verify.places import KEY, SIGNATURE, SUMS


def load_public_key(path: Path) -> bytes:
    """The public key that an auditor trusts, as 32 bytes; PEM, or one line of OpenSSH.

    Errors: ``BundleError`` for a file that does not exist or is not a public Ed25519 key.
    """
    try:
        key = read_public_key(path.read_bytes())
        found = "not a public Ed25519 key"
    except OSError as error:
        key, found = None, (error.strerror or "no file").lower()
    if key is None:
        raise BundleError(
            "the public key cannot be used",
            path.name,
            "a public Ed25519 key",
            found,
            "Ask the sender of the bundle for it.",
        )
    return key


def check_signature(
    archive: Archive, digests: Mapping[str, str], known: bytes | None
) -> tuple[str, bool, list[Finding]]:
    """Who signed, in words; whether that is the holder of the key that the auditor trusts; and what is wrong."""
    parts = [name for name in (SIGNATURE, KEY) if name in digests]
    if not parts:
        missing = [Finding("S7", SIGNATURE, "the bundle is not signed")] if known else []
        return "not signed", False, missing
    if len(parts) == 1:
        return "not signed", False, [Finding("S7", parts[0], "the key or the signature is missing")]
    public = read_public_key(archive.read(KEY))
    if public is None or SUMS not in digests:
        note = "not a public Ed25519 key, or no checksum list"
        return "signed with a key that cannot be read", False, [Finding("S7", KEY, note)]
    signer, valid, found = _fingerprint(public), _is_valid(public, archive), []
    if not valid:
        found = [Finding("S5", SIGNATURE, f"checked with the key {signer}")]
    elif known and known != public:
        found = [Finding("S6", KEY, f"{signer}, not {_fingerprint(known)}")]
    if known is None:
        holder = "not checked against a key from elsewhere"
    elif known != public:
        holder = "not the given key"
    else:
        holder = "the given key" if valid else "but the signature is invalid"
    return f"signed with key {signer}, {holder}", valid and known == public, found


def read_public_key(raw: bytes) -> bytes | None:
    """The 32 bytes of a public Ed25519 key in PEM or OpenSSH; ``None`` for anything else."""
    ssh = raw.startswith(b"ssh-")
    load = serialization.load_ssh_public_key if ssh else serialization.load_pem_public_key
    try:
        key = load(raw)
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key.public_bytes_raw() if isinstance(key, Ed25519PublicKey) else None


def _is_valid(public: bytes, archive: Archive) -> bool:
    """Whether this key made the signature of the checksum list."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(archive.read(SIGNATURE), archive.read(SUMS))
    except (InvalidSignature, ValueError):
        return False
    return True


def _fingerprint(public: bytes) -> str:
    """The fingerprint of a public key, as ``ssh-keygen -l`` shows it: SHA-256 of its OpenSSH form."""
    wire = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20" + public
    return "SHA256:" + base64.b64encode(hashlib.sha256(wire).digest()).decode().rstrip("=")
