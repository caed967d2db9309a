"""What a page of the website says."""

from __future__ import annotations

from pathlib import Path

import pytest

from recount.book.earlier_parts import EarlierParts
from recount.book.website.contents import PageContents, PageSection, read_contents

CHAPTER = """<body><nav>Menu</nav><article><section id="geld">
<h1><span class="section-number">3. </span>Hoeveel geld?<a class="headerlink">#</a></h1>
<div class="rc-paneel rc-opening"><div class="rc-stemmen">
<div class="rc-stem rc-stem-afdruk"><p class="rc-stemnaam">Druk</p><p class="rc-groot">€ 5</p></div>
<div class="rc-stem"><p class="rc-wat">Subsidie</p></div>
<span class="rc-oordeelwoord"><span class="rc-teken">●</span> <span>klopt</span></span></div></div>
<p>Er is <span>€ 5</span> gegeven. Dat klopt.</p><pre>code</pre><template>kaart</template>
<section id="plaats"><h2>Waar?</h2><table><tr><td>Assen</td><td>Goes</td></tr></table>
<details><summary><h3>Hoe?</h3></summary><section id="weg"><p>Wij tellen.</p></section></details></section>
</section></article></body>"""

PASSPORT = """<body><article><section class="rc-pas"><p class="rc-terug">terug</p><h1>Subsidie</h1>
<p class="rc-groot">€ 5</p><p><span class="rc-oordeelwoord">● klopt</span></p>
<table><tr><th>Definitie</th><td>Alle subsidie. Ook later.</td></tr></table></section></article></body>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A website with a chapter and a passport."""
    for name, text in {
        "geld.html": CHAPTER,
        "getallen/a.html": PASSPORT,
        "search.html": "<body></body>",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def read(site: Path, address: str) -> PageContents:
    """A page of the site."""
    return next(page for page in read_contents(site) if page.address == address)


def test_the_search_page_is_no_page_of_the_book(site: Path) -> None:
    """Nor is what the theme keeps in its own folder."""
    assert [page.address for page in read_contents(site)] == ["getallen/a.html", "geld.html"]


def test_contents_of_an_earlier_build_are_the_same(site: Path, tmp_path: Path) -> None:
    """Read back, they equal those of the page; a changed page is read again."""
    made = read_contents(site)
    for _ in range(2):
        with EarlierParts(tmp_path / "parts") as earlier:
            assert read_contents(site, earlier) == made
    page = site / "geld.html"
    page.write_text(page.read_text("utf-8").replace("Dat klopt.", "Dat is waar."), "utf-8")
    assert read_contents(site, earlier) != made


def test_a_section_has_the_sentences_between_its_headings(site: Path) -> None:
    """Each cell is a text of its own; code, cards and the menu are left out."""
    page = read(site, "geld.html")
    first, second, _ = page.sections
    assert first.sentences[-2:] == ("Er is € 5 gegeven.", "Dat klopt.")
    assert second == PageSection("plaats", "Waar?", ("Assen", "Goes"))
    assert "code" not in str(page.sections)
    assert "kaart" not in str(page.sections)


def test_a_folded_section_has_its_summary_as_heading(site: Path) -> None:
    """Search finds what is folded away, unless it is a table."""
    *_, folded = read(site, "geld.html").sections
    assert folded == PageSection("weg", "Hoe?", ("Wij tellen.",))


def test_a_made_up_number_says_so(site: Path) -> None:
    """Its mark is a word outside the page, where no note explains it."""
    mark = '<span>€ 5</span><sup data-uit="merk">v</sup>'
    (site / "geld.html").write_text(CHAPTER.replace("<span>€ 5</span>", mark), "utf-8")
    assert read(site, "geld.html").description == ("Er is € 5 (verzonnen) gegeven.",)


def test_a_chapter_says_its_question_and_its_answer(site: Path) -> None:
    """Its number is apart from its title; the answer is the first sentence under its panel."""
    page = read(site, "geld.html")
    assert (page.number, page.title) == ("3", "Hoeveel geld?")
    assert page.description == ("Er is € 5 gegeven.",)


def test_a_passport_says_value_verdict_and_definition(site: Path) -> None:
    """Its title is the name of the number."""
    page = read(site, "getallen/a.html")
    assert page.title == "Subsidie"
    assert page.description == ("€ 5", "● klopt", "Alle subsidie.")


def test_a_chapter_shows_its_claims(site: Path) -> None:
    """Subject, printed figure, sign and verdict."""
    (claim,) = read(site, "geld.html").claims
    assert (claim.subject, claim.printed, claim.sign, claim.verdict) == ("Subsidie", "€ 5", "●", "klopt")  # fmt: skip
