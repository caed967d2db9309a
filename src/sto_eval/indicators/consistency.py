"""Whether the printed shares and the printed total of participants can all be true at once.

An integer program over the locations by what they offer: from each cell any number up to its size takes part,
and special education, which these counts lack, comes on top without a limit. It has a solution exactly if
some set of participants gives every printed figure within its rounding.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from recount.numbers.dutch_words import NOTHING, capitalised
from recount.numbers.embedded import number
from recount.numbers.measures import Measure, indicator, unknown
from sto_eval.indicators.attainable import PERCENT, Interval, cells, membership, reading_name
from sto_eval.indicators.participation import LOCATIONS, PRINTED, READINGS, VMBO

TOTAL = "totaal"
EVERYONE, VMBO_ONLY = TOTALS = ("vmbo, pro en vso", "alleen vmbo")
"""The two readings of the total: of all schools that it names, or of the vmbo locations that it is called."""

VMBO_TOGETHER, ONLY_PRACTICAL, ELSEWHERE = "vmbo samen", "alleen praktijk", "buiten de telling"
"""Parts of the total; elsewhere are participants that the counts lack: special education, and locations
without pupils of these kinds.
"""


OUTSIDE = "Zonder vmbo"


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether all claims can be true under one definition.

    Parameters
    ----------
    example
        Participants in the solution with the fewest outside the vmbo: per kind of vmbo, which overlap, and
        the three parts of the total; empty if there is none.
    clash
        The smallest set of claims that cannot be true together; empty if all can.
    """

    example: Mapping[str, int]
    clash: tuple[str, ...]


def by_definition(
    offers: pd.DataFrame, shares: Mapping[str, Interval], total: Interval
) -> dict[tuple[str, ...], Consistency]:
    """The answer under each reading of the shares (``participation.READINGS``) and of the total.

    Parameters
    ----------
    offers
        The rows of what each location offers, see ``participation.offer``.
    shares
        Kind -> smallest and largest percentage that the printed share can mean.
    total
        The smallest and largest total that the printed total can mean.

    Returns
    -------
    The reading of each share, in order, and of the total -> the answer.
    """
    table = cells(offers)
    choices = itertools.product(*(READINGS[kind] for kind in shares), TOTALS)
    return {
        chosen: _answer(table, dict(zip([*shares, TOTAL], chosen, strict=True)), shares, total)
        for chosen in choices
    }


@indicator
def consistent_definitions(
    offers: pd.DataFrame, answers: Mapping[tuple[str, ...], Consistency]
) -> Measure:
    """The number of definitions under which all claims can be true, out of all definitions."""
    possible = sum(not answer.clash for answer in answers.values())
    found = Measure(possible, possible, possible, "lezingen", possible, len(answers))
    return found.with_recipe("integer-program", offers)


@indicator
def least_outside_vmbo(
    offers: pd.DataFrame, answers: Mapping[tuple[str, ...], Consistency]
) -> Measure:
    """The fewest participants outside the vmbo with which all claims can be true; no maximum.

    Under the definition that needs the fewest; unknown if the claims clash under every definition.
    """
    needed = [_outside(one) for one in answers.values() if one.example]
    if not needed:
        return unknown(LOCATIONS).resting_on(offers)
    least = min(needed)
    return Measure(least, least, math.inf, LOCATIONS).with_recipe("integer-program", offers)


def finding(answers: Mapping[tuple[str, ...], Consistency]) -> str:
    """In how many readings all claims can be true, for each reading of the total; in Dutch."""
    counts = [_possible(answers, total) for total in TOTALS]
    return "De drie percentages en het totaal kunnen samen kloppen: " + ", ".join(counts)


def sentence(answers: Mapping[tuple[str, ...], Consistency]) -> str:
    """The :func:`finding`, and an example or a clash."""
    possible = [answer.example for answer in answers.values() if answer.example]
    if possible:
        parts = ", ".join(f"{name} {many}" for name, many in possible[0].items())
        return f"{finding(answers)}. Een voorbeeld: {parts}."
    clash = ", ".join(next(iter(answers.values())).clash)
    return f"{finding(answers)}. In de eerste betekenis botsen: {clash}."


