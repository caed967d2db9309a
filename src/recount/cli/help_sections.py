"""A command group whose help lists its commands by purpose."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import click

from recount.names import COMMAND

WHOLE = 500
"""Maximum length of a first sentence in help; longer than any of them, so that none is truncated."""


class Sections(click.Group):
    """A group of commands in sections; without sections, all commands under one heading."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as click has them
        super().__init__(*args, **kwargs)
        self.sections: Mapping[str, Sequence[click.Command]] = {}

    def add_sections(self, sections: Mapping[str, Sequence[click.Command]]) -> None:
        """Add commands, by the heading under which help lists them."""
        self.sections = sections
        for command in (one for commands in sections.values() for one in commands):
            self.add_command(command)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command, whose help has the name of this program in its example, on one line."""
        found = super().get_command(ctx, cmd_name)
        if found and found.help:
            text = re.sub(r"( *)(Example: \{)", r"\1\b\n\1\2", found.help)
            found.help = text.replace("{command}", COMMAND)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command with its full first sentence."""
        listed = [self.commands[name] for name in self.list_commands(ctx)]
        for head, commands in (self.sections or {"Commands": listed}).items():
            with formatter.section(head):
                formatter.write_dl(
                    [(one.name or "", one.get_short_help_str(WHOLE)) for one in commands]
                )
