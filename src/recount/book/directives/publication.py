"""The report as a publication: how to cite it, and what search engines and catalogues read about it.

Search engines read a ``Dataset`` of schema.org in the front page; catalogues read ``catalogus.jsonld``, in
DCAT-AP-NL. What the edition does not state, such as the address of publication, is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docutils import nodes
from prov.constants import PROV, XSD
from sphinx.application import Sphinx

from recount.book.directives.elements import ALL, SCHEMA, WORKBOOK, element
from recount.book.directives.made_up_box import WARNING
from recount.book.directives.pages import SHOWN_DIGITS, PageDirective, store_of
from recount.book.directives.store import Card, Store
from recount.edition.publication import Publication
from recount.numbers.dutch_words import capitalised
from recount.numbers.evidence_grade import Evidence
from recount.results.records import SourceCard
from recount.storage import write_json

CITED = "citaat"
"""The token of the citation of the report."""

CATALOGUE = "catalogus.jsonld"
"""The description for catalogues, at the top of the website."""

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA = "https://www.iana.org/assignments/media-types"
_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": PROV.uri,
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": XSD.uri,
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A file with all numbers: its name, media type, code in the European table of formats, and title."""

    name: str
    media: str
    code: str
    title: str


OFFERED: Final = (
    Offered(f"{ALL}.csv", "text/csv", "CSV", "Alle getallen (CSV)"),
    Offered(f"{ALL}.json", "application/json", "JSON", "Alle getallen (JSON)"),
    Offered(
        f"{WORKBOOK}.ods",
        "application/vnd.oasis.opendocument.spreadsheet",
        "ODS",
        "Werkboek met alle tabellen (ODS)",
    ),
    Offered(
        f"{WORKBOOK}.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
        "Werkboek met alle tabellen (XLSX)",
    ),
)
"""The files at the top of the website of the report."""

Described = dict[str, Any]


class CitationDirective(PageDirective):
    """How to cite the report: author, year, title, edition and address."""

    def run(self) -> list[nodes.Node]:
        """Return the citation, in which every numeral is one of the edition or the run."""
        text = report_citation(self.store, str(self.env.config.author))
        return [element("p", text, css="rc-citaat", data_uit=CITED)]


def report_citation(store: Store, author: str = "") -> str:
    """The citation of the report; the year is that of the computation."""
    year = str(store.run.get("time") or "")[:4]
    sentences = [
        f"{author} ({year})" if year else author,
        store.report,
        capitalised(", ".join(version_parts(store.run))),
        "Demo op verzonnen gegevens" if store.demo else "",
        publication_of(store).address,
    ]
    return ". ".join(filter(None, sentences))


def version_parts(run: Card) -> list[str]:
    """What identifies a run: its edition, version and commit, as far as known."""
    commit = str(run.get("commit") or "")[:SHOWN_DIGITS]
    known = {"editie": run.get("edition"), "versie": run.get("version"), "commit": commit}
    return [f"{word} {what}" for word, what in known.items() if what]


def description_in_head(app: Sphinx, page: str) -> str:
    """The description for search engines, for the head of the front page of the report; empty for any other page."""
    if page != app.config.root_doc or not is_report(app):
        return ""
    text = json.dumps(dataset(store_of(app), str(app.config.author)), ensure_ascii=False)
    safe = text.replace("<", r"\u003c")  # no text ends the element
    script = f'<script type="application/ld+json">{safe}</script>'
    return f'{script}\n<link rel="alternate" type="application/ld+json" href="{CATALOGUE}">'


def write_catalogue(app: Sphinx) -> None:
    """Write the description for catalogues into the website of the report."""
    content = catalogue(store_of(app), str(app.config.author))
    write_json(Path(app.outdir) / CATALOGUE, content)


def is_report(app: Sphinx) -> bool:
    """Whether this is the website of the report: not of the regions, and not in print."""
    return app.builder.name == "html" and not app.config.recount_names


def dataset(store: Store, author: str) -> Described:
    """The report as a ``Dataset`` of schema.org."""
    published, card = publication_of(store), store.edition
    maker = {"@type": "Organization", "name": author}
    files = [
        {
            "@type": "DataDownload",
            "name": file.title,
            "encodingFormat": file.media,
            "contentUrl": f"{published.address}{file.name}",
        }
        for file in OFFERED
    ]
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": store.report,
            "description": _description(store),
            "identifier": store.run.get("edition"),
            "version": store.run.get("version"),
            "inLanguage": "nl",
            "isAccessibleForFree": True,
            "creator": maker,
            "publisher": maker,
            "url": published.address,
            "license": published.licence,
            "temporalCoverage": f"{card.first_year}/{card.last_year}",
            "spatialCoverage": {"@type": "Place", "name": card.area},
            "distribution": files,
        }
    )


