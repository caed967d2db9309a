"""Build and inspect a one-chapter book of an invented edition."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zlib
from pathlib import Path
from urllib.parse import urldefrag

import page as pdf_checker
import pikepdf
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from support.pdf_defects import annexes, report
from support.sample_edition import CHAPTER, RUN, write_notebook, write_project
from support.tiny_project import EDITION

from recount.book.building import build_book
from recount.book.directives.made_up_box import WARNING
from recount.book.directives.store import reload_store
from recount.book.numerals import check_build, lines, of_one_build, table_lines
from recount.book.outputs import CARD
from recount.book.pdf import paper
from recount.book.prose import false_sentences
from recount.cli import main
from recount.errors import BookError, UnclassifiedNumeral
from recount.findings import Finding
from recount.storage import write_json

pytestmark = pytest.mark.slow

PROBLEMS = ("Skip to main content", "Back to top", "Toggle ", "Color mode", "Search", "Show code")


def _false_sentences(project: Path) -> list[Finding]:
    """The findings of its chapters, on its present records."""
    chapters = project / "_build/chapters"
    return false_sentences(reload_store(chapters, project / "edition"), chapters)


def _page(root: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((root / "_build/html" / name).read_text(encoding="utf-8"), "lxml")


def _pages(root: Path) -> list[Path]:
    """The pages of the site, without the templates of the theme."""
    site = root / "_build/html"
    return [path for path in site.rglob("*.html") if "_static" not in path.parts]


def _pdf(root: Path) -> Path:
    return report(root / "_build/pdf")


def test_pages_are_dutch(root: Path) -> None:
    """Every page declares Dutch as its language, and its buttons are in Dutch."""
    for path in _pages(root):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        assert soup.html is not None
        assert soup.html["lang"] == "nl"
        words = " ".join(
            [soup.get_text(" "), *(str(t.get("title")) for t in soup.find_all(title=True))]
        )
        words += " ".join(str(t["aria-label"]) for t in soup.find_all(attrs={"aria-label": True}))
        assert [english for english in PROBLEMS if english in words] == []


def test_folded_code_is_labelled_in_dutch(root: Path) -> None:
    """A collapsed code cell has the label 'Toon de code'."""
    assert "Toon de code" in _page(root, "chapters/proef.html").get_text()


def test_pages_load_nothing_from_elsewhere(root: Path) -> None:
    """No page, style sheet or script of the site loads anything from another host."""
    site = root / "_build/html"
    for path in _pages(root):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        loads = [str(tag["src"]) for tag in soup.find_all(src=True)]
        loads += [str(tag["href"]) for tag in soup.find_all("link", href=True)]
        assert [load for load in loads if re.match(r"(https?:)?//", load)] == []
    for path in site.rglob("*.css"):
        assert not re.search(
            r"(@import|url\()\s*[\"']?(https?:)?//", path.read_text(encoding="utf-8")
        )
    for path in site.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(fetch|import|importScripts)\(\s*[\"'](https?:)?//", text)
        assert not re.search(r"\.src\s*=\s*[\"'](https?:)?//", text)


def test_the_website_links_to_the_pdfs_beside_it(root: Path) -> None:
    """The footer of every page of the report links to the PDFs that the same build made."""
    for name in ("index.html", "chapters/proef.html"):
        links = _page(root, name).select(".rc-als-bestand a[href$='.pdf']")
        target = (root / "_build/html" / name).parent / str(links[0]["href"])
        assert links[0].get_text() == "rapport (PDF)"
        assert target.resolve() == _pdf(root).resolve()


def test_warning_for_made_up_data_follows_the_title(root: Path) -> None:
    """A page of the demo has a warning right after its title."""
    title = _page(root, "chapters/proef.html").select_one("article h1")
    assert title is not None
    box = title.find_next_sibling()
    assert box is not None
    assert "rc-waarschuwing" in box["class"]
    assert box.get_text() == WARNING


def test_verdicts_are_words_with_symbols(root: Path) -> None:
    """The front page shows the verdict of every claim, including one not yet computed."""
    text = _page(root, "index.html").select_one("article")
    assert text is not None
    marks = [mark.get_text() for mark in text.select(".rc-oordeelwoord")]
    assert marks == ["● klopt", "○ niet na te rekenen", "– nog niet nagerekend"]


def test_chapters_figures_and_tables_are_numbered(root: Path) -> None:
    """Chapters have numbers and annexes letters; the number of a figure starts with that of its chapter."""
    chapter, annex = _page(root, "chapters/proef.html"), _page(root, "herkomst.html")
    numbers = [tag.get_text() for tag in chapter.select("article .section-number, .rc-nummer")]
    assert numbers == ["1. ", "Tabel 1.1 ", "Figuur 1.1 "]
    assert [tag.get_text() for tag in annex.select("article .section-number")] == ["A. "]


def test_every_inner_link_resolves(root: Path) -> None:
    """Every link within the site leads to an existing file and anchor."""
    for path in _pages(root):
        for link in BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").select(
            "article a[href]"
        ):
            address, fragment = urldefrag(str(link["href"]))
            if address.startswith("http"):
                continue
            target = (path.parent / address).resolve() if address else path
            assert target.exists(), address
            if fragment:
                assert f'id="{fragment}"' in target.read_text(encoding="utf-8"), link["href"]


def test_number_links_to_its_passport(root: Path) -> None:
    """A number in the text and its entry in the annex both link to its passport."""
    link = _page(root, "chapters/proef.html").select_one("a.rc-getal")
    assert link is not None
    assert link.get_text() == "75,3%"
    assert link["href"] == "../getallen/proef-deel.html"
    listed = _page(root, "herkomst.html").select_one("#getal-proef-deel a")
    assert listed is not None
    assert listed["href"] == "getallen/proef-deel.html"


def test_the_annex_lists_numbers_under_the_title_of_their_chapter(root: Path) -> None:
    """Not under its id, which readers do not see; nor on paper."""
    chapters = _page(root, "herkomst.html").select("summary h3")
    assert [title.get_text() for title in chapters] == ["Hoeveel is er in 2019?"]


@pytest.mark.parametrize("end", ["", "-bijlagen"])
def test_pdf_is_accessible_and_dutch(root: Path, end: str) -> None:
    """Every PDF is in Dutch, has a title and an author, and passes both PDF/UA-1 and PDF/A-3a."""
    path = _pdf(root).with_stem(f"{_pdf(root).stem}{end}")
    accessible = pdf_checker.validate_pdf(str(path), profile="pdfua-1")
    assert "0 failed, 104 total" in str(accessible)
    archive = pdf_checker.validate_pdf(str(path), profile="3a")
    assert "0 failed, 156 total" in str(archive)
    with pikepdf.open(path) as document:
        assert str(document.Root.Lang) == "nl"
        assert "nagerekend" in str(document.docinfo["/Title"])
        assert str(document.docinfo["/Author"]) == "Team sto-eval"


def test_pdfs_have_bookmarks(root: Path) -> None:
    """Of the chapters in the report, and of the lettered annexes beside it."""
    assert _bookmarks(_pdf(root)) == [
        "De publicatie nagerekend",
        "1. Hoeveel is er in 2019?",
    ]
    assert _bookmarks(annexes(root / "_build/pdf")) == ["Bijlage A. Herkomst van elk getal"]


def _bookmarks(pdf: Path) -> list[str]:
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        return [str(item.title) for item in outline.root]


def test_pdf_carries_its_evidence(root: Path) -> None:
    """Every record and CSV is attached as data, with correct checksums."""
    with pikepdf.open(_pdf(root)) as document:
        attached = {
            name: file.get_file().read_bytes() for name, file in document.attachments.items()
        }
        kinds = {str(file.obj.AFRelationship) for file in document.attachments.values()}
        assert len(document.Root.AF) == len(attached)
        description = document.attachments["figuur-proef-figuur.csv"].description
    assert description == "De gegevens bij deze figuur of tabel (verzonnen)"
    numbers = json.loads(attached["getallen.json"])
    assert kinds == {"/Data"}
    assert numbers["verzonnen"] == ["proef-som"]
    assert list(numbers["numbers"]) == ["proef-deel", "proef-som", "proef-stil"]
    assert (
        attached["figuur-proef-figuur.csv"]
        == b"\xef\xbb\xbfNaam;Aantal;verzonnen\r\nDrie kwart;0,75;ja\r\n"
    )
    lines = attached.pop("SHA256SUMS").decode().splitlines()
    assert [line.split("  ") for line in lines] == [
        [hashlib.sha256(attached[name]).hexdigest(), name] for name in sorted(attached)
    ]


def test_stream_that_ends_with_a_carriage_return_is_lengthened(root: Path, tmp_path: Path) -> None:
    """One compressed stream in 256 ends like that, and a checker would take its length for wrong."""
    unlucky = next(text for n in range(4000) if _ends_badly(text := f"a\n{n}\n".encode()))
    target = tmp_path / "a.pdf"
    with pikepdf.open(_pdf(root)) as document:
        document.Root.AF[0].EF.F.write(zlib.compress(unlucky), filter=pikepdf.Name.FlateDecode)
        document.save(target)
    paper.lengthen_ambiguous_streams(target)
    with pikepdf.open(target) as document:
        found = document.Root.AF[0].EF.F
        assert found.read_raw_bytes().endswith(b"\r\0")
        assert found.read_bytes() == unlucky


def test_stream_that_is_not_compressed_stays_so(root: Path, tmp_path: Path) -> None:
    """Compressed on saving it could end with a carriage return, and none would lengthen it."""
    text = b"a;b\r\n1;ja\r\n"
    target = tmp_path / "a.pdf"
    with pikepdf.open(_pdf(root)) as document:
        document.Root.AF[0].EF.F.write(text)
        document.save(target, compress_streams=False)
    paper.lengthen_ambiguous_streams(target)
    with pikepdf.open(target) as document:
        assert document.Root.AF[0].EF.F.read_raw_bytes() == text


def _ends_badly(text: bytes) -> bool:
    return zlib.compress(text).endswith(b"\r")


def test_nothing_is_rendered_when_nothing_changed(root: Path) -> None:
    """A second build of the same pages leaves the PDF untouched; a new run time is not a change."""
    (root / "_build/run.json").write_text(RUN.replace("02-03", "02-04"))
    before = _pdf(root).stat().st_mtime_ns
    build_book(root, root / "_build", edition=root / "edition")
    assert _pdf(root).stat().st_mtime_ns == before


def test_last_good_book_survives_a_failed_build(root: Path, tmp_path: Path) -> None:
    """An unknown number stops the build with its page and the closest id; the old site stays."""
    broken = tmp_path / "project"
    shutil.copytree(root, broken)
    write_notebook(broken, "# Titel\n\nEr is {getal}`proef-dele`.\n")
    with pytest.raises(
        BookError, match=r"chapter 'proef', cell 1.*'proef-dele' is unknown.*'proef-deel'"
    ):
        build_book(broken, broken / "_build", ["html"], edition=broken / "edition")
    assert (broken / "_build/html/index.html").exists()
    assert sorted(p.name for p in (broken / "_build").glob("html*")) == ["html"]


def test_a_typed_number_stops_the_build(root: Path, tmp_path: Path) -> None:
    """An untraceable numeral or claim is reported with page and sentence; the old site stays."""
    broken = tmp_path / "project"
    shutil.copytree(root, broken)
    write_notebook(broken, f"{CHAPTER}\nGoed. Er zijn vijf scholen, bijna alle open. Klaar.\n")
    old = (broken / "_build/html/index.html").stat().st_mtime_ns
    with pytest.raises(UnclassifiedNumeral) as raised:
        build_book(broken, broken / "_build", ["html"], edition=broken / "edition")
    assert raised.value.what == "numerals or claims that cannot be traced to a record (2)"
    sentence = "“Er zijn vijf scholen, bijna alle open.”"
    assert f"'vijf' has no passport and no exemption: {sentence}" in str(raised.value)
    assert f"'bijna alle' claims a direction or size without a predicate: {sentence}" in str(
        raised.value
    )
    assert (broken / "_build/html/index.html").stat().st_mtime_ns == old


FALSE = "Het is {stelling}`gestegen | proef-deel > 76`."
TRUE = "Het is {stelling}`meer dan de helft | proef-deel > 50`."


def test_a_false_sentence_is_left_out(root: Path, tmp_path: Path) -> None:
    """The website, the PDF and the worksheet leave it out; the sentences around it stay."""
    changed = tmp_path / "project"
    shutil.copytree(root, changed)
    write_notebook(changed, f"# Titel\n\n{TRUE}\n{FALSE}\nDit blijft.\n\n- {FALSE}\n")
    made = build_book(changed, changed / "_build", edition=changed / "edition")
    page = (changed / "_build/html/chapters/proef.html").read_text("utf-8")
    pdf = (changed / "_build/pdf/.print.html").read_text("utf-8")
    sheet = (changed / "_build/html/gegevens/notebooks/proef.ipynb").read_text("utf-8")
    assert set(made) == {"html", "pdf"}
    for text in (page, pdf, sheet):
        assert "gestegen" not in text
        assert "meer dan de helft" in text
        assert "Dit blijft." in text
    found = _false_sentences(changed)
    assert [one.code for one in found] == ["A6", "A6"]
    assert found[0].where == "chapter 'proef'"
    assert (
        "'gestegen' is not true: 'proef-deel > 76'; proef-deel is 75.28 to 75.32" in found[0].note
    )


def test_the_first_alternative_that_holds_is_shown(root: Path, tmp_path: Path) -> None:
    """In a heading, a sentence and the worksheet; words without a predicate always hold."""
    changed = tmp_path / "project"
    shutil.copytree(root, changed)
    choice = (
        "{stelling}`gestegen | proef-deel > 76 || meer dan de helft | proef-deel > 50 || anders`"
    )
    neither = "{stelling}`gestegen | proef-deel > 76 || weg | proef-deel < 1 || Wat is het?`"
    write_notebook(changed, f"# Titel 2020-2024\n\n## {neither}\n\nHet is {choice}.\n")
    build_book(changed, changed / "_build", ["html"], edition=changed / "edition")
    page = _page(changed, "chapters/proef.html")
    sheet = (changed / "_build/html/gegevens/notebooks/proef.ipynb").read_text("utf-8")
    assert page.select_one("article h2").get_text().startswith("Wat is het?")
    assert "Het is meer dan de helft." in page.select_one("article").get_text()
    assert "Het is meer dan de helft." in sheet
    assert "gestegen" not in sheet


def test_a_line_whose_condition_is_false_is_left_out_without_a_finding(
    root: Path, tmp_path: Path
) -> None:
    """The page and the worksheet have the other line, without its condition."""
    changed = tmp_path / "project"
    shutil.copytree(root, changed)
    lines = "{mits}`proef-deel > 76` Dit is veel.\n{mits}`proef-deel < 76` Dit is weinig.\n"
    write_notebook(changed, f"# Titel\n\n{lines}")
    build_book(changed, changed / "_build", ["html"], edition=changed / "edition")
    page = _page(changed, "chapters/proef.html").select_one("article").get_text()
    sheet = (changed / "_build/html/gegevens/notebooks/proef.ipynb").read_text("utf-8")
    assert "Dit is weinig." in page
    assert "Dit is weinig." in sheet
    assert "Dit is veel." not in page + sheet
    assert "mits" not in page + sheet
    assert _false_sentences(changed) == []


def test_a_line_about_a_number_that_only_some_chapters_have(root: Path, tmp_path: Path) -> None:
    """The condition is its id alone: without the number, the line is left out without a finding."""
    changed = tmp_path / "project"
    shutil.copytree(root, changed)
    lines = "{mits}`proef-deel` Dat is {getal}`proef-deel`.\n{mits}`proef-weg` Weg: {getal}`proef-weg`.\n"
    write_notebook(changed, f"# Titel\n\n{lines}")
    build_book(changed, changed / "_build", ["html"], edition=changed / "edition")
    page = _page(changed, "chapters/proef.html").select_one("article").get_text()
    assert "Dat is 75,3%" in page
    assert "Weg" not in page
    assert _false_sentences(changed) == []


def test_a_condition_that_cannot_be_read_stops_the_build(root: Path, tmp_path: Path) -> None:
    """A number that no chapter publishes is no reason to leave out a line."""
    broken = tmp_path / "project"
    shutil.copytree(root, broken)
    write_notebook(broken, "# Titel\n\n{mits}`proef-del > 76` Dit is veel.\n")
    with pytest.raises(BookError, match="mits"):
        build_book(broken, broken / "_build", ["html"], edition=broken / "edition")


def test_a_false_heading_stops_the_build(root: Path, tmp_path: Path) -> None:
    """A heading cannot be left out: the message has the words, the predicate and the number."""
    broken = tmp_path / "project"
    shutil.copytree(root, broken)
    write_notebook(broken, "# Het is {stelling}`gestegen | proef-deel > 76`\n")
    with pytest.raises(BookError, match="statement 'gestegen' is not true.*proef-deel is 75.28 to"):
        build_book(broken, broken / "_build", ["html"], edition=broken / "edition")


def test_a_number_that_is_changed_afterwards_is_found(root: Path, tmp_path: Path) -> None:
    """The check counts each kind of token per output, and finds a number that was edited after the build."""
    changed = tmp_path / "project"
    shutil.copytree(root, changed)
    page = changed / "_build/html/chapters/proef.html"
    page.write_text(page.read_text(encoding="utf-8").replace("903", "904"), encoding="utf-8")
    (changed / "_build/run.json").write_text(RUN, encoding="utf-8")
    found = check_build(changed / "_build", changed / "edition")
    assert found["pdf"].findings == []
    assert [found[kind].kinds["getal"] for kind in ("html", "pdf")] == [16, 13]
    line = lines(found["html"].findings)[0]
    assert line.startswith("chapters/proef.html: '904' is not what 'proef-deel' says (903)")
    counts_shown = [line.split() for line in table_lines(found)]
    assert counts_shown[0] == ["kind", "html", "pdf"]
    assert counts_shown[-1] == ["findings", str(len(found["html"].findings)), "0"]


def test_a_pdf_of_an_earlier_build_is_known(root: Path, tmp_path: Path) -> None:
    """By the key in the cards of the outputs; a website alone is of one build."""
    build = tmp_path / "_build"
    shutil.copytree(root / "_build", build)
    assert of_one_build(build)
    card = build / "pdf" / CARD
    write_json(card, json.loads(card.read_text("utf-8")) | {"key": "earlier"})
    assert not of_one_build(build)
    card.unlink()
    assert of_one_build(build)


def test_the_command_reports_that_nothing_is_built(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command gives a message and exit status 1, without a traceback."""
    monkeypatch.chdir(project)
    done = CliRunner().invoke(main, ["numerals"])
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: nothing is built in demo")


