"""The findings of the audit, the proofs of lineage and code, and the verification, each with a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: a code of ``FINDINGS``, the number or file it is about, and what was found."""

    code: str
    where: str
    note: str

    @property
    def title(self) -> str:
        """The meaning of the code."""
        return FINDINGS[self.code]


FINDINGS: Mapping[str, str] = {
    # records against the claims and the accepted results
    "A1": "a claim names a chapter, but no record answers it",
    "A2": "a number differs from its accepted value",
    "A3": "a number was never accepted",
    "A4": "an accepted number is no longer published",
    "A5": "an accepted value was changed without a reason",
    "A6": "a sentence is omitted from the book because the numbers make it false",
    "A7": "a number that was accepted is gone, and no page says why",
    # the lineage that numbers declare
    "L1": "a number moves with a source that it does not declare",
    "L2": "a number never moves with a source that it declares",
    "L3": "an exception is not needed",
    "L4": "a number changes with only the rows that it names",
    "L5": "a number does not change without the rows that it names",
    # the code that makes numbers
    "M1": "a change of the code changes a number, and no test, accepted value or query notices",
    # the container
    "Z0": "a check failed on a part that cannot be read",
    "Z1": "the file is neither a bundle nor a PDF",
    "Z2": "the zip is damaged or truncated",
    "Z3": "a name points outside the folder it is unpacked in",
    "Z4": "an entry is a link, a folder or another special file",
    "Z5": "a name occurs twice in the zip",
    "Z6": "two names differ only in case or in Unicode form",
    "Z7": "an entry is larger than a bundle can be",
    "Z8": "an entry is encrypted or compressed in an unknown way",
    "Z9": "the zip has bytes that belong to no file",
    # checksums and signature
    "S1": "the checksum list is missing or cannot be read",
    "S2": "a file differs from its checksum",
    "S3": "a file is in the checksum list but not in the bundle",
    "S4": "a file is in the bundle but not in the checksum list",
    "S5": "the signature is not valid",
    "S6": "the signature is not by the given key",
    "S7": "an expected signature is missing or incomplete",
    "S8": "the time stamp is not valid, or not by the given authority",
    "S9": "the signature cannot be checked here",
    # the description of the files
    "C1": "a description of the bundle is missing or cannot be read",
    # numbers
    "R1": "a record cannot be read, or has another name",
    "R2": "the value of a record lies outside its bounds",
    "R3": "a record has a different verdict than the rule gives",
    "R4": "a record and the claim that it answers disagree",
    "R5": "a record and the catalogue of sources disagree",
    "R6": "a record and the code that computed it disagree",
    "R7": "a record has different evidence than its sources",
    "R8": "a record and the figure of its definitions disagree",
    "R9": "a number computed again from its rows differs from its record",
    # the second way
    "Q1": "an answer of the second way is not about a record, query and file of the bundle",
    # the book
    "B8": "a text of the website has a number or claim without proof",
    # rows
    "W1": "the list of row files is missing or cannot be read",
    "W2": "a row file differs from the list",
    "W3": "a row file is missing, or not in any list",
    "W4": "the bundle has rows or a raw file that may not be published",
    "W5": "a record and the list of row files disagree",
    "W6": "a row differs from that line in the file of its publisher",
    # the rebuild
    "D0": "the book could not be rebuilt",
    "D1": "a file differs from the one that a rebuild gives",
    "D2": "a file that a rebuild gives is missing",
    "D3": "a file is extra: a rebuild does not give it",
    "D4": "the code and texts are not those that you named",
    # editions
    "E1": "parts of the bundle belong to another edition",
}
