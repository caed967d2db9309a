"""Recipients of the ministries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recount.layouts.layout import ParsedFile
from sto_eval.programme import PROGRAMME

HEAD = (
    "Begrotingsjaar;Begrotingshoofdstuk;Begrotingsnaam;Instrument;Regeling;Ontvanger;Bedrag (x1000)"
)


def payment(recipient: str = "Stichting Voorbeeld", amount: str = "12", year: str = "2023") -> str:
    """A line of the recipients."""
    return f"{year};VIII;Voorbeeldministerie;Subsidies;Voorbeeldregeling;{recipient};{amount}"


@pytest.fixture
def recipients(write: Callable[..., Path]) -> Callable[..., ParsedFile]:
    """Write lines under the header, and read them."""
    return lambda *lines: PROGRAMME.layouts["rijk-ontvangers"].read(
        write("a.csv", "\n".join([HEAD, *lines, ""]))
    )


def gauge(layout: str, name: str, sheet: ParsedFile) -> float:
    """A figure of a file."""
    return next(one for one in PROGRAMME.layouts[layout].gauges if one.name == name).of(sheet)


def test_an_amount_is_in_thousands_of_euros(recipients: Callable[..., ParsedFile]) -> None:
    """Money that came back is below zero; without an amount the cell is missing."""
    table = recipients(payment(), payment(amount="-2,5"), payment(amount="")).table
    assert table["Bedrag (x1000)"].sum() == 9.5
    assert table["Bedrag (x1000)"].isna().tolist() == [False, False, True]
    assert table["Begrotingsjaar"].tolist() == [2023] * 3


@pytest.mark.parametrize("amount", ["1.234", "1,234", "veel", "12-"])
def test_an_ambiguous_amount_is_refused(
    recipients: Callable[..., ParsedFile], fault: Callable[..., object], amount: str
) -> None:
    """A mark before three digits may be a decimal or a thousands separator."""
    error = fault(lambda: recipients(payment(), payment(amount=amount)))
    assert (error.where, error.found) == ("a.csv line 3, column 'Bedrag (x1000)'", repr(amount))


def test_rows_that_stand_twice_are_kept_and_measured(recipients: Callable[..., ParsedFile]) -> None:
    """One of three rows repeats another: two equal payments, or a year that was published twice."""
    sheet = recipients(payment(), payment("Gemeente Voorbeeld"), payment())
    share = gauge("rijk-ontvangers", "aandeel regels die nog eens voorkomen", sheet)
    assert (sheet.rows_out, round(share, 2)) == (3, 0.33)
