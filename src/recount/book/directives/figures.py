"""Directive ``figuur``: a published figure with its description, files, sources and citation.

The picture comes in two shapes, and the description is generated from the data, as is what each mark of the
picture says. Collapsible parts work without a script and are left out in print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from docutils import nodes

from recount.book.directives import dutch
from recount.book.directives.descriptions import describe
from recount.book.directives.display import (
    ON_SCREEN,
    downloads,
    made_up_label,
    sources_fold,
    sources_of,
)
from recount.book.directives.elements import FILES, HtmlElement, PageLink, element
from recount.book.directives.numbering import FIGURE, ordinal
from recount.book.directives.numbers import ANNEX
from recount.book.directives.pages import (
    SHOWN_DIGITS,
    PageDirective,
    evidence_label,
    folded,
    html_table,
    scroll_box,
)
from recount.book.directives.publication import version_parts
from recount.book.directives.row_texts import RowText, describe_rows
from recount.book.directives.store import Card, Exhibit, Store
from recount.numbers.dutch_words import Nouns
from recount.results.records import Record

PHONE = "(max-width: 600px)"
"""Media query for the narrow picture."""

LINKS = [("Gegevens (CSV)", "csv"), ("Afbeelding (SVG)", "svg"), ("Afbeelding (PNG)", "png")]


class FigureDirective(PageDirective):
    """A figure: title, picture, caption and collapsible details."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the figure, nothing if its sources may be missing, or warn about an unknown one."""
        name = self.arguments[0]
        shown = self.store.figures.get(name)
        if shown is None and not self.store.complete:
            return []
        if shown is None:
            return self.unknown("figure", name, self.store.figures)
        return [figure(shown, self.store)]


def figure(shown: Exhibit, store: Store) -> HtmlElement:
    """A figure as HTML; a sentence instead of the picture where all definitions agree.

    A picture of definitions is behind one click: its title says what they show.
    """
    card = shown.card
    record = store.records.get(str(card["id"]).removesuffix("-definities"))
    definitions = None
    if record and record.specifications and card.get("rows"):
        definitions = _definition_table(card, record)
        if agree(record):
            return _sentence(shown, store, definitions)
    description = definitions or folded(
        "Beschrijving", _description(shown, store.nouns), css=ON_SCREEN
    )
    description["ids"] = [f"beschrijving-{card['id']}"]
    picture = element(
        "div", _picture(card, description["ids"][0]), _marks(shown, store.nouns), css="rc-beeld"
    )
    below = [
        element("figcaption", str(card["caption"])) if card.get("caption") else None,
        element(
            "div",
            sources_fold(card, store, *_origin(card, store)),
            downloads(card, LINKS, shown.folder),
            None if definitions else description,
            folded("Citeer", element("p", citation(card, store), css="rc-citaat"), css=ON_SCREEN),
            css="rc-onder",
        ),
    ]
    content: list[HtmlElement | None] = [_subtitle(card), picture, *below]
    if definitions:
        content = [definitions, folded("Alle manieren van tellen in een figuur", *content)]
    return element("figure", _heading(card), *content, css="rc-figuur", id_=anchor(card))


def _sentence(shown: Exhibit, store: Store, definitions: HtmlElement) -> HtmlElement:
    """The finding of a figure in words, with the choice of definitions, its sources and its data."""
    card = shown.card
    return element(
        "div",
        made_up_label(card),
        element("p", f"{card['title']}.", css="rc-zinsnede"),
        folded(
            "Kies een manier van tellen",
            definitions,
            element(
                "div",
                sources_fold(card, store, *_origin(card, store)),
                downloads(card, LINKS[:1], shown.folder),
                css="rc-onder",
            ),
        ),
        css="rc-in-woorden",
        id_=anchor(card),
    )


def agree(record: Record) -> bool:
    """Whether all definitions of a number give the same verdict, so that a sentence says as much."""
    return len({one.holds for one in record.specifications}) == 1


def _definition_table(card: Card, record: Record) -> HtmlElement:
    """The table of definitions, which ``definitions.js`` turns into a set of choices; without it, it can be unfolded.

    It names the first definition that yields the published value; 0 if none does.
    """
    columns, shown = card["columns"], [one.measure.display for one in record.specifications]
    chosen = shown.index(record.measure.display) if record.measure.display in shown else 0
    right = [place for place, column in enumerate(columns) if column["align"] == "right"]
    grid = html_table([column["name"] for column in columns], card["rows"], right)
    return element(
        "details",
        element("summary", "Alle manieren van tellen in een tabel"),
        scroll_box(grid, str(card["title"])),
        css="rc-definities",
        data_keuzes=str(len(record.specifications[0].choices)),
        data_gekozen=str(chosen),
    )


