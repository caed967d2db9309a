"""House rules for chapters: thin code, plain prose, and no typed numbers."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import jupytext
import pytest
import yaml
from nbformat import NotebookNode

from recount.book.numerals.tokens import BREAK
from recount.edition.edition import ChapterCard, load_edition
from recount.edition.exemptions import load_claim_words, load_exemptions
from recount.edition.parameters import check_defaults, default_parameters
from recount.edition.ranges import range_of
from recount.notebook.notebooks import chapter_in
from recount.numbers.dutch_numerals import numerals
from recount.numbers.predicates import STATEMENT, alternatives
from sto_eval.indicators import (
    activities,
    broadcasts,
    contributions,
    grants,
    inflow,
    reach,
    support,
)

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "chapters").glob("*.md"))
FOLDER = ROOT / "data" / "editions" / "sto-2020-2024"
TEXTS = {"title", "subtitle", "caption", "alt", "label", "definition"}
"""Arguments of a chapter's calls that a reader sees."""
FORBIDDEN = (ast.FunctionDef, ast.ClassDef, ast.While, ast.Lambda)
ROLE = re.compile(r"\{\w+\}`[^`]*`")
NUMBER = re.compile(r"[a-z][\w-]*(?:\.[a-z_-]+)?")
UNSHOWN = re.compile(r"getoetst|nagetrokken|geverifieerd|een toets|vastgelegd voordat|van tevoren")
EDITION = tomllib.loads((FOLDER / "edition.toml").read_text("utf-8"))


CATALOGUE = tomllib.loads((FOLDER / "sources.toml").read_text("utf-8"))


REGIONAL = {
    "regios-rmc": "regios", "regios-sto": "regios",
    "regio-rmc": "regio", "regio-sto": "regio", "regio-overzee": "regio",
}  # fmt: skip
"""Text of a regional chapter -> that chapter."""


def gaps(name: str) -> list[tuple[str, ...]]:
    """What a chapter of the report may lack: its registers, and all that is not a list of our own."""
    sources = EDITION["chapters"].get(name, {}).get("sources", [])
    others = [one for one in sources if one not in {"publicaties", "*"}]
    closed = {one for one, card in CATALOGUE.items() if card["evidence"] == "administratie"}
    return [
        lack
        for lack in dict.fromkeys([tuple(o for o in others if o in closed), tuple(others)])
        if lack
    ]


FULL = [
    pytest.param(chapter_in(path.read_text("utf-8"), path.stem, None), id=path.stem)
    for path in CHAPTERS
]
GAPS = [
    pytest.param(
        chapter_in(
            path.read_text("utf-8"), path.stem, ChapterCard(**EDITION["chapters"][path.stem]), lack
        ),
        id=f"{path.stem} without {' '.join(lack)}",
    )
    for path in CHAPTERS
    for lack in gaps(path.stem)
]


@pytest.fixture(params=[*FULL, *GAPS])
def chapter(request: pytest.FixtureRequest) -> NotebookNode:
    """Each chapter as a notebook: in full, and with each gap."""
    node: NotebookNode = request.param
    return node


def code(chapter: NotebookNode) -> list[NotebookNode]:
    """Its code cells."""
    return [cell for cell in chapter.cells if cell.cell_type == "code"]


def prose(chapter: NotebookNode) -> list[str]:
    """The lines of its text, without directives and their content."""
    text = "\n".join(cell.source for cell in chapter.cells if cell.cell_type == "markdown")
    return re.sub(r"(?ms)^```\{.*?^```|^\(.*?\)=$", "", text).splitlines()


def test_code_is_thin(chapter: NotebookNode) -> None:
    """No definitions, printing, reading, paths or addresses; a loop where it reads better."""
    for cell in code(chapter):
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, FORBIDDEN)]
        assert not re.search(r"\bprint\(|read_csv|open\(|https?://|\.csv\b|Path\(", cell.source)


def test_a_chapter_imports_this_package_only(chapter: NotebookNode) -> None:
    """The guard cannot see a C library that opens a file by itself, so no cell may import one."""
    for cell in code(chapter):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import), ast.unparse(node)
            if isinstance(node, ast.ImportFrom):
                package = str(node.module).partition(".")[0]
                assert package in {"recount", "sto_eval", "datetime", "functools"}, ast.unparse(
                    node
                )


def test_cells_are_few_and_short(chapter: NotebookNode) -> None:
    """At most eighteen cells, of at most fifteen statements, in lines of at most 100 characters."""
    cells = code(chapter)
    assert len(cells) <= 18
    for cell in cells:
        assert len(ast.parse(cell.source).body) <= 15, cell.source
        assert max(map(len, cell.source.splitlines())) <= 100, cell.source


