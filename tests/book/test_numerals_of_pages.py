"""Every numeral of a page matches its token or is exempt, and every claim has a predicate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.sample_edition import write_chapters, write_edition

from recount.book.numerals import check_output, load_rules
from recount.book.numerals.check import Checked

Check = Callable[..., Checked]

YEAR = "<p>In 2019.</p>"
"""Text that uses the one exemption of the invented edition."""

TABLE = """
<div id="tabel-proef-tabel"><table><caption>Wat er is</caption>
<tr><th>Naam</th><th>Aantal</th></tr><tr><th>Alfa</th><td>1.234</td></tr><tr><th>Bèta</th><td>5</td></tr>
</table><p>Bron: niemand.</p></div>
"""
FIGURE = '<figure id="figuur-proef-figuur"><p>{}</p><p>Bron: niemand.</p></figure>'
COUNT = "De publicatie doet drie uitspraken; één daarvan konden wij controleren. Daarvan klopt er één. Eén is berekend met een verzonnen bestand, en dat bewijst niets. Eén is nog niet nagerekend."
GRID = """
<figure id="figuur-proef-deel-definities"><table>
<tr><th>Maand</th><th>Uitkomst</th><th>Als gedrukt</th></tr>
<tr><th>zonder oktober</th><td>70,0%</td><td>nee</td></tr>
<tr><th>met oktober</th><td>75,3%</td><td>ja</td></tr>
</table><p>Bron: Verzonnen telling (openbaar) (Niemand).</p></figure>
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The chapters and the edition of the invented book."""
    folder = tmp_path_factory.mktemp("written")
    return write_chapters(folder / "chapters"), write_edition(folder / "edition")


@pytest.fixture
def check(written: tuple[Path, Path], tmp_path: Path) -> Check:
    """A function that checks the body of a page of the website or PDF."""

    def check_page(
        body: str,
        *,
        head: str = "",
        year: str = YEAR,
        kind: str = "html",
        names: tuple[str, ...] = (),
    ) -> Checked:
        page = f"<html><head>{head}</head><body><article>{year}{body}</article></body></html>"
        name = {"html": "a.html", "pdf": ".print.html"}[kind]
        (tmp_path / name).write_text(page, encoding="utf-8")
        return check_output(kind, tmp_path, load_rules(*written, whole=not names, names=names))

    return check_page


def number(text: str, part: str = "") -> str:
    """A displayed number, as the extension writes it."""
    return f'<span data-getal="proef-deel" data-deel="{part}"><a>{text}</a></span>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"<p>Het is {number('75,3%')}.</p>", "getal"),
        (f"<p>Het zijn er {number('903', 'teller')}.</p>", "getal"),
        ('<p data-uitspraak="proef-later">Er zijn 7 bijeenkomsten.</p>', "uitspraak"),
        ('<section id="getal-proef-deel"><p>tussen 75,28 en 75,32</p></section>', "bij"),
        ('<div data-bij="proef-deel"><p>903 van 1.200</p></div>', "bij"),
        (FIGURE.format("Drie kwart, of 0,75"), "figuur"),
        (TABLE, "tabel"),
        (GRID, "figuur"),
        ('<section data-tabel="proef-tabel"><output>1.234</output></section>', "tabel"),
        ('<table data-uit="bronnen"><tr><td>1 oktober 2019</td></tr></table>', "uit"),
        (f'<p data-uit="telling">{COUNT}</p>', "uit"),
        ('<h1><span class="section-number">3. </span>Proef</h1>', "nummer"),
        ('<p><span class="rc-nummer">Figuur 3.1 </span>Proef</p>', "nummer"),
        ("<p>Zie <code>bestand2.csv</code>.</p>", "code"),
        ("<pre>radius = 10</pre>", "code"),
        ('<div class="cell_output"><pre>42</pre></div>', "uitvoer"),
    ],
)
def test_a_numeral_matches_its_token(check: Check, body: str, kind: str) -> None:
    """The innermost element with a token decides what its text may contain."""
    checked = check(body)
    assert checked.findings == []
    assert set(checked.kinds) - {"vrij: jaar"} >= {kind}


@pytest.mark.parametrize(
    ("body", "found", "why"),
    [
        ("<p>Goed. Er zijn 12 scholen. Klaar.</p>", "12", "no passport and no exemption"),
        ("<p>Het is <b>driekwart</b>.</p>", "driekwart", "no passport"),
        ("<td>vijf</td>", "vijf", "no passport"),
        ("<table><caption>De 9 balken</caption></table>", "9", "no passport"),
        ('<img alt="9 balken">', "9", "no passport"),
        ('<a title="9 balken">Hier</a>', "9", "no passport"),
        ("<p>Het is <code>75%</code>.</p>", "75", "code"),
        ('<div class="cell_output"><p>42</p></div>', "42", "uitvoer"),
        ('<p><span class="rc-nummer">Er zijn 37 scholen</span></p>', "37", "nummer"),
        ('<p data-uit="wat dan ook">Er zijn 37 scholen.</p>', "37", "uit 'wat dan ook'"),
        ('<table data-uit="bronnen"><tr><td>9 oktober 2019</td></tr></table>', "9", "bronnen"),
        (f"<p>{number('76,3%')}</p>", "76,3%", "is not what 'proef-deel' says (75,3%)"),
        (f"<p>{number('903')}</p>", "903", "is not what 'proef-deel' says (75,3%)"),
        ('<span data-getal="weg">75,3%</span>', "75,3%", "no such number"),
        ('<p data-uitspraak="proef-later">Er zijn 8 bijeenkomsten.</p>', "8", "uitspraak"),
        ('<section id="getal-proef-deel"><p>tussen 74 en 75,5</p></section>', "74", "bij"),
        (FIGURE.format("Een derde"), "Een derde", "figuur"),
        (FIGURE.format('<img alt="9 balken">'), "9", "figuur"),
        ('<p data-uit="telling">Van de 9 uitspraken.</p>', "Van de 9 uitspraken.", "telling"),
        (TABLE.replace("1.234", "1.235"), "tabel proef-tabel", "'1.235' is '1.234' there"),
        (TABLE.replace("<td>5</td>", ""), "tabel proef-tabel", "differs from the CSV"),
        (TABLE.replace("Bron: niemand.", ""), "tabel proef-tabel", "no source line"),
        (TABLE.replace("tabel-proef-tabel", "tabel-weg"), "tabel weg", "by no chapter"),
        (TABLE.replace("Wat er is", "Wat 9 keer is"), "9", "tabel 'proef-tabel'"),
        (
            GRID.replace("70,0%", "75,3%"),
            "figuur proef-deel-definities",
            "'75,3%' is '70,0%' there",
        ),
        ('<section data-tabel="proef-tabel"><output>1.235</output></section>', "1.235", "tabel"),
        ('<figure id="figuur-proef-figuur"></figure>', "figuur proef-figuur", "no source line"),
    ],
)
@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_an_untraceable_numeral_is_found(
    check: Check, kind: str, body: str, found: str, why: str
) -> None:
    """A numeral typed or edited by hand is reported with the reason, on the website and in the PDF."""
    notes = [one.note for one in check(body, kind=kind).findings]
    assert any(note.startswith(f"'{found}' ") and why in note for note in notes)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Verzonnen: zonder oktober: 70,0% (als gedrukt: nee).", False),
        ("Verzonnen: zonder oktober: 75,3% (als gedrukt: nee).", True),
        ("zonder oktober: 70,0% (als gedrukt: nee).", True),
    ],
)
def test_a_mark_says_a_row_of_its_data(check: Check, text: str, wrong: bool) -> None:
    """The number of another row, or a made-up one that is not announced, is found."""
    marks = f'<ol class="rc-punten"><li><span>{text}</span></li></ol></figure>'
    found = check(GRID.replace("</figure>", marks)).findings
    assert [("no row of its data" in one.note) for one in found] == [True] * wrong


def test_a_finding_shows_page_and_sentence(check: Check) -> None:
    """A finding quotes the sentence, not the whole paragraph."""
    (finding,) = check("<p>Goed. Er zijn 12 scholen. Klaar.</p>").findings
    assert finding.where == "a.html"
    assert finding.note.endswith(": “Er zijn 12 scholen.”")


def test_an_exemption_that_covers_nothing_is_a_finding(check: Check) -> None:
    """The list of exemptions must not outgrow its use."""
    (finding,) = check("<p>Niets.</p>", year="").findings
    assert finding.where == "exemptions.toml"
    assert finding.note.startswith("'jaar' covers nothing")


def test_an_exemption_covers_only_what_it_matches(check: Check) -> None:
    """The exempt year is accepted, the count next to it is not."""
    (finding,) = check("<p>In 2019 waren er 2020.</p>").findings
    assert finding.note.startswith("'2020' ")


@pytest.mark.parametrize("words", ["gestegen", "Meer dan dat", "bijna alle scholen"])
def test_a_claim_without_a_predicate_is_found(check: Check, words: str) -> None:
    """A word of direction or size in the author's own text is reported."""
    (finding,) = check(f"<p>Het is {words}.</p>").findings
    assert "claims a direction or size" in finding.note


