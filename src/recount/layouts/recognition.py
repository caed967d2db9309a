"""Which of several layouts a file has, by its header."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from recount.errors import LayoutError
from recount.layouts.layout import Layout, Wanted, missing
from recount.layouts.sheets import quoted


def recognise(path: Path, layouts: Mapping[str, Layout]) -> Layout:
    """The layout whose columns a file has; of several, the one that needs the most columns.

    Errors: ``LayoutError`` that names the nearest layout and the columns that are missing.
    """
    if layout := recognised(path, layouts):
        return layout
    near = nearest_layout(path, layouts)
    found = (
        f"a header nearest to '{near[0]}' but without {near[1]}"
        if near
        else "no column of any of them"
    )
    raise LayoutError(
        "the layout is not known",
        path.name,
        "the header of one of " + ", ".join(layouts),
        found,
        "Is it another file, or half of one? If the publisher renamed columns, add the new names to that layout.",
    )


def recognised(path: Path, layouts: Mapping[str, Layout]) -> Layout | None:
    """The layout whose columns a file has, as :func:`recognise`; ``None`` if no layout fits."""
    absent = _absent(path, layouts)
    fitting = [layouts[name] for name, columns in absent.items() if not columns]
    return max(fitting, key=lambda layout: len(layout.needed), default=None)


def _absent(path: Path, layouts: Mapping[str, Layout]) -> dict[str, list[Wanted]]:
    """Layout -> needed columns that the file lacks; each kind of header is read once."""
    headers = {reader: reader(path) for reader in {one.header for one in layouts.values()}}
    return {
        name: missing(headers[layout.header], layout.needed) for name, layout in layouts.items()
    }


def nearest_layout(path: Path, layouts: Mapping[str, Layout]) -> tuple[str, str] | None:
    """The layout of which a file lacks the smallest share of columns, and some of these, quoted."""
    absent = _absent(path, layouts)
    shares = {name: len(columns) / len(layouts[name].needed) for name, columns in absent.items()}
    name = min(shares, key=lambda name: shares[name])
    if shares[name] == 1:
        return None
    return name, quoted([c if isinstance(c, str) else c[0] for c in absent[name][:3]])
