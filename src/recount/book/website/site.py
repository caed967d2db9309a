"""The website, built with Jupyter Book."""

from __future__ import annotations

import shutil
from pathlib import Path

from recount.book.directives.store import load_store
from recount.book.earlier_parts import parts_of
from recount.book.numerals import require_traceable
from recount.book.sphinx_process import jupyter_book, run_tool
from recount.book.staging import Stage
from recount.book.website.contents import read_contents
from recount.book.website.number_files import published, write_numbers
from recount.book.website.row_files import copy_rows
from recount.book.website.search_index import write_search_index
from recount.book.website.sharing import share_site
from recount.book.website.theme import trim_theme
from recount.book.website.translated import REPORT, write_languages
from recount.book.website.workbook import write_workbook
from recount.book.website.worksheets import write_worksheets
from recount.running.processes import Process


def render_html(stage: Stage, folder: Path, beside: Process) -> Path:
    """Render the website in a folder; return its front page.

    The process beside this one runs Jupyter Book, and then checks the Dutch pages.
    """
    work = folder / "_work"
    options = ["--builder", "html", "-n", "-W", "--keep-going", "--path-output", str(work)]
    what = "the website" if stage.whole else "the website of the regions"
    arguments = ["build", str(stage.folder), *options]
    made = beside.submit(run_tool, jupyter_book, arguments, what, stage.folder)
    store = load_store(stage.chapters, stage.edition)
    numbers = published(store)
    if stage.whole:
        write_workbook(stage, store, numbers, folder)
    made.result()
    for path in sorted((work / "_build" / "html").iterdir()):
        path.rename(folder / path.name)
    shutil.rmtree(work)
    with parts_of(stage, "theme") as earlier:
        trim_theme(folder, earlier)
    with parts_of(stage, "contents") as earlier:
        pages = read_contents(folder, earlier)
    share_site(pages, stage, store, folder)
    check = beside.submit(require_traceable, "html", folder, stage)
    with parts_of(stage, "rows") as earlier:
        copy_rows(store, folder, earlier)
    write_worksheets(stage.chapters, store, folder)
    write_numbers(numbers, store, folder)
    write_search_index(stage.front or REPORT, pages, numbers, stage.edition, folder)
    write_languages(stage, store, numbers, folder)
    check.result()
    return folder / "index.html"