def test_the_words_of_the_infographic_are_not_ours(check: Check) -> None:
    """Text quoted from the infographic may make any claim."""
    assert check('<p data-uitspraak="proef-som">Bijna alle zijn gestegen.</p>').findings == []


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
def test_a_statement_is_evaluated(check: Check, predicate: str, words: str, right: bool) -> None:
    """The predicate must be true, and must contain the number that the words state."""
    checked = check(f'<p>Dat is <span data-stelling="{predicate}">{words}</span>.</p>')
    assert (checked.findings == []) is right
    assert checked.kinds["stelling"] == 1


def test_numerals_with_different_tokens_are_not_joined(check: Check) -> None:
    """The mark after a made-up number is not part of it."""
    assert check(f"<p>{number('75,3%')}<sup>n</sup>{number('903', 'teller')}</p>").findings == []


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
def test_the_name_of_a_region_is_exempt(
    check: Check, name: str, text: str, found: list[str]
) -> None:
    """Digits and claim words are exempt within the full name, but a name that is only a number is not."""
    findings = check(f"<h1>{text}</h1>", names=("Elders", name)).findings
    assert [one.note.split("'")[1] for one in findings] == found


DESCRIBED = '<meta name="description" content="{}">'
SHARED = '<meta property="og:image:alt" content="{}">'


@pytest.mark.parametrize("tag", [DESCRIBED, SHARED])
@pytest.mark.parametrize(
    "text", ["Het is 75,3%.", "Het is 75,3%. · Goed.", "1 ● klopt", "In 2019. · Het is 75,3%."]
)
def test_a_preview_says_what_the_page_says(check: Check, tag: str, text: str) -> None:
    """Each of its parts is a text of the page, or a count of verdicts on the cover."""
    body = f"<p>Het is {number('75,3%')}. Goed.</p>"
    assert check(body, head=tag.format(text)).findings == []


@pytest.mark.parametrize("tag", [DESCRIBED, SHARED])
@pytest.mark.parametrize(
    "text", ["Het is 75,4%.", "Het is 5,3%.", "5,3%", "Het is 75,3%. Goed. · 12", "9 ● klopt"]
)
def test_a_preview_that_says_something_else_is_found(check: Check, tag: str, text: str) -> None:
    """Another number, the end of a number, a number that the page does not have, another count."""
    body = f"<p>Het is {number('75,3%')}. Goed.</p>"
    (finding,) = check(body, head=tag.format(text)).findings
    assert "is in the preview of this page, and not on it" in finding.note
