"""The command ``sto-eval``: parse, call one function, print.

Messages are English; the book is Dutch. A fault of the user becomes a message and exit status 1.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar

import click

from sto_eval.edition import Edition, find_root, load_edition
from sto_eval.errors import EvaluationError

P = ParamSpec("P")
R = TypeVar("R")

FORMATS: tuple[Literal["html", "pdf"], ...] = ("html", "pdf")
AS_JSON = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
EDITION = click.option("--edition", "edition_id", help="Edition under data/editions.")


def _told(command: Callable[P, R]) -> Callable[P, R]:
    """Turn an ``EvaluationError`` into its message on standard error and exit status 1."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except EvaluationError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)

    return run


def _edition(edition_id: str | None) -> Edition:
    return load_edition(find_root(), edition_id)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sto-eval")
def main() -> None:
    """Recompute the figures of a public evaluation, and show what each number rests on."""


@main.command()
@click.argument("formats", nargs=-1, type=click.Choice(FORMATS))
@click.option("--only", multiple=True, metavar="CHAPTER", help="Run only this chapter; repeatable.")
@click.option("--set", "settings", multiple=True, metavar="CHAPTER.PARAMETER=VALUE")
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True)
@EDITION
@_told
def build(
    formats: tuple[Literal["html", "pdf"], ...],
    only: tuple[str, ...],
    settings: tuple[str, ...],
    workers: int,
    edition_id: str | None,
) -> None:
    """Run the chapters that changed, then make the website and the PDF.

    Example: sto-eval build html --only bereik --set bereik.radius_km=7.5
    """
    from sto_eval.book import build_book  # noqa: PLC0415 - slow to import, and only needed here

    edition = _edition(edition_id)
    _run(edition, only, settings, workers)
    made = build_book(
        edition.root, edition.root / "_build", formats or FORMATS, edition=edition.folder
    )
    for kind, path in made.items():
        click.echo(f"{kind}: {path}")


def _run(edition: Edition, only: tuple[str, ...], settings: tuple[str, ...], workers: int) -> None:
    from tqdm import tqdm  # noqa: PLC0415

    from sto_eval import notebooks, parameters, runner  # noqa: PLC0415 - slow to import

    names = runner.choose_chapters(edition, only)
    defaults = {
        name: parameters.default_parameters(name, notebooks.read_chapter(edition, name))
        for name in edition.card.chapters
    }
    chosen = parameters.parse_settings(settings, defaults)
    with tqdm(total=len(names), desc="chapters", unit="chapter", disable=None) as bar:

        def report(outcome: runner.Outcome) -> None:
            bar.update()
            bar.write(f"chapter {outcome.chapter}: {outcome.state}", file=sys.stderr)

        outcomes = runner.run_chapters(edition, names, chosen, workers=workers, report=report)
    runner.write_run(edition)
    errors = [outcome.error for outcome in outcomes if outcome.error]
    for error in errors[1:]:
        click.echo(f"Error: {error}", err=True)
    if errors:
        raise errors[0]


@main.command()
@AS_JSON
@EDITION
@_told
def audit(form: str, edition_id: str | None) -> None:
    """Show every claim with its number and verdict; exit 1 when a record is missing or has changed.

    Example: sto-eval audit --format json
    """
    from sto_eval import audit as audits  # noqa: PLC0415

    edition = _edition(edition_id)
    rows, found = audits.audit_rows(edition), audits.findings(edition)
    if form == "json":
        click.echo(_json(rows))
    else:
        for row in rows:
            click.echo(
                f"{row['id']:<30} {row['shown']:<22} {row['display'] or '-':<22} {row['verdict']}"
            )
    for finding in found:
        click.echo(f"{finding.code} {finding.where}: {finding.title}; {finding.note}", err=True)
    if found:
        click.echo("Look at each; 'sto-eval results accept' takes the new values.", err=True)
        sys.exit(1)


@main.command()
@click.argument("number", metavar="ID")
@AS_JSON
@EDITION
@_told
def trace(number: str, form: str, edition_id: str | None) -> None:
    """Follow a number to its verdict, parts, function, sources and corrections.

    Example: sto-eval trace bereik-pie
    """
    from sto_eval import audit as audits  # noqa: PLC0415
    from sto_eval.records import find_record  # noqa: PLC0415

    record = find_record(audits.records_of(_edition(edition_id)), number)
    click.echo(_json(record) if form == "json" else "\n".join(audits.trace_lines(record)))


