"""The catalogue: what every source file is, who publishes it, and its layout; ``sources`` finds the files."""

from __future__ import annotations

import datetime as dt
import fnmatch
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import pydantic

from recount.edition.definitions import Definition, read_tables
from recount.edition.edition import Edition, mirror
from recount.errors import DefinitionError, SourceError, UnknownName, nearest
from recount.names import COMMAND, MIRROR, shown
from recount.numbers.evidence_grade import Evidence


def _inside(place: str) -> str:
    """The place itself, unless it leads out of its folder."""
    parts = place.replace("\\", "/").split("/")
    if not place.strip() or "" in parts or ".." in parts or ":" in parts[0]:
        raise ValueError(
            "a place within its folder is expected: no '..', no drive and no slash in front"
        )
    return place


InFolder = Annotated[str, pydantic.AfterValidator(_inside)]
"""A relative path within a folder, such as ``2019/a.csv``."""


REMARKS = ("deviations", "reason", "year_given")
"""Keys on a card that say how an accepted file differs from others."""

PIN = ("sha256", "rows", "accessed", *REMARKS)
"""Keys on a card that describe one accepted file."""


class Source(Definition):
    """A card of the catalogue.

    Parameters
    ----------
    title, producer, licence, url
        What it is, who publishes it, under which terms, and where.
    answers, cannot_say
        The question that it answers, and what it cannot say, in Dutch sentences; shown in the book.
    reference_date
        The day that the numbers describe.
    accessed
        The day that the checksum was pinned.
    status
        ``voorlopig`` or ``definitief``.
    evidence
        Grade of the real file.
    layout
        Id of a layout of the programme.
    file
        Path under ``data/raw`` and in a mirror; under ``data/published`` when ``published``.
    sha256, rows
        Of the real file; ``None`` until it is first accepted. A checksum without rows is one that someone
        else noted: the file must have it, and is read at its first acceptance.
    standin
        Path under ``data/standin``; ``None`` when the source may be absent.
    by_hand
        The address is a page on which a person selects the file.
    member
        The address gives a zip, and this is the file in it.
    published
        The file is ours and committed: it is never fetched, and the commit pins it.
    deviations, reason
        Where the accepted file lies outside the bands of ``plausibility``, in Dutch sentences, and why it
        was accepted nevertheless.
    year_given
        Neither the file nor its name states the year; the user gave it with the reference date.
    replaced
        Reference date and checksum of previously accepted files, oldest first.
    """

    title: str
    answers: str = ""
    cannot_say: str = ""
    producer: str
    licence: str
    url: str
    reference_date: dt.date
    accessed: dt.date | None = None
    status: Literal["voorlopig", "definitief"]
    evidence: Evidence
    layout: str
    file: InFolder
    sha256: str | None = None
    rows: int | None = None
    standin: InFolder | None = None
    by_hand: bool = False
    member: str | None = None
    published: bool = False
    deviations: tuple[str, ...] = ()
    reason: str | None = None
    year_given: bool = False
    replaced: tuple[str, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether a real file with this checksum was read and accepted."""
        return self.rows is not None

    def made_up(self, day: dt.date) -> Source:
        """The card of a register in the demo: of this day, whatever real file was accepted since."""
        card = self.model_dump(exclude={*PIN, "replaced"})
        return Source(**card | {"reference_date": day})


def read_cards(edition: Edition) -> dict[str, Source]:
    """The cards of the catalogue of an edition; their layouts are not looked up."""
    return read_tables(edition.file("sources"), Source)


def load_catalogue(edition: Edition) -> dict[str, Source]:
    """The catalogue of an edition, in which every layout exists.

    A register of the demo describes the last day of the period.
    """
    from recount.programme import programme_of  # noqa: PLC0415 - slow to import

    path = edition.file("sources")
    catalogue = read_cards(edition)
    layouts = programme_of(edition).layouts
    last_day = dt.date(edition.card.last_year, 12, 31)
    for name, source in catalogue.items():
        if edition.demo and source.evidence == Evidence.ADMINISTRATION:
            catalogue[name] = source.made_up(last_day)
        if source.layout not in layouts:
            raise DefinitionError(
                f"layout '{source.layout}' is unknown",
                f"{path.name} [{name}.layout]",
                "one of " + ", ".join(layouts),
                f"'{source.layout}', {nearest(source.layout, layouts)}",
                "Correct the name, or add the layout.",
            )
    return catalogue


def check_mirror(edition: Edition) -> None:
    """Refuse a mirror that does not exist, or that has no file of the catalogue and so is another folder."""
    folder = mirror()
    files = [source.file for source in read_cards(edition).values()]
    if folder and not any((folder / file).is_file() for file in files):
        raise SourceError(
            "the mirror has none of the files",
            shown(MIRROR),
            f"a folder that has files such as {files[0]}",
            str(folder),
            "Correct or unset it.",
        )


def find_source(catalogue: Mapping[str, Source], name: str) -> Source:
    """The source with that id."""
    if name not in catalogue:
        raise UnknownName(
            f"source '{name}' is unknown",
            "sources.toml",
            "an id of the catalogue",
            nearest(name, catalogue),
            f"Correct the id; '{COMMAND} sources list' shows them.",
        )
    return catalogue[name]


def select(catalogue: Mapping[str, Source], patterns: Iterable[str]) -> list[str]:
    """The ids that match names or patterns such as ``leerlingen-*``, in catalogue order."""
    wanted = list(patterns)
    for pattern in wanted:
        if not fnmatch.filter(catalogue, pattern):
            find_source(catalogue, pattern)
    return [name for name in catalogue if any(fnmatch.fnmatch(name, p) for p in wanted)]
