"""Every alteration of a bundle or a PDF is found under its own code."""

from __future__ import annotations

import io
import json
import re
import stat
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from support.built_project import CLOSED_PUPILS, Files, pack
from support.tampering import (
    PDF,
    RECORD,
    SUMS,
    Alter,
    bomb,
    both,
    digest,
    drop,
    given,
    mend,
    more_pupils,
    named,
    paper,
    put,
    repacked,
    row_file,
    signed,
    swap,
    text,
    value,
    zip_of,
)
from support.tiny_project import PUPILS

from recount.edition.edition import Edition
from recount.evidence.bundle.signatures import KEY, SIGNATURE
from recount.findings import FINDINGS, Finding
from recount.verify import Report, verify_file, verify_stream

pytestmark = pytest.mark.slow

MAT, PUPIL, CLOSED = (RECORD.format(name) for name in ("aanbod-mat", "leerlingen", "besloten"))
PASSPORT = "html/getallen/leerlingen.html"
OFFERED = "html/gegevens/notebooks/proef.ipynb"
PAGE, FRONT = "html/chapters/proef.html", "html/index.html"
FIGURE = "results/proef/figures/aanbod-mat-definities"
CHAPTER, CODE = "project/chapters/proef.md", "project/src/sto_eval/indicators/supply.py"
EDITION = "project/data/editions/proef"
ROWS, ANSWERS = "rows/rijen.json", "witness.json"


def rows_csv(change: Callable[[bytes], bytes], *, listed: bool) -> Alter:
    """Change a row file; with ``listed`` also its checksum in the list of row files."""

    def alter(files: Files) -> None:
        name = row_file(files)
        files[name] = change(files[name])
        if listed:
            key = name.removeprefix("rows/").removesuffix(".csv")
            value(ROWS, key, "csv_sha256", new=digest(files[name]))(files)

    return alter


def rows_card(**facts: object) -> Alter:
    """Change the facts about the row file in the list."""

    def alter(files: Files) -> None:
        key = row_file(files).removeprefix("rows/").removesuffix(".csv")
        for name, new in facts.items():
            value(ROWS, key, name, new=new)(files)

    return alter


def another_set(files: Files) -> None:
    """Make a record name the rows of the other source."""
    other = json.loads(files[CLOSED])["sources"][0]["rows"]["set"]
    value(MAT, "sources", 0, "rows", "set", new=other)(files)


def fewer_definitions(files: Files) -> None:
    """Remove the deciding definitions from a number that depends on its definition."""
    kept = [one for one in json.loads(files[MAT])["specifications"] if one["holds"]]
    value(MAT, "specifications", new=kept)(files)


def without_definitions(files: Files) -> None:
    """Drop all definitions of a number, so that its verdict no longer depends on them."""
    value(MAT, "specifications", new=[])(files)
    value(MAT, "verdict", "word", new="klopt")(files)


def bare(document: pikepdf.Pdf) -> None:
    """A PDF without evidence."""
    for name in list(document.attachments):
        del document.attachments[name]


PLAIN: Mapping[str, tuple[str, Alter]] = {
    "page edited": ("S2", text(PAGE, "Hoeveel", "Waarom")),
    "record edited": ("S2", value(MAT, "label", new="9")),
    "row file edited": ("S2", rows_csv(lambda raw: raw.replace(b"DORP", b"STAD"), listed=False)),
    "code edited": ("S2", text(CODE, "def ", "def  ")),
    "environment edited": ("S2", put("project/requirements.lock", b"pandas==2\n")),
    "run edited": ("S2", value("run.json", "commit", new="ander")),
    "PDF edited": ("S2", paper(bare)),
    "files swapped": ("S2", swap(f"{FIGURE}.csv", "results/proef/tables/proef-tabel.csv")),
    "file missing": ("S3", drop("results/proef/key.json")),
    "file added": ("S4", put("html/extra.txt", b"hallo")),
    "checksum changed": ("S2", lambda f: f.update({SUMS: b"0" * 64 + f[SUMS][64:]})),
    "checksum line gone": ("S4", lambda f: f.update({SUMS: f[SUMS].partition(b"\n")[2]})),
    "checksum line twice": ("S1", lambda f: f.update({SUMS: f[SUMS] * 2})),
    "checksum list gone": ("S1", drop(SUMS)),
    "checksum list of nonsense": ("S1", put(SUMS, b"\xff\xfe niets")),
}
"""Alterations that keep the old checksums."""