UNSHOWN_CELLS = {"parameters", "remove-cell"}


def computing(chapter: NotebookNode) -> list[int]:
    """The positions of the cells that compute something: not the parameters, and not the set-up."""
    return [
        place
        for place, cell in enumerate(chapter.cells)
        if cell.cell_type == "code"
        and not UNSHOWN_CELLS & set(cell.metadata.get("tags", []))
        and "Chapter(" not in cell.source
    ]


def test_a_cell_that_computes_shows_its_result(chapter: NotebookNode) -> None:
    """Its last line is ``chapter.peek(…)``; one that only publishes or shows has no result of its own."""
    for place in computing(chapter):
        *others, last = ast.parse(chapter.cells[place].source).body
        if any(isinstance(one, ast.Assign) for one in others):
            assert ast.unparse(last).startswith("chapter.peek("), chapter.cells[place].source


def test_a_sentence_stands_before_each_cell(chapter: NotebookNode) -> None:
    """It says what the cell does: neither another cell comes before it, nor a heading, figure or table."""
    for place in computing(chapter):
        before = [cell for cell in chapter.cells[:place] if "remove-cell" not in tags(cell)][-1]
        assert before.cell_type == "markdown", chapter.cells[place].source
        assert re.match(r"[\w{>'\"]", before.source.splitlines()[-1]), chapter.cells[place].source


def tags(cell: NotebookNode) -> list[str]:
    """The tags of a cell."""
    return list(cell.metadata.get("tags", []))


