"""What a record says of how its number was made: by which function, in which cell, within which public bounds."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Sequence

from sto_eval.compatibility import Compatibility, Public
from sto_eval.evidence import Evidence
from sto_eval.measures import Specification, source_of
from sto_eval.records import Amount, Function, PublicBounds, Variant


def public_bounds(
    public: Public, found: Compatibility, sources: Sequence[str], evidence: Evidence
) -> PublicBounds:
    """What public counts allow, for the record of the number that they bound."""
    return PublicBounds(
        word=found.word,
        reason=found.reason,
        explanation=public.explanation,
        measure=Amount.of(public.measure),
        function=describe_function(public.measure.function),
        sources=tuple(sources),
        evidence=evidence,
    )


def variants(
    specifications: Sequence[Specification], holding: Sequence[bool | None]
) -> tuple[Variant, ...]:
    """The number under each definition, with whether that gives the printed figure."""
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
    file = "/".join(["sto_eval", *made.__module__.split(".")[1:]]) + ".py"
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    return Function(name=function, file=file, line=first, sha256=digest)


def running_cell() -> int:
    """Ordinal of the running code cell, the first is 1; 0 outside a notebook."""
    try:
        from IPython import get_ipython  # noqa: PLC0415 - only a notebook has it
    except ImportError:
        return 0
    shell = get_ipython()
    # the count of executions is that of the next cell in one version of IPython and of this one in another
    return len(shell.user_ns["In"]) - 1 if shell is not None else 0
