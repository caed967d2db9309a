"""Why a chapter would run again: the parts of its key that changed since the cached run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recount.edition.edition import Edition
from recount.edition.parameters import Parameters
from recount.notebook.notebooks import read_chapter
from recount.results.integrity import read_key
from recount.results.reading import ResultsCheck
from recount.running.key import FACTORS, Parts, chapter_parts, key_of, notation
from recount.running.notation import changed_figure
from recount.sources.chapter_inputs import chapter_inputs

VALUES = {"parameters", "environment"}
"""Causes whose parts are values or versions, which can be shown, instead of digests."""

NEVER = "never ran"
SET = "other parameters set"


@dataclass(frozen=True, slots=True)
class Reason:
    """A part that changed.

    Parameters
    ----------
    cause
        Data, code, parameters or environment; empty when there is no run to compare with.
    part
        Its name, such as ``module shop.till``.
    change
        ``changed``, ``new`` or ``gone``.
    old, new
        Its value or version in the cached run and now; empty if it has none to show.
    """

    cause: str
    part: str
    change: str
    old: str = ""
    new: str = ""

    def __str__(self) -> str:
        """The reason on one line."""
        if not self.cause:
            return self.part
        if self.cause in VALUES and self.change == "changed":
            return f"{self.cause}: {_named(self.cause, self.part)} {self.old} -> {self.new}"
        return f"{self.cause}: {_named(self.cause, self.part)} {WORDS[self.cause, self.change]}"


WORDS = {
    ("data", "changed"): "has changed bytes or text",
    ("data", "new"): "is read now",
    ("data", "gone"): "is no longer read",
    **{
        (cause, change): words
        for cause in ("code", "parameters", "environment")
        for change, words in (
            ("changed", "changed"),
            ("new", "is used now"),
            ("gone", "is no longer used"),
        )
    },
}


def reasons(edition: Edition, name: str, settings: Parameters) -> list[Reason]:
    """What changed since the cached run of a chapter, for the next run with these settings; empty when that run is current."""
    inputs = chapter_inputs(edition, name, read_chapter(edition, name), settings)
    kept = read_key(inputs.folder)
    if "parts" not in kept:
        return [Reason("", NEVER, "new")]
    parts = chapter_parts(inputs)
    if kept["key"] == key_of(parts, settings):
        if kept["notation"] != notation(edition.root):
            reason = changed_figure(inputs.folder)
        else:
            reason = ResultsCheck(edition).altered(name)
        return [Reason("", reason, "changed")] if reason else []
    return list(_differing(kept["parts"], parts)) or [Reason("", SET, "changed")]


def _differing(old: Parts, new: Parts) -> Iterator[Reason]:
    """Every part that differs: changed parts first, then new and removed ones."""
    for cause in FACTORS:
        before, now = old.get(cause, {}), new.get(cause, {})
        shown = cause in VALUES
        for part in sorted(
            {*before, *now}, key=lambda each: (not (each in before and each in now), each)
        ):
            if before.get(part) != now.get(part):
                change = "gone" if part not in now else "changed" if part in before else "new"
                values = (before.get(part, ""), now.get(part, "")) if shown else ("", "")
                yield Reason(cause, part, change, *values)


def _named(cause: str, part: str) -> str:
    """The part with its kind, which most part names already include."""
    plain = cause == "parameters" and not part.startswith("assumption ")
    return f"parameter {part}" if plain else part
