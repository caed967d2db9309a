"""Dutch search: the index and the browser use the same stemmer."""

from __future__ import annotations

import snowballstemmer
from sphinx.search.nl import SearchDutch


class DutchSearch(SearchDutch):
    """Sphinx's Dutch search with the older stemmer, which its browser script uses.

    Since Snowball 3 ``dutch`` is a different stemmer: it stems "nagebootst" to "naboots", which the browser
    never finds.
    """

    def init(self, options: dict[str, str]) -> None:
        """Use the stemmer that Snowball now calls ``dutch_porter``."""
        del options
        self.stemmer = snowballstemmer.stemmer("dutch_porter")
