"""The code of a school location, which files of several publishers share."""

from __future__ import annotations

LOCATION = r"^[0-9]{2}[A-Z]{2}[0-9]{2}$"
CODE = "vestiging"
"""The derived key: four characters for the school and two digits for the location."""
