"""Bring a real file into ``data/raw``: fetched from publisher or mirror, or handed over by a person.

Bytes go to a temporary file first and are moved only when the checksum is right; a file without a
pinned checksum is first recognised by its header, and then pinned.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import pooch
import requests
import tomlkit

from recount.edition.edition import PUBLISHED, RAW, STANDIN, Edition, mirror
from recount.errors import LayoutError, SourceError
from recount.layouts.faults import AGAIN
from recount.layouts.layout import missing, read_bytes
from recount.layouts.recognition import recognised
from recount.layouts.unpacking import unzip
from recount.names import COMMAND
from recount.numbers.evidence_grade import Evidence
from recount.programme import programme_of
from recount.sources import plausibility, replacement
from recount.sources.catalogue import REMARKS, Source, find_source, load_catalogue
from recount.sources.files import Found, check_is_file, checksum, read_source
from recount.storage import temporary_folder, write_whole


def fetch_source(edition: Edition, name: str, *, reason: str | None = None) -> Path:
    """Put the real file of a source in ``data/raw``; a correct file, or one of ours, stays as it is.

    The mirror is tried before the publisher. A download with other bytes than the pinned ones is kept aside.
    Errors: ``SourceError`` when neither has it, ``ChecksumMismatch`` when the bytes are not the pinned ones;
    for a file that was never accepted as ``accept_file``, also for ``reason``.
    """
    source = find_source(load_catalogue(edition), name)
    if source.published:
        return edition.root / PUBLISHED / source.file
    target = edition.root / RAW / source.file
    if target.is_file() and source.sha256 and checksum(target) == source.sha256:
        return target
    _refuse_overwrite(name, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with temporary_folder(target.parent, "fetch") as folder:
        part = Path(folder, target.name)
        copied = _obtain(name, source, part)
        if source.sha256 not in {None, checksum(part)}:
            raise replacement.other_bytes(
                edition, name, source, copied or replacement.kept(edition, part)
            )
        remarks = _check(edition, name, source, part)
        if not source.accepted:
            remarks |= _explanation(edition, name, source, part, reason)
            pin(edition, name, part, source.reference_date, remarks)
        shutil.move(part, target)
    return target


def accept_file(
    edition: Edition, path: Path, name: str, reference_date: dt.date, reason: str | None = None
) -> Path:
    """Accept a file that a person hands over as the real file of a source, and pin its checksum.

    A file outside the bands of ``plausibility`` needs a reason, which is stored beside the checksum with
    the figures that it explains; for a file within them the reason is not stored.

    The reference date of open data is that of the catalogue; that of a register is the day of the
    extract, and is pinned with it. Errors: ``SourceError`` when the file does not exist, when the
    reference date is not the catalogue's, when a register does not agree with the others, or when
    another file would be overwritten; ``ImplausibleFile`` when it lies outside the bands and no reason is
    given; ``LayoutError`` when the header is of another layout;
    ``ChecksumMismatch`` when the source is pinned to other bytes.
    """
    source = find_source(load_catalogue(edition), name)
    if source.published:
        raise SourceError(
            f"source '{name}' is a file of our own",
            (PUBLISHED / source.file).as_posix(),
            "a change to that file",
            "another file to accept",
            "Edit the committed file instead.",
        )
    check_is_file(path)
    if source.evidence != Evidence.ADMINISTRATION and reference_date != source.reference_date:
        raise SourceError(
            f"another reference date for source '{name}'",
            "--reference-date",
            str(source.reference_date),
            str(reference_date),
            f"Use the date of the catalogue, or run '{COMMAND} sources add ID {path} --reference-date "
            f"{reference_date} --like {name}' to add a source of this date.",
        )
    if source.evidence == Evidence.ADMINISTRATION:
        _check_extract(edition, name, reference_date)
    remarks = _check(edition, name, source, path)
    remarks |= _explanation(edition, name, source, path, reason)
    target = edition.root / RAW / source.file
    present = target.is_file() and checksum(target) == checksum(path)
    if not present:
        _refuse_overwrite(name, target)
        target.parent.mkdir(parents=True, exist_ok=True)
    with temporary_folder(target.parent, "accept") as folder:
        part = target if present else Path(shutil.copy(path, Path(folder, target.name)))
        if not source.accepted or reference_date != source.reference_date:
            pin(edition, name, part, reference_date, remarks)
        if not present:
            shutil.move(part, target)
    return target


def _check_extract(edition: Edition, name: str, day: dt.date) -> None:
    """Refuse an extract date before the period or in the future."""
    begin, today = dt.date(edition.card.first_year, 1, 1), dt.datetime.now(tz=dt.UTC).date()
    if not begin <= day <= today:
        raise SourceError(
            f"the register for source '{name}' cannot have that extract date",
            "--reference-date",
            f"a day from {begin}, when the period begins, to {today}, today",
            str(day),
            "Give the day on which the register was extracted.",
        )


def _explanation(
    edition: Edition, name: str, source: Source, path: Path, reason: str | None
) -> dict[str, object]:
    """The figures of a new file outside their bands, with the reason; refused without a reason."""
    if source.accepted:
        return {}
    compared = plausibility.compare(edition, name, source, path)
    outside = [str(comparison) for comparison in compared if not comparison.within]
    if not outside:
        return {}
    if not (reason or "").strip():
        plausibility.check(name, path, compared)
    return {"deviations": outside, "reason": str(reason).strip()}


def read_document(edition: Edition) -> tomlkit.TOMLDocument:
    """The catalogue of an edition as text that keeps its comments when it is changed."""
    return tomlkit.parse(edition.file("sources").read_text("utf-8"))


def write_document(edition: Edition, document: tomlkit.TOMLDocument) -> None:
    """Write a changed catalogue."""
    write_whole(edition.file("sources"), tomlkit.dumps(document).encode())


def pin(
    edition: Edition,
    name: str,
    path: Path,
    reference_date: dt.date,
    remarks: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Write checksum, rows and dates of an accepted file to ``sources.toml``, keeping comments.

    ``remarks`` holds further keys for the card, from ``REMARKS``.
    """
    document = read_document(edition)
    card = document[name]
    card["reference_date"] = reference_date
    card["accessed"] = dt.datetime.now(tz=dt.UTC).date()
    if card.get("sha256") != checksum(path):
        for key in REMARKS:
            card.pop(key, None)
    card["sha256"] = checksum(path)
    card["rows"] = programme_of(edition).layouts[str(card["layout"])].read(path).rows_in
    card.update(remarks)
    write_document(edition, document)


