"""The role that shows a number, and the links from numbers to where they are explained."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from sto_eval.evidence import Evidence
from sto_eval.formats import bend
from sto_eval.records import Record
from sto_eval.sphinxext import dutch
from sto_eval.sphinxext.elements import (
    PASSPORTS,
    HtmlElement,
    NumberLink,
    PageLink,
    anchor,
    annex_mark,
    made_up_mark,
    number_link,
)
from sto_eval.sphinxext.pages import store_of, warn_unknown
from sto_eval.sphinxext.trail import TrailLinks, trail_links, trails

_LOG = logging.getLogger(__name__)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

ANNEX = "herkomst"
"""The page that holds the annex when the book has a page of that name."""


NAME = "naam"
"""The part of a number that is its name."""

COMPUTED = ("", "teller", "noemer", "raak")
"""The parts of a number that are made up when its sources are; the print and the parameters never are."""


class NumberRole(SphinxRole):
    """``{getal}`id` ``: the shown value of a number, linked to its passport."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The linked text, or a warning and a visible gap."""
        name, _, part = self.text.partition(".")
        records = store_of(self.env.app).records
        if name not in records:
            warn_unknown("number", name, records, self._here())
            return [nodes.problematic(self.rawtext, self.text)], []
        shown = part_of(records[name], part)
        if shown is None:
            _LOG.warning(
                "number '%s' has no '%s'", name, part, location=self._here(), type="sto_eval"
            )
            return [nodes.problematic(self.rawtext, self.text)], []
        link = number_link(name, shown, part)
        if records[name].evidence == Evidence.MADE_UP and part in COMPUTED:
            link += made_up_mark()
        return [link], []

    def _here(self) -> tuple[str, int]:
        return (self.env.docname, self.lineno)


def part_of(record: Record, part: str) -> str | None:
    """The shown value of a record, or one part of it; ``None`` when the record has no such part.

    Parts are ``teller`` and ``noemer`` (numerator and denominator), ``afdruk`` (the printed figure),
    ``definities`` and ``raak`` (how many defensible definitions there are, and how many of them give the
    printed figure), ``openbaar`` (what public counts allow), ``peildatum`` (the reference date that the
    chapter chose, else that of the first source), ``naam`` (what the number is called) and the name of any
    parameter of the chapter.
    """
    measure, definitions, parameters = record.measure, record.specifications, record.parameters
    day = parameters.get("reference_date") or next((s.reference_date for s in record.sources), "")
    if part in parameters and part != "reference_date":
        return _plain(parameters[part])
    parts: dict[str, Any] = {
        "": measure.display,
        NAME: record.label,
        "teller": measure.numerator,
        "noemer": measure.denominator,
        "peildatum": dutch.date(str(day)) if day else None,
        "definities": len(definitions),
        "raak": sum(bool(other.holds) for other in definitions),
        "openbaar": record.public.measure.display if record.public else None,
        "afdruk": record.printed.shown if record.printed else None,
    }
    value = parts.get(part)
    if value is None or isinstance(value, str):
        return value
    return dutch.number(value)


def _plain(value: object) -> str:
    """A parameter as written in a sentence: a number with a comma, a day in words."""
    if isinstance(value, int | float):
        return f"{value:g}".replace(".", ",")
    return dutch.date(str(value)) if _DAY.fullmatch(str(value)) else str(value)


