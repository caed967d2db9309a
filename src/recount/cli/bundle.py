"""The commands on a bundle: make it, name its code, check it elsewhere, and render its book again."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recount.cli.common import (
    AS_JSON,
    EDITION,
    as_json,
    chosen_edition,
    edition_options,
    print_aside,
    print_error,
    report_errors,
)
from recount.cli.locked import writes
from recount.cli.running import RunOptions, run_books
from recount.errors import EvaluationError
from recount.names import COMMAND
from recount.storage import write_whole

if TYPE_CHECKING:
    from recount.edition.edition import Edition

FILE = click.Path(path_type=Path, dir_okay=False)
_UNCHECKED = 2
_SHA256 = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


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
    from recount.evidence.bundle import write_bundle  # noqa: PLC0415 - slow to import
    from recount.evidence.bundle.signatures import Signing  # noqa: PLC0415
    from recount.verify import verify_file  # noqa: PLC0415
    from recount.verify.output import report_lines  # noqa: PLC0415

    if key is None and (certificate or timestamp):
        raise click.UsageError("--certificate and --timestamp need --key")
    signing = Signing(key, certificate, timestamp) if key else None
    path = write_bundle(chosen_edition(edition_id), output, signing)
    click.echo(f"{path}: {path.stat().st_size} bytes")
    report = verify_file(path)
    click.echo("\n".join(report_lines(path.name, report)))
    if not key:
        click.echo("Not signed: use --key so that others can check that it is yours and unchanged.")
    if report.findings:
        click.echo(f"Run '{COMMAND} build', then '{COMMAND} bundle' again.", err=True)
        sys.exit(1)


@click.command()
@EDITION
@report_errors
def code(edition_id: str | None) -> None:
    """Print the checksum of the code and texts of this project, to hold a bundle against.

    It covers code, chapters, pages, editions and lock, and no file of a publisher. Run it in a clone of the
    repository, at the commit or release that the report names.

    Example: {command} verify bundle.zip --code $({command} code)
    """
    from recount.evidence.bundle import code_checksum  # noqa: PLC0415 - slow to import

    click.echo(code_checksum(chosen_edition(edition_id)))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--output", type=FILE, required=True, help="Zip file to write.")
@click.option(
    "--rerun", is_flag=True, help="Run the chapters again, from the files of the publishers."
)
@report_errors
def rebuild(folder: Path, output: Path, *, rerun: bool) -> None:
    """Render the book of an unpacked bundle again from its results and texts, and pack it.

    Without --rerun it runs no chapter and reads no file of a publisher. '{command} verify --rebuild' and
    '{command} verify --rerun' compare the outcome with the bundle.

    Example: {command} rebuild unpacked --output again.zip
    """
    from recount.evidence.bundle.rebuild import rebuild_bundle  # noqa: PLC0415 - slow to import

    def run_again(edition: Edition, division: str) -> None:
        run_books(edition, RunOptions((), (), os.cpu_count() or 1, None), division)

    click.echo(rebuild_bundle(folder, output, run_again if rerun else None))


def _sha256(_context: click.Context, _option: click.Parameter, value: str | None) -> str:
    found = _SHA256.fullmatch(value) if value else None
    if value and not found:
        raise click.BadParameter("expected sha256: and 64 hexadecimal digits")
    return f"sha256:{found[1]}" if found else ""


@click.command()
@click.argument("path", metavar="BUNDLE|PDF", type=FILE)
@click.option("--public-key", type=FILE, help="Public key of the signer, obtained separately.")
@click.option(
    "--tsa-certificate",
    type=FILE,
    help="Certificate of the time stamp authority or of its issuer, obtained separately.",
)
@click.option(
    "--code",
    "named",
    metavar="SHA256",
    callback=_sha256,
    help=f"Checksum that the code and texts must have: '{COMMAND} code' in a clone prints it.",
)
@click.option(
    "--rebuild", is_flag=True, help="Run the bundle's code to render its book again, and compare."
)
@click.option(
    "--rerun",
    is_flag=True,
    help="Also run its chapters again, from the files in --sources, and compare their results.",
)
@click.option(
    "--environment",
    type=click.Choice(["clean", "this"]),
    default="clean",
    show_default=True,
    help="Where to rebuild: in a new environment installed from the bundle's lock, or in this one.",
)
@click.option(
    "--sources",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder with files that you got from the publishers, to hold every row against.",
)
@AS_JSON
@report_errors
def verify(  # noqa: PLR0913 - the options of a command
    path: Path,
    public_key: Path | None,
    tsa_certificate: Path | None,
    named: str,
    environment: str,
    sources: Path | None,
    form: str,
    *,
    rebuild: bool,
    rerun: bool,
) -> None:
    """Check a bundle or a PDF on its own, without the project.

    Exit 0: no fault, and signed with the key given by --public-key.

    Exit 1: one or more faults.

    Exit 2: nothing was checked, because of a mistake in the command or a file that cannot be read.

    Exit 3: no fault, but not signed, or not with a key that you gave. This shows only that the file agrees with
    itself, not that it is unchanged or who made it.

    With --sources every row of the bundle is held against that line of its publisher's file, which is found
    in the folder by its checksum.

    With --rebuild the code in the bundle renders website and PDF again from its results and texts, and every
    file that differs, is missing or is extra is a fault. That code runs with your rights, so name it with
    --code: other code is a fault and is not run. The output says which steps were done.

    With --rerun its chapters run too, from the files in --sources, so that results, pictures and notebooks are
    compared as well.

    Example: {command} verify bundle.zip --public-key key.pub --rebuild --code $({command} code)
    """
    from recount.verify import Given, verify_file  # noqa: PLC0415 - slow to import
    from recount.verify.output import report_data, report_lines  # noqa: PLC0415
    from recount.verify.rebuild import Rebuild  # noqa: PLC0415
    from recount.verify.signature import Trust  # noqa: PLC0415

    wanted = rebuild or rerun
    again = Rebuild(environment == "clean", print_aside, rerun=rerun) if wanted else None
    try:
        trust = Trust.load(public_key, tsa_certificate)
        report = verify_file(path, Given(trust, named, sources, again))
    except EvaluationError as error:
        print_error(error)
        sys.exit(_UNCHECKED)
    if form == "json":
        click.echo(as_json(report_data(report)))
    else:
        click.echo("\n".join(report_lines(path.name, report)))
    sys.exit(report.status)


@click.command()
@click.option("--output", type=FILE, required=True, help="File to write, such as verify.pyz.")
@report_errors
def verifier(output: Path) -> None:
    """Write the verifier as one file that runs with nothing but Python, and print its checksum.

    It checks integrity, recomputes numbers and verdicts, and holds rows against publishers' files. Signatures
    are checked with the package cryptography, or else with the program openssl; a rebuild needs uv.

    Example: {command} verifier --output verify.pyz
    """
    from recount.evidence.bundle.verifier_file import verifier_file  # noqa: PLC0415 - slow to import

    raw = verifier_file()
    write_whole(output, raw)
    click.echo(f"{output}: {len(raw)} bytes, sha256 {hashlib.sha256(raw).hexdigest()}")
