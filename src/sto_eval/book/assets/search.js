/* The search of Sphinx in Dutch: with numbers, words that readers use for ours, the other book of the site, and
   titles as text, as it would put those of sections in the page as HTML. */
"use strict";

(() => {
  const SYNONYMS = [
    [/\bnagebootste?\b/gi, "verzonnen"],
    [/\bzeeuws\b/gi, "zeeuwsch"],
  ];
  const MOST = 20;
  if (typeof Search === "undefined") return; // every page loads this file, and only one searches
  const { setIndex, _parseQuery, _performSearch } = Search;
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

  Search._parseQuery = (query) => {
    const words = SYNONYMS.reduce((text, [ours, theirs]) => text.replace(ours, theirs), query);
    const parsed = _parseQuery(words);
    const [, terms, , shown] = parsed;
    for (const number of splitQuery(words).filter((term) => /^\d+$/.test(term))) {
      terms.add(number);
      shown.add(number);
    }
    return parsed;
  };

  /* In the index the title of a page is HTML and that of a section is text: make both text, then HTML. */
  const withTextTitles = (index) => ({ ...index, titles: index.titles.map(textOf) });
  Search._performSearch = (...asked) =>
    _performSearch(...asked).map(([page, title, ...rest]) => [page, htmlOf(title), ...rest]);

  /* The index of the other book is loaded after ours, and its pages are listed under its name. */
  const sought = new URLSearchParams(location.search).get("q");
  const link = document.querySelector(".sto-ernaast-zoek a");
  const other = sought && link;
  if (other) link.search = new URLSearchParams({ q: sought });
  Search.setIndex = (index) => {
    setIndex(withTextTitles(index));
    if (!other) return;
    Search.setIndex = list;
    const script = document.createElement("script");
    script.src = new URL("searchindex.js", link.href).href;
    document.head.append(script);
  };
  const list = (index) => {
    const own = Search._index;
    Search._index = withTextTitles(index);
    const found = _performSearch(...Search._parseQuery(sought)).reverse();
    Search._index = own;
    const items = found.slice(0, MOST).map(([page, title, anchor]) => {
      const item = document.createElement("li"), way = document.createElement("a");
      way.textContent = title;
      way.href = new URL(`${page}.html${anchor || ""}`, link.href).href;
      item.append(way);
      return item;
    });
    const pages = document.createElement("ul");
    pages.append(...items);
    if (items.length) link.parentElement.after(pages);
  };
})();