class LinkNumbers(SphinxPostTransform):
    """Turn the numbers and pages named in the text into links, when all pages are known."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401 - Sphinx's signature
        """Replace every link node of ours by a reference."""
        resolve_links(self.document, self.app, self.env.docname)


def resolve_links(tree: nodes.Element, app: Sphinx, docname: str) -> None:
    """Turn the links of ours under a node into references, seen from a page.

    A number leads to its passport: on the website to a page of its own, on paper to its entry in the
    annex, and there its ordinal in the annex stands behind it.
    """
    records = store_of(app).records
    entries = {name: place for place, name in enumerate(records, 1)}
    for link in list(tree.findall(NumberLink)):
        _bend_noun(link)
        page, fragment = passport_of(app, link["record"])
        reference = _replace(app, docname, link, page, fragment, "sto-getal")
        if page is not None and on_paper(app):
            _put_behind(reference, annex_mark(entries[link["record"]], page, fragment[1:]))
    for trail in list(tree.findall(TrailLinks)):
        trail.replace_self(trail_links(app.env, records[trail["record"]], trail["to"]))
    for page_link in list(tree.findall(PageLink)):
        wanted = str(page_link["page"])
        known = wanted in app.env.all_docs or wanted.startswith(f"{PASSPORTS}/")
        if not page_link.children:
            page_link.append(nodes.Text(_title_of(wanted, app.env)))
        fragment = f"#{page_link['fragment']}" if page_link.get("fragment") else ""
        _replace(app, docname, page_link, wanted if known else None, fragment, "sto-pagina")


def _bend_noun(link: NumberLink) -> None:
    """Make what is counted singular in the text behind a 1."""
    named = link.parent
    following = named.next_node(descend=False, siblings=True)
    if isinstance(following, nodes.Text):
        shown = link.astext()
        bent = bend(f"{shown}{following.astext()}").removeprefix(shown)
        following.parent.replace(following, nodes.Text(bent))


def _title_of(page: str, env: BuildEnvironment) -> str:
    """The title of a page: the text of a link that was given none."""
    return env.titles[page].astext() if page in env.titles else page


def passport_of(app: Sphinx, record_id: str) -> tuple[str | None, str]:
    """Page and fragment of the passport of a number."""
    if on_paper(app):
        return annex_page(app.env), f"#{anchor(record_id)}"
    return f"{PASSPORTS}/{record_id}", ""


def on_paper(app: Sphinx) -> bool:
    """Whether the book is being made for paper, as one page."""
    return app.builder.name == "singlehtml"


def _replace(  # noqa: PLR0913 - all that makes a reference
    app: Sphinx, docname: str, link: nodes.TextElement, page: str | None, fragment: str, css: str
) -> nodes.Element:
    made: nodes.Element = nodes.inline("", link.astext())
    if page is not None:
        uri = app.builder.get_relative_uri(docname, page) + fragment
        made = nodes.reference("", link.astext(), refuri=uri, internal=True)
    made["classes"], made["ids"] = [css], link["ids"]
    link.replace_self(made)
    return made


def _put_behind(reference: nodes.Element, mark: nodes.Element) -> None:
    """Put a mark behind the element that names a number, and behind the mark of an invented one."""
    named = reference.parent if isinstance(reference.parent, HtmlElement) else reference
    around = named.parent if "data-getal" in named.get("attributes", ()) else reference.parent
    shown = named if around is named.parent else reference
    place = around.index(shown) + 1
    if place < len(around) and "sto-merk" in getattr(around[place], "attributes", {}).get(
        "classes", ()
    ):
        place += 1
    around.insert(place, mark)


def annex_page(env: BuildEnvironment) -> str | None:
    """The page that holds the annex with all numbers."""
    pages = sorted(annexes(env), key=lambda page: (page != ANNEX, page))
    return pages[0] if pages else None


def annexes(env: BuildEnvironment) -> set[str]:
    """The pages with the annex, kept with Sphinx's own memory of the pages."""
    found: set[str] = env.__dict__.setdefault("sto_eval_annexes", set())
    return found


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page that is read again."""
    annexes(env).discard(docname)
    trails(env).pop(docname, None)


def merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    """Join what parallel readers found."""
    annexes(env).update(annexes(other))
    trails(env).update({name: trails(other)[name] for name in docnames if name in trails(other)})


def require_annex(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn when numbers are shown in a book that has no annex to follow them to."""
    if store_of(app).records and annex_page(env) is None:
        _LOG.warning("no page has the directive 'herkomst': numbers lead nowhere", type="sto_eval")