@main.command()
@AS_JSON
@EDITION
@_told
def numbers(form: str, edition_id: str | None) -> None:
    """List all published numbers.

    Example: sto-eval numbers --format json
    """
    from sto_eval import audit as audits  # noqa: PLC0415

    records = audits.records_of(_edition(edition_id))
    if form == "json":
        click.echo(_json(list(records.values())))
        return
    for name, record in records.items():
        click.echo(
            f"{name:<40} {record['display']:<22} {record['evidence']:<12} {record['chapter']}"
        )


@main.group()
def sources() -> None:
    """The catalogue of source files: list, fetch, verify, accept."""


@sources.command("list")
@AS_JSON
@EDITION
@_told
def list_sources(form: str, edition_id: str | None) -> None:
    """Show every source and where its file comes from now.

    Example: sto-eval sources list
    """
    from sto_eval.sources import states  # noqa: PLC0415

    rows = states(_edition(edition_id))
    if form == "json":
        click.echo(_json(rows))
        return
    for row in rows:
        click.echo(f"{row['id']:<28} {row['reference_date']}  {row['place']:<9} {row['title']}")


@sources.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@EDITION
@_told
def fetch(names: tuple[str, ...], edition_id: str | None) -> None:
    """Bring real files into data/raw, from the mirror or the publisher; all of them by default.

    Safe to interrupt: a file is moved in place only when its checksum is right.

    Example: sto-eval sources fetch leerlingen-2023
    """
    from sto_eval.catalogue import load_catalogue, select  # noqa: PLC0415
    from sto_eval.fetching import fetch_source  # noqa: PLC0415

    edition = _edition(edition_id)
    failed = 0
    for name in select(load_catalogue(edition), names or ["*"]):
        try:
            click.echo(f"{name}: {fetch_source(edition, name)}")
        except EvaluationError as error:
            failed += 1
            click.echo(f"Error: {error}", err=True)
    if failed:
        sys.exit(1)


@sources.command()
@EDITION
@_told
def verify(edition_id: str | None) -> None:
    """Check every file that is here against its pinned checksum and its layout.

    Example: sto-eval sources verify
    """
    from sto_eval.sources import verify_sources  # noqa: PLC0415

    faults = 0
    for name, note, fault in verify_sources(_edition(edition_id)):
        click.echo(f"{name}: {note}", err=fault)
        faults += fault
    if faults:
        sys.exit(1)


@sources.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--as", "name", required=True, metavar="SOURCE", help="Id in the catalogue.")
@click.option("--reference-date", required=True, type=click.DateTime(["%Y-%m-%d"]))
@EDITION
@_told
def accept(path: Path, name: str, reference_date: dt.datetime, edition_id: str | None) -> None:
    """Take a file handed over as the file of a source, and pin its checksum.

    Example: sto-eval sources accept leerlingen.csv --as leerlingen-2023 --reference-date 2023-10-01
    """
    from sto_eval.fetching import accept_file  # noqa: PLC0415

    target = accept_file(_edition(edition_id), path, name, reference_date.date())
    click.echo(f"{name}: {target}")


@sources.command()
@click.argument("names", nargs=-1, metavar="[REGISTER]...")
@click.option("--output", type=click.Path(path_type=Path), default=Path(), show_default="here")
@_told
def template(names: tuple[str, ...], output: Path) -> None:
    """Write empty registers to fill in, as CSV and as XLSX with an explanation; all by default.

    Example: sto-eval sources template sto-regios --output templates
    """
    from sto_eval.layouts.registers import templates  # noqa: PLC0415

    for path in templates.write_templates(output, names):
        click.echo(path)


@main.group()
def results() -> None:
    """The accepted values of all numbers."""


@results.command("accept")
@EDITION
@_told
def accept_results(edition_id: str | None) -> None:
    """Take the numbers of this build as the accepted ones, and show what changed.

    Example: sto-eval results accept
    """
    from sto_eval import audit as audits  # noqa: PLC0415

    changes = audits.accept_results(_edition(edition_id))
    click.echo("\n".join(changes) or "nothing changed")


def _json(content: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)