def test_parameters_are_literals(chapter: NotebookNode) -> None:
    """One tagged cell of plain values."""
    tagged = [cell for cell in code(chapter) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    for line in ast.parse(tagged[0].source).body:
        assert isinstance(line, ast.Assign)
        ast.literal_eval(line.value)


def test_a_sentence_ends_its_line(chapter: NotebookNode) -> None:
    """A full stop ends the line, so that a changed sentence is a changed line."""
    for line in prose(chapter):
        assert not re.search(r"[a-z][.?!] [A-Z]", ROLE.sub("x", line)), line


def unbound(text: str) -> list[str]:
    """The numerals and claim words of a text that no exemption of the edition covers."""
    exempt = [
        (one.covers, *span) for one in load_exemptions(FOLDER).values() for span in one.spans(text)
    ]
    found = [("getal", one.start, one.end) for one in numerals(text)]
    words = load_claim_words(FOLDER).values()
    found += [("woord", *span) for one in words for span in one.spans(text)]
    return [
        text[start:end]
        for kind, start, end in found
        if not any(kind == k and a <= start and end <= b for k, a, b in exempt)
    ]


def typed(node: ast.expr) -> Iterator[str]:
    """The literal text in an argument, including the text around inserted values.

    Sentences passed to a function that fills them in are bound to data already.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield BREAK.join(str(p.value) for p in node.values if isinstance(p, ast.Constant))


def test_prose_is_about_the_matter_and_not_about_the_code(chapter: NotebookNode) -> None:
    """It names no variable and no cell: the PDF has no code, and on the website it is closed."""
    for line in prose(chapter):
        assert not re.findall(r"`[^`]+`|\bcel\b", ROLE.sub("", line)), line


def test_no_number_is_typed(chapter: NotebookNode) -> None:
    """A numeral or claim word in prose comes from a role or has a declared exemption.

    The build checks the same on finished pages; here it is checked before anything runs.
    """
    for line in prose(chapter):
        assert unbound(ROLE.sub(BREAK, line)) == [], line


def test_no_number_is_typed_in_code(chapter: NotebookNode) -> None:
    """Titles, captions and definitions too: code inserts the values."""
    calls = [
        node
        for cell in code(chapter)
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call)
    ]
    arguments = [argument for call in calls for argument in call.keywords]
    for text in (t for one in arguments if one.arg in TEXTS for t in typed(one.value)):
        assert unbound(text) == [], text


def test_a_chapter_has_more_words_than_code(chapter: NotebookNode) -> None:
    """A chapter is meant for reading: at least ten words for each line of code that computes."""
    words = sum(len(line.split()) for line in prose(chapter))
    shown = [
        c
        for c in code(chapter)
        if not {"hide-input", "remove-cell"} & set(c.metadata.get("tags", []))
    ]
    lines = sum(len(cell.source.splitlines()) for cell in shown)
    assert words >= 10 * lines


@pytest.mark.parametrize("chapter", FULL)
def test_a_chapter_has_all_its_parts(chapter: NotebookNode) -> None:
    """A question as title, headings that each name something else, the verdict, and the origin last.

    The infographic has nothing about a single region, so a regional chapter has no verdict.
    """
    text = "\n".join(cell.source for cell in chapter.cells if cell.cell_type == "markdown")
    title = next(line for line in prose(chapter) if line.startswith("# "))
    heads = [line for line in prose(chapter) if line.startswith("## ")]
    assert title.endswith("?")
    assert len({*heads}) == len(heads)
    assert re.search(r"(?m)^```\{bronnen\}", text)
    answers = "```{antwoord}" in text
    assert answers is ("```{oordeel}" in text)
    assert heads[-1].startswith("## Herkomst")
    assert not answers or text.index("```{oordeel}") < text.index(heads[-1])


@pytest.mark.parametrize("chapter", GAPS)
def test_a_chapter_without_its_source_explains_what_it_needs(chapter: NotebookNode) -> None:
    """The last two headings are what is needed and how the computation goes; one cell makes the chapter."""
    heads = [line for line in prose(chapter) if line.startswith("## ")]
    assert heads[-2:] == ["## Wat er nodig is", "## Zo rekenen wij"]
    assert sum(cell.source.count("Chapter(") for cell in code(chapter)) == 1


def test_what_is_published_is_shown(chapter: NotebookNode) -> None:
    """Every figure and table of a cell is shown in the text, also in a chapter without its sources."""
    made = "\n".join(cell.source for cell in code(chapter))
    names = re.findall(r'chapter\.(?:figure|show)\(\s*"([\w§-]+)"', made)
    for call in re.findall(r"chapter\.grid\(([^)]*)\)", made):
        names += [f"{name}-definities" for name in re.findall(r'"([\w§-]+)"', call)]
    text = "\n".join(cell.source for cell in chapter.cells if cell.cell_type == "markdown")
    assert not [name for name in names if not re.search(rf"(?m)^```\{{\w+\}} {name}$", text)]
    assert ("chapter.publications(" in made) is bool(
        re.search(r"(?m)^```\{tabel\} [\w-]+-publicaties$", text)
    )


COMPUTED = {"", "teller", "noemer", "raak", "definities"}
"""Parts of a number that need its sources; the printed figure and the public bounds do not."""


@pytest.mark.parametrize("chapter", GAPS)
def test_without_a_source_no_sentence_has_a_number_of_it(chapter: NotebookNode) -> None:
    """A claim that no cell computes is named by its printed figure and its public bounds only."""
    published = re.findall(r'publish\(\s*"([\w-]+)"', "\n".join(c.source for c in code(chapter)))
    text = "\n".join(prose(chapter))
    named = [one.partition(".") for role in ROLE.findall(text) for one in re.findall(NUMBER, role)]
    claims = tomllib.loads((FOLDER / "claims.toml").read_text("utf-8")).keys() - {*published}
    assert not [name for name, _, part in named if name in claims and part in COMPUTED]


def test_the_answer_comes_first(chapter: NotebookNode) -> None:
    """A chapter with claims starts with its answers, and summarises the rest in at most 120 words, conditions and lines about a water apart."""
    text = "\n\n".join(cell.source for cell in chapter.cells if cell.cell_type == "markdown")
    opening = text.partition("\n## ")[0]
    title = re.search(r"(?m)^# .*\n", opening)
    claims = tomllib.loads((FOLDER / "claims.toml").read_text("utf-8")).values()
    assert title
    named = str(re.search(r"(?m)^\((\S+)\)=", opening)[1])  # type: ignore[index]
    if named in {claim["chapter"] for claim in claims}:
        assert opening[title.end() :].startswith("\n```{antwoord}\n```\n")
    apart = r"(?ms)^```.*?^```|^\{mits\}`§-water.*?$|^\{mits\}`.*?`"
    words = re.sub(apart, "", opening[title.end() :]).split()
    assert len(words) <= 120


BESIDE = re.compile(r"(?m)^```\{ernaast\} (\S+)$")


def test_a_link_to_the_other_book_has_a_target() -> None:
    """From the report a figure or table of the regions' front page, from a region a chapter of the report."""
    texts = {path.stem: path.read_text("utf-8") for path in CHAPTERS}
    shown = set(re.findall(r'chapter\.own\("([a-z-]+)"\)', texts["regios-sto"]))
    for name, text in texts.items():
        known = set(EDITION["chapters"]) if name in REGIONAL else shown
        assert set(BESIDE.findall(text)) <= known, name


def test_every_chapter_is_in_the_edition_and_the_contents() -> None:
    """No chapter is omitted, and no missing chapter is named."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    listed = re.findall(r"chapters/([\w-]+)", str(contents))
    stems = {path.stem for path in CHAPTERS}
    assert set(listed) == set(EDITION["chapters"])
    assert stems == set(EDITION["chapters"]) | set(REGIONAL)
    assert set(REGIONAL.values()) == set(EDITION["regional"])


def test_what_divisions_share_is_the_same_in_each_text() -> None:
    """Sections with the same heading have the same lines, but those about a number that only some regions have."""
    for template in EDITION["regional"]:
        found: dict[str, list[str]] = {}
        for stem in (stem for stem, of in REGIONAL.items() if of == template):
            text = (ROOT / "chapters" / f"{stem}.md").read_text("utf-8")
            for head, *lines in (part.splitlines() for part in re.split(r"(?m)^(?=##)", text)[1:]):
                shared = [line for line in lines if line and not line.startswith("{mits}`§-water")]
                if not head.startswith(DIVIDED):
                    assert found.setdefault(head, shared) == shared, f"{stem}: {head}"


DIVIDED = (
    "## Wat hoort bij", "## Zet regio's", "### Hoe wij het bereik berekenen", "### Hoe wij de sommen",
)  # fmt: skip
"""Sections that differ: what decides on a region, water, and the sums of registers."""


def test_a_condition_names_a_number_that_some_chapter_publishes() -> None:
    """A line that depends on whether a number exists would disappear from every page if its name were wrong."""
    texts = tomllib.loads((FOLDER / "numbers.toml").read_text("utf-8"))
    for stem, chapter in REGIONAL.items():
        text = (ROOT / "chapters" / f"{stem}.md").read_text("utf-8")
        for name in re.findall(r"\{mits\}`§-([\w-]+)`", text):
            known = {f"{chapter}-{name}", f"{chapter}-{name.rpartition('-')[0]}-*"}
            assert known & texts[chapter].keys(), name


def test_every_parameter_has_a_range_that_holds_its_default() -> None:
    """The edition declares a kind and bounds for each, and for nothing else."""
    ranges = load_edition(ROOT).card.parameters
    used = set()
    for path in CHAPTERS:
        defaults = default_parameters(path.stem, jupytext.read(path))
        check_defaults(path.stem, defaults, ranges)
        for name in defaults:
            assert range_of(ranges, path.stem, name), f"{path.stem}.{name}"
            used.add(f"{path.stem}.{name}" if f"{path.stem}.{name}" in ranges else name)
    assert used == set(ranges)


@pytest.mark.parametrize(
    ("parameter", "options"),
    [
        ("population", reach.POPULATIONS),
        ("study", inflow.STUDY),
        ("rule", activities.REGION_RULES),
        ("form", contributions.FORMS),
        ("acceptance", contributions.ACCEPTED),
        ("basis", contributions.BASES),
        ("investering.reading", grants.AMOUNTS),
        ("ondersteuning.reading", support.READINGS),
        ("sto-live.reading", broadcasts.READINGS),
    ],
)
def test_the_options_of_a_parameter_are_those_of_its_indicator(
    parameter: str, options: Iterable[str]
) -> None:
    """The edition allows exactly what the code supports."""
    assert load_edition(ROOT).card.parameters[parameter].options == tuple(options)


@pytest.mark.parametrize(
    "path", [*CHAPTERS, *sorted(ROOT.glob("*.md"))], ids=lambda path: path.stem
)
def test_no_prose_claims_a_check_or_an_order_of_events(path: Path) -> None:
    """A page cannot show that something was tested, or was decided before the results were known."""
    if path.stem.isupper():
        pytest.skip("not a page of the report")
    found = UNSHOWN.findall(path.read_text("utf-8"))
    assert not found, f"{path.name}: {found}"


def test_a_heading_always_has_words_that_hold() -> None:
    """A false sentence is left out, which a heading cannot be: its last alternative has no predicate."""
    lines = [line for path in CHAPTERS for line in path.read_text("utf-8").splitlines()]
    found = [one for line in lines if line.startswith("#") for one in STATEMENT.findall(line)]
    assert not [statement for statement in found if alternatives(statement)[-1][1]]


def test_a_region_is_told_as_it_was_on_the_day_of_the_count() -> None:
    """Its counts are years old: a heading that says what "is" here would speak of today."""
    pages = [
        (ROOT / f"chapters/{name}.md").read_text("utf-8") for name in ("regio-rmc", "regio-sto")
    ]
    lines = "\n".join(pages).splitlines()
    told = [line for line in lines if line.startswith("## {stelling}`PIE, BWI en M&T")]
    assert told
    assert [line for line in told if re.search(r"\b(is|zijn) hier\b", line)] == []


def test_pages_of_the_pdf_do_not_ask_for_a_click() -> None:
    """A PDF page cannot be clicked; the regional book is a website only."""
    pages = [
        *ROOT.glob("*.md"),
        *(path for path in CHAPTERS if path.stem not in REGIONAL),
    ]
    found = [
        path.name for path in pages if re.search(r"\bklik", path.read_text("utf-8"), re.IGNORECASE)
    ]
    assert found == []
