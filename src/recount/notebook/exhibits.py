"""Write published figures and tables: pictures, data as CSV, and a JSON card with the texts."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd

from recount.edition.edition import Edition
from recount.edition.translations import FIGURES
from recount.notebook.figures.marks import Place, places, rows_of
from recount.notebook.figures.shapes import SHAPES, Drawing, Shape
from recount.notebook.figures.style import points, render, svg_of
from recount.notebook.preview import show_figure, show_table
from recount.numbers.data_columns import data_columns
from recount.numbers.dutch_words import NOTHING, Nouns
from recount.numbers.embedded import TEXTS, Data, as_data, from_data, holds_numbers, only_number
from recount.numbers.formats import reader_text
from recount.numbers.observed import observed
from recount.spreadsheets import write_sheet
from recount.storage import write_json
from recount.translation import pictures
from recount.translation.languages import load_translations, region_names
from recount.translation.pages import Translation

MOSTLY = 0.5

NOTATION = "notation"
"""The key of the card of a figure with what its pictures took from the notation of numbers."""

INVENTED = "Verzonnen gegevens. "
"""Prefix of the title and description in the files of a figure based on invented data."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The Dutch texts of a figure or table, and its sources.

    Parameters
    ----------
    id, chapter
        Its id and its chapter.
    title
        The finding.
    subtitle
        Quantity, unit and date; empty for a table.
    caption
        Definition and source.
    alt
        Alternative text for readers who cannot see it; empty for a table.
    standin
        Whether a made-up file is among its sources.
    sources
        Source ids in the catalogue.
    """

    id: str
    chapter: str
    title: str
    subtitle: str
    caption: str
    alt: str
    standin: bool
    sources: Sequence[str]

    def written_out(self, nouns: Nouns) -> Caption:
        """The same with its texts as readers see them."""
        texts = {name: reader_text(getattr(self, name), nouns) for name in TEXTS}
        return replace(self, **texts)  # type: ignore[arg-type] # these are texts


def write_figure(
    folder: Path,
    caption: Caption,
    drawing: Drawing,
    data: pd.DataFrame,
    edition: Edition | None = None,
) -> None:
    """Write ``<id>.svg`` in every shape, and ``.png``, ``.csv`` and ``.json``; ``<id>.en.svg`` in the languages of an edition.

    The card lists the pictures with their sizes, the widest first, so that a page can reserve their space, and
    the marks: the panel and the row of each, and its place in every picture. It also holds the texts in the
    picture, for translators, what it took from the notation, and its data if these hold numbers in texts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    languages = _languages(edition.folder, *region_names(edition.card)) if edition else {}
    with observed() as notes:
        seen = caption.written_out(edition.card.nouns if edition else {})
        drawn = [_draw(folder, seen, drawing, shape, languages) for shape in SHAPES]
    files, placed, words = zip(*drawn, strict=True)
    write_sheet(folder / f"{caption.id}.csv", data_columns(data), invented=caption.standin)
    shown = _card(caption) | {"pictures": files, "marks": _marks(placed, data, caption.id)}
    shown["words"] = sorted({*chain.from_iterable(words)})
    shown[NOTATION] = [*notes.values()]
    shown |= _cells(data) if any(map(holds_numbers, data.to_numpy(object).flat)) else {}
    write_json(folder / f"{caption.id}.json", shown)
    show_figure(asdict(seen), folder / f"{caption.id}.png")


@cache
def _languages(edition: Path, *names: str) -> Mapping[str, Translation]:
    return load_translations(edition, names, FIGURES)


def _marks(
    placed: Sequence[Sequence[Place]], data: pd.DataFrame, figure: str
) -> list[dict[str, Any]]:
    """The marks of a figure, by panel and row."""
    first, *_ = placed
    rows = rows_of(first, data, figure)
    found = [
        {"panel": shapes[0].panel, "row": row, "insets": [place.inset for place in shapes]}
        for row, *shapes in zip(rows, *placed, strict=True)
    ]
    return sorted(found, key=lambda mark: (mark["panel"], mark["row"]))


def _draw(
    folder: Path,
    caption: Caption,
    drawing: Drawing,
    shape: Shape,
    languages: Mapping[str, Translation],
) -> tuple[dict[str, Any], list[Place], list[str]]:
    """Write the files of one shape; return the name of the SVG and its size in points, its marks and its texts."""
    about = {
        "Identifier": caption.id,
        "Title": f"{INVENTED if caption.standin else ''}{caption.title}",
        "Description": caption.alt,
        "Source": ", ".join(caption.sources),
    }
    figure = drawing(shape)
    files = render(figure, shape, about, standin=caption.standin)
    for ending, content in files.items():
        (folder / f"{caption.id}{shape.suffix}{ending}").write_bytes(content)
    placed, words = places(figure), pictures.texts_of(figure)
    for code, translation in languages.items():
        pictures.translate(figure, translation.text)
        path = folder / f"{caption.id}{shape.suffix}.{code}.svg"
        path.write_bytes(svg_of(figure, {"Source": about["Source"]}))
    return {"name": f"{caption.id}{shape.suffix}.svg", **points(figure)}, placed, words


def write_table(folder: Path, caption: Caption, table: pd.DataFrame, nouns: Nouns) -> None:
    """Write ``<id>.csv`` and ``<id>.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_sheet(folder / f"{caption.id}.csv", data_columns(table), invented=caption.standin)
    write_json(folder / f"{caption.id}.json", _card(caption) | _cells(table))
    show_table(asdict(caption.written_out(nouns)), table)


def write_data(path: Path) -> None:
    """Write the data file of an exhibit once more, in the present notation, if its card has the data."""
    card = json.loads(path.read_text("utf-8"))
    if "rows" not in card:
        return
    rows = [
        [cell if isinstance(cell, int | float) else from_data(cell) for cell in row]
        for row in card["rows"]
    ]
    table = pd.DataFrame(rows, columns=[column["name"] for column in card["columns"]])
    write_sheet(path.with_suffix(".csv"), data_columns(table), invented=card["standin"])


def align(column: pd.Series) -> str:
    """``right`` for a column that mostly holds numbers, otherwise ``left``.

    >>> from recount.numbers.embedded import number
    >>> align(pd.Series([number(1234), NOTHING, "2019", "x"])), align(pd.Series(["Assen"]))
    ('right', 'left')
    """
    numeric = [_is_number(cell) for cell in column.astype(str)]
    return "right" if sum(numeric) > MOSTLY * len(numeric) else "left"


def _is_number(cell: str) -> bool:
    return cell == NOTHING or cell.isdecimal() or only_number(cell) is not None


def _card(caption: Caption) -> dict[str, Any]:
    return asdict(caption) | {name: as_data(getattr(caption, name)) for name in TEXTS}


def _cells(table: pd.DataFrame) -> dict[str, Any]:
    columns = [{"name": str(name), "align": align(table[name])} for name in table.columns]
    return {
        "columns": columns,
        "rows": [list(map(_cell, row)) for row in table.to_numpy(object)],
    }


def _cell(cell: Any) -> Data | float:  # noqa: ANN401 - of any column
    """A cell as JSON: a number as it is, anything else as text."""
    if isinstance(cell, int | float) and math.isfinite(cell):
        return cell
    return as_data(str(cell))
