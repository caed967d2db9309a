"""Verify a bundle or a PDF without anything else: list every fault, or state what was checked.

Integrity: checksums and the signature show whether a file is the one that was packed. Recompute: numbers,
verdicts, rows and sources belong together, even if someone recomputed the checksums. Rebuild: the book is what
the code makes of them. Nothing is unpacked to disk and no code of the bundle is run, except for a rebuild.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import current_thread, main_thread
from typing import BinaryIO

from recount.errors import BundleError
from recount.findings import Finding
from recount.verify.archive import open_archive
from recount.verify.opened import OpenedBundle, one_line, open_parts
from recount.verify.places import EDITIONS, PDF, PROJECT, ROW_FILES
from recount.verify.publishers import PublishersFiles
from recount.verify.rebuild import Rebuild, code_checksum
from recount.verify.recomputed import Recomputed
from recount.verify.records import check_records
from recount.verify.rows import check_rows
from recount.verify.second_way import check_second_ways
from recount.verify.signature import Signed, Trust, check_pdf_signature, check_signature
from recount.verify.signed_pdf import find_signature
from recount.verify.sums import check_sums

INTEGRITY, RECOMPUTE, SOURCES = "integrity", "recompute", "sources"
"""The steps of a verification before those of ``rebuild``."""

SIGNED, FAULTY, UNPROVEN = 0, 1, 3
"""Exit statuses of ``verify``; 2 is a mistake in the command."""

TIME_LIMIT = 300
"""CPU seconds that one check may take; all checks of a whole report take half a minute."""

_ZIP, _PDF = b"PK", b"%PDF-"


@dataclass(slots=True)
class Report:
    """What was checked and what was found.

    Parameters
    ----------
    kind
        ``bundle``, ``pdf``, or empty for neither.
    edition
        Id of the edition.
    signature
        Who signed, and when.
    signed
        Whether there is a signature.
    counts
        What was checked -> how many.
    trusted
        Whether the key that the auditor gave signed the bundle or the PDF.
    recomputed, reasons
        How many numbers were computed again from their rows, and why the others were not.
    code
        The checksum of the code and texts in the bundle; empty for a PDF.
    named
        Whether it was compared with one that the auditor named.
    steps
        What was done: integrity, recompute, sources, rebuild, rerun.
    absent
        The sources with rows whose file the auditor did not give.
    environment
        Package -> how it differs between the run and the rebuild.
    findings
        All faults, in the order of the checks.
    """

    kind: str = ""
    edition: str = ""
    signature: str = ""
    signed: bool = False
    trusted: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    recomputed: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    code: str = ""
    named: bool = False
    steps: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def status(self) -> int:
        """0: no fault and signed with the given key; 1: faults; 3: no fault, but the maker is not proven."""
        if self.findings:
            return FAULTY
        return SIGNED if self.trusted else UNPROVEN

    @property
    def scope(self) -> str:
        """What the checks cannot show without the signer's key; empty if that key signed, or nothing was checked."""
        if self.trusted or not self.kind:
            return ""
        fault = "signed by a key that you did not give" if self.signed else "not signed"
        return f"{fault}: this shows only that the {self.kind} agrees with itself"

    def add_signature(self, signed: Signed) -> None:
        """Take over who signed."""
        self.signature, self.signed, self.trusted = signed.words, signed.present, signed.trusted


@dataclass(frozen=True, slots=True)
class Given:
    """What the auditor brings.

    Parameters
    ----------
    trust
        The public key of the signer, and the certificate of a time stamp authority.
    code
        The checksum that the code and texts must have, as ``sha256:…``; empty to compare with nothing.
    sources
        A folder with files of the publishers, to hold the rows against.
    rebuild
        How to render the book again; it is not, if the code is other code than ``code``.
    """

    trust: Trust = field(default_factory=Trust)
    code: str = ""
    sources: Path | None = None
    rebuild: Rebuild | None = None


NOTHING = Given()


