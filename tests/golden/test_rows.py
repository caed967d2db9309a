"""The rows of every number of the edition: sufficient to compute it, and none superfluous.

With a mirror these are the rows of the real files, without one those of the stand-ins.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from replay import Replay

from sto_eval.edition import load_edition

ROOT = Path(__file__).parents[2]
EDITION = load_edition(ROOT)


@pytest.fixture(scope="module", params=list(EDITION.card.chapters))
def chapter(request: pytest.FixtureRequest) -> Replay:
    """Each chapter, ready to run on a selection of rows."""
    patch = pytest.MonkeyPatch()
    patch.setenv("STO_EVAL_ROOT", str(ROOT))
    request.addfinalizer(patch.undo)  # noqa: PT021 - undoes what the class patches too
    return Replay(EDITION, request.param, patch)


def test_the_rows_of_a_number_are_enough(chapter: Replay) -> None:
    """With only the rows that it names of each source, a number is the same to the last bit."""
    numbers = chapter.numbers()
    together = defaultdict(list)
    for name, number in numbers.items():
        together[tuple(sorted(number.rows.items()))].append(name)
    for rows, names in together.items():
        made = chapter.only(dict(rows))
        if names[0] not in made:
            made = chapter.only(dict(rows), blur=True)
        assert [made[name] for name in names] == [numbers[name].measure for name in names]


def test_no_rows_of_a_number_are_idle(chapter: Replay) -> None:
    """Without the rows that it names of a source, a number changes or cannot be computed.

    An unknown number has no value to change: its rows are those that were searched in vain.
    """
    numbers = chapter.numbers()
    resting = defaultdict(list)
    for name, number in numbers.items():
        for part in number.rows.items():
            if part[1] and number.measure[0] is not None:
                resting[part].append(name)
    idle = []
    for (source, lines), names in resting.items():
        made = chapter.without(source, lines)
        idle += [(name, source) for name in names if made.get(name) == numbers[name].measure]
    assert not idle
