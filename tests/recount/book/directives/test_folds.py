"""Sections below a section: behind their heading on the website, ordinary text on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Render = Callable[..., Any]

CHAPTER = """# Hoeveel?

## Er zijn er drie

Dat is veel.

### Hoe wij dit tellen

Wij tellen elke regel.

#### En dan

Elke regel één keer.

## Herkomst
"""


def test_a_section_of_the_third_level_is_behind_its_heading(render: Render) -> None:
    """The heading opens it; what comes before and after is in view."""
    body = render(CHAPTER).body
    fold = body.select_one("section > details.rc-deel")
    assert fold.summary.h3.get_text() == "Hoe wij dit tellen"
    assert "Wij tellen elke regel." in fold.get_text()
    assert not body.select("details h2")
    assert "Dat is veel." in fold.parent.find("p", recursive=False).get_text()


def test_a_link_to_a_folded_section_leads_to_what_is_hidden(render: Render) -> None:
    """A browser then opens the fold; a target outside it would leave it closed."""
    (target,) = render(CHAPTER).body.select("#hoe-wij-dit-tellen")
    assert target.parent.name == "details"
    assert target.p.get_text() == "Wij tellen elke regel."


def test_a_section_in_a_folded_one_needs_no_second_click(render: Render) -> None:
    """It is below its own heading."""
    inner = render(CHAPTER).body.select_one("details section section")
    assert inner.h4.get_text().startswith("En dan")


def test_on_paper_nothing_is_folded(render: Render) -> None:
    """Headings and text are as in any other section."""
    body = render(CHAPTER, builder="singlehtml").body
    assert body.select("details") == []
    assert "Wij tellen elke regel." in body.get_text()


@pytest.mark.parametrize(
    ("claims", "folded"),
    [(["proef-deel", "proef-som"], False), (["proef-som"], True)],
)
def test_a_block_without_a_checked_claim_is_folded(
    render: Render, monkeypatch: pytest.MonkeyPatch, claims: list[str], folded: bool
) -> None:
    """Its verdict is beside its heading; a block with another verdict is in view."""
    monkeypatch.setattr("recount.book.directives.overview.places", lambda _: {"Aanleiding": claims})
    page = "# Voorkant\n\n## De infographic\n\n```{claims-overzicht}\n```\n"
    found = render(page).body.select("details > summary:has(h3)")
    assert [one.get_text() for one in found] == ["Aanleiding ○ niet na te rekenen"] * folded