def verify_file(path: Path, given: Given = NOTHING) -> Report:
    """Verify a file, with what the auditor brings.

    Errors: ``BundleError`` if the file does not exist.
    """
    try:
        with path.open("rb") as stream:
            return verify_stream(path.name, stream, given)
    except OSError as error:
        found = (error.strerror or "no file").lower()
        raise BundleError(
            "there is nothing to verify",
            path.name,
            "a bundle or a PDF",
            found,
            "Name another file.",
        ) from None


def verify_stream(name: str, stream: BinaryIO, given: Given = NOTHING) -> Report:
    """Verify an open bundle or PDF, as :func:`verify_file`."""
    start = stream.read(len(_PDF))
    stream.seek(0)
    if start.startswith(_ZIP):
        return _bundle(stream, given)
    if start == _PDF:
        report = Report("pdf", steps=[INTEGRITY])
        signed, report.findings = check_pdf_signature(name, stream.read(), given.trust)
        report.add_signature(signed)
        if given.code or given.rebuild or given.sources:
            note = "a PDF has no code and no rows; verify the bundle that contains it"
            report.findings.append(Finding("D0", name, note))
        return report
    return Report(
        findings=[Finding("Z1", name, f"it begins with {start!r}; name the .zip or the .pdf")]
    )


def _bundle(stream: BinaryIO, given: Given) -> Report:
    archive, found = open_archive(stream)
    report = Report("bundle", findings=found)
    if archive is None:
        return report
    digests, unread = archive.digests()
    opened = open_parts(archive, digests)
    report.edition = opened.edition
    signed, unsigned = check_signature(archive, digests, given.trust)
    report.add_signature(signed)
    for name in opened.under(PDF, ".pdf"):
        raw = archive.read(name)
        if find_signature(raw):
            in_pdf, faults = check_pdf_signature(name, raw, given.trust)
            report.signature += f"\n{name}: {in_pdf.words}"
            unsigned += faults
    report.counts = {
        "files": len(archive.entries),
        "records": len(opened.records),
        "row files": len(opened.under(ROW_FILES, ".csv")),
    }
    recomputed = Recomputed(opened)
    publishers = PublishersFiles(opened, given.sources) if given.sources else None
    checks = (
        check_sums(archive, digests),
        _editions(opened),
        check_records(opened),
        check_second_ways(opened),
        check_rows(opened),
        recomputed.check(),
        *([publishers.check()] if publishers else []),
    )
    checked = [found for check in checks for found in _run_check(check)]
    report.recomputed, report.reasons = recomputed.numbers, dict(recomputed.reasons.most_common())
    report.steps = [INTEGRITY, RECOMPUTE]
    if publishers:
        report.steps.append(SOURCES)
        report.counts["rows as published"] = publishers.rows
        report.absent = sorted(publishers.absent)
    report.code, report.named = code_checksum(digests), bool(given.code)
    report.findings += [*unread, *opened.findings, *unsigned, *checked]
    if given.code and given.code != report.code:
        note = f"expected {given.code}, found {report.code}"
        report.findings.append(Finding("D4", PROJECT, note))
    elif given.rebuild:
        report.findings += _run_check(
            given.rebuild.check(opened, publishers.files if publishers else {})
        )
        report.environment = given.rebuild.environment
        report.steps += given.rebuild.done
    return report


def _run_check(check: Iterator[Finding]) -> Iterator[Finding]:
    """Run one check; if the bundle makes it crash, that is a finding too and the next check still runs."""
    try:
        with _limited(TIME_LIMIT):
            yield from check
    except Exception as error:  # noqa: BLE001 - a hostile part can raise anything
        yield Finding("Z0", getattr(check, "__name__", ""), one_line(error))


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raise ``TimeoutError`` after this much CPU time, which a pattern in an edition can take.

    Without effect on a system that has no CPU timer and outside the main thread.
    """

    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} seconds of CPU time")

    if not hasattr(signal, "SIGVTALRM") or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _editions(opened: OpenedBundle) -> Iterator[Finding]:
    """The bundle has the definitions of one edition only, that of the run."""
    for name in opened.under(EDITIONS):
        other = name.removeprefix(f"{EDITIONS}/").split("/")[0]
        if other != opened.edition:
            yield Finding("E1", name, f"belongs to edition '{other}', not '{opened.edition}'")
