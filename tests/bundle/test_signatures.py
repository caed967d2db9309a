"""The signature in the PDF and the time stamps: who signed, when, and that nothing else came with it."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import page as pdf_checker
import pytest
from asn1crypto import x509 as asn1_x509
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
from support.built_project import Files, pack, unpack
from support.tampering import given
from support.timestamp_authority import MOMENT, Authority

from recount.book.pdf.evidence import SUMS
from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import BundleError
from recount.evidence.bundle import pdf_signing, write_bundle
from recount.evidence.bundle.pdf_signing import restore_signature, sign_pdf
from recount.evidence.bundle.signatures import TIME_STAMPED, Signing
from recount.evidence.bundle.signing import PrivateKey, Signer, load_signer, own_certificate
from recount.verify import Given, Report, verify_file, verify_stream
from recount.verify.signed_pdf import find_signature

pytestmark = pytest.mark.slow

RUN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
KEY = Ed25519PrivateKey.generate()
GIVEN = given(KEY)
KEYS = {
    "Ed25519": KEY,
    "RSA": rsa.generate_private_key(65537, 2048),
    "ECDSA": ec.generate_private_key(ec.SECP256R1()),
}


@pytest.fixture(scope="module")
def built(files: Files) -> bytes:
    """The PDF as the build wrote it."""
    (name,) = (name for name in files if name.endswith("nagerekend.pdf"))
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


def verified(raw: bytes, brought: Given = GIVEN) -> Report:
    """What the verifier finds in a PDF."""
    return verify_stream("a.pdf", io.BytesIO(raw), brought)


def codes(report: Report) -> set[str]:
    """The codes of what was found."""
    return {found.code for found in report.findings}


@pytest.mark.parametrize("kind", KEYS)
def test_signed_pdf_ends_with_0_for_who_has_the_key(built: bytes, kind: str) -> None:
    """With the key of the signer 0, without it 3, and 1 with that of another."""
    raw = sign_pdf(built, signer(KEYS[kind]), RUN)
    known = verified(raw, given(KEYS[kind]))
    assert (known.status, known.findings, known.scope) == (0, [], "")
    assert known.signature.startswith("signed as CN=key sha256:")
    alone = verified(raw, Given())
    assert alone.scope.startswith("signed by a key that you did not give: this shows only that")
    assert alone.status == 3
    assert codes(verified(raw, given(Ed25519PrivateKey.generate()))) == {"S6"}


@pytest.mark.parametrize("kind", KEYS)
def test_equal_pdfs_get_equal_signatures(built: bytes, kind: str) -> None:
    """Signed twice: no byte differs, and the built PDF comes first."""
    one, other = (sign_pdf(built, signer(KEYS[kind]), RUN) for _ in range(2))
    assert one == other
    assert one.startswith(built)


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


def test_changed_byte_is_found(signed: bytes) -> None:
    """In the time that the signature states."""
    report = verified(signed.replace(b"20260102030405", b"20250102030405"))
    assert "S5" in codes(report)
    assert not report.trusted


@pytest.mark.parametrize("tail", [b"\n%%EOF\n", b"7 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"])
def test_later_version_is_found(signed: bytes, tail: bytes) -> None:
    """Whatever follows the signature: then it covers not the whole file, so there is none."""
    report = verified(signed + tail)
    assert codes(report) == {"S7"}
    assert not report.trusted


def restored(built: bytes, raw: bytes) -> bytes:
    """The built PDF with the signature that is in another one, as a rebuild makes it."""
    signature = find_signature(raw)
    assert signature
    return restore_signature(built, signature.message, RUN)


@pytest.mark.parametrize("kind", KEYS)
def test_a_rebuild_puts_the_signature_back(built: bytes, kind: str) -> None:
    """To the byte, without the private key."""
    raw = sign_pdf(built, signer(KEYS[kind]), RUN)
    assert restored(built, raw) == raw


def language(update: pdf_signing._Update) -> None:
    """Change the language of the document."""
    update.root["/Lang"] = pdf_signing.ByteStringObject(b"en")
    update.update_root()


def extra(update: pdf_signing._Update) -> None:
    """Add an object that nothing uses."""
    update.add_object(pdf_signing.ArrayObject([]))


@pytest.mark.parametrize("change", [language, extra])
def test_something_else_in_the_update_differs_from_the_rebuild(
    built: bytes, change: Callable[[pdf_signing._Update], None]
) -> None:
    """The update of a signer who adds more than the signature is valid, and not what a rebuild gives."""

    class Update(pdf_signing._Update):
        def __init__(self, stream: io.BytesIO) -> None:
            super().__init__(stream)
            change(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_signing, "_Update", Update)
        raw = sign_pdf(built, signer(KEY), RUN)
    assert verified(raw).status == 0
    assert restored(built, raw) != raw


def test_signed_bundles_of_one_build_are_equal(report: Edition, tmp_path: Path) -> None:
    """Signed twice without a time stamp: no byte differs, and the PDF in it gives 0 as well."""
    signing = Signing(key_file(tmp_path / "key.pem", KEY))
    one = write_bundle(report, tmp_path / "a.zip", signing)
    assert one.read_bytes() == write_bundle(report, tmp_path / "b.zip", signing).read_bytes()
    told = verify_file(one, GIVEN)
    assert (told.findings, told.status) == ([], 0)
    (name,) = (name for name in unpack(one.read_bytes()) if name.endswith("nagerekend.pdf"))
    assert f"\n{name}: signed as CN=key sha256:" in told.signature
    assert verified(unpack(one.read_bytes())[name]).status == 0


def test_time_stamp_names_moment_and_authority(
    report: Edition, authority: Authority, tmp_path: Path
) -> None:
    """With the certificate of the authority or its issuer it is checked, without one not."""
    key, target = key_file(tmp_path / "key.pem", KEY), tmp_path / "a.zip"
    with authority.serving() as address:
        write_bundle(report, target, Signing(key, server=address))
    files = unpack(target.read_bytes())
    (pdf,) = (raw for name, raw in files.items() if name.endswith("nagerekend.pdf"))
    for trusted in (authority.root, authority.certificate):
        for told in (
            verify_file(target, given(KEY, trusted)),
            verified(pdf, given(KEY, trusted)),
        ):
            assert (told.findings, told.status) == ([], 0)
            assert f"time stamp {MOMENT.isoformat()} by CN=Klok" in told.signature
    assert "time stamp that was not checked" in verify_file(target, GIVEN).signature
    other = verify_file(target, given(KEY, Authority().root))
    assert codes(other) == {"S8"}
    files[SUMS] += b"0" * 64 + b"  x\n"
    later = verify_stream("b", pack(files), given(KEY, authority.root))
    assert {"S5", "S8"} <= codes(later)
    files[TIME_STAMPED] = b"0"
    assert "S8" in codes(verify_stream("b", pack(files), GIVEN))


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
    assert codes(verified(raw, given(KEY, other.root))) == {"S8"}


def test_expected_time_stamp_that_is_missing_is_found(signed: bytes, authority: Authority) -> None:
    """An auditor who gives a certificate expects a time stamp."""
    assert codes(verified(signed, given(KEY, authority.root))) == {"S7"}


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
    told = verified(sign_pdf(built, loaded, RUN), given(authority._key))
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
    assert (done.exit_code, "signed as CN=key sha256:" in done.output) == (0, True)
    other.write_text("geen", "utf-8")
    refused = CliRunner().invoke(main, ["verify", str(pdf), "--tsa-certificate", str(other)])
    assert (refused.exit_code, "the certificate cannot be used" in refused.output) == (2, True)
