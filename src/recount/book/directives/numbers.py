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
    NumberLink,
    PageLink,
    anchor,
    element,
    number_link,
)
from recount.book.directives.pages import store_of, warn_unknown
from recount.book.directives.store import COMPUTED
from recount.book.directives.trail import PendingLinks, links_to
from recount.numbers.dutch_numerals import in_words
from recount.numbers.dutch_words import Nouns, noun_after
from recount.numbers.evidence_grade import Evidence
from recount.numbers.formats import UNKNOWN, in_unit
from recount.results.records import Amount, Record

_LOG = logging.getLogger(__name__)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

ANNEX = "herkomst"
"""The page with the annex of all numbers."""

NAME = "naam"
"""The part of a number that holds its name."""

PUBLIC = "openbaar"
"""The part of a number that holds what public figures allow."""

PUBLIC_PARTS = (PUBLIC, f"{PUBLIC}-van", f"{PUBLIC}-tot")
"""What public figures allow, and both ends of it."""


class NumberRole(SphinxRole):
    """``{getal}`id` ``: the displayed value of a number, linked to its passport."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the linked text, or warn and return an error node."""
        name, _, part = self.text.partition(".")
        records, here = store_of(self.env.app).records, (self.env.docname, self.lineno)
        shown = part_of(records[name], part) if name in records else None
        if name not in records:
            warn_unknown("number", name, records, here)
        elif shown is None:
            _LOG.warning("number '%s' has no '%s'", name, part, location=here, type="recount")
        if shown is None:
            return [nodes.problematic(self.rawtext, self.text)], []
        link = number_link(name, shown, part)
        if records[name].evidence == Evidence.MADE_UP and part in COMPUTED:
            link += element("sup", "v", css="rc-merk", title="verzonnen", data_uit="merk")
        return [link], []


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
        "woord": _in_words(measure),
        "teller": measure.numerator,
        "noemer": measure.denominator,
        "peildatum": dutch.date(str(day)) if day else None,
        "definities": len(definitions),
        "raak": in_sentence(sum(bool(other.holds) for other in definitions)),
        **(_allowed(record.public.measure) if record.public else {}),
        "afdruk": record.printed.shown if record.printed else None,
    }
    value = parts.get(part)
    if value is None or isinstance(value, str):
        return value
    return dutch.number(value)


def in_sentence(count: int) -> str:
    """How many of something, before "van de": none and one in words.

    >>> in_sentence(0), in_sentence(1), in_sentence(8)
    ('geen', 'één', '8')
    """
    return ("geen", "één")[count] if count in range(2) else dutch.number(count)


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
    store, paper = store_of(app), on_paper(app)
    records = store.records
    ordinals = {name: place for place, name in enumerate(records, 1)} if paper else {}
    for link in list(tree.findall(NumberLink)):
        _bend_noun(link, store.nouns)
        name, named = link["record"], link.parent
        page, fragment = (ANNEX, f"#{anchor(name)}") if paper else (f"{PASSPORTS}/{name}", "")
        _replace(app, docname, link, page, fragment, "rc-getal")
        if paper:
            mark = PageLink("", f"[{ordinals[name]}]", page=ANNEX, fragment=anchor(name))
            named.parent.insert(named.parent.index(named) + 1, element("sup", mark, css="rc-nr"))
    for pending in list(tree.findall(PendingLinks)):
        pending.replace_self(links_to(app.env, records[pending["record"]], pending["to"]))
    for page_link in list(tree.findall(PageLink)):
        wanted = str(page_link["page"])
        known = wanted in app.env.all_docs or wanted.startswith(f"{PASSPORTS}/")
        if not page_link.children:
            title = app.env.titles[wanted].astext() if wanted in app.env.titles else wanted
            page_link.append(nodes.Text(title))
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


def on_paper(app: Sphinx) -> bool:
    """Whether this build is for print, on a single page."""
    return app.builder.name == "singlehtml"


def _replace(  # noqa: PLR0913 - the parts of a reference
    app: Sphinx, docname: str, link: nodes.TextElement, page: str | None, fragment: str, css: str
) -> None:
    reference: nodes.Element = nodes.inline("", link.astext())
    if page is not None:
        uri = app.builder.get_relative_uri(docname, page) + fragment
        reference = nodes.reference("", link.astext(), refuri=uri, internal=True)
    reference["classes"], reference["ids"] = [css], link["ids"]
    link.replace_self(reference)


def require_annex(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn if the book shows numbers but has no annex to link them to."""
    if store_of(app).records and ANNEX not in env.found_docs:
        _LOG.warning("no page has the directive 'herkomst': numbers lead nowhere", type="recount")
