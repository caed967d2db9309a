"""The Dutch notation of the report, a second time: how a number of a record is shown."""

from __future__ import annotations

UNKNOWN, WITHHELD = "onbekend", "afgeschermd"
_POINTS = "procentpunt"
_SWAPPED = str.maketrans(",.-", ".,\N{MINUS SIGN}")


def rounded(value: float, unit: str, decimals: int = 1) -> str:
    """A value in its unit: cents for euros, a sign for a change, no decimals for a count.

    >>> rounded(75.34, "%"), rounded(1234.0, "leerlingen"), rounded(-0.04, "procentpunt")
    ('75,3%', '1.234', '−0,04')
    """
    if unit == "euro":
        return f"€\N{NO-BREAK SPACE}{value:z,.2f}".translate(_SWAPPED)
    if unit == "%":
        return f"{value:z,.{decimals}f}%".translate(_SWAPPED)
    if unit == _POINTS:
        if round(value, 2) == 0:
            return "0,0"
        return f"{value:{'+' if value > 0 else ''},.{1 if round(value, 1) else 2}f}".translate(
            _SWAPPED
        )
    return f"{value:z,.{decimals if unit == 'km' or ' per ' in unit else 0}f}".translate(_SWAPPED)


def interval(low: float | None, high: float | None, unit: str) -> str:
    """Bounds as one number if they round to the same text, else as an interval; ``None`` is an open end.

    >>> interval(19.7, 20.3, "%"), interval(2, 8, "leerlingen"), interval(2, None, "leerlingen")
    ('20%', 'tussen 2 en 8', 'ten minste 2')
    >>> interval(2, 3, "leerlingen"), interval(2, 3, "euro").split("\N{NO-BREAK SPACE}")
    ('2 of 3', ['tussen €', '2,00 en €', '3,00'])
    """
    if high is None:
        return f"ten minste {rounded(low or 0, unit)}"
    if low is None:
        return f"hooguit {rounded(high, unit)}"
    after = f" {_POINTS}" if unit == _POINTS else ""
    for decimals in (1, 0):
        if rounded(low, unit, decimals) == rounded(high, unit, decimals):
            return rounded(low, unit, decimals) + after
    ends = [rounded(end, unit) for end in (low, high)]
    whole = all(set(end) <= set("0123456789.") for end in ends)
    if whole and round(high) == round(low) + 1:
        return " of ".join(ends)
    return f"tussen {' en '.join(ends)}{after}"
