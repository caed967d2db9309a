"""Inspection of a complete delivery before any of it is accepted: what each file is, and all its faults.

A file is a register of the programme, or open data of a publisher. Findings are in Dutch, for whoever
hands the files over. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from recount.edition.edition import Edition
from recount.errors import LISTED, LayoutError, SourceError, closest
from recount.layouts.faults import FileError
from recount.layouts.recognition import nearest_layout, recognised
from recount.layouts.register import Register
from recount.names import COMMAND
from recount.programme import Programme, programme_of
from recount.sources import crosschecks, plausibility
from recount.sources.catalogue import load_catalogue
from recount.sources.dependents import chapters_reading, sentences
from recount.sources.files import locate, read_source
from recount.sources.open_data_check import (
    InspectedFile,
    comparison_note,
    inspect_open_data,
    replacement_note,
)

TABLES = {".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"}
"""File name extensions of tables; of other files, only open data is inspected."""

SHAPES = {".zip", ".json", ".geojson"}
"""File name extensions of open data with locations."""

NAMED = 5
"""Names in a line of the report at most."""

HALF = 0.5
"""The minimum share of a register's columns in a header for the file to count as that register."""


def inspect_folder(edition: Edition, folder: Path) -> list[InspectedFile]:
    """Inspect every table in a folder together with the others, the register of regions first; or one file.

    Errors: ``SourceError`` when the folder does not exist, or has no tables.
    """
    found = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    paths = [path for path in found if path.is_file()]
    paths = [path for path in paths if not path.name.startswith(("~", "."))]
    programme = programme_of(edition)
    inspected = [one for path in paths if (one := _identified(path, programme))]
    if not inspected:
        raise SourceError(
            "nothing to check",
            str(folder),
            "a CSV or XLSX file, or a folder with these",
            _instead(folder, paths),
            "Correct the path, or save the table as CSV or XLSX.",
        )
    inspected.sort(key=lambda one: one.register is None or one.register != programme.regions)
    known = _regions(edition, inspected)
    for one in inspected:
        if one.layout:
            inspect_open_data(edition, one, one.layout)
        elif one.register is None:
            one.faults.append(
                _form_fault(one.path, programme) or _unknown_header(one.path, programme)
            )
        else:
            _inspect_register(edition, one, one.register, known)
            twins = [
                each.path.name
                for each in inspected
                if each.register is one.register and each is not one
            ]
            one.faults += [f"ook {twin} is een bestand voor dit register" for twin in twins]
    return inspected


def _instead(folder: Path, paths: Sequence[Path]) -> str:
    """What a path has instead of tables."""
    if not folder.is_dir():
        return f"a file '{folder.suffix}'" if folder.is_file() else "nothing at that path"
    names = ", ".join(path.name for path in paths[:LISTED])
    return f"a folder with other files: {names}" if names else "a folder without files"


def report_lines(edition: Edition, inspected: Sequence[InspectedFile]) -> Iterator[str]:
    """The report on a delivery, with what is missing and how to proceed."""
    for one in inspected:
        yield f"{one.path.name}: {_kind(one)}"
        yield from (f"  {fact}" for fact in one.facts)
        yield from (f"  LET OP: {note}" for note in one.notes)
        yield from (f"  FOUT: {fault}" for fault in one.faults)
    yield from _affected(edition, inspected)
    programme = programme_of(edition)
    there = {one.register.id for one in inspected if one.register}
    for name, card in load_catalogue(edition).items():
        if programme.register(card.layout) and card.layout not in there:
            yield f"{name}: geen bestand; " + (
                "het bestand dat is aangenomen blijft gelden"
                if card.sha256
                else "wat ervan afhangt, blijft onbekend"
            )
    if faults := sum(len(one.faults) for one in inspected):
        yield f"{faults} {'fout' if faults == 1 else 'fouten'}."
        return
    yield "Geen fouten."
    if names := [one.path.name for one in inspected if one.acceptable]:
        first = ", de regio's eerst" if programme.regions else ""
        yield (
            f"Neem {_listed(names)} aan met '{COMMAND} sources accept BESTAND --as BRON "
            f"--reference-date JJJJ-MM-DD'{first}."
        )


