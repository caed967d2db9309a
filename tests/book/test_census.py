"""The census: every numeral of a page has a record or an exemption, and every claim a predicate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from invented import write_chapters, write_edition

from sto_eval.book.census import Census, count_site
from sto_eval.book.inspection import load_rules
from sto_eval.book.passages import Owner
from sto_eval.storage import write_json

Count = Callable[[str], Census]

YEAR = "<p>In 2019.</p>"
"""A page that uses the one exemption of the invented edition."""

TABLE = """
<div id="tabel-proef-tabel"><table><caption>Wat er is</caption>
<tr><th>Naam</th><th>Aantal</th></tr><tr><th>Alfa</th><td>1.234</td></tr><tr><th>Bèta</th><td>5</td></tr>
</table><p>Bron: niemand.</p></div>
"""
GRID = """
<figure id="figuur-proef-deel-definities"><table>
<tr><th>Maand</th><th>Uitkomst</th><th>Als gedrukt</th></tr>
<tr><th>zonder oktober</th><td>70,0%</td><td>nee</td></tr>
<tr><th>met oktober</th><td>75,3%</td><td>ja</td></tr>
</table><p>Bron: Verzonnen telling (openbaar) (Niemand).</p></figure>
"""


@pytest.fixture
def count(tmp_path: Path) -> Count:
    """A function: the body of a page in, its census out."""
    chapters, edition = write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition")

    def count_page(body: str, *, year: str = YEAR) -> Census:
        page = f"<html><body><article>{year}{body}</article></body></html>"
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / "a.html").write_text(page, encoding="utf-8")
        return count_site(tmp_path / "site", load_rules(chapters, edition))

    return count_page


def number(text: str, part: str = "") -> str:
    """A shown number, as the extension writes it."""
    return f'<span data-getal="proef-deel" data-deel="{part}"><a>{text}</a></span>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"<p>Het is {number('75,3%')}.</p>", "getal"),
        (f"<p>Het zijn er {number('903', 'teller')}.</p>", "getal"),
        ('<p data-uitspraak="proef-later">Er zijn 7 bijeenkomsten.</p>', "afdruk"),
        ('<section id="getal-proef-deel"><p>tussen 75 en 75,5</p></section>', "paspoort"),
        (
            '<figure id="figuur-proef-figuur"><p>Drie kwart, of 0,75</p><p>Bron: niemand.</p></figure>',
            "figuur",
        ),
        (TABLE, "tabel"),
        (GRID, "figuur"),
        ('<section data-tabel="proef-tabel"><output>1.234</output></section>', "tabel"),
        ("<p>Zie <code>bestand2.csv</code>.</p>", "code"),
        ("<pre>radius = 10</pre>", "code"),
    ],
)
def test_a_numeral_belongs_to_what_made_it(count: Count, body: str, kind: str) -> None:
    """The nearest element that was made from something vouches for it."""
    census = count(body)
    assert census.findings == []
    assert set(census.classes) - {"vrij: jaar"} >= {kind}


@pytest.mark.parametrize(
    ("body", "found", "why"),
    [
        ("<p>Goed. Er zijn 12 scholen. Klaar.</p>", "12", "no passport and no exemption"),
        ("<p>Het is <b>driekwart</b>.</p>", "driekwart", "no passport"),
        ("<td>vijf</td>", "vijf", "no passport"),
        ('<img alt="9 balken">', "9", "no passport"),
        ("<p>Het is <code>75%</code>.</p>", "75", "code"),
        ('<div class="cell_output"><pre>42</pre></div>', "42", "uitvoer"),
        (f"<p>{number('76,3%')}</p>", "76,3%", "is not what 'proef-deel' says (75,3%)"),
        (f"<p>{number('903')}</p>", "903", "is not what 'proef-deel' says (75,3%)"),
        ('<span data-getal="weg">75,3%</span>', "75,3%", "no such number"),
        ('<p data-uitspraak="proef-later">Er zijn 8 bijeenkomsten.</p>', "8", "afdruk"),
        ('<section id="getal-proef-deel"><p>tussen 74 en 75,5</p></section>', "74", "paspoort"),
        ('<figure id="figuur-proef-figuur"><p>Een derde</p></figure>', "Een derde", "figuur"),
        ('<p class="sto-telling">Van de 9 uitspraken.</p>', "Van de 9 uitspraken.", "telling"),
        (TABLE.replace("1.234", "1.235"), "tabel proef-tabel", "'1.235' is '1.234' there"),
        (TABLE.replace("<td>5</td>", ""), "tabel proef-tabel", "differs from the CSV"),
        (TABLE.replace("Bron: niemand.", ""), "tabel proef-tabel", "no line with its source"),
        (TABLE.replace("tabel-proef-tabel", "tabel-weg"), "tabel weg", "by no chapter"),
        (
            GRID.replace("70,0%", "75,3%"),
            "figuur proef-deel-definities",
            "'75,3%' is '70,0%' there",
        ),
        ('<section data-tabel="proef-tabel"><output>1.235</output></section>', "1.235", "tabel"),
        ('<figure id="figuur-proef-figuur"></figure>', "figuur proef-figuur", "no line with its"),
    ],
)
def test_what_has_no_number_behind_it_is_found(
    count: Count, body: str, found: str, why: str
) -> None:
    """Typed in the text or changed by hand in a built page: named with the reason."""
    findings = {one.found: str(one) for one in count(body).findings}
    assert found in findings
    assert why in findings[found]


NUMBERED = """\
<h1><span class="section-number">1. </span>Proef</h1>
<figure id="figuur-proef-figuur"><p><span class="sto-nummer">Figuur 1.1 </span>A</p><p>Bron: niemand.</p></figure>
<h1><span class="section-number">A. </span>Bijlage</h1>"""


@pytest.mark.parametrize(
    ("old", "new"),
    [("1.1", "1.2"), ("1.1", "2.1"), ("A.", "3."), ("A.", "B.")],
)
def test_a_wrong_number_of_a_figure_or_chapter_is_found(count: Count, old: str, new: str) -> None:
    """Figures and tables are counted per chapter, and chapters are followed by the first annex."""
    assert count(NUMBERED).findings == []
    found = count(NUMBERED.replace(old, new)).findings
    assert "numbered wrongly" in found[-1].why + found[0].why


def test_a_finding_shows_page_and_sentence(count: Count) -> None:
    """The sentence only, not the whole paragraph."""
    (finding,) = count("<p>Goed. Er zijn 12 scholen. Klaar.</p>").findings
    assert (finding.page, finding.sentence) == ("a.html", "Er zijn 12 scholen.")


def test_an_exemption_that_covers_nothing_is_a_finding(count: Count) -> None:
    """So that the list stays as short as it can be."""
    (finding,) = count("<p>Niets.</p>", year="").findings
    assert (finding.page, finding.found) == ("exemptions.toml", "jaar")
    assert "covers nothing" in finding.why


def test_an_exemption_covers_only_what_it_matches(count: Count) -> None:
    """A year is exempt, the count beside it is not."""
    assert [one.found for one in count("<p>In 2019 waren er 2020.</p>").findings] == ["2020"]


@pytest.mark.parametrize("words", ["gestegen", "Meer dan dat", "bijna alle scholen"])
def test_a_claim_without_a_predicate_is_found(count: Count, words: str) -> None:
    """A word of direction or size in the author's own text."""
    (finding,) = count(f"<p>Het is {words}.</p>").findings
    assert "claims a direction or size" in finding.why


