"""A chapter: it gets what it declared, and what it publishes becomes a record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from recount.edition.claims import number_id
from recount.errors import ChapterError
from recount.notebook.chapter import Chapter
from recount.numbers.embedded import from_data
from recount.numbers.formats import write_out
from recount.numbers.measures import exact
from sto_eval.figures import shares
from sto_eval.indicators import supply


@pytest.fixture
def chapter(project: Path, monkeypatch: pytest.MonkeyPatch) -> Chapter:
    """The chapter of the tiny project, writing to a folder of its own."""
    monkeypatch.setenv("RECOUNT_OUTPUT", str(project / "uit"))
    return Chapter("proef", minimum=1)


def published(chapter: Chapter, number: str = "aanbod-mat") -> dict[str, Any]:
    """Publish the count of MaT on the stand-in and read its record."""
    _, source = chapter.vintage("leerlingen", "laatste")
    offer = supply.profile_pupils(chapter.table(source))
    chapter.publish(number, supply.location_count(offer, "MaT"))
    record: dict[str, Any] = json.loads(
        (chapter.output / "records" / f"{number}.json").read_text("utf-8")
    )
    return record


def test_a_record_is_complete(chapter: Chapter) -> None:
    """Number, parameters, function with file and line, source with checksum and rows."""
    record = published(chapter)
    assert record["measure"]["value"] == 1
    assert record["parameters"] == {"minimum": 1, "reference_date": "2019-10-01"}
    assert record["function"]["file"] == "sto_eval/indicators/supply.py"
    assert record["function"]["line"] > 1
    assert record["sources"][0]["rows_in"] == 3
    assert len(record["sources"][0]["sha256"]) == 64


def test_a_match_on_a_standin_is_not_a_confirmation(chapter: Chapter) -> None:
    """One location printed, one found, on a made-up file: niet na te rekenen."""
    assert published(chapter)["verdict"]["word"] == "niet na te rekenen"


def test_the_same_match_on_the_real_file_is_a_confirmation(
    chapter: Chapter, real_file: Path
) -> None:
    """Only the evidence differs."""
    record = published(Chapter("proef", minimum=1))
    assert (record["evidence"], record["verdict"]["word"]) == ("openbaar", "klopt")


def test_a_record_holds_no_time_and_no_machine(chapter: Chapter, project: Path) -> None:
    """Publishing twice gives the same bytes, which contain no folder of this machine."""
    first = json.dumps(published(chapter))
    assert first == json.dumps(published(chapter))
    assert str(project) not in first


def test_a_number_without_a_claim_has_no_verdict(chapter: Chapter) -> None:
    """It is published nevertheless."""
    assert published(chapter, "aanbod-anders")["verdict"] is None


def test_the_texts_of_a_number_come_from_the_edition(chapter: Chapter) -> None:
    """Label and definition of MaT are those of numbers.toml; a number without a text is refused."""
    record = published(chapter)
    assert (record["label"], record["definition"]) == ("MaT", "Vestigingen.")
    with pytest.raises(ChapterError, match="number 'iets' has no text"):
        published(chapter, "iets")


def test_a_unit_other_than_that_of_the_text_is_refused(chapter: Chapter) -> None:
    """The text is about locations, the measure is in euros."""
    with pytest.raises(ChapterError, match="has another unit than its text says"):
        chapter.publish("aanbod-mat", exact(1, "euro").resting_on(chapter.table("leerlingen-2019")))


def test_an_undeclared_source_is_refused(chapter: Chapter) -> None:
    """A chapter reads what edition.toml declares."""
    with pytest.raises(ChapterError, match="asks for source 'adressen-2020'"):
        chapter.table("adressen-2020")


def test_the_error_for_an_absent_vintage_names_the_present_ones(chapter: Chapter) -> None:
    """There is one of 2019, and none of 2023."""
    with pytest.raises(ChapterError, match="2019-10-01"):
        chapter.vintage("leerlingen", "2023-10-01")


def test_the_newest_table_of_a_series_is_that_of_its_latest_vintage(chapter: Chapter) -> None:
    """The only vintage has three rows."""
    _, source = chapter.vintage("leerlingen", "laatste")
    assert chapter.newest("leerlingen").equals(chapter.table(source))
    assert len(chapter.newest("leerlingen")) == 3


def test_an_unknown_chapter_is_refused(project: Path) -> None:
    """A typo in the set-up cell leads to the right name."""
    with pytest.raises(ChapterError, match="the closest is 'proef'"):
        Chapter("proev")


def test_each_member_of_a_family_names_its_own_rows(chapter: Chapter) -> None:
    """PIE rests on the first of three rows, MaT on the second, and MVI on none."""
    _, source = chapter.vintage("leerlingen", "laatste")
    offer = supply.profile_pupils(chapter.table(source))
    chapter.publish_all("aanbod", supply.location_counts(offer))
    sets = {
        number: json.loads((chapter.output / "records" / f"{number}.json").read_text("utf-8"))[
            "sources"
        ][0]["rows"]
        for number in ("aanbod-pie", "aanbod-mat", "aanbod-mvi")
    }
    cards = {
        number: json.loads((chapter.output / "rows" / f"{kept['set']}.json").read_text("utf-8"))
        for number, kept in sets.items()
    }
    assert [card["lines"] for card in cards.values()] == [[[2, 2]], [[3, 3]], []]
    assert not any(kept["whole"] for kept in sets.values())


def test_a_claim_without_an_answer_has_the_name_of_its_member(
    chapter: Chapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MaT, as the chapter spells it, and not the ``mat`` of the id."""
    monkeypatch.setattr(chapter, "name", "aanbod")
    claim = chapter.claims["aanbod-mat"]
    monkeypatch.setattr(
        chapter, "claims", {"aanbod-mat": claim.model_copy(update={"chapter": "aanbod"})}
    )
    published_as: list[str] = []
    monkeypatch.setattr(
        chapter, "publish", lambda _id, _m, *, member, **_: published_as.append(member)
    )
    chapter.unanswered(members=["PIE", "MaT"])
    assert published_as == ["MaT"]


