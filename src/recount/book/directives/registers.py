"""Directive ``registers``: the registers that an evaluator supplies, described from their declarations."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from recount.book.directives.elements import FILES, element, file_link
from recount.book.directives.pages import PageDirective, html_table, scroll_box, store_of
from recount.layouts.register import Register
from recount.layouts.templates import EXPLAINED, csv_template, explained
from recount.numbers.dutch_words import capitalised
from recount.storage import write_whole

FOLDER = "sjablonen"
"""Folder of the empty registers, within the folder of copied files."""


class RegistersDirective(PageDirective):
    """A section for every register: columns, rules and an empty file to fill in."""

    def run(self) -> list[nodes.Node]:
        """Return the sections, in register order."""
        return [_section(register) for register in store_of(self.env.app).registers]


def write_templates(app: Sphinx) -> None:
    """Write an empty CSV of every register into the built site."""
    folder = Path(app.outdir) / FILES / FOLDER
    for register in store_of(app).registers:
        write_whole(folder / _file(register), csv_template(register).encode())


def _section(register: Register) -> nodes.section:
    title = nodes.title("", capitalised(register.title.partition(": ")[2]))
    section = nodes.section("", title, ids=[f"register-{register.id}"])
    section += element("p", register.text)
    head = [capitalised(name) for name in EXPLAINED]
    table = html_table(head, [explained(column) for column in register.columns], css="rc-kolommen")
    section += scroll_box(table, f"Kolommen van {register.title}")
    if register.rules:
        section += element("ul", *(element("li", rule.text) for rule in register.rules))
    link = file_link(f"Leeg bestand ({_file(register)})", f"{FOLDER}/{_file(register)}")
    section += element("ul", element("li", link), css="rc-bestanden")
    return section


def _file(register: Register) -> str:
    return f"{register.id}.csv"
