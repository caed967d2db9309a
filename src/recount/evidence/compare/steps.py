"""What differs between two runs of a chapter, and the states between them.

The causes are switched from old to new one by one, in a fixed order: data, parameters, code, environment.
A change at a switch is attributed to its cause, so an effect of two causes combined goes to the later one.
A state that cannot be recomputed is skipped: its cause then forms one step with the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from recount.evidence.compare.rerun import Mixture
from recount.evidence.compare.runs import Dependencies, Fields
from recount.running.key import Causes

ORDER = ("data", "parameters", "code", "environment")
"""The order in which causes are switched."""

State = Fields | str | None
"""A number in a state: its fields, why the state is unavailable, or ``None`` if it lacks the number."""


@dataclass(frozen=True, slots=True)
class CauseStep:
    """The change from switching one cause; several causes if the states between them are unavailable."""

    causes: tuple[str, ...]
    before: Fields | None
    after: Fields | None


def steps(
    old: Fields | None, stops: Iterable[tuple[str, State]], *, value_known: bool
) -> list[CauseStep]:
    """The steps of a number from the old run to the new one; ``stops`` has the number after each cause is switched too.

    With ``value_known``, states without a value are skipped, so that the differences add up.

    >>> stops = [("data", {"value": 5}), ("code", "not found here"), ("environment", {"value": 4})]
    >>> walk = steps({"value": 1}, stops, value_known=True)
    >>> [(step.causes, step.after["value"]) for step in walk]
    [(('data',), 5), (('code', 'environment'), 4)]
    """
    found: list[CauseStep] = []
    causes: tuple[str, ...] = ()
    for cause, stop in stops:
        causes = (*causes, cause)
        if isinstance(stop, str) or (value_known and (stop is None or stop["value"] is None)):
            continue
        found.append(CauseStep(causes, old, stop))
        causes, old = (), stop
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """The dependencies of a chapter in two runs."""

    chapter: str
    old: Dependencies
    new: Dependencies

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes that differ in a way that matters to the chapter, in order.

        A parameter or package that only one of the runs has belongs to the code.
        """
        return tuple(cause for cause in ORDER if self._differs(cause))

    def _differs(self, cause: str) -> bool:
        old, new = self.old.parts[cause], self.new.parts[cause]
        if cause in {"parameters", "environment"}:
            return any(old[name] != new[name] for name in old if name in new)
        return old != new and getattr(self.old.causes, cause) != getattr(self.new.causes, cause)

    def mixtures(self) -> list[Mixture]:
        """The states between old and new: one after each switch except the last."""
        causes = self.causes[:-1]
        return [self._mixture(switched) for switched in accumulate((c,) for c in causes)]

    def _mixture(self, switched: tuple[str, ...]) -> Mixture:
        """The chapter with these causes new and the others old; its environment is always the old one."""
        code = (self.new if "code" in switched else self.old).causes
        choices = self.new if "parameters" in switched else self.old
        given: Mapping[str, Any] = choices.causes.parameters if "parameters" in self.causes else {}
        return Mixture(
            self.chapter,
            switched,
            Causes(
                data=(self.new if "data" in switched else self.old).causes.data,
                code=code.code,
                parameters={k: given.get(k, value) for k, value in code.parameters.items()},
                environment={**self.new.parts["environment"], **self.old.parts["environment"]},
            ),
        )
