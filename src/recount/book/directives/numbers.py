"""The role ``getal``, and the links from numbers to their passports."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from recount.book.directives import dutch
from recount.book.directives.elements import (
    PASSPORTS,
    HtmlElement,
    NumberLink,
    PageLink,
    anchor,
    annex_mark,
    made_up_mark,
    number_link,
)
from recount.book.directives.pages import store_of, warn_unknown
from recount.book.directives.store import COMPUTED
from recount.book.directives.trail import PendingLinks, links_to, page_indexes
from recount.numbers.dutch_numerals import in_words
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import UNKNOWN, Nouns, in_unit, noun_after
from recount.results.records import Amount, Record

_LOG = logging.getLogger(__name__)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

ANNEX = "herkomst"
"""The page with the annex, if the book has a page of that name."""

NAME = "naam"
"""The part of a number that holds its name."""

PUBLIC = "openbaar"
"""The part of a number that holds what public figures allow."""

WORD = "woord"
"""The part of a number that holds a whole number as a sentence has it: "geen", "één", "twaalf", "26"."""

PUBLIC_PARTS = (PUBLIC, f"{PUBLIC}-van", f"{PUBLIC}-tot")
"""What public figures allow, and both ends of it."""


class NumberRole(SphinxRole):
    """``{getal}`id` ``: the displayed value of a number, linked to its passport."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the linked text, or warn and return an error node."""
        name, _, part = self.text.partition(".")
        records = store_of(self.env.app).records
        if name not in records:
            warn_unknown("number", name, records, self._here())
            return [nodes.problematic(self.rawtext, self.text)], []
        shown = part_of(records[name], part)
        if shown is None:
            _LOG.warning(
                "number '%s' has no '%s'", name, part, location=self._here(), type="recount"
            )
            return [nodes.problematic(self.rawtext, self.text)], []
        link = number_link(name, shown, part)
        if records[name].evidence == Evidence.MADE_UP and part in COMPUTED:
            link += made_up_mark()
        return [link], []

    def _here(self) -> tuple[str, int]:
        return (self.env.docname, self.lineno)


def part_of(record: Record, part: str) -> str | None:
    """The displayed value of a record or of one of its parts; ``None`` if the record lacks that part.

    Parts are ``woord`` (a whole number in words, as in a sentence), ``teller`` and ``noemer`` (numerator and
    denominator), ``afdruk`` (the printed figure), ``definities`` and ``raak`` (the number of defensible
    definitions, and how many of them yield the printed figure), ``openbaar`` (the range that public figures
    allow, with the ends ``openbaar-van`` and ``openbaar-tot``), ``peildatum`` (the reference date set by the
    chapter, otherwise that of the first source), ``naam`` (the label of the number) and the name of any
    parameter of the chapter.
    """
    measure, definitions, parameters = record.measure, record.specifications, record.parameters
    day = parameters.get("reference_date") or next((s.reference_date for s in record.sources), "")
    if part in parameters and part != "reference_date":
        return _plain(parameters[part])
    parts: dict[str, Any] = {
        "": measure.display,
        NAME: record.label,
        WORD: _in_words(measure),
        "teller": measure.numerator,
        "noemer": measure.denominator,
        "peildatum": dutch.date(str(day)) if day else None,
        "definities": len(definitions),
        "raak": sum(bool(other.holds) for other in definitions),
        **(_allowed(record.public.measure) if record.public else {}),
        "afdruk": record.printed.shown if record.printed else None,
    }
    value = parts.get(part)
    if value is None or isinstance(value, str):
        return value
    return dutch.number(value)


def _in_words(amount: Amount) -> str:
    """A count as a sentence has it; any other number as it is displayed."""
    value = amount.value
    if value is None or value < 0 or value != int(value) or amount.low != amount.high:
        return amount.display
    return in_words(int(value)) if value else "geen"


def _allowed(amount: Amount) -> dict[str, str | None]:
    """The range that public figures allow and its ends as displayed; ``None`` for an end without a bound."""
    ends = (None if end is None else in_unit(end, amount.unit) for end in (amount.low, amount.high))
    return dict(zip(PUBLIC_PARTS, (amount.display, *ends), strict=True))


def large_part(record: Record) -> str:
    """The part of a record in large type: the number, or without its source its public bounds.

    A single value is not shown in its place, such as the attainable share that is nearest to the printed one:
    it would pass for our number.
    """
    if record.evidence != Evidence.MISSING or record.public is None:
        return ""
    amount = record.public.measure
    bounded = amount.display != UNKNOWN and amount.low != amount.high
    return PUBLIC if bounded else ""


def _plain(value: object) -> str:
    """A parameter in a sentence: a number with a decimal comma, a date in words."""
    if isinstance(value, int | float):
        return f"{value:g}".replace(".", ",")
    return dutch.date(str(value)) if _DAY.fullmatch(str(value)) else str(value)


