"""The commands ``bundle`` and ``verify``: take the evidence away, and check it elsewhere."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sto_eval.cli.common import AS_JSON, EDITION, as_json, chosen_edition, told
from sto_eval.cli.locked import writes

if TYPE_CHECKING:
    from sto_eval.verify import Report

FILE = click.Path(path_type=Path, dir_okay=False)

SELF_CONSISTENT = (
    "No signature was checked against a key of yours (--public-key): this shows only whether the file "
    "agrees with itself, not that it is unchanged or who made it."
)


@click.command()
@click.option("--output", type=FILE, help="The zip to write; in _build/bundle by default.")
@click.option("--key", type=FILE, help="Private Ed25519 key to sign with, in PEM or of OpenSSH.")
@EDITION
@told
@writes
def bundle(output: Path | None, key: Path | None, edition_id: str | None) -> None:
    """Write the whole report as one zip: book, numbers, rows, code, origin and checksums.

    Regions that stand in the website are in it with all of this; 'sto-eval build --regions none' leaves them out.
    The zip is verified as it will be elsewhere; exit 1 when there is a fault, as after a change of the
    code without a build.

    Example: sto-eval bundle --output sto.zip --key key.pem
    """
    from sto_eval.bundle import write_bundle  # noqa: PLC0415 - slow to import
    from sto_eval.verify import verify_file  # noqa: PLC0415

    path = write_bundle(chosen_edition(edition_id), output, key)
    click.echo(f"{path}: {path.stat().st_size} bytes")
    report = verify_file(path)
    _tell(path.name, report)
    if not key:
        click.echo("Not signed: with --key, others can check that it is yours and unchanged.")
    if report.findings:
        click.echo("Run 'sto-eval build' and make the bundle again.", err=True)
        sys.exit(1)


@click.command()
@click.argument("path", metavar="BUNDLE|PDF", type=FILE)
@click.option("--public-key", type=FILE, help="Key of the signer, which you got elsewhere.")
@AS_JSON
@told
def verify(path: Path, public_key: Path | None, form: str) -> None:
    """Check a bundle or a PDF with nothing else at hand.

    Exit 0: no fault, and signed with the key given by --public-key.

    Exit 1: one or more faults.

    Exit 3: no fault, but no signature was checked against a key of yours. This shows only that the file agrees
    with itself, not that it is unchanged or who made it. A PDF carries no signature, so it never gives 0.

    Example: sto-eval verify sto.zip --public-key key.pub
    """
    from sto_eval.bundle.signing import load_public_key  # noqa: PLC0415
    from sto_eval.verify import verify_file  # noqa: PLC0415 - slow to import

    report = verify_file(path, load_public_key(public_key) if public_key else None)
    if form == "json":
        findings = [asdict(found) | {"title": found.title} for found in report.findings]
        scope = "" if report.trusted else SELF_CONSISTENT
        content = {"scope": scope, "status": report.status, **asdict(report)}
        click.echo(as_json(content | {"findings": findings}))
    elif report.trusted:
        _tell(path.name, report)
    else:
        click.echo(SELF_CONSISTENT)
        _tell(path.name, report)
        click.echo(SELF_CONSISTENT)
    sys.exit(report.status)


def _tell(name: str, report: Report) -> None:
    for found in report.findings:
        click.echo(f"{found.code} {found.where}: {found.title}; {found.note}", err=True)
    if report.counts:
        click.echo(", ".join(f"{count} {what}" for what, count in report.counts.items()))
    if report.signature:
        click.echo(report.signature)
    count = len(report.findings)
    click.echo(
        f"{name}: {f'{count} fault(s)' if count else 'no fault'}, edition {report.edition or '-'}"
    )
