"""The second way to a number on its passport: whether it gives the same, and its SQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from recount.book.directives import dutch
from recount.book.directives.elements import FILES, element
from recount.book.directives.pages import store_of
from recount.book.directives.passports import Fact, bounds
from recount.book.directives.store import Store
from recount.numbers.dutch_words import Nouns
from recount.results.records import Amount, Record
from recount.results.second_way import Agreement, SecondWay
from recount.storage import write_whole

FOLDER = "sql"
"""Folder of the SQL, within the folder of copied files."""

NAME = "Tweede weg"
SENTENCE = (
    "Bij de tweede weg rekenen wij hetzelfde getal nog een keer uit de bestanden van de uitgever, in een andere "
    "taal (SQL) en met een query die is geschreven met alleen de definitie."
)
"""Explanation of the second way."""


def second_way_facts(record: Record, store: Store) -> Iterator[Fact]:
    """Whether the second way gives the same number; nothing if there is no second way."""
    if second := store.second_ways.get(record.id):
        yield NAME, [element("strong", second.agreement), difference(record, store)]


def difference(record: Record, store: Store) -> str:
    """The number by both ways if they differ; empty otherwise."""
    second = store.second_ways.get(record.id)
    if second is None or second.agreement is Agreement.EQUAL:
        return ""
    ours, other = (_unrounded(one, store.nouns) for one in (record.measure, second.amount))
    return f": hier staat {ours}, de tweede weg geeft {other}"


def sql_box(record: Record, store: Store) -> list[nodes.Node]:
    """The query of a number, collapsed, with links to the other SQL that it uses; nothing without a second way."""
    second = store.second_ways.get(record.id)
    if second is None:
        return []
    text = element("code", second.texts[second.query])
    label = "SQL van de tweede weg"
    box = element("pre", text, css="rc-schuif", tabindex="0", role="region", aria_label=label)
    return [
        element("details", element("summary", label), box, *_other_files(second), css="rc-broncode")
    ]


def copy_sql(app: Sphinx) -> None:
    """Copy the SQL of all second ways into the built site."""
    texts: dict[str, str] = {}
    for second in store_of(app).second_ways.values():
        texts |= second.texts  # many numbers share a query
    for name, text in texts.items():
        write_whole(Path(app.outdir) / FILES / _address(name), text.encode())


def _other_files(second: SecondWay) -> Iterator[nodes.Node]:
    links = [
        element("a", name, href=f"{FILES}/{_address(name)}")
        for name in second.texts
        if name != second.query
    ]
    if links:
        parts = [part for link in links for part in (", ", link)][1:]
        yield element("p", "Daarbij horen: ", *parts, css="rc-klein")


def _address(name: str) -> str:
    """Address of a SQL file, with ``.txt`` appended so that browsers display it."""
    return f"{FOLDER}/{name}.txt"


def _unrounded(amount: Amount, nouns: Nouns) -> str:
    """A number without rounding, with its bounds."""
    ends = bounds(amount, nouns).partition(";")[0]
    value = dutch.quantity(amount.value, amount.unit, nouns)
    return f"{value} ({ends})" if ends else value