def _possible(answers: Mapping[tuple[str, ...], Consistency], total: str) -> str:
    """In how many readings of the shares all claims can be true, with one reading of the total."""
    inside = [answer for (*_, own), answer in answers.items() if own == total]
    possible = sum(not answer.clash for answer in inside)
    some = {0: "geen", len(inside): "elke"}.get(possible, f"{possible} van de {len(inside)}")
    return f"voor {total} in {some} {'betekenissen' if 0 < possible < len(inside) else 'betekenis'}"


def definition_table(answers: Mapping[tuple[str, ...], Consistency]) -> pd.DataFrame:
    """A row per definition: the readings, the answer, and the participants of the example or the clash."""
    return pd.DataFrame(
        [
            {
                "Lezing": reading_name(dict(zip(PRINTED, readings, strict=True))),
                "Totaal van": total,
                "Kan het?": f"nee, dit botst: {', '.join(answer.clash)}" if answer.clash else "ja",
                **{
                    capitalised(name): number(answer.example[name]) if answer.example else NOTHING
                    for name in (*PRINTED, VMBO_TOGETHER)
                },
                OUTSIDE: number(_outside(answer)) if answer.example else NOTHING,
            }
            for (*readings, total), answer in answers.items()
        ]
    )


def _outside(answer: Consistency) -> int:
    """The participants outside the vmbo in an example."""
    return answer.example[ONLY_PRACTICAL] + answer.example[ELSEWHERE]


def _answer(
    table: pd.DataFrame,
    readings: Mapping[str, str],
    shares: Mapping[str, Interval],
    total: Interval,
) -> Consistency:
    """An example if all claims can be true, else the first of the smallest sets that cannot."""
    names = (*shares, TOTAL)
    found = _solve(table, readings, shares, total, names)
    if found is not None:
        return Consistency(_example(table, found), ())
    subsets = (
        chosen
        for size in range(1, len(names) + 1)
        for chosen in itertools.combinations(names, size)
    )
    clash = next(
        chosen for chosen in subsets if _solve(table, readings, shares, total, chosen) is None
    )
    return Consistency({}, clash)


def _solve(
    table: pd.DataFrame,
    readings: Mapping[str, str],
    shares: Mapping[str, Interval],
    total: Interval,
    names: Iterable[str],
) -> np.ndarray | None:
    """Participants per cell, and elsewhere, that make the named claims true with the fewest outside the vmbo.

    ``None`` if there are none. Locations that the total does not count do not take part.
    """
    everyone, vmbo = readings[TOTAL] == EVERYONE, table[list(VMBO)].any(axis=1)
    most = [*table["vestigingen"].where(vmbo | everyone, 0), math.inf if everyone else 0]
    rules = []
    for name in names:
        if name == TOTAL:
            rules.append(LinearConstraint(np.ones(len(most)), *total))
            continue
        inside = np.array(membership(table, name, readings[name]))
        whole = float(inside @ table["vestigingen"])
        low, high = (end * whole / PERCENT for end in shares[name])
        rules.append(LinearConstraint(np.append(inside, 0), low, high))
    cost = [*~vmbo, 2]  # a location in the counts before one that they lack
    found = milp(cost, constraints=rules, bounds=Bounds(0, most), integrality=[1] * len(most))
    return None if found.x is None else np.round(found.x)


def _example(table: pd.DataFrame, participants: np.ndarray) -> dict[str, int]:
    inside, elsewhere = participants[:-1], int(participants[-1])
    vmbo = table[list(VMBO)].any(axis=1).to_numpy()
    kinds = {kind: int(inside[table[kind].to_numpy()].sum()) for kind in PRINTED}
    return {
        **kinds,
        VMBO_TOGETHER: int(inside[vmbo].sum()),
        ONLY_PRACTICAL: int(inside[~vmbo].sum()),
        ELSEWHERE: elsewhere,
    }
