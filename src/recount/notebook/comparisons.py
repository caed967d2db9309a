"""What other publications say about the claims of a chapter: a table of all, and a picture per claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from recount.notebook.figures.timelines import timeline
from recount.notebook.words import enumeration
from recount.numbers.dutch_words import NOTHING, capitalised
from recount.numbers.embedded import number, only_number, unless_same
from recount.numbers.evidence_grade import Evidence
from recount.numbers.measures import Measure
from recount.numbers.share_parts import with_parts
from recount.results import publications
from recount.results.publications import SOURCE, Figure, Relation, written
from recount.results.timelines import Dated, Mark, Panel, Voice, Years, panels, year_of
from recount.spreadsheets import HIGH, LOW

if TYPE_CHECKING:
    from recount.notebook.chapter import Chapter

SUBTITLE = "Per jaar; een schooljaar staat bij het jaar waarin het begint"

POINTS = {
    Voice.PRINTED: "Gevulde ruit: {print}.",
    Voice.OURS: "Gevulde stip: ons getal.",
    Voice.SAME: "Open rondje: een andere publicatie, met dezelfde definitie en dag.",
    Voice.OTHER: "Open vierkant: een andere publicatie, met een andere definitie of dag.",
}
PERIODS = {
    Voice.PRINTED: "Dikke lijn: {print}, over de hele periode.",
    Voice.OURS: "Doorgetrokken lijn: ons getal, over meer jaren.",
    Voice.SAME: "Dunne lijn: een andere publicatie over dezelfde jaren, met dezelfde definitie.",
    Voice.OTHER: "Onderbroken lijn: een andere publicatie, met een andere definitie of andere jaren.",
}
"""What the signs for one year and for several mean."""

ROUNDED = "Een staande streep: wat tot dat getal afrondt."
BOUNDS = "Een staande streep door onze stip: van de ondergrens tot de bovengrens."
DRAWN = "Getekend zijn getallen met een vast jaar en dezelfde eenheid, over ongeveer hetzelfde."
JOINED = "Een dunne lijn verbindt getallen uit dezelfde bron."


def show_publications(chapter: Chapter, claims: Sequence[str]) -> None:
    """Publish the table ``<chapter>-publicaties`` and, per claim with something to compare, a figure.

    Numbers of ours that depend on made-up data are not compared.
    """
    listed, ours = chapter.table(SOURCE), dict(_real(chapter))
    table = publications.compare(
        listed,
        chapter.claims,
        claims,
        {name: measure for name, (measure, _) in ours.items()},
        chapter.claimed.label,
    )
    name = f"{chapter.name}-{SOURCE}"
    caption = publications.explained(table)
    chapter.show(name, table, title=publications.TITLE, caption=caption, sources=[SOURCE])
    dated = {
        own: Dated(measure, _years(chapter, own, sources))
        for own, (measure, sources) in ours.items()
        if measure.value is not None and not measure.withheld
    }
    for claim in claims:
        about, label = publications.about(listed, [claim]), chapter.claimed.label
        title = chapter.published[claim].label if claim in chapter.published else claim
        found = panels(about, chapter.claims, dated, _period(chapter), label, title)
        if found:
            used = [one for panel in found for own in panel.numbers for one in ours[own][1]]
            chapter.figure(
                f"{name}-{claim}",
                timeline(found),
                frame(found, about),
                **texts(found, about, chapter.edition.card.print_name),
                sources=list(dict.fromkeys([SOURCE, *used])),
            )


def _real(chapter: Chapter) -> Iterator[tuple[str, tuple[Measure, Sequence[str]]]]:
    """Our numbers with their sources, without those that depend on made-up data."""
    for name, measure in chapter.elsewhere.items():
        sources = chapter.declared.used(measure)
        if chapter.declared.evidence(sources) is not Evidence.MADE_UP:
            yield name, (measure, sources)
    for name, one in chapter.published.items():
        if one.evidence is not Evidence.MADE_UP:
            yield name, (one.measure, one.sources)


def _period(chapter: Chapter) -> Years:
    card = chapter.edition.card
    return card.first_year, card.last_year


def _years(chapter: Chapter, name: str, sources: Sequence[str]) -> Years:
    """The years that a number is about.

    That of its claim, unless sources count on a day what the claim is about; else the year in its id;
    else that of its newest source.
    """
    claim = chapter.claims.get(name)
    if claim and not claim.counted_in:
        return claim.years or _period(chapter)
    year = year_of(name) or max(chapter.date_of(source) for source in sources).year
    return year, year


def frame(found: Sequence[Panel], about: pd.DataFrame) -> pd.DataFrame:
    """The data of a picture: a row per mark, with the parts of our shares, and how many figures are in the table only."""
    drawn = [
        {
            "telling": panel.title, "wie": mark.who, "soort": mark.voice.value, "jaar": mark.when,
            "eenheid": panel.unit, "waarde": mark.value,
            f"waarde{LOW}": mark.low, f"waarde{HIGH}": mark.high,
        }
        for panel in found
        for mark in panel.marks
    ]  # fmt: skip
    left_out = [
        {
            "telling": "niet getekend", "wie": reason, "soort": NOTHING, "jaar": NOTHING,
            "eenheid": "getallen van anderen", "waarde": count,
            f"waarde{LOW}": count, f"waarde{HIGH}": count,
        }
        for reason, count in undrawn(found, about).items()
    ]  # fmt: skip
    ours = [mark.measure for panel in found for mark in panel.marks]
    return with_parts(pd.DataFrame([*drawn, *left_out]), [*ours, *(None for _ in left_out)])


def undrawn(found: Sequence[Panel], about: pd.DataFrame) -> dict[str, int]:
    """How many figures of others are in the table only, by reason; a reason without figures is left out."""
    timeless = int((about["jaar"] == "").sum())
    rest = len(about) - timeless - sum(len(panel.others) for panel in found)
    reasons = {"zonder vast jaar": timeless, "over iets anders": rest}
    return {reason: count for reason, count in reasons.items() if count}


def texts(found: Sequence[Panel], about: pd.DataFrame, print_name: str) -> dict[str, str]:
    """Dutch title, subtitle, caption and description of a picture."""
    words = [word for panel in found for word in panel.relations]
    finding = _finding(words, found)
    left_out = enumeration(f"{count} {reason}" for reason, count in undrawn(found, about).items())
    caption = [
        *_signs(found, print_name),
        DRAWN,
        f"Niet getekend, wel in de tabel: {left_out}." * bool(left_out),
    ]
    return {
        "title": f"{found[0].title}: {finding}" if len(found) == 1 else capitalised(finding),
        "subtitle": SUBTITLE,
        "caption": " ".join(filter(None, caption)),
        "alt": " ".join(map(_spoken, found)),
    }


def _finding(words: Sequence[Relation], found: Sequence[Panel]) -> str:
    if not words:
        apart = "anderen tellen iets anders, of op een andere dag"
        if len(found) > 1:
            return apart
        marks = sorted(found[0].marks, key=lambda mark: mark.value)
        low, high = _alike(marks[0], marks[-1])
        return unless_same([low, high], f"van {low} tot {high}; {apart}", f"{low}; {apart}")
    if set(words) == {Relation.EQUAL}:
        return "waar anderen hetzelfde tellen, noemen zij hetzelfde getal"
    return "ook waar anderen hetzelfde tellen, verschilt het getal"


def _alike(low: Mark, high: Mark) -> tuple[str, str]:
    """Two values in one notation: both in millions if one of them was rounded to these."""
    ends = low, high
    in_millions = [
        bool(one and one.in_millions) for one in map(only_number, (low.shown, high.shown))
    ]
    uncertain = any(mark.voice is Voice.OURS and mark.low != mark.high for mark in ends)
    if sum(in_millions) != 1 or uncertain:
        return low.shown, high.shown
    step = max(mark.high - mark.low for mark in ends)
    first, last = (written(Figure(mark.value, step, "euro")) for mark in ends)
    return first, last


def _signs(found: Sequence[Panel], print_name: str) -> Iterator[str]:
    """What the signs in these panels mean."""
    marks = [mark for panel in found for mark in panel.marks]
    for voice in Voice:
        for several, meanings in ((False, POINTS), (True, PERIODS)):
            if any(
                mark.voice is voice and (mark.years[0] != mark.years[1]) is several
                for mark in marks
            ):
                yield meanings[voice].format(print=print_name)
    uncertain = {mark.voice is Voice.OURS for mark in marks if mark.low != mark.high}
    if False in uncertain:
        yield ROUNDED
    if True in uncertain:
        yield BOUNDS
    if any(len(panel.marks) > len({mark.who for mark in panel.marks}) for panel in found):
        yield JOINED


def _spoken(panel: Panel) -> str:
    """A panel in words."""
    said = "; ".join(
        f"{mark.who}: {_amount(mark, panel.unit)} ({_about(mark)})" for mark in panel.marks
    )
    return f"{panel.title}. {capitalised(said)}."


def _amount(mark: Mark, unit: str) -> str:
    """A value as written, but euros in full, as in the data of the figure."""
    if unit != "euro":
        return mark.shown
    return f"{number(mark.value, 0 if mark.value.is_integer() else 2)} euro"


def _about(mark: Mark) -> str:
    """The years of a mark, and whether another counted the same."""
    same = {Voice.SAME: ", zelfde definitie en dag", Voice.OTHER: ", andere definitie of dag"}
    return f"{mark.when}{same.get(mark.voice, '')}"
