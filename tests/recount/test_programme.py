"""A programme is code that an edition names; without one an edition has the general layouts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recount.edition.edition import Edition
from recount.errors import DefinitionError, UnknownName
from recount.layouts.register import Column, Register
from recount.programme import Programme, load_programme, programme_of
from recount.running.regional_book import NONE, default_division, edition_with, regional_edition

REGIONS = Register("fruit-regions", "", "", (Column("region", "code", "", key=True),))
TREES = Register("fruit-trees", "", "", (Column("region", "code", ""),))
PRICES = Register("fruit-prices", "", "", (Column("price", "bedrag", ""),))


def without_code(edition: Edition) -> Edition:
    """The edition without a programme."""
    return replace(edition, card=edition.card.model_copy(update={"code": ""}))


def test_an_edition_without_code_has_the_general_layouts_only(edition: Edition) -> None:
    """The list of publications; no registers, no regions."""
    plain = programme_of(without_code(edition))
    assert list(plain.layouts) == ["publicaties"]
    assert (plain.registers, plain.regions, plain.divisions) == ((), None, "")


@pytest.mark.parametrize(
    ("code", "found"), [("no_such.module", "no such module"), ("json", "a module without one")]
)
def test_a_programme_that_cannot_be_loaded_is_named(code: str, found: str) -> None:
    """With the key of the edition, and what was found under that name."""
    with pytest.raises(DefinitionError, match=rf"'{code}' .* edition.toml \[code\].* {found}"):
        load_programme(code)


def test_a_programme_must_be_in_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code of a module outside a package would not count in the keys of the chapters."""
    text = "from recount.programme import Programme\n\nPROGRAMME = Programme()\n"
    (tmp_path / "lone_programme.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(DefinitionError, match="'lone_programme' .* a module outside a package"):
        load_programme("lone_programme")


def test_registers_are_layouts_and_may_refer_to_regions() -> None:
    """Trees have the column that is the key of the regions; prices and the regions themselves do not refer."""
    fruit = Programme(registers=(REGIONS, TREES, PRICES), regions=REGIONS)
    assert list(fruit.layouts) == ["publicaties", "fruit-regions", "fruit-trees", "fruit-prices"]
    assert [one.id for one in fruit.registers if fruit.refers(one.id)] == ["fruit-trees"]
    assert not fruit.refers("publicaties")
    assert not Programme(registers=(TREES,)).refers("fruit-trees")


def test_an_edition_without_regional_chapters_has_no_regional_book(edition: Edition) -> None:
    """Whatever the divisions of its programme; another division than none is refused."""
    assert default_division(edition) == NONE
    assert regional_edition(edition, NONE) is None
    assert edition_with(edition, "regio-rmc-01") is edition
    with pytest.raises(UnknownName, match="division 'rmc' is unknown .* one of none"):
        regional_edition(edition, "rmc")