def test_the_command_lists_what_it_finds(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts go to standard output, findings to standard error; with findings the exit status is 1."""
    shutil.copytree(root, tmp_path / "project")
    edition = tmp_path / "project/data/editions/proef"
    shutil.copytree(root / "edition", edition)
    unnamed = EDITION.replace('print_name = "de infographic"\n', "")
    (edition / "edition.toml").write_text(unnamed, encoding="utf-8")
    (edition / "assumptions.toml").write_text("", encoding="utf-8")
    (tmp_path / "project/_build/run.json").write_text(RUN, encoding="utf-8")
    monkeypatch.setenv("RECOUNT_ROOT", str(tmp_path / "project"))
    monkeypatch.setenv("RECOUNT_DEMO", "0")
    page = tmp_path / "project/_build/html/chapters/proef.html"
    right = CliRunner().invoke(main, ["numerals", "--format", "json"])
    page.write_text(page.read_text(encoding="utf-8").replace("903", "904"), encoding="utf-8")
    wrong = CliRunner().invoke(main, ["numerals"])
    assert (right.exit_code, json.loads(right.stdout)["html"]["findings"]) == (0, [])
    assert wrong.exit_code == 1
    assert "'904' is not what 'proef-deel' says (903)" in wrong.stderr


def test_chapter_that_was_not_run_is_refused(tmp_path: Path) -> None:
    """A page with code but no executed notebook stops the build."""
    write_project(tmp_path)
    (tmp_path / "_build/chapters/proef/proef.ipynb").unlink()
    (tmp_path / "chapters/proef.md").write_text("# A\n\n```{code-cell}\n1\n```\n")
    with pytest.raises(BookError, match="chapter 'proef' was not run"):
        build_book(tmp_path, tmp_path / "_build", ["html"], edition=tmp_path / "edition")
