"""The pictures that the website draws of itself: previews of links, and its icon."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from recount.book.directives.store import Store
from recount.book.pdf.cover import cover_lines
from recount.book.staging import Stage
from recount.book.website.contents import PageContents, ShownClaim
from recount.translation.languages import Say

SIZE: Final = (1200, 630)
MOST_CLAIMS: Final = 3
DEMO: Final = "DEMO: alle getallen zijn verzonnen"
ACCORDING_TO: Final = "volgens {}"

_INK, _SOFT, _ACCENT, _WARNING = "#1a2129", "#52606d", "#005a8c", "#a33c00"
_LEFT, _RIGHT, _PRINTED = 80, 1120, 560
_SIZES, _MOST_LINES = (88, 50, 40, 32, 24), 2
_ICON_SIZES: Final = [(16, 16), (32, 32), (48, 48)]


class _Sheet:
    """A preview with the name of the report at the top and its title below; rows are added from the foot up."""

    def __init__(self, title: str, stage: Stage, store: Store, say: Say) -> None:
        self._fonts = stage.fonts
        self._image = Image.new("RGB", SIZE, "white")
        self._draw = ImageDraw.Draw(self._image)
        colour = _WARNING if store.demo else _ACCENT
        self._draw.rectangle((0, 0, 28, SIZE[1]), colour)
        if store.demo:
            self.write((_LEFT, 24), say(DEMO), 26, colour, bold=True)
        self.write((_LEFT, 60), say(stage.title), 28, colour, bold=True)
        size = 56 if len(self._lines(title, 56)) <= _MOST_LINES else 44
        for at, line in enumerate(self._lines(title, size)):
            self.write((_LEFT, 112 + 1.2 * size * at), line, size, bold=True)

    def _lines(self, title: str, size: int) -> list[str]:
        """The title in lines that fit."""
        lines = [""]
        for word in title.split():
            longer = f"{lines[-1]} {word}".strip()
            if self.width(longer, size) <= _RIGHT - _LEFT:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def width(self, text: str, size: int) -> float:
        """Width of a bold text in pixels."""
        return self._font("plex-600", size).getlength(text)

    def fitting(self, text: str, rows: int) -> int:
        """The largest size at which a printed figure leaves room for a verdict, and for other rows."""
        sizes = _SIZES[rows > 1 :]
        return next((size for size in sizes if self.width(text, size) <= _PRINTED), sizes[-1])

    def write(
        self, place: tuple[float, float], text: str, size: int, colour: str = _INK, *, bold: bool = False
    ) -> None:  # fmt: skip
        """Write a text; its top left corner is at the place."""
        self._draw.text(place, text, colour, self._font("plex-600" if bold else "plex-400", size))

    def verdict(self, right: float, top: float, sign: str, word: str) -> None:
        """Write the sign and the word of a verdict, up to the right edge."""
        left = right - self.width(word, 36)
        self.write((left, top), word, 36, bold=True)
        self._draw.text((left - 48, top + 2), sign, _INK, self._font("signs", 38))

    def png(self) -> bytes:
        """The picture as a file; equal pictures are equal files."""
        octree, file = Image.Quantize.FASTOCTREE, io.BytesIO()
        self._image.quantize(32, octree, dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()

    def _font(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(str(self._fonts / f"{name}.ttf"), size)


def draw_claims(page: PageContents, stage: Stage, store: Store, say: Say = str) -> bytes:
    """The question of a chapter with its first claims and their verdicts."""
    sheet = _Sheet(page.title, stage, store, say)
    shown = page.claims[:MOST_CLAIMS]
    for top, claim in zip(_tops(len(shown)), shown, strict=True):
        size = sheet.fitting(claim.printed, len(shown))
        sheet.write((_LEFT, top), claim.printed, size, _ACCENT, bold=True)
        according_to = say(ACCORDING_TO.format(store.print_name))
        sheet.write((_LEFT, top + size + 12), f"{claim.subject}, {according_to}", 26, _SOFT)
        sheet.verdict(_RIGHT, top + size / 2 - 14, claim.sign, claim.verdict)
    return sheet.png()


def shown_texts(page: PageContents) -> list[str]:
    """The texts of these claims."""
    return [text for claim in page.claims[:MOST_CLAIMS] for text in _texts(claim)]


def draw_counts(
    title: str, counts: Sequence[str], stage: Stage, store: Store, say: Say = str
) -> bytes:
    """The title of a book and how many claims have each verdict."""
    sheet = _Sheet(title, stage, store, say)
    for at, line in enumerate(counts):
        number, sign, word = line.split(" ", 2)
        left, top = _LEFT + 520 * (at % 2), 360 + 110 * (at // 2)
        sheet.write((left, top), number, 68, _ACCENT, bold=True)
        sheet.verdict(left + 150 + sheet.width(word, 36), top + 24, sign, word)
    return sheet.png()


def shared_texts(stage: Stage, store: Store) -> list[str]:
    """The texts that all pictures have: the title of the report, whose print it is, and that it is the demo."""
    return [stage.title, ACCORDING_TO.format(store.print_name), *([DEMO] if store.demo else [])]


def count_verdicts(store: Store) -> tuple[str, ...]:
    """The lines of the cover that count the claims with each verdict."""
    return tuple(text for kind, text in cover_lines(store) if kind == "oordeel")


def write_icons(site: Path) -> None:
    """Draw the icon of ``favicon.svg`` for browsers and phones that take no SVG."""
    size = 720
    image = Image.new("RGBA", (size, size))
    draw, unit = ImageDraw.Draw(image), size / 32
    draw.rounded_rectangle((0, 0, size - 1, size - 1), 6 * unit, _ACCENT)
    ring = (5.5 * unit, 5.5 * unit, 26.5 * unit, 26.5 * unit)
    draw.ellipse(ring, outline="white", width=round(3 * unit))
    draw.pieslice(ring, -90, 90, "white")
    image.resize((180, 180), Image.Resampling.LANCZOS).save(site / "favicon.png", optimize=True)
    image.save(site / "favicon.ico", sizes=_ICON_SIZES)


def _tops(rows: int) -> list[int]:
    """The tops of the rows, which end near the foot."""
    foot = 24 if rows > 1 else 84
    return [SIZE[1] - 116 * (rows - at) - foot for at in range(rows)]


def _texts(claim: ShownClaim) -> Iterator[str]:
    yield from filter(None, (claim.subject, claim.printed, f"{claim.sign} {claim.verdict}".strip()))
