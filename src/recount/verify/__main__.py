"""The verifier as a program of its own, which needs only Python."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from recount.errors import EvaluationError
from recount.verify import Given, verify_file
from recount.verify.output import report_data, report_lines
from recount.verify.rebuild import Rebuild
from recount.verify.signature import Trust

_UNCHECKED = 2
_STATUS = """exit status: 0 no fault, and signed with the key that you gave; 1 faults;
2 nothing was checked: a mistake in the command, or a file that cannot be read;
3 no fault, but not signed, or not with a key that you gave"""


def main(words: Sequence[str] | None = None) -> int:
    """Verify a file as the words of a command ask; returns the exit status."""
    asked = _parser().parse_args(words)
    try:
        trust = Trust.load(asked.public_key, asked.tsa_certificate)
        again = None
        if asked.rebuild or asked.rerun:
            again = Rebuild(clean=True, notify=_notify, rerun=asked.rerun)
        report = verify_file(asked.file, Given(trust, asked.code or "", asked.sources, again))
    except EvaluationError as error:
        _notify(f"Error: {error}")
        return _UNCHECKED
    if asked.format == "json":
        lines = [json.dumps(report_data(report), ensure_ascii=False, indent=2)]
    else:
        lines = list(report_lines(asked.file.name, report))
    sys.stdout.write("\n".join(lines) + "\n")
    return report.status


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=Path(sys.argv[0]).name,
        description="Check a bundle or a PDF of a report, without the program that made it.",
        epilog=f"example: python -I %(prog)s sto.zip --public-key key.pub. {_STATUS}",
    )
    made.add_argument("file", metavar="BUNDLE|PDF", type=Path)
    made.add_argument(
        "--public-key", metavar="FILE", type=Path, help="key of the signer, obtained separately"
    )
    made.add_argument(
        "--tsa-certificate",
        metavar="FILE",
        type=Path,
        help="certificate of the time stamp authority, or of its issuer",
    )
    made.add_argument(
        "--sources",
        metavar="FOLDER",
        type=_folder,
        help="files that you got from the publishers, to hold every row against",
    )
    made.add_argument(
        "--code",
        metavar="SHA256",
        type=_checksum,
        help="checksum that the code and texts must have",
    )
    made.add_argument(
        "--rebuild",
        action="store_true",
        help="run the bundle's code to render its book again, and compare; needs uv",
    )
    made.add_argument(
        "--rerun", action="store_true", help="also run its chapters, on the files in --sources"
    )
    made.add_argument("--format", choices=["text", "json"], default="text")
    return made


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"'{text}' is not a folder")
    return path


def _checksum(text: str) -> str:
    found = re.fullmatch(r"(?:sha256:)?([0-9a-f]{64})", text)
    if not found:
        raise argparse.ArgumentTypeError("expected sha256: and 64 hexadecimal digits")
    return f"sha256:{found[1]}"


def _notify(line: str) -> None:
    sys.stderr.write(f"{line}\n")
