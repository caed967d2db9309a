"""Which tests are a witness, and when a number is another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recount.evidence.proof.chapter_runner import TrialNumber
from recount.evidence.proof.code_witnesses import KnownValues, differs, mirrored_tests
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure, between, exact, share, unknown
from recount.results.records import Amount
from recount.results.second_way import Values


def write(folder: Path, **files: str) -> None:
    """Files of tests."""
    place = folder / "tests" / "shop"
    place.mkdir(parents=True)
    for name, text in files.items():
        (place / f"{name}.py").write_text(text, "utf-8")


def test_the_tests_of_a_module_mirror_it(tmp_path: Path) -> None:
    """Without a mirror those in its folder that import it, and no others."""
    write(
        tmp_path,
        test_till="from shop import stock",
        test_both="import shop.stock as s\nfrom shop import till",
        test_other="from shop import stockings",
    )
    names = {
        name: [path.stem for path in mirrored_tests(tmp_path, f"shop.{name}")]
        for name in ("till", "stock", "door")
    }
    assert names == {"till": ["test_till"], "stock": ["test_both", "test_till"], "door": []}
    assert mirrored_tests(tmp_path / "elsewhere", "shop.till") == []


THREE = exact(3, "leerlingen")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (exact(3.0, "leerlingen"), False),
        (exact(3 + 1e-13, "leerlingen"), False),
        (exact(4, "leerlingen"), True),
        (between(2, 4, "leerlingen"), True),
        (exact(3, "vestigingen"), True),
        (unknown("leerlingen"), True),
    ],
)
def test_a_number_is_another_one_if_a_record_would_differ(after: Measure, expected: bool) -> None:
    """In value, bounds or unit; not in a last bit."""
    assert differs(Amount.of(THREE), Amount.of(after)) is expected


def test_another_numerator_is_another_number() -> None:
    """Three of four is not six of eight."""
    one, two = (share(exact(n, ""), exact(n / 3, "")) for n in (3, 6))
    assert one.value == two.value
    assert differs(Amount.of(one), Amount.of(two))


@pytest.mark.parametrize(
    ("low", "value", "expected"), [(3, 3, []), (2, 3, ["sql"]), (3, 4, ["accepted", "sql"])]
)
def test_an_accepted_value_has_no_bounds(low: float, value: float, expected: list[str]) -> None:
    """A change of a bound alone is for the second way to notice."""
    known = KnownValues({"a": 3.0}, {"a": Values.of(Amount.of(THREE))})
    seen = replace(THREE, low=low, value=value)
    number = TrialNumber((), (), Amount.of(seen), Evidence.OPEN)
    assert list(known.notices("a", number)) == expected
    assert list(known.notices("b", number)) == []
    assert list(known.notices("a", None)) == ["accepted", "sql"]
    assert known.witnesses("a") == ["accepted", "sql"]
