"""Recompute the figures of a public evaluation from source data, with their provenance."""

import sys
from typing import Any, cast

# jsonschema, which reads notebooks, builds a grammar of IRIs when it is imported: two seconds of every start,
# for a format that no schema of a notebook has. Without the package it goes without that format.
cast("dict[str, Any]", sys.modules).setdefault("rfc3987_syntax", None)