class LinkNumbers(SphinxPostTransform):
    """Resolve the links to numbers and pages once all pages are known."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401 - Sphinx's signature
        """Replace our link nodes with references."""
        resolve_links(self.document, self.app, self.env.docname)


def resolve_links(tree: nodes.Element, app: Sphinx, docname: str) -> None:
    """Replace our link nodes under a node with references relative to a page.

    A number links to its passport: its own page on the website, its annex entry in print. In print the
    ordinal of that entry follows the number.
    """
    store = store_of(app)
    records = store.records
    entries = {name: place for place, name in enumerate(records, 1)} if on_paper(app) else {}
    for link in list(tree.findall(NumberLink)):
        _bend_noun(link, store.nouns)
        page, fragment = passport_of(app, link["record"])
        reference = _replace(app, docname, link, page, fragment, "rc-getal")
        if page is not None and on_paper(app):
            _put_behind(reference, annex_mark(entries[link["record"]], page, fragment[1:]))
    for pending in list(tree.findall(PendingLinks)):
        pending.replace_self(links_to(app.env, records[pending["record"]], pending["to"]))
    for page_link in list(tree.findall(PageLink)):
        wanted = str(page_link["page"])
        known = wanted in app.env.all_docs or wanted.startswith(f"{PASSPORTS}/")
        if not page_link.children:
            page_link.append(nodes.Text(_title_of(wanted, app.env)))
        fragment = f"#{page_link['fragment']}" if page_link.get("fragment") else ""
        _replace(app, docname, page_link, wanted if known else None, fragment, "rc-pagina")


def _bend_noun(link: NumberLink, nouns: Nouns) -> None:
    """Make the counted noun singular after a 1, also in words, and after "geen"."""
    named = link.parent
    following = named.next_node(descend=False, siblings=True)
    if isinstance(following, nodes.Text):
        bent = noun_after(link.astext(), following.astext(), nouns)
        around = following.parent  # other texts in it may be equal
        around[next(i for i, one in enumerate(around) if one is following)] = nodes.Text(bent)


def _title_of(page: str, env: BuildEnvironment) -> str:
    """Title of a page, used as link text; the document name if the page is unknown."""
    return env.titles[page].astext() if page in env.titles else page


def passport_of(app: Sphinx, record_id: str) -> tuple[str | None, str]:
    """Page and URL fragment of the passport of a number."""
    if on_paper(app):
        return annex_page(app.env), f"#{anchor(record_id)}"
    return f"{PASSPORTS}/{record_id}", ""


def on_paper(app: Sphinx) -> bool:
    """Whether this build is for print, on a single page."""
    return app.builder.name == "singlehtml"


def _replace(  # noqa: PLR0913 - the parts of a reference
    app: Sphinx, docname: str, link: nodes.TextElement, page: str | None, fragment: str, css: str
) -> nodes.Element:
    reference: nodes.Element = nodes.inline("", link.astext())
    if page is not None:
        uri = app.builder.get_relative_uri(docname, page) + fragment
        reference = nodes.reference("", link.astext(), refuri=uri, internal=True)
    reference["classes"], reference["ids"] = [css], link["ids"]
    link.replace_self(reference)
    return reference


def _put_behind(reference: nodes.Element, mark: nodes.Element) -> None:
    """Insert a mark after the element of a number, and after its mark for invented data."""
    named = reference.parent if isinstance(reference.parent, HtmlElement) else reference
    around = named.parent if "data-getal" in named.get("attributes", ()) else reference.parent
    shown = named if around is named.parent else reference
    place = around.index(shown) + 1
    if place < len(around) and "rc-merk" in getattr(around[place], "attributes", {}).get(
        "classes", ()
    ):
        place += 1
    around.insert(place, mark)


def annex_page(env: BuildEnvironment) -> str | None:
    """The page with the annex of all numbers."""
    pages = sorted(annexes(env), key=lambda page: (page != ANNEX, page))
    return pages[0] if pages else None


def annexes(env: BuildEnvironment) -> set[str]:
    """The pages with the annex, stored in the Sphinx environment."""
    found: set[str] = env.__dict__.setdefault("recount_annexes", set())
    return found


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop the data of a page before Sphinx reads it again."""
    annexes(env).discard(docname)
    page_indexes(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    """Merge the data of parallel readers."""
    annexes(env).update(annexes(other))
    page_indexes(env).update(
        {name: page_indexes(other)[name] for name in docnames if name in page_indexes(other)}
    )


def require_annex(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn if the book shows numbers but has no annex to link them to."""
    if store_of(app).records and annex_page(env) is None:
        _LOG.warning("no page has the directive 'herkomst': numbers lead nowhere", type="recount")
