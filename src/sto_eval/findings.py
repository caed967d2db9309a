"""What the audit, the proof of lineage and the verification can find: a code for each, so that all faults show at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault: a code of ``FINDINGS``, the number or file it is about, and what was seen."""

    code: str
    where: str
    note: str

    @property
    def title(self) -> str:
        """The meaning of the code."""
        return FINDINGS[self.code]


FINDINGS: Mapping[str, str] = {
    # records against the register and the accepted results
    "A1": "a claim names a chapter, but no record answers it",
    "A2": "a number differs from the accepted one",
    "A3": "a number was never accepted",
    "A4": "an accepted number is no longer published",
    "A5": "an accepted value was changed without a reason",
    "A6": "a sentence is left out of the book, since the numbers make it false",
    # the lineage that numbers declare
    "L1": "a number moves with a source that it does not declare",
    "L2": "a number declares a source and never moves with it",
    "L3": "an exception is not needed",
    "L4": "a number changes when only the rows that it names are left",
    "L5": "a number stays as it is without the rows that it names",
    # the container
    "Z0": "a check stopped at a part that cannot be read",
    "Z1": "the file is neither a bundle nor a PDF",
    "Z2": "the zip is damaged or cut off",
    "Z3": "a name would leave the folder it is unpacked in",
    "Z4": "an entry is a link, a folder or another special file",
    "Z5": "a name stands in the zip twice",
    "Z6": "two names differ only in capitals or accents",
    "Z7": "an entry is larger than a bundle can be",
    "Z8": "an entry is encrypted or packed in an unknown way",
    "Z9": "the zip holds bytes that belong to no file",
    # checksums and signature
    "S1": "the checksum list is missing or cannot be read",
    "S2": "a file differs from its checksum",
    "S3": "a file is in the checksum list and not in the bundle",
    "S4": "a file is in the bundle and not in the checksum list",
    "S5": "the signature is not one over this checksum list",
    "S6": "the signature is not by the key that was given",
    "S7": "a signature is expected and not there, or only half there",
    # the description of the files
    "C1": "a description of the bundle is missing or cannot be read",
    "C2": "the description names a file that is not there",
    "C3": "the description does not name a file that is there",
    "C4": "the description gives another size or checksum",
    "C5": "the description tells another origin of a number than its record",
    "C6": "the descriptions do not agree on when the report was made",
    # numbers
    "R1": "a record cannot be read, or stands under another name",
    "R2": "a record shows another number than its value gives",
    "R3": "a record gives another verdict than the rule gives",
    "R4": "a record and the claim that it answers do not agree",
    "R5": "a record and the catalogue of sources do not agree",
    "R6": "a record and the code that made it do not agree",
    "R7": "a record gives other evidence than its sources have",
    "R8": "a record and the figure of its definitions do not agree",
    # the book
    "B1": "the website shows another number than the record",
    "B2": "the website shows another verdict than the record",
    "B3": "the website or the PDF shows a number that has no record",
    "B4": "a figure or table of the website is not that of the chapter",
    "B5": "a file of the website or the PDF is not one that the build wrote",
    "B6": "a page or file that the build wrote is missing",
    "B7": "a page, style or picture can show or do what its text does not say",
    "B8": "a text of the website has a number or claim with nothing behind it",
    # notebooks
    "N1": "a notebook is missing or cannot be read",
    "N2": "a notebook is not that of the chapter in this bundle",
    "N3": "a number does not come from the cell that its record names",
    # what chapters were made from
    "K1": "a chapter was made from other code, definitions or packages than the bundle has",
    # rows
    "W1": "the list of row files is missing or cannot be read",
    "W2": "a row file is not the one that the list says",
    "W3": "a row file is missing, or is in no list",
    "W4": "rows or a raw file that may not be published are in the bundle",
    "W5": "a record and the list of row files do not agree",
    # the PDF
    "P1": "the PDF is missing, damaged or cut off",
    "P2": "the PDF carries no evidence, or only a part of it",
    "P3": "an attached file differs from its checksum",
    "P4": "the PDF shows another number than its record",
    "P5": "an attached file is not that of the bundle",
    "P6": "the PDF has a note, an action or a later version that the build did not write",
    # editions
    "E1": "parts of the bundle are of another edition",
}