def _kind(one: InspectedFile) -> str:
    if one.register:
        return one.register.name
    return f"open data ({one.layout.title})" if one.layout else "geen register"


def _affected(edition: Edition, inspected: Sequence[InspectedFile]) -> Iterator[str]:
    """The chapters that read these files, and their sentences that new data can falsify."""
    named = [
        chapter
        for one in inspected
        for name in one.sources
        for chapter in chapters_reading(edition, name)
    ]
    if not named:
        return
    chapters = list(dict.fromkeys(named))
    yield f"Deze bestanden tellen mee in: {', '.join(chapters)}."
    found = [(chapter, *each) for chapter in chapters for each in sentences(edition, chapter)]
    if found:
        yield "Deze zinnen blijven alleen staan zolang de getallen ze waar maken:"
        yield from (f"  {chapter}: '{words}' ({condition})" for chapter, words, condition in found)
        yield f"Welke er vervallen, noemt '{COMMAND} audit' na '{COMMAND} build'."


def _identified(path: Path, programme: Programme) -> InspectedFile | None:
    """A register, open data or an unknown table; ``None`` for any other file."""
    suffix = path.suffix.lower()
    if suffix not in TABLES | SHAPES:
        return None
    register = _register(path, programme.registers) if suffix in TABLES else None
    layout = None if register else recognised(path, programme.layouts)
    return InspectedFile(path, register, layout) if suffix in TABLES or layout else None


def _register(path: Path, registers: Sequence[Register]) -> Register | None:
    """The register of a file: by at least half of its columns, else by its name."""
    alike = [one for one in registers if _share(path, one) >= HALF]
    if alike:
        return max(alike, key=lambda one: (_share(path, one), len(one.names)))
    stem = path.stem.casefold()
    named = [one for one in registers if one.name in stem]
    return max(named, key=lambda one: len(one.name), default=None)


def _share(path: Path, register: Register) -> float:
    """The largest share of a register's columns in one row of a file."""
    try:
        rows = register.first_rows(path).values()
    except LayoutError:
        return 0.0
    names = set(register.names)
    return max((len(names.intersection(row)) for row in rows), default=0) / len(names)


def _regions(edition: Edition, inspected: Sequence[InspectedFile]) -> set[str] | None:
    """The region codes, from the register in the folder, else the accepted one; ``None`` without either."""
    regions = programme_of(edition).regions
    if regions is None:
        return None
    for one in inspected:
        if one.register == regions:
            return set(_texts(one.path, regions, regions.key[0]))
    catalogue = load_catalogue(edition)
    for name in crosschecks.region_sources(catalogue, regions):
        found = locate(edition, name, catalogue[name])
        if found:
            return set(read_source(edition, found).parsed.table[regions.key[0]])
    return None


def _texts(path: Path, register: Register, column: str) -> pd.Series:
    """The cells of a column as text; empty for a file that cannot be read."""
    try:
        return register.cells(path)[column].str.strip()
    except LayoutError:
        return pd.Series([], dtype=str)


def _unknown_header(path: Path, programme: Programme) -> str:
    """The fault of a table of no known register or layout, with the nearest layout."""
    near = nearest_layout(path, programme.layouts)
    close = f"; lijkt op open data '{near[0]}', zonder {near[1]}" if near else ""
    return f"de kop is van geen enkel register{close}; zie '{COMMAND} sources template'"


def _form_fault(path: Path, programme: Programme) -> str:
    """The fault of a file whose first rows cannot be read as a register, in Dutch."""
    for some in programme.registers[:1]:
        try:
            some.first_rows(path)
        except FileError as fault:
            return fault.dutch
    return ""


