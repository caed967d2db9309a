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
@click.option("--code", is_flag=True, help="Change the code instead of the sources.")
@click.option(
    "--chapter",
    "chapters",
    multiple=True,
    metavar="NAME",
    help="Run only this chapter; repeatable.",
)
@click.option(
    "--number",
    "numbers",
    multiple=True,
    metavar="ID",
    help="With --code: score only this number, and run only its chapter; repeatable.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of the random changes.")
@click.option(
    "--sample",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="With --code: changes to try per function, at most.",
)
@WORKERS
@AS_JSON
@edition_options
@report_errors
@writes
def prove(  # noqa: PLR0913 - the options of a command
    *,
    sources: tuple[str, ...],
    code: bool,
    chapters: tuple[str, ...],
    numbers: tuple[str, ...],
    seed: int,
    sample: int,
    workers: int,
    form: str,
    edition_id: str | None,
) -> None:
    """Change every source and column in a copy, run again, and see which numbers move; exit 1 on findings.

    With --code the code that computes the numbers is changed instead, a place at a time and in memory only: <
    becomes <=, a condition is dropped, sum becomes max. It shows for each number how many of the changes that
    move it are noticed by the tests, by its accepted value, and by the second way in SQL, if these are there.

    Safe to interrupt: the next sweep continues where this one stopped. A complete sweep is stored in
    _build/prove.json or _build/prove-code.json, and shown in the book by the next build. Chapters of the
    regional book are not swept.

    Example: {command} prove --chapter bereik --source postcodepunten-2024

    Example: {command} prove --code --chapter aanbod --sample 5 --seed 2
    """
    if code and sources:
        raise click.UsageError("--source is about sources, and --code changes code")
    if numbers and not code:
        raise click.UsageError("--number needs --code")
    from recount.cli.progress import progress_of  # noqa: PLC0415 - slow to import
    from recount.evidence.proof.code_proof import CodeProof  # noqa: PLC0415
    from recount.evidence.proof.code_sweep import sweep_code  # noqa: PLC0415
    from recount.evidence.proof.lineage_sweep import Proof, sweep  # noqa: PLC0415

    edition = chosen_edition(edition_id)
    proof: Proof | CodeProof
    with progress_of("runs") as bar:
        if code:
            proof = sweep_code(
                edition,
                chapters=chapters,
                numbers=numbers,
                seed=seed,
                sample=sample,
                workers=workers,
                begin=bar.reset,
                step=bar.update,
            )
        else:
            proof = sweep(
                edition,
                chapters=chapters,
                sources=sources,
                seed=seed,
                workers=workers,
                begin=bar.reset,
                step=bar.update,
            )
    click.echo(as_json(proof.as_json()) if form == "json" else "\n".join(proof.lines()))
    if edition.card.regional and form != "json":
        click.echo(f"not swept: the regional chapters ({', '.join(edition.card.regional)})")
    found = proof.findings()
    for finding in found:
        click.echo(
            f"{finding.code} {finding.where}: {finding.title}: {finding.note}".rstrip(), err=True
        )
    if found:
        sys.exit(1)
