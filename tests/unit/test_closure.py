"""What code uses of a package, found in its text: by name, by attribute, at import; nothing else."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest

from sto_eval.closure import package as packages
from sto_eval.closure.distributions import Distributions
from sto_eval.closure.modules import Module, read_module
from sto_eval.closure.package import Package
from sto_eval.closure.references import references
from sto_eval.closure.usage import Rules, Usage, Walk

COUNTS = """
from shop.units import STEP, rounded

LIMIT = 5


def total(rows):
    '''The sum.'''
    return rounded(sum(rows)) + STEP


def spare(rows):
    return LIMIT
"""

UNITS = """
import numpy as np

STEP = 1


def rounded(value):
    return np.round(value)
"""


def used(folder: Path, code: str, modules: Mapping[str, str], rules: Rules | None = None) -> Usage:
    """What code uses of a package ``shop`` of these modules."""
    for name, text in {"__init__": "", **modules}.items():
        path = folder / "shop" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    walk = Walk(Package(folder / "shop"), rules or Rules())
    walk.start_code(references([ast.parse(code)]))
    return walk.finish()


def test_what_is_named_counts_however_deep(tmp_path: Path) -> None:
    """``total`` names two things of another module, and that one a package; ``spare`` is not named."""
    found = used(
        tmp_path, "from shop import counts\ncounts.total([1])", {"counts": COUNTS, "units": UNITS}
    )
    assert set(found.parts) == {
        "function counts.total",
        "constant units.STEP",
        "function units.rounded",
    }
    assert found.outside == {"numpy"}


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("The sum.", "All of them.", True),
        ("    return rounded", "    # of all rows\n    return rounded", True),
        ("rounded(sum(rows)) + STEP", "(rounded( sum(rows) )\n        + STEP)", True),
        ("LIMIT = 5", "LIMIT = 6", True),
        ("    return LIMIT", "    return 0", True),
        ("+ STEP", "- STEP", False),
        ("def total(rows)", "def total(rows, *, of=1)", False),
    ],
)
def test_only_what_it_does_counts(tmp_path: Path, old: str, new: str, same: bool) -> None:
    """A docstring, a comment, format, and what is not used are no change; an operator or a default is."""
    code = "from shop.counts import total\ntotal([])"
    before = used(tmp_path, code, {"counts": COUNTS, "units": UNITS})
    assert old in COUNTS
    after = used(tmp_path, code, {"counts": COUNTS.replace(old, new), "units": UNITS})
    assert (before.parts == after.parts) is same


CLASSES = """
from dataclasses import dataclass
from json import JSONEncoder


@dataclass
class Box:
    size: int = 1

    def __post_init__(self):
        checked(self.size)

    @property
    def volume(self):
        return cubed(self.size)

    def spare(self):
        return unneeded()


class Other:
    def volume(self):
        return unneeded()


class Words(JSONEncoder):
    def default(self, thing):
        return spelled(thing)


def checked(size): ...
def cubed(size): ...
def unneeded(): ...
def spelled(thing): ...
"""


def test_a_method_counts_when_its_name_is_asked_for(tmp_path: Path) -> None:
    """Of ``Box`` what every object runs and the property that is read; ``Other`` is no class in use."""
    found = used(tmp_path, "from shop.a import Box\nBox(2).volume", {"a": CLASSES})
    assert set(found.parts) == {
        "class a.Box",
        "function a.checked",
        "function a.Box.volume",
        "function a.cubed",
    }


def test_a_class_with_a_foreign_base_counts_whole(tmp_path: Path) -> None:
    """``json`` calls ``default`` by a name that nobody writes here."""
    found = used(tmp_path, "from shop.a import Words\nWords()", {"a": CLASSES})
    assert {"function a.Words.default", "function a.spelled"} <= set(found.parts)


def test_names_that_are_computed_take_all_methods_of_the_classes_in_use(tmp_path: Path) -> None:
    """``getattr`` with a variable may mean ``spare``; with a text it means that name."""
    computed = used(tmp_path, "from shop.a import Box\ngetattr(Box(), name)", {"a": CLASSES})
    assert "function a.unneeded" in computed.parts
    written = used(tmp_path, "from shop.a import Box\ngetattr(Box(), 'volume')", {"a": CLASSES})
    assert "function a.cubed" in written.parts
    assert "function a.unneeded" not in written.parts


def test_a_module_that_is_named_by_a_computation_takes_the_whole_package(tmp_path: Path) -> None:
    """Nobody can tell which it is."""
    code = "import importlib\nimportlib.import_module(name)"
    assert "function a.unneeded" in used(tmp_path, code, {"a": CLASSES}).parts


REGISTRY = """
KNOWN = {}


def known(make):
    KNOWN[make.__name__] = make
    return make


class Base:
    def __init_subclass__(cls):
        KNOWN[cls.__name__] = cls


def lookup(name):
    return KNOWN[name]
"""
ENTRIES = """
import functools
from shop.registry import Base, known

print("loaded")


@known
def one(): return helper()


class Two(Base): ...


@functools.cache
def three(): ...


