"""The witnesses that may notice a change of code: the tests of a module, accepted values, and the second way in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from recount.edition.edition import Edition
from recount.evidence.proof.chapter_runner import TrialNumber, TrialRun
from recount.evidence.witness.checked_edition import load_checked_edition
from recount.evidence.witness.comparison import current_answers
from recount.handover import SECOND_WAYS
from recount.numbers.evidence_grade import Evidence
from recount.results.acceptance import MADE_UP, REAL, accepted, rounded, value_of
from recount.results.records import Amount
from recount.results.second_way import Agreement, Values, compared
from recount.running.codebase import imported_by

TESTS, ACCEPTED, SQL = "tests", "accepted", "sql"

FOLDER = "tests"
"""The folder of a project with its tests, which mirrors that of its code."""


@dataclass(frozen=True, slots=True)
class KnownValues:
    """What is known about the numbers of a chapter, apart from its code.

    Parameters
    ----------
    accepted
        Number -> its accepted value, if the unchanged code gives it.
    second
        Number -> its values by the second way, if the unchanged code gives the same.
    """

    accepted: Mapping[str, Any]
    second: Mapping[str, Values]

    def notices(self, number: str, seen: TrialNumber | None) -> Iterator[str]:
        """The witnesses for which a number, or its absence, differs."""
        if number in self.accepted and (
            seen is None or value_of(seen.amount) != self.accepted[number]
        ):
            yield ACCEPTED
        if number in self.second and (
            seen is None or compared(seen.amount, self.second[number]) is Agreement.DIFFERENT
        ):
            yield SQL

    def witnesses(self, number: str) -> list[str]:
        """The witnesses of a number that exist."""
        return [
            name
            for name, known in ((ACCEPTED, self.accepted), (SQL, self.second))
            if number in known
        ]

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {
            ACCEPTED: dict(self.accepted),
            SQL: {name: values.as_json() for name, values in self.second.items()},
        }


def differs(before: Amount, after: Amount) -> bool:
    """Whether a number is another one: in value or bounds as two ways are compared, or in unit or parts."""
    same = compared(before, Values.of(after)) is Agreement.EQUAL
    whole = {"value": None, "low": None, "high": None}
    return not same or before.model_copy(update=whole) != after.model_copy(update=whole)


def known_values(edition: Edition, baselines: Mapping[str, TrialRun]) -> dict[str, KnownValues]:
    """Chapter -> what is known about its numbers; answers of the second way only if these are current.

    Errors: those of ``load_checked_edition``, if there are answers.
    """
    values = accepted(edition)
    known = (edition.build / SECOND_WAYS).is_file()
    answers = current_answers(load_checked_edition(edition)) if known else None
    found = {}
    for chapter, run in baselines.items():
        kept: dict[str, Any] = {}
        second: dict[str, Values] = {}
        for name, number in run.numbers.items():
            kind = MADE_UP if number.evidence is Evidence.MADE_UP else REAL
            value = rounded(values[kind].get(name, ""))
            if value == value_of(number.amount):
                kept[name] = value
            answer = answers.numbers.get(name) if answers else None
            if answer and compared(number.amount, answer.second) is Agreement.EQUAL:
                second[name] = answer.second
        found[chapter] = KnownValues(kept, second)
    return found


def mirrored_tests(root: Path, module: str) -> list[Path]:
    """The test files of a module: the one that mirrors it, else those of its folder that import it."""
    *packages, name = module.split(".")
    folder = root.joinpath(FOLDER, *packages)
    mirror = folder / f"test_{name}.py"
    if mirror.is_file():
        return [mirror]
    return [
        path
        for path in sorted(folder.glob("test_*.py"))
        if any(f"{one}.".startswith(f"{module}.") for one in imported_by(path))
    ]


def load_pytest() -> bool:
    """Import pytest and its plugins, once for all forked processes; ``False`` if it is not installed."""
    if find_spec("pytest") is None:
        return False
    for plugin in entry_points(group="pytest11"):
        plugin.load()
    return True


def is_noticed(root: Path, tests: Sequence[Path]) -> bool:
    """Whether a test fails on the code of this process, which must end with it."""
    import pytest  # noqa: PLC0415 - only a project with tests needs it

    settings = root / "pyproject.toml"
    words = [f"--rootdir={root}", *(["-c", str(settings)] if settings.is_file() else [])]
    words += ["--hypothesis-seed=0"] if find_spec("hypothesis") else []
    words += ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider"]
    words += [f"--basetemp={Path.cwd() / 'pytest'}", *map(str, tests)]
    return pytest.main(words) != pytest.ExitCode.OK
