"""Who signed a bundle or a PDF, and when: the signature against the key that the auditor trusts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from recount.findings import Finding
from recount.verify.archive import Archive
from recount.verify.certificates import Certificate, load_authority
from recount.verify.cms import TIME_STAMP, read_message
from recount.verify.keys import PublicKey, UncheckedError, holds, load_public_key, read_public_key
from recount.verify.places import KEY, SIGNATURE, SUMS, TIME_STAMPED
from recount.verify.signed_pdf import find_signature
from recount.verify.time_stamp import check_time_stamp, token_of_response


@dataclass(frozen=True, slots=True)
class Trust:
    """What an auditor got elsewhere: the signer's public key, and the certificate of a time stamp authority."""

    key: PublicKey | None = None
    authority: Certificate | None = None

    @classmethod
    def load(cls, key: Path | None, authority: Path | None) -> Trust:
        """Those in the files that an auditor gives.

        Errors: ``BundleError`` for a file that does not exist or is something else.
        """
        return cls(
            load_public_key(key) if key else None,
            load_authority(authority) if authority else None,
        )


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, in words; whether there is a signature; whether it is by the key that the auditor trusts."""

    words: str = "not signed"
    present: bool = False
    trusted: bool = False


_UNCHECKED = Signed("signed, but nothing here can check a signature", present=True)
_INSTALL = "install the package cryptography or the program openssl"


def check_signature(
    archive: Archive, digests: Mapping[str, str], trust: Trust
) -> tuple[Signed, list[Finding]]:
    """The signature of the checksum list of a bundle."""
    try:
        return _check_sums(archive, digests, trust)
    except UncheckedError:
        return _UNCHECKED, [Finding("S9", SIGNATURE, _INSTALL)]


def check_pdf_signature(name: str, raw: bytes, trust: Trust) -> tuple[Signed, list[Finding]]:
    """The signature in a PDF."""
    try:
        return _check_pdf(name, raw, trust)
    except UncheckedError:
        return _UNCHECKED, [Finding("S9", name, _INSTALL)]


def _check_sums(
    archive: Archive, digests: Mapping[str, str], trust: Trust
) -> tuple[Signed, list[Finding]]:
    parts = [name for name in (SIGNATURE, KEY) if name in digests]
    if not parts:
        missing = [Finding("S7", SIGNATURE, "the bundle is not signed")] if trust.key else []
        return Signed(), missing
    if len(parts) == 1:
        return Signed(), [Finding("S7", parts[0], "the key or the signature is missing")]
    public = read_public_key(archive.read(KEY))
    if public is None or SUMS not in digests:
        note = "not a public key, or no checksum list"
        return Signed("signed with a key that cannot be read"), [Finding("S7", KEY, note)]
    listed = archive.read(SUMS)
    valid = holds(public, archive.read(SIGNATURE), listed)
    signed, found = _judge(SIGNATURE, public, trust.key, "signed", valid=valid)
    if TIME_STAMPED not in digests:
        return signed, [*found, *_unstamped(TIME_STAMPED, trust)]
    try:
        token = token_of_response(archive.read(TIME_STAMPED))
    except (ValueError, IndexError) as error:
        return signed, [*found, Finding("S8", TIME_STAMPED, str(error))]
    return _with_time(signed, found, check_time_stamp(TIME_STAMPED, token, listed, trust.authority))


def _check_pdf(name: str, raw: bytes, trust: Trust) -> tuple[Signed, list[Finding]]:
    signature = find_signature(raw)
    if signature is None:
        missing = [Finding("S7", name, "the PDF is not signed")] if trust.key else []
        return Signed(), missing
    try:
        message = read_message(signature.message)
        signer = message.signer()
        public = signer.key if signer else None
    except (ValueError, IndexError) as error:
        return Signed("signed in an unknown way", present=True), [Finding("S5", name, str(error))]
    if signer is None or public is None:
        note = "no certificate of the signer, or a key of an unknown type"
        return Signed("signed in an unknown way", present=True), [Finding("S5", name, note)]
    valid = message.is_signed_by(public, signature.covered)
    who = f"signed as {signer.name}"
    signed, found = _judge(name, public, trust.key, who, valid=valid)
    token = message.unsigned.get(TIME_STAMP)
    if token is None:
        return signed, [*found, *_unstamped(name, trust)]
    stamp = check_time_stamp(name, token.raw, message.signature, trust.authority)
    return _with_time(signed, found, stamp)


def _judge(
    where: str, public: PublicKey, known: PublicKey | None, who: str, *, valid: bool
) -> tuple[Signed, list[Finding]]:
    """A signature by this key, against the one that the auditor trusts."""
    name, same = public.fingerprint, known == public
    found = []
    if not valid:
        found = [Finding("S5", where, f"checked with the key {name}")]
    elif known and not same:
        found = [Finding("S6", where, f"{name}, not {known.fingerprint}")]
    if known is None:
        holder = "not checked against a key from elsewhere"
    elif not same:
        holder = "not the given key"
    else:
        holder = "the given key" if valid else "but the signature is invalid"
    return Signed(f"{who} with key {name}, {holder}", True, valid and same), found  # noqa: FBT003


def _unstamped(where: str, trust: Trust) -> list[Finding]:
    """A fault if the auditor expects a time stamp."""
    return [Finding("S7", where, "there is no time stamp")] if trust.authority else []


def _with_time(
    signed: Signed, found: list[Finding], stamp: tuple[str, list[Finding]]
) -> tuple[Signed, list[Finding]]:
    words, faults = stamp
    return replace(signed, words=f"{signed.words}; {words}"), [*found, *faults]
