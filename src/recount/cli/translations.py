"""The command ``translations``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import click

from recount.cli.common import EDITION, chosen_edition, report_errors
from recount.cli.locked import writes
from recount.edition.edition import Edition
from recount.edition.translations import PAGES, catalogues
from recount.errors import BookError, DefinitionError
from recount.names import COMMAND
from recount.running.regional_book import divisions, regional_edition

HTML = "html"


@click.command()
@click.argument("languages", nargs=-1, metavar="[LANGUAGE]...")
@click.option(
    "--drop-unused",
    is_flag=True,
    help="Turn messages that no page has into comments; build the report and the demo first.",
)
@EDITION
@report_errors
@writes
def translations(languages: tuple[str, ...], *, drop_unused: bool, edition_id: str | None) -> None:
    """Add sentences that are not translated to the catalogues; exit 1 if there are any.

    It looks up every sentence, and every text in a figure, of all that was built: the report, the regions and the
    demo. The catalogues are under locale/ in the folder of the edition, for any gettext editor. A LANGUAGE that the
    edition does not have yet gets empty catalogues.

    Example: {command} translations en
    """
    from recount.book.translators import look_up, update_catalogues  # noqa: PLC0415 - slow to import

    edition = chosen_edition(edition_id)
    books = list(_built_books(edition))
    if not books:
        raise BookError(
            "nothing is built",
            str(edition.report_build),
            "a website",
            "none",
            f"Run '{COMMAND} build html' first.",
        )
    codes = languages or tuple(catalogues(edition.folder, PAGES))
    if not codes:
        raise DefinitionError(
            "the edition is in Dutch only",
            str(edition.folder),
            "a language",
            "none",
            f"Name one, as in '{COMMAND} translations en'.",
        )
    missing = 0
    for code in codes:
        found = look_up(books, code)
        update_catalogues(edition.folder, code, found, keep_unused=not drop_unused)
        for name, one in found.items():
            missing += len(one.missing)
            click.echo(f"{code}, {name}: {len(one.used)} translated, {len(one.missing)} not")
    if missing:
        sys.exit(1)


def _built_books(edition: Edition) -> Iterator[Edition]:
    """The report and its regional books, on real files and of the demo, of which there is a website."""
    for report in (replace(edition, demo=demo) for demo in (False, True)):
        if (report.build / HTML).is_dir():
            yield report
        for name in divisions(report):
            if (replace(report, division=name).build / HTML).is_dir():
                yield from filter(None, [regional_edition(report, name)])
