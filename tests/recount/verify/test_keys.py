"""Public keys and signatures: read, or refused by name; checked by a package or by openssl."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recount.errors import BundleError
from recount.evidence.bundle.signing import PrivateKey, Signer
from recount.verify import keys
from recount.verify.keys import UncheckedError, holds, load_public_key, read_public_key

KEYS: dict[str, PrivateKey] = {
    "Ed25519": Ed25519PrivateKey.generate(),
    "RSA": rsa.generate_private_key(65537, 2048),
    "ECDSA": ec.generate_private_key(ec.SECP256R1()),
}


@pytest.mark.parametrize("kind", KEYS)
@pytest.mark.parametrize("package", [True, False], ids=["cryptography", "openssl"])
def test_a_signature_holds_for_its_text_and_key_only(
    kind: str, monkeypatch: pytest.MonkeyPatch, *, package: bool
) -> None:
    """The package and the program agree."""
    if not package:
        monkeypatch.setattr(keys, "find_spec", lambda _: None)
    signer = Signer(KEYS[kind], ())
    key, signature = read_public_key(signer.public_key), signer.sign(b"lijst")
    other = read_public_key(Signer(Ed25519PrivateKey.generate(), ()).public_key)
    assert key
    assert other
    assert holds(key, signature, b"lijst")
    assert not holds(key, signature, b"lijst2")
    assert not holds(other, signature, b"lijst")


def test_without_either_nothing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is said, and no signature passes for valid."""
    monkeypatch.setattr(keys, "find_spec", lambda _: None)
    monkeypatch.setattr(keys.shutil, "which", lambda _: None)
    key = read_public_key(Signer(KEYS["RSA"], ()).public_key)
    assert key
    with pytest.raises(UncheckedError):
        holds(key, b"", b"")


def test_an_ed25519_key_of_openssh_is_the_same_key() -> None:
    """The one line of ``id_ed25519.pub``."""
    private = KEYS["Ed25519"]
    line = private.public_key().public_bytes(
        serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH
    )
    assert read_public_key(line) == read_public_key(Signer(private, ()).public_key)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"ssh-ed25519 AAAA",
        b"ssh-rsa AAAA",
        b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        Ed448PrivateKey.generate()
        .public_key()
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
    ],
    ids=["empty", "cut off", "another type of OpenSSH", "no DER", "unknown algorithm"],
)
def test_another_file_is_refused_by_name(raw: bytes, tmp_path: Path) -> None:
    """The message says how to make PEM."""
    path = tmp_path / "key.pub"
    path.write_bytes(raw)
    with pytest.raises(BundleError, match=r"public key cannot be used in key.pub.*ssh-keygen -e"):
        load_public_key(path)
