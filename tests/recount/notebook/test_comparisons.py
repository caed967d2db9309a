"""The picture of other publications: a figure of the chapter, with texts made from its panels."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from recount.notebook.chapter import Chapter
from recount.notebook.comparisons import frame, texts, undrawn
from recount.numbers.embedded import display, from_data, printed
from recount.numbers.formats import write_out
from recount.numbers.measures import exact, share
from recount.results.publications import Relation
from recount.results.timelines import Mark, Panel, Voice
from sto_eval.indicators import supply

PRINTED = Mark(Voice.PRINTED, "infographic", (2020, 2024), 5, 5, 5, "5")
OURS = Mark(Voice.OURS, "wij", (2019, 2019), 6, 6, 6, "6")
OTHER = Mark(Voice.OTHER, "Krant", (2018, 2018), 5, 4.5, 5.5, "5")
PANEL = Panel("Vestigingen met MaT", "vestigingen", (PRINTED, OURS, OTHER), ("mat",), ())
ABOUT = pd.DataFrame({"jaar": ["2018", "", "2020"]})
"""Three figures about the claim: the one in the panel, one without a year, one about something else."""


def said(*relations: Relation) -> dict[str, str]:
    """The texts of a panel in which others with our definition relate so."""
    panel = Panel(PANEL.title, PANEL.unit, PANEL.marks, PANEL.numbers, relations)
    return texts([panel], ABOUT, "de infographic")


def drawn(chapter: Chapter) -> dict[str, Any] | None:
    """The card of the picture of MaT, after MaT was published; ``None`` without a picture."""
    offer = supply.profile_pupils(chapter.newest("leerlingen"))
    chapter.publish("aanbod-mat", supply.location_count(offer, "MaT"))
    chapter.publications("aanbod-mat")
    path = chapter.output / "figures" / "proef-publicaties-aanbod-mat.json"
    card: dict[str, Any] | None = json.loads(path.read_text("utf-8")) if path.exists() else None
    return card


def test_the_picture_has_the_print_ours_and_others(
    project: Path, published_list: Path, real_file: Path
) -> None:
    """One location printed, counted and in a paper, in words for who cannot see it; sources of ours too."""
    card = drawn(Chapter("proef", minimum=1))
    assert card is not None
    alt = write_out(from_data(card["alt"]))
    assert alt.startswith("Vestigingen met MaT. Infographic: 1")
    assert "wij: 1 (2020 tot en met 2024); Krant: 1 (2019, zelfde definitie en dag)" in alt
    assert card["sources"] == ["leerlingen-2019", "publicaties"]
    assert card["standin"] is False


def test_a_made_up_number_is_not_drawn(project: Path, published_list: Path) -> None:
    """In the demo the picture has the print and the paper only."""
    card = drawn(Chapter("proef", minimum=1))
    assert card is not None
    assert "wij" not in card["alt"]


def test_what_is_not_drawn_is_counted_by_reason() -> None:
    """One of three is drawn, one has no year."""
    assert undrawn([PANEL], ABOUT) == {"zonder vast jaar": 1, "over iets anders": 1}
    assert undrawn([PANEL], ABOUT[:1]) == {}
    assert said()["caption"].endswith("1 zonder vast jaar en 1 over iets anders.")


def test_the_data_have_a_row_per_mark_and_per_reason() -> None:
    """Three marks with their bounds, and two reasons."""
    data = frame([PANEL], ABOUT)
    assert data["wie"].tolist() == [
        "infographic", "wij", "Krant", "zonder vast jaar", "over iets anders"
    ]  # fmt: skip
    assert data["waarde bovengrens"].tolist() == [5, 6, 5.5, 1, 1]


FULL, COARSE = display(exact(Decimal("481148423.54"), "euro")), printed(525.5e6, 500_000, "euro")


def test_amounts_in_a_title_are_rounded_alike() -> None:
    """To the cent and in millions become millions both."""
    full = Mark(Voice.PRINTED, "infographic", (2020, 2024), 481148423.54, 0, 0, FULL)
    coarse = Mark(Voice.OTHER, "Krant", (2020, 2024), 525.5e6, 525.25e6, 525.75e6, COARSE)
    panel = Panel("Subsidie", "euro", (coarse, full), (), ())
    title = texts([panel], ABOUT, "de infographic")["title"]
    shown = write_out(title).replace("\N{NO-BREAK SPACE}", " ")
    assert shown.startswith("Subsidie: van € 481,1 miljoen tot € 525,5 miljoen")


def test_the_data_have_what_our_shares_rest_on() -> None:
    """Three of four; figures of others have no rows."""
    measure = share(exact(3, ""), exact(1, ""))
    ours = Mark(Voice.OURS, "wij", (2019, 2019), 75, 75, 75, "75,0%", measure)
    data = frame([Panel("Deel", "%", (ours, OTHER), (), ())], ABOUT)
    assert data["teller"].fillna(0).tolist()[:2] == [3, 0]
    assert "teller" not in frame([PANEL], ABOUT)


def test_the_title_says_how_others_with_our_definition_relate() -> None:
    """Nobody counts the same, all agree, or one does not."""
    apart = "van 5 tot 6; anderen tellen iets anders, of op een andere dag"
    assert write_out(said()["title"]).endswith(apart)
    assert said(Relation.EQUAL)["title"].endswith("noemen zij hetzelfde getal")
    assert said(Relation.EQUAL, Relation.UNEXPLAINED)["title"].endswith("verschilt het getal")


def test_the_caption_explains_only_the_signs_that_are_drawn() -> None:
    """A thick line, a dot and a square; no ring."""
    caption = said()["caption"]
    assert "Dikke lijn: de infographic" in caption
    assert "Open vierkant" in caption
    assert "Open rondje" not in caption


def test_euros_are_spoken_in_full() -> None:
    """As in the data: 525.5 million without an abbreviation."""
    mark = Mark(Voice.OTHER, "Regeling", (2020, 2024), 525.5e6, 525.5e6, 525.5e6, COARSE)
    panel = Panel("Subsidie", "euro", (mark,), (), ())
    assert "Regeling: 525.500.000 euro" in write_out(texts([panel], ABOUT, "de infographic")["alt"])
