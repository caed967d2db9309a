"""Made-up files of CBS, GeoNames, EduGIS and Kadaster, in their real layouts."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import shapely

from tools.standins.geography import PROVINCES

SECRET = -99997
SECRET_BELOW = 5
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can hold: the same bytes at every run."""

CBS_TITLE = (
    "NAGEBOOTST: verzonnen inwoners per verzonnen postcode",
    "Geen gegevens van het CBS",
    "Gemaakt door sto_eval.standins",
    "Betekenis -99 997 =  '0 - 4 / geheim'",
)
CBS_HEAD = ("Postcode-4", "Totaal", "Man", "Vrouw", "tot 15 jaar", "15 tot 25 jaar", "25 tot 45 jaar",
            "45 tot 65 jaar", "65 jaar en ouder")  # fmt: skip
CBS_SHORT = (
    "PC4",
    "INWONER",
    "MAN",
    "VROUW",
    "INW_014",
    "INW_1524",
    "INW_2544",
    "INW_4564",
    "INW_65PL",
)


def residents_workbook(
    codes: pd.DataFrame, ages: np.ndarray, short_names: Sequence[str] = ()
) -> bytes:
    """Residents per PC4: four title lines, three header rows, short names, a unit row, then the data.

    Only the file of 2020 has ``short_names``.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "PC4_standin_v1"
    for line in CBS_TITLE:
        sheet.append([line])
    sheet.append([])
    sheet.append([None, "Inwoners"])
    sheet.append([None, "Totaal", "Geslacht", None, "Leeftijdklassen"])
    sheet.append(list(CBS_HEAD))
    if short_names:
        sheet.append(list(short_names))
    sheet.append(["Code", *["x1"] * (len(CBS_HEAD) - 1)])
    for code, row in zip(codes["postcode"], ages, strict=True):
        total = int(row.sum())
        men = total // 10 * 5
        sheet.append([int(code), *map(_shown, (total, men, total - men, *row.tolist()))])
    return _workbook_bytes(book)


def postcode_points(codes: pd.DataFrame) -> str:
    """One row per PC4, and some with a second place; the last PC4 has no point."""
    lines = []
    for number, row in enumerate(codes.iloc[:-1].to_dict("records")):
        for shift in (0.0, 0.002) if number % 16 == 0 else (0.0,):
            place = row["name"] if not shift else f"{row['name']} buitengebied"
            cells = ["NL", row["postcode"], place, PROVINCES[row["province"]][1], row["province"], "", "9999", "", "",
                     f"{row['latitude'] + shift:.4f}", f"{row['longitude']:.4f}", ""]  # fmt: skip
            lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def school_points(
    schools: pd.DataFrame, left_out: Sequence[int], code: str = "vestigingscode"
) -> bytes:
    """School locations as a zipped GeoJSON; some are missing, and some occur twice.

    ``code`` is the name of the property with the code of the location.
    """
    rows = [row for number, row in enumerate(schools.to_dict("records")) if number not in left_out]
    features = [_school(row, code) for row in [*rows, *rows[:20]]]
    text = _collection("scholen", features)
    return _zipped({"scholen.geo.json": text.encode()})


def boundaries(name: str, shapes: Mapping[str, shapely.Geometry], prefix: str) -> str:
    """Areas as GeoJSON: provinces with their real code and name, municipalities with made-up ones."""
    features = []
    for number, (key, shape) in enumerate(shapes.items()):
        code, title = PROVINCES.get(key, (f"{prefix}9{number:03d}", f"Voorbeeldgemeente {key}"))
        properties = {"statcode": code, "statnaam": title, "rubriek": name, "id": number + 1}
        features.append(
            {
                "type": "Feature",
                "properties": properties,
                "geometry": json.loads(shapely.to_geojson(shape)),
            }
        )
    return _collection(f"{name}_nagebootst", features)


def _school(row: Mapping[Hashable, Any], code: str) -> dict[str, object]:
    properties = {
        "naam": row["title"], "type": "VBO/MAVO", "straat": "Voorbeeldstraat",
        "postcode": row["postcode"].replace(" ", ""), "plaats": row["name"],
        "provincie": PROVINCES[row["province"]][1], "brin_nummer": row["code"][:4],
        code: row["code"],
    }  # fmt: skip
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    return {"type": "Feature", "properties": properties, "geometry": point}


def _collection(name: str, features: list[dict[str, object]]) -> str:
    content = {"type": "FeatureCollection", "name": name, "features": features}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _shown(count: int) -> int:
    return SECRET if count < SECRET_BELOW else count


def _workbook_bytes(book: openpyxl.Workbook) -> bytes:
    """The workbook without its creation time."""
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _zipped(
        {name: raw for name, raw in parts.items() if name != "docProps/core.xml"} | _core(parts)
    )


def _core(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    name = "docProps/core.xml"
    before, _, rest = parts[name].partition(b"<dcterms:created")
    _, _, after = rest.rpartition(b"</dcterms:modified>")
    return {name: before + after}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, raw in parts.items():
            archive.writestr(zipfile.ZipInfo(name, OLDEST), raw, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
