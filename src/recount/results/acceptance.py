"""The accepted value of every number, and why it was accepted: ``results.toml``.

``[echt]`` and ``[nagebootst]`` have the values, one line per number. ``[redenen.echt]`` and
``[redenen.nagebootst]`` have, under the same ids, every value that was ever accepted, oldest first, each with
its reason, its day, and what differed between the builds if that is known; the history of a number that left
the report ends with ``vervallen``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydantic
import tomlkit

from recount.edition.definitions import read_toml
from recount.edition.edition import Edition
from recount.errors import AcceptanceError, DefinitionError, counted
from recount.names import COMMAND
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import UNKNOWN
from recount.results.reading import read_results
from recount.results.records import Amount, Record
from recount.storage import write_whole

REAL, MADE_UP = "echt", Evidence.MADE_UP.value
REASONS, VALUE, REASON, DATE, CAUSE = "redenen", "waarde", "reden", "datum", "oorzaak"
FIRST = "nieuw"
"""The default reason for a number that is accepted for the first time."""

GONE = "vervallen"
DIGITS = 6
"""Accepted values are stored and compared at this many decimals, so that a last bit is not a change."""

Values = Mapping[str, Any]
History = Sequence[Mapping[str, Any]]
_HISTORIES = pydantic.TypeAdapter(dict[str, dict[str, list[dict[str, Any]]]])


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A change of an accepted number: its kind of sources, and its old and new value or ``None``."""

    kind: str
    number: str
    old: float | str | None
    new: float | str | None

    def __str__(self) -> str:
        """Old and new on one line."""
        old, new = ("-" if value is None else value for value in (self.old, self.new))
        return f"{self.kind} {self.number}: {old} -> {new}"


@dataclass(frozen=True, slots=True)
class Because:
    """Why values are accepted: the reason, the day if known, and per number the causes that are known."""

    reason: str
    day: dt.date | None
    causes: Mapping[str, str]

    def entry(self, change: Acceptance) -> dict[str, Any]:
        """The entry of a change in the history of its number."""
        new = GONE if change.new is None else change.new
        known = {DATE: self.day, CAUSE: self.causes.get(change.number)}
        return {VALUE: rounded(new), REASON: self.reason, **{k: v for k, v in known.items() if v}}


def accepted(edition: Edition) -> dict[str, dict[str, Any]]:
    """The accepted values: ``echt`` and ``nagebootst`` -> number -> value."""
    content = _content(edition.file("results"))
    return {kind: dict(content.get(kind, {})) for kind in (REAL, MADE_UP)}


def reasons(edition: Edition) -> dict[str, dict[str, History]]:
    """Every acceptance: ``echt`` and ``nagebootst`` -> number -> value and reason, oldest first."""
    return histories(edition.file("results"))


def histories(path: Path) -> dict[str, dict[str, History]]:
    """The same, from the file with the accepted results of an edition."""
    content = _content(path).get(REASONS, {})
    try:
        past = _HISTORIES.validate_python(content)
    except pydantic.ValidationError as error:
        fault = error.errors()[0]
        raise DefinitionError(
            "a reason cannot be read",
            f"{path.name} [{'.'.join(map(str, (REASONS, *fault['loc'])))}]",
            f'a list of {{{VALUE} = ..., {REASON} = "..."}}',
            repr(fault["input"]),
            "Correct it, or restore the file from git.",
        ) from None
    return {kind: dict(past.get(kind, {})) for kind in (REAL, MADE_UP)}


def unexplained(edition: Edition) -> Iterator[tuple[str, str]]:
    """The accepted numbers whose value is not the last one accepted with a reason, and what is wrong.

    A file without ``[redenen]`` predates reasons; all its values are first acceptances.
    """
    if REASONS not in _content(edition.file("results")):
        return
    values, past = accepted(edition), reasons(edition)
    for kind in values:
        for name in sorted({*values[kind], *past[kind]}):
            value = rounded(values[kind].get(name, GONE))
            last = (past[kind].get(name) or [{}])[-1]
            if not str(last.get(REASON, "")).strip():
                yield name, f"accepted {value} on sources that are {kind}, without a reason"
            elif rounded(last.get(VALUE, UNKNOWN)) != value:
                yield name, f"accepted {value}; the last reason is for {last.get(VALUE)}"


