"""Open data in a delivery: which source a file is for, its year, its faults, and its figures in context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recount.edition.edition import Edition
from recount.layouts.layout import Layout, collected_faults
from recount.layouts.register import Register
from recount.names import COMMAND
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import number
from recount.sources import plausibility
from recount.sources.catalogue import Source, load_catalogue
from recount.sources.fetching import known_bytes
from recount.sources.files import checksum
from recount.sources.replacement import differences

NO_YEAR = "jaar: staat niet in het bestand of zijn naam; wat je bij het aannemen opgeeft, geldt"
NO_SOURCE = (
    "er is nog geen bron met deze indeling; zet er een in sources.toml, met 'layout = \"{}\"'"
)
ACCEPTED = "dit bestand is al aangenomen als '{}'"
ASKED = "bij het aannemen moet je zeggen waarom dat klopt"


@dataclass(slots=True)
class InspectedFile:
    """The findings on one file: its register or layout, its sources, facts, notes and faults.

    It is ``acceptable`` if its source has no accepted file yet; else a note says what to do.
    """

    path: Path
    register: Register | None = None
    layout: Layout | None = None
    sources: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    acceptable: bool = False


def inspect_open_data(edition: Edition, one: InspectedFile, layout: Layout) -> None:
    """Add the findings that accepting a file of open data would give."""
    for name, made_up in known_bytes(edition, one.path):
        one.sources.append(name)
        if made_up:
            one.faults.append(f"dit is het verzonnen bestand van bron '{name}'")
        else:
            one.notes.append(ACCEPTED.format(name))
    with collected_faults() as faults:
        parsed = layout.read(one.path)
    one.faults += [fault.dutch for fault in faults]
    if faults or one.sources:
        return
    years = layout.years(one.path, parsed)
    one.facts.append(
        f"{number(parsed.rows_in)} regels, waarvan {number(parsed.rows_out)} bruikbaar"
    )
    if len(set(years.values())) > 1:
        stated = ", ".join(f"{year} ({where})" for where, year in years.items())
        one.faults.append(f"het bestand noemt meer dan één jaar: {stated}")
        return
    year = next(iter(years.values()), None)
    one.facts.append(f"jaar: {year}" if year else NO_YEAR)
    found = _source(edition, layout, year)
    if found is None:
        one.notes.append(NO_SOURCE.format(layout.id))
        return
    name, card = found
    one.sources.append(name)
    # a new year is compared with all sources, a replacement with all but its own
    own = name if not card.accepted or card.reference_date.year == year else ""
    for each in plausibility.compare(edition, own, card, one.path):
        (one.facts if each.within else one.notes).append(comparison_note(each))
    if year and card.reference_date.year != year:
        one.notes.append(
            f"er is nog geen bron van {year}; voeg die toe met '{COMMAND} sources add ID {one.path} "
            f"--reference-date D --like {name}'"
        )
    elif card.accepted:
        one.notes += replacement_note(name, card, one.path)
        one.notes += differences(edition, name, card, one.path)
    else:
        one.acceptable = True
        one.facts.append(f"bron: {name if year else _possible(edition, layout)}")


def _possible(edition: Edition, layout: Layout) -> str:
    """The sources without a file that a file without a year may belong to."""
    cards = load_catalogue(edition).items()
    names = [n for n, card in cards if card.layout == layout.id and not card.accepted]
    return " of ".join(names)


def _source(edition: Edition, layout: Layout, year: int | None) -> tuple[str, Source] | None:
    """The source that a file is for: the one of its year, else one without a file, else the newest; or none."""
    candidates = [pair for pair in load_catalogue(edition).items() if pair[1].layout == layout.id]
    return max(
        candidates,
        key=lambda pair: (
            pair[1].reference_date.year == year,
            not pair[1].accepted,
            pair[1].reference_date,
        ),
        default=None,
    )


def comparison_note(each: plausibility.GaugeReading) -> str:
    """A figure and its band; outside the band, with what accepting the file requires."""
    return str(each) if each.within else f"ongewoon: {each}; {ASKED}"


def replacement_note(name: str, card: Source, path: Path) -> Iterator[str]:
    """A note that this file or another was accepted for a source, and how to replace that one."""
    if not card.accepted:
        return
    if card.sha256 == checksum(path):
        yield ACCEPTED.format(name)
        return
    register = card.evidence == Evidence.ADMINISTRATION
    day = "JJJJ-MM-DD" if register else card.reference_date
    yield (
        f"er is al een bestand aangenomen; vervang het met '{COMMAND} sources replace {path} --as {name} "
        f"--reference-date {day}'{', met de dag van het uittreksel' if register else ''}"
    )
