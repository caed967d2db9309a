"""The notebooks of the chapters that the website offers for download."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from jupyter_client.kernelspec import KernelSpecManager
from support.sample_edition import DEEL, SOM, record

from recount.book.directives.store import load_store
from recount.book.website.worksheets import readable, write_worksheets
from recount.notebook.notebooks import read_notebook
from recount.numbers.measures import exact

pytestmark = pytest.mark.slow

RECORDS = {
    "proef-deel": record("proef-deel", DEEL, "klopt", "openbaar", "ca. 75%"),
    "proef-som": record("proef-som", SOM, "niet na te rekenen", "nagebootst", "€ 12").model_copy(
        update={"parameters": {"radius_km": 10, "keuze": "<b> `x` [a](javascript:b)"}}
    ),
}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dat is {getal}`proef-deel`.", "Dat is 75,3%."),
        ("Van {getal}`proef-deel.noemer`.", "Van 1.200."),
        ("Dat is {getal}`proef-som`.", "Dat is € 12,00<sup>v</sup>."),
        ("Binnen {getal}`proef-som.radius_km` km.", "Binnen 10 km."),
        ("Gedrukt: {getal}`proef-som.afdruk`.", "Gedrukt: € 12."),
        ("Voor {getal}`proef-som.keuze`.", r"Voor \<b\> \`x\` \[a\](javascript:b)."),
        ("Het is {stelling}`meer dan de helft | proef-deel > 50`.", "Het is meer dan de helft."),
        ("Zie {doc}`/herkomst`.", "Zie *herkomst*."),
        ("(proef)=\n# Titel\n", "# Titel"),
        ("Eerst.\n\n```{figuur} proef-figuur\n```\n\nDan.", "Eerst.\n\n\nDan."),
        ("```{regelaar} a\n:begin: proef-deel\n```\n", ""),
        (
            "```{oordeel} proef-deel proef-later\n```\n",
            "- Getal proef-deel: 75,3%. Oordeel: klopt. Omdat het zo is.",
        ),
    ],
)
def test_roles_and_directives_become_text(text: str, shown: str) -> None:
    """Numbers become text, statements words and verdicts a list; other MyST is removed."""
    assert readable(text, RECORDS, {}) == shown


def test_a_verdict_on_an_invented_number_is_labelled() -> None:
    """The list of verdicts marks invented numbers in words."""
    text = readable("```{oordeel} proef-som\n```\n", RECORDS, {})
    assert text.startswith("- Getal proef-som: € 12,00 (verzonnen). Oordeel:")


def test_a_noun_is_singular_after_a_number_in_words_as_on_the_page() -> None:
    """Also after "geen"; a word that an author wrote himself stays as it is."""
    one = record("proef-een", exact(1, "scholen"), "klopt", "openbaar", "1")
    text = "Op {getal}`proef-een.woord` scholen, van één scholen."
    assert readable(text, {"proef-een": one}, {"scholen": "school"}) == (
        "Op één school, van één scholen."
    )


@pytest.fixture
def sheet(root: Path) -> Any:
    """The worksheet of the invented chapter, from the website."""
    return read_notebook(root / "_build/html/gegevens/notebooks/proef.ipynb")


def test_a_worksheet_is_a_notebook_without_outputs(sheet: Any) -> None:
    """A worksheet is a valid notebook with an introduction, without outputs and MyST roles."""
    nbformat.validate(sheet)
    assert sheet.cells[0].source.startswith("*Dit notebook komt uit het rapport, hoofdstuk proef.")
    assert "**Verzonnen gegevens.**" in sheet.cells[0].source
    assert [cell.outputs for cell in sheet.cells if cell.cell_type == "code"] == [[], []]
    assert "`" not in "".join(cell.source for cell in sheet.cells if cell.cell_type != "code")


def test_the_kernel_of_a_worksheet_is_installed(sheet: Any) -> None:
    """Its kernel comes with the environment."""
    assert sheet.metadata.kernelspec.name in KernelSpecManager().find_kernel_specs()


def test_a_chapter_links_to_its_worksheet(root: Path) -> None:
    """A chapter has a download link at its end; any other page has none."""
    pages = {name: root / f"_build/html/{name}.html" for name in ("chapters/proef", "herkomst")}
    links = {
        name: BeautifulSoup(path.read_text("utf-8"), "lxml").select("a[href$='.ipynb']")
        for name, path in pages.items()
    }
    assert links["herkomst"] == []
    (link,) = links["chapters/proef"]
    assert link.get_text() == "Dit hoofdstuk als notebook (.ipynb)"
    assert link.has_attr("download")
    assert Path(os.path.normpath(pages["chapters/proef"].parent / str(link["href"]))).is_file()


def test_equal_runs_give_equal_worksheets(root: Path, tmp_path: Path) -> None:
    """A second write gives the same bytes."""
    store = load_store(root / "_build/chapters", root / "edition")
    write_worksheets(root / "_build/chapters", store, tmp_path)
    made = tmp_path / "gegevens/notebooks/proef.ipynb"
    before = made.read_bytes()
    write_worksheets(root / "_build/chapters", store, tmp_path)
    assert made.read_bytes() == before
