"""The Dutch of the search: the index and the browser reduce words to the same stem."""

from __future__ import annotations

import snowballstemmer
from sphinx.search.nl import SearchDutch


class DutchSearch(SearchDutch):
    """Sphinx's Dutch with the older stemmer, which is the one that its script in the browser has.

    The stemmer called ``dutch`` is another one since Snowball 3: it makes "naboots" of "nagebootst", for
    which the browser looks in vain.
    """

    def init(self, options: dict[str, str]) -> None:
        """Take the stemmer that Snowball now calls ``dutch_porter``."""
        del options
        self.stemmer = snowballstemmer.stemmer("dutch_porter")