def catalogue(store: Store, author: str) -> Described:
    """The report in DCAT-AP-NL: a catalogue with one data set, its files and its sources."""
    maker = {"@id": "#uitgever", "@type": "foaf:Agent", "foaf:name": _dutch(author)}
    shared = {
        "dct:title": _dutch(store.report),
        "dct:description": _dutch(_description(store)),
        "dct:publisher": {"@id": maker["@id"]},
        "dct:language": _code("language", "NLD"),
    }
    graph = [
        {"@id": "#catalogus", "@type": "dcat:Catalog", **shared, "dcat:dataset": {"@id": "#rapport"}},
        {"@id": "#rapport", "@type": "dcat:Dataset", **shared, **_facts(store, maker)},
        maker,
        *_files(publication_of(store)),
        *(_source(card) for card in _real_sources(store)),
    ]  # fmt: skip
    return {"@context": _CONTEXT, "@graph": [_known(each) for each in graph]}


def _facts(store: Store, maker: Described) -> Described:
    """What is known about the data set and not about the catalogue."""
    published, card = publication_of(store), store.edition
    return {
        "dct:identifier": store.run.get("edition"),
        "dcat:version": store.run.get("version"),
        "dct:creator": {"@id": maker["@id"]},
        "dct:accessRights": _code("access-right", "PUBLIC"),
        "dct:spatial": _code("country", published.country),
        "dcat:theme": _code("data-theme", published.theme),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:gYear", "@value": str(card.first_year)},
            "dcat:endDate": {"@type": "xsd:gYear", "@value": str(card.last_year)},
        },
        "dcat:landingPage": _at(published.address),
        "dcat:distribution": [{"@id": file["@id"]} for file in _files(published)],
        "prov:wasDerivedFrom": [{"@id": f"#bron-{card.id}"} for card in _real_sources(store)],
    }


def _files(published: Publication) -> Iterator[Described]:
    """The files of the data set; the PDF if its address is known."""
    for file in OFFERED:
        schema = _at(f"{published.address}{SCHEMA}") if file.code == "JSON" else {}
        address = f"{published.address}{file.name}"
        yield _file(file, address, published) | {"dct:conformsTo": schema}
    if published.pdf:
        file = Offered("pdf", "application/pdf", "PDF", "Het rapport (PDF)")
        yield _file(file, published.pdf, published)


def _file(file: Offered, address: str, published: Publication) -> Described:
    return {
        "@id": f"#{file.name}",
        "@type": "dcat:Distribution",
        "dct:title": _dutch(file.title),
        "dcat:accessURL": _at(address),
        "dcat:downloadURL": _at(address),
        "dcat:mediaType": _at(f"{_MEDIA}/{file.media}"),
        "dct:format": _code("file-type", file.code),
        "dct:license": _at(published.licence),
    }


def _source(card: SourceCard) -> Described:
    return {
        "@id": f"#bron-{card.id}",
        "@type": "dcat:Dataset",
        "dct:title": _dutch(card.title),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": card.producer},
        "dct:rights": card.licence,
        "dcat:landingPage": _at(card.url),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _at("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": card.sha256,
        },
    }


def _real_sources(store: Store) -> list[SourceCard]:
    return [card for card in store.all_sources() if card.evidence != Evidence.MADE_UP]


def _description(store: Store) -> str:
    what = (
        f"De getallen van {store.print_name} opnieuw uitgerekend uit bronbestanden. "
        "Elk getal heeft grenzen, een definitie, zijn bronnen met controlegetal, en de code die het berekent; "
        "elke gedrukte uitspraak heeft een oordeel met een reden."
    )
    return f"{WARNING} {what}" if store.demo else what


def publication_of(store: Store) -> Publication:
    """How the report is published; the demo is not."""
    return Publication() if store.demo else store.edition.publication


def _dutch(text: str) -> Described:
    return {"@language": "nl", "@value": text}


def _at(address: str) -> Described:
    return {"@id": address} if address else {}


def _code(table: str, code: str) -> Described:
    """A code of a European authority table."""
    return {"@id": f"{_AUTHORITY}/{table}/{code}"} if code else {}


def _known(facts: Mapping[str, Any]) -> Described:
    return {name: fact for name, fact in facts.items() if fact not in (None, "", {}, [])}
