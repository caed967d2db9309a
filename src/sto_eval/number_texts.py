"""The texts of numbers: label, definition and unit, by chapter and id; data of the edition, in ``numbers.toml``.

A definition is one that a reader can compute with: it says the population, the numerator and denominator, where
things are, how they are counted, and what a masked count stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sto_eval.edition import Definition, Edition, checked, read_toml
from sto_eval.errors import ChapterError, DefinitionError, nearest

FILE, SENTENCES = "numbers", "sentences"
FAMILY = "-*"


class NumberText(Definition):
    """What the report says of a number, Dutch.

    Parameters
    ----------
    label, definition
        Its short name and its definition; in those of a family the name of the member stands for ``{}``.
    unit
        The unit that its measure has; several where a parameter chooses between them.
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
        Its name; of a regional chapter that of its template.
    texts
        Id -> text; an id that ends with ``-*`` is that of a family.
    sentences
        Name -> sentence; in a text a name in braces stands for it.
    """

    chapter: str
    texts: Mapping[str, NumberText]
    sentences: Mapping[str, str]

    def of(self, number: str, member: str = "") -> NumberText:
        """The text of a number: that of its id, else of the family with the longest id that it begins with.

        Errors: ``ChapterError`` when there is none.
        """
        families = [name for name in self.texts if name.endswith(FAMILY)]
        mine = [name for name in families if number.startswith(name.removesuffix("*"))]
        found = self.texts.get(number) or self.texts.get(max(mine, key=len, default=""))
        if found is None:
            raise ChapterError(
                f"number '{number}' has no text",
                f"{FILE}.toml [{self.chapter}]",
                f'a table [{self.chapter}."{number}"] with label, definition and unit',
                nearest(number, self.texts),
                "Add the table, or correct the id.",
            )
        return _filled(found, member, self.sentences)


def number_texts(edition: Edition, chapter: str) -> NumberTexts:
    """The texts of the numbers of a chapter.

    Errors: ``DefinitionError`` for a wrong key or value, and for a name in braces that is no sentence.
    """
    path = edition.file(FILE)
    tables: dict[str, Any] = read_toml(path) if path.is_file() else {}
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
            "a text names a sentence that is not there",
            f"{path.name} [{where}]",
            "{}, or a name in braces that stands higher up under [sentences]: "
            + ", ".join(sentences),
            str(error),
            "Correct the name, or double a brace that is meant as such.",
        ) from None
    return NumberTexts(chapter, texts, sentences)


def _filled(text: NumberText, member: str, sentences: Mapping[str, str]) -> NumberText:
    return NumberText(
        label=text.label.format(member, **sentences),
        definition=text.definition.format(member, **sentences),
        unit=text.unit,
    )
