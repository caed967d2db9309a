"""Find the numerals in a Dutch text: digits, number words, and names that contain a digit.

Every digit of a text belongs to exactly one numeral, so that none is overlooked. For words:

- cardinals are numerals (``nul``, ``vijf``, ``drieëntwintig``, ``tweeduizend``), and so are their compounds
  (``viercijferige``, ``tweemaal``, ``tiental``);
- fractions are numerals (``de helft``, ``driekwart``, ``een derde``, ``twee derde``, ``negen op de tien``);
- ``een`` is an article and not a numeral, except in a fraction; ``één`` always is;
- ordinals (``eerste``, ``derde``) are not numerals, except after ``een`` or a cardinal, where they are read as
  fractions: authors who mean the ordinal there must rephrase;
- ``beide``, ``geen``, ``alle`` and ``enkele`` are not numerals; words that claim a size are a separate list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final, Literal

from recount.numbers.separators import GROUP

Kind = Literal["cijfers", "woord", "naam"]

ONES: Final = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)  # fmt: skip
TENS: Final = (
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
)  # fmt: skip
ONE: Final = {"een", "één", "eén"}
"""The words for one; without accents it is also an article."""
LARGE: Final = {"miljoen": 10**6, "miljard": 10**9, "biljoen": 10**12}
PARTS: Final = {
    "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8, "negende": 9,
    "tiende": 10, "twintigste": 20, "honderdste": 100, "duizendste": 1000,
}  # fmt: skip
WHOLE_PARTS: Final = {
    "half": Fraction(1, 2), "halve": Fraction(1, 2), "helft": Fraction(1, 2), "kwart": Fraction(1, 4),
    "driekwart": Fraction(3, 4), "anderhalf": Fraction(3, 2), "anderhalve": Fraction(3, 2),
}  # fmt: skip
TAILS: Final = (
    "cijferig", "cijferige", "jarig", "jarige", "maal", "voud", "voudig", "voudige", "delig", "delige",
    "daags", "daagse", "jaarlijks", "jaarlijkse", "tal", "tallen", "en", "ën", "tjes", "zijdig", "zijdige",
)  # fmt: skip
"""Suffixes of compounds of a cardinal that still state a number."""

HUNDRED, THOUSAND = 100, 1000
_WORD = re.compile(r"[^\W\d_]+")
WHITE: Final = re.compile(rf"[^\S{re.escape(GROUP)}]+")
"""White space, but not one that separates thousands."""

_POINTS = f".{GROUP}"
"""What separates thousands, also in what others print."""

_DIGITS = re.compile(rf"\d+(?:[,{re.escape(_POINTS)}]\d+)*")
_GROUPED = re.compile(rf"(?:\d{{1,3}}(?:[{re.escape(_POINTS)}]\d{{3}})+|\d+)(?:,\d+)?")
_UNGROUPED = str.maketrans("", "", _POINTS)
_LEAD = re.compile(r"(?P<sign>(?<!\w)[+\-\u2212])?(?P<euro>€\s?)?\Z")
"""Prefix of digits: a plus or minus sign that is not a hyphen, and a euro sign."""
_REACH = 4
"""Maximum length of the prefix."""
_NAME = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral and its position.

    Parameters
    ----------
    text
        As written, with its plus or minus sign, without a percent or euro sign.
    start, end
        Its position in the text.
    kind
        ``cijfers``, ``woord``, or ``naam`` for a word that contains a digit.
    value
        Its value; ``None`` for a name, and for digits that do not form a number (``3.1.6``).
    """

    text: str
    start: int
    end: int
    kind: Kind
    value: Fraction | None


def in_words(number: int) -> str:
    """A whole number in words up to nineteen, and in digits from there.

    >>> in_words(1), in_words(12), in_words(26)
    ('één', 'twaalf', '26')
    """
    if number == 1:
        return "één"
    return ONES[number] if number < len(ONES) else str(number)


