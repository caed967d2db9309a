"""Dutch words and notation for the contents of records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from recount.numbers import formats
from recount.numbers.evidence_grade import Evidence
from recount.results.verdicts import Word

NOT_YET = "nog niet nagerekend"
"""Verdict word for a claim without a record."""

SIGNS: Mapping[str, str] = {
    Word.HOLDS: "●",
    Word.DEPENDS: "◐",
    Word.DIFFERS: "▲",
    Word.UNCHECKED: "○",
    NOT_YET: "–",
}
"""Verdict -> symbol, in counting order."""

EVIDENCE: Mapping[str, str] = {
    Evidence.OPEN: "openbare bron",
    Evidence.ADMINISTRATION: "administratie",
    Evidence.PUBLISHED: "elders gepubliceerd",
    Evidence.MISSING: "bron ontbreekt",
    Evidence.MADE_UP: "verzonnen",
}
"""Grade of evidence -> label."""

_COUNTED: Mapping[str, tuple[str, str]] = {
    Word.HOLDS: ("klopt er één", "kloppen er {n}"),
    Word.DEPENDS: (
        "hangt er één af van de definitie",
        "hangen er {n} af van de definitie",
    ),
    Word.DIFFERS: ("wijkt er één af", "wijken er {n} af"),
    Word.UNCHECKED: ("is er één niet na te rekenen", "zijn er {n} niet na te rekenen"),
    NOT_YET: ("is er één nog niet nagerekend", "zijn er {n} nog niet nagerekend"),
}


def date(value: str | dt.date | None) -> str:
    """A date in Dutch words; text that is not a date is returned unchanged.

    >>> date("2019-10-01")
    '1 oktober 2019'
    >>> date(None)
    'onbekend'
    """
    if not value:
        return "onbekend"
    try:
        day = value if isinstance(value, dt.date) else dt.date.fromisoformat(value[:10])
    except ValueError:
        return str(value)
    return formats.date(day)


def number(value: object) -> str:
    """An unrounded number with Dutch separators; whole numbers get no decimals.

    >>> number(1234.0), number(93.12), number("0.5"), number(None)
    ('1.234', '93,12', '0,5', 'onbekend')
    """
    if value is None:
        return "onbekend"
    exact = Decimal(str(value))
    if exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def quantity(value: object, unit: str) -> str:
    """A number with its unit, in Dutch word order.

    >>> quantity(93.12, "%"), quantity(5, "vestigingen"), quantity(1, "vestigingen"), quantity(None, "%")
    ('93,12%', '5 vestigingen', '1 vestiging', 'onbekend')
    """
    if value is None:
        return number(value)
    if unit == "%":
        return f"{number(value)}%"
    if unit in {"€", "euro"}:
        return f"€\N{NO-BREAK SPACE}{number(value)}"
    return formats.singular_after_one(f"{number(value)} {unit}".strip())


def listing(parts: Sequence[str]) -> str:
    """Parts joined into a Dutch enumeration.

    >>> listing(["a", "b", "c"])
    'a, b en c'
    """
    return " en ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def verdict_count(words: Sequence[str], print_name: str) -> str:
    """One sentence with the number of claims per verdict.

    >>> verdict_count(["klopt", "klopt", "nog niet nagerekend"], "de infographic")
    'Van de 3 uitspraken op de infographic kloppen er 2 en is er één nog niet nagerekend.'
    """
    if not words:
        return "Het register van deze editie bevat nog geen uitspraken."
    counts = [(words.count(word), _COUNTED[word]) for word in SIGNS]
    parts = [one if n == 1 else many.format(n=n) for n, (one, many) in counts if n]
    if len(words) == 1:
        return f"{formats.capitalised(print_name)} doet één uitspraak; daarvan {listing(parts)}."
    return f"Van de {len(words)} uitspraken op {print_name} {listing(parts)}."


def summary(found: Sequence[tuple[str, str]], print_name: str) -> list[str]:
    """Sentences on what could and could not be checked.

    Parameters
    ----------
    found
        Verdict and grade of evidence per claim.
    print_name
        What the print is called, with its article.

    >>> summary([("klopt", "openbaar"), ("niet na te rekenen", "nagebootst")], "de infographic")[1]
    'Bevestigd op openbare gegevens: 1.'
    """
    confirmed = [grade for word, grade in found if word == Word.HOLDS]
    unchecked = [grade for word, grade in found if word == Word.UNCHECKED]
    missing, made_up = map(unchecked.count, (Evidence.MISSING, Evidence.MADE_UP))
    counts = {
        "Bevestigd op openbare gegevens": confirmed.count(Evidence.OPEN),
        "Bevestigd, maar alleen op wat anderen publiceerden": confirmed.count(Evidence.PUBLISHED),
        "Bevestigd op de administratie van het programma": confirmed.count(Evidence.ADMINISTRATION),
        "Klopt of klopt niet, afhankelijk van de definitie": _count(found, Word.DEPENDS),
        "Wijkt af": _count(found, Word.DIFFERS),
        "Niet na te rekenen, omdat een bestand ontbreekt": missing,
        "Niet na te rekenen, omdat een bestand verzonnen is": made_up,
        "Niet na te rekenen om een andere reden": len(unchecked) - missing - made_up,
        "Nog niet nagerekend": _count(found, NOT_YET),
    }
    lines = [f"{what}: {count}." for what, count in counts.items() if count]
    return [f"{formats.capitalised(print_name)} doet {len(found)} uitspraken.", *lines]


def _count(found: Sequence[tuple[str, str]], word: str) -> int:
    return sum(one == word for one, _ in found)
