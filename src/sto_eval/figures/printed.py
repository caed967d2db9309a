"""What figures call the print whose claims they show."""

from __future__ import annotations

PRINTED = "infographic"
