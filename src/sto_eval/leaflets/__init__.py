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


def write_leaflet(template: str, target: Path, **content: Any) -> Path:  # noqa: ANN401 - what the template shows
    """A leaflet written to a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_PAGES.get_template(f"{template}.html").render(content), "utf-8")
    return target
