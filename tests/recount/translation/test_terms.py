"""Explanations of the terms that stay Dutch."""

from __future__ import annotations

import pytest
from lxml import html

from recount.translation.terms import explain

TERMS = {"vmbo": "a school", "vo": "secondary education, all levels"}

EXPLAINED = {
    "<p>The vmbo and the vmbo.</p><p>A vmbo.</p>": "The vmbo (a school) and the vmbo.|A vmbo.",
    "<p>All (vmbo only).</p>": "All (vmbo, a school only).",
    "<p>A <b>vmbo</b> here.</p>": "A vmbo (a school) here.",
    "<p>One <i>x</i> vo, vmbo</p>": "One x vo (secondary education, all levels), vmbo (a school)",
    "<p>A vmbo is a school.</p><p>Our vmbo</p>": "A vmbo is a school.|Our vmbo",
    "<p>Secondary education (vo)</p>": "Secondary education (vo)",
    "<p><a>vmbo</a>, <code>vmbo</code>, vmbo-t, vmbo Twente</p>": "vmbo, vmbo, vmbo-t, vmbo Twente",
    "<h1>vmbo</h1><p class='x'>vmbo</p><table><tr><td>vmbo</td></tr></table>": "vmbo",
}
"""Part of a page -> the texts of its paragraphs."""


@pytest.mark.parametrize("page", EXPLAINED)
def test_a_term_is_explained_once(page: str) -> None:
    """At its first use in running text: not in a link, code or name, nor beside its own meaning."""
    root = html.document_fromstring(f"<article>{page}</article>")
    explain(root, TERMS)
    shown = [one.text_content() for one in root.iter("p")]
    assert "|".join(shown) == EXPLAINED[page]


def test_an_explanation_can_be_told_apart() -> None:
    """It has a class of its own, and its term is not looked for in it."""
    root = html.document_fromstring("<article><p>A vmbo.</p></article>")
    explain(root, {"vmbo": "a school for vo", "vo": "all levels"})
    (found,) = root.xpath("//span")
    assert (found.get("class"), found.text) == ("rc-uitleg", " (a school for vo)")
