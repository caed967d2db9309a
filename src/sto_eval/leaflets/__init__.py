"""Leaflets: pages of their own beside the book, Dutch, in one file, good on a phone and on paper.

A leaflet is a Jinja template in this folder that extends ``leaflet.html``; it computes nothing.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import jinja2

from sto_eval import formats

_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
_PAGES.filters |= {
    "number": formats.number,
    "day": lambda moment: formats.date(dt.datetime.fromisoformat(moment).date()),
}


def leaflet(template: str, **content: Any) -> str:  # noqa: ANN401 - what the template shows
    """A leaflet as HTML; equal content gives equal bytes."""
    return _PAGES.get_template(f"{template}.html").render(content)
