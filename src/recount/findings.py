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
    "S5": "the signature is not valid for this checksum list",
    "S6": "the signature is not by the given key",
    "S7": "an expected signature is missing or incomplete",
    # the description of the files
    "C1": "a description of the bundle is missing or cannot be read",
    "C2": "the description names a file that is missing",
    "C3": "the description omits a file of the bundle",
    "C4": "the description gives a different size or checksum",
    "C5": "the description gives a number a different origin than its record",
    "C6": "the descriptions disagree on when the report was made",
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
    "Q2": "the website shows a different outcome of the second way than its answer",
    # the book
    "B1": "the website shows a different number than the record",
    "B2": "the website shows a different verdict than the record",
    "B3": "the website or the PDF shows a number that has no record",
    "B4": "a figure or table of the website is not that of the chapter",
    "B5": "a file of the website or the PDF was not written by the build",
    "B6": "a page or file that the build wrote is missing",
    "B7": "a page, style or picture can show or do something that its text does not say",
    "B8": "a text of the website has a number or claim without proof",
    "B9": "what a passport computes with is not the recipe and the rows of its number",
    # notebooks
    "N1": "a notebook is missing or cannot be read",
    "N2": "a notebook is not that of the chapter in this bundle",
    "N3": "a number does not come from the cell that its record names",
    # the dependencies of chapters
    "K1": "a chapter was made from other code, definitions or packages than those of the bundle",
    # rows
    "W1": "the list of row files is missing or cannot be read",
    "W2": "a row file differs from the list",
    "W3": "a row file is missing, or not in any list",
    "W4": "the bundle has rows or a raw file that may not be published",
    "W5": "a record and the list of row files disagree",
    "W6": "a row differs from that line in the file of its publisher",
    # the PDF
    "P1": "the PDF is missing, damaged or truncated",
    "P2": "the PDF carries no evidence, or only part of it",
    "P3": "an attached file differs from its checksum",
    "P4": "the PDF shows a different number than its record",
    "P5": "an attached file differs from that of the bundle",
    "P6": "the PDF has an annotation, an action or a later version that the build did not write",
    # the rebuild
    "D0": "the book could not be rebuilt",
    "D1": "a file differs from the one that a rebuild gives",
    "D2": "a file that a rebuild gives is missing",
    "D3": "a file is extra: a rebuild does not give it",
    "D4": "the code and texts are not those that you named",
    # editions
    "E1": "parts of the bundle belong to another edition",
}
