"""Decorators that make commands wait for each other: those that write a project, and those that read it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import click

from recount import lock
from recount.cli.common import print_aside
from recount.edition.edition import BUILD, find_root

R = TypeVar("R")


def writes(command: Callable[..., R]) -> Callable[..., R]:
    """Run a command while no other reads or writes this project; apply it below ``@report_errors``."""
    return _while(lock.writing, command)


def reads(command: Callable[..., R]) -> Callable[..., R]:
    """Run a command while no other writes this project; apply it below ``@report_errors``."""
    return _while(lock.reading, command)


def _while(
    held: Callable[..., AbstractContextManager[None]], command: Callable[..., R]
) -> Callable[..., R]:
    @click.option(
        "--no-wait",
        is_flag=True,
        help="Stop if another command uses this project, instead of waiting.",
    )
    @functools.wraps(command)
    def run(*args: Any, no_wait: bool, **kwargs: Any) -> R:  # noqa: ANN401 - those of the command
        with held(find_root() / BUILD, wait=not no_wait, notify=print_aside):
            return command(*args, **kwargs)

    return run
