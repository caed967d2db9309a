"""Common to all commands: options, the selected edition, and error reporting."""

from __future__ import annotations

import functools
import json
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from recount.edition.edition import BUILD, Edition, find_root, load_edition
from recount.errors import EvaluationError, ImplausibleFile
from recount.names import ENGINE, MIRROR
from recount.running.regional_book import regional_edition
from recount.sources.catalogue import check_mirror
from recount.storage import storage_error

P = ParamSpec("P")
R = TypeVar("R")

AS_JSON = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for reading, or JSON for another program.",
)
DEMO = f"{ENGINE}.demo"
"""Key under which the context of a command stores whether the demo is requested."""

EDITION = click.option(
    "--edition",
    "edition_id",
    metavar="ID",
    help="Edition under data/editions; by default the one with its pages in the project folder.",
)
_DEMO = click.option(
    "--demo",
    is_flag=True,
    expose_value=False,
    callback=lambda context, _, value: context.meta.__setitem__(DEMO, value),
    help="Use the demo, on made-up files, even if there are real files.",
)


def edition_options(command: Callable[P, R]) -> Callable[P, R]:
    """The options ``--edition`` and ``--demo``, which ``chosen_edition`` follows."""
    return EDITION(_DEMO(command))


INTERRUPTED = 130
"""Exit status after a keyboard interrupt, as in shells."""

DEFAULT_WORKERS = (os.cpu_count() or 1) + 1
"""Default number of notebooks to run in parallel."""

WORKERS = click.option(
    "--workers",
    type=click.IntRange(1),
    default=DEFAULT_WORKERS,
    show_default="number of cores plus one",
    help="Notebooks to run in parallel.",
)

BOOK = click.option(
    "--regions",
    metavar="DIVISION",
    help="Use the regional book of this division instead of the report.",
)


print_aside = functools.partial(click.echo, err=True)
"""Print a line that is not part of the outcome."""


def print_error(error: EvaluationError) -> None:
    """Print an error; for a file outside its bands, all its figures first."""
    if isinstance(error, ImplausibleFile):
        click.echo(error.table)
    click.echo(f"Error: {error}", err=True)


def report_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn an ``EvaluationError``, a full disk or a missing permission into a message and exit status 1.

    An interrupt from the keyboard gets a message too, and its own status.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except EvaluationError as error:
            print_error(error)
            sys.exit(1)
        except OSError as error:
            fault = storage_error(error, Path(), BUILD, Path(tempfile.gettempdir()))
            if fault is None:
                raise
            click.echo(f"Error: {fault}", err=True)
            sys.exit(1)
        except KeyboardInterrupt:
            click.echo("Interrupted. Run the same command to continue.", err=True)
            sys.exit(INTERRUPTED)

    return run


def chosen_edition(edition_id: str | None) -> Edition:
    """The edition of an option ``--edition``, in the project folder around the working folder.

    Errors: ``SourceError`` when the mirror is a folder that does not exist or is not a mirror.
    """
    context = click.get_current_context(silent=True)
    demo = bool(context and context.meta.get(DEMO))
    edition = load_edition(find_root(), edition_id, demo=demo)
    if os.environ.get(MIRROR):
        check_mirror(edition)
    return edition


def real_edition(edition_id: str | None) -> Edition:
    """The edition on its real files, which the commands on sources check and accept."""
    return replace(chosen_edition(edition_id), demo=False)


def book_of(edition_id: str | None, division: str | None) -> Edition:
    """The edition of the report, or of the regional book of a division."""
    edition = chosen_edition(edition_id)
    return (regional_edition(edition, division) if division else None) or edition


def as_json(content: Any) -> str:  # noqa: ANN401 - any JSON
    """Indented JSON with unescaped Dutch letters."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)
