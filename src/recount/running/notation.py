"""Bring a cached run into the present notation of numbers, without executing it.

A chapter keeps values, which pages write out, so another notation is no reason to run it. Three things that a
run writes have numbers as text: its data files and the reasons of its verdicts, which are written again here
from the values, and its pictures. Only a chapter with a picture that the notation changes runs again.
"""

from __future__ import annotations

import json
from pathlib import Path

from recount.results.integrity import OUTPUTS, read_key, write_key
from recount.results.printed_claims import PrintedClaims
from recount.results.reading import with_present_reasons
from recount.results.records import read_records, write_record


def renew(folder: Path, notation: str, rule: PrintedClaims) -> str:
    """Write what a run wrote in the present notation; returns why it must run instead, or nothing.

    Parameters
    ----------
    folder
        That of the chapter, with files exactly as its run wrote them.
    notation
        The digest of the present notation, see ``key.notation``.
    rule
        The claims that its numbers answer.
    """
    kept = read_key(folder)
    if kept.get("notation") == notation:
        return ""
    if reason := changed_figure(folder):
        return reason
    from recount.notebook.exhibits import write_data  # noqa: PLC0415 - slow, and only for another notation

    for path in folder.glob("[ft]*/*.json"):
        write_data(path)
    for record in read_records(folder.parent, [folder.name]).values():
        write_record(folder, with_present_reasons(record, rule))
    del kept[OUTPUTS]
    write_key(folder, kept | {"notation": notation}, kept["edition"])
    return ""


def changed_figure(folder: Path) -> str:
    """That the present notation changes a picture of a figure; empty if it changes none."""
    from recount.numbers import formats  # noqa: PLC0415 - the key has its digest, not that of this module
    from recount.numbers.observed import differs  # noqa: PLC0415

    for path in sorted(folder.glob("figures/*.json")):
        if differs(json.loads(path.read_text("utf-8"))["notation"], vars(formats)):
            return f"figure '{path.stem}' writes its numbers otherwise now"
    return ""
