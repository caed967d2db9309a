"""The website in other languages: every page again, in a folder of the language, with the same files around it."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from lxml import etree, html

from recount.book.directives.languages import SWITCH, own_name
from recount.book.directives.publication import publication_of
from recount.book.directives.store import Store
from recount.book.earlier_parts import ANEW, EarlierParts, parts_of
from recount.book.pdf.names import pdf_names
from recount.book.staging import OWN, Stage
from recount.book.website.contents import read_contents
from recount.book.website.number_files import NumberFile
from recount.book.website.search_index import write_search_index
from recount.book.website.sharing import FRONT, MOVED, NOT_FOUND, NOT_THERE, draw_previews
from recount.edition.edition import REGIONS
from recount.edition.translations import DUTCH, FOLDER, is_language, locale_of
from recount.storage import write_json, write_whole
from recount.translation.languages import Say, load_translations
from recount.translation.messages import replace_run
from recount.translation.pages import Translation
from recount.translation.scripts import read_script_texts, translated
from recount.translation.terms import explain

UNTRANSLATED: Final = ".untranslated-{}.json"
"""The list of sentences of a book without a translation; not a part of the website."""

REPORT: Final = "Het rapport"
"""What results of a search call the report."""

_FILE_AND_REST: Final = re.compile(r"([^?#]*)(.*)", re.DOTALL)
_ADDRESSES: Final = ("href", "src", "srcset", "action")
_NO_PAGES: Final = {REGIONS.name, NOT_FOUND}
"""The folder of the other book, and the page that a host serves at any address."""

_OF_A_LANGUAGE: Final = (".html", "zoekindex.js")
"""Files that every language has of its own."""


def write_languages(stage: Stage, store: Store, numbers: Sequence[NumberFile], site: Path) -> None:
    """Write a website again in every language of the edition.

    Parameters
    ----------
    stage
        The staged book.
    store
        Its records.
    numbers
        Its numbers, for the search index.
    site
        The folder of the website.
    """
    front = stage.front or REPORT
    for code, translation in load_translations(stage.edition, stage.regions).items():
        place = "" if stage.whole else f"{REGIONS.name}/"
        published = publication_of(store).address
        other = pdf_names(stage.title, code, translation.text)
        printed = {file: other[one] for one, file in pdf_names(stage.title).items()}
        pages = TranslatedPages(
            site, code, place, f"{published}{place}" if published else "", printed
        )
        write_scripts(stage, code, site)
        known = (place, pages.published, *sorted(pages.drawn), *stage.regions)
        with parts_of(stage, f"pages-{code}", *known) as earlier:
            pages.write(translation, earlier)
        with parts_of(stage, f"contents-{code}") as earlier:
            contents = read_contents(pages.folder, earlier, passports=False)
        draw_previews(contents, stage, store, pages.folder, code, translation.text)
        if stage.whole:
            _say_not_found(code, stage.title, site, translation.text)
        write_json(site / UNTRANSLATED.format(code), list(translation.missing))
        words = stage.edition / FOLDER / code
        write_search_index(front, contents, numbers, words, pages.folder, translation.text)


def untranslated(site: Path) -> dict[str, set[str]]:
    """Language -> the sentences of a website that stay Dutch in it."""
    found: dict[str, set[str]] = {}
    for path in sorted(site.rglob(UNTRANSLATED.format("*"))):
        code = path.stem.rpartition("-")[2]
        found.setdefault(code, set()).update(json.loads(path.read_text("utf-8")))
    return found


def write_scripts(stage: Stage, code: str, site: Path) -> None:
    """Write our scripts in a language beside the Dutch ones; not one without texts.

    They read numbers in the notation of the language, also if it has no catalogue of scripts.
    """
    notation = {DUTCH: str(locale_of(code)).replace("_", "-")}
    known = {**notation, **read_script_texts(stage.edition, code)}
    for path in sorted((stage.folder / "_static").glob(f"{OWN}*.js")):
        script = path.read_text("utf-8")
        if (written := translated(script, known)) != script:
            write_whole(site / "_static" / f"{path.stem}.{code}.js", written.encode())


def _say_not_found(code: str, title: str, site: Path, say: Say) -> None:
    """Say in a language, on the page for any address, that the page is not there; and where the report is."""
    page = read_html(site / NOT_FOUND)
    said = etree.Element("section", {"lang": code})
    etree.SubElement(said, "h2").text = say(NOT_THERE)
    etree.SubElement(said, "p").text = say(MOVED)
    link = etree.SubElement(etree.SubElement(said, "p"), "a", {"href": f"{code}/{FRONT}"})
    link.text = say(title)
    page.find(".//form").addprevious(said)
    (site / NOT_FOUND).write_bytes(html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>"))


def is_translated(page: Path) -> bool:
    """Whether a page of a book, named from its front, is translated: not the other book, nor a page for any address."""
    return page.parts[0] not in _NO_PAGES and not is_language(page.parts[0])


def read_html(path: Path) -> etree._Element:
    """A page without its comments."""
    return _parse(path.read_bytes())


def _parse(page: bytes) -> etree._Element:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
    return html.document_fromstring(page, parser)


@dataclass(frozen=True)
class TranslatedPages:
    """The pages of a book in a language.

    Parameters
    ----------
    site
        The folder of the book.
    code
        The language, and the name of its folder in that of the book.
    place
        The folder of the book in the website, ``regios/``; empty for the report.
    published
        The address of that folder on the web; empty if it is not published.
    printed
        File name of a PDF in Dutch -> that in the language.
    """

    site: Path
    code: str
    place: str = ""
    published: str = ""
    printed: Mapping[str, str] = field(default_factory=dict)
    _changed: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def folder(self) -> Path:
        """The folder with these pages."""
        return self.site / self.code

    def write(self, translation: Translation, earlier: EarlierParts = ANEW) -> None:
        """Translate and write every page of the book, but those that ``earlier`` has."""
        for path in sorted(self.site.rglob("*.html")):
            name = path.relative_to(self.site)
            if not is_translated(name):
                continue
            page, known = path.read_bytes(), name.as_posix()
            made = earlier.get(partial(self._page, page, known, translation), known.encode(), page)
            missing, _, written = made.partition(b"\n")
            translation.missing.update(json.loads(missing))
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(written)

    def _page(self, dutch: bytes, name: str, translation: Translation) -> bytes:
        """A page in this language, after a line with what is missing in its translation."""
        page = _parse(dutch)
        alone = replace(translation, missing=Counter())
        alone.page(page)
        explain(page, translation.terms)
        self._localise(page, name)
        self._set_previews(page, str(translation.notation.locale))
        written: bytes = html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>")
        # a source has no end tag
        return json.dumps(alone.missing).encode() + b"\n" + written.replace(b"</source>", b"")

    def _localise(self, page: etree._Element, name: str) -> None:
        """Set the language of a page, and make its links lead to pages of that language."""
        page.set("lang", self.code)
        folder = posixpath.dirname(name)
        for node in page.iter("a", "link", "script", "img", "source", "form"):
            for attribute in _ADDRESSES:
                if address := node.get(attribute):
                    node.set(attribute, self.address(address, folder))
        up = "../" * (name.count("/") + 1)
        for link in page.iter("a"):
            if link.get("class") == SWITCH:
                code = link.get("hreflang")
                shown, folder = (DUTCH, "") if code == self.code else (code, f"{code}/")
                link.set("href", f"{up}{folder}{name}")
                link.set("hreflang", shown)
                link.set("lang", shown)
                replace_run(link, None, list(link), [own_name(shown)])

    def _set_previews(self, page: etree._Element, locale: str) -> None:
        """Set what others are told of a page: its language, and its own address and picture on the web."""
        for node in page.xpath("//meta[@property='og:locale']"):
            node.set("content", locale)
        for node in (
            page.xpath("//meta[@property] | //link[@rel='canonical']") if self.published else ()
        ):
            for attribute in ("content", "href"):
                if (address := node.get(attribute, "")).startswith(self.published):
                    rest = address.removeprefix(self.published)
                    node.set(attribute, f"{self.published}{self.code}/{rest}")

    def address(self, address: str, folder: str) -> str:
        """An address on a Dutch page in a folder, as the page of that name in this language has it.

        >>> english = TranslatedPages(Path("site"), "en", "regios/")
        >>> english.address("../../index.html#top", "chapters")
        '../../../en/index.html#top'
        >>> english.address("b.html", "chapters"), english.address("../b.csv", "chapters")
        ('b.html', '../../b.csv')
        """
        if (address, folder) not in self._changed:
            file, rest = _FILE_AND_REST.findall(address)[0]  # and a query or an anchor
            ours = file and ":" not in file and not file.startswith("/")
            self._changed[address, folder] = self._file(file, folder) + rest if ours else address
        return self._changed[address, folder]

    def _file(self, file: str, folder: str) -> str:
        target = posixpath.normpath(posixpath.join(self.place, folder, file))
        return posixpath.relpath(self._here(target), posixpath.join(self.place, self.code, folder))

    def _here(self, target: str) -> str:
        """Where a file of the website is in this language."""
        book = f"{REGIONS.name}/" if target.startswith(f"{REGIONS.name}/") else ""
        if target.endswith(_OF_A_LANGUAGE):
            return f"{book}{self.code}/{target.removeprefix(book)}"
        if (file := posixpath.basename(target)) in self.printed:
            return posixpath.join(posixpath.dirname(target), self.printed[file])
        stem, ending = posixpath.splitext(target)
        drawn = f"{stem}.{self.code}{ending}"
        return drawn if book == self.place and drawn.removeprefix(book) in self.drawn else target

    @cached_property
    def drawn(self) -> frozenset[str]:
        """The files of this language beside the Dutch ones: ``figure.en.svg``."""
        found = self.site.rglob(f"*.{self.code}.*")
        return frozenset(path.relative_to(self.site).as_posix() for path in found)
