"""Labels cover neither each other nor what is drawn."""

from __future__ import annotations

from itertools import combinations

import matplotlib.pyplot as plt
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from recount.notebook.figures.labels import Label, place_labels
from recount.notebook.figures.shapes import WIDE
from recount.notebook.figures.style import INK, new_figure

POINTS = [(1.0, 1.0), (1.0, 1.1), (1.1, 1.0)]


def placed(height: float) -> tuple[bool, list[Bbox]]:
    """Labels at three points close to each other, in a panel of this height, and whether all had a place."""
    figure, (panel,) = new_figure(WIDE, 1, height)
    panel.set(xlim=(0, 2), ylim=(0, 2))
    labels = [Label(panel, [point], "een publicatie: 12", INK) for point in POINTS]
    free = place_labels(figure, labels, [(panel, Bbox([[0.98, 0.98], [1.12, 1.12]]))], [40])
    figure.draw_without_rendering()
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    boxes = [Text.get_window_extent(text, renderer) for text in panel.texts]
    plt.close(figure)
    return free, boxes


def test_labels_do_not_overlap() -> None:
    """Three labels at nearly the same point each get a place of their own."""
    free, boxes = placed(3.0)
    assert free
    assert len(boxes) == 3
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize(("height", "expected"), [(0.6, False), (3.0, True)])
def test_a_panel_that_is_too_small_is_reported(height: float, expected: bool) -> None:
    """In a flat panel three labels do not fit; in a high one they do."""
    assert placed(height)[0] is expected
