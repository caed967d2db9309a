"""The programme's own registers, one module each; they are not public, so their layout is ours."""

from __future__ import annotations

from collections.abc import Mapping

from sto_eval.layouts.registers import (
    activiteiten,
    beschikkingen,
    bijeenkomsten,
    cofinanciering,
    deelname,
    enquete,
    locaties,
    ondersteuning,
    regios,
    sto_live,
)
from sto_eval.layouts.registers.register import Register

REGISTERS: Mapping[str, Register] = {
    module.REGISTER.id: module.REGISTER
    for module in (
        regios,
        deelname,
        beschikkingen,
        cofinanciering,
        activiteiten,
        bijeenkomsten,
        ondersteuning,
        sto_live,
        enquete,
        locaties,
    )
}
"""Layout id -> register, in the order of the book."""
