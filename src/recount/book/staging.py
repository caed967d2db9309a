"""Stage the sources for Sphinx: pages, executed chapters, style sheets, scripts and fonts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from recount.book.directives.proof import is_proved
from recount.book.directives.store import Store, reload_store
from recount.book.fonts import write_fonts
from recount.book.pdf.names import REPORT, pdf_names
from recount.book.prose import copy_page
from recount.edition.definitions import read_page
from recount.edition.edition import pages_of
from recount.errors import BookError

ASSETS = Path(__file__).resolve().parent / "assets"
"""Style sheets, templates, scripts and the Sphinx configuration for print."""

DEMO = "Demo: "
"""Start of the title of the demo, on every page and in the name of the PDF."""

OWN = "rc-"
"""Prefix of our own style sheets and scripts on the website."""

_ON_PROOF = re.compile(r"^```\{bewijs\}\n:stand:$", re.MULTILINE)
"""What a page that is about the proof begins with."""

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stage:
    """The staged book.

    Parameters
    ----------
    folder
        The source folder for Sphinx.
    chapters
        The folder with the records, figures and tables.
    edition
        The folder of the edition.
    fonts
        The folder with the fonts for web and print.
    title
        Title of the book.
    author
        Author of the book.
    front
        Title of the front page in print; empty for the report itself.
    names
        The regions that a book other than the report covers.
    made_by
        The key of what makes its pages: code, packages, style sheets and the edition; empty if unknown.
    results
        The key of the results that its pages show; empty if unknown.
    """

    folder: Path
    chapters: Path
    edition: Path
    fonts: Path
    title: str
    author: str
    front: str = ""
    names: tuple[str, ...] = ()
    made_by: str = ""
    results: str = ""

    @property
    def regions(self) -> tuple[str, ...]:
        """The names of regions alone: not that of all of them, on the front page."""
        return tuple(name for name in self.names if name != self.front)

    @property
    def whole(self) -> bool:
        """Whether this is the report itself rather than a regional book."""
        return not self.front


@dataclass(frozen=True, slots=True)
class Volume:
    """A book other than the report.

    Parameters
    ----------
    title
        Its title.
    pages
        The folder with the pages that run no code.
    contents
        Its table of contents.
    front
        The chapter used as its front page.
    names
        Display names of chapters.
    """

    title: str
    pages: Path
    contents: dict[str, Any]
    front: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OtherBook:
    """What the pages of a book show of the other book of the website.

    Parameters
    ----------
    lead
        Start of a line with a link to it.
    sentence
        Description of the other book, up to its title.
    title
        Its title, used as link text.
    front
        Address of its front page, relative to the front page of this book.
    places
        Subject -> text and address of a link.
    folder
        Its build folder, if it must be embedded in the site of this book.
    """

    lead: str
    sentence: str
    title: str
    front: str
    places: Mapping[str, tuple[str, str]]
    folder: Path | None = None

    def card(self) -> dict[str, Any]:
        """Everything but the folder, as plain data."""
        known = asdict(self) | {"places": {name: list(to) for name, to in self.places.items()}}
        return {key: value for key, value in known.items() if key != "folder"}


def stage_book(  # noqa: PLR0913 - the options of a book
    root: Path,
    build: Path,
    edition: Path,
    volume: Volume | None = None,
    other: OtherBook | None = None,
    *,
    printed: bool = False,
) -> Stage:
    """Write the sources of a book to ``build/stage``, replacing an earlier stage.

    The ``_config.yml`` of the edition's pages replaces keys of our own. The website of the report links to its
    PDFs if it is ``printed``.
    """
    pages = pages_of(root, edition)
    config = _load(ASSETS / "config.yml") | _load(pages / "_config.yml")
    if volume:
        config["title"] = volume.title
    settings = config.setdefault("sphinx", {}).setdefault("config", {})
    store = reload_store(build / "chapters", edition)
    if store.demo:
        config["title"] = f"{DEMO}{config.get('title', '')}"
    settings |= {
        "recount_names": dict(volume.names) if volume else {},
        "recount_titles": dict(volume.names) if volume else chapter_titles(pages, store.by_chapter),
        "recount_pdf": _pdf_beside(str(config.get("title", ""))) if printed and not volume else "",
        "recount_other_book": other.card() if other else {},
        "recount_chapters": str((build / "chapters").resolve()),
        "recount_edition": str(edition.resolve()),
        "templates_path": ["_templates"],
    }
    folder = build / "stage"
    shutil.rmtree(folder, ignore_errors=True)
    static = folder / "_static"
    static.mkdir(parents=True)
    (folder / "_config.yml").write_text(
        yaml.safe_dump(config, allow_unicode=True), encoding="utf-8"
    )
    shutil.copytree(ASSETS / "templates", folder / "_templates")
    for own in (ASSETS / "theme.css", ASSETS / "web.css", *sorted(ASSETS.glob("*.js"))):
        shutil.copyfile(own, static / f"{OWN}{own.name}")
    book = volume or Volume("", pages, _load(pages / "_toc.yml"), "", {})
    _stage_pages(book, build / "chapters", folder, store)
    fonts = write_fonts(folder / "fonts")
    shutil.copytree(fonts, static / "fonts", ignore=shutil.ignore_patterns("*.ttf", "mono.*"))
    return Stage(
        folder,
        build / "chapters",
        edition,
        fonts,
        str(config.get("title", "")),
        str(config.get("author", "")),
        volume.names[volume.front] if volume else "",
        tuple(volume.names.values()) if volume else (),
    )


def _pdf_beside(title: str) -> str:
    """Where the PDF of a report is, from the front of its website in the same build."""
    return f"../pdf/{pdf_names(title)[REPORT]}"


def chapter_titles(pages: Path, names: Iterable[str]) -> dict[str, str]:
    """Chapter -> the title of its page, or its name if it has no page with a title."""
    return {name: _title(pages / "chapters" / f"{name}.md") for name in names}


def _title(chapter: Path) -> str:
    found = _TITLE.search(read_page(chapter)) if chapter.is_file() else None
    return found[1] if found else chapter.stem


def _stage_pages(book: Volume, chapters: Path, folder: Path, store: Store) -> None:
    found = {}
    for name in _pages(book.contents):
        front = f"chapters/{book.front}" if book.front and name == book.contents["root"] else name
        found[name] = _find_page(book.pages, chapters, front)
    left_out = () if is_proved(store) else [name for name in found if _is_on_proof(found[name])]
    contents = yaml.safe_dump(
        _without(book.contents, left_out), allow_unicode=True, sort_keys=False
    )
    (folder / "_toc.yml").write_text(contents, encoding="utf-8")
    for name, page in found.items():
        if name in left_out:
            continue
        target = (folder / name).with_suffix(page.suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_page(page, target, store, left_out)
    for extra in sorted(book.pages.glob("*.bib")):
        shutil.copyfile(extra, folder / extra.name)


def _find_page(root: Path, chapters: Path, name: str) -> Path:
    """The executed chapter if there is one, otherwise the page itself if it runs no code."""
    stem = Path(name).name
    executed = chapters / stem / f"{stem}.ipynb"
    if name.startswith("chapters/") and executed.exists():
        return executed
    page = root / f"{name}.md"
    if not page.exists():
        what, where = f"page '{name}' is missing", str(root / "_toc.yml")
        raise BookError(what, where, str(page), "no such file", "Fix _toc.yml.")
    if "```{code-cell}" in read_page(page):
        what, remedy = f"chapter '{stem}' was not run", f"Run chapter {stem} first."
        raise BookError(what, str(page), str(executed), "no such file", remedy)
    return page


def _pages(contents: object) -> list[str]:
    """Every page in the table of contents, at any depth."""
    if isinstance(contents, list):
        return [page for item in contents for page in _pages(item)]
    if not isinstance(contents, dict):
        return []
    own = [str(contents[key]) for key in ("root", "file") if key in contents]
    return own + [page for value in contents.values() for page in _pages(value)]


def _is_on_proof(page: Path) -> bool:
    """Whether a page is about the proof alone, so that without an outcome it has nothing to say."""
    return page.suffix == ".md" and bool(_ON_PROOF.search(read_page(page)))


def _without(contents: Any, pages: Collection[str]) -> Any:  # noqa: ANN401 - YAML, at any depth
    """A table of contents without some pages, and without the parts that have no other."""
    if isinstance(contents, list):
        kept = [_without(item, pages) for item in contents if _pages(item) != []]
        return [item for item in kept if _pages(item)]
    if not isinstance(contents, dict):
        return contents
    if contents.get("file") in pages:
        return {}
    return {key: _without(value, pages) for key, value in contents.items()}


def _load(path: Path) -> dict[str, Any]:
    what = "the settings cannot be read"
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError:
        what, remedy = "the book has no settings", "Restore it from git."
        raise BookError(what, str(path.parent), path.name, "no such file", remedy) from None
    except yaml.YAMLError as fault:
        found = " ".join(str(fault).split())
        raise BookError(what, str(path), "YAML", found, "Fix that line.") from None
    if not isinstance(loaded, dict):
        found = str(loaded)[:40]
        raise BookError(what, str(path), "keys with values", found, "Fix the file.")
    return loaded
