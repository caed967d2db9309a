"""The command ``witness``, and what ``build`` does with the second way."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from recount.cli.common import AS_JSON, as_json, chosen_edition, edition_options, report_errors
from recount.cli.locked import writes
from recount.edition.edition import Edition
from recount.errors import WitnessError
from recount.handover import WITNESS
from recount.names import COMMAND

if TYPE_CHECKING:
    from recount.results.records import Record
    from recount.results.second_way import SecondWays


@click.command()
@click.argument("numbers", nargs=-1, metavar="[NUMBER]...")
@click.option(
    "--chapter",
    "chapters",
    multiple=True,
    metavar="NAME",
    help="Ask only the queries of this chapter; repeatable.",
)
@AS_JSON
@edition_options
@report_errors
@writes
def witness(
    numbers: tuple[str, ...], chapters: tuple[str, ...], form: str, edition_id: str | None
) -> None:
    """Compute numbers once more in SQL, from the publishers' files, and compare; exit 1 if one differs.

    The queries are under witness/ in the folder of the edition. They are written from the definitions alone, and
    use none of the code that computes the report. A query of which a file is absent is not asked. A number without
    a query is counted, and is an error only if the edition demands one.

    All numbers together are stored in _build/witness.json, and shown in the book by the next build.

    Example: {command} witness --chapter bereik
    """
    from recount.cli.progress import progress_of  # noqa: PLC0415 - slow to import
    from recount.edition.parameters import check_known  # noqa: PLC0415 - slow to import
    from recount.evidence.audit import find_record  # noqa: PLC0415 - slow to import
    from recount.evidence.witness import comparison  # noqa: PLC0415 - slow to import
    from recount.evidence.witness.checked_edition import load_checked_edition  # noqa: PLC0415 - slow to import

    checked = load_checked_edition(chosen_edition(edition_id))
    for name in chapters:
        check_known(name, checked.by_chapter(), "chapter", f"--chapter {name}")
    mine = {*chapters, *(find_record(checked.records, name).chapter for name in numbers)}
    with progress_of("files and queries") as bar:
        answers = comparison.compare(checked, mine, bar.reset, bar.update)
    if not mine:
        comparison.write_answers(checked.edition, answers)
    chosen = {
        name: record
        for name, record in checked.records.items()
        if (not mine or record.chapter in mine) and (not numbers or name in numbers)
    }
    lacking = [name for name in comparison.lacking(checked, answers) if name in chosen]
    if form == "json":
        click.echo(as_json(_plain(answers, chosen) | {"lacking": lacking}))
    else:
        click.echo(
            "\n".join(_by_chapter(answers, chosen, comparison.without_query(checked, answers)))
        )
    faults = [*_differences(answers, chosen), *answers.faults]
    faults += [f"{name}: no second way" for name in lacking]
    for line in faults:
        click.echo(line, err=True)
    if faults:
        sys.exit(1)


def second_way_lines(edition: Edition) -> list[str]:
    """Renew the second way of a book that is being built; returns the lines to print, none without queries."""
    from recount.evidence.witness import comparison  # noqa: PLC0415 - slow to import
    from recount.evidence.witness.checked_edition import load_checked_edition  # noqa: PLC0415 - slow to import
    from recount.evidence.witness.queries import load_queries  # noqa: PLC0415 - slow to import

    if not load_queries(edition.folder / WITNESS).all:
        comparison.remove_answers(edition)
        return []
    try:
        checked = load_checked_edition(edition)
        answers = comparison.renew(checked)
    except WitnessError as error:
        comparison.remove_answers(edition)
        return [f"Error: {error}"]
    if answers is None:
        return [
            f"second way: not computed; pip install '{COMMAND}[witness]' gives the database for it"
        ]
    different = list(_differences(answers, checked.records))
    equal = len(answers.numbers) - len(different)
    counted = f"{equal} of {len(checked.records)} numbers equal, {len(different)} different"
    return [f"second way: {counted}", *different, *answers.faults]


def _by_chapter(
    answers: SecondWays, records: Mapping[str, Record], without: Collection[str]
) -> Iterator[str]:
    """A line per chapter, and one per query that was not asked; ``without`` has the numbers without a query."""
    chapters = dict.fromkeys(record.chapter for record in records.values())
    for chapter in chapters:
        mine = {name: one for name, one in records.items() if one.chapter == chapter}
        found = [name for name in mine if name in answers.numbers]
        differ = len(list(_differences(answers, mine)))
        lost = sum(name in mine for name in without)
        yield (
            f"{chapter}: {len(found) - differ} equal, {differ} different, "
            f"{len(mine) - len(found) - lost} not asked, {lost} without a second way"
        )
        for query, absent in answers.unasked.items():
            if query.startswith(f"{chapter}/"):
                yield f"  not asked: {query}, source absent: {', '.join(absent)}"


def _differences(answers: SecondWays, records: Mapping[str, Record]) -> Iterator[str]:
    """A line per number that differs, with the values of both ways."""
    from recount.results.second_way import Agreement  # noqa: PLC0415 - slow to import

    for name, one in answers.numbers.items():
        if name in records and one.agreement is Agreement.DIFFERENT:
            yield f"{name}: {one.first} in the record, {one.second} by {WITNESS}/{one.query}"


def _plain(answers: SecondWays, records: Mapping[str, Record]) -> dict[str, Any]:
    plain = answers.as_json()
    return plain | {
        "numbers": {name: one for name, one in plain["numbers"].items() if name in records},
        "without": [name for name in records if name not in answers.numbers],
    }
