"""The distance between two colours, for readers with and without colour blindness."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from colorspacious import cspace_convert, deltaE

Colour = Sequence[float]
"""Red, green and blue, from 0 to 1."""

BLINDNESS = ("deuteranomaly", "protanomaly", "tritanomaly")
"""The three kinds, which at full severity are deuteranopia, protanopia and tritanopia."""


def channels(colour: str) -> Colour:
    """A colour as a browser reports it: ``rgb(0, 90, 140)``."""
    return [int(found) / 255 for found in re.findall(r"\d+", colour)[:3]]


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    low, high = sorted(
        cspace_convert(colour, "sRGB1", "XYZ100")[1] / 100 for colour in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def difference(one: Colour, other: Colour, kind: str) -> float:
    """The distance in CAM02-UCS as seen with colour blindness, after Machado et al. (2009)."""
    eye = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
    seen = [np.clip(cspace_convert(colour, eye, "sRGB1"), 0, 1) for colour in (one, other)]
    return float(deltaE(*seen, input_space="sRGB1", uniform_space="CAM02-UCS"))
