"""The check of a made output before it takes the place of the last good one: no number without a record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from sto_eval.book.census import Census, Rules, count_pages, count_site
from sto_eval.book.paper import PRINT
from sto_eval.book.passages import read_page
from sto_eval.book.printed import compare
from sto_eval.book.prose import left_out
from sto_eval.book.vouchers import Vouchers
from sto_eval.errors import BookError, UnclassifiedNumeral
from sto_eval.exemptions import exempt_names, load_claim_words, load_exemptions
from sto_eval.sphinxext.store import load_store
from sto_eval.storage import write_json

COUNTS = "numerals.json"
"""The counts of an output, in its own folder as a hidden file, and of all outputs in the build folder."""

_HIDDEN = f".{COUNTS}"


def load_rules(
    chapters: Path, edition: Path, *, whole: bool = True, names: Iterable[str] = ()
) -> Rules:
    """What the census judges by: the records of a build, the declarations of an edition, names of regions."""
    # a sentence that is left out may be the only one that an exemption covers
    whole = whole and not left_out(chapters, edition)
    store = load_store(chapters.resolve(), edition.resolve())
    exemptions = {**load_exemptions(edition), **exempt_names(names)}
    return Rules(Vouchers(store), exemptions, load_claim_words(edition), whole)


def inspect(kind: str, folder: Path, rules: Rules) -> Census:
    """The census of an output: of all pages of the website, or of the PDF and the text it was made from."""
    return _INSPECTORS[kind](folder, rules)


def require_classified(census: Census, kind: str, folder: Path) -> None:
    """Write the counts beside the output; ``UnclassifiedNumeral`` when anything was found."""
    write_json(folder / _HIDDEN, census.as_json())
    if census.findings:
        lines = "\n  ".join(["", *map(str, census.findings)])
        raise UnclassifiedNumeral(
            f"numerals or words without a number behind them ({len(census.findings)})",
            f"the {kind} of the book",
            "each with a record, a source or a declared exemption",
            lines,
            "Use the role getal or stelling, or declare an exemption in exemptions.toml.",
        )


def write_counts(build: Path) -> Path:
    """The counts of all outputs that are there, in one file."""
    found = {
        kind: path for kind in sorted(_INSPECTORS) if (path := build / kind / _HIDDEN).exists()
    }
    counts = {kind: json.loads(path.read_text(encoding="utf-8")) for kind, path in found.items()}
    return write_json(build / COUNTS, counts)


def census_of_build(build: Path, edition: Path) -> dict[str, Census]:
    """The census of the outputs as they are now, so that what was changed afterwards is found.

    Errors: ``BookError`` when there is no output.
    """
    made = [kind for kind in _INSPECTORS if (build / kind).exists()]
    if not made:
        raise BookError(
            "nothing is built", build.name, "html or pdf", "neither", "Run 'sto-eval build' first."
        )
    rules = load_rules(build / "chapters", edition)
    return {kind: inspect(kind, build / kind, rules) for kind in made}


def as_json(found: Mapping[str, Census]) -> dict[str, Any]:
    """The counts and findings per output."""
    return {kind: census.as_json() for kind, census in found.items()}


def table_lines(found: Mapping[str, Census]) -> list[str]:
    """The counts as lines: a class each, a column per output, then the sums."""
    names = sorted({name for census in found.values() for name in census.classes})
    rows = [(name, [census.classes[name] for census in found.values()]) for name in names]
    rows += [
        ("classified", [sum(census.classes.values()) for census in found.values()]),
        ("statements", [census.statements for census in found.values()]),
        ("findings", [len(census.findings) for census in found.values()]),
    ]
    head = f"{'class':<34}" + "".join(f"{kind:>8}" for kind in found)
    return [head, *(f"{name:<34}" + "".join(f"{n:>8}" for n in counts) for name, counts in rows)]


def _inspect_pdf(folder: Path, rules: Rules) -> Census:
    laid_out = folder / PRINT
    census = count_pages([("afdruk", laid_out)], rules)
    for pdf in sorted(folder.glob("*.pdf")):
        census.findings += compare(pdf, read_page(laid_out))
    return census


_INSPECTORS: Final[Mapping[str, Callable[[Path, Rules], Census]]] = {
    "html": count_site,
    "pdf": _inspect_pdf,
}
