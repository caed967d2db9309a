"""Which of several layouts a file has, by its header."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from recount.errors import LayoutError
from recount.layouts.layout import Layout, Wanted, missing


def recognise(path: Path, layouts: Mapping[str, Layout]) -> Layout:
    """The layout whose columns a file has; of several, the one that needs the most columns.

    Errors: ``LayoutError`` that names the nearest layout and the columns that are missing.
    """
    if found := recognised(path, layouts):
        return found
    raise LayoutError(
        "the layout is not known",
        path.name,
        "the header of one of " + ", ".join(layouts),
        _nearest_layout(_absent(path, layouts), layouts),
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


def _nearest_layout(absent: Mapping[str, list[Wanted]], layouts: Mapping[str, Layout]) -> str:
    """Words for the layout with the smallest share of its columns missing, if any column matches."""
    shares = {name: len(columns) / len(layouts[name].needed) for name, columns in absent.items()}
    closest = min(shares, key=lambda name: shares[name])
    if shares[closest] == 1:
        return "no column of any of them"
    columns = ", ".join(
        f"'{c}'" if isinstance(c, str) else f"'{c[0]}'" for c in absent[closest][:3]
    )
    return f"a header nearest to '{closest}' but without {columns}"
