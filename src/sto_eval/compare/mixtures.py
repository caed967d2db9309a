"""Two runs of one chapter: which causes differ, and the states in between."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sto_eval.causes import LOCK, Causes
from sto_eval.compare.attribution import State
from sto_eval.compare.remakes import Remake
from sto_eval.compare.runs import OWN, PYTHON, Run
from sto_eval.key import FACTORS, Parts
from sto_eval.packages import installed
from sto_eval.sources import checksum

Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A chapter in two runs that both say its causes."""

    chapter: str
    old: Causes
    new: Causes
    old_environment: Environment
    new_environment: Environment
    old_parts: Parts
    new_parts: Parts

    @property
    def factors(self) -> tuple[str, ...]:
        """The causes that differ in what counts, as far as both runs say what does."""
        found = {
            "data": self.old.data != self.new.data,
            "code": self.old.code != self.new.code,
            "parameters": any(
                self.old.parameters[name] != self.new.parameters[name] for name in self.shared
            ),
            "environment": not _same(self.old_environment, self.new_environment),
        }
        return tuple(factor for factor in FACTORS if found[factor] and not self._same_parts(factor))

    def _same_parts(self, factor: str) -> bool:
        """Whether only what does not count differs; an environment is compared as a whole."""
        known = factor in self.old_parts and factor in self.new_parts and factor != "environment"
        return known and self.old_parts[factor] == self.new_parts[factor]

    @property
    def shared(self) -> list[str]:
        """The parameters that both have; one that only one knows comes and goes with the code."""
        return [name for name in self.new.parameters if name in self.old.parameters]

    def remake(self, state: State, at_hand: Environment) -> Remake | None:
        """The chapter in a state in between; ``None`` when its environment is not the one at hand."""
        wanted = self.new_environment
        if "environment" in self.factors and "environment" not in state:
            wanted = self.old_environment
        if not _same(wanted, at_hand):
            return None
        code = self.new if "code" in state else self.old
        choices = self.new if "parameters" in state else self.old
        chosen = {name: choices.parameters[name] for name in self.shared}
        return Remake(
            self.chapter,
            Causes(
                data=(self.new if "data" in state else self.old).data,
                code=code.code,
                parameters={**code.parameters, **chosen},
                environment=at_hand,
            ),
        )


def pair(chapter: str, old: Run, new: Run) -> Pair | None:
    """The chapter in both runs; ``None`` when one of them does not say its causes."""
    if chapter not in old.causes or chapter not in new.causes:
        return None
    return Pair(
        chapter,
        old.causes[chapter],
        new.causes[chapter],
        old.environment(chapter),
        new.environment(chapter),
        old.parts.get(chapter, {}),
        new.parts.get(chapter, {}),
    )


def environment_at_hand(root: Path) -> dict[str, str]:
    """The lock of the project and the packages that are installed now."""
    packages = {name: text for name, text in installed().items() if name != OWN}
    lock = root / LOCK
    return {
        **({LOCK: checksum(lock)} if lock.is_file() else {}),
        **packages,
        PYTHON: platform.python_version(),
    }


def _same(one: Environment, other: Environment) -> bool:
    """Equal packages where both say them; else the same lock."""
    first, second = ({k: v for k, v in side.items() if k != LOCK} for side in (one, other))
    if first and second:
        return first == second
    return one.get(LOCK) == other.get(LOCK)
