/* The search of Sphinx in Dutch, and titles as text: it would put those of sections in the page as HTML. */
"use strict";

(() => {
  const { setIndex, _performSearch } = Search;
  const textOf = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
  const htmlOf = (text) => new Option(text).innerHTML;

  /* No browser reads other pages for their summaries when the book is opened from a folder. */
  DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = location.protocol !== "file:";
  Object.assign(Documentation.TRANSLATIONS, {
    "Preparing search...": "Het zoeken begint …",
    "Search Results": "Zoekresultaten",
    Searching: "Bezig met zoeken",
    "Search finished, found ${resultCount} page(s) matching the search query.":
      "Aantal plaatsen gevonden: ${resultCount}.",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "Niets gevonden. Controleer de spelling, of zoek op minder woorden.",
  });

  /* In the index the title of a page is HTML and that of a section is text: make both text, then HTML. */
  Search.setIndex = (index) => setIndex({ ...index, titles: index.titles.map(textOf) });
  Search._performSearch = (...asked) =>
    _performSearch(...asked).map(([page, title, ...rest]) => [page, htmlOf(title), ...rest]);
})();
