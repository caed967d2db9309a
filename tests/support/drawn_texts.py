"""Where the texts of a drawn figure are: the box around the letters of each, in the points of its SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
_PLACE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)(?: scale\(([-\d.]+) ([-\d.]+)\))?")
_POINT = re.compile(r"(-?[\d.]+) (-?[\d.]+)")

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Drawn:
    """A text with its left, top, right and bottom end."""

    name: str
    text: str
    box: Box

    def outside(self, width: float, height: float) -> float:
        """How many points of it are outside a picture."""
        left, top, right, bottom = self.box
        return max(-left, -top, right - width, bottom - height)

    def over(self, other: Drawn) -> float:
        """How far it is over another text, in the direction in which that is least; not above zero if it is beside it."""
        (left, top, right, bottom), (x0, y0, x1, y1) = self.box, other.box
        return min(right - x0, x1 - left, bottom - y0, y1 - top)


def drawn_texts(svg: bytes) -> tuple[float, float, list[Drawn]]:
    """The width and height of a picture, and its texts in the order in which they are drawn."""
    root = etree.fromstring(svg)
    *_, width, height = map(float, root.get("viewBox").split())
    glyphs = {path.get("id"): path for path in root.iter(f"{SVG}path") if path.get("id")}
    shown = [group for group in root.iter(f"{SVG}g") if (group.get("id") or "").startswith("text_")]
    return width, height, [one for group in shown for one in _drawn(group, glyphs)]


def _drawn(group: etree._Element, glyphs: dict[str, etree._Element]) -> Iterator[Drawn]:
    text = " ".join(str(one.text).strip() for one in group.iter(etree.Comment))
    points = [point for line in group.iter(f"{SVG}g") for point in _points(line, glyphs)]
    if points:
        x, y = zip(*points, strict=True)
        yield Drawn(str(group.get("id")), text, (min(x), min(y), max(x), max(y)))


def _points(
    line: etree._Element, glyphs: dict[str, etree._Element]
) -> Iterator[tuple[float, float]]:
    """The corners of the letters of a line of text."""
    place = _PLACE.match(line.get("transform") or "")
    if not place or not place[3]:
        return
    x, y, across, up = map(float, place.groups())
    for letter in line.findall(f"{SVG}use"):
        moved = _PLACE.match(letter.get("transform") or "")
        shift = float(moved[1]) if moved else 0.0
        path = glyphs[letter.get(LINK).removeprefix("#")]
        size = float(str(path.get("transform")).removeprefix("scale(").removesuffix(")"))
        for found in _POINT.finditer(path.get("d") or ""):
            px, py = (float(end) * size for end in found.groups())
            yield x + (px + shift) * across, y + py * up
