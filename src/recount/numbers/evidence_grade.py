"""The grade of evidence of a source, and of a number that depends on several."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Evidence(StrEnum):
    """The grades of evidence, from strong to weak; a number is as strong as its weakest source.

    ``MISSING`` is the grade of a number whose source is missing.
    """

    OPEN = "openbaar"
    ADMINISTRATION = "administratie"
    PUBLISHED = "gepubliceerd"
    MISSING = "ontbreekt"
    MADE_UP = "nagebootst"


def weakest(grades: Sequence[str]) -> Evidence:
    """The weakest grade of evidence in a list; missing for an empty list.

    >>> weakest(["openbaar", "nagebootst"]).value
    'nagebootst'
    """
    order = list(Evidence)
    return max((Evidence(grade) for grade in grades), key=order.index, default=Evidence.MISSING)
