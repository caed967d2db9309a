"""The colours of the figures are distinct from the page and from each other."""

from __future__ import annotations

from itertools import combinations

import pytest
from matplotlib.colors import to_rgb
from support.colour_distance import BLINDNESS, contrast, difference

from recount.notebook.figures import style

PAPER = (1.0, 1.0, 1.0)
INKS = ("INK", "QUIET", "ACCENT", "SECOND")
"""Colours of text and marks."""

GROUND = "PALE"
"""The colour behind marks, which always has an edge, a pattern or a mark on it."""

TEXT = 4.5
"""Contrast of text; marks need 3."""

APART = 10.0
"""Distance in CAM02-UCS: about ten times the smallest visible difference."""


def _colour(name: str) -> tuple[float, float, float]:
    return to_rgb(getattr(style, name))


@pytest.mark.parametrize("name", INKS)
def test_text_and_marks_stand_out_from_the_page(name: str) -> None:
    """Every colour that carries meaning has the contrast of text on white."""
    assert contrast(_colour(name), PAPER) >= TEXT


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize(("one", "other"), list(combinations([*INKS, GROUND], 2)))
def test_colours_stay_apart_for_colour_blind_readers(one: str, other: str, kind: str) -> None:
    """All colours remain distinct under deuteranopia, protanopia and tritanopia."""
    assert difference(_colour(one), _colour(other), kind) >= APART


def test_black_on_white_has_the_largest_contrast() -> None:
    """The ratio runs from 1 for equal colours to 21."""
    assert contrast((0, 0, 0), PAPER) == pytest.approx(21, abs=0.01)
    assert contrast(PAPER, PAPER) == pytest.approx(1)
