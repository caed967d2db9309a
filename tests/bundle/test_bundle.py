"""The bundle: equal builds give equal bytes, every file is described, and nothing closed is included."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from prov.model import ProvDocument
from rocrate_validator import services
from rocrate_validator.models import Severity, ValidationSettings
from rocrate_validator.utils import document_loader
from rocrate_validator.utils.http import HttpRequester
from support.built_project import CLOSED_PUPILS, PUPILS, Files, make_report, write_report
from support.tiny_project import HEAD, source_card

from recount.book.pdf.evidence import SUMS
from recount.cli import main
from recount.edition.edition import Edition
from recount.errors import BundleError, RecordError
from recount.evidence.bundle import write_bundle
from recount.evidence.bundle.contents import gather, project_files
from recount.evidence.bundle.signatures import KEY, SIGNATURE, Signing
from recount.verify import verify_file

pytestmark = pytest.mark.slow

CONTEXT = Path(__file__).with_name("ro-crate-1.1-context.jsonld")
ADDRESS = "https://w3id.org/ro/crate/1.1/context"
Graph = dict[str, dict[str, Any]]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The validator gets the context from a local file and nothing else; returns what it requested."""
    asked: list[str] = []

    def answer(_self: object, url: str, **_: object) -> requests.Response:
        asked.append(url)
        response = requests.Response()
        response.url, response.status_code = url, 200 if url == ADDRESS else 504
        response.headers["Content-Type"] = "application/ld+json"
        response._content = CONTEXT.read_bytes() if url == ADDRESS else b""
        return response

    monkeypatch.setattr(HttpRequester, "get", answer, raising=False)
    monkeypatch.setattr(HttpRequester, "head", answer, raising=False)
    yield asked
    document_loader.uninstall_document_loader()


@pytest.fixture(scope="module")
def graph(files: Files) -> Graph:
    """The entities of the crate, by id, as any JSON reader sees them."""
    return {e["@id"]: e for e in json.loads(files["ro-crate-metadata.json"])["@graph"]}


def refs(entity: dict[str, Any], key: str) -> list[str]:
    """The ids in a property."""
    value = entity.get(key, [])
    values = value if isinstance(value, list) else [value]
    return [each["@id"] for each in values if isinstance(each, dict)]


def test_equal_builds_give_equal_bytes(report: Edition, bundle: Path, tmp_path: Path) -> None:
    """Bundled again, also after a build that ran nothing: no byte differs."""
    again = write_bundle(report, tmp_path / "a.zip").read_bytes()
    (report.root / "_build" / "run.json").touch()
    make_report(report)
    assert again == bundle.read_bytes()
    assert write_bundle(report, tmp_path / "b.zip").read_bytes() == again
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip"]


def test_zip_tells_nothing_of_the_machine(bundle: Path) -> None:
    """One date, one mode and one order for all files, and no folder of this machine."""
    with zipfile.ZipFile(bundle) as packed:
        entries = packed.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)


def test_nothing_in_it_names_a_folder_of_the_machine(report: Edition, files: Files) -> None:
    """No file contains the path of the project."""
    place = str(report.root).encode()
    assert [name for name, raw in files.items() if place in raw] == []


def test_closed_register_and_raw_files_stay_out(files: Files) -> None:
    """Of the register it has only line numbers and a digest, and no raw file of any publisher."""
    closed, opened = CLOSED_PUPILS.encode("latin-1"), PUPILS.encode("latin-1")
    assert [name for name, raw in files.items() if raw in {closed, opened}] == []
    assert [name for name, raw in files.items() if b"90BB00" in raw] == []
    rows = json.loads(files["rows/rijen.json"])
    assert {card["evidence"]: f"rows/{name}.csv" in files for name, card in rows.items()} == {
        "openbaar": True, "administratie": False,
    }  # fmt: skip


def test_it_holds_book_numbers_rows_code_and_environment(files: Files) -> None:
    """Every kind of file that an auditor needs is there."""
    for name in (
        "html/index.html", "results/proef/proef.ipynb", "results/proef/records/aanbod-mat.json",
        "results/proef/figures/aanbod-mat-definities.csv", "rows/rijen.json", "run.json",
        "project/requirements.lock", "project/src/recount/running/runner.py", "project/chapters/proef.md",
        "project/data/editions/proef/sources.toml", "prov.json", "datapackage.json", "README.md",
    ):  # fmt: skip
        assert name in files, name
    assert [name for name in files if name.startswith("pdf/")]
    assert [name for name in files if "__pycache__" in name or "/." in name] == []