def test_the_id_of_a_member_is_in_kebab_case() -> None:
    """An ampersand is dropped, a blank becomes a hyphen."""
    assert [number_id("bereik", key) for key in ("M&T", "zonder punt")] == [
        "bereik-mt",
        "bereik-zonder-punt",
    ]


def publications(chapter: Chapter) -> dict[str, Any]:
    """The table of other publications, after MaT was published."""
    published(chapter)
    chapter.publications("aanbod-mat")
    path = chapter.output / "tables" / "proef-publicaties.json"
    table: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return table


def test_other_publications_are_compared_with_our_number(
    chapter: Chapter, published_list: Path, real_file: Path
) -> None:
    """One figure from the infographic, one from a paper, one counted; the address comes last."""
    table = publications(Chapter("proef", minimum=1))
    equal = "infographic: gelijk binnen afronding; ons getal: gelijk binnen afronding"
    assert [[write_out(from_data(cell)) for cell in row] for row in table["rows"]] == [
        ["Krant", "vestigingen met MaT, 2019-2020", "1", "één", "1", equal, "https://x.example"]
    ]
    assert table["standin"] is False


def test_a_made_up_number_is_not_compared(chapter: Chapter, published_list: Path) -> None:
    """The infographic is; our number on a stand-in is not even shown."""
    row = publications(Chapter("proef", minimum=1))["rows"][0]
    assert row[4:6] == ["–", "infographic: gelijk binnen afronding"]


def test_numbers_of_another_chapter_are_compared_too(
    chapter: Chapter, published_list: Path, real_file: Path
) -> None:
    """MaT is no number of this chapter, but it is compared with, and drawn."""
    chapter = Chapter("proef", minimum=1)
    offer = supply.profile_pupils(chapter.newest("leerlingen"))
    chapter.compare_with("aanbod", supply.location_counts(offer))
    chapter.publications("aanbod-mat")
    table = json.loads((chapter.output / "tables" / "proef-publicaties.json").read_text("utf-8"))
    assert write_out(from_data(table["rows"][0][4])) == "1"


def test_every_file_of_a_figure_on_invented_data_is_marked(chapter: Chapter) -> None:
    """SVG and PNG in title, description and picture, the CSV in its last column, the page in its text."""
    chapter.figure(
        "proef", shares.share_bars({"PIE": exact(97, "%")}, {}),
        pd.DataFrame({"a": ["PIE"], "b": [97]}),
        title="Titel", subtitle="", caption="", alt="Een staaf.", sources=["leerlingen-2019"],
    )  # fmt: skip
    folder = chapter.output / "figures"
    drawn = (folder / "proef.svg").read_text("utf-8")
    assert "<title>Verzonnen gegevens. Titel</title>" in drawn
    assert "<!-- VERZONNEN GEGEVENS -->" in drawn
    with Image.open(folder / "proef.png") as painted:
        assert painted.text["Title"] == "Verzonnen gegevens. Titel"  # type: ignore[attr-defined]
    assert (
        json.loads((folder / "proef.json").read_text())["alt"] == "Verzonnen gegevens. Een staaf."
    )
    assert (folder / "proef.csv").read_text("utf-8-sig") == "a;b;verzonnen\nPIE;97;ja\n"
