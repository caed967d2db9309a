"""The evidence that is attached to the PDF: the records, and the data of each figure and table."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from recount.book.staging import Stage
from recount.numbers.evidence_grade import Evidence
from recount.results.records import read_records
from recount.spreadsheets import INVENTED
from recount.storage import write_json
from recount.translation.languages import Say

NUMBERS = "getallen.json"
"""The attached file with every record and the id of the edition."""

SUMS = "SHA256SUMS"
"""The attached list of checksums of the other files, in ``sha256sum -c`` format."""

KINDS = {"figures": "figuur", "tables": "tabel"}
"""Folder of a chapter -> prefix of the names of its attached files."""

_TYPES = {".json": "application/json", ".csv": "text/csv", "": "text/plain"}
_INVENTED = b";ja\r\n"
"""End of a CSV based on invented data: its last cell says so."""

DESCRIPTIONS = {
    ".json": "Alle getallen van dit rapport, met hun herkomst en welke verzonnen zijn",
    ".csv": "De gegevens bij deze figuur of tabel",
    "": "Controlegetallen (SHA-256) van de bijlagen",
}


def write_attachments(stage: Stage, work: Path, say: Say = str) -> None:
    """Write the files to attach to the report, and the list of them, where the template finds them.

    ``say`` gives their descriptions in the language of the report.
    """
    folder = work / "attached"
    folder.mkdir(exist_ok=True)
    cards = {}
    files = {NUMBERS: _numbers(stage.chapters, stage.edition.name), **_tables(stage.chapters)}
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    for name, content in {**files, SUMS: sums.encode()}.items():
        (folder / name).write_bytes(content)
        kind = Path(name).suffix
        described = say(DESCRIPTIONS[kind])
        if content.endswith(_INVENTED):
            described += f" ({say(INVENTED)})"
        cards[name] = {"type": _TYPES[kind], "description": described}
    write_json(work / "attachments.json", cards)


def _numbers(chapters: Path, edition: str) -> bytes:
    records = read_records(chapters)
    numbers = {name: record.as_json() for name, record in records.items()}
    invented = sorted(name for name, one in records.items() if one.evidence == Evidence.MADE_UP)
    content = {"edition": edition, "verzonnen": invented, "numbers": numbers}
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _tables(chapters: Path) -> dict[str, bytes]:
    return {
        f"{word}-{path.name}": path.read_bytes()
        for folder, word in KINDS.items()
        for path in sorted(chapters.glob(f"*/{folder}/*.csv"))
    }
