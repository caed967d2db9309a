"""What others see of the website: previews of links, search engines, icons, and the page for a wrong address.

All texts are those of the page itself; the check of numerals compares them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Template

from recount.book.directives.publication import publication_of
from recount.book.directives.store import Store
from recount.book.earlier_parts import parts_of
from recount.book.numerals.tokens import SEPARATOR
from recount.book.staging import ASSETS, Stage
from recount.book.website.contents import PageContents
from recount.book.website.pictures import (
    count_verdicts,
    draw_claims,
    draw_counts,
    shared_texts,
    shown_texts,
    write_icons,
)
from recount.edition.edition import REGIONS
from recount.edition.translations import DUTCH, PAGES, catalogues
from recount.storage import write_whole
from recount.translation.languages import Say

PREVIEWS: Final = "gegevens/delen"
"""The folder with the pictures of previews."""

FRONT: Final = "index.html"

NOT_FOUND: Final = "404.html"
"""What a host serves at a wrong address, in every language."""

NOT_THERE: Final = "Deze pagina is er niet"
MOVED: Final = (
    "Misschien is het adres verkeerd overgenomen, of is de pagina verplaatst. "
    "Het adres van een getal blijft bestaan, ook als het getal vervalt."
)
"""What that page says in its heading, and below it."""


def share_site(pages: Sequence[PageContents], stage: Stage, store: Store, site: Path) -> None:
    """Add previews to the pages of a book, and the files that search engines and browsers ask for.

    Parameters
    ----------
    pages
        The pages of the book.
    stage
        The staged book.
    store
        Its records.
    site
        The folder of the website.
    """
    published = publication_of(store).address
    address = f"{published}{'' if stage.whole else f'{REGIONS}/'}" if published else ""
    pictures = draw_previews(pages, stage, store, site)
    template = _template("preview.html")
    languages = {DUTCH: "", **{code: f"{code}/" for code in catalogues(stage.edition, PAGES)}}
    for page in pages:
        picture, alternative = pictures.get(page.address, pictures[FRONT])
        head = template.render(
            up="../" * page.address.count("/"),
            front=page.address == FRONT,
            page="" if page.address == FRONT else page.address,
            title=page.title,
            description=SEPARATOR.join(page.description),
            alternative=alternative,
            picture=picture,
            address=address,
            languages=languages,
            report=stage.title,
            demo=store.demo,
        )
        path = site / page.address
        path.write_text(
            path.read_text("utf-8").replace("</head>", f"{head}\n  </head>", 1), "utf-8"
        )
    write_icons(site)
    shutil.copyfile(ASSETS / "favicon.svg", site / "favicon.svg")
    if address:
        addresses = ["" if page.address == FRONT else page.address for page in pages]
        _write(
            site / "sitemap.xml",
            pages=addresses,
            address=address,
            languages=languages,
            # the last day on which an accepted number changed
            day=max((str(change.day) for change in store.changes if change.day), default=""),
        )
    if stage.whole:
        _write_for_hosts(pages, stage, address, site)


def _write_for_hosts(pages: Iterable[PageContents], stage: Stage, address: str, site: Path) -> None:
    """Write what a host serves at a wrong address, and what it tells search engines."""
    chapters = [page for page in pages if page.number.isdecimal() or page.address == FRONT]
    base = urlsplit(address).path or "/"
    said = {"title": NOT_THERE, "text": MOVED, "report": stage.title}
    _write(site / NOT_FOUND, pages=chapters, base=base, **said)
    if address:
        _write(site / "robots.txt", address=address)


def draw_previews(  # noqa: PLR0913 - what a picture is made of
    pages: Iterable[PageContents],
    stage: Stage,
    store: Store,
    site: Path,
    code: str = DUTCH,
    say: Say = str,
) -> dict[str, tuple[str, str]]:
    """Draw the pictures of a language; page -> its picture and what it shows besides the title.

    ``say`` gives the texts that the pages do not have in their language.
    """
    found = {}
    (site / PREVIEWS).mkdir(parents=True, exist_ok=True)
    # said for every picture, drawn or not, so that what has no translation is known
    words = [say(text) for text in shared_texts(stage, store)]
    with parts_of(stage, f"previews-{code}", *words) as earlier:
        for page in pages:
            if page.address == FRONT:
                shown = [*map(say, count_verdicts(store))] if stage.whole else []
                draw = partial(draw_counts, page.title, shown, stage, store, say)
            elif page.claims:
                shown = shown_texts(page)
                draw = partial(draw_claims, page, stage, store, say)
            else:
                continue
            name = f"{PREVIEWS}/{Path(page.address).stem}.png"
            earlier.write(site / name, draw, page.title.encode(), *map(str.encode, shown))
            found[page.address] = name, SEPARATOR.join(shown)
    return found


def _write(path: Path, **content: Any) -> None:  # noqa: ANN401 - what the template shows
    write_whole(path, _template(path.name).render(content).encode())


def _template(name: str) -> Template:
    found: Template = Template((ASSETS / name).read_text("utf-8"), autoescape=True)
    return found
