"""The signatures of a bundle: under its PDF, and under its checksum list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from recount.book.pdf.evidence import SUMS
from recount.errors import BundleError
from recount.evidence.bundle.contents import PDF, RUN_FILE, BundleFile, by_folder
from recount.evidence.bundle.signing import Signer, load_signer
from recount.names import COMMAND

SIGNATURE, KEY, TIME_STAMPED = f"{SUMS}.sig", f"{SUMS}.pub.pem", f"{SUMS}.tsr"
UNSUMMED = (SUMS, SIGNATURE, KEY, TIME_STAMPED)
"""The files that the checksum list cannot contain: itself, its signature, the key and its time stamp."""

MESSAGES = "signatures"
"""The folder of an unpacked bundle with the signatures of its PDFs, when the book is to be made again."""

_PACKAGES = ("pyhanko", "rfc3161_client")


@dataclass(frozen=True, slots=True)
class Signing:
    """How a user wants a bundle signed.

    Parameters
    ----------
    key
        The file with a private key: Ed25519, RSA or ECDSA.
    certificate
        The file with the certificate of the key and those of its issuers; by default one made from the key.
    server
        The address of a time stamp server (RFC 3161).
    """

    key: Path
    certificate: Path | None = None
    server: str | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures of one bundle, which state the time of its run; possibly with a time stamp of a server."""

    signer: Signer
    moment: datetime
    server: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """The files about the checksum list that the bundle gets."""
        return (SIGNATURE, KEY, TIME_STAMPED) if self.server else (SIGNATURE, KEY)

    def of_pdfs(self, files: Mapping[str, BundleFile]) -> dict[str, bytes]:
        """The PDFs of the bundle with a signature."""
        from recount.evidence.bundle.pdf_signing import sign_pdf  # noqa: PLC0415 - an extra

        return {
            name: sign_pdf(files[name].read(), self.signer, self.moment, self.server)
            for name in by_folder(files, PDF)
            if name.endswith(".pdf")
        }

    def of_sums(self, listed: bytes) -> dict[str, bytes]:
        """The signature of the checksum list, its key, and its time stamp."""
        made = {SIGNATURE: self.signer.sign(listed), KEY: self.signer.public_key}
        if self.server:
            from recount.evidence.bundle.time_stamping import time_stamp  # noqa: PLC0415 - an extra

            made[TIME_STAMPED] = time_stamp(self.server, listed)
        return made


def prepare_signatures(signing: Signing, files: Mapping[str, BundleFile]) -> Signatures:
    """The signatures that a user wants.

    Errors: ``BundleError`` for a key or certificate that cannot be used, and for packages that are missing.
    """
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise BundleError(
            "the bundle cannot be signed", "--key", "the packages that sign a PDF",
            f"not installed: {', '.join(missing)}", f"Run pip install '{COMMAND}[sign]'.",
        )  # fmt: skip
    moment = _moment(files)
    return Signatures(load_signer(signing.key, signing.certificate, moment), moment, signing.server)


def restore_signatures(files: Mapping[str, BundleFile], unpacked: Path) -> dict[str, bytes]:
    """The PDFs of a bundle with the signatures that were taken from them."""
    messages = [name for name in by_folder(files, PDF) if (unpacked / MESSAGES / name).is_file()]
    if not messages:
        return {}
    from recount.evidence.bundle.pdf_signing import restore_signature  # noqa: PLC0415 - an extra

    return {
        name: restore_signature(
            files[name].read(), (unpacked / MESSAGES / name).read_bytes(), _moment(files)
        )
        for name in messages
    }


def _moment(files: Mapping[str, BundleFile]) -> datetime:
    """The time of the run."""
    return datetime.fromisoformat(json.loads(files[RUN_FILE].read())["time"])
