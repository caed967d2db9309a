"""Why a number differs from the build before: the causes that are stored with its acceptance."""

from __future__ import annotations

from recount.edition.edition import Edition
from recount.evidence.compare.page import CAUSES
from recount.evidence.compare.runs import RECORDS, open_folder
from recount.evidence.compare.steps import Pair
from recount.handover import PREVIOUS
from recount.results.acceptance import accepted, rounded


def causes_since(edition: Edition) -> dict[str, str]:
    """Number -> what differs between the previous build and this one, Dutch.

    Only numbers whose accepted value is that of the previous build are included: of others it is unknown what
    they were made from. Nothing is run again, so a cause may be without effect on the number.

    Errors: those of ``open_folder``.
    """
    folder = edition.build / PREVIOUS.name
    if not any(folder.glob(RECORDS)):
        return {}
    old = open_folder(edition.root, folder, PREVIOUS.name)
    new = open_folder(edition.root, edition.build, edition.id)
    values = accepted(edition)
    found = {}
    for name, number in old.numbers.items():
        chapter, value = number.chapter, number.fields["value"]
        before = values.get(number.kind or "", {}).get(name)
        known = chapter in old.made and chapter in new.made and None not in {before, value}
        if known and rounded(before) == rounded(value):
            pair = Pair(chapter, old.made[chapter], new.made[chapter])
            found[name] = ", ".join(CAUSES[cause] for cause in pair.causes)
    return found
