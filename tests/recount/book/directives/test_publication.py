"""How the report is cited, and its descriptions for search engines and catalogues."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef
from support.sample_edition import write_chapters, write_edition

from recount.book.directives.publication import OFFERED, catalogue, dataset, report_citation
from recount.book.directives.store import Store, load_store
from recount.edition.edition import ChapterCard, EditionCard
from recount.edition.publication import Publication

RUN = {
    "version": "1.2.3",
    "time": "2026-02-03T10:00:00",
    "edition": "proef",
    "commit": "0123456789abcdef",
}
CARD = EditionCard(
    title="Proef", programme="Proef", print_name="de folder", area="Nederland", first_year=2020,
    last_year=2024, chapters={"proef": ChapterCard()},
)  # fmt: skip
PUBLISHED = Publication(
    address="https://a.example/b/", pdf="https://a.example/b.pdf",
    licence="https://creativecommons.org/licenses/by/4.0/", country="NLD", theme="EDUC",
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Callable[..., Store]:
    """A function that gives the invented numbers as an edition that is published like this."""
    made = load_store(write_chapters(tmp_path / "chapters"), write_edition(tmp_path / "edition"))

    def published(how: Publication, *, demo: bool = False) -> Store:
        card = CARD.model_copy(update={"publication": how})
        return replace(made, edition=card, run={**RUN, "demo": demo})

    return published


def test_a_citation_has_author_year_title_edition_and_address(store: Callable[..., Store]) -> None:
    """The year is that of the run."""
    assert report_citation(store(PUBLISHED), "Niemand") == (
        "Niemand (2026). Proef 2020-2024 nagerekend. Editie proef, versie 1.2.3, commit 0123456789ab. https://a.example/b/"
    )


def test_an_unknown_address_is_left_out(store: Callable[..., Store]) -> None:
    """It is not invented, neither in the citation nor in a description."""
    assert report_citation(store(Publication()), "Niemand").endswith("commit 0123456789ab")
    described = dataset(store(Publication()), "Niemand")
    assert described.keys().isdisjoint({"url", "license"})
    assert [file["contentUrl"] for file in described["distribution"]] == [f.name for f in OFFERED]


def test_the_demo_has_no_address(store: Callable[..., Store]) -> None:
    """It is not the report that is published there, and says so."""
    demo = store(PUBLISHED, demo=True)
    assert "a.example" not in json.dumps([dataset(demo, "Niemand"), catalogue(demo, "Niemand")])
    assert report_citation(demo, "Niemand").endswith("Demo op verzonnen gegevens")
    assert "verzonnen" in dataset(demo, "Niemand")["description"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_catalogue_can_be_read_as_a_graph(store: Callable[..., Store]) -> None:
    """One data set, its files with licence and format, its period and country, and its real sources."""
    text = json.dumps(catalogue(store(PUBLISHED), "Niemand"))
    graph = Graph().parse(
        data=text, format="json-ld", publicID="https://a.example/b/catalogus.jsonld"
    )
    (report,) = graph.objects(None, DCAT.dataset)
    addresses = {
        str(to)
        for file in graph.objects(report, DCAT.distribution)
        for to in graph.objects(file, DCAT.downloadURL)
    }
    assert addresses == {PUBLISHED.pdf, *(f"{PUBLISHED.address}{file.name}" for file in OFFERED)}
    for file in graph.objects(report, DCAT.distribution):
        assert (file, RDF.type, DCAT.Distribution) in graph
        assert (file, DCTERMS.license, URIRef(PUBLISHED.licence)) in graph
    (period,) = graph.objects(report, DCTERMS.temporal)
    ends = [
        str(year) for end in (DCAT.startDate, DCAT.endDate) for year in graph.objects(period, end)
    ]
    assert ends == ["2020", "2024"]
    (country,) = graph.objects(report, DCTERMS.spatial)
    assert str(country).endswith("/country/NLD")
    derived = URIRef("http://www.w3.org/ns/prov#wasDerivedFrom")
    assert [str(one).rpartition("#")[2] for one in graph.objects(report, derived)] == [
        "bron-bron-openbaar"
    ]


def test_the_directive_shows_the_citation(render: Callable[..., Any]) -> None:
    """The text is that of the edition, and comes with its token."""
    page = render("# Titel\n\n```{citeren}\n```\n")
    assert page.body.select_one('p.rc-citaat[data-uit="citaat"]') is not None
    assert page.warnings == ""