def test_it_holds_the_answers_and_the_sql_of_the_second_way(files: Files) -> None:
    """Whoever has the publisher's file can ask the query again."""
    asked = json.loads(files["witness.json"])["queries"]["proef/aanbod-mat.sql"]
    for name, digest in asked["files"].items():
        sql = files[f"project/data/editions/proef/witness/{name}"]
        assert hashlib.sha256(sql).hexdigest() == digest


def test_it_holds_the_proofs_that_its_pages_show(files: Files) -> None:
    """A passport has the score of the sweep over the code, which is of this state."""
    assert {"prove.json", "prove-code.json"} <= set(files)
    passport = files["html/getallen/aanbod-mat.html"].decode()
    assert "3 van de 4 veranderingen in de code" in passport


def test_the_tools_come_with_their_folders(edition: Edition) -> None:
    """So that the Makefile in a bundle can install, and write the made-up files."""
    for name in ("chromium.sh", "standins/duo.py"):
        (edition.root / "tools" / name).parent.mkdir(parents=True, exist_ok=True)
        (edition.root / "tools" / name).write_text("", "utf-8")
    named = dict(project_files(edition))
    assert {"project/tools/chromium.sh", "project/tools/standins/duo.py"} <= set(named)
    assert all(path.is_file() for path in named.values())


def test_sha256sum_checks_it_without_our_code(bundle: Path, tmp_path: Path) -> None:
    """After unpacking, 'sha256sum -c' passes for every file."""
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path)
    command = [shutil.which("sha256sum") or "sha256sum", "-c", "--strict", SUMS]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert len(lines) == len([path for path in tmp_path.rglob("*") if path.is_file()]) - 1


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl"
)
def test_crate_keeps_to_its_profiles_offline(
    bundle: Path, tmp_path: Path, no_network: list[str]
) -> None:
    """Provenance Run Crate, and with it Workflow and Process Run Crate, without any network."""
    result = services.validate(
        ValidationSettings(
            rocrate_uri=str(bundle),  # type: ignore[arg-type]
            profile_identifier="provenance-run-crate",
            requirement_severity=Severity.REQUIRED,
            offline=True,
            cache_path=tmp_path / "cache",
        )
    )
    assert [issue.message for issue in result.get_issues()] == []
    assert result.passed()
    assert set(no_network) <= {ADDRESS}


def test_crate_alone_answers_where_a_number_comes_from(files: Files, graph: Graph) -> None:
    """The input files, code and environment of a number follow from the crate."""
    made = graph["#getal-aanbod-mat"]
    (source,) = [graph[name] for name in refs(made, "object") if name.startswith("#bron-")]
    assert source["identifier"] == "leerlingen-2019"
    assert source["sha256"] == hashlib.sha256(PUPILS.encode("latin-1")).hexdigest()
    assert source["url"] == "https://example.invalid/leerlingen.csv"
    (tool,) = refs(made, "instrument")
    assert graph[tool]["name"] == "sto_eval.indicators.supply.location_count"
    (code,) = refs(graph[tool], "isPartOf")
    assert hashlib.sha256(files[code]).hexdigest() == graph[code]["sha256"]
    (lock,) = refs(graph[tool], "softwareRequirements")
    assert files[lock] == b"pandas==3\n"
    (result,) = refs(made, "result")
    assert json.loads(files[result])["measure"]["value"] == 1
    (rows,) = refs(graph[result], "isBasedOn")
    assert b"90AA01" in files[rows]


