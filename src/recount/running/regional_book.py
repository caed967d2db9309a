"""The regional book of a division: a chapter for every region.

A regional chapter of an edition is run for a division, or for every region of it, with these as its
parameters. Each division has its own text, such as ``regio-noord.md``, a template for its regions. The
regional book has its own build folder, so that neither it nor the report is rebuilt for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module

from recount.edition.edition import ChapterCard, Edition, RegionalCard, RegionCard
from recount.edition.parameters import check_known

NONE = "none"


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its name, and the text of its chapter.

    Parameters
    ----------
    title
        Its name.
    text
        The end of the name of its text if that is another than its division's, as in ``regio-overzee.md``.
    in_all_files
        Whether the files that all divisions read cover it; if not, its chapter reads only what its division
        adds.
    words
        Placeholder -> what the text of its chapter has in its place, besides the title.
    """

    title: str
    text: str = ""
    in_all_files: bool = True
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Division:
    """A division of the country into regions.

    Parameters
    ----------
    title
        What its regions are called together, Dutch.
    regions
        Edition -> the regions by code. Errors: ``DefinitionError`` when no file names them.
    """

    title: str
    regions: Callable[[Edition], Mapping[str, Region]]


def divisions(edition: Edition) -> Mapping[str, Division]:
    """The divisions of a regional book by name, the preferred one first; empty if there is no such book.

    They are in ``DIVISIONS`` of the module that the programme names.
    """
    if not edition.card.regional:
        return {}
    from recount.programme import programme_of  # noqa: PLC0415 - slow to import

    module = programme_of(edition).divisions
    found: Mapping[str, Division] = import_module(module).DIVISIONS if module else {}
    return found


def default_division(edition: Edition) -> str:
    """The first division that has all it needs, in the demo the last; ``none`` if there is none."""
    from recount.sources.files import missing_sources  # noqa: PLC0415 - slow to import

    known = [*divisions(edition)]
    if edition.demo:
        return known[-1] if known else NONE
    for division in known:
        needs = {n for card in edition.card.regional.values() for n in card.within(division).needs}
        if not missing_sources(edition, needs):
            return division
    return NONE


def check_division(edition: Edition, division: str) -> None:
    """Refuse an unknown division.

    Errors: ``UnknownName``.
    """
    check_known(division, [*divisions(edition), NONE], "division", "--regions")


def regional_edition(edition: Edition, division: str) -> Edition | None:
    """The edition whose chapters are those of the regional book; ``None`` when there is none to make.

    Errors: as ``check_division``; ``DefinitionError`` when the file that names the regions is absent.
    """
    check_division(edition, division)
    if division == NONE:
        return None
    chosen = divisions(edition)[division]
    known = chosen.regions(edition)
    chapters = {
        name: made
        for template, card in edition.card.regional.items()
        for name, made in _chapters(
            template,
            card,
            division,
            known if card.each else {"": Region(chosen.title)},
        )
    }
    card = edition.card.model_copy(update={"chapters": chapters})
    return replace(edition, card=card, division=division)


def edition_with(edition: Edition, name: str) -> Edition:
    """The edition that has a chapter or number: a regional book, as its name shows, else this one."""
    template, _, rest = name.partition("-")
    division = rest.partition("-")[0]
    if template not in edition.card.regional or division not in divisions(edition):
        return edition
    return regional_edition(edition, division) or edition


def _chapters(
    template: str, card: RegionalCard, division: str, places: Mapping[str, Region]
) -> Iterator[tuple[str, ChapterCard]]:
    for code, region in places.items():
        chosen = {"division": division, "region": code} if code else {"division": division}
        read = card.within(division) if region.in_all_files else card.divisions[division]
        made = RegionCard(
            **read.model_dump(),
            template=template,
            text=f"{template}-{region.text or division}",
            settings=chosen,
            title=region.title,
            words=dict(region.words),
        )
        yield "-".join(filter(None, [template, division, code])), made
