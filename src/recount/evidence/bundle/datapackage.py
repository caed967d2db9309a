"""A Data Package descriptor for every CSV of the bundle: its columns, length and checksum."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from recount.evidence.bundle.contents import PROJECT, RESULTS, ROW_FILES, BundleFile
from recount.layouts.layout import LINE

DESCRIPTOR = "datapackage.json"
_PROFILE = "tabular-data-resource"
_INTEGER = re.compile(r"-?\d{1,15}")
_NUMBERS = {".": re.compile(r"-?\d+\.\d+(e-?\d+)?"), ",": re.compile(r"-?\d+,\d+")}
"""Decimal separator -> numbers with it."""


def descriptor(files: Mapping[str, BundleFile], edition: str, title: str) -> bytes:
    """``datapackage.json``: a tabular resource for the data of each figure and table, and each row file.

    Cells of a row file are verbatim from the publisher, so strings; only the line number is a number.
    """
    # without the copies of the website
    folders = f"{RESULTS}/", f"{ROW_FILES}/", f"{PROJECT}/data/published/"
    tables = [f for n, f in files.items() if n.startswith(folders) and n.endswith(".csv")]
    content = {
        "profile": "tabular-data-package",
        "name": edition,
        "title": title,
        "resources": [_resource(file) for file in tables],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _resource(file: BundleFile) -> dict[str, Any]:
    raw = file.read()
    text = io.StringIO(raw.decode("utf-8-sig"), newline="")
    first = raw.partition(b"\n")[0]
    delimiter = ";" if first.count(b";") > first.count(b",") else ","
    lines = csv.reader(text, delimiter=delimiter)
    header = next(lines, [])
    rows = file.name.startswith(f"{ROW_FILES}/")
    kinds = (
        [{"type": "integer" if name == LINE else "string"} for name in header]
        if rows
        else _kinds(header, lines)
    )
    fields = [{"name": name} | kind for name, kind in zip(header, kinds, strict=True)]
    return {
        "profile": _PROFILE,
        "name": re.sub(
            r"[^a-z0-9._-]", "-", file.name.removesuffix(".csv").replace("/", ".").lower()
        ),
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if raw.startswith(codecs.BOM_UTF8) else "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": delimiter},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _kinds(header: list[str], lines: Iterable[list[str]]) -> list[dict[str, str]]:
    """Per column ``integer``, ``number`` or, for anything else and for an empty column, ``string``."""
    columns = list(zip(*lines, strict=False)) or [()] * len(header)
    return [_kind([cell for cell in column if cell]) for column in columns]


def _kind(cells: list[str]) -> dict[str, str]:
    if cells and all(_INTEGER.fullmatch(cell) for cell in cells):
        return {"type": "integer"}
    for mark, shape in _NUMBERS.items():
        if cells and all(_INTEGER.fullmatch(c) or shape.fullmatch(c) for c in cells):
            return {"type": "number", "decimalChar": mark}
    return {"type": "string"}
