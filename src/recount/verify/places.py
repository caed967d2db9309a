"""The paths of the parts of a bundle."""

from __future__ import annotations

HTML, PDF, RESULTS, ROW_FILES, PROJECT = "html", "pdf", "results", "rows", "project"
RUN, REGIONS = "run.json", "regios.json"
SECOND_WAYS, WITNESS = "witness.json", "witness"
"""The answers of the second way, and the folder of an edition with its SQL."""

ROW_LIST, REGIONS_ROW_LIST = f"{ROW_FILES}/rijen.json", f"{ROW_FILES}/rijen-regios.json"

SUMS = "SHA256SUMS"
SIGNATURE, KEY, TIME_STAMPED = f"{SUMS}.sig", f"{SUMS}.pub.pem", f"{SUMS}.tsr"
UNSUMMED = (SUMS, SIGNATURE, KEY, TIME_STAMPED)
"""The files that the checksum list cannot contain."""

EDITIONS = f"{PROJECT}/data/editions"
STANDIN, PUBLISHED = f"{PROJECT}/data/standin", f"{PROJECT}/data/published"
CODE = f"{PROJECT}/src"
