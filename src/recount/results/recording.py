"""How a number was computed, for its record: the function, the cell and the public bounds."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Sequence

from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Specification, source_of
from recount.results.public_bounds import Compatibility, Public
from recount.results.records import Amount, Function, PublicBounds, Variant


def public_bounds(
    public: Public, found: Compatibility, sources: Sequence[str], evidence: Evidence
) -> PublicBounds:
    """The public bounds of a number, for its record."""
    return PublicBounds(
        word=found.word,
        reason=found.reason,
        explanation=public.explanation,
        kind=public.kind,
        together=public.together,
        measure=Amount.of(public.measure),
        function=describe_function(public.measure.function),
        sources=tuple(sources),
        evidence=evidence,
    )


def variants(
    specifications: Sequence[Specification], holding: Sequence[bool | None]
) -> tuple[Variant, ...]:
    """The number under each definition, and whether that gives the printed figure."""
    return tuple(
        Variant(choices=dict(other.choices), measure=Amount.of(other.measure), holds=held)
        for other, held in zip(specifications, holding, strict=True)
    )


def describe_function(function: str) -> Function:
    """Name, file, first line and checksum of the source text of an indicator."""
    if not function:
        return Function(name="", file="", line=0, sha256="")
    made = source_of(function)
    lines, first = inspect.getsourcelines(made)
    file = made.__module__.replace(".", "/") + ".py"
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    return Function(name=function, file=file, line=first, sha256=digest)


def running_cell() -> int:
    """Ordinal of the running code cell, from 1; 0 outside a notebook."""
    from IPython import get_ipython  # noqa: PLC0415 - slow, and only a chapter needs it

    shell = get_ipython()
    # the execution count is that of this or of the next cell, depending on the IPython version
    return len(shell.user_ns["In"]) - 1 if shell is not None else 0
