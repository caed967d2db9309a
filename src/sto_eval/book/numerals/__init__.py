"""No number without a record: the check of a made output before it takes the place of the last good one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from sto_eval.book.numerals.check import Checked, Rules, check_pages, check_site
from sto_eval.book.numerals.known import Known
from sto_eval.book.prose import left_out
from sto_eval.book.staging import Stage
from sto_eval.errors import BookError, UnclassifiedNumeral
from sto_eval.exemptions import exempt_names, load_claim_words, load_exemptions
from sto_eval.findings import Finding
from sto_eval.sphinxext.store import load_store

PRINT: Final = ".print.html"
"""The text that the PDF was made from, kept beside it to be checked."""

KINDS: Final = ("html", "pdf")


def load_rules(
    chapters: Path, edition: Path, *, whole: bool = True, names: Iterable[str] = ()
) -> Rules:
    """What pages are checked by: the records of a build, the declarations of an edition, names of regions."""
    # a sentence that is left out may be the only one that an exemption covers
    whole = whole and not left_out(chapters, edition)
    store = load_store(chapters.resolve(), edition.resolve())
    exemptions = {**load_exemptions(edition), **exempt_names(names)}
    return Rules(Known(store), exemptions, load_claim_words(edition), whole)


def check_output(kind: str, folder: Path, rules: Rules) -> Checked:
    """The check of all pages of the website, or of the text that the PDF was made from."""
    if kind == "html":
        return check_site(folder, rules)
    return check_pages([("afdruk", folder / PRINT)], rules)


def require_proved(kind: str, folder: Path, stage: Stage) -> None:
    """``UnclassifiedNumeral`` when a numeral or word of an output has no number behind it."""
    rules = load_rules(stage.chapters, stage.edition, whole=stage.whole, names=stage.names)
    if findings := check_output(kind, folder, rules).findings:
        raise UnclassifiedNumeral(
            f"numerals or words without a number behind them ({len(findings)})",
            f"the {kind} of the book",
            "each with a record, a source or a declared exemption",
            "\n  ".join(["", *lines(findings)]),
            "Use the role getal or stelling, or declare an exemption in exemptions.toml.",
        )


def lines(findings: Iterable[Finding]) -> list[str]:
    """Findings in a line each."""
    return [f"{one.where}: {one.note}" for one in findings]


def check_build(build: Path, edition: Path) -> dict[str, Checked]:
    """The check of the outputs as they are now, so that what was changed afterwards is found.

    Errors: ``BookError`` when there is no output.
    """
    made = [kind for kind in KINDS if (build / kind).exists()]
    if not made:
        raise BookError(
            "nothing is built", build.name, "html or pdf", "neither", "Run 'sto-eval build' first."
        )
    rules = load_rules(build / "chapters", edition)
    return {kind: check_output(kind, build / kind, rules) for kind in made}


def table_lines(found: Mapping[str, Checked]) -> list[str]:
    """The counts as lines: a kind each, a column per output, then the findings."""
    names = sorted({name for checked in found.values() for name in checked.kinds})
    rows = [(name, [checked.kinds[name] for checked in found.values()]) for name in names]
    rows.append(("findings", [len(checked.findings) for checked in found.values()]))
    head = f"{'kind':<34}" + "".join(f"{kind:>8}" for kind in found)
    return [head, *(f"{name:<34}" + "".join(f"{n:>8}" for n in counts) for name, counts in rows)]