def _refuse_overwrite(name: str, target: Path) -> None:
    if target.exists():
        raise SourceError(
            f"source '{name}' already has another file",
            str(target),
            "no file there, or the same bytes",
            f"a file with sha256 {checksum(target)[:12]}…",
            "Move that file away first; nothing is overwritten.",
        )


def _check(edition: Edition, name: str, source: Source, path: Path) -> dict[str, object]:
    """Check the pinned checksum, and at a first acceptance the layout, the content and the other registers.

    Returns what its card should say about the year, which registers do not have.
    """
    if source.sha256 not in {None, checksum(path)}:
        raise replacement.other_bytes(edition, name, source, path)
    if source.accepted:
        return {}
    _refuse_known_bytes(edition, name, path)
    layouts = programme_of(edition).layouts
    own = layouts[source.layout]
    # a file with missing columns may belong to another source; else its own layout names them
    if missing(own.header(path), own.needed) and (other := recognised(path, layouts)):
        raise LayoutError(
            f"source '{name}' has another layout",
            path.name,
            f"'{own.id}' ({own.title})",
            f"'{other.id}' ({other.title})",
            "Name the source that this file belongs to.",
        )
    dataset = read_source(edition, Found(name, source, path, "raw", checksum(path)))
    years = own.years(path, dataset.parsed)
    _check_year(name, source, path, years)
    return {} if years or source.evidence == Evidence.ADMINISTRATION else {"year_given": True}


def known_bytes(edition: Edition, path: Path) -> Iterator[tuple[str, bool]]:
    """The sources that already have exactly these bytes, and whether as their made-up file."""
    digest, content = checksum(path), read_bytes(path)
    for name, card in load_catalogue(edition).items():
        standin = edition.root / STANDIN / (card.standin or "")
        if card.accepted and card.sha256 == digest:
            yield name, False
        elif standin.is_file() and read_bytes(standin) == content:
            yield name, True


def _refuse_known_bytes(edition: Edition, name: str, path: Path) -> None:
    """Refuse bytes that already belong to another source or to a made-up file of ours."""
    for other, made_up in known_bytes(edition, path):
        known = "the made-up file of" if made_up else "the bytes pinned for"
        raise SourceError(
            f"the file for source '{name}' belongs to another source",
            path.name,
            "bytes that no other source has",
            f"{known} source '{other}'",
            "Fetch the file that belongs to this source.",
        )


def _check_year(name: str, source: Source, path: Path, years: Mapping[str, int]) -> None:
    """Refuse a file whose name, header or rows state another year than the reference date."""
    for where, year in years.items():
        if year != source.reference_date.year:
            raise SourceError(
                f"the file for source '{name}' is of another year",
                f"{path.name}, {where}",
                f"the year of the reference date {source.reference_date}",
                str(year),
                "Name the source of that year; if only the file name is wrong, rename the file.",
            )


def _obtain(name: str, source: Source, part: Path) -> Path | None:
    """Put the file in ``part``; returns the file of the mirror it is a copy of, ``None`` for a download."""
    copy = folder / source.file if (folder := mirror()) else None
    if copy is not None and copy.is_file():
        shutil.copyfile(copy, part)
        return copy
    if source.by_hand:
        raise SourceError(
            f"source '{name}' must be fetched by hand",
            source.url,
            "an address of the file itself",
            "a page on which a person selects the file",
            f"Download it there, then run '{COMMAND} sources accept FILE --as {name} "
            f"--reference-date {source.reference_date}'.",
        )
    _download(name, source, part)
    return None


def _download(name: str, source: Source, part: Path) -> None:
    pooch.get_logger().setLevel("WARNING")
    try:
        pooch.retrieve(
            source.url,
            known_hash=None,
            fname=f"{part.name}.download",
            path=part.parent,
            progressbar=True,
        )
    except (requests.RequestException, OSError, ValueError) as error:
        offline = type(error) is requests.ConnectionError
        raise SourceError(
            f"source '{name}' cannot be fetched",
            source.url,
            "the file",
            "no connection to its server" if offline else f"{type(error).__name__}: {error}",
            f"Try again later, or download it elsewhere and run '{COMMAND} sources accept FILE --as {name} "
            f"--reference-date {source.reference_date}'.",
        ) from None
    received = part.with_name(f"{part.name}.download")
    part.write_bytes(_unpacked(received.read_bytes(), source.member))


def _unpacked(received: bytes, member: str | None) -> bytes:
    if member is None:
        return received
    try:
        return unzip(received)[member]
    except (ValueError, KeyError) as error:
        raise SourceError(
            "the download cannot be unpacked", "the zip", f"'{member}' in it", str(error), AGAIN
        ) from None
