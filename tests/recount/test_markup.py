"""External text in Markdown is shown literally."""

from __future__ import annotations

import pytest
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from recount.edition.edition import RegionCard
from recount.errors import ChapterError
from recount.markup import markdown_text, web_address
from recount.notebook.notebooks import chapter_in

EXTENSIONS = ["colon_fence", "deflist", "dollarmath", "strikethrough", "substitution", "tasklist"]
"""The extensions of the book, and two more that a notebook viewer may have."""

TEXTS = [
    "'s-Hertogenbosch", "Zuid-Holland/Zeeland & Ons", 'Súdwest-Fryslân, "Noord"', "Oost-1", "1. Een", "1) Een",
    "<script>alert(1)</script>", "<b>x", "<https://a.example>", "a&lt;b", "&amp;", "a\\*b", "\\", "x\\",
    "*a* _b_ **c**", "~~a~~", "`a`", "```{raw} html", "~~~", ":::{note}", ": a", "{raw}`a`", "{{ a }}", "{% a %}",
    "[a](javascript:alert)", "[a]", "[^a]", "![a](b)", "[a]: b", "(a)=", "# a", "a #", "- a", "+ a", "+++", "> a",
    "| a | b |", "---", "===", "% a", "$x^2$", "$$", "@a", "https://a.example", "§naam",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("around", ["{}", "# {}", "voor {} na", "- {}", "een\n{}\ntwee", "**{}**"])
def test_markdown_shows_a_text_literally(text: str, around: str) -> None:
    """At the start of a line, in a heading, sentence or list, between lines, and in bold."""
    settings = {"myst_enable_extensions": EXTENSIONS, "report_level": 5}
    shown = {
        name: publish_doctree(around.format(words), parser=Parser(), settings_overrides=settings)
        for name, words in (("text", markdown_text(text)), ("plain", "Naam"))
    }
    assert shown["text"].astext() == shown["plain"].astext().replace("Naam", text)
    assert tags(shown["text"]) == tags(shown["plain"])


def tags(document: object) -> list[str]:
    """The tag names of a document, in order."""
    return [node.tagname for node in document.findall()]  # type: ignore[attr-defined]


def test_lines_become_one() -> None:
    """Joining lines prevents a directive from starting."""
    assert (
        markdown_text("Oost\n\n```{literalinclude} x\n```")
        == r"Oost \`\`\`\{literalinclude\} x \`\`\`"
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", " https://x", "https://a b", "//x", "x.html", ""],
)
def test_only_http_addresses_are_accepted(address: str) -> None:
    """Scripts, data and local files are rejected."""
    assert web_address(address) == ""
    assert web_address("https://example.org/a?b=1#c") == "https://example.org/a?b=1#c"


CHAPTER = "# In §naam\n\n{getal}`§-a`\n\n```{code-cell} ipython3\nname = §naam\nown = '§-a'\n```\n"
CARD = {"sources": [], "template": "regio", "text": "regio-oost", "settings": {}}


def test_a_region_is_text_in_prose_and_a_string_in_code() -> None:
    """Even a name that contains our template sign is inserted literally."""
    prose, code = chapter_in(CHAPTER, "regio-01", RegionCard(**CARD, title="*§naam* \"'§")).cells
    assert prose.source == "# In \\*§naam\\* \"'§\n\n{getal}`regio-01-a`"
    made: dict[str, str] = {}
    exec(code.source, made)  # noqa: S102 - what a kernel would do
    assert (made["name"], made["own"]) == ("*§naam* \"'§", "regio-01-a")


def test_a_region_has_words_of_its_own() -> None:
    """Each takes the place of its sign."""
    card = RegionCard(**CARD, title="Oost", words={"plek": "in het Oosten"})
    (cell,) = chapter_in("# Hoe gaat het §plek, §naam, §-a?\n", "regio-01", card).cells
    assert cell.source == "# Hoe gaat het in het Oosten, Oost, regio-01-a?"


@pytest.mark.parametrize("code", ["1`", "1\n", "1)=", "../1", "<1>", "1'"])
def test_a_code_that_could_end_a_role_is_refused(code: str) -> None:
    """The code is used in roles, labels, code and folder names."""
    with pytest.raises(ChapterError, match="the code of a region"):
        chapter_in(CHAPTER, f"regio-{code}", RegionCard(**CARD, title="Oost"))
