"""Check that every number in an output can be traced to a record, before it replaces the last good one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from recount.book.directives.store import load_store
from recount.book.earlier_parts import ANEW, EarlierParts, parts_of
from recount.book.numerals.check import Checked, Rules, check_pages, check_site
from recount.book.numerals.known import KnownTexts
from recount.book.numerals.tokens import read_page
from recount.book.outputs import CARD
from recount.book.prose import false_sentences
from recount.book.staging import Stage
from recount.edition.exemptions import exempt_names, load_claim_words, load_exemptions
from recount.errors import BookError, UnclassifiedNumeral
from recount.findings import Finding
from recount.names import COMMAND
from recount.results.integrity import read_key

PRINT: Final = ".print.html"
"""The HTML of the PDF, kept next to it for the check."""

KINDS: Final = ("html", "pdf")


def load_rules(
    chapters: Path, edition: Path, *, whole: bool = True, names: Iterable[str] = ()
) -> Rules:
    """The rules for checking pages: records of a build, declarations of an edition, names of regions."""
    store = load_store(chapters.resolve(), edition.resolve())
    # an exemption may only cover a sentence that is left out, or a cell that needs a missing source
    whole = whole and store.complete and not false_sentences(store, chapters)
    exemptions = {**load_exemptions(edition), **exempt_names(names)}
    return Rules(KnownTexts(store), exemptions, load_claim_words(edition), whole)


def check_output(kind: str, folder: Path, rules: Rules, earlier: EarlierParts = ANEW) -> Checked:
    """Check all pages of the website, or the HTML of the PDF."""
    if kind == "html":
        return check_site(folder, rules, earlier)
    return check_pages(_printed_pages((folder / PRINT).read_bytes()), rules, earlier)


def _printed_pages(document: bytes) -> Iterator[tuple[str, bytes]]:
    """The cover and every chapter of the HTML of the PDF."""
    body = read_page(document)
    for part in (one for below in body for one in (below if below.tag == "main" else [below])):
        yield "afdruk", etree.tostring(part, encoding="utf-8", method="html")


def require_traceable(kind: str, folder: Path, stage: Stage) -> None:
    """Raise ``UnclassifiedNumeral`` if a numeral or claim in an output cannot be traced to a record."""
    rules = load_rules(stage.chapters, stage.edition, whole=stage.whole, names=stage.names)
    with parts_of(stage, f"checked-{kind}", stage.results, *stage.names) as earlier:
        findings = check_output(kind, folder, rules, earlier).findings
    if findings:
        raise UnclassifiedNumeral(
            f"numerals or claims that cannot be traced to a record ({len(findings)})",
            f"the {kind} of the book",
            "a record, a source or a declared exemption for each",
            "\n  ".join(["", *lines(findings)]),
            "Use the role getal or stelling, or declare an exemption in exemptions.toml.",
        )


def lines(findings: Iterable[Finding]) -> list[str]:
    """One line per finding."""
    return [f"{one.where}: {one.note}" for one in findings]


def check_build(build: Path, edition: Path) -> dict[str, Checked]:
    """Check the existing outputs, which finds changes made after the build.

    Errors: ``BookError`` if there is no output.
    """
    built = [kind for kind in KINDS if (build / kind).exists()]
    if not built:
        remedy = f"Run '{COMMAND} build' first."
        raise BookError("nothing is built", build.name, "html or pdf", "neither", remedy)
    rules = load_rules(build / "chapters", edition)
    return {kind: check_output(kind, build / kind, rules) for kind in built}


def of_one_build(build: Path) -> bool:
    """Whether the website and the PDF, of those that are there, show the same results and texts."""
    cards = [read_key(build / kind, CARD) for kind in KINDS if (build / kind / CARD).is_file()]
    return len({card.get("key") for card in cards}) < len(KINDS)


def table_lines(found: Mapping[str, Checked]) -> list[str]:
    """The counts as a text table: a line per kind and one for the findings, a column per output."""
    names = sorted({name for checked in found.values() for name in checked.kinds})
    rows = [(name, [checked.kinds[name] for checked in found.values()]) for name in names]
    rows.append(("findings", [len(checked.findings) for checked in found.values()]))
    head = f"{'kind':<34}" + "".join(f"{kind:>8}" for kind in found)
    return [head, *(f"{name:<34}" + "".join(f"{n:>8}" for n in counts) for name, counts in rows)]
