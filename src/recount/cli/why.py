"""The command ``why``."""

from __future__ import annotations

from dataclasses import asdict

import click

from recount.cli.build import SETTINGS
from recount.cli.common import AS_JSON, as_json, chosen_edition, edition_options, report_errors
from recount.cli.locked import reads
from recount.edition.edition import RegionCard
from recount.names import COMMAND
from recount.running.regional_book import edition_with

SHOWN = 20
"""Number of lines in the text output; JSON has them all."""


@click.command()
@click.argument("chapter")
@SETTINGS
@AS_JSON
@edition_options
@report_errors
@reads
def why(chapter: str, settings: tuple[str, ...], form: str, edition_id: str | None) -> None:
    """Explain whether the next build runs a chapter again, and why.

    It names what changed since the last good run: a cell, a module that the chapter imports, a source, a
    parameter, a package. Comments, docstrings, prose and modules that the chapter does not import never
    cause a run.

    Example: {command} why bereik
    """
    from recount.edition import parameters  # noqa: PLC0415 - slow to import
    from recount.notebook import notebooks  # noqa: PLC0415 - slow to import
    from recount.running.why import reasons  # noqa: PLC0415

    edition = edition_with(chosen_edition(edition_id), chapter)
    parameters.check_known(chapter, edition.card.chapters, "chapter", f"{COMMAND} why {chapter}")
    node = notebooks.read_chapter(edition, chapter)
    defaults = {chapter: parameters.default_parameters(chapter, node)}
    card = edition.card.chapters[chapter]
    own = card.settings if isinstance(card, RegionCard) else {}
    by_hand = parameters.parse_settings(settings, defaults, edition.card.parameters)
    chosen = {**own, **by_hand.get(chapter, {})}
    found = reasons(edition, chapter, chosen)
    if form == "json":
        click.echo(
            as_json({"chapter": chapter, "runs": bool(found), "reasons": list(map(asdict, found))})
        )
        return
    click.echo(f"chapter {chapter}: " + ("would run again" if found else "nothing changed"))
    for reason in found[:SHOWN]:
        click.echo(f"  {reason}")
    if len(found) > SHOWN:
        click.echo(f"  and {len(found) - SHOWN} more; --format json has them all")
