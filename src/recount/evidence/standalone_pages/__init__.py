"""Standalone pages in Dutch: one file each, readable on a phone and in print.

Each is a Jinja template in this folder that extends ``base.html`` and only formats its content.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import jinja2

from recount.names import COMMAND
from recount.numbers import dutch_words
from recount.numbers.formats import number

_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
_PAGES.filters |= {
    "number": number,
    "day": lambda moment: dutch_words.date(dt.datetime.fromisoformat(moment).date()),
}


def standalone_page(template: str, **content: Any) -> str:  # noqa: ANN401 - template variables
    """Render a page as HTML; equal content gives equal bytes."""
    return _PAGES.get_template(f"{template}.html").render(content, command=COMMAND)
