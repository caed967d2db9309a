"""The texts of numbers: label, definition and unit, by chapter and id; from ``numbers.toml`` of the edition.

A reader can recompute a number from its definition: population, numerator and denominator, where things
are, how they are counted, and what a masked count stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recount.edition.definitions import Definition, checked, read_toml
from recount.edition.edition import Edition
from recount.errors import ChapterError, DefinitionError, nearest

FILE, SENTENCES = "numbers", "sentences"
FAMILY = "-*"


class NumberText(Definition):
    """The texts of a number, Dutch.

    Parameters
    ----------
    label, definition
        Its short name and its definition; in a family, ``{}`` stands for the name of the member.
    unit
        The unit of its measure; several if a parameter chooses between them.
    """

    label: str
    definition: str
    unit: str | tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The units that its measure may have."""
        return (self.unit,) if isinstance(self.unit, str) else self.unit


@dataclass(frozen=True, slots=True)
class NumberTexts:
    """The texts of the numbers of one chapter.

    Parameters
    ----------
    chapter
        Its name; for a regional chapter that of its template.
    texts
        Id -> text; an id ending in ``-*`` denotes a family.
    sentences
        Name -> sentence, which replaces the name in braces in a text.
    """

    chapter: str
    texts: Mapping[str, NumberText]
    sentences: Mapping[str, str]

    def of(self, number: str, member: str = "") -> NumberText:
        """The text of a number: under its id, else under the longest family prefix of its id.

        Errors: ``ChapterError`` when there is none.
        """
        found = self.entry(number)
        if found is None:
            raise ChapterError(
                f"number '{number}' has no text",
                f"{FILE}.toml [{self.chapter}]",
                f'a table [{self.chapter}."{number}"] with label, definition and unit',
                nearest(number, self.texts),
                "Add the table, or correct the id.",
            )
        return _filled(self.texts[found], member, self.sentences)

    def entry(self, number: str) -> str | None:
        """The id of the text of a number: its own, else the longest family prefix; ``None`` if there is none."""
        if number in self.texts:
            return number
        families = [name for name in self.texts if name.endswith(FAMILY)]
        mine = [name for name in families if number.startswith(name.removesuffix("*"))]
        return max(mine, key=len, default=None)


def number_texts(edition: Edition, chapter: str) -> NumberTexts:
    """The texts of the numbers of a chapter.

    Errors: ``DefinitionError`` for a wrong key or value, and for a name in braces that is not a sentence.
    """
    path = edition.file(FILE)
    tables: Mapping[str, Any] = read_toml(path) if path.is_file() else {}
    sentences: dict[str, str] = {}
    texts = {}
    try:
        for where, text in tables.get(SENTENCES, {}).items():
            sentences[where] = text.format(**sentences)
        for where, body in tables.get(chapter, {}).items():
            texts[where] = checked(path, f"{chapter}.{where}", body, NumberText)
            _filled(texts[where], "", sentences)
    except (AttributeError, LookupError, ValueError) as error:
        raise DefinitionError(
            "a text names an unknown sentence",
            f"{path.name} [{where}]",
            "{}, or a name in braces that is defined earlier under [sentences]: "
            + ", ".join(sentences),
            str(error),
            "Correct the name, or double a literal brace.",
        ) from None
    return NumberTexts(chapter, texts, sentences)


def _filled(text: NumberText, member: str, sentences: Mapping[str, str]) -> NumberText:
    return NumberText(
        label=text.label.format(member, **sentences),
        definition=text.definition.format(member, **sentences),
        unit=text.unit,
    )
