"""GeoJSON of a few features."""

from __future__ import annotations

import json
from typing import Any


def collection(*features: Any) -> str:
    """GeoJSON of these features."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)})
