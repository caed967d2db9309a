"""The verifier runs without the program that it audits: with one package, and none of our other code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from click.testing import CliRunner
from commands import ROOT
from forged import RECORD, mend, value
from packaging.requirements import Requirement
from taken import Files, pack

from recount.cli import main

pytestmark = pytest.mark.slow

PACKAGES = ("cryptography",)
MODULES = ("__init__.py", "errors.py", "findings.py", "installation.py", "verify")
"""All of our code that the verifier may import."""

SCRIPT = """
import json, sys
sys.path.insert(0, {folder!r})
from pathlib import Path
from recount.verify import verify_file
report = verify_file(Path({bundle!r}))
print(json.dumps([[one.code, one.where, one.note] for one in report.findings]))
sys.exit(report.status)
"""


def needed(name: str, known: set[str]) -> set[str]:
    """A distribution and all that it requires here."""
    if name not in known:
        known.add(name)
        for line in distribution(name).requires or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed(re.sub(r"[-_.]+", "-", requirement.name).lower(), known)
    return known


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with these packages, and the verifier."""
    folder = tmp_path_factory.mktemp("alone")
    for name in set().union(*(needed(package, set()) for package in PACKAGES)):
        for file in distribution(name).files or []:
            source = Path(str(file.locate()))
            if ".." not in file.parts and source.is_file():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, folder / file)
    for module in MODULES:
        source = ROOT / "src" / "recount" / module
        copy = shutil.copytree if source.is_dir() else shutil.copy
        (folder / "recount").mkdir(exist_ok=True)
        copy(source, folder / "recount" / module)
    return folder


@pytest.mark.parametrize("forged", [False, True], ids=["good", "forged"])
def test_it_finds_the_same_alone(
    alone: Path, files: Files, tmp_path: Path, *, forged: bool
) -> None:
    """The findings and exit status of the command, for a good bundle and one with a changed number."""
    copy = dict(files)
    if forged:
        value(RECORD.format("leerlingen"), "label", new="Anders")(copy)
        value(RECORD.format("aanbod-mat"), "evidence", new="nagebootst")(copy)
        mend(copy)
    bundle = tmp_path / "bundel.zip"
    bundle.write_bytes(pack(copy).getvalue())
    script = SCRIPT.format(folder=str(alone), bundle=str(bundle))
    command = [sys.executable, "-I", "-S", "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    told = CliRunner().invoke(main, ["verify", str(bundle), "--format", "json"])
    found = json.loads(told.stdout)
    assert done.stderr == ""
    assert json.loads(done.stdout) == [
        [f["code"], f["where"], f["note"]] for f in found["findings"]
    ]
    assert done.returncode == told.exit_code == found["status"] == (1 if forged else 3)
    assert {"R7"} <= {f["code"] for f in found["findings"]} or not forged
