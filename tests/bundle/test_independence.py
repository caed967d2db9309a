"""The verifier as one file: it runs with nothing but Python, and finds the same."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.built_project import Files, pack
from support.run_command import ROOT
from support.tampering import RECORD, mend, signed, value

from recount.cli import main
from recount.evidence.bundle.verifier_file import verifier_file


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The verifier, in a folder of its own."""
    path = tmp_path_factory.mktemp("alone") / "verify.pyz"
    path.write_bytes(verifier_file())
    return path


def run(alone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier in isolated mode and without installed packages, in its folder."""
    command = [sys.executable, "-I", "-S", alone.name, *words]
    return subprocess.run(command, cwd=alone.parent, capture_output=True, text=True, check=False)


def test_the_readme_has_its_checksum() -> None:
    """That of the code of this commit: who changes the verifier changes the README."""
    assert hashlib.sha256(verifier_file()).hexdigest() in (ROOT / "README.md").read_text("utf-8")


def test_the_command_writes_it(tmp_path: Path) -> None:
    """And prints its checksum."""
    target = tmp_path / "v.pyz"
    done = CliRunner().invoke(main, ["verifier", "--output", str(target)])
    assert (done.exit_code, target.read_bytes()) == (0, verifier_file())
    assert hashlib.sha256(verifier_file()).hexdigest() in done.output


@pytest.mark.slow
@pytest.mark.parametrize("forged", [False, True], ids=["good", "forged"])
def test_it_finds_the_same_alone(
    alone: Path, files: Files, tmp_path: Path, *, forged: bool
) -> None:
    """The output and exit status of the command, for a good bundle and one with a changed number."""
    copy = dict(files)
    if forged:
        value(RECORD.format("aanbod-mat"), "evidence", new="nagebootst")(copy)
        mend(copy)
    bundle = tmp_path / "bundel.zip"
    bundle.write_bytes(pack(copy).getvalue())
    done = run(alone, str(bundle), "--format", "json")
    told = CliRunner().invoke(main, ["verify", str(bundle), "--format", "json"])
    assert (done.stderr, done.stdout) == ("", told.stdout)
    assert done.returncode == told.exit_code == (1 if forged else 3)
    assert {"R7"} <= {f["code"] for f in json.loads(done.stdout)["findings"]} or not forged


@pytest.mark.slow
def test_it_checks_a_signature_alone(alone: Path, files: Files, tmp_path: Path) -> None:
    """With openssl, as no package is there."""
    key = Ed25519PrivateKey.generate()
    bundle, public = tmp_path / "bundel.zip", tmp_path / "key.pub"
    bundle.write_bytes(pack(signed(files, key)).getvalue())
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    public.write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, kind))
    done = run(alone, str(bundle), "--public-key", str(public))
    assert (done.returncode, "the given key" in done.stdout) == (0, True)


def test_mistakes_have_a_message(alone: Path, tmp_path: Path) -> None:
    """A file that is not there, and a checksum or folder that is none."""
    gone = run(alone, str(tmp_path / "weg.zip"))
    assert (gone.returncode, gone.stderr[:48]) == (
        2,
        "Error: there is nothing to verify in weg.zip: ex",
    )
    for option in ("--code", "--sources"):
        wrong = run(alone, "weg.zip", option, "niets")
        assert (wrong.returncode, f"argument {option}" in wrong.stderr) == (2, True)