def helper(): ...
"""


def test_what_registers_itself_counts_when_its_module_is_loaded(tmp_path: Path) -> None:
    """A decorator with a place to keep things, and a base that hears of its classes; a cache keeps nothing."""
    code = "import shop.entries\nfrom shop.registry import lookup\nlookup('one')()"
    found = used(tmp_path, code, {"registry": REGISTRY, "entries": ENTRIES})
    assert {"module entries", "function entries.one", "function entries.helper"} <= set(found.parts)
    assert "class entries.Two" in found.parts
    assert "function entries.three" not in found.parts


def test_a_name_is_followed_through_other_modules(tmp_path: Path) -> None:
    """Handed on by a package, by a star, by an import within a function, and under a condition."""
    modules = {
        "units": UNITS,
        "star": "from shop.units import *",
        "hands/__init__": "from shop.units import rounded as whole",
        "late": "def late():\n    from shop import units\n    return units.STEP",
        "tried": "try:\n    from shop.units import STEP\nexcept ImportError:\n    STEP = 0",
    }
    ways = {
        "from shop.hands import whole\nwhole(1)": "function units.rounded",
        "from shop.star import rounded\nrounded(1)": "function units.rounded",
        "import shop.late\nshop.late.late()": "constant units.STEP",
        "from shop.tried import STEP\nSTEP": "constant units.STEP",
    }
    for number, (code, part) in enumerate(ways.items()):
        assert part in used(tmp_path / str(number), code, modules).parts, code


def test_a_module_that_is_handed_on_is_asked_by_name(tmp_path: Path) -> None:
    """``each.STEP`` of a module in a list; what nobody asks for stays out."""
    code = "from shop import units\n[each.STEP for each in (units,)]"
    assert set(used(tmp_path, code, {"units": UNITS}).parts) == {"constant units.STEP"}


def test_a_registry_does_not_use_the_modules_in_its_list(tmp_path: Path) -> None:
    """What it does with them counts, which they are does not."""
    rules = Rules(registries={"all.ALL"})
    text = "from shop import {}\nALL = {{each.STEP: each for each in ({},)}}"
    code = "from shop.all import ALL\nALL"
    one = used(tmp_path, code, {"units": UNITS, "all": text.format("units", "units")}, rules)
    assert set(one.parts) == {"constant all.ALL"}
    modules = {"more": UNITS, "all": text.format("units, more", "units, more")}
    assert used(tmp_path, code, modules, rules).parts == one.parts
    other = {"all": text.format("units", "units").replace("each.STEP:", "1:")}
    assert used(tmp_path, code, other, rules).parts != one.parts


def test_a_local_name_is_not_that_of_the_module(tmp_path: Path) -> None:
    """The argument ``rows`` hides the function; within a comprehension it might not, and counts."""
    text = "def rows(): ...\ndef local(rows): return rows\ndef outer(): return rows()\n"
    assert (
        "function a.rows"
        not in used(tmp_path, "from shop.a import local\nlocal", {"a": text}).parts
    )
    assert "function a.rows" in used(tmp_path, "from shop.a import outer\nouter", {"a": text}).parts


def test_files_beside_a_module_that_asks_where_it_is_count(tmp_path: Path) -> None:
    """By their bytes; a module that does not ask has none."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "style.txt").write_text("grey", "utf-8")
    modules = {"a": "def here(): return __file__\ndef there(): ..."}
    found = used(tmp_path, "from shop.a import here\nhere()", modules)
    assert list(found.files) == ["style.txt"]
    assert not used(tmp_path, "from shop.a import there\nthere()", modules).files


def test_a_class_that_others_call_counts_whole_when_that_is_said(tmp_path: Path) -> None:
    """Nothing in the text tells it; a rule does."""
    rules = Rules(whole={"a.Box"})
    found = used(tmp_path, "from shop.a import Box\nBox()", {"a": CLASSES}, rules)
    assert {"function a.Box.spare", "function a.unneeded"} <= set(found.parts)


def test_what_was_read_of_a_module_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process finds it equal, by the bytes of the module; a kept file that is spoilt is no use."""
    used(tmp_path, "import shop.counts", {"counts": COUNTS, "units": UNITS})
    read = Package(tmp_path / "shop").module("shop.counts")
    Package(tmp_path / "shop").remember(tmp_path)
    fresh: dict[str, Module] = {}
    monkeypatch.setattr(packages, "_READ", fresh)
    other = Package(tmp_path / "shop")
    other.recall(tmp_path)
    assert fresh[other.digests["shop.counts"]] == read
    (tmp_path / packages.KEPT).write_text("{", "utf-8")
    fresh.clear()
    other.recall(tmp_path)
    assert other.module("shop.counts") == read


def test_a_type_checker_and_a_script_do_not_run() -> None:
    """What stands under ``TYPE_CHECKING`` and ``__main__`` is no part and no import."""
    text = "if TYPE_CHECKING:\n    import a\nif __name__ == '__main__':\n    run()\nx: int = 1\n'text'\n"
    module = read_module(text)
    assert (set(module.parts), module.imports, module.initial) == ({"x"}, [], None)
    module = read_module("if not TYPE_CHECKING:\n    import b")
    assert [name for name, *_ in module.imports if name] == ["b"]


def test_packages_count_with_all_that_they_need() -> None:
    """``web`` is asked with an extra that needs ``tls``; nobody asks for the extra of ``base``."""
    found = Distributions(
        "",
        versions={"web": "1", "tls": "2", "base": "3", "spare": "4"},
        owners={"webby": ["web"]},
        needs={"web": ["base", "base:fast"], "base:fast": ["tls"], "spare": ["web"]},
    )
    assert found.used({"webby"}) == {"base": "3", "tls": "2", "web": "1"}
    assert found.used({"own_module"}) == {"own_module": ""}
