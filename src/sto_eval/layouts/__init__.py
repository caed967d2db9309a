"""The publishers' tables, one module each, and how to recognise which one a file holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sto_eval.errors import LayoutError
from sto_eval.layouts import (
    cbs_pc4,
    duo_adressen,
    duo_examenresultaten,
    duo_examens,
    duo_leerlingen,
    duo_prognoses,
    edugis_scholen,
    geonames_postcodes,
    grenzen,
    publicaties,
)
from sto_eval.layouts.registers import REGISTERS
from sto_eval.layouts.table import Layout, Wanted, missing

LAYOUTS: Mapping[str, Layout] = {
    module.LAYOUT.id: module.LAYOUT
    for module in (
        duo_leerlingen,
        duo_adressen,
        duo_examens,
        duo_examenresultaten,
        duo_prognoses,
        cbs_pc4,
        geonames_postcodes,
        edugis_scholen,
        grenzen,
        publicaties,
    )
} | {name: register.layout for name, register in REGISTERS.items()}


def recognise(path: Path) -> Layout:
    """The layout whose columns a file has; of several, the one that needs the most columns.

    Errors: ``LayoutError`` that names the nearest layout and the columns that are missing.
    """
    if found := recognised(path):
        return found
    raise LayoutError(
        "the layout is not known",
        path.name,
        "the header of one of " + ", ".join(LAYOUTS),
        _nearest_layout(_absent(path)),
        "Is it another file, or half of one? If the publisher renamed columns, add the new names to that layout.",
    )


def recognised(path: Path) -> Layout | None:
    """The layout whose columns a file has, as :func:`recognise`; ``None`` if no layout fits."""
    absent = _absent(path)
    fitting = [LAYOUTS[name] for name, columns in absent.items() if not columns]
    return max(fitting, key=lambda layout: len(layout.needed), default=None)


def _absent(path: Path) -> dict[str, list[Wanted]]:
    """Layout -> needed columns that the file lacks; each kind of header is read once."""
    readers = {layout.header for layout in LAYOUTS.values()}
    headers = {reader: reader(path) for reader in readers}
    return {
        name: missing(headers[layout.header], layout.needed) for name, layout in LAYOUTS.items()
    }


def _nearest_layout(absent: Mapping[str, list[Wanted]]) -> str:
    """Words for the layout with the smallest share of its columns missing, if any column matches."""
    shares = {name: len(columns) / len(LAYOUTS[name].needed) for name, columns in absent.items()}
    closest = min(shares, key=lambda name: shares[name])
    if shares[closest] == 1:
        return "no column of any of them"
    columns = ", ".join(
        f"'{c}'" if isinstance(c, str) else f"'{c[0]}'" for c in absent[closest][:3]
    )
    return f"a header nearest to '{closest}' but without {columns}"
