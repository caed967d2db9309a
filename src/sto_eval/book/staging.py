"""Bring together what Sphinx reads: the pages, the executed chapters, the style and the fonts."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from sto_eval.book.prose import copy_true
from sto_eval.errors import BookError
from sto_eval.sphinxext.store import Store, load_store

ASSETS = Path(__file__).resolve().parent / "assets"
"""Style sheets, templates, scripts and the configuration for paper."""

OWN = "sto-"
"""What the names of our own style sheets and scripts begin with, on the website."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The staged book.

    Parameters
    ----------
    folder
        Where Sphinx finds its sources.
    chapters
        Where the records, figures and tables are.
    edition
        The folder of the edition.
    fonts
        Where the fonts are, for web and paper.
    title
        Title of the book.
    author
        Who made it.
    front
        Title of the front page on paper; empty for the report itself.
    names
        The regions that a book beside the report is about.
    """

    folder: Path
    chapters: Path
    edition: Path
    fonts: Path
    title: str
    author: str
    front: str = ""
    names: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is the report itself, and not a book beside it."""
        return not self.front


@dataclass(frozen=True, slots=True)
class Volume:
    """A book beside the report.

    Parameters
    ----------
    title
        Its title.
    pages
        The folder with the pages that compute nothing.
    contents
        Its table of contents.
    front
        The chapter that is its front page.
    names
        What chapters are called where only their id would say it.
    """

    title: str
    pages: Path
    contents: dict[str, Any]
    front: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the pages of a book say of the other one.

    Parameters
    ----------
    lead
        Where a line begins that leads there.
    sentence
        What a reader finds there, up to its title.
    title
        What it is called.
    front
        Its front page, seen from that of this book.
    made_up
        Whether anything on its front page is.
    places
        Subject -> the text of a link, and where it leads to.
    folder
        Where it was made, when its place is in the site of this book.
    """

    lead: str
    sentence: str
    title: str
    front: str
    made_up: bool
    places: Mapping[str, tuple[str, str]]
    folder: Path | None = None

    def card(self) -> dict[str, Any]:
        """All but the folder, as plain data."""
        known = asdict(self) | {"places": {name: list(to) for name, to in self.places.items()}}
        return {key: value for key, value in known.items() if key != "folder"}


def stage_book(
    root: Path,
    build: Path,
    edition: Path | None = None,
    volume: Volume | None = None,
    beside: Beside | None = None,
) -> Stage:
    """The staged book, written anew under ``build/stage``."""
    config = _load(root / "_config.yml")
    if volume:
        config["title"] = volume.title
    settings = config.setdefault("sphinx", {}).setdefault("config", {})
    chosen = edition or root / str(settings.get("sto_eval_edition", ""))
    settings |= {
        "sto_eval_names": dict(volume.names) if volume else {},
        "sto_eval_beside": beside.card() if beside else {},
        "sto_eval_chapters": str((build / "chapters").resolve()),
        "sto_eval_edition": str(chosen.resolve()),
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
    shutil.copyfile(ASSETS / "theme.css", static / f"{OWN}theme.css")
    shutil.copyfile(ASSETS / "web.css", static / f"{OWN}eval.css")
    for script in sorted(ASSETS.glob("*.js")):
        shutil.copyfile(script, static / f"{OWN}{script.name}")
    book = volume or Volume("", root, _load(root / "_toc.yml"), "", {})
    load_store.cache_clear()  # an earlier build in this process may have left older records
    store = load_store((build / "chapters").resolve(), chosen.resolve())
    _stage_pages(book, build / "chapters", folder, store)
    fonts = _fonts(build / "fonts")
    shutil.copytree(fonts, static / "fonts", ignore=shutil.ignore_patterns("*.ttf", "mono.*"))
    return Stage(
        folder,
        build / "chapters",
        chosen,
        fonts,
        str(config.get("title", "")),
        str(config.get("author", "")),
        volume.names[volume.front] if volume else "",
        tuple(volume.names.values()) if volume else (),
    )


def _stage_pages(book: Volume, chapters: Path, folder: Path, store: Store) -> None:
    contents = yaml.safe_dump(book.contents, allow_unicode=True, sort_keys=False)
    (folder / "_toc.yml").write_text(contents, encoding="utf-8")
    for name in _pages(book.contents):
        front = f"chapters/{book.front}" if book.front and name == book.contents["root"] else name
        page = _find_page(book.pages, chapters, front)
        target = (folder / name).with_suffix(page.suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        if page.suffix == ".ipynb":
            copy_true(page, target, store)
        else:
            shutil.copyfile(page, target)
    for extra in sorted(book.pages.glob("*.bib")):
        shutil.copyfile(extra, folder / extra.name)


def _find_page(root: Path, chapters: Path, name: str) -> Path:
    """The executed chapter when there is one, else the page itself when it computes nothing."""
    stem = Path(name).name
    executed = chapters / stem / f"{stem}.ipynb"
    if name.startswith("chapters/") and executed.exists():
        return executed
    page = root / f"{name}.md"
    if not page.exists():
        _refuse(
            f"page '{name}' is missing",
            str(root / "_toc.yml"),
            str(page),
            "no such file",
            "Mend _toc.yml.",
        )
    if "```{code-cell}" in page.read_text(encoding="utf-8"):
        _refuse(
            f"chapter '{stem}' was not run",
            str(page),
            str(executed),
            "no such file",
            f"Run chapter {stem} first.",
        )
    return page


def _pages(contents: object) -> list[str]:
    """Every page that the table of contents names, at any depth."""
    if isinstance(contents, list):
        return [page for item in contents for page in _pages(item)]
    if not isinstance(contents, dict):
        return []
    own = [str(contents[key]) for key in ("root", "file") if key in contents]
    return own + [page for value in contents.values() for page in _pages(value)]


def _load(path: Path) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError:
        _refuse(
            "the book has no settings",
            str(path.parent),
            path.name,
            "no such file",
            "Restore it from git.",
        )
    except yaml.YAMLError as fault:
        _refuse(
            "the settings cannot be read",
            str(path),
            "YAML",
            " ".join(str(fault).split()),
            "Mend that line.",
        )
    if not isinstance(loaded, dict):
        _refuse(
            "the settings cannot be read",
            str(path),
            "keys with values",
            str(loaded)[:40],
            "Mend the file.",
        )
    return loaded


def _refuse(what: str, where: str, expected: str, found: str, remedy: str) -> NoReturn:
    raise BookError(what, where, expected, found, remedy)


def _fonts(kept: Path) -> Path:
    """The fonts as an earlier build cut them in the same way, or new ones: the tools are slow to import."""
    recipe = ASSETS.parent / "fonts.py"
    folder = kept / hashlib.sha256(recipe.read_bytes()).hexdigest()[:12]
    if not folder.is_dir():
        from sto_eval.book.fonts import write_fonts  # noqa: PLC0415

        write_fonts(folder)
    return folder