FORGED: Mapping[str, tuple[str, Alter]] = {
    # records
    "record with a text beside its value": ("R1", text(MAT, '"id":', '"display": "9", "id":')),
    "value edited": ("R2", value(MAT, "measure", "value", new=9)),
    "value under another definition edited": (
        "R2", value(MAT, "specifications", 1, "measure", "value", new=9),
    ),
    "source of a chapter of an unknown grade": (
        "C1", value("results/proef/sources.json", 0, "evidence", new="misschien"),
    ),
    "unknown verdict": ("R1", value(MAT, "verdict", "word", new="misschien")),
    "unknown grade": ("R1", value(MAT, "evidence", new="misschien")),
    "verdict edited": ("R3", value(MAT, "verdict", "word", new="wijkt af")),
    "verdict taken away": ("R3", value(MAT, "verdict", new=None)),
    "printed figure edited": ("R4", value(MAT, "printed", "shown", new="zes")),
    "claim taken away": ("R4", value(MAT, "claim", new=None)),
    "claim in the register edited": ("R4", text(f"{EDITION}/claims.toml", '"één"', '"zes"')),
    "source of another checksum": ("R5", value(MAT, "sources", 0, "sha256", new="0" * 64)),
    "closed source called open": ("R5", value(CLOSED, "sources", 0, "evidence", new="openbaar")),
    "real source called made up": ("R5", value(MAT, "sources", 0, "evidence", new="nagebootst")),
    "reference date of a source edited": ("R5", value(MAT, "sources", 0, "reference_date", new="2024-10-01")),
    "producer of a source edited": ("R5", value(MAT, "sources", 0, "producer", new="CBS")),
    "evidence stronger than that of the source": ("R7", value(CLOSED, "evidence", new="openbaar")),
    "made-up file called open": ("R7", put("project/data/standin/a.csv", PUPILS.encode("latin-1"))),
    "count in a row changed, its list too": ("R9", more_pupils),
    "value changed in record and recipe": (
        "R9", both(*(value(PUPIL, part, end, new=13) for part in ("measure", "recipe") for end in ("value", "low", "high"))),
    ),
    "rows left out of the recipe": ("R9", value(PUPIL, "recipe", "rows", new={"leerlingen-2019": "2"})),
    "recipe of another number": ("R9", value(PUPIL, "recipe", "unit", new="scholen")),
    "definition left out": ("R8", fewer_definitions),
    "definitions left out, so that a claim holds": ("R3", without_definitions),
    "definition that was chosen left out": ("R8", value(MAT, "specifications", 0, "measure", "value", new=7)),
    "definition said to give another outcome": ("R3", value(MAT, "specifications", 1, "holds", new=None)),
    "reason edited": ("R3", value(MAT, "verdict", "reason", new="Zoals wij tellen klopt het.")),
    "correction that the edition does not have": (
        "R5", value(MAT, "corrections", new=[{"id": "punt", "source": "leerlingen-2019", "rows": 1, "reason": ".", "changes": []}]),
    ),
    "unknown source": ("R5", value(MAT, "sources", 0, "id", new="verzonnen")),
    "pin in the catalogue edited": ("R5", text(f"{EDITION}/sources.toml", 'sha256 = "', 'sha256 = "0')),
    "function of another checksum": ("R6", value(MAT, "function", "sha256", new="0" * 64)),
    "function at another line": ("R6", value(MAT, "function", "line", new=3)),
    "code of the function edited": ("R6", text(CODE, "def location_count(", "def location_count( ")),
    "answer of the second way edited": ("Q1", value(ANSWERS, "numbers", "aanbod-mat", "second", "value", new=2)),
    "value that it was compared with edited": ("Q1", value(ANSWERS, "numbers", "aanbod-mat", "first", "value", new=2)),
    "parameter of the second way edited": ("Q1", value(ANSWERS, "numbers", "aanbod-mat", "parameters", new={"minimum": 5})),
    "answer for a number without a record": ("Q1", text(ANSWERS, '"aanbod-mat": {', '"elders": {')),
    "source of the second way edited": (
        "Q1", value(ANSWERS, "queries", "proef/aanbod-mat.sql", "sources", "leerlingen-2019", new="0" * 64),
    ),
    "query of the second way edited": ("Q1", text(f"{EDITION}/witness/proef/aanbod-mat.sql", "count(*)", "1")),
    "answers of the second way that are no JSON": ("C1", put(ANSWERS, b"{")),
    "record under another name": ("R1", swap(MAT, CLOSED)),
    "record that is no JSON": ("R1", put(MAT, b'{"id": ')),
    "record without a part": ("R1", value(MAT, "measure", new={})),
    "record that is a list": ("R1", put(MAT, b"[]")),
    "record nested without end": ("R1", put(MAT, b"[" * 200_000)),
    "record of a chapter that is elsewhere": ("R1", value(MAT, "chapter", new="anders")),
    # rows
    "cell of a row edited": ("W2", rows_csv(lambda raw: raw.replace(b"DORP", b"STAD"), listed=False)),
    "row dropped, list mended": (
        "W2", rows_csv(lambda raw: b"".join(raw.splitlines(keepends=True)[:-1]), listed=True),
    ),
    "line number edited, list mended": (
        "W2", rows_csv(lambda raw: re.sub(rb"\n\d+,", b"\n9,", raw, count=1), listed=True),
    ),
    "row file swapped with a table": (
        "W2", rows_csv(lambda _: b"vestiging,profiel\n", listed=False),
    ),
    "row file gone": ("W3", lambda f: drop(row_file(f))(f)),
    "row file in no list": ("W3", put("rows/extra.csv", b"regel\n2\n")),
    "list of rows gone": ("W1", drop(ROWS)),
    "list of rows that is no JSON": ("W1", put(ROWS, b"?")),
    "rows of a closed register": (
        "W4", lambda f: put(f"rows/{json.loads(f[CLOSED])['sources'][0]['rows']['set']}.csv", b"regel\n2\n")(f),
    ),
    "raw file of a register": ("W4", put("html/a.bin", CLOSED_PUPILS.encode("latin-1"))),
    "count of rows edited": ("W5", value(MAT, "sources", 0, "rows", "count", new=2)),
    "rows of another source": ("W5", another_set),
    # editions
    "run of another edition": ("E1", value("run.json", "edition", new="ander")),
    "definitions of another edition": ("E1", put("project/data/editions/ander/claims.toml", b"")),
    "claims gone": ("E1", drop(f"{EDITION}/claims.toml")),
    "claims that are no TOML": ("E1", put(f"{EDITION}/claims.toml", b"= 1")),
}  # fmt: skip
"""Alterations by a forger who recomputed every checksum, so only the content reveals them."""

