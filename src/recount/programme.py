"""The programme that an edition evaluates, as code: its layouts, its registers and its regions.

``code`` in ``edition.toml`` names the module that holds it as ``PROGRAMME``. Without one an edition has the
general layouts only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec

from recount.edition.edition import Edition
from recount.errors import DefinitionError
from recount.layouts import publications
from recount.layouts.gauges import PairGauge
from recount.layouts.layout import Layout
from recount.layouts.register import Register


@dataclass(frozen=True)
class Programme:
    """What a programme adds to the engine; one without any of it is complete too.

    Parameters
    ----------
    tables
        The layouts of the publishers' files.
    registers
        The programme's own registers.
    regions
        The register to whose key the others refer; it is accepted before them.
    region_name
        The column of that register with the name of a region, which ``sources check`` shows; empty for none.
    divisions
        The module with the divisions of a regional book; loaded only for that book, as it reads sources.
    pair_gauges
        Figures of two files together on which a new file is compared.
    packages
        Packages whose modules chapters import, loaded before the first chapter runs.
    """

    tables: tuple[Layout, ...] = ()
    registers: tuple[Register, ...] = ()
    regions: Register | None = None
    region_name: str = ""
    divisions: str = ""
    pair_gauges: tuple[PairGauge, ...] = ()
    packages: tuple[str, ...] = ()

    @cached_property
    def layouts(self) -> Mapping[str, Layout]:
        """Every layout by id, the general ones included."""
        own = (*self.tables, publications.LAYOUT, *(one.layout for one in self.registers))
        return {layout.id: layout for layout in own}

    def register(self, layout: str) -> Register | None:
        """The register that has this layout; ``None`` for the layout of a publisher's file."""
        return next((one for one in self.registers if one.id == layout), None)

    def refers(self, layout: str) -> bool:
        """Whether it is a register that refers to the register of regions, by a column named as its key."""
        register, regions = self.register(layout), self.regions
        if register is None or regions is None or register.id == regions.id:
            return False
        return regions.key[0] in register.names


def programme_of(edition: Edition) -> Programme:
    """The programme that an edition evaluates."""
    return load_programme(edition.card.code)


@cache
def load_programme(code: str) -> Programme:
    """The programme in a module; an empty one for an empty name.

    Errors: ``DefinitionError`` when there is no such module, or no programme in it.
    """
    if not code:
        return Programme()
    try:
        known = find_spec(code)
    except (ModuleNotFoundError, ValueError):
        known = None
    found = getattr(import_module(code), "PROGRAMME", None) if known else None
    if isinstance(found, Programme) and "." in code:
        return found
    alone = "a module outside a package" if found else "a module without one"
    raise DefinitionError(
        f"programme '{code}' cannot be loaded",
        "edition.toml [code]",
        "a module in a package, with a Programme named PROGRAMME",
        alone if known else "no such module",
        "Correct the name, install the package, or remove the key.",
    )
