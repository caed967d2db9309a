"""Translate a page: its sentences, its attributes, its notation and its links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from lxml import etree

from recount.translation.messages import (
    WORDLESS,
    Content,
    Inline,
    Message,
    content_of,
    filled,
    message_of,
    needs_translation,
    replace_run,
    sentences,
    trimmed,
)
from recount.translation.values import Notation

ATTRIBUTES: Final = ("alt", "aria-label", "title", "placeholder", "data-bs-title")
"""Attributes with text for the reader."""

_PREVIEWS: Final = frozenset(
    {"description", "og:title", "og:description", "og:image:alt", "og:site_name"}
)
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html",
    "label", "legend", "li", "link", "main", "meta", "nav", "ol", "option", "p", "picture", "section", "select",
    "source", "summary", "table", "tbody", "td", "template", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
_JOINT: Final = re.compile(r"(, | en )")
_BETWEEN: Final = re.compile(r"(?<=\btussen )(\S+) en (?=\S)")
"""Two bounds, which are no parts of an enumeration."""

_HELD: Final = "\0"
"""Stands for the *en* between two bounds."""

_VALUE: Final = re.compile(r"\{([a-z]?)\d+\}")
_NAME: Final = re.compile(r"(?:[A-Z'’][\w&'’-]*|\{\w+\}|aan|bij|de|den|der|d'|en|het|in|op|van| )+")
"""A name: words with a capital, and the small words in Dutch names of places."""

_SKIPPED: Final = frozenset({"pre", "script", "style"})


@dataclass
class Translation:
    """The translation of pages into a language.

    Parameters
    ----------
    notation
        How the language writes numbers and dates.
    known
        Message -> its translation.
    columns
        Heads of the columns whose cells are names, which are not translated.
    terms
        Dutch terms that stay, with what they mean.
    used
        Messages that were translated.
    missing
        Messages without a translation, with how often they occur; these stay in Dutch.
    """

    notation: Notation
    known: Mapping[str, str]
    columns: frozenset[str] = frozenset()
    terms: Mapping[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    missing: Counter[str] = field(default_factory=Counter)
    _seen: dict[str, str] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _lists: dict[bytes, etree._Element] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """A text without markup, translated; sentences that are not known stay in Dutch."""
        content = self._block([text], mark=False)
        return "".join(part for part in content if isinstance(part, str))

    def page(self, root: etree._Element) -> None:
        """Translate a page or part of a page in place."""
        if not isinstance(root.tag, str) or root.get("translate") == "no":
            return
        if root.tag in _SKIPPED:
            self._attributes(root)
        elif root.tag == "nav":
            self._list_of_pages(root)
        else:
            self._element(root)

    def _element(self, root: etree._Element) -> None:
        self._attributes(root)
        if root.tag == "table":
            self._leave_names(root)
        run: list[etree._Element] = []
        block: etree._Element | None = None
        for child in list(root):
            if _is_inline(child):
                run.append(child)
                continue
            self._run(root, block, run)
            self.page(child)
            block, run = child, []
        self._run(root, block, run)

    def _list_of_pages(self, nav: etree._Element) -> None:
        """Translate a list of pages, which many pages repeat, only once."""
        key = etree.tostring(nav, with_tail=False)
        if key not in self._lists:
            self._element(nav)
            self._lists[key] = deepcopy(nav)
            return
        known = deepcopy(self._lists[key])
        nav.attrib.update(known.attrib)
        nav.text = known.text
        nav[:] = list(known)

    def _run(
        self, root: etree._Element, block: etree._Element | None, run: Sequence[etree._Element]
    ) -> None:
        """Translate the text and elements in ``root`` after one of its blocks, or at its start."""
        text = (root.text if block is None else block.tail) or ""
        if not run and (not text or text.isspace()):
            return
        for node in run:
            for inner in node.iter(etree.Element):
                self._attributes(inner)
        if not run and text in self._texts:
            replace_run(root, block, run, [self._texts[text]])
            return
        content = self._block(content_of(text, run), mark=True)
        texts = [part for part in content if isinstance(part, str)]
        if not run and len(texts) == len(content):
            self._texts[text] = "".join(texts)
        replace_run(root, block, run, content)

    def _block(self, content: Content, *, mark: bool) -> Content:
        found: Content = []
        for sentence, space in sentences(content):
            before, core, after = trimmed(sentence)
            found += [
                *map(self._own, before),
                *self._sentence(core, mark=mark),
                *map(self._own, after),
                space,
            ]
        return found

    def _sentence(self, core: Content, *, mark: bool) -> Content:
        if len(core) == 1:
            only = core[0]
            if isinstance(only, Inline):
                return [Inline(only.node, self._block(only.content or [], mark=mark))]
            if only in self._seen:
                return [self._seen[only]]
        message = message_of(core, self.notation)
        for inline in chain.from_iterable(message.elements.values()):
            self._own(inline)
        if not needs_translation(message.text):
            found: str | None = message.text
        else:
            found = self._look_up(message.text) or self._listing(message)
        if found is not None:
            translated = filled(found, message)
            if len(core) == 1 and isinstance(core[0], str):
                self._seen[core[0]] = "".join(map(str, translated))
            return translated
        self.missing[message.text] += 1
        return [Inline(etree.Element("span", {"lang": "nl"}), core)] if mark else core

    def _listing(self, message: Message) -> str | None:
        """The translation of an enumeration of values, known words and names; ``None`` for anything else."""
        parts = _JOINT.split(_BETWEEN.sub(rf"\1{_HELD}", message.text))
        if len(parts) == 1 or message.elements:
            return None
        listed = [self._listed(part.replace(_HELD, " en ")) for part in parts]
        return "".join(map(str, listed)) if all(listed) else None

    def _listed(self, part: str) -> str | None:
        """A part of an enumeration, or what joins two parts."""
        bare = part.strip()
        if bare in {",", "en"}:
            return part.replace(bare, self._look_up(bare) or bare)
        if not needs_translation(part) or _NAME.fullmatch(part):
            return part
        return self._alone(part)

    def _alone(self, part: str) -> str | None:
        """The translation of a part as a message of its own, in which values are counted from one."""
        counts: Counter[str] = Counter()
        own: dict[str, str] = {}
        for found in _VALUE.finditer(part):
            if found[0] not in own.values():
                counts[found[1]] += 1
                own[f"{{{found[1]}{counts[found[1]]}}}"] = found[0]
        numbers = {old: new for new, old in own.items()}
        known = self._look_up(_VALUE.sub(lambda found: numbers[found[0]], part))
        return known and _VALUE.sub(lambda found: own[found[0]], known)

    def _look_up(self, message: str) -> str | None:
        if message in self.known:
            self.used.add(message)
        return self.known.get(message)

    def _own(self, part: str | Inline) -> str | Inline:
        """Translate an element that is not a part of the message around it."""
        if isinstance(part, Inline) and part.content is None and _has_words(part.node):
            part.content = self._block(content_of(part.node.text, list(part.node)), mark=True)
        return part

    def _attributes(self, node: etree._Element) -> None:
        for name in ATTRIBUTES:
            if text := node.get(name):
                node.set(name, self.text(text))
        if node.tag == "meta" and _PREVIEWS & {node.get("name"), node.get("property")}:
            node.set("content", self.text(node.get("content", "")))

    def _leave_names(self, table: etree._Element) -> None:
        """Mark the cells of columns with names."""
        heads = [
            " ".join(head.xpath("string()").split()) for head in table.xpath("(./thead/tr)[1]/*")
        ]
        places = [place for place, head in enumerate(heads) if head in self.columns]
        for row in table.xpath("./tbody/tr") if places else ():
            for place in places:
                if place < len(row):
                    row[place].set("translate", "no")


def _is_inline(node: etree._Element) -> bool:
    if not isinstance(node.tag, str):
        return False
    return not any(one.tag in _BLOCKS or one.tag in _SKIPPED for one in node.iter(etree.Element))


def _has_words(node: etree._Element) -> bool:
    return node.tag not in WORDLESS and node.get("translate") != "no"
