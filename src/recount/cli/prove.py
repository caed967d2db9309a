"""The command ``prove``."""

from __future__ import annotations

import sys

import click

from recount.cli.common import (
    AS_JSON,
    WORKERS,
    as_json,
    chosen_edition,
    edition_options,
    report_errors,
)
from recount.cli.locked import writes


@click.command()
@click.option(
    "--source", "sources", multiple=True, metavar="ID", help="Change only this source; repeatable."
)
@click.option(
    "--chapter",
    "chapters",
    multiple=True,
    metavar="NAME",
    help="Run only this chapter; repeatable.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the random changes.")
@WORKERS
@AS_JSON
@edition_options
@report_errors
@writes
def prove(  # noqa: PLR0913 - the options of a command
    sources: tuple[str, ...],
    chapters: tuple[str, ...],
    seed: int,
    workers: int,
    form: str,
    edition_id: str | None,
) -> None:
    """Change every source and column in a copy, run again, and see which numbers move; exit 1 on findings.

    Safe to interrupt: the next sweep continues where this one stopped. A complete sweep is stored in
    _build/prove.json, and shown in the book by the next build. Chapters of the regional book are not swept.

    Example: {command} prove --chapter bereik --source postcodepunten-2024
    """
    from recount.cli.progress import progress_of  # noqa: PLC0415 - slow to import
    from recount.evidence.proof.sweep import sweep  # noqa: PLC0415

    edition = chosen_edition(edition_id)
    with progress_of("runs") as bar:
        proof = sweep(
            edition,
            chapters=chapters,
            sources=sources,
            seed=seed,
            workers=workers,
            begin=bar.reset,
            step=bar.update,
        )
    found, counted = proof.findings(), proof.score
    if form == "json":
        click.echo(as_json(proof.as_json()))
    else:
        click.echo(
            f"{proof.trials} runs; of {counted.moved} pairs that move {counted.recall:.1f}% are declared,"
        )
        click.echo(
            f"of {counted.declared} declared pairs {counted.precision:.1f}% move, {counted.excused} more are excused"
        )
        if edition.card.regional:
            click.echo(f"not swept: the regional chapters ({', '.join(edition.card.regional)})")
    for finding in found:
        click.echo(
            f"{finding.code} {finding.number}: {finding.title}: {finding.source} {finding.note}".rstrip(),
            err=True,
        )
    if found:
        sys.exit(1)