def _inspect_register(
    edition: Edition, one: InspectedFile, register: Register, regions: set[str] | None
) -> None:
    catalogue = load_catalogue(edition)
    one.sources += [name for name, card in catalogue.items() if card.layout == register.id]
    one.acceptable = not any(catalogue[name].accepted for name in one.sources)
    _, faults = register.examined(one.path)
    one.faults += [fault.dutch for fault in faults]
    try:
        cells = register.cells(one.path).apply(lambda column: column.str.strip())
    except LayoutError:
        return
    one.facts.append(f"{len(cells)} {'regel' if len(cells) == 1 else 'regels'}")
    one.facts += _spans(register, cells)
    programme = programme_of(edition)
    if register == programme.regions:
        if programme.region_name:
            named = cells[programme.region_name].value_counts()
            one.facts.append("namen: " + _listed(named.index))
            one.notes += [f"{n} regio's heten '{name}'" for name, n in named.items() if n > 1]
    elif programme.regions and programme.refers(register.id):
        one.faults += _unknown_regions(cells[programme.regions.key[0]], regions)
    one.faults += _years_outside(edition, register, cells)
    one.faults += _days_outside(edition, register, cells)
    if not one.faults:
        one.notes += _compared(edition, register, one.path)


def _spans(register: Register, cells: pd.DataFrame) -> Iterator[str]:
    """The first and last value of every column of days or years."""
    for column in register.columns:
        filled = sorted(text for text in cells[column.name] if re.match(r"[0-9]{4}(-|$)", text))
        if column.kind in {"datum", "jaar"} and filled:
            yield f"{column.name}: {filled[0]} tot en met {filled[-1]}"


def _unknown_regions(codes: pd.Series, regions: set[str] | None) -> Iterator[str]:
    if regions is None:
        yield "het register van regio's is er nog niet; lever het mee"
        return
    for code, rows in codes[~codes.isin(regions)].value_counts().items():
        near = closest(str(code), regions)
        like = f"; lijkt op '{near}'" if near else ""
        yield f"regio '{code}' staat niet in het register van regio's ({rows} keer){like}"


def _years_outside(edition: Edition, register: Register, cells: pd.DataFrame) -> Iterator[str]:
    first, last = edition.card.first_year, edition.card.last_year
    period = {str(year) for year in range(first, last + 1)}
    for column in register.columns:
        if column.kind != "jaar" or column.later:
            continue
        years = cells[column.name]
        for year, rows in years[~years.isin(period)].value_counts().sort_index().items():
            yield f"jaar {year} ligt niet in de periode {first} tot en met {last} ({rows} keer)"


def _days_outside(edition: Edition, register: Register, cells: pd.DataFrame) -> Iterator[str]:
    """Days that ``crosschecks.check_days`` refuses, by column with their count."""
    for column in register.columns:
        if column.kind != "datum":
            continue
        texts = cells[column.name]
        texts = texts[texts.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
        begin, end = crosschecks.allowed_years(
            column, edition.card.first_year, edition.card.last_year
        )
        outside = texts[~texts.str[:4].astype(int).between(begin, end)]
        if len(outside):
            yield (
                f"regel {outside.index[0]}, kolom '{column.name}': de dag {outside.iloc[0]} ligt niet in "
                f"{begin} tot en met {end} ({len(outside)} keer)"
            )


def _compared(edition: Edition, register: Register, path: Path) -> Iterator[str]:
    """What accepting the file will require a reason for, and whether it replaces another."""
    for name, card in load_catalogue(edition).items():
        if card.layout != register.id:
            continue
        for each in plausibility.compare(edition, name, card, path):
            if not each.within:
                yield comparison_note(each)
        yield from replacement_note(name, card, path)


def _listed(names: Sequence[str] | pd.Index) -> str:
    quoted = ", ".join(f"'{name}'" for name in list(names)[:NAMED])
    return quoted + (f" en nog {len(names) - NAMED}" if len(names) > NAMED else "")
