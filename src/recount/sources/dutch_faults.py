"""File errors in Dutch, for whoever hands the files over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from recount.errors import LayoutError
from recount.layouts.register import Register
from recount.layouts.templates import explained
from recount.layouts.texts import LONGEST

KINDS: Mapping[str, str] = {
    "datum": "een dag als jaar-maand-dag, alleen cijfers",
    "jaar": "een jaar met vier cijfers",
    "geheel": "een heel getal van 0 of meer",
    "bedrag": "een bedrag van 0 of meer, met hooguit twee decimalen en zonder scheiding van duizendtallen",
    "getal": "een getal van 0 of meer",
    "ja/nee": "ja of nee",
}
FORMS: Mapping[str, str] = {
    "column": "een kolom staat er twee keer",
    "the file has no features": "er staan geen objecten in",
    "the file cannot be": "het bestand is niet te lezen",
    "the file was decoded wrongly": "letters met accenten zijn verkeerd bewaard",
    "a key is doubled": "dezelfde sleutel staat er twee keer",
    "the file is empty": "het bestand is leeg",
    "the file has no rows": "onder de kop staan geen regels",
    "the sheet has no rows": "onder de kop staan geen regels",
    "the file is not text": "het bestand is geen tekst; bewaar het als 'CSV UTF-8' of als XLSX",
    "the file is not a table": "het bestand is een webpagina",
    "the columns are not separated": "tussen de kolommen staat een tab en geen puntkomma; bewaar het als 'CSV UTF-8'",
    "a row is cut off": "een regel heeft te weinig of te veel velden",
    "a quote is not closed": "een aanhalingsteken is niet gesloten",
    "a cell has no value": "een formule heeft geen waarde",
    "a cell shows zeros": "een cel toont nullen die er niet in staan; maak er tekst van",
    "more than one sheet": "de kop staat op meer dan één zichtbaar blad",
    "no sheet can be read": "geen zichtbaar blad heeft de kolommen",
    "the workbook cannot be read": "het werkboek is niet te lezen",
}
"""Start of an error message about the form of a file -> its Dutch translation."""

EXPECTATIONS: Mapping[str, str] = {
    "a whole number": "een heel getal",
    "a number of": "een getal van",
    "str_matches": "de vorm ",
    "at most": "ten hoogste",
    " with ": " met ",
    " from ": " van ",
    " to ": " tot en met ",
    " and ": " en ",
    " or ": " of ",
}
"""What open-data layouts expect of a cell, for words that any programme may use -> the same in Dutch."""

CELLS: Mapping[str, str] = {
    "a value": "een verplichte cel mag niet leeg zijn",
    "a day that exists": "een dag die bestaat, als jaar-maand-dag",
    "a text of at most": f"een tekst van hooguit {LONGEST} tekens, zonder regeleinden en tekens die men niet ziet",
}
"""Start of what any cell of a register must hold -> the same in Dutch."""

HEADERS: Mapping[str, str] = {
    "is like": "lijkt op",
    " has the header: delete the rows above it": " heeft de kop: haal de regels erboven weg",
    "row ": "rij ",
    " columns,": " kolommen;",
    "the closest is": "het meest lijkt",
    "nothing like it": "geen lijkt erop",
}
"""Parts of a message about a header -> their Dutch translation."""

_CELL = re.compile(r"line (?P<line>\d+), column '(?P<column>.+)'")
_MORE = re.compile(r" and (\d+) more in this (column|file)")
_PLACES = {"column": "deze kolom", "file": "dit bestand"}


def in_dutch(
    fault: LayoutError,
    register: Register | None = None,
    expectations: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """An error in a register or open data, in Dutch: line, column, found and expected.

    ``expectations`` are those of the layouts of the programme.
    """
    cell = _CELL.search(fault.where)
    found = _MORE.sub(lambda more: f" en nog {more[1]} keer in {_PLACES[more[2]]}", fault.found)
    form = next((dutch for begin, dutch in FORMS.items() if fault.what.startswith(begin)), "")
    line = re.search(r"line (\d+)", fault.where)
    place = f"regel {line[1]}: " if line else ""
    if cell is None and "missing" in fault.what:
        columns = re.sub(r"columns? (.+?) (?:of .+|is missing)", r"\1", fault.what)
        return f"kolommen ontbreken: {columns}; in de kop staat {_translated(found, HEADERS)}"
    if cell is None or form:
        if form and not line and "sheet" not in found:
            return form
        found = found.replace("the key of line", "die van regel").replace(" again:", ":")
        found = found.replace("visible sheets", "zichtbare bladen").replace("sheets", "bladen")
        fields = fault.expected.replace("fields", "velden") if "fields" in fault.expected else ""
        return f"{place}{form or fault.what}: {found}{f', verwacht {fields}' if fields else ''}"
    expected = (
        _expected(fault.expected, cell["column"], register)
        if register
        else _translated(fault.expected, {**expectations, **EXPECTATIONS})
    )
    return f"regel {cell['line']}, kolom '{cell['column']}': {found}; verwacht: {expected}"


def _translated(words: str, translations: Mapping[str, str]) -> str:
    for english, dutch in translations.items():
        words = words.replace(english, dutch)
    return words


def _expected(words: str, name: str, register: Register) -> str:
    """What a cell of a register should hold: the rule or the kind of its column."""
    if rule := next((rule.text for rule in register.rules if rule.expected == words), ""):
        return rule
    if dutch := next((dutch for begin, dutch in CELLS.items() if words.startswith(begin)), ""):
        return dutch
    column = next(each for each in register.columns if each.name == name)
    return column.pattern_dutch or KINDS.get(column.kind) or explained(column)[1]