@lru_cache(maxsize=2**16)
def numerals(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text, in order; cached, as the card of a source recurs for every number based on it.

    >>> [one.text for one in numerals("Ruim een derde van de 1.234 scholen: vijf, of +0,04%.")]
    ['een derde', '1.234', 'vijf', '+0,04']
    """
    return tuple(_longest([*_in_digits(text), *_in_words(text)]))


@lru_cache(maxsize=2**16)
def parse(text: str) -> Fraction | None:
    """The value of digits in Dutch notation; ``None`` if they are not a number. Cached: line numbers recur.

    >>> parse("481.148.423,54"), parse("-0,5"), parse("3.1.6")
    (Fraction(24057421177, 50), Fraction(-1, 2), None)
    """
    bare = text.lstrip("+-\u2212")
    if not _GROUPED.fullmatch(bare):
        return None
    whole, _, decimals = bare.translate(_UNGROUPED).partition(",")
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return -value if text[0] in "-\u2212" else value


def spelled(number: int) -> str:
    """A cardinal below a million as one Dutch word.

    >>> spelled(23), spelled(101), spelled(2000), spelled(94)
    ('drieëntwintig', 'honderdeen', 'tweeduizend', 'vierennegentig')
    """
    if number < len(ONES):
        return ONES[number]
    if number < HUNDRED:
        tens, ones = divmod(number, 10)
        joint = "ën" if ONES[ones].endswith("e") else "en"
        return (f"{ONES[ones]}{joint}" if ones else "") + TENS[tens - 2]
    size, name = (HUNDRED, "honderd") if number < THOUSAND else (THOUSAND, "duizend")
    many, rest = divmod(number, size)
    return ("" if many == 1 else spelled(many)) + name + (spelled(rest) if rest else "")


CARDINALS: Final = {spelled(n): n for n in [*range(THOUSAND), *range(THOUSAND, 100_000, THOUSAND)]}
"""Word -> number, for numbers below a thousand and whole thousands; ``een`` is treated separately."""


def _in_digits(text: str) -> Iterator[Numeral]:
    for found in _DIGITS.finditer(text):
        start, end = found.span()
        if _letter(text[start - 1 : start]) or _letter(text[end : end + 1]):
            yield _name(text, start, end)
            continue
        lead = _LEAD.search(text, max(0, start - _REACH), start)
        sign = (lead and lead["sign"]) or ""
        yield Numeral(
            sign + found[0], lead.start() if lead else start, end, "cijfers", parse(sign + found[0])
        )


def _letter(character: str) -> bool:
    return character.isalpha() or character == "_"


def _name(text: str, start: int, end: int) -> Numeral:
    while start and _NAME.match(text[start - 1]):
        start -= 1
    while end < len(text) and _NAME.match(text[end]):
        end += 1
    return Numeral(text[start:end], start, end, "naam", None)


def _in_words(text: str) -> Iterator[Numeral]:
    words = list(_WORD.finditer(text))
    for place, found in enumerate(words):
        value, last = _read(text, words, place)
        if value is not None:
            start, end = found.start(), words[last].end()
            yield Numeral(text[start:end], start, end, "woord", value)


def _read(text: str, words: list[re.Match[str]], place: int) -> tuple[Fraction | None, int]:
    """The value of the numeral that starts at a word, and the index of its last word."""
    head = words[place][0].lower()
    count = Fraction(1) if head in ONE else _cardinal(head)
    after = [word[0].lower() for word in words[place + 1 : place + 4]]
    if count is not None and _adjacent(text, words, place, 1):
        part = PARTS.get(after[0].removesuffix("n") if after[0] not in PARTS else after[0])
        if part:
            return count / part, place + 1
        if after[0] in WHOLE_PARTS:
            return count * WHOLE_PARTS[after[0]], place + 1
        if after[0] in LARGE:
            return count * LARGE[after[0]], place + 1
        whole = _cardinal(after[2]) if after[:2] == ["op", "de"] and len(after) > 2 else None  # noqa: PLR2004
        if whole and _adjacent(text, words, place, 3):
            return count / whole, place + 3
    if count is None:
        return _single(head), place
    return (None if head == "een" else count), place


def _adjacent(text: str, words: list[re.Match[str]], place: int, steps: int) -> bool:
    """Whether only white space separates a word from the next ``steps`` words."""
    if place + steps >= len(words):
        return False
    pairs = zip(words[place : place + steps], words[place + 1 : place + steps + 1], strict=True)
    return all(text[one.end() : two.start()].isspace() for one, two in pairs)


def _cardinal(word: str) -> Fraction | None:
    number = CARDINALS.get(word) if word not in ONE else None
    return None if number is None else Fraction(number)


@lru_cache(maxsize=2**14)
def _single(word: str) -> Fraction | None:
    """The value of a single word other than a cardinal: a fraction, a large number or a compound."""
    if word in WHOLE_PARTS or word in LARGE:
        return WHOLE_PARTS.get(word) or Fraction(LARGE[word])
    for tail in TAILS:
        stem = word.removesuffix(tail)
        if stem != word and stem in CARDINALS and stem != "een":
            return Fraction(CARDINALS[stem])
    for part, size in PARTS.items():
        stem = word.removesuffix("n").removesuffix(part)
        if stem != word.removesuffix("n") and stem in CARDINALS and stem != "nul":
            return Fraction(CARDINALS[stem], size)
    return Fraction(LARGE[word.removesuffix("en")]) if word.removesuffix("en") in LARGE else None


def _longest(found: list[Numeral]) -> Iterator[Numeral]:
    """In order, without those that are part of another, such as ``twee`` in ``twee derde`` or ``1`` in ``a1b1``."""
    last = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= last:
            last = one.end
            yield one
