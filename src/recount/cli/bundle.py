"""The commands ``bundle`` and ``verify``: package the evidence, and check it elsewhere."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recount.cli.common import AS_JSON, as_json, chosen_edition, edition_options, report_errors
from recount.cli.locked import writes
from recount.names import COMMAND

if TYPE_CHECKING:
    from recount.verify import Report

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--output", type=FILE, help="Zip file to write; by default in _build/bundle.")
@click.option(
    "--key",
    type=FILE,
    help="Private key to sign with, in PEM or OpenSSH format: Ed25519, RSA or ECDSA.",
)
@click.option(
    "--certificate",
    type=FILE,
    help="Certificate of that key, in PEM; by default one that names only the key.",
)
@click.option("--timestamp", metavar="URL", help="Time stamp server (RFC 3161).")
@edition_options
@report_errors
@writes
def bundle(
    output: Path | None,
    key: Path | None,
    certificate: Path | None,
    timestamp: str | None,
    edition_id: str | None,
) -> None:
    """Write the whole report as one zip: book, numbers, rows, code, provenance and checksums.

    With --key the checksum list and the PDF are signed; any PDF reader shows the latter.

    It includes the regions that are on the website; '{command} build --regions none' leaves them out.
    The zip is then verified without the project; exit 1 if there is a fault, for example because the code
    changed after the build.

    Example: {command} bundle --output bundle.zip --key key.pem
    """
    from recount.evidence.bundle import Signing, write_bundle  # noqa: PLC0415 - slow to import
    from recount.verify import verify_file  # noqa: PLC0415

    if key is None and (certificate or timestamp):
        raise click.UsageError("--certificate and --timestamp need --key")
    signing = Signing(key, certificate, timestamp) if key else None
    path = write_bundle(chosen_edition(edition_id), output, signing)
    click.echo(f"{path}: {path.stat().st_size} bytes")
    report = verify_file(path)
    _print_report(path.name, report)
    if not key:
        click.echo("Not signed: use --key so that others can check that it is yours and unchanged.")
    if report.findings:
        click.echo(f"Run '{COMMAND} build', then '{COMMAND} bundle' again.", err=True)
        sys.exit(1)


@click.command()
@click.argument("path", metavar="BUNDLE|PDF", type=FILE)
@click.option("--public-key", type=FILE, help="Public key of the signer, obtained separately.")
@click.option(
    "--tsa-certificate",
    type=FILE,
    help="Certificate of the time stamp authority or of its issuer, obtained separately.",
)
@AS_JSON
@report_errors
def verify(path: Path, public_key: Path | None, tsa_certificate: Path | None, form: str) -> None:
    """Check a bundle or a PDF on its own, without the project.

    Exit 0: no fault, and signed with the key given by --public-key.

    Exit 1: one or more faults.

    Exit 3: no fault, but not signed, or not with a key that you gave. This shows only that the file agrees with
    itself, not that it is unchanged or who made it.

    Example: {command} verify bundle.zip --public-key key.pub
    """
    from recount.verify import (  # noqa: PLC0415 - slow to import
        Trust,
        load_authority,
        load_public_key,
        verify_file,
    )

    trust = Trust(
        load_public_key(public_key) if public_key else None,
        load_authority(tsa_certificate) if tsa_certificate else None,
    )
    report = verify_file(path, trust)
    if form == "json":
        findings = [asdict(found) | {"title": found.title} for found in report.findings]
        content = {"scope": report.scope, "status": report.status, **asdict(report)}
        click.echo(as_json(content | {"findings": findings}))
    elif report.trusted:
        _print_report(path.name, report)
    else:
        click.echo(report.scope)
        _print_report(path.name, report)
        click.echo(report.scope)
    sys.exit(report.status)


def _print_report(name: str, report: Report) -> None:
    for found in report.findings:
        click.echo(f"{found.code} {found.where}: {found.title}; {found.note}", err=True)
    if report.counts:
        click.echo(", ".join(f"{count} {what}" for what, count in report.counts.items()))
    if report.recomputed:
        rest = "".join(f"\n  {count} not: {why}" for why, count in report.reasons.items())
        click.echo(
            f"{report.recomputed} of {report.counts['records']} numbers recomputed from their rows{rest}"
        )
    if report.signature:
        click.echo(report.signature)
    count = len(report.findings)
    click.echo(
        f"{name}: {f'{count} fault(s)' if count else 'no fault'}, edition {report.edition or '-'}"
    )
