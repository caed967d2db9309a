/* Sphinx search in Dutch. Adds numbers, synonyms and results from the other book of the site, and escapes
   section titles, which Sphinx would insert as HTML. */
"use strict";

(() => {
  const SYNONYMS = [
    [/\bnagebootste?\b/gi, "verzonnen"],
    [/\bzeeuws\b/gi, "zeeuwsch"],
  ];
  const MOST = 20;
  if (typeof Search === "undefined") return; // only the search page defines it
  const { setIndex, _parseQuery, _performSearch } = Search;
  const textOf = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
  const htmlOf = (text) => new Option(text).innerHTML;

  /* Summaries need other pages, which browsers do not load when the book is opened from a folder. */
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
    const words = SYNONYMS.reduce((text, [pattern, word]) => text.replace(pattern, word), query);
    const parsed = _parseQuery(words);
    const [, terms, , shown] = parsed;
    for (const number of splitQuery(words).filter((term) => /^\d+$/.test(term))) {
      terms.add(number);
      shown.add(number);
    }
    return parsed;
  };

  /* In the index page titles are HTML and section titles are text: convert all to text, then to HTML. */
  const withTextTitles = (index) => ({ ...index, titles: index.titles.map(textOf) });
  Search._performSearch = (...args) =>
    _performSearch(...args).map(([page, title, ...rest]) => [page, htmlOf(title), ...rest]);

  /* Load the index of the other book after our own, and list its pages under its name. */
  const sought = new URLSearchParams(location.search).get("q");
  const link = document.querySelector(".rc-ernaast-zoek a");
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
      const item = document.createElement("li"), result = document.createElement("a");
      result.textContent = title;
      result.href = new URL(`${page}.html${anchor || ""}`, link.href).href;
      item.append(result);
      return item;
    });
    const pages = document.createElement("ul");
    pages.append(...items);
    if (items.length) link.parentElement.after(pages);
  };
})();
