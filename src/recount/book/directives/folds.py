"""Sections of the third level, such as how a number is computed: behind one click on the website, text on paper."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from recount.book.directives.elements import element
from recount.book.directives.numbers import on_paper
from recount.book.directives.pages import FOLDED

IN_VIEW = "rc-in-beeld"
"""Class of a section of the third level that stays in view."""

BESIDE = "beside"
"""Attribute of a section: the nodes that stand beside its heading while it is folded."""

_LEVEL = 3


class FoldSections(SphinxPostTransform):
    """Fold the sections of the third level: their heading opens them, and so does a link to them or into them."""

    default_priority = 10

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401 - Sphinx's signature
        """Put these sections of a page of the website in ``details``, with the heading as summary."""
        if on_paper(self.app):
            return
        folded = [
            one
            for one in self.document.findall(nodes.section)
            if _level(one) == _LEVEL and IN_VIEW not in one["classes"]
        ]
        for section in folded:
            _fold(section)


def _level(section: nodes.Node | None) -> int:
    """One for the page itself, two for a section of it, and so on."""
    return 1 + _level(section.parent) if isinstance(section, nodes.section) else 0


def _fold(section: nodes.section) -> None:
    """Replace a section by ``details`` around it; its id stays on what is hidden, so that a link opens it."""
    title = next(iter(section.findall(nodes.title)))
    section.remove(title)
    heading = element(f"h{_LEVEL}")
    heading.extend(title.children)
    summary = element("summary", heading, " ", *section.get(BESIDE, ()))
    details = element("details", summary, css=f"{FOLDED} rc-deel")
    section.parent.replace(section, details)  # replace_self would copy the id
    details += section
