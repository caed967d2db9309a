"""The claims: every figure of the evaluated publication, verbatim, with what is needed to check it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

import pydantic

from recount.edition.definitions import Definition, read_tables
from recount.edition.edition import Edition
from recount.edition.number_texts import number_texts
from recount.errors import DefinitionError, UnknownName, nearest
from recount.names import COMMAND
from recount.numbers.dutch_numerals import numerals

Relation = Literal["gelijk", "circa", "meer-dan", "kwalitatief"]
Direction = Literal["daling", "stijging", "geen daling"]
StatedBy = Literal["afdruk", "programma"]


PLACE = re.compile(r"\{(?P<number>[a-z0-9-]+)(?:\.(?P<part>[a-z-]+))?\}")
"""The place of a number, or of a part of one, in the sentence on public figures."""


class Claim(Definition):
    """A figure as printed.

    Parameters
    ----------
    text
        The sentence as printed, errors included.
    sic
        Misspelt words of the sentence, which a page marks.
    shown
        The figure as printed, ``98%``.
    value
        The printed figure as a number in ``unit``; ``None`` for a qualitative claim.
    step
        Rounding step of the print, in ``unit``: that of the last digit that is not a zero for ``circa``. With
        the direction ``geen daling`` the step in which a change is rounded.
    relation
        ``gelijk``, ``circa``, ``meer-dan`` or ``kwalitatief``.
    direction
        ``daling``, ``stijging`` or ``geen daling``, for a qualitative claim that states in which direction a
        number went, or that it was maintained.
    unit
        Dutch: ``%``, ``vestigingen``, ``euro``.
    place
        Block of that publication.
    definition
        What the figure means, in Dutch: numerator, denominator, reference date.
    chapter
        The chapter that recomputes it; empty if none does yet.
    stated_by
        Who states what the figure counts: the print (``afdruk``) or the ``programma``; ``None`` if both leave
        it open.
    stated
        Where, in one Dutch sentence; only with ``stated_by``.
    years
        The first and last year that the figure is about; absent for the whole period of the edition.
    public
        What public figures say about the printed figure, in one Dutch sentence, for a report without the
        register; ``{deelname-aantal}`` and ``{deelname-aantal.tot}`` stand for a number of the chapter and
        for a part of one. It has no other numerals.
    counted_in
        Sources, as ``leerlingen-*``, that count on a day what the claim is about. A verdict on a day before the
        period says so, in the words of ``counted_before`` of the edition.
    """

    text: str
    sic: tuple[str, ...] = ()
    shown: str
    value: Decimal | None = None
    step: Decimal | None = pydantic.Field(default=None, gt=0)
    relation: Relation
    direction: Direction | None = None
    unit: str
    place: str
    definition: str
    chapter: str = ""
    stated_by: StatedBy | None = None
    stated: str = ""
    years: tuple[int, int] | None = None
    public: str = ""
    counted_in: str = ""


def load_claims(edition: Edition) -> dict[str, Claim]:
    """The claims of an edition, in the order of the file.

    Errors: ``DefinitionError`` for a wrong key or value, a claim with a number but no step, a number and a
    direction, a misspelt word that is not in the sentence, a step of *circa* that the printed digits do not
    give, a stated definition without its place,
    a numeral or an unknown number in the sentence on public figures, and a chapter that the edition does not
    have.
    """
    path = edition.file("claims")
    claims = read_tables(path, Claim)
    for name, claim in claims.items():
        _check_number(path.name, name, claim)
        _check_sic(path.name, name, claim)
        _check_circa(path.name, name, claim)
        _check_stated(path.name, name, claim)
        _check_chapter(path.name, name, claim, list(edition.card.chapters))
        _check_public(path.name, name, claim, edition)
    return claims


def find_claim(claims: dict[str, Claim], name: str) -> Claim:
    """The claim of that id.

    Errors: ``UnknownName``.
    """
    if name not in claims:
        raise UnknownName(
            f"claim '{name}' is unknown",
            "claims.toml",
            "the id of a claim",
            nearest(name, claims),
            f"Correct the id; '{COMMAND} audit' lists them.",
        )
    return claims[name]


def number_id(prefix: str, key: str) -> str:
    """The id of a member of a family of numbers.

    >>> number_id("bereik", "M&T"), number_id("examens", "2018-2019")
    ('bereik-mt', 'examens-2018-2019')
    """
    parts = key.replace("-", " ")
    kept = "".join(sign if sign.isalnum() else " " if sign.isspace() else "" for sign in parts)
    return "-".join([prefix, *kept.casefold().split()])


def family_claims(
    claims: Mapping[str, Claim], prefix: str, keys: Iterable[str]
) -> dict[str, Claim]:
    """The claims of a family of numbers that have a printed number, by key."""
    found = {key: claims.get(number_id(prefix, key)) for key in keys}
    return {key: claim for key, claim in found.items() if claim and claim.value is not None}


def _check_number(file: str, name: str, claim: Claim) -> None:
    numeric = claim.relation != "kwalitatief"
    stepped = numeric or claim.direction == "geen daling"
    if (claim.value is not None, claim.step is not None) != (numeric, stepped):
        raise DefinitionError(
            f"claim '{name}' does not fit its relation",
            f"{file} [{name}]",
            "'value' and 'step' for every relation except 'kwalitatief', which has neither; a 'step' for the "
            "direction 'geen daling'",
            f"relation '{claim.relation}', value {claim.value}, step {claim.step}",
            "Correct the keys.",
        )
    if numeric and claim.direction is not None:
        raise DefinitionError(
            f"claim '{name}' has a number and a direction",
            f"{file} [{name}.direction]",
            "a direction only if 'relation' is 'kwalitatief'",
            f"relation '{claim.relation}', direction '{claim.direction}'",
            "Remove one of the two.",
        )


def _check_sic(file: str, name: str, claim: Claim) -> None:
    for word in claim.sic:
        if word not in claim.text:
            raise DefinitionError(
                f"claim '{name}' does not have the misspelt word",
                f"{file} [{name}.sic]",
                "words of 'text'",
                f"'{word}'",
                "Correct the word, or remove it.",
            )


def _check_circa(file: str, name: str, claim: Claim) -> None:
    """The step of *circa* follows from the print: no margin that we choose."""
    if claim.relation != "circa" or claim.value is None:
        return
    step = last_digit(claim.value)
    if claim.step != step:
        raise DefinitionError(
            f"the step of claim '{name}' is not that of the print",
            f"{file} [{name}.step]",
            f"{step:f}, the place of the last digit of {claim.value} that is not a zero",
            f"{claim.step}",
            "Correct the step.",
        )


def last_digit(value: Decimal) -> Decimal:
    """The place of the last digit of a number that is not a zero.

    >>> [int(last_digit(Decimal(value))) for value in (90, 600, 610)]
    [10, 100, 10]
    """
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def _check_stated(file: str, name: str, claim: Claim) -> None:
    if (claim.stated_by is None) != (claim.stated == ""):
        raise DefinitionError(
            f"claim '{name}' states half of who defines it",
            f"{file} [{name}.stated]",
            "'stated_by' and 'stated' together, or neither",
            f"stated_by '{claim.stated_by}', stated '{claim.stated}'",
            "Write in one sentence where the definition is stated, or remove 'stated_by'.",
        )


def _check_chapter(file: str, name: str, claim: Claim, chapters: list[str]) -> None:
    if claim.chapter and claim.chapter not in chapters:
        raise DefinitionError(
            f"chapter '{claim.chapter}' is unknown",
            f"{file} [{name}.chapter]",
            "one of " + ", ".join(chapters) + ", or empty",
            f"'{claim.chapter}', {nearest(claim.chapter, chapters)}",
            "Correct the name, or add the chapter to edition.toml.",
        )


def _check_public(file: str, name: str, claim: Claim, edition: Edition) -> None:
    """The sentence on public figures has only numbers of its chapter, and none that is typed."""
    if not claim.public:
        return
    typed = [one.text for one in numerals(PLACE.sub("", claim.public))]
    named = [place["number"] for place in PLACE.finditer(claim.public)]
    texts = number_texts(edition, claim.chapter)
    unknown = [number for number in named if texts.entry(number) is None]
    if typed or unknown:
        raise DefinitionError(
            f"claim '{name}' has a sentence with a number that nothing publishes",
            f"{file} [{name}.public]",
            f"only ids in braces that numbers.toml has under [{claim.chapter}]",
            ", ".join([*typed, *unknown]),
            "Publish the number in the chapter, and name it in braces.",
        )
