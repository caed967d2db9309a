"""A second way to the number of the tiny project: a query, and the query of the layout that it reads."""

from __future__ import annotations

from pathlib import Path

from recount.edition.edition import Edition
from recount.handover import WITNESS

LAYOUT = """\
-- Een regel per vestiging en opleiding.
SELECT * FROM read_csv(getvariable('file'), delim = ';', header = true, all_varchar = true, encoding = 'latin-1')
"""

MACROS = """\
-- Wat de queries delen.
CREATE MACRO ook_dit(x) AS x;
CREATE MACRO vestigingen(naam) AS TABLE
    SELECT DISTINCT "BRIN NUMMER" || VESTIGINGSNUMMER AS vestiging
    FROM "leerlingen-2019"
    WHERE AFDELING = naam;
"""

QUERY = """\
-- Vestigingen met Maritiem en Techniek.
SELECT 'aanbod-mat' AS id, count(*) AS value
FROM vestigingen('Maritiem en Techniek')
"""


def write_queries(edition: Edition, query: str = QUERY, name: str = "proef/aanbod-mat") -> Path:
    """The SQL of the tiny project, with one query; returns its file."""
    texts = {"layouts/duo-leerlingen": LAYOUT, "macros": MACROS, name: query}
    for file, text in texts.items():
        path = edition.folder / WITNESS / f"{file}.sql"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return edition.folder / WITNESS / f"{name}.sql"
