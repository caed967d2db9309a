"""Check that the mirror folder is a mirror of the publishers."""

from __future__ import annotations

from recount.edition.edition import Edition, mirror
from recount.errors import SourceError
from recount.names import MIRROR, shown
from recount.sources.catalogue import read_cards


def check_mirror(edition: Edition) -> None:
    """Refuse a mirror that does not exist, or that has no file of the catalogue and so is another folder."""
    folder = mirror()
    files = [source.file for source in read_cards(edition).values()]
    if folder and not any((folder / file).is_file() for file in files):
        raise SourceError(
            "the mirror has none of the files",
            shown(MIRROR),
            f"a folder that has files such as {files[0]}",
            str(folder),
            "Correct or unset it.",
        )