def accept_results(
    edition: Edition,
    reason: str | None = None,
    day: dt.date | None = None,
    causes: Mapping[str, str] | None = None,
) -> list[Acceptance]:
    """Accept the values of this build, with the reason, the day and the causes by number; return what changed.

    Values on real sources and those of the demo are stored separately. A number whose source is missing is not
    stored, and keeps the value that was accepted when the source was there.

    Errors: ``AcceptanceError`` if a number that was accepted before changes and there is no reason.
    """
    records = read_results(edition)
    before, past = accepted(edition), reasons(edition)
    after = {
        kind: _carried_over(before[kind], records, kind) | _values(records, kind) for kind in before
    }
    changes = [change for kind in after for change in _changes(kind, before[kind], after[kind])]
    if not (reason or "").strip():
        _require_reason(edition, [change for change in changes if change.old is not None])
    because = Because(reason or FIRST, day, causes or {})
    longer = {kind: _histories(past[kind], before[kind], changes, kind, because) for kind in after}
    _write_results(edition.file("results"), after, longer)
    return changes


def kind_of(record: Record) -> str | None:
    """``echt`` or ``nagebootst``, as its sources are; ``None`` if a source is missing."""
    if record.missing:
        return None
    return MADE_UP if record.evidence is Evidence.MADE_UP else REAL


def value_of(amount: Amount) -> float | str:
    """A value in the form in which it is accepted."""
    return UNKNOWN if amount.value is None else rounded(amount.value)


def rounded(value: Any) -> Any:  # noqa: ANN401 - text for an unknown value
    """A value rounded to the stored decimals; text is unchanged."""
    return value if isinstance(value, str) else round(float(value), DIGITS)


def _content(path: Path) -> Mapping[str, Any]:
    return read_toml(path) if path.is_file() else {}


def _changes(kind: str, before: Values, after: Values) -> list[Acceptance]:
    pairs = {name: (before.get(name), after.get(name)) for name in sorted({*before, *after})}
    ends = {
        name: tuple(None if value is None else rounded(value) for value in pair)
        for name, pair in pairs.items()
    }
    return [Acceptance(kind, name, *pair) for name, pair in ends.items() if pair[0] != pair[1]]


def _require_reason(edition: Edition, changes: Sequence[Acceptance]) -> None:
    if changes:
        raise AcceptanceError(
            f"{counted(len(changes), 'accepted number')} would change without a reason",
            edition.file("results").name,
            "a reason for each",
            "; ".join(map(str, changes)),
            f"Look at each with '{COMMAND} diff accepted .', then pass --reason \"...\".",
        )


def _histories(
    past: Mapping[str, History],
    before: Values,
    changes: Sequence[Acceptance],
    kind: str,
    because: Because,
) -> dict[str, list[Mapping[str, Any]]]:
    """The histories with this acceptance added; a value that predates reasons starts as new."""
    histories: dict[str, list[Mapping[str, Any]]] = {
        name: list(past.get(name) or [{VALUE: rounded(before.get(name, GONE)), REASON: FIRST}])
        for name in {**past, **before}
    }
    for change in (change for change in changes if change.kind == kind):
        histories.setdefault(change.number, []).append(because.entry(change))
    return histories


def _carried_over(before: Values, records: Mapping[str, Record], kind: str) -> dict[str, Any]:
    """The accepted values of this kind that this build does not replace."""
    present = {kind_of(record) for record in records.values()}
    return {
        name: value
        for name, value in before.items()
        if kind not in present or (name in records and kind_of(records[name]) != kind)
    }


def _values(records: Mapping[str, Record], kind: str) -> dict[str, Any]:
    return {name: value_of(r.measure) for name, r in records.items() if kind_of(r) == kind}


def _write_results(
    path: Path, values: Mapping[str, Values], histories: Mapping[str, Mapping[str, History]]
) -> None:
    document = tomlkit.document()
    document.add(tomlkit.comment("The accepted value of every number, in its unit; written by"))
    document.add(
        tomlkit.comment(f"'{COMMAND} results accept'. Every change has its reason under [redenen].")
    )
    for kind, numbers in values.items():
        document.add(kind, _table({name: rounded(value) for name, value in numbers.items()}))
    past = tomlkit.table(is_super_table=True)
    for kind, each in histories.items():
        past.add(kind, _table({name: _history(history) for name, history in each.items()}))
    document.add(REASONS, past)
    write_whole(path, tomlkit.dumps(document).encode())


def _table(items: Values) -> tomlkit.items.Table:
    table = tomlkit.table()
    for name in sorted(items):
        table.add(name, items[name])
    return table


def _history(history: History) -> tomlkit.items.Array:
    """All acceptances of a number on one line, so that a new one is one line in a diff."""
    array = tomlkit.array()
    for entry in history:
        card = tomlkit.inline_table()
        known = {key: entry[key] for key in (REASON, DATE, CAUSE) if key in entry}
        card.update({VALUE: rounded(entry[VALUE]), **known})
        array.append(card)
    return array
