"""What only the publisher of a report knows, in its colophon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from support.sample_edition import EDITION

from recount.book.directives.colophon import UNKNOWN

Render = Callable[..., Any]

PAGE = "# Colofon\n\n{uitgave}`opdracht`\n\n{uitgave}`contact`\n"
STATED = '\n[publication]\ncommission = "Voor de gemeente."\ncontact = "Bel ons."\n'


def test_what_the_edition_states_is_in_the_colophon(render: Render) -> None:
    """For whom, and where to report a fault."""
    page = render(PAGE, edition=EDITION + STATED)
    assert page.warnings == ""
    assert [one.get_text() for one in page.body.select("p")] == ["Voor de gemeente.", "Bel ons."]


def test_what_it_does_not_state_is_called_unknown(render: Render) -> None:
    """No name is made up."""
    page = render(PAGE)
    assert [one.get_text() for one in page.body.select("p")] == [*UNKNOWN.values()]


def test_an_unknown_subject_is_a_warning(render: Render) -> None:
    """It names those that there are."""
    page = render("# Colofon\n\n{uitgave}`drukker`\n")
    assert "has no 'drukker'; expected opdracht, contact" in page.warnings