def test_every_file_is_described_once(files: Files, graph: Graph) -> None:
    """Each file of the zip except the description itself, with its length and checksum."""
    described = {name for name, entity in graph.items() if "File" in str(entity["@type"])}
    assert described == set(files) - {"ro-crate-metadata.json"}
    assert set(refs(graph["./"], "hasPart")) == described
    for name in described - {SUMS}:
        assert graph[name]["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert graph[name]["contentSize"] == str(len(files[name]))


def test_every_reference_in_the_crate_leads_to_what_it_describes(graph: Graph) -> None:
    """To a file, source, function or run with an entry of its own; web addresses lead outside."""
    named = {one for entity in graph.values() for key in entity for one in refs(entity, key)}
    assert {one for one in named - set(graph) if not one.startswith("http")} == set()


def test_prov_reads_back_and_tells_the_same(files: Files) -> None:
    """The prov package reads it; the number is derived from the one source."""
    document = ProvDocument.deserialize(content=files["prov.json"].decode(), format="json")
    assert document is not None
    derived = [
        [str(value) for _, value in link.formal_attributes][:2]
        for link in document.get_records()
        if link.get_type().localpart == "Derivation"
    ]
    assert [
        "bestand:results/proef/records/besloten.json",
        "bestand:bron-leerlingen-2023",
    ] in derived
    assert len(derived) == 3


def test_data_package_knows_the_columns(files: Files) -> None:
    """A row file has the line as a number and the publisher's cells as text; checksums are correct."""
    tables = {table["path"]: table for table in json.loads(files["datapackage.json"])["resources"]}
    assert [name.split("/")[0] for name in tables] == ["results", "results", "rows", "rows"]
    rows = next(table for name, table in tables.items() if name.startswith("rows/"))
    fields = rows["schema"]["fields"]
    assert (fields[0], fields[1]) == (
        {"name": "regel", "type": "integer"},
        {"name": "BRIN NUMMER", "type": "string"},
    )
    for name, table in tables.items():
        assert table["hash"] == f"sha256:{hashlib.sha256(files[name]).hexdigest()}"


def test_only_time_is_that_of_the_run(files: Files, graph: Graph) -> None:
    """Every action ended at the time in run.json."""
    time = json.loads(files["run.json"])["time"]
    ended = {e["endTime"] for e in graph.values() if e["@type"] == "CreateAction"}
    assert ended == {time}
    assert graph["./"]["datePublished"] == time[:10]


def test_run_that_changed_nothing_keeps_its_time(report: Edition, files: Files) -> None:
    """A new commit or package is a new run; without changes it is the old one."""
    path = report.root / "_build" / "run.json"
    before = json.loads(files["run.json"])
    path.write_text(json.dumps(before | {"time": "2020-01-01T00:00:00+00:00"}), "utf-8")
    make_report(report)
    assert json.loads(path.read_text("utf-8"))["time"] == "2020-01-01T00:00:00+00:00"
    path.write_text(json.dumps(before | {"commit": "ander"}), "utf-8")
    make_report(report)
    assert json.loads(path.read_text("utf-8"))["commit"] != "ander"
    path.write_bytes(files["run.json"])


def test_commands_say_what_was_checked(
    report: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bundle writes and verifies; verify gives the same as JSON, and exits with 1 for any other file, with 2 for none.

    For an unsigned bundle it says first and last that it only shows agreement, and exits with 3.
    """
    monkeypatch.setenv("RECOUNT_ROOT", str(report.root))
    target = tmp_path / "b.zip"
    made = CliRunner().invoke(main, ["bundle", "--output", str(target)])
    assert (made.exit_code, "b.zip: no fault, edition proef" in made.output) == (0, True)
    plain = CliRunner().invoke(main, ["verify", str(target)])
    first, *_, last = plain.output.splitlines()
    assert (plain.exit_code, first) == (3, last)
    assert first == "not signed: this shows only that the bundle agrees with itself"
    told = json.loads(CliRunner().invoke(main, ["verify", str(target), "--format", "json"]).output)
    assert (told["kind"], told["findings"], told["counts"]["records"]) == ("bundle", [], 3)
    assert (told["status"], told["trusted"], told["scope"]) == (3, False, first)
    target.write_bytes(b"hallo")
    refused = CliRunner().invoke(main, ["verify", str(target)])
    assert (refused.exit_code, "Z1 b.zip: the file is neither" in refused.output) == (1, True)
    gone = CliRunner().invoke(main, ["verify", str(tmp_path / "weg.zip")])
    assert (gone.exit_code, "there is nothing to verify in weg.zip" in gone.output) == (2, True)


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("requirements.lock", r"code has changed.*proef.*missing: requirements.lock"),
        ("_build/html/index.html", r"book has changed.*html/index.html.*1 changed"),
        ("_build/html/extra.html", r"book has changed.*html/extra.html.*1 changed"),
    ],
)
def test_code_or_pages_that_changed_since_the_build_are_refused(
    report: Edition, file: str, message: str
) -> None:
    """By the name of what changed; a bundle has what was built, or is not written."""
    path = report.root / file
    before = path.read_bytes() if path.is_file() else None
    path.write_bytes((before or b"") + b"\n# later\n")
    try:
        with pytest.raises(BundleError, match=message):
            write_bundle(report)
    finally:
        path.unlink() if before is None else path.write_bytes(before)


def test_report_made_from_other_data_is_refused(report: Edition, tmp_path: Path) -> None:
    """The real file is gone, as without a mirror; then a record is edited."""
    real = report.root / "data" / "raw" / "duo" / "2019" / "leerlingen.csv"
    real.rename(tmp_path / "weg.csv")
    with pytest.raises(BundleError, match=r"data have changed.*proef.*missing: data/raw/duo/2019"):
        write_bundle(report, tmp_path / "a.zip")
    (tmp_path / "weg.csv").rename(real)
    record = report.build / "chapters" / "proef" / "records" / "besloten.json"
    known = record.read_bytes()
    record.write_bytes(known.replace(b"administratie", b"openbaar"))
    with pytest.raises(RecordError, match=r"proef/records/besloten.json"):
        write_bundle(report, tmp_path / "a.zip")
    record.write_bytes(known)
    assert list(tmp_path.iterdir()) == []


def test_report_that_is_not_whole_is_refused(edition: Edition) -> None:
    """No run, no bundle; the message names the command."""
    with pytest.raises(BundleError, match=r"the report is incomplete.*sto-eval build"):
        gather(edition)


def write_key(path: Path, key: Any, *, locked: bool = False, ssh: bool = False) -> Path:
    """A private key as a file."""
    kind = serialization.PrivateFormat.OpenSSH if ssh else serialization.PrivateFormat.PKCS8
    lock = serialization.BestAvailableEncryption(b"x") if locked else serialization.NoEncryption()
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, lock))
    return path


@pytest.mark.parametrize("ssh", [False, True])
def test_openssl_checks_the_signature(report: Edition, tmp_path: Path, ssh: bool) -> None:
    """Signed with a PEM or OpenSSH key; checked without our code."""
    key = write_key(tmp_path / "key", Ed25519PrivateKey.generate(), ssh=ssh)
    with zipfile.ZipFile(write_bundle(report, tmp_path / "b.zip", Signing(key))) as packed:
        for name in (SUMS, SIGNATURE, KEY):
            packed.extract(name, tmp_path)
    command = [shutil.which("openssl") or "openssl", "pkeyutl", "-verify", "-rawin", "-pubin"]
    command += ["-inkey", KEY, "-in", SUMS, "-sigfile", SIGNATURE]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Successfully" in done.stdout


@pytest.mark.parametrize(
    ("found", "key", "settings"),
    [
        ("locked with a passphrase", Ed25519PrivateKey.generate(), {"locked": True}),
        ("another type", Ed448PrivateKey.generate(), {}),
    ],
)
def test_wrong_key_is_named(
    report: Edition, tmp_path: Path, found: str, key: Any, settings: dict[str, bool]
) -> None:
    """A locked key and a key of another type are refused before anything is written."""
    path = write_key(tmp_path / "key", key, **settings)
    with pytest.raises(BundleError, match=found):
        write_bundle(report, tmp_path / "b.zip", Signing(path))
    assert not (tmp_path / "b.zip").exists()


def test_locked_key_of_openssh_is_named(report: Edition, tmp_path: Path) -> None:
    """The header of such a file says that it is locked."""
    public = _framed(b"ssh-ed25519") + _framed(bytes(32))
    setting = _framed(bytes(16)) + struct.pack(">I", 16)
    head = _framed(b"aes256-ctr") + _framed(b"bcrypt") + _framed(setting) + struct.pack(">I", 1)
    body = head + _framed(public) + _framed(bytes(160))
    text = base64.b64encode(b"openssh-key-v1\0" + body).decode()
    lines = ["-----BEGIN OPENSSH PRIVATE KEY-----", text, "-----END OPENSSH PRIVATE KEY-----", ""]
    (tmp_path / "key").write_text("\n".join(lines), "utf-8")
    with pytest.raises(BundleError, match="locked with a passphrase"):
        write_bundle(report, tmp_path / "b.zip", Signing(tmp_path / "key"))


def _framed(part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + part


def test_no_key_is_named(report: Edition, tmp_path: Path) -> None:
    """A file that is not a key, and a file that does not exist."""
    (tmp_path / "key").write_text("geheim", "utf-8")
    with pytest.raises(BundleError, match="not a private key"):
        write_bundle(report, tmp_path / "b.zip", Signing(tmp_path / "key"))
    with pytest.raises(BundleError, match="no such file"):
        write_bundle(report, tmp_path / "b.zip", Signing(tmp_path / "weg"))


LACKING = (
    HEAD
    + """
# Hoeveel zijn er?

Er zijn {getal}`gat-aantal`.

```{code-cell} ipython3
:tags: [parameters, remove-cell]

minimum = 1
```

```{code-cell} ipython3
chapter.publish("gat-aantal", supply.location_count(offer, "MaT", minimum))
```
"""
)


def test_a_report_that_lacks_a_source_has_a_bundle_without_a_fault(tmp_path: Path) -> None:
    """Its chapter has other cells than its text, and names what is missing."""
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "gat.md").write_text(LACKING, "utf-8")
    absent, declared = (
        source_card(2030, standin=False),
        '[chapters.gat]\nsources = ["leerlingen-2030"]\n',
    )
    edition = write_report(tmp_path, absent, declared)
    make_report(edition)
    assert "supply.location_count" in (edition.build / "chapters/gat/gat.ipynb").read_text("utf-8")
    report = verify_file(write_bundle(edition))
    assert report.findings == []
