"""A time stamp authority on this machine (RFC 3161): a root, a certificate for time stamps, and a server."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from asn1crypto import algos, cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""The time in every time stamp."""

_START, _END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


class Authority:
    """A root, and the certificate that it issued for time stamps."""

    def __init__(
        self, *, usage: x509.ObjectIdentifier = x509.oid.ExtendedKeyUsageOID.TIME_STAMPING
    ) -> None:
        root, self._key = generate_private_key(65537, 2048), generate_private_key(65537, 2048)
        self.root = (
            _draft("Wortel", "Wortel", root)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(root, SHA256())
        )
        self.certificate = (
            _draft("Klok", "Wortel", self._key)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
            .sign(root, SHA256())
        )

    def answer(self, question: bytes) -> bytes:
        """The answer to a request: a time stamp."""
        request = tsp.TimeStampReq.load(question)
        content = tsp.TSTInfo({
            "version": "v1", "policy": "1.2.3", "message_imprint": request["message_imprint"],
            "serial_number": 1, "gen_time": MOMENT, "nonce": request["nonce"],
        }).dump()  # fmt: skip
        own = asn1_x509.Certificate.load(self.certificate.public_bytes(Encoding.DER))
        named = tsp.SigningCertificateV2(
            {"certs": [{"cert_hash": hashlib.sha256(own.dump()).digest()}]}
        )
        listed = cms.CMSAttributes([
            _attribute("content_type", "tst_info"),
            _attribute("message_digest", hashlib.sha256(content).digest()),
            _attribute("signing_certificate_v2", named),
        ])  # fmt: skip
        sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
        signer = cms.SignerInfo({
            "version": "v1",
            "sid": cms.IssuerAndSerialNumber({"issuer": own.issuer, "serial_number": own.serial_number}),
            "digest_algorithm": sha256, "signed_attrs": listed,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": self._key.sign(listed.dump(), PKCS1v15(), SHA256()),
        })  # fmt: skip
        data = cms.SignedData({
            "version": "v3", "digest_algorithms": [sha256], "certificates": [own], "signer_infos": [signer],
            "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(content)},
        })  # fmt: skip
        token = cms.ContentInfo({"content_type": "signed_data", "content": data})
        return bytes(
            tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()
        )

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The address at which it answers."""
        answer = self.answer

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = answer(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        with HTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = Thread(target=server.serve_forever)
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()


def _draft(subject: str, issuer: str, key: RSAPrivateKey) -> x509.CertificateBuilder:
    names = [
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, one)]) for one in (issuer, subject)
    ]
    return x509.CertificateBuilder(*names, key.public_key(), 7, _START, _END)


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": [value]})
