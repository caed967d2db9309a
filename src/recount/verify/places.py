"""The paths of the parts of a bundle."""

from __future__ import annotations

from collections.abc import Collection

HTML, PDF, RESULTS, ROW_FILES, PROJECT = "html", "pdf", "results", "rows", "project"
IN_REGIONS = f"{HTML}/regios"
"""The website of the regions, within that of the report."""

RUN, REGIONS, WRITTEN = "run.json", "regios.json", "geschreven.json"
SECOND_WAYS, WITNESS = "witness.json", "witness"
"""The answers of the second way, and the folder of an edition with its SQL."""

ROW_LIST, REGIONS_ROW_LIST = f"{ROW_FILES}/rijen.json", f"{ROW_FILES}/rijen-regios.json"
CRATE, PROVENANCE, DATA_PACKAGE = "ro-crate-metadata.json", "prov.json", "datapackage.json"

SUMS = "SHA256SUMS"
SIGNATURE, KEY, TIME_STAMPED = f"{SUMS}.sig", f"{SUMS}.pub.pem", f"{SUMS}.tsr"
UNSUMMED = (SUMS, SIGNATURE, KEY, TIME_STAMPED)
"""The files that the checksum list cannot contain."""

EDITIONS = f"{PROJECT}/data/editions"
STANDIN, PUBLISHED = f"{PROJECT}/data/standin", f"{PROJECT}/data/published"
CODE = f"{PROJECT}/src"
ASSETS = f"{CODE}/recount/book/assets"
"""The scripts, styles and templates of the website."""

CONTENTS, CHAPTERS = "_toc.yml", "chapters"
FILES, NOTEBOOKS = "gegevens", "notebooks"
"""The folder of a website with files to download, and that of the notebooks in it."""

NUMBERS = "getallen.json"
"""The file in a PDF with its records."""

EXHIBITS = {"figures": "figuur", "tables": "tabel"}
"""Folder of a chapter -> what its files are called on a page and in a PDF."""


def pages_folder(edition: str, files: Collection[str]) -> str:
    """The folder with the pages of an edition: its own, or else that of the project."""
    own = f"{EDITIONS}/{edition}/pages"
    return own if f"{own}/{CONTENTS}" in files else PROJECT
