"""The signature in a PDF (PAdES B-B, with a time stamp B-T), which any reader of PDF shows.

It is an update after the bytes of the build, with an invisible field. Metadata and information stay those of
the build, so that equal builds give equal bytes and the PDF stays PDF/A and PDF/UA.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Callable
from datetime import datetime

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from recount.evidence.bundle.signing import Signer
from recount.evidence.bundle.time_stamping import ask

_FIELD, _TEXT = "Handtekening", "Digitale handtekening onder dit rapport"
_ROOM, _ROOM_FOR_STAMP = 4_096, 32_768
"""Bytes for a signature without certificates, and for a time stamp with its certificates."""


def sign_pdf(raw: bytes, signer: Signer, moment: datetime, server: str | None = None) -> bytes:
    """A PDF as the build wrote it, with a signature after it that states this moment.

    ``server`` is the address of a time stamp server.

    Errors: ``BundleError`` for a time stamp server that gives no time stamp.
    """
    digest = "sha512" if isinstance(signer.key, Ed25519PrivateKey) else "sha256"  # RFC 8419
    certificates = [one.public_bytes(Encoding.DER) for one in signer.certificates]
    room = _ROOM + sum(map(len, certificates)) + (_ROOM_FOR_STAMP if server else 0)

    def message(signed: bytes) -> cms.ContentInfo:
        return asyncio.run(
            _PdfSigner(signer, certificates).async_sign(
                signed, digest, use_pades=True, timestamper=_Server(server) if server else None
            )
        )

    return _with_update(raw, moment, room, digest, message)


def restore_signature(raw: bytes, message: bytes, moment: datetime) -> bytes:
    """A PDF with a signature that was made before, in the update that ``sign_pdf`` writes.

    ``message`` is the content of the signature, with the zeros that fill its room.
    """
    return _with_update(raw, moment, len(message), "sha256", lambda _: message)


def _with_update(
    raw: bytes,
    moment: datetime,
    room: int,
    digest: str,
    message: Callable[[bytes], cms.ContentInfo | bytes],
) -> bytes:
    """A PDF with an update after it: an invisible field with the message about a digest of the whole."""
    spec = SigFieldSpec(
        _FIELD,
        readable_field_name=_TEXT,
        # PDF/UA asks a tag for a field on the page, and PDF/A forbids to hide it
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
    )
    steps = PdfCMSEmbedder(spec).write_cms(_FIELD, _Update(io.BytesIO(raw)))
    next(steps)
    placeholder = SignatureObject(
        timestamp=moment, subfilter=SigSeedSubFilter.PADES, bytes_reserved=2 * room
    )
    steps.send(SigObjSetup(sig_placeholder=placeholder))
    prepared, output = steps.send(SigIOSetup(md_algorithm=digest, in_place=False))
    steps.send(message(prepared.document_digest))
    return bytes(output.getvalue())


class _Update(IncrementalPdfFileWriter):
    """An update that keeps the metadata, and whose identifier follows from the bytes before it."""

    def _update_meta(self) -> None:
        """Write no new time of change."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> ArrayObject:
        prev.stream.seek(0)
        digest = hashlib.sha256(prev.stream.read()).digest()[:16]
        return ArrayObject([prev.trailer["/ID"][0], ByteStringObject(digest)])


class _PdfSigner(signers.Signer):
    """The key of a bundle as pyHanko uses one."""

    def __init__(self, signer: Signer, certificates: list[bytes]) -> None:
        self._signer = signer
        own, *others = (asn1_x509.Certificate.load(raw) for raw in certificates)
        super().__init__(
            signing_cert=own, cert_registry=SimpleCertificateStore.from_certs([own, *others])
        )

    async def async_sign_raw(self, data: bytes, *_: object, **__: object) -> bytes:
        return self._signer.sign(data)


class _Server(TimeStamper):
    """A time stamp server."""

    def __init__(self, address: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # pyHanko gives it no types
        self._address = address

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(ask(self._address, req.dump()))
