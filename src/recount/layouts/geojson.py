"""GeoJSON, plain, zipped or gzipped, as a list of features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from recount.errors import LayoutError
from recount.layouts.faults import FaultKind, FileError
from recount.layouts.layout import LINE, Wanted, check_columns, read_bytes
from recount.layouts.unpacking import unzip

Feature = dict[str, Any]
ZIP = b"PK"
MOST_PARTS = 1_000_000
"""Maximum number of objects and lists, which take far more memory than bytes; the boundaries have 44,000."""


def features(path: Path, needed: list[Wanted]) -> list[Feature]:
    """The features of a GeoJSON file, each with ``properties`` and ``geometry`` (either may be empty).

    Errors: ``LayoutError`` for a file that is not JSON or a zip with one GeoJSON in it, has no features, or
    has a feature without a needed property.
    """
    found = _features(path)
    names: set[str] | None = None
    for number, feature in enumerate(found, start=1):
        own = set(feature["properties"])
        if own != names:
            # features nearly always have the same properties, so this runs once
            check_columns(path.with_name(f"{path.name} feature {number}"), sorted(own), needed)
            names = own
    return found


def first_properties(path: Path) -> list[str]:
    """The property names of the first feature; empty for a file that is not GeoJSON."""
    try:
        return list(_features(path)[0]["properties"])
    except LayoutError:
        return []


def feature_cells(path: Path) -> pd.DataFrame:
    """The properties of every feature as text, and ``geometry`` as GeoJSON; index ``regel``: the feature."""
    rows = [
        {name: "" if value is None else str(value) for name, value in feature["properties"].items()}
        | {"geometry": json.dumps(feature["geometry"], separators=(",", ":"))}
        for feature in _features(path)
    ]
    return pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name=LINE))


def _features(path: Path) -> list[Feature]:
    try:
        content = json.loads(_plain(read_bytes(path)))
        found = [_feature(feature) for feature in content["features"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        expected = "GeoJSON with features, plain or alone in a zip"
        instead = f"{type(error).__name__}: {error}"
        raise FileError(FaultKind.UNREADABLE, path.name, expected, instead) from None
    if not found:
        raise FileError(FaultKind.NO_FEATURES, path.name, "features", "none")
    return found


def _feature(feature: Feature) -> Feature:
    parts = {name: feature.get(name) or {} for name in ("properties", "geometry")}
    if not all(isinstance(part, dict) for part in parts.values()):
        raise TypeError("a feature without properties or geometry")
    return parts


def _plain(raw: bytes) -> bytes:
    """The GeoJSON itself, within ``MOST_PARTS``."""
    if raw.startswith(ZIP):
        found = [content for name, content in unzip(raw).items() if name.endswith("json")]
        if len(found) != 1:
            raise ValueError(f"{len(found)} GeoJSON files in the zip")
        raw = found[0]
    if raw.count(b"{") + raw.count(b"[") > MOST_PARTS:
        raise ValueError(f"more than {MOST_PARTS:,} objects and lists")
    return raw
