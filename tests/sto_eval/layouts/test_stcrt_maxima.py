"""The maxima of the Staatscourant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recount.layouts.layout import ParsedFile
from sto_eval.programme import PROGRAMME


def gauge(layout: str, name: str, sheet: ParsedFile) -> float:
    """A figure of a file."""
    return next(one for one in PROGRAMME.layouts[layout].gauges if one.name == name).of(sheet)


@pytest.fixture
def maxima(write: Callable[..., Path]) -> Callable[..., ParsedFile]:
    """Write regions and maxima, and read them."""
    return lambda *lines: PROGRAMME.layouts["stcrt-maxima"].read(
        write("a.csv", "\n".join(["regio;maximum", *lines, ""]))
    )


def test_the_maxima_of_the_regions_add_up(maxima: Callable[..., ParsedFile]) -> None:
    """Two regions, in whole euros."""
    sheet = maxima("Noord;100", "Zuid;250")
    assert gauge("stcrt-maxima", "euro voor alle regio's samen", sheet) == 350


@pytest.mark.parametrize("line", ["Zuid;0", "Zuid;1.000", ";250", "Noord;250"])
def test_a_wrong_maximum_is_refused(
    maxima: Callable[..., ParsedFile], fault: Callable[..., object], line: str
) -> None:
    """No money, a separator, no name, or a region twice: the line is named."""
    assert fault(lambda: maxima("Noord;100", line)).where.startswith("a.csv line 3")
