"""The pictures that the website draws of itself."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from support.sample_edition import write_chapters, write_edition

from recount.book.directives.store import Store, load_store
from recount.book.fonts import write_fonts
from recount.book.staging import Stage
from recount.book.website.contents import PageContents, read_contents
from recount.book.website.pictures import (
    SIZE,
    count_verdicts,
    draw_claims,
    draw_counts,
    shown_texts,
    write_icons,
)

ROW = """<div class="rc-stemmen"><div class="rc-stem rc-stem-afdruk"><p class="rc-groot">{}</p></div>
<p class="rc-wat">Subsidie</p><span class="rc-oordeelwoord"><span class="rc-teken">●</span> <span>klopt</span></span>
</div>"""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A stage with fonts."""
    folder = tmp_path_factory.mktemp("stage")
    return Stage(
        folder, folder, folder, write_fonts(folder / "fonts"), "Proef nagerekend", "Niemand"
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The invented numbers, as a real report."""
    made = load_store(write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition"))
    return replace(made, run={})


def chapter(site: Path, *printed: str) -> PageContents:
    """A chapter with a claim for every printed figure."""
    panel = f'<div class="rc-opening">{"".join(map(ROW.format, printed))}</div>'
    page = f"<body><article><section><h1>Hoeveel geld is er?</h1>{panel}</section></article></body>"
    (site / "geld.html").write_text(page, "utf-8")
    (page,) = read_contents(site)
    return page


def opened(picture: bytes) -> Image.Image:
    """A picture from its file."""
    return Image.open(io.BytesIO(picture))


def test_a_picture_has_the_size_that_previews_need(
    tmp_path: Path, stage: Stage, store: Store
) -> None:
    """It shows three claims at most, and its text says which."""
    page = chapter(tmp_path, *"1234")
    assert shown_texts(page) == ["Subsidie", "1", "● klopt", "Subsidie", "2", "● klopt", "Subsidie", "3", "● klopt"]  # fmt: skip
    assert opened(draw_claims(page, stage, store)).size == SIZE


def test_equal_pictures_are_equal_files(tmp_path: Path, stage: Stage, store: Store) -> None:
    """A rebuild reproduces every byte; the demo has another picture."""
    page, made_up = chapter(tmp_path, "€ 5"), replace(store, run={"demo": True})
    first, second, demo = (draw_claims(page, stage, of) for of in (store, store, made_up))
    assert first == second != demo


def test_a_long_printed_figure_leaves_room_for_the_verdict(
    tmp_path: Path, stage: Stage, store: Store
) -> None:
    """It is smaller, so the column before the verdict stays white."""
    picture = opened(draw_claims(chapter(tmp_path, "een lange reeks van woorden"), stage, store))
    column = picture.convert("L").crop((650, 400, 700, 500))
    assert column.getextrema()[0] == column.getextrema()[1]


def test_the_front_counts_the_verdicts_of_the_cover(stage: Stage, store: Store) -> None:
    """Each count has a sign and a word."""
    counts = count_verdicts(store)
    assert counts[0] == "1 ● klopt"
    assert draw_counts("Proef", counts, stage, store) != draw_counts("Proef", [], stage, store)


def test_icons_have_the_sizes_that_browsers_ask_for(tmp_path: Path) -> None:
    """An ICO with small sizes, and a PNG for phones."""
    write_icons(tmp_path)
    with Image.open(tmp_path / "favicon.ico") as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    with Image.open(tmp_path / "favicon.png") as icon:
        assert icon.size == (180, 180)