def anchor(card: Card) -> str:
    """Anchor of a figure on its page."""
    return f"figuur-{card['id']}"


def citation(card: Card, store: Store) -> str:
    """Citation of a figure: title, report, edition and address.

    It leaves out the date of the run: version and commit identify the report, and equal inputs must give
    equal pages.
    """
    parts = [
        *version_parts(store.run),
        _newest(card, store),
        "op verzonnen gegevens" if card.get("standin") else "",
    ]
    where = f"chapters/{card['chapter']}.html#{anchor(card)}"
    report = ", ".join(filter(None, [f"In: {store.report}", *parts]))
    return ". ".join(filter(None, [str(card["title"]), report, where]))


def mark_texts(shown: Exhibit, nouns: Nouns) -> list[RowText]:
    """What a mark of each row says; made-up values are announced before the number."""
    made_up = "Verzonnen: " if shown.card.get("standin") else ""
    rows = describe_rows(shown.cells(), nouns)
    return [replace(row, text=f"{made_up}{row.text}") for row in rows]


def _newest(card: Card, store: Store) -> str:
    days = [one.reference_date for one in sources_of(card, store)]
    return f"gegevens tot en met {dutch.date(max(days))}" if days else ""


def _description(shown: Exhibit, nouns: Nouns) -> HtmlElement:
    lines = (element("li", line) for line in describe(shown.cells(), nouns))
    return element("ul", *lines)


def _origin(card: Card, store: Store) -> list[HtmlElement]:
    """The source files with reference date and checksum, and a link to the numbers of the chapter; not on paper."""
    items = [
        element(
            "li",
            f"{one.title} ({one.producer}), peildatum {dutch.date(one.reference_date)}, "
            "controlegetal ",
            element("code", one.sha256[:SHOWN_DIGITS]),
            " ",
            evidence_label(one.evidence),
        )
        for one in sources_of(card, store)
    ]
    chapter = str(card["chapter"])
    link = PageLink(
        "", "alle getallen van dit hoofdstuk", page=ANNEX, fragment=f"herkomst-{chapter}"
    )
    passports = element("p", "De paspoorten staan bij ", link, ".", css=ON_SCREEN)
    files = element("ul", *items, css=f"rc-bronnen {ON_SCREEN}", data_uit="bronnen")
    return [files, passports] if items else [passports]


def _heading(card: Card) -> HtmlElement:
    return element(
        "div",
        made_up_label(card),
        element("p", ordinal(FIGURE), str(card["title"]), css="rc-titel"),
        css="rc-figuurkop",
    )


def _subtitle(card: Card) -> HtmlElement | None:
    text = str(card.get("subtitle") or "")
    return element("p", text, css="rc-ondertitel") if text else None


def _picture(card: Card, described_by: str) -> HtmlElement:
    """The wide picture, and the narrow one for screens the width of a phone."""
    wide, *narrow = card["pictures"]
    image = element(
        "img", src=_place(card, wide), alt=str(card["alt"]), loading="lazy", aria_details=described_by,
        **_size(wide),
    )  # fmt: skip
    sources = [
        element("source", media=PHONE, srcset=_place(card, one), **_size(one)) for one in narrow
    ]
    return element("picture", *sources, image)


def _marks(shown: Exhibit, nouns: Nouns) -> HtmlElement:
    """What each mark of the picture says, at its place in both shapes; ``points.js`` reveals them.

    The first mark of a series in a panel is marked as such: arrow keys also go from series to series.
    """
    texts = mark_texts(shown, nouns)
    items, before = [], None
    for mark in shown.card["marks"]:
        row, (wide, narrow) = texts[mark["row"]], mark["insets"]
        series = mark["panel"], row.series
        first = {} if series == before else {"data_reeks": row.series}
        text = element("span", row.text)
        items.append(element("li", text, style=f"--breed:{wide};--smal:{narrow}", **first))
        before = series
    label = "Waarden in de figuur"
    return element("ol", *items, css="rc-bediening rc-punten", hidden="", aria_label=label)


def _size(picture: Mapping[str, Any]) -> dict[str, str]:
    """Width and height, so that the browser reserves space before the picture loads."""
    return {side: str(picture[side]) for side in ("width", "height")}


def _place(card: Card, picture: Mapping[str, Any]) -> str:
    return f"{FILES}/{card['chapter']}/{picture['name']}"
