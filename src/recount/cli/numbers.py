"""The commands about numbers: ``audit``, ``trace``, ``numbers``, and ``results``."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import asdict

import click

from recount.cli.common import (
    AS_JSON,
    BOOK,
    as_json,
    book_of,
    chosen_edition,
    edition_options,
    print_aside,
    report_errors,
)
from recount.cli.help_sections import Sections
from recount.cli.locked import reads, writes
from recount.edition.edition import Edition
from recount.handover import CHAPTERS
from recount.names import COMMAND


@click.command()
@click.option(
    "--sample",
    type=click.IntRange(1),
    metavar="N",
    help="Draw N numbers, figures and sentences, and make them again.",
)
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    help="Seed of the sample; ask someone who did not make the report for it.",
)
@click.option(
    "--environment",
    type=click.Choice(["clean", "this"]),
    default="clean",
    show_default=True,
    help="Where to recompute: in a new environment installed from the lock, or in this one.",
)
@BOOK
@AS_JSON
@edition_options
@report_errors
@reads
def audit(  # noqa: PLR0913 - the options of a command
    sample: int | None,
    seed: int,
    environment: str,
    regions: str | None,
    form: str,
    edition_id: str | None,
) -> None:
    """Show every claim with its number and verdict; exit 1 if a record is missing or has changed.

    It also lists the sentences that are left out of the report because the numbers make them false.

    With --sample it draws as many numbers, figures and sentences at random, runs their chapters again in a clean
    environment, compares, and writes a certificate in the folder of the build; exit 1 if one differs.
    The bound on the certificate holds only if the seed comes from someone who did not make the report, after it
    was made: whoever chooses the seed chooses the sample. --regions requires --sample.

    Example: {command} audit --sample 25 --seed 1
    """
    if sample is not None:
        _sampled(book_of(edition_id, regions), sample, seed, form, fresh=environment == "clean")
        return
    if regions is not None:
        raise click.UsageError("a regional book has no claims; --regions goes with --sample")
    from recount.book.directives.store import load_store  # noqa: PLC0415
    from recount.book.prose import false_sentences  # noqa: PLC0415
    from recount.evidence import audit as audits  # noqa: PLC0415

    edition = chosen_edition(edition_id)
    rows, found = audits.audit_rows(edition), audits.findings(edition)
    if form == "json":
        click.echo(as_json(rows))
    else:
        for row in rows:
            click.echo(
                f"{row['id']:<30} {row['shown']:<22} {row['display'] or '-':<22} {row['verdict']}"
            )
        click.echo(audits.second_way_count(edition), err=True)
    chapters = edition.build / CHAPTERS
    store = load_store(chapters.resolve(), edition.folder.resolve())
    for finding in [*false_sentences(store, chapters, edition.pages), *found]:
        click.echo(f"{finding.code} {finding.where}: {finding.title}; {finding.note}", err=True)
    if found:
        click.echo(
            f"Check each; '{COMMAND} results accept --reason' accepts the new values.", err=True
        )
        sys.exit(1)


def _sampled(edition: Edition, size: int, seed: int, form: str, *, fresh: bool) -> None:
    from recount.evidence import certificate  # noqa: PLC0415

    made = certificate.certify(edition, size, seed, fresh=fresh, notify=print_aside)
    page = certificate.write_certificate(made, edition.build / certificate.FOLDER)
    if form == "json":
        click.echo(as_json(asdict(made)))
    for check in made.wrong:
        click.echo(f"{check.number}: {check.shown} -> {check.found}; {check.differs}", err=True)
    click.echo(
        f"{len(made.checks)} of {made.population} numbers recomputed, {len(made.wrong)} differ",
        err=True,
    )
    click.echo(
        f"with {made.confidence:.0%} confidence at most {made.most_wrong} of all differ", err=True
    )
    for kind, drawn in (("figures and tables", made.exhibits), ("sentences", made.sentences)):
        for copy in drawn.wrong:
            click.echo(f"{copy.chapter}: {copy.text}; {', '.join(copy.differs)}", err=True)
        click.echo(
            f"{len(drawn.copies)} of {drawn.population} {kind} made again, {len(drawn.wrong)} differ: "
            f"at most {drawn.most_wrong} of all",
            err=True,
        )
    click.echo(f"certificate: {page}", err=True)
    if made.differs:
        sys.exit(1)


@click.command()
@click.argument("number", metavar="ID")
@AS_JSON
@edition_options
@report_errors
@reads
def trace(number: str, form: str, edition_id: str | None) -> None:
    """Trace a number to its verdict, parts, function, second way, sources and corrections, with their values.

    Example: {command} trace bereik-pie
    """
    from recount.edition.corrections import load_corrections  # noqa: PLC0415
    from recount.evidence import audit as audits  # noqa: PLC0415
    from recount.results.reading import read_results  # noqa: PLC0415
    from recount.results.second_way import second_ways  # noqa: PLC0415
    from recount.running.regional_book import edition_with  # noqa: PLC0415

    edition = chosen_edition(edition_id)
    # another book may be built from earlier sources; that is not a fault of this one
    record = audits.find_record(read_results(edition_with(edition, number)), number)
    second = second_ways(edition.build, edition.folder, {number: record}).get(number)
    cards = load_corrections(edition)
    if form == "json":
        plain = audits.with_display(record)
        shown = [
            cards[one["id"]].model_dump() | one if one["id"] in cards else one
            for one in plain["corrections"]
        ]
        way = {"second_way": second.as_json()} if second else {}
        click.echo(as_json(plain | {"corrections": shown} | way))
    else:
        click.echo("\n".join(audits.trace_lines(record, cards, second)))


@click.command()
@BOOK
@AS_JSON
@edition_options
@report_errors
@reads
def numbers(regions: str | None, form: str, edition_id: str | None) -> None:
    """List all published numbers of the report, or of a regional book.

    Example: {command} numbers --format json
    """
    from recount.evidence.audit import with_display  # noqa: PLC0415
    from recount.results.reading import read_results  # noqa: PLC0415

    records = read_results(book_of(edition_id, regions))
    if form == "json":
        click.echo(as_json([with_display(record) for record in records.values()]))
        return
    for name, record in records.items():
        click.echo(
            f"{name:<40} {record.measure.display:<22} {record.evidence:<12} {record.chapter}"
        )


@click.group(cls=Sections)
def results() -> None:
    """Manage the accepted values of all numbers: accept.

    Example: {command} results accept --reason "Correctie van de uitgever"
    """


@results.command("accept")
@click.option(
    "--reason", metavar="TEXT", help="Why numbers changed, in Dutch; stored with each of them."
)
@edition_options
@report_errors
@writes
def accept_results(reason: str | None, edition_id: str | None) -> None:
    """Accept the numbers of this build, and show what changed.

    A number that was accepted before changes only with a reason; a new number needs none.

    Example: {command} results accept --reason "De uitgever heeft de telling van 2023 verbeterd"
    """
    from recount.evidence.compare.accepting import causes_since  # noqa: PLC0415
    from recount.results import acceptance  # noqa: PLC0415

    edition = chosen_edition(edition_id)
    today = dt.datetime.now().astimezone().date()
    changes = acceptance.accept_results(edition, reason, today, causes_since(edition))
    click.echo("\n".join(map(str, changes)) or "nothing changed")
