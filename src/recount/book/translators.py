"""What translators translate: every sentence of the pages that were built, and every text in their figures."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from lxml import etree, html
from sphinx_intl.basic import update
from sphinx_intl.catalog import dump_po

from recount.book.directives.elements import PASSPORTS
from recount.book.numerals import PRINT
from recount.book.pdf.evidence import DESCRIPTIONS
from recount.book.pdf.paper import WORDS
from recount.book.prose import texts_of
from recount.book.website.pictures import ACCORDING_TO, DEMO
from recount.book.website.sharing import MOVED, NOT_THERE
from recount.book.website.translated import REPORT, is_translated, read_html
from recount.edition.edition import Edition
from recount.edition.translations import FIGURES, FOLDER, PAGES, catalogues
from recount.notebook.notebooks import CHAPTERS
from recount.numbers.predicates import STATEMENT, alternatives
from recount.spreadsheets import INVENTED
from recount.translation.catalogue import read_catalogue
from recount.translation.languages import region_names, translation_of
from recount.translation.pages import Translation

_STATEMENT = ".//span[@data-stelling]"

_BESIDE_PAGES = (REPORT, NOT_THERE, MOVED, DEMO, INVENTED, *WORDS, *DESCRIPTIONS.values())
"""What results of a search, previews and the PDF say besides the texts of pages."""

Alternatives = list[tuple[str, str]]
"""The words and the predicates of the alternatives of a statement."""


@dataclass
class Lookups:
    """What was looked up in a catalogue: messages with and without a translation, in reading order."""

    used: dict[str, None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)


def look_up(books: Iterable[Edition], code: str) -> dict[str, Lookups]:
    """Look up all that books say in a language.

    Of a statement with alternatives, all are looked up: other data may make another of them true.

    Parameters
    ----------
    books
        The report and regional books, each with a website; its PDF is read too if it has one.
    code
        The language.

    Returns
    -------
    Catalogue -> what was looked up in it.
    """
    found = {PAGES: Lookups(), FIGURES: Lookups()}
    for book in books:
        names = region_names(book.card)
        for catalogue, read in ((PAGES, _read_pages), (FIGURES, _read_figures)):
            translation = translation_of(book.folder, code, names, catalogue)
            read(book, translation)
            found[catalogue].used |= dict.fromkeys(sorted(translation.used))
            found[catalogue].missing |= dict.fromkeys(translation.missing)
    return found


def update_catalogues(
    edition: Path, code: str, found: Mapping[str, Lookups], *, keep_unused: bool
) -> None:
    """Add the messages that lack a translation to the catalogues of a language, which may be new.

    With ``keep_unused`` false, messages that were not looked up become comments.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, one in found.items():
            path = catalogues(edition, name).get(code)
            kept = [str(entry.id) for entry in read_catalogue(path) if entry.id] if path else []
            template = Catalog(fuzzy=False)
            for message in kept:
                if keep_unused or message in one.used or message in one.missing:
                    template.add(message)
            for message in one.missing:
                template.add(message)
            dump_po(f"{folder}/{name}.pot", template)
        update(edition / FOLDER, folder, (code,), line_width=0, jobs=1)


def _read_pages(book: Edition, translation: Translation) -> None:
    statements = _statements(book)
    printed = filter(Path.is_file, [book.build / "pdf" / PRINT])
    for path in (*_pages(book.build / "html"), *printed):
        page = read_html(path)
        for variant in (page, *_variants(page, statements)):
            translation.page(variant)
    for text in (*_BESIDE_PAGES, ACCORDING_TO.format(book.card.print_name)):
        translation.text(text)


def _read_figures(book: Edition, translation: Translation) -> None:
    for card in sorted((book.build / CHAPTERS).glob("*/figures/*.json")):
        for text in json.loads(card.read_text("utf-8"))["words"]:
            translation.text(text)


def _pages(site: Path) -> list[Path]:
    """The pages of a website in Dutch: those that readers see first, passports last."""
    found = [path for path in site.rglob("*.html") if is_translated(path.relative_to(site))]
    return sorted(found, key=lambda path: (PASSPORTS in path.parts, path))


def _statements(book: Edition) -> dict[str, Alternatives]:
    """Predicate -> the alternatives of its statement, in the chapters and pages of a book."""
    return {
        condition: known
        for _, text in texts_of(book.build / CHAPTERS, book.pages)
        for known in map(alternatives, STATEMENT.findall(text))
        for _, condition in known
        if condition and len(known) > 1
    }


def _variants(
    page: etree._Element, statements: dict[str, Alternatives]
) -> Iterator[etree._Element]:
    """A page with the first alternative of all its statements, with the second, and so on."""
    found = [statements.get(one.get("data-stelling"), []) for one in page.iterfind(_STATEMENT)]
    written = html.tostring(page) if any(found) else b""
    for place in range(max(map(len, found), default=0)):
        variant = html.document_fromstring(written)
        for span, known in zip(variant.findall(_STATEMENT), found, strict=True):
            if place < len(known):
                span.text, condition = known[place]
                if not condition:
                    span.drop_tag()
        yield variant
