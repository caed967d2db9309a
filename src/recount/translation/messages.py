"""Sentences of a page as messages for translators, and translated messages as sentences of a page.

In the message of a sentence its values are placeholders and its elements numbered tags:
``Op {d1} telden <1>de scholen</1> <2/> leerlingen.`` A tag without content stands for an element that is translated
by itself, such as a number with its unit, or not at all, such as code; several of these in a row share a tag. A
translation has the same placeholders
and tags in the same order, so that both languages state the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from recount.numbers.dutch_numerals import WHITE
from recount.translation.values import NAME, STRAIGHT, Notation

LETTER, LETTERS = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]{2}")
"""What a text must have to need a translation, besides placeholders and tags."""

_SENTENCE_END = re.compile(
    r"(?<=[.!?:;])(?<!\bca\.)(?<!\bo\.a\.)(?<!\bnr\.)(?<!\bblz\.)\s+| (?=[·–—] )|(?<= [·–—]) "
)
_LABEL = re.compile(r":\s*\Z")
_EDGE = " ,.:;\N{NO-BREAK SPACE}"
"""Characters at the ends of a sentence that are not a part of its message."""

_MARK = re.compile(r"<(/?)(\d+)(/?)>|\{([a-z]?\d+)\}")
_SELF_CONTAINED: Final = frozenset({
    "rc-nummer", "section-number", "rc-bewijs", "rc-oordeelwoord", "rc-merk", "rc-teken", "rc-taal",
})  # fmt: skip
"""Classes of elements in a sentence that are translated by themselves, as the numbers in it are."""
WORDLESS: Final = frozenset({"br", "code", "img", "input", "kbd", "samp", "svg", "wbr"})


@dataclass(slots=True)
class Inline:
    """An element in a sentence; ``content`` is ``None`` if it is not a part of the message of the sentence."""

    node: etree._Element
    content: Content | None = None


Content = list[str | Inline]
"""Text and elements, in order."""


@dataclass(slots=True)
class Message:
    """The message of a sentence, with what its placeholders and tags stand for."""

    text: str = ""
    is_capitalised: bool = False
    values: dict[str, str] = field(default_factory=dict)
    elements: dict[str, list[Inline]] = field(default_factory=dict)


def content_of(text: str | None, nodes: Sequence[etree._Element]) -> Content:
    """A text and the elements after it, with the texts after these."""
    content: Content = [WHITE.sub(" ", text)] if text else []
    for node in nodes:
        if isinstance(node.tag, str):
            content.append(Inline(node, _inside(node)))
        if node.tail:
            content.append(WHITE.sub(" ", node.tail))
    return content


def _inside(node: etree._Element) -> Content | None:
    if (
        node.tag in WORDLESS
        or node.get("translate") == "no"
        or "data-getal" in node.attrib
        or _SELF_CONTAINED & set(node.get("class", "").split())
        or not LETTERS.search(node.xpath("string()"))
    ):
        return None
    return content_of(node.text, list(node))


def sentences(content: Content) -> Iterator[tuple[Content, str]]:
    """The sentences of a block, or the parts of one around a colon, semicolon or dash, and the white space after each."""
    sentence: Content = []
    for part in content:
        if isinstance(part, Inline):
            sentence.append(part)
            if _LABEL.search(plain_text(part.content or [])):
                yield sentence, ""
                sentence = []
            continue
        start = 0
        for end in _SENTENCE_END.finditer(part):
            yield [*sentence, part[start : end.start()]], end[0]
            sentence, start = [], end.end()
        if start < len(part):
            sentence.append(part[start:])
    if sentence:
        yield sentence, ""


def trimmed(sentence: Content) -> tuple[Content, Content, Content]:
    """What is before a sentence, the sentence, and what is after it: white space, and elements without content."""
    before, core, after = list[str | Inline](), list(sentence), list[str | Inline]()
    while core and _is_edge(core[0]):
        before.append(core.pop(0))
    while core and _is_edge(core[-1]):
        after.insert(0, core.pop())
    if core and isinstance(first := core[0], str):
        core[0] = bare = first.lstrip(_EDGE)
        before.append(first[: len(first) - len(bare)])
    if core and isinstance(last := core[-1], str):
        core[-1] = bare = last.rstrip(_EDGE)
        after.insert(0, last[len(bare) :])
    return before, core, after


def _is_edge(part: str | Inline) -> bool:
    return not part.strip(_EDGE) if isinstance(part, str) else part.content is None


def message_of(sentence: Content, notation: Notation) -> Message:
    """The message of a sentence."""
    message = Message()
    counts: Counter[str] = Counter()

    def written(content: Content) -> str:
        pieces, row = [], list[Inline]()
        for part in content:
            if isinstance(part, Inline) and part.content is None:
                row.append(part)
                continue
            pieces += [element(row), text(part) if isinstance(part, str) else element([part])]
            row = []
        return "".join([*pieces, element(row)])

    def element(row: list[Inline]) -> str:
        if not row:
            return ""
        number = str(len(message.elements) + 1)
        message.elements[number] = row
        inside = row[0].content
        return f"<{number}/>" if inside is None else f"<{number}>{written(inside)}</{number}>"

    def text(part: str) -> str:
        pieces, end = [], 0
        for value in notation.values(part):
            counts[value.kind] += 1
            name = f"{value.kind}{counts[value.kind]}"
            message.values[name] = value.text
            pieces += [part[end : value.start], f"{{{name}}}"]
            end = value.end
        return "".join([*pieces, part[end:]]).translate(STRAIGHT)

    message.text = written(sentence)
    first = LETTER.search(plain_text(sentence))
    message.is_capitalised = first is not None and first[0].isupper()
    return message


def plain_text(content: Content) -> str:
    """The text of content, without that of elements that are not a part of the message."""
    return "".join(
        one if isinstance(one, str) else plain_text(one.content or []) for one in content
    )


def filled(translation: str, message: Message) -> Content:
    """A translation as content: its tags are the elements of the message, its placeholders the values.

    A number word or a date that now opens the sentence has a capital if the sentence had one.
    """
    content: Content = []
    outer: list[tuple[Content, str]] = []
    end, has_begun = 0, False
    for mark in _MARK.finditer(translation):
        closes, number, empty, value = mark.groups()
        text = translation[end : mark.start()]
        content.append(text)
        end, has_begun = mark.end(), has_begun or bool(LETTER.search(text))
        if value:
            shown = message.values[value]
            opens = message.is_capitalised and not has_begun and not value.startswith(NAME)
            content.append(shown[:1].upper() + shown[1:] if opens else shown)
            has_begun = True
        elif closes:
            inside, opened = content, outer.pop()
            content = opened[0]
            content.append(Inline(message.elements[opened[1]][0].node, inside))
        elif empty:
            content += message.elements[number]
        else:
            outer.append((content, number))
            content = []
    content.append(translation[end:])
    return content


def needs_translation(message: str) -> bool:
    """Whether a message has words of its own.

    >>> needs_translation("{1} <1>scholen</1>"), needs_translation("{1} <1>{2}</1>")
    (True, False)
    """
    return bool(LETTERS.search(_MARK.sub("", message)))


def marks(text: str) -> list[str]:
    """The placeholders and tags of a message or a translation, in order.

    >>> marks("In <1>{1}</1> telden wij <2/>.")
    ['<1>', '{1}', '</1>', '<2/>']
    """
    return [mark[0] for mark in _MARK.finditer(text)]


def replace_run(
    root: etree._Element,
    block: etree._Element | None,
    run: Sequence[etree._Element],
    content: Content,
) -> None:
    """Replace the text and the elements of ``root`` after one of its blocks, or at its start if there is none."""
    elements = [part.node for part in content if isinstance(part, Inline)]
    if elements != list(run):
        for node in run:
            root.remove(node)
        place = 0 if block is None else root.index(block) + 1
        root[place:place] = elements
    for part in content:
        if isinstance(part, Inline) and part.content is not None:
            replace_run(part.node, None, list(part.node), part.content)
    texts = [""]
    for part in content:
        if isinstance(part, Inline):
            texts.append("")
        else:
            texts[-1] += part
    first, *tails = texts
    if block is None:
        root.text = first
    else:
        block.tail = first
    for node, tail in zip(elements, tails, strict=True):
        node.tail = tail
