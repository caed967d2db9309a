"""The numerals of a Dutch text."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recount.numbers import formats
from recount.numbers.dutch_numerals import numerals, parse, spelled

TABLE = [
    ("er zijn 5 scholen", ["5"]),
    ("er zijn 1.234 scholen, of 12.345.678.", ["1.234", "12.345.678"]),
    ("het is 75,3%.", ["75,3"]),
    ("€ 481.148.423,54 en €\N{NO-BREAK SPACE}12", ["481.148.423,54", "12"]),
    ("+€ 40 MILJOEN", ["+40", "MILJOEN"]),
    ("tussen −1,5 en +0,04 procentpunt", ["−1,5", "+0,04"]),
    ("een verschil (-0,5)", ["-0,5"]),
    ("in 2019-2020, op 1 oktober 2019", ["2019", "2020", "1", "2019"]),
    ("jaar-maand-dag, 2024-12-31", ["2024", "12", "31"]),
    ("versie 3.1.6, commit 2af26518", ["3.1.6", "2af26518"]),
    ("PC4, 10km en leerlingen-2019", ["PC4", "10km", "2019"]),
    ("C.a. 90% binnen 10 km", ["90", "10"]),
    ("‘98% van alle’", ["98"]),
    ("vijf scholen, Zes leraren, ZEVEN regio's", ["vijf", "Zes", "ZEVEN"]),
    ("drieëntwintig en tweeduizend en honderdeen", ["drieëntwintig", "tweeduizend", "honderdeen"]),
    ("één school, Eén regio, een leraar", ["één", "Eén"]),
    ("beide, geen, alle en enkele scholen", []),
    ("een eenheid op de Rijksdriehoek, achteraf", []),
    ("de eerste en de derde lezing", []),
    ("ruim een derde van de scholen", ["een derde"]),
    ("twee derde, tweederde, twee vijfden", ["twee derde", "tweederde", "twee vijfden"]),
    ("de helft, driekwart, een kwart, anderhalf", ["helft", "driekwart", "een kwart", "anderhalf"]),
    ("negen op de tien, een op de vijf", ["negen op de tien", "een op de vijf"]),
    ("drie op een rij", ["drie"]),
    ("drie miljoen; miljoenen euro", ["drie miljoen", "miljoenen"]),
    ("viercijferig, tweemaal, een tiental", ["viercijferig", "tweemaal", "tiental"]),
    ("nul of min één", ["nul", "één"]),
    ("zijn er 78\N{ZERO WIDTH SPACE}n en 5", ["78", "5"]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_numerals_are_found_in_order(text: str, expected: list[str]) -> None:
    """Digits, number words and names with a digit are numerals; articles and ordinals are not."""
    assert [one.text for one in numerals(text)] == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twee derde", Fraction(2, 3)),
        ("negen op de tien", Fraction(9, 10)),
        ("driekwart", Fraction(3, 4)),
        ("drie miljoen", Fraction(3_000_000)),
        ("viercijferig", Fraction(4)),
        ("nul", Fraction(0)),
        ("€ 1.234,50", Fraction(2469, 2)),
        ("PC4", None),
    ],
)
def test_a_numeral_has_its_value(text: str, value: Fraction | None) -> None:
    """A part of a whole has a fraction as its value, a name has none."""
    assert [one.value for one in numerals(text)] == [value]


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_an_amount_reads_back(amount: float) -> None:
    """An amount written by ``formats.number`` is read as one numeral of the same value."""
    (found,) = numerals(f"Er is {formats.number(amount, 2)} besteed.")
    assert found.value == Fraction(amount)


@given(st.integers(0, 9_999_999), st.integers(0, 3))
def test_a_count_reads_back(count: int, decimals: int) -> None:
    """A count with thousands separators and decimals is read as one numeral of the same value."""
    text = formats.number(count, decimals)
    (found,) = numerals(f"Het zijn er {text}.")
    assert (found.text, found.value) == (text, count)
    assert parse(text) == count


@given(st.integers(2, 999))
def test_a_word_reads_back(number: int) -> None:
    """Every cardinal below a thousand in words is read as one numeral of that value."""
    (found,) = numerals(f"Er zijn {spelled(number)} scholen.")
    assert found.value == number


@given(st.text(alphabet="ab 019.,-+€%–éx_/", max_size=40))
def test_no_digit_is_overlooked(text: str) -> None:
    """Every digit of any text is in exactly one numeral, and numerals do not overlap."""
    found = numerals(text)
    covered = [place for one in found for place in range(one.start, one.end)]
    assert len(covered) == len(set(covered))
    assert {place for place, sign in enumerate(text) if sign.isdigit()} <= set(covered)
