"""The whole report beside what a user would do: papermill in a loop, then jupyter-book, and MyST if present.

python benchmarks/alternatives.py

Each makes the same chapters of the demo, in Dutch, from the same made-up files, in a new project without a
cache. The alternatives run every chapter as it can be downloaded from the report, and show its figures and
tables. They check and record nothing; roles such as ``getal`` are unknown to them, so their pages have
neither numbers in the text nor passports.

MyST is ``myst`` on the path. It gets an empty theme, because it downloads its own from the internet: it parses
the pages and writes their content, but no HTML.

Wall-clock seconds and memory as in ``regions.py``; the first line describes the machine.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from regions import BIN, ROOT, do, project, say, table

from recount.edition.edition import Edition, load_edition
from recount.notebook.notebooks import read_chapter, write_notebook

ALONE = ("--demo", "--regions", "none")
"""Only the report, on made-up files."""


def dutch_project(folder: Path) -> Path:
    """A project with the pages of this one, in Dutch only."""
    project(folder)
    for page in ROOT.glob("*.md"):
        (folder / page.name).symlink_to(page)
    (folder / "data").unlink()
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("locale"))
    return folder


def ours(root: Path, *words: str) -> None:
    """The command, on a project."""
    do([str(BIN / "sto-eval"), *words, *ALONE], root)


def loop(edition: Edition) -> None:
    """The command of papermill, for one chapter after another; the outputs become the pages of a book."""
    book = edition.root / "boek"
    book.mkdir()
    for name in edition.card.chapters:
        source = edition.root / f"{name}.ipynb"
        write_notebook(read_chapter(edition, name), source)
        words = [str(source), str(book / source.name), "-k", "python3", "--cwd", str(edition.root)]
        do([str(BIN / "papermill"), *words], edition.root, **edition.variables)


def jupyter_book(edition: Edition) -> None:
    """The website of jupyter-book, from notebooks with their outputs."""
    book = edition.root / "boek"
    (book / "index.md").write_text("# Boek\n", "utf-8")
    (book / "_config.yml").write_text('execute: {execute_notebooks: "off"}\n', "utf-8")
    chapters = [{"file": name} for name in edition.card.chapters]
    toc = {"format": "jb-book", "root": "index", "chapters": chapters}
    (book / "_toc.yml").write_text(json.dumps(toc), "utf-8")
    do([str(BIN / "jupyter-book"), "build", str(book)], edition.root)
    built(book / "_build/html", edition, "{}.html")


def myst(edition: Edition) -> None:
    """The content of a MyST site, from the same notebooks."""
    book = edition.root / "myst"
    shutil.copytree(edition.root / "boek", book, ignore=shutil.ignore_patterns("_*"))
    (book / "thema").mkdir()
    (book / "thema" / "template.yml").write_text('jtex: v1\nbuild: {start: "true"}\n', "utf-8")
    (book / "myst.yml").write_text("version: 1\nproject: {}\nsite: {template: ./thema}\n", "utf-8")
    do(["myst", "build", "--site"], book)
    built(book / "_build/site", edition, "content/{}.json")


def built(folder: Path, edition: Edition, page: str) -> None:
    """Stop unless every chapter has its page, and figures are there."""
    pages = [folder / page.format(name) for name in edition.card.chapters]
    if not all(each.is_file() for each in pages) or not list(folder.rglob("*.png")):
        raise SystemExit(f"pages or figures are missing in {folder}")


def main() -> None:
    """Measure them one after another."""
    say(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory() as folder:
        root, other = dutch_project(Path(folder, "ours")), dutch_project(Path(folder, "other"))
        edition = load_edition(other, demo=True)
        works: dict[str, Callable[[], object]] = {
            "ours: run, cold": lambda: ours(root, "run"),
            "ours: build html": lambda: ours(root, "build", "html"),
            "ours: build html, nothing changed": lambda: ours(root, "build", "html"),
            "papermill in a loop": lambda: loop(edition),
            "jupyter-book build of its outputs": lambda: jupyter_book(edition),
        }
        if shutil.which("myst"):
            works["myst build of its outputs, no HTML"] = lambda: myst(edition)
        table(works)


if __name__ == "__main__":
    main()
