"""The page and the feed of the numbers that changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from support.sample_edition import write_chapters, write_edition
from support.sample_records import a_record

from recount.book.directives.accepted_changes import NONE, feed, label, values
from recount.book.directives.store import load_store
from recount.edition.gone_numbers import GoneNumber
from recount.numbers.measures import Measure
from recount.results.accepted_changes import AcceptedChange

PAGE = "# Titel\n\n```{wijzigingen}\n```\n"
RESULTS = """\
[echt]
proef-deel = 75.3

[redenen.echt]
proef-deel = [{waarde = 75.28, reden = "nieuw"}, {waarde = 75.3, reden = "DUO verbeterde < 3 regels.", datum = 2026-11-29, oorzaak = "gegevens"}]
proef-oud = [{waarde = 1234.0, reden = "nieuw"}, {waarde = "vervallen", reden = "Dubbel.", datum = 2026-11-28}]
"""


def test_a_change_shows_old_and_new_with_the_reason(render: Callable[..., Any]) -> None:
    """A value that looks the same is a little higher; a number that is gone leads to its page; no cause, no line."""
    body = render(PAGE, results=RESULTS).body
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in body.select("tbody tr")]
    assert rows == [
        ["Getal proef-deel", "75,3%", "75,3%, iets hoger"],
        ["proef-oud", "1.234", "vervallen"],
    ]
    texts = [line.get_text() for line in body.select("div[data-uit='wijzigingen'] > p")]
    assert texts == ["DUO verbeterde < 3 regels.", "Oorzaak: gegevens.", "Dubbel."]
    assert body.select_one('a[href="../getallen/proef-oud.html"]') is not None


def test_a_day_has_one_heading(render: Callable[..., Any]) -> None:
    """With every change of that day below it, by reason."""
    body = render(PAGE, results=RESULTS.replace("2026-11-29", "2026-11-28")).body
    assert [head.get_text() for head in body.select("h2")] == ["28 november 2026"]
    assert len(body.select("div[data-uit='wijzigingen'] table")) == 2


def test_the_middle_between_bounds_is_called_that(tmp_path: Path) -> None:
    """Of 448 to 824 only 636 was accepted, which alone would look like a certain number; the last bounds are known."""
    change = AcceptedChange("proef-deel", 1, 635.0, 637.0, "Eerlijker.", None, "")
    store = load_store(write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition"))
    now = replace(store, records={"proef-deel": a_record(Measure(636, 448, 824, "vestigingen"))})
    assert values(change, now) == ("rond 635", "rond 637")
    assert values(replace(change, new=636.0), now) == ("rond 635", "tussen 448 en 824")


def test_a_number_that_is_gone_has_its_label(tmp_path: Path) -> None:
    """Its id only if nobody wrote down what it was called."""
    change = AcceptedChange("proef-oud", 1, 1.0, "vervallen", "Dubbel.", None, "")
    store = load_store(write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition"))
    gone = {
        "proef-oud": GoneNumber(label="Oude telling", reason="Dubbel.", date=dt.date(2026, 11, 28))
    }
    assert label(change, replace(store, gone=gone)) == "Oude telling"
    assert label(change, replace(store, gone={})) == "proef-oud"


def test_a_report_without_changes_says_so(render: Callable[..., Any]) -> None:
    """In one sentence."""
    assert NONE in render(PAGE).body.get_text()


def test_the_feed_has_an_entry_per_change(tmp_path: Path) -> None:
    """The last first, each with its day, its page and a name that does not change."""
    edition = write_edition(tmp_path / "edition")
    (edition / "results.toml").write_text(RESULTS, "utf-8")
    store = load_store(write_chapters(tmp_path / "chapters"), edition)
    made = BeautifulSoup(feed(store, "Niemand"), "xml")
    assert made.find("updated").text == "2026-11-29T00:00:00Z"  # type: ignore[union-attr]
    entries = made.find_all("entry")
    assert [entry.title.text for entry in entries] == [
        "Getal proef-deel: eerst 75,3%, nu 75,3%, iets hoger", "proef-oud: eerst 1.234, nu vervallen",
    ]  # fmt: skip
    assert entries[0].link["href"] == "getallen/proef-deel.html"
    assert entries[0].summary.text == "DUO verbeterde < 3 regels. Oorzaak: gegevens."
    assert (
        feed(replace(store, changes=store.changes[1:]), "").count(entries[1].id.text.encode()) == 1
    )