HOSTILE: Mapping[str, tuple[str, Alter]] = {
    "record with NaN": ("R1", text(MAT, '"value": 1', '"value": NaN')),
    "record with a number beyond all floats": ("R1", text(MAT, '"value": 1', '"value": 1e999')),
    "record with an integer beyond all floats": ("R1", text(MAT, '"value": 1', f'"value": 1{"0" * 400}')),
    "record with a key twice": ("R1", text(MAT, '"id":', '"id": "leerlingen", "id":')),
    "rows up to a million million": ("W2", rows_card(lines=[[1, 10**12]])),
    "rows and count up to a million million": (
        "W2", rows_card(lines=[[1, 10**12]], count=10**12),
    ),
    "TOML nested without end": ("E1", put(f"{EDITION}/claims.toml", b"a = " + b"[" * 20_000)),
    "TOML with a key of many parts": ("E1", put(f"{EDITION}/claims.toml", b"a." * 200_000 + b"a = 1")),
}  # fmt: skip
"""Parts that would stop their reader, or take hours or gigabytes; also by a forger."""

ARCHIVES: Mapping[str, tuple[str, Callable[[Files], bytes]]] = {
    "name with dots": ("Z3", lambda _: zip_of((named("../weg.txt"), b"x"))),
    "name with dots within": ("Z3", lambda _: zip_of((named("a/../../weg.txt"), b"x"))),
    "absolute name": ("Z3", lambda _: zip_of((named("/tmp/weg.txt"), b"x"))),  # noqa: S108 - hostile
    "name with a drive": ("Z3", lambda _: zip_of((named("C:weg.txt"), b"x"))),
    "name with backslashes": ("Z3", lambda _: zip_of((named("..\\weg.txt"), b"x"))),
    "name with a control sign": ("Z3", lambda _: zip_of((named("a\nb"), b"x"))),
    "link": ("Z4", lambda _: zip_of((named("a", stat.S_IFLNK | 0o777), b"/etc/passwd"))),
    "device": ("Z4", lambda _: zip_of((named("a", stat.S_IFCHR | 0o644), b""))),
    "folder": ("Z4", lambda _: zip_of((named("map/", stat.S_IFDIR | 0o755), b""))),
    "names that differ in capitals": (
        "Z6",
        lambda _: zip_of((named("a"), b"x"), (named("A"), b"y")),
    ),
    "ten gigabytes of zeros": ("Z7", lambda _: bomb(10 * 2**30, told=10 * 2**30)),
    "zeros that tell a small size": ("Z2", lambda _: bomb(10 * 2**30, told=2**20)),
    "encrypted": ("Z8", lambda files: repacked(files, encrypt)),
    "packed otherwise": ("Z8", lambda _: zip_of((method(zipfile.ZIP_LZMA), b"x"))),
    "bytes in front": ("Z9", lambda files: b"PK hidden" + pack(files).getvalue()),
    "comment": ("Z9", lambda files: commented(pack(files).getvalue())),
    "cut off": ("Z2", lambda files: pack(files).getvalue()[:-100]),
    "cut in half": ("Z2", lambda files: (whole := pack(files).getvalue())[: len(whole) // 2]),
    "a byte flipped": ("Z2", lambda files: repacked(files, flip)),
    "neither zip nor PDF": ("Z1", lambda _: b"hallo"),
    "empty": ("Z1", lambda _: b""),
}


def commented(raw: bytes) -> bytes:
    """A zip with a comment after its files."""
    made = io.BytesIO(raw)
    with zipfile.ZipFile(made, "a") as packed:
        packed.comment = b"alles klopt"
    return made.getvalue()


def encrypt(raw: bytearray) -> None:
    """Mark the last file as encrypted."""
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1


def method(kind: int) -> zipfile.ZipInfo:
    """Store an entry with another compression method."""
    entry = named("a")
    entry.compress_type = kind
    return entry


def flip(raw: bytearray) -> None:
    """Change a byte in the middle of a file."""
    raw[len(raw) // 2] ^= 1


def told(report: Report) -> str:
    """The findings, for the message of a failing test."""
    return "; ".join(f"{found.code} {found.where} {found.note}" for found in report.findings)


def altered(files: Files, alter: Alter, mending: Alter | None = None) -> Report:
    """The report on an altered copy of a bundle."""
    copy = dict(files)
    alter(copy)
    if mending:
        mending(copy)
    return verify_stream("bundel.zip", pack(copy))


def test_good_bundle_has_no_fault(bundle: Path, files: Files) -> None:
    """Nothing is found, and the report lists what was checked; recomputed checksums alone change nothing."""
    report = verify_file(bundle)
    assert report.findings == [], told(report)
    assert report.counts["files"] == len(files)
    assert report.counts["records"] == 3
    assert (report.edition, report.signature) == ("proef", "not signed")
    assert altered(files, lambda _: None, mend).findings == []


def test_there_are_enough_alterations() -> None:
    """At least fifty, and every code except those of signatures and the rebuild is expected by one."""
    groups = (PLAIN, FORGED, HOSTILE, ARCHIVES)
    assert sum(map(len, groups)) >= 50
    expected = {code for group in groups for code, _ in group.values()}
    assert {code for code in FINDINGS if code[0] not in "ALMDB"} - expected == {
        "S5",
        "S6",
        "S7",
        "S8",
        "S9",
        "W6",  # without the files of the publishers
        "Z0",
        "Z5",
    }


@pytest.mark.parametrize("name", PLAIN)
def test_alteration_is_found_by_its_checksum(files: Files, name: str) -> None:
    """Without new checksums, the checksum list finds it."""
    code, alter = PLAIN[name]
    report = altered(files, alter)
    assert code in {found.code for found in report.findings}, told(report)


@pytest.mark.parametrize("name", FORGED)
def test_forgery_is_found_by_its_content(files: Files, name: str) -> None:
    """With all checksums recomputed, a content check finds it and no checksum does."""
    code, alter = FORGED[name]
    report = altered(files, alter, mend)
    codes = {found.code for found in report.findings}
    assert code in codes, told(report)
    assert not codes & {"S2", "S3", "S4"}, told(report)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_part_is_named(files: Files, name: str) -> None:
    """A part that cannot be read is a named finding, in little memory, and the other parts are checked."""
    code, alter = HOSTILE[name]
    tracemalloc.start()
    report = altered(files, alter, mend)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code in {found.code for found in report.findings}, told(report)
    assert "Z0" not in {found.code for found in report.findings}, told(report)
    assert most < 200 * 2**20


def test_check_that_stops_is_a_fault(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen part stops only its own check, which is reported; the other checks still run."""

    def stop(_: object) -> Iterator[Finding]:
        yield from [{}[part] for part in ["onbekend"]]

    monkeypatch.setattr("recount.verify.check_rows", stop)
    report = altered(files, value(MAT, "measure", "value", new=9), mend)
    assert {("Z0", "stop"), ("R2", MAT)} <= {(f.code, f.where) for f in report.findings}


def test_long_checksum_list_is_named_once(files: Files) -> None:
    """A list with more lines than a bundle can have files is one finding, not one per line."""
    lines = b"".join(b"%064x  f%d\n" % (number, number) for number in range(60_000))
    report = altered(files, lambda copy: copy.update({SUMS: copy[SUMS] + lines}))
    assert [found.code for found in report.findings if found.code[0] == "S"] == ["S1"]


@pytest.mark.parametrize("name", ARCHIVES)
def test_hostile_file_is_refused(
    files: Files, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is reported, with little memory, and nothing is written to disk."""
    code, make = ARCHIVES[name]
    raw = make(files)
    monkeypatch.chdir(tmp_path)
    tracemalloc.start()
    report = verify_stream("bundel.zip", io.BytesIO(raw))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code in {found.code for found in report.findings}, told(report)
    assert most < 64 * 2**20
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_doubled_name_is_refused() -> None:
    """Which of the two is unpacked depends on the program."""
    raw = zip_of((named("a"), b"x"), (named("a"), b"y"))
    assert [found.code for found in verify_stream("b", io.BytesIO(raw)).findings] == ["Z5"]


def test_signature_is_checked_against_a_known_key(files: Files) -> None:
    """Valid with the auditor's key; without a key the report says that none was checked."""
    key = Ed25519PrivateKey.generate()
    bundle = signed(files, key)
    known = verify_stream("b", pack(bundle), given(key))
    assert known.findings == [], told(known)
    assert known.signature.endswith("the given key")
    assert (known.trusted, known.status) == (True, 0)
    alone = verify_stream("b", pack(bundle))
    assert alone.signature.endswith("not checked against a key from elsewhere")
    assert (alone.trusted, alone.status) == (False, 3)


def test_signature_that_does_not_fit_is_found(files: Files) -> None:
    """Another signature, and a list recomputed after signing."""
    good = signed(files, Ed25519PrivateKey.generate())
    changed = good | {SIGNATURE: bytes(64)}
    assert [found.code for found in verify_stream("b", pack(changed)).findings] == ["S5"]
    later = good | {"html/objects.inv": b"x"}
    mend(later)
    assert [found.code for found in verify_stream("b", pack(later)).findings] == ["S5"]


def test_key_of_someone_else_is_found(files: Files) -> None:
    """Signed by a forger: the signature is valid, but the key is not the given one."""
    forged = signed(files, Ed25519PrivateKey.generate())
    report = verify_stream("b", pack(forged), given(Ed25519PrivateKey.generate()))
    assert [found.code for found in report.findings] == ["S6"]
    assert (report.trusted, report.status) == (False, 1)


@pytest.mark.parametrize("gone", [{SIGNATURE}, {KEY}, {SIGNATURE, KEY}])
def test_signature_that_is_gone_is_found(files: Files, gone: set[str]) -> None:
    """Half of it is missing, or all of it where one is expected."""
    key = Ed25519PrivateKey.generate()
    left = {name: raw for name, raw in signed(files, key).items() if name not in gone}
    mend(left)
    report = verify_stream("b", pack(left), given(key))
    assert "S7" in {found.code for found in report.findings}, told(report)


def test_public_key_of_nonsense_is_found(files: Files) -> None:
    """A key that cannot be read signs nothing."""
    bundle = signed(files, Ed25519PrivateKey.generate()) | {KEY: b"geheim"}
    assert [found.code for found in verify_stream("b", pack(bundle)).findings] == ["S7"]


def test_key_for_an_unsigned_pdf_is_a_fault(files: Files) -> None:
    """An auditor who gives a key expects a signature."""
    report = verify_stream("a.pdf", io.BytesIO(files[PDF]), given(Ed25519PrivateKey.generate()))
    assert [found.code for found in report.findings] == ["S7"]


def test_verify_needs_no_project(
    bundle: Path, report: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an empty folder, without a project nearby."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("RECOUNT_ROOT", raising=False)
    assert verify_file(bundle).findings == []
    assert list(tmp_path.iterdir()) == []
