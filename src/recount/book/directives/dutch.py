"""Dutch words and notation for the contents of records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from recount.notebook.words import enumeration
from recount.numbers import dutch_words, formats
from recount.numbers.dutch_numerals import in_words
from recount.numbers.evidence_grade import Evidence
from recount.results.public_bounds import Fit
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


_ALLOWED: Mapping[str, str] = {
    Fit.POSSIBLE: "Volgens {kind} kan dit kloppen.",
    Fit.IMPOSSIBLE: "Volgens {kind} kan dit niet kloppen.",
    Fit.UNDECIDED: "Of dit klopt, is met {kind} niet te zeggen.",
}

_UNCHECKED = (Word.UNCHECKED, NOT_YET)
"""Verdicts of claims that were not checked."""


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
    return dutch_words.date(day)


def number(value: object) -> str:
    """An unrounded number with Dutch separators; whole numbers get no decimals.

    >>> number(1234.0), number(93.12), number("-0.5"), number(None)
    ('1.234', '93,12', '−0,5', 'onbekend')
    """
    if value is None:
        return "onbekend"
    exact = Decimal(str(value))
    if exact == exact.to_integral_value():
        exact = exact.quantize(Decimal(1))
    return f"{exact:,f}".translate(formats.DUTCH)


def quantity(value: object, unit: str, nouns: dutch_words.Nouns) -> str:
    """A number with its unit, in Dutch word order.

    >>> quantity(93.12, "%", {}), quantity(5, "dagen", {}), quantity(1, "dagen", {}), quantity(None, "%", {})
    ('93,12%', '5 dagen', '1 dag', 'onbekend')
    """
    if value is None:
        return number(value)
    if unit == "%":
        return f"{number(value)}%"
    if unit in {"€", "euro"}:
        return f"€\N{NO-BREAK SPACE}{number(value)}"
    return dutch_words.singular_after_one(f"{number(value)} {unit}".strip(), nouns)


def allowed(word: str, kind: str) -> str:
    """Whether public figures of a kind allow the printed figure, in a sentence.

    >>> allowed("verenigbaar", "de plafonds"), allowed("niet te bepalen", "wat openbaar is")
    ('Volgens de plafonds kan dit kloppen.', 'Of dit klopt, is met wat openbaar is niet te zeggen.')
    """
    return _ALLOWED[word].format(kind=kind)


def verdict_count(words: Sequence[str], print_name: str) -> str:
    """One sentence with the number of claims per verdict.

    >>> verdict_count(["klopt", "klopt", "nog niet nagerekend"], "de infographic")
    'Van de drie uitspraken op de infographic kloppen er twee en is er één nog niet nagerekend.'
    """
    if not words:
        return "Het register van deze editie bevat nog geen uitspraken."
    parts = enumeration(_counts(words))
    if len(words) == 1:
        return f"{dutch_words.capitalised(print_name)} doet {_claims(1)}; daarvan {parts}."
    return f"Van de {_claims(len(words))} op {print_name} {parts}."


def summary(found: Sequence[tuple[str, str]], print_name: str) -> list[str]:
    """Sentences on how many claims were checked, and with what result.

    Parameters
    ----------
    found
        Verdict and grade of evidence per claim.
    print_name
        What the print is called, with its article.

    >>> found = [("klopt", "openbaar"), ("wijkt af", "openbaar"), ("niet na te rekenen", "ontbreekt")]
    >>> summary(found, "de infographic")[1:]
    ['Van die twee klopt er één en wijkt er één af.', 'Eén is niet te controleren, want er ontbreekt een bestand.']
    """
    checked = [one for one in found if one[0] not in _UNCHECKED]
    published = checked.count((Word.HOLDS, Evidence.PUBLISHED))
    unchecked = [grade for word, grade in found if word == Word.UNCHECKED]
    missing, made_up = map(unchecked.count, (Evidence.MISSING, Evidence.MADE_UP))
    rest = [
        (missing, "is niet te controleren, want er ontbreekt een bestand", "zijn niet te controleren, want er ontbreken bestanden"),
        (made_up, "is berekend met een verzonnen bestand, en dat bewijst niets", "zijn berekend met verzonnen bestanden, en dat bewijst niets"),
        (len(unchecked) - missing - made_up, "is om een andere reden niet te controleren", "zijn om een andere reden niet te controleren"),
        (len(found) - len(checked) - len(unchecked), "is nog niet nagerekend", "zijn nog niet nagerekend"),
    ]  # fmt: skip
    holding = sum(word == Word.HOLDS for word, _ in checked)
    of_holding = (
        "die ene"
        if holding == 1
        else f"{in_words(published)} van de {in_words(holding)} die kloppen,"
    )
    of_these = "daarvan" if len(checked) == 1 else f"van die {in_words(len(checked))}"
    sentences = [
        f"{print_name} doet {_claims(len(found))}; {in_words(len(checked)) if checked else 'geen'} daarvan konden wij controleren.",
        f"{of_these} {enumeration(_counts([word for word, _ in checked]))}." if checked else "",
        f"{of_holding} konden wij alleen vergelijken met wat anderen publiceerden." if published else "",
        *(f"{in_words(n)} {one if n == 1 else many}." for n, one, many in rest if n),
    ]  # fmt: skip
    return [dutch_words.capitalised(sentence) for sentence in sentences if sentence]


def _counts(words: Sequence[str]) -> list[str]:
    """How many claims have each verdict, as parts of a sentence that follows an adverbial."""
    counts = [(words.count(word), _COUNTED[word]) for word in SIGNS]
    return [one if n == 1 else many.format(n=in_words(n)) for n, (one, many) in counts if n]


def _claims(number: int) -> str:
    return "één uitspraak" if number == 1 else f"{in_words(number)} uitspraken"
