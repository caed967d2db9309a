"""Directive ``figuur``: a figure as a chapter published it, with all that a reader may want of it.

The picture in two shapes; its description, made from its data; its files; what it rests on; and a line to
cite it by. What folds out does so without a script, and stays away on paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docutils import nodes

from sto_eval.evidence import Evidence
from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.definitions import definition_table
from sto_eval.sphinxext.descriptions import describe
from sto_eval.sphinxext.display import downloads, source_paragraph, sources_of
from sto_eval.sphinxext.elements import FILES, HtmlElement, PageLink, element
from sto_eval.sphinxext.numbering import FIGURE, ordinal
from sto_eval.sphinxext.numbers import ANNEX
from sto_eval.sphinxext.pages import PageDirective, evidence_label
from sto_eval.sphinxext.store import Card, Shown, Store

PHONE = "(max-width: 600px)"
"""Where a narrow picture takes the place of the wide one."""

LINKS = [("Gegevens (CSV)", "csv"), ("Afbeelding (SVG)", "svg"), ("Afbeelding (PNG)", "png")]

DIGITS = 12
"""Characters of a checksum or commit that are shown."""


class FigureDirective(PageDirective):
    """A figure: the finding as title, the picture, the caption, and what folds out under it."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The figure, or a warning."""
        name = self.arguments[0]
        shown = self.store.figures.get(name)
        if shown is None:
            return self.unknown("figure", name, self.store.figures)
        return [figure(shown, self.store)]


def figure(shown: Shown, store: Store) -> HtmlElement:
    """A figure as HTML."""
    card = shown.card
    told = definition_table(card, store) or _folded("Beschrijving", _description(shown))
    told["ids"] = [f"beschrijving-{card['id']}"]
    node = element(
        "figure",
        _heading(card),
        element("div", _picture(card, told["ids"][0]), css="sto-beeld"),
        told if card.get("rows") else None,
        element("figcaption", str(card["caption"])) if card.get("caption") else None,
        source_paragraph(card, store),
        element(
            "div",
            downloads(card, LINKS, shown.folder),
            None if card.get("rows") else told,
            _folded("Herkomst", *_origin(card, store)),
            _folded("Citeer", element("p", citation(card, store), css="sto-citaat")),
            css="sto-bestanden sto-onder",
        ),
        css="sto-figuur",
    )
    node["ids"] = [anchor(card)]
    return node


def anchor(card: Card) -> str:
    """The anchor of a figure on its page."""
    return f"figuur-{card['id']}"


def citation(card: Card, store: Store) -> str:
    """A line to cite a figure by: title, report, edition and where it stands.

    The day of the run is not in it: the version and the commit tell which report this was, and equal
    inputs give equal pages.
    """
    run = store.run
    parts = [
        f"editie {run['edition']}" if run.get("edition") else "",
        f"versie {run['version']}" if run.get("version") else "",
        f"commit {str(run['commit'])[:DIGITS]}" if run.get("commit") else "",
        _newest(card, store),
        "op verzonnen gegevens" if card.get("standin") else "",
    ]
    where = f"chapters/{card['chapter']}.html#{anchor(card)}"
    report = ", ".join(filter(None, [f"In: {store.report}" if store.report else "", *parts]))
    return ". ".join(filter(None, [str(card["title"]), report, where]))


def _newest(card: Card, store: Store) -> str:
    days = [one.reference_date for _, one in sources_of(card, store) if one]
    return f"gegevens tot en met {dutch.date(max(days))}" if days else ""


def _description(shown: Shown) -> HtmlElement:
    lines = (element("li", line) for line in describe(shown.cells()))
    return element("ul", *lines)


def _origin(card: Card, store: Store) -> list[HtmlElement]:
    """The files behind a figure with their day and checksum, and the way to the numbers of its chapter."""
    items = [
        element(
            "li",
            f"{one.title} ({one.producer}), peildatum {dutch.date(one.reference_date)}, "
            "controlegetal ",
            element("code", one.sha256[:DIGITS]),
            " ",
            evidence_label(one.evidence),
        )
        for _, one in sources_of(card, store)
        if one
    ]
    chapter = str(card["chapter"])
    link = PageLink(
        "", "alle getallen van dit hoofdstuk", page=ANNEX, fragment=f"herkomst-{chapter}"
    )
    passports = element("p", "De paspoorten staan bij ", link, ".")
    files = element("ul", *items, css="sto-bronnen", data_uit="bronnen")
    return [files, passports] if items else [passports]


def _folded(name: str, *content: nodes.Node) -> HtmlElement:
    return element("details", element("summary", name), *content)


def _heading(card: Card) -> HtmlElement:
    return element(
        "div",
        evidence_label(Evidence.MADE_UP) if card.get("standin") else None,
        element("p", ordinal(FIGURE), str(card["title"]), css="sto-titel"),
        element("p", str(card["subtitle"]), css="sto-ondertitel") if card.get("subtitle") else None,
        css="sto-figuurkop",
    )


def _picture(card: Card, told: str) -> HtmlElement:
    """The wide picture, and the narrow one where the page is no wider than a phone."""
    wide, *narrow = card["pictures"]
    image = element(
        "img", src=_place(card, wide), alt=str(card["alt"]), loading="lazy", aria_details=told,
        **_size(wide),
    )  # fmt: skip
    sources = [
        element("source", media=PHONE, srcset=_place(card, one), **_size(one)) for one in narrow
    ]
    return element("picture", *sources, image)


def _size(picture: Mapping[str, Any]) -> dict[str, str]:
    """Width and height, so that a page keeps the place of a picture that is still to come."""
    return {side: str(picture[side]) for side in ("width", "height")}


def _place(card: Card, picture: Mapping[str, Any]) -> str:
    return f"{FILES}/{card['chapter']}/{picture['name']}"
