"""The signature in the PDF and the time stamps: who signed, when, and that nothing else came with it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import page as pdf_checker
import pikepdf
import pytest
from asn1crypto import x509 as asn1_x509
from authority import MOMENT, Authority
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from taken import Files, pack, unpack

from recount.book.pdf.evidence import SUMS
from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import BundleError
from recount.evidence.bundle import TIME_STAMPED, Signing, write_bundle
from recount.evidence.bundle.pdf_signing import sign_pdf
from recount.evidence.bundle.signing import PrivateKey, Signer, load_signer, own_certificate
from recount.verify import Report, Trust, verify_file, verify_stream
from recount.verify.signed_pdf import unsigned_part

pytestmark = pytest.mark.slow

RUN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()
TRUST = Trust(KEY.public_key())
KEYS = {
    "Ed25519": KEY,
    "RSA": rsa.generate_private_key(65537, 2048),
    "ECDSA": ec.generate_private_key(ec.SECP256R1()),
}


@pytest.fixture(scope="module")
def built(files: Files) -> bytes:
    """The PDF as the build wrote it."""
    (name,) = (name for name in files if name.endswith(".pdf"))
    return files[name]


@pytest.fixture(scope="module")
def signed(built: bytes) -> bytes:
    """The same, signed."""
    return sign_pdf(built, signer(KEY), RUN)


@pytest.fixture(scope="module")
def authority() -> Authority:
    """A time stamp authority."""
    return Authority()


def signer(key: PrivateKey) -> Signer:
    """A signer with a certificate made from the key."""
    return Signer(key, (own_certificate(key, RUN),))


def key_file(path: Path, key: PrivateKey) -> Path:
    """A private key as a file."""
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


def verified(raw: bytes, trust: Trust = TRUST) -> Report:
    """What the verifier finds in a PDF."""
    return verify_stream("a.pdf", io.BytesIO(raw), trust)


def codes(report: Report) -> set[str]:
    """The codes of what was found."""
    return {found.code for found in report.findings}


@pytest.mark.parametrize("kind", KEYS)
def test_signed_pdf_ends_with_0_for_who_has_the_key(built: bytes, kind: str) -> None:
    """With the key of the signer 0, without it 3, and 1 with that of another."""
    raw = sign_pdf(built, signer(KEYS[kind]), RUN)
    known = verified(raw, Trust(KEYS[kind].public_key()))
    assert (known.status, known.findings, known.scope) == (0, [], "")
    assert known.signature.startswith("signed as CN=key SHA256:")
    alone = verified(raw, Trust())
    assert alone.scope.startswith("signed by a key that you did not give: this shows only that")
    assert alone.status == 3
    assert codes(verified(raw, Trust(Ed25519PrivateKey.generate().public_key()))) == {"S6"}


@pytest.mark.parametrize("kind", KEYS)
def test_equal_pdfs_get_equal_signatures(built: bytes, kind: str) -> None:
    """Signed twice: no byte differs, and the built PDF comes first."""
    one, other = (sign_pdf(built, signer(KEYS[kind]), RUN) for _ in range(2))
    assert one == other
    assert one.startswith(built)
    assert unsigned_part(one) == built == unsigned_part(built)


def test_another_program_finds_it_valid(signed: bytes) -> None:
    """PyHanko's own validation: whole file, nothing changed, PAdES."""
    (found,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    root = asn1_x509.Certificate.load(own_certificate(KEY, RUN).public_bytes(Encoding.DER))
    status = validate_pdf_signature(found, ValidationContext(trust_roots=[root]))
    assert status.bottom_line
    assert status.summary() == "INTACT:TRUSTED,UNTOUCHED"
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_signed_pdf_stays_accessible(signed: bytes, tmp_path: Path) -> None:
    """It passes the same rules of PDF/UA-1 and PDF/A-3a as the unsigned one."""
    path = tmp_path / "a.pdf"
    path.write_bytes(signed)
    for profile, rules in (("pdfua-1", 104), ("3a", 156)):
        assert f"0 failed, {rules} total" in str(
            pdf_checker.validate_pdf(str(path), profile=profile)
        )


def rewritten(raw: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF after a change that is written into it as a whole."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as document:
        change(document)
        document.save(made)
    return made.getvalue()


def test_changed_byte_is_found(signed: bytes) -> None:
    """In the time that the signature states."""
    report = verified(signed.replace(b"20260102030405", b"20250102030405"))
    assert "S5" in codes(report)
    assert not report.trusted


@pytest.mark.parametrize("tail", [b"\n%%EOF\n", b"7 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"])
def test_later_version_is_found(signed: bytes, tail: bytes) -> None:
    """Whatever follows the signature: then it covers not the whole file, so there is none."""
    report = verified(signed + tail)
    assert {"S7", "P6"} <= codes(report) or "P1" in codes(report)
    assert not report.trusted


def test_something_else_in_the_update_is_found(
    built: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The update of a signer who also changes the catalog: valid for any reader, and a fault here."""
    from recount.evidence.bundle import pdf_signing

    class Update(pdf_signing._Update):  # type: ignore[misc]
        def __init__(self, stream: io.BytesIO) -> None:
            super().__init__(stream)
            self.root["/Lang"] = pdf_signing.ByteStringObject(b"en")
            self.update_root()

    monkeypatch.setattr(pdf_signing, "_Update", Update)
    assert codes(verified(sign_pdf(built, signer(KEY), RUN))) == {"P6"}


def test_new_object_in_the_update_is_found(built: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object that nothing uses is a fault too."""
    from recount.evidence.bundle import pdf_signing

    class Update(pdf_signing._Update):  # type: ignore[misc]
        def __init__(self, stream: io.BytesIO) -> None:
            super().__init__(stream)
            self.add_object(pdf_signing.ArrayObject([]))

    monkeypatch.setattr(pdf_signing, "_Update", Update)
    assert codes(verified(sign_pdf(built, signer(KEY), RUN))) == {"P6"}


def test_update_before_the_signature_is_found(built: bytes) -> None:
    """Someone changes the language after the build, and signs."""
    from recount.evidence.bundle.pdf_signing import ByteStringObject, _Update

    update, made = _Update(io.BytesIO(built)), io.BytesIO()
    update.root["/Lang"] = ByteStringObject(b"en")
    update.update_root()
    update.write(made)
    assert codes(verified(sign_pdf(made.getvalue(), signer(KEY), RUN))) == {"P6"}


def test_field_in_a_pdf_that_is_not_signed_is_found(signed: bytes) -> None:
    """Written anew as one version, the field is a form that the build did not write."""
    assert {"P6", "S7"} <= codes(verified(rewritten(signed, lambda _: None)))


def test_signed_bundles_of_one_build_are_equal(report: Edition, tmp_path: Path) -> None:
    """Signed twice without a time stamp: no byte differs, and the PDF in it gives 0 as well."""
    signing = Signing(key_file(tmp_path / "key.pem", KEY))
    one = write_bundle(report, tmp_path / "a.zip", signing)
    assert one.read_bytes() == write_bundle(report, tmp_path / "b.zip", signing).read_bytes()
    told = verify_file(one, TRUST)
    assert (told.findings, told.status) == ([], 0)
    (name,) = (name for name in unpack(one.read_bytes()) if name.endswith(".pdf"))
    assert f"\n{name}: signed as CN=key SHA256:" in told.signature
    assert verified(unpack(one.read_bytes())[name]).status == 0


def test_time_stamp_names_moment_and_authority(
    report: Edition, authority: Authority, tmp_path: Path
) -> None:
    """With the certificate of the authority or its issuer it is checked, without one not."""
    key, target = key_file(tmp_path / "key.pem", KEY), tmp_path / "a.zip"
    with authority.serving() as address:
        write_bundle(report, target, Signing(key, server=address))
    files = unpack(target.read_bytes())
    (pdf,) = (raw for name, raw in files.items() if name.endswith(".pdf"))
    for trusted in (authority.root, authority.certificate):
        for told in (
            verify_file(target, Trust(KEY.public_key(), trusted)),
            verified(pdf, Trust(KEY.public_key(), trusted)),
        ):
            assert (told.findings, told.status) == ([], 0)
            assert f"time stamp {MOMENT.isoformat()} by CN=Klok" in told.signature
    assert "time stamp that was not checked" in verify_file(target, TRUST).signature
    other = verify_file(target, Trust(KEY.public_key(), Authority().root))
    assert codes(other) == {"S8"}
    files[SUMS] += b"0" * 64 + b"  x\n"
    later = verify_stream("b", pack(files), Trust(KEY.public_key(), authority.root))
    assert {"S5", "S8"} <= codes(later)
    files[TIME_STAMPED] = b"0"
    assert "S8" in codes(verify_stream("b", pack(files), TRUST))


def test_openssl_checks_the_time_stamp(
    report: Edition, authority: Authority, tmp_path: Path
) -> None:
    """The time stamp of the checksum list, without our code."""
    key = key_file(tmp_path / "key.pem", KEY)
    with authority.serving() as address:
        files = unpack(
            write_bundle(report, tmp_path / "a.zip", Signing(key, server=address)).read_bytes()
        )
    for name in (SUMS, TIME_STAMPED):
        (tmp_path / name).write_bytes(files[name])
    (tmp_path / "root.pem").write_bytes(authority.root.public_bytes(Encoding.PEM))
    command = [shutil.which("openssl") or "openssl", "ts", "-verify", "-data", SUMS]
    command += ["-in", TIME_STAMPED, "-CAfile", "root.pem"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Verification: OK" in done.stdout + done.stderr


def test_certificate_for_something_else_gives_no_time(built: bytes) -> None:
    """A certificate that is not for time stamps is refused, though its root is the given one."""
    other = Authority(usage=x509.oid.ExtendedKeyUsageOID.CODE_SIGNING)
    with other.serving() as address:
        raw = sign_pdf(built, signer(KEY), RUN, address)
    assert codes(verified(raw, Trust(KEY.public_key(), other.root))) == {"S8"}


def test_expected_time_stamp_that_is_missing_is_found(signed: bytes, authority: Authority) -> None:
    """An auditor who gives a certificate expects a time stamp."""
    assert codes(verified(signed, Trust(KEY.public_key(), authority.root))) == {"S7"}


def test_server_that_cannot_be_reached_is_named(
    report: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No bundle, and no part of one, is written."""
    monkeypatch.setenv("RECOUNT_ROOT", str(report.root))
    key, target = key_file(tmp_path / "key.pem", KEY), tmp_path / "uit" / "a.zip"
    address = "http://127.0.0.1:9/tsa"
    options = ["--output", str(target), "--key", str(key), "--timestamp", address]
    done = CliRunner().invoke(main, ["bundle", *options])
    assert done.exit_code == 1
    assert f"no time stamp, and no bundle was written in {address}" in done.output
    assert not target.parent.exists()


def test_certificate_names_the_signer(built: bytes, authority: Authority, tmp_path: Path) -> None:
    """With the certificate that an issuer gave for the key, verify prints its name."""
    path = tmp_path / "cert.pem"
    path.write_bytes(
        authority.certificate.public_bytes(Encoding.PEM) + authority.root.public_bytes(Encoding.PEM)
    )
    loaded = load_signer(key_file(tmp_path / "key.pem", authority._key), path, RUN)
    told = verified(sign_pdf(built, loaded, RUN), Trust(authority._key.public_key()))
    assert (told.status, told.signature.split(" with key ")[0]) == (0, "signed as CN=Klok")


def test_certificate_of_another_key_is_named(report: Edition, tmp_path: Path) -> None:
    """The error names whose certificate it is; a file that is none is named too."""
    key, path = key_file(tmp_path / "key.pem", KEY), tmp_path / "cert.pem"
    path.write_bytes(Authority().root.public_bytes(Encoding.PEM))
    with pytest.raises(BundleError, match="certificate cannot be used.*another key, of CN=Wortel"):
        write_bundle(report, tmp_path / "a.zip", Signing(key, path))
    path.write_text("geen", "utf-8")
    with pytest.raises(BundleError, match="not a certificate in PEM"):
        write_bundle(report, tmp_path / "a.zip", Signing(key, path))
    assert not (tmp_path / "a.zip").exists()


def test_missing_package_is_named(
    report: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what to install."""
    monkeypatch.setattr("recount.evidence.bundle.signatures._PACKAGES", ("is_er_niet",))
    with pytest.raises(BundleError, match=r"not installed: is_er_niet.*\[sign\]"):
        write_bundle(report, tmp_path / "a.zip", Signing(key_file(tmp_path / "key.pem", KEY)))


def test_certificate_without_a_key_is_a_mistake(tmp_path: Path) -> None:
    """Nothing can be signed without a key."""
    done = CliRunner().invoke(main, ["bundle", "--timestamp", "http://127.0.0.1:9"])
    assert (done.exit_code, "need --key" in done.output) == (2, True)


def test_commands_take_keys_and_certificates(
    signed: bytes, authority: Authority, tmp_path: Path
) -> None:
    """Verify names who signed the PDF, and a file that is no certificate."""
    pdf, key, other = tmp_path / "a.pdf", tmp_path / "key.pub", tmp_path / "tsa.pem"
    pdf.write_bytes(signed)
    key.write_bytes(KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    done = CliRunner().invoke(main, ["verify", str(pdf), "--public-key", str(key)])
    assert (done.exit_code, "signed as CN=key SHA256:" in done.output) == (0, True)
    other.write_text("geen", "utf-8")
    refused = CliRunner().invoke(main, ["verify", str(pdf), "--tsa-certificate", str(other)])
    assert (refused.exit_code, "the certificate cannot be used" in refused.output) == (1, True)
