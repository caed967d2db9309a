// What the search of the theme lacks: numbers, words that readers use for ours, and the other book of the site.
// Every page loads it; it does something on the page of the search only, which loads it again after that search.
(() => {
  const SYNONYMS = [
    [/\bnagebootste?\b/gi, "verzonnen"],
    [/\bzeeuws\b/gi, "zeeuwsch"],
  ];
  const MOST = 20;
  if (typeof Search === "undefined") return;
  const parse = Search._parseQuery;
  Search._parseQuery = (query) => {
    const words = SYNONYMS.reduce((text, [ours, theirs]) => text.replace(ours, theirs), query);
    const parsed = parse(words);
    const [, terms, , shown] = parsed;
    for (const number of splitQuery(words).filter((term) => /^\d+$/.test(term))) {
      terms.add(number);
      shown.add(number);
    }
    return parsed;
  };

  // The index of the other book is loaded after ours, and its pages are listed under its name.
  const sought = new URLSearchParams(location.search).get("q");
  const link = document.querySelector(".sto-ernaast-zoek a");
  if (!sought || !link) return;
  link.search = new URLSearchParams({ q: sought });
  const start = Search.setIndex;
  Search.setIndex = (index) => {
    start(index);
    Search.setIndex = list;
    const script = document.createElement("script");
    script.src = new URL("searchindex.js", link.href).href;
    document.head.append(script);
  };
  const list = (other) => {
    const index = Search._index;
    Search._index = other;
    const found = Search._performSearch(...Search._parseQuery(sought)).reverse();
    Search._index = index;
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
