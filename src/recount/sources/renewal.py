"""Replace or withdraw the file of a source, or add another vintage.

Previously accepted files are kept under ``data/raw/replaced``, and their checksums stay on the card. When
a step fails, catalogue and file are restored.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from recount.edition.edition import RAW, Edition
from recount.errors import DefinitionError, EvaluationError, SourceError
from recount.layouts.recognition import recognise
from recount.names import COMMAND
from recount.numbers.dutch_words import MONTHS, date
from recount.numbers.evidence_grade import Evidence
from recount.programme import programme_of
from recount.sources.catalogue import PIN, Source, find_source, load_catalogue
from recount.sources.dependents import chapters_reading
from recount.sources.fetching import accept_file, read_document, write_document
from recount.sources.files import check_is_file, checksum, locate, read_source
from recount.sources.replacement import SHOWN_DIGITS

REPLACED = RAW / "replaced"

_ID = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")


def replace_file(
    edition: Edition, path: Path, name: str, reference_date: dt.date, reason: str | None = None
) -> Path | None:
    """Accept a newer file in place of the present one, checked as at a first acceptance.

    Returns where the older one is kept; ``None`` when it was not in ``data/raw``.

    Errors: ``SourceError`` when there is no accepted file, when the newer one has the same bytes and date,
    and when other registers do not agree with it; else as ``accept_file``.
    """
    source = _accepted(edition, name)
    check_is_file(path)
    if (checksum(path), reference_date) == (source.sha256, source.reference_date):
        raise SourceError(
            f"source '{name}' has this very file",
            path.name,
            "another file, or another reference date",
            f"the bytes that were accepted, of {source.reference_date}",
            "There is nothing to do.",
        )
    with _undone_on_failure(edition, name, source) as kept:
        accept_file(edition, path, name, reference_date, reason)
        _check_other_registers(edition, name)
    return kept


def withdraw_file(edition: Edition, name: str) -> Path | None:
    """Withdraw an accepted file, and return where it is kept; the stand-in, if any, is used again."""
    source = _accepted(edition, name)
    with _undone_on_failure(edition, name, source) as kept:
        _check_other_registers(edition, name)
    return kept


def add_source(  # noqa: PLR0913 - the parts of a card that the file does not state
    edition: Edition,
    name: str,
    path: Path,
    reference_date: dt.date,
    *,
    like: str | None = None,
    title: str | None = None,
    reason: str | None = None,
) -> str:
    """Add another vintage of open data to the catalogue and accept its file; returns the id of its model.

    The card is copied from ``like`` or from the newest source with the layout of the file, with the date and
    the year replaced in title, address and path.

    Errors: ``DefinitionError`` for an invalid or existing id; ``SourceError`` for a register, which has only
    one file; else as ``accept_file``.
    """
    check_is_file(path)
    catalogue = load_catalogue(edition)
    layouts = programme_of(edition).layouts
    model = like or _newest(catalogue, recognise(path, layouts).id, path)
    card = find_source(catalogue, model)
    if not _ID.fullmatch(name) or name in catalogue:
        raise DefinitionError(
            f"source '{name}' cannot be added",
            edition.file("sources").name,
            "a new id of lower-case letters, digits and hyphens",
            "an id that is in the catalogue" if name in catalogue else f"'{name}'",
            f"Choose another id, or run '{COMMAND} sources replace FILE --as {name} --reference-date D'.",
        )
    if card.evidence == Evidence.ADMINISTRATION:
        raise SourceError(
            f"register '{model}' has one file",
            path.name,
            "open data of another year",
            "a register of the programme",
            f"Run '{COMMAND} sources replace {path} --as {model} --reference-date {reference_date}'.",
        )
    with _written_back_on_failure(edition):
        document = read_document(edition)
        document[name] = _vintage(card, name, path, reference_date, title)
        write_document(edition, document)
        accept_file(edition, path, name, reference_date, reason)
    return model


def not_read_by(edition: Edition, name: str, model: str) -> list[str]:
    """The chapters that read the model source but not this one."""
    theirs = chapters_reading(edition, name)
    return [chapter for chapter in chapters_reading(edition, model) if chapter not in theirs]


def _accepted(edition: Edition, name: str) -> Source:
    source = find_source(load_catalogue(edition), name)
    if source.sha256 is None:
        raise SourceError(
            f"source '{name}' has no accepted file",
            edition.file("sources").name,
            "a pinned checksum",
            "none",
            f"Run '{COMMAND} sources accept FILE --as {name} --reference-date {source.reference_date}'.",
        )
    return source


@contextmanager
def _undone_on_failure(edition: Edition, name: str, source: Source) -> Iterator[Path | None]:
    """The source without pin and file inside the block; both are restored on failure."""
    target = edition.root / RAW / source.file
    kept = None
    with _written_back_on_failure(edition):
        if target.is_file() and checksum(target) == source.sha256:
            kept = edition.root / REPLACED / f"{str(source.sha256)[:SHOWN_DIGITS]}-{target.name}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(target, kept)
        try:
            _unpin(edition, name, source)
            yield kept
        except BaseException:
            if kept:
                shutil.move(kept, target)
            raise


@contextmanager
def _written_back_on_failure(edition: Edition) -> Iterator[None]:
    before = read_document(edition)
    try:
        yield
    except BaseException:
        write_document(edition, before)
        raise


def _unpin(edition: Edition, name: str, source: Source) -> None:
    """Remove the pin of the accepted file from a card, and record its date and checksum."""
    document = read_document(edition)
    card: Any = document[name]
    for key in PIN:
        card.pop(key, None)
    card["replaced"] = [*source.replaced, f"{source.reference_date} {source.sha256}"]
    write_document(edition, document)


def _check_other_registers(edition: Edition, name: str) -> None:
    """Refuse a change after which another accepted register no longer agrees with this one."""
    programme = programme_of(edition)
    for other, card in load_catalogue(edition).items():
        register = programme.register(card.layout)
        found = locate(edition, other, card) if register and other != name else None
        if found is None:
            continue
        try:
            read_source(edition, found)
        except EvaluationError as fault:
            raise SourceError(
                f"register '{other}' does not agree with the change of '{name}'",
                fault.where,
                fault.expected,
                fault.found,
                f"Run '{COMMAND} sources withdraw {other}' first, and accept it again afterwards.",
            ) from None


def _newest(catalogue: Mapping[str, Source], layout: str, path: Path) -> str:
    """The source of that layout with the latest date."""
    similar = {name: card for name, card in catalogue.items() if card.layout == layout}
    if not similar:
        raise SourceError(
            "no source has the layout of this file",
            path.name,
            "a file of the layout of a source",
            f"layout '{layout}'",
            "Correct the path, or name a similar source with --like.",
        )
    return max(similar, key=lambda name: similar[name].reference_date)


def _vintage(
    card: Source, name: str, path: Path, day: dt.date, title: str | None
) -> dict[str, Any]:
    """The card of another vintage; an address without a year is a page of the publisher, not a file."""
    url = _dated(card.url, card.reference_date, day)
    folder = PurePosixPath(_dated(str(PurePosixPath(card.file).parent), card.reference_date, day))
    if folder == PurePosixPath(card.file).parent:
        folder /= name
    return {
        "title": title or _dated(card.title, card.reference_date, day),
        **({"answers": card.answers, "cannot_say": card.cannot_say} if card.answers else {}),
        "producer": card.producer,
        "licence": card.licence,
        "url": url,
        **({"by_hand": True} if card.by_hand or url == card.url else {}),
        "reference_date": day,
        "status": card.status,
        "evidence": card.evidence,
        "layout": card.layout,
        "file": str(folder / path.name),
    }


def _dated(text: str, old: dt.date, new: dt.date) -> str:
    """A text with one date replaced by another: in words, in digits, as month, and as year."""
    for written in (date, _month, dt.date.isoformat, "{:%Y-%m}".format, "{:%Y}".format):
        text = text.replace(written(old), written(new))
    return text


def _month(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"
