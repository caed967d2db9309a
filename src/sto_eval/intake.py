"""A look at a whole hand-over of registers before any of it is accepted: what each file is, and all its faults.

What it says is Dutch, for whoever hands the files over. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from sto_eval import crosschecks, plausibility
from sto_eval.catalogue import Source, load_catalogue
from sto_eval.edition import Edition
from sto_eval.errors import LayoutError, SourceError, nearest
from sto_eval.layouts import recognised
from sto_eval.layouts.registers import REGISTERS
from sto_eval.layouts.registers.register import Register
from sto_eval.layouts.registers.templates import PREFIX, explained
from sto_eval.sources import checksum, locate, read_source

TABLES = {".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods"}
"""What a table is called; files with other names are passed over."""

HALF = 0.5
"""The share of the columns of a register that a header must have to be taken for it."""

KINDS: Mapping[str, str] = {
    "datum": "een dag als jaar-maand-dag, alleen cijfers",
    "jaar": "een jaar met vier cijfers",
    "geheel": "een heel getal van 0 of meer",
    "bedrag": "een bedrag van 0 of meer, met hooguit twee decimalen en zonder scheiding van duizendtallen",
    "getal": "een getal van 0 of meer",
    "ja/nee": "ja of nee",
}
CODES: Mapping[str, str] = {
    "vestiging": "een code van zes tekens, zoals 12AB00",
    "regio_id": "letters zonder accent, cijfers en losse streepjes, hooguit 40 tekens",
}
FORMS: Mapping[str, str] = {
    "a key is doubled": "dezelfde sleutel staat er twee keer",
    "the file is empty": "het bestand is leeg",
    "the file has no rows": "onder de kop staan geen regels",
    "the sheet has no rows": "onder de kop staan geen regels",
    "the file is no text": "het bestand is geen tekst; bewaar het als 'CSV UTF-8' of als XLSX",
    "the file is no table": "het bestand is een webpagina",
    "the columns are not separated": "tussen de kolommen staat een tab en geen puntkomma; bewaar het als 'CSV UTF-8'",
    "a row is cut off": "een regel heeft te weinig of te veel velden",
    "a quote is not closed": "een aanhalingsteken is niet gesloten",
    "a cell has no value": "een formule heeft geen waarde",
    "a cell shows zeros": "een cel toont nullen die er niet in staan; maak er tekst van",
    "more than one sheet": "de kop staat op meer dan één zichtbaar blad",
    "no sheet can be read": "geen zichtbaar blad heeft de kolommen",
    "the workbook cannot be read": "het werkboek is niet te lezen",
}
"""How the message of a fault of form begins -> the same in Dutch."""

_CELL = re.compile(r"line (?P<line>\d+), column '(?P<column>.+)'")
_MORE = re.compile(r" and (\d+) more in this column")


@dataclass(slots=True)
class Looked:
    """What is said of one file: which register it is, what stands in it, and what is wrong with it."""

    path: Path
    register: Register | None = None
    facts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def look(edition: Edition, folder: Path) -> list[Looked]:
    """Every table in a folder, looked at beside the others, the register of regions first.

    Errors: ``SourceError`` when there is no such folder, or no table in it.
    """
    paths = [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in TABLES and p.is_file()]
    paths = [path for path in paths if not path.name.startswith(("~", "."))]
    if not paths:
        raise SourceError(
            "nothing to look at",
            str(folder),
            "a folder with CSV or XLSX files",
            "none",
            "Correct the path.",
        )
    looked = [Looked(path, _register(path)) for path in paths]
    looked.sort(key=lambda one: one.register is None or one.register.id != crosschecks.REGIONS)
    known = _regions(edition, looked)
    for one in looked:
        if one.register is None:
            _say_other(one)
        else:
            _say_register(edition, one, one.register, known)
            twins = [
                each.path.name
                for each in looked
                if each.register is one.register and each is not one
            ]
            one.faults += [f"ook {twin} is een bestand voor dit register" for twin in twins]
    return looked


def told(edition: Edition, looked: Sequence[Looked]) -> Iterator[str]:
    """The lines about a hand-over, with what is missing and how to go on."""
    for one in looked:
        yield f"{one.path.name}: {one.register.id.removeprefix(PREFIX) if one.register else 'geen register'}"
        yield from (f"  {fact}" for fact in one.facts)
        yield from (f"  LET OP: {note}" for note in one.notes)
        yield from (f"  FOUT: {fault}" for fault in one.faults)
    there = {one.register.id for one in looked if one.register}
    for name, card in load_catalogue(edition).items():
        if card.layout in REGISTERS and card.layout not in there:
            yield f"{name}: geen bestand; " + (
                "het bestand dat is aangenomen blijft gelden"
                if card.sha256
                else "het nagebootste bestand blijft gelden"
            )
    faults = sum(len(one.faults) for one in looked)
    yield (
        f"{faults} {'fout' if faults == 1 else 'fouten'}."
        if faults
        else ("Geen fouten. Neem de bestanden aan met 'sto-eval sources accept', de regio's eerst.")
    )


def _register(path: Path) -> Register | None:
    """The register that a file is taken for: by its columns, else by most of them, else by its name."""
    shares = {name: _share(path, register) for name, register in REGISTERS.items()}
    best = max(shares, key=lambda name: (shares[name], len(REGISTERS[name].names)))
    if shares[best] >= HALF:
        return REGISTERS[best]
    stem = path.stem.casefold()
    named = [name for name in REGISTERS if name.removeprefix(PREFIX) in stem]
    return REGISTERS[max(named, key=len)] if named else None


def _share(path: Path, register: Register) -> float:
    """The share of the columns of a register that stand in one row of a file."""
    try:
        rows = register.first_rows(path).values()
    except LayoutError:
        return 0.0
    names = set(register.names)
    return max((len(names.intersection(row)) for row in rows), default=0) / len(names)


def _regions(edition: Edition, looked: Sequence[Looked]) -> set[str] | None:
    """The codes of regions: of the register in the folder, else of the accepted one; ``None`` when there is neither."""
    for one in looked:
        if one.register and one.register.id == crosschecks.REGIONS:
            return set(_texts(one.path, one.register, crosschecks.REGION))
    for name, card in load_catalogue(edition).items():
        found = locate(edition, name, card) if card.layout == crosschecks.REGIONS else None
        if found and found.place != "standin":
            return set(read_source(edition, found).sheet.table[crosschecks.REGION])
    return None


def _texts(path: Path, register: Register, column: str) -> pd.Series:
    """The cells of a column as text; none of a file that cannot be read."""
    try:
        return register.cells(path)[column].str.strip()
    except LayoutError:
        return pd.Series([], dtype=str)


def _say_other(one: Looked) -> None:
    other = recognised(one.path)
    if other is None:
        no_header = "de kop is van geen enkel register; zie 'sto-eval sources template'"
        one.faults.append(_form_fault(one.path) or no_header)
    else:
        one.notes.append(f"open data ({other.title}); hier niet nagekeken")


def _form_fault(path: Path) -> str:
    """The fault of a file of which not even the first rows can be read, in Dutch."""
    some = next(iter(REGISTERS.values()))
    try:
        some.first_rows(path)
    except LayoutError as fault:
        return _dutch(fault, some)
    return ""


def _say_register(
    edition: Edition, one: Looked, register: Register, regions: set[str] | None
) -> None:
    _, faults = register.examined(one.path)
    one.faults += [_dutch(fault, register) for fault in faults]
    try:
        cells = register.cells(one.path).apply(lambda column: column.str.strip())
    except LayoutError:
        return
    one.facts.append(f"{len(cells)} {'regel' if len(cells) == 1 else 'regels'}")
    one.facts += _spans(register, cells)
    if register.id == crosschecks.REGIONS:
        named = cells["naam"].value_counts()
        one.facts.append("namen: " + _listed(named.index))
        one.notes += [f"{n} regio's heten '{name}'" for name, n in named.items() if n > 1]
    elif crosschecks.REGION in cells:
        one.faults += _strange_regions(cells[crosschecks.REGION], regions)
    if crosschecks.YEAR in cells:
        one.faults += _strange_years(edition, cells[crosschecks.YEAR])
    one.faults += _strange_days(edition, register, cells)
    if not one.faults:
        one.notes += _compared(edition, register, one.path)


def _spans(register: Register, cells: pd.DataFrame) -> Iterator[str]:
    """Of every column of days or years the first and the last."""
    for column in register.columns:
        filled = sorted(text for text in cells[column.name] if re.match(r"[0-9]{4}(-|$)", text))
        if column.kind in {"datum", "jaar"} and filled:
            yield f"{column.name}: {filled[0]} tot en met {filled[-1]}"


def _strange_regions(codes: pd.Series, regions: set[str] | None) -> Iterator[str]:
    if regions is None:
        yield "het register van regio's is er nog niet; lever het mee"
        return
    for code, rows in codes[~codes.isin(regions)].value_counts().items():
        hint = nearest(str(code), regions)
        close = hint.replace("the closest is", "; lijkt op") if "'" in hint else ""
        yield f"regio '{code}' staat niet in het register van regio's ({rows} keer){close}"


def _strange_years(edition: Edition, years: pd.Series) -> Iterator[str]:
    first, last = edition.card.first_year, edition.card.last_year
    period = {str(year) for year in range(first, last + 1)}
    for year, rows in years[~years.isin(period)].value_counts().sort_index().items():
        yield f"jaar {year} ligt niet in de periode {first} tot en met {last} ({rows} keer)"


def _strange_days(edition: Edition, register: Register, cells: pd.DataFrame) -> Iterator[str]:
    """Days that ``crosschecks.check_days`` refuses, by column with their count."""
    for column in register.columns:
        if column.kind != "datum":
            continue
        texts = cells[column.name]
        texts = texts[texts.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")]
        begin = edition.card.first_year - crosschecks.EARLIER
        end = edition.card.last_year + (crosschecks.LATER if column.later else 0)
        outside = texts[~texts.str[:4].astype(int).between(begin, end)]
        if len(outside):
            yield (
                f"regel {outside.index[0]}, kolom '{column.name}': de dag {outside.iloc[0]} ligt niet in "
                f"{begin} tot en met {end} ({len(outside)} keer)"
            )


def _compared(edition: Edition, register: Register, path: Path) -> Iterator[str]:
    """What accepting the file will ask a reason for, and whether it takes the place of another."""
    for name, card in load_catalogue(edition).items():
        if card.layout != register.id:
            continue
        for each in plausibility.compare(edition, name, card, path):
            if not each.within:
                yield f"ongewoon: {each}; bij het aannemen moet je zeggen waarom dat klopt"
        yield from _beside_accepted(name, card, path)


def _beside_accepted(name: str, card: Source, path: Path) -> Iterator[str]:
    if card.sha256 and card.sha256 != checksum(path):
        yield f"er is al een bestand aangenomen; vervang het met 'sto-eval sources replace {path.name} --as {name}'"


def _dutch(fault: LayoutError, register: Register) -> str:
    """A fault of a register in Dutch: line, column, what stands there, what should."""
    cell = _CELL.search(fault.where)
    found = _MORE.sub(r" en nog \1 keer in deze kolom", fault.found)
    rule = next((rule.text for rule in register.rules if rule.expected == fault.expected), "")
    form = next((dutch for begin, dutch in FORMS.items() if fault.what.startswith(begin)), "")
    line = re.search(r"line (\d+)", fault.where)
    place = f"regel {line[1]}: " if line else ""
    if cell is None and "missing" in fault.what:
        columns = re.sub(r"columns? (.+) of .+", r"\1", fault.what)
        found = found.replace("is like", "lijkt op").replace(
            " has the header: delete the rows above it", " heeft de kop: haal de regels erboven weg"
        )
        return f"kolommen ontbreken: {columns}; in de kop staat {found.replace('row ', 'rij ')}"
    if cell is None or form:
        if form and not line and "sheet" not in found:
            return form
        found = found.replace("the key of line", "die van regel").replace(" again:", ":")
        found = found.replace("visible sheets", "zichtbare bladen").replace("sheets", "bladen")
        fields = fault.expected.replace("fields", "velden") if "fields" in fault.expected else ""
        return f"{place}{form or fault.what}: {found}{f', verwacht {fields}' if fields else ''}"
    column = next(each for each in register.columns if each.name == cell["column"])
    expected = rule or (
        "een verplichte cel mag niet leeg zijn"
        if fault.expected == "a value"
        else CODES.get(column.name) or KINDS.get(column.kind) or explained(column)[1]
    )
    return f"regel {cell['line']}, kolom '{column.name}': {found}; verwacht: {expected}"


def _listed(names: Sequence[str] | pd.Index, most: int = 5) -> str:
    shown = ", ".join(f"'{name}'" for name in list(names)[:most])
    return shown + (f" en nog {len(names) - most}" if len(names) > most else "")