def test_the_words_of_the_infographic_are_not_ours(count: Count) -> None:
    """What it printed may claim what it likes."""
    assert count('<p data-uitspraak="proef-som">Bijna alle zijn gestegen.</p>').findings == []


@pytest.mark.parametrize(
    ("predicate", "words", "right"),
    [
        ("proef-deel &gt; 50", "gestegen", True),
        ("proef-deel &gt; 80", "gestegen", False),
        ("geen predikaat", "gestegen", False),
        ("proef-deel &gt; 66,7", "meer dan twee derde", True),
        ("proef-deel &gt; 50", "meer dan twee derde", False),
    ],
)
def test_a_statement_is_judged_anew(count: Count, predicate: str, words: str, right: bool) -> None:
    """Its predicate must be true, and must hold its number against what the words say."""
    body = f'<p>Dat is <span data-stelling="{predicate}">{words}</span>.</p>'
    census = count(body)
    assert (census.findings == []) is right
    assert census.statements == 1


def test_numerals_of_two_owners_do_not_melt(count: Count) -> None:
    """The mark behind a made-up number is no part of it."""
    assert count(f"<p>{number('75,3%')}<sup>n</sup>{number('903', 'teller')}</p>").findings == []


def test_a_chapter_without_figures_has_a_number(tmp_path: Path) -> None:
    """Two chapters that show no figure and no table are numbered 1 and 2; there is no third."""
    for name in ("a", "b"):
        write_json(tmp_path / "chapters" / name / "sources.json", [])
    vouchers = load_rules(tmp_path / "chapters", write_edition(tmp_path / "edition")).vouchers
    found = [vouchers.vouches(Owner("nummer"), mark) for mark in ("1", "2", "3")]
    assert found == [True, True, False]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Techniekregio 2.0 Voorbeeldstad", "Hoe is het in Techniekregio 2.0 Voorbeeldstad?", []),
        ("Regio '4' - Noord/Zuid", "In Regio \N{RIGHT SINGLE QUOTATION MARK}4\N{RIGHT SINGLE QUOTATION MARK} \N{EN DASH} Noord/Zuid.", []),
        ("Bijna Alle Techniek", "Dit is Bijna Alle Techniek.", []),
        ("Techniekregio 2.0", "Er zijn 2.0 regio's, bijna alle.", ["2.0", "bijna alle"]),
        ("2", "Er zijn 2 regio's.", ["2"]),
        ("Regio 2", "In Regio 23.", ["23"]),
    ],
)  # fmt: skip
def test_a_digit_or_a_claim_word_in_the_name_of_a_region_is_no_result(
    tmp_path: Path, name: str, text: str, found: list[str]
) -> None:
    """Only in the whole name, and not for a name that is no more than a number."""
    chapters, edition = write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition")
    page = f"<html><body><article><h1>{text}</h1></article></body></html>"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.html").write_text(page, encoding="utf-8")
    rules = load_rules(chapters, edition, whole=False, names=["Elders", name])
    assert [one.found for one in count_site(tmp_path / "site", rules).findings] == found
