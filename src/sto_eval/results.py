"""The results of a build, never believed: held against their checksums, their sources, the claims and the rule.

What a record says of its evidence, its verdict and its definitions that hold follows from its measures, the
catalogue and the claims of the edition, so it is computed again wherever a record is read.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sto_eval.catalogue import Source, load_catalogue
from sto_eval.claims import load_claims
from sto_eval.edition import Edition, load_edition
from sto_eval.errors import RecordError
from sto_eval.evidence import Evidence, weakest
from sto_eval.formats import display
from sto_eval.handover import CHAPTERS
from sto_eval.integrity import KEY, check_outputs, read_key, untrue
from sto_eval.layouts.table import Sheet
from sto_eval.measures import Measure, Specification
from sto_eval.records import Record, printed, read_records
from sto_eval.sources import PUBLISHED, STANDIN, Dataset, Found, checksum
from sto_eval.yardstick import Yardstick

MARGIN = "marge-circa"
REASON = "verdict.reason"
OF_ROWS = ("rows", "rows_in", "rows_out", "left_out")
"""What the card of a source says of its rows, which the catalogue does not know."""


def read_results(edition: Edition) -> dict[str, Record]:
    """The records of the last build of an edition or a regional book, by id; only of the chapters it has.

    Errors: ``RecordError`` when a file is not the one that a run wrote, when a chapter was run for another
    edition, and when a record says something that does not follow from its sources, claim and rule.
    """
    for name in edition.card.chapters:
        if (edition.build / CHAPTERS / name).is_dir():
            check_chapter(edition, name)
    return read_records(edition.build / CHAPTERS, edition.card.chapters)


def check_chapter(edition: Edition, name: str) -> None:
    """Hold the results of one chapter against its run and its edition; errors as ``read_results``."""
    folder = edition.build / CHAPTERS / name
    check_outputs(folder)
    made_for = read_key(folder).get("edition")
    if made_for != edition.id:
        what = f"chapter '{name}' was run for another edition"
        raise untrue(name, what, KEY, f"edition '{edition.id}'", f"'{made_for}'")
    check_records(edition, read_records(folder.parent, [name]).values())


def altered(edition: Edition, name: str) -> str:
    """What in the results of a chapter is not what its run wrote; empty when all of it is."""
    try:
        check_chapter(edition, name)
    except RecordError as error:
        return f"{error.what} in {error.where}"
    return ""


def check_records(edition: Edition, records: Iterable[Record]) -> None:
    """Raise ``RecordError`` for a record that says something else than follows from its edition."""
    catalogue = load_catalogue(edition)
    margin: Any = edition.assumptions[MARGIN].value
    # the chapters of a regional edition are not those that claims name
    whole = load_edition(edition.root, edition.id) if edition.division else edition
    rule = Yardstick(load_claims(whole), margin)
    for record in records:
        try:
            for card in record["sources"]:
                _check_source(edition, catalogue, record, card)
            for field, expected in _derived(record, rule):
                found = _at(record, field)
                if found != expected and not (
                    field == REASON and _words(found) == _words(expected)
                ):
                    raise _fault(record, field, _text(expected), _text(found))
        except (AttributeError, KeyError, TypeError, ValueError, ArithmeticError) as error:
            kind = type(error).__name__
            raise _fault(record, "", "the parts of a record", f"{kind}: {error}") from None


def _derived(record: Record, rule: Yardstick) -> Iterator[tuple[str, Any]]:
    """Each field of a record that follows from the others, the claims and the rule, with what follows."""
    number, measure = record["id"], _measure(record["measure"])
    evidence = weakest([card["evidence"] for card in record["sources"]])
    others = [
        Specification(other["choices"], _measure(other["measure"]))
        for other in record["specifications"]
    ]
    verdict = rule.verdict(number, measure, evidence, others)
    claim = rule.claims.get(number)
    yield "evidence", str(evidence)
    yield "display", display(measure)
    yield "claim", number if claim else None
    yield "printed", printed(claim) if claim else None
    yield "verdict.word", str(verdict.word) if verdict else None
    yield REASON, verdict.reason if verdict else None
    for place, held in enumerate(rule.holding(number, others)):
        yield f"specifications.{place}.holds", held
        yield f"specifications.{place}.display", display(others[place].measure)
    if record["public"]:
        allowed = _measure(record["public"]["measure"])
        fit = rule.compatibility(number, allowed, Evidence(record["public"]["evidence"]))
        yield "public.word", str(fit.word)
        yield "public.reason", fit.reason
        yield "public.display", display(allowed)


def _check_source(
    edition: Edition, catalogue: Mapping[str, Source], record: Record, card: Mapping[str, Any]
) -> None:
    """The card of a source is that of the catalogue, for the file with the checksum that it names."""
    name = card["id"]
    source = catalogue.get(name) or catalogue.get(name.removesuffix(f"-{Evidence.MADE_UP}"))
    possible = [_card(file) for file in _files(edition, name, source)] if source else []
    same = [one for one in possible if one["sha256"] == card["sha256"]]
    if not same:
        known = " or ".join(f"sha256 {one['sha256']}" for one in possible)
        raise _fault(record, f"sources.{name}.sha256", known or "a source", card["sha256"])
    said = {key: value for key, value in card.items() if key not in OF_ROWS}
    if said not in same:
        for field, expected in same[0].items():
            if said.get(field) != expected:
                raise _fault(
                    record, f"sources.{name}.{field}", _text(expected), _text(said.get(field))
                )


def _files(edition: Edition, name: str, source: Source) -> Iterator[Found]:
    """The files that may stand for a source: the pinned one, our own, or its stand-in."""
    if source.published:
        path = edition.root / PUBLISHED / source.file
        yield Found(name, source, path, "published", checksum(path))
    elif source.sha256:
        yield Found(name, source, Path(source.file), "raw", source.sha256)
    path = edition.root / STANDIN / (source.standin or "")
    if path.is_file():
        yield Found(name, source, path, "standin", checksum(path))


def _card(found: Found) -> dict[str, Any]:
    """What a record says of a source, without its rows."""
    whole = Dataset(found, Sheet(pd.DataFrame(), 0, {}), ()).card()
    return {key: value for key, value in whole.items() if key not in OF_ROWS}


def _measure(known: Mapping[str, Any]) -> Measure:
    """A measure from JSON, which has no infinity: the end that is missing beside another is open."""
    value, low, high = known["value"], known["low"], known["high"]
    if (low is None) != (high is None):
        low, high = -math.inf if low is None else low, math.inf if high is None else high
        value = math.inf if value is None else value
    return Measure(
        value,
        low,
        high,
        known["unit"],
        known["numerator"],
        known["denominator"],
        withheld=known.get("withheld", False),
    )


def _at(record: Record, field: str) -> Any:  # noqa: ANN401 - any JSON
    found: Any = record
    for key in field.split("."):
        found = found[int(key)] if isinstance(found, list) else (found or {}).get(key)
    return found


def _words(reason: Any) -> list[str]:  # noqa: ANN401 - a forged record may have anything
    """The words of a reason in a fixed order: it names definitions, whose choices JSON has in another order."""
    return sorted(re.findall(r"[^\s,;.]+", str(reason)))


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(value, ensure_ascii=False)


def _fault(record: Record, field: str, expected: str, found: str) -> RecordError:
    what = f"number '{record['id']}' does not follow from its sources, its claim and the rule"
    place = f"records/{record['id']}.json [{field}]"
    return untrue(str(record.get("chapter")), what, place, expected, found)
