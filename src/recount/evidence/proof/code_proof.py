"""What the sweep over the code found: a score per number, and the changes that nobody notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recount.errors import listed
from recount.evidence.proof.code_witnesses import ACCEPTED, SQL, TESTS
from recount.evidence.proof.mutations import Mutation
from recount.findings import Finding

UNNOTICED = "M1"


@dataclass(slots=True)
class TriedMutation:
    """A change of code, and what was seen.

    Parameters
    ----------
    mutation
        The change.
    moved
        Number that it changes -> the witnesses that notice.
    tested
        Whether a test notices; ``None`` if its module has no tests.
    stopped
        Whether a statement of a chapter raised, or took too long: then that chapter publishes nothing.
    """

    mutation: Mutation
    moved: dict[str, list[str]]
    tested: bool | None
    stopped: bool = False

    @property
    def without_effect(self) -> bool:
        """Whether it changes no number here, stops nothing, and no test notices."""
        return not (self.moved or self.stopped or self.tested)


@dataclass(frozen=True, slots=True)
class CodeProof:
    """The result of a sweep over the code.

    Parameters
    ----------
    seed, sample
        Of the choice of changes: their seed, and how many per function at most.
    keys
        Chapter -> the key of its run.
    runs
        Number of runs, of chapters and of tests.
    numbers
        Number -> its witnesses; of a number that none of the changes moves, no more is said.
    tried
        The changes.
    failing
        Tests that fail on the unchanged code, and so are no witness.
    """

    seed: int
    sample: int
    keys: Mapping[str, str]
    runs: int
    numbers: Mapping[str, Sequence[str]]
    tried: Sequence[TriedMutation]
    failing: Sequence[str] = ()

    @property
    def unnoticed(self) -> dict[Mutation, list[str]]:
        """The changes that no witness notices -> the numbers that they move."""
        found = {
            one.mutation: sorted(
                n for n, seen in one.moved.items() if n in self.numbers and not seen
            )
            for one in self.tried
        }
        return {mutation: numbers for mutation, numbers in found.items() if numbers}

    def findings(self) -> list[Finding]:
        """A finding per change that moves numbers while no witness notices."""
        return [
            Finding(UNNOTICED, listed(numbers), str(mutation))
            for mutation, numbers in self.unnoticed.items()
        ]

    def scores(self) -> dict[str, dict[str, int]]:
        """Number -> how many changes move it, how many any witness notices, and how many each witness does."""
        found = {}
        for number, witnesses in self.numbers.items():
            seen = [one.moved[number] for one in self.tried if number in one.moved]
            each = {name: sum(name in noticing for noticing in seen) for name in witnesses}
            found[number] = {"tried": len(seen), "noticed": sum(map(bool, seen)), **each}
        return found

    def without_effect(self) -> list[str]:
        """The changes that move no number here, and that no test notices."""
        return [str(one.mutation) for one in self.tried if one.without_effect]

    def lines(self) -> Iterator[str]:
        """The outcome in sentences, and a line per number that moves."""
        stopped, idle = sum(one.stopped for one in self.tried), self.without_effect()
        yield (
            f"{len(self.tried)} changes (seed {self.seed}, at most {self.sample} per function), {self.runs} runs;"
        )
        tests = "while no test notices" if self.available()[TESTS] else "(tests not asked)"
        yield f"{stopped} changes stop a chapter, {len(idle)} change no number here {tests}:"
        yield from (f"  {text}" for text in idle)
        for number, score in self.scores().items():
            witnesses = [f"{name} {score[name]}" for name in self.numbers[number]]
            seen = ", ".join(witnesses) or "no witness"
            yield f"{number}: {score['noticed']} of {score['tried']} noticed ({seen})"
        absent = {name for name, count in self.available().items() if not count}
        if absent:
            yield f"absent witnesses: {', '.join(sorted(absent))}"
        if self.failing:
            yield f"no witness, as they fail on the unchanged code: {', '.join(self.failing)}"

    def available(self) -> dict[str, int]:
        """Witness -> the changes for which there are tests, or the numbers for which there is that witness."""
        return {
            TESTS: sum(one.tested is not None for one in self.tried),
            **{
                name: sum(name in witnesses for witnesses in self.numbers.values())
                for name in (ACCEPTED, SQL)
            },
        }

    def as_json(self) -> dict[str, Any]:
        """Plain data without time or machine, so that equal sweeps give equal bytes."""
        return {
            "seed": self.seed,
            "sample": self.sample,
            "made_from": dict(self.keys),
            "runs": self.runs,
            "changes": len(self.tried),
            "stopped": sum(one.stopped for one in self.tried),
            "witnesses": self.available(),
            "failing_tests": list(self.failing),
            "findings": [
                {"code": UNNOTICED, "numbers": numbers, "note": str(mutation)}
                for mutation, numbers in self.unnoticed.items()
            ],
            "without_effect": self.without_effect(),
            "numbers": self.scores(),
        }
