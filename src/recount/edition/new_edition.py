"""A new edition: a folder of definitions, pages and one chapter that builds, copied from a template."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from recount.edition.edition import EDITIONS
from recount.edition.exemptions import EXEMPTIONS, load_claim_words
from recount.errors import DefinitionError
from recount.markup import markdown_text
from recount.numbers.dutch_numerals import numerals
from recount.storage import temporary_folder

TEMPLATE = Path(__file__).with_name("template")
FILLED = ("edition.toml", EXEMPTIONS, "pages/_config.yml", "pages/index.md")
"""The files of the template with a place for a value."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def write_edition(root: Path, edition_id: str, values: Mapping[str, str | int]) -> Path:
    """Write a new edition in a project, and return its folder.

    ``values`` are its title, programme, print_name, first_year and last_year.

    Errors: ``DefinitionError`` for an id that has more than lower-case letters, digits and single hyphens, an id that
    exists, and a last year before the first.
    """
    target = root / EDITIONS / edition_id
    if not _ID.fullmatch(edition_id):
        raise DefinitionError(
            "the id of an edition names folders and addresses",
            "edition new",
            "lower-case letters, digits and single hyphens, such as 'lezen-basis'",
            f"'{edition_id}'",
            "Choose another id.",
        )
    if target.exists():
        raise DefinitionError(
            f"edition '{edition_id}' exists",
            target.parent.relative_to(root).as_posix(),
            "an id that no edition has",
            f"'{edition_id}'",
            "Choose another id, or change that edition.",
        )
    first, last = int(values["first_year"]), int(values["last_year"])
    if last < first:
        raise DefinitionError(
            "the period of the edition ends before it begins",
            "--last-year",
            f"{first} or later",
            str(last),
            "Correct one of the years.",
        )
    title = str(values["title"])
    texts = {
        **{key: _quoted(value) for key, value in values.items()},
        "heading": markdown_text(title),
        "exemptions": "\n\n".join(_exemptions(title)),
    }
    with temporary_folder(target.parent, edition_id) as folder:
        shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
        for name in FILLED:
            file = folder / name
            file.write_text(Template(file.read_text("utf-8")).substitute(texts), "utf-8")
        folder.rename(target)
    return target


def _quoted(value: str | int) -> str:
    """A text or number in JSON, which is one in TOML and in YAML too."""
    return json.dumps(value, ensure_ascii=False)


def _exemptions(title: str) -> Iterator[str]:
    """The numerals and the claim words of a title as exemptions, as far as it has them."""
    pattern = _quoted(r"\W+".join(re.findall(r"\w+", title)))
    head = f'pattern = {pattern}\nreason = "De titel van het rapport."'
    if numerals(title):
        yield f"[titel]\n{head}"
    if any(words.spans(title) for words in load_claim_words(TEMPLATE).values()):
        yield f'[woord-in-titel]\n{head}\ncovers = "woord"'
