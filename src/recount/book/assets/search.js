/* Search the report and the regional book at once. The index of each book (zoekindex.js) is a script, as a
   browser reads no other file of a page that is opened from a folder. A word finds its other forms and the words
   that the edition says mean the same, else longer words, else what it looks like; an amount any notation. */
"use strict";

(() => {
  const place = document.querySelector(".rc-gevonden");
  if (!place) return; // only the search page has it
  const SHOWN = 8, LONGEST = 220;
  const GROUP = (12345.6).toLocaleString("nl")[2];
  const SCALES = new Map([["duizend", 1e3], ["miljoen", 1e6], ["mln", 1e6], ["miljard", 1e9], ["mld", 1e9]]);
  const NUMBER = `\\d+(?:[.,\\s]\\d{3})*(?:[.,]\\d+)?(?:\\s?(?:${[...SCALES.keys()].join("|")})(?![\\p{L}&]))?`;
  const TOKEN = new RegExp(`${NUMBER}|\\p{L}[\\p{L}\\p{N}]*(?:&\\p{L}+)*(?:['’]s\\b)?`, "giu");
  const ENDING = new RegExp("(?:en|e)$"); // of a word, after that of a plural in -s
  const COMMON = new Set(("aan al als alle bij dat de deze die dit door een elk elke en er gaat geen had hebben heeft het hoe "
    + "hoeveel hun ik in is kan kunnen maar met naar nog of om ons onze ook op over te tot uit van veel voor waar waarom was "
    + "wat we welke werd wie wij worden wordt ze zich zij zijn").split(" "));
  const TITLE = 8, HEADING = 4, TEXT = 1; // weights of a word by its place
  const SAME = 0.6; // of a word that means the same
  const ANNEX = 0.4;

  /* Forms of a word share a stem: no ending of a plural, and the spelling of a closed syllable. A short one is
     left as it is. */
  const stem = (word) => {
    const plain = word.toLowerCase().replace(/['’]s$/, "").normalize("NFD").replace(/\p{M}/gu, "");
    const short = plain.replace(/s$/, "").replace(ENDING, "").replace(/([aeou])\1/g, "$1")
      .replace(/([bdfgklmnprst])\1$/, "$1").replace(/v$/, "f").replace(/z$/, "s").replace(/s$/, "");
    return short.length > 3 ? short : plain;
  };

  /* A number in Dutch or English notation, and the size of its last digit. A mark that occurs twice divides groups,
     and so does a single one before three digits, if it does in the language of the page. */
  const amount = (text) => {
    const [, digits, word] = /^(.*\d)\s*(\D*)$/.exec(text), scale = SCALES.get(word.toLowerCase()) ?? 1;
    const marks = digits.match(/[.,]/g) ?? [], last = marks.at(-1);
    const divides = marks.length > 1 ? marks.indexOf(last) < marks.length - 1
      : last === GROUP && /^\d{1,3}[.,]\d{3}$/.test(digits);
    const end = last && !divides ? digits.lastIndexOf(last) : digits.length;
    const [whole, part] = [digits.slice(0, end), digits.slice(end)].map((piece) => piece.replace(/\D/g, ""));
    return { value: Number(`${whole}.${part}`) * scale, step: scale / 10 ** part.length };
  };
  const tokens = (text) => [...text.matchAll(TOKEN)].map((found) => ({
    start: found.index, end: found.index + found[0].length, word: found[0],
    ...(/^\d/.test(found[0]) ? amount(found[0]) : { stem: stem(found[0]) }),
  }));

  /* Entries: the pages and numbers of both books, with the sentences that a result may quote. */
  const books = (self.rcZoekindex ?? []).map(([address, book]) => ({ ...book, address }));
  const entries = books.flatMap((book) => {
    const titles = new Map(book.pages.map(([page, , title]) => [page.replace(/^.*\/|\.html$/g, ""), title]));
    const pages = book.pages.map(([page, number, title, answer, sections]) => ({
      book, page, title: number ? `${number}. ${title}` : title, answer, weight: /^[A-Z]/.test(number) ? ANNEX : 1,
      parts: [{ text: title, weight: TITLE }, { text: answer, weight: HEADING, quoted: true }, ...sections.flatMap(([anchor, heading, sentences], at) => [
        ...(at ? [{ text: heading, anchor, weight: HEADING, quoted: true, heading: true }] : []),
        ...sentences.map((text) => ({ text, anchor: at ? anchor : "", weight: TEXT, quoted: true }))])],
    }));
    const numbers = book.numbers.map(([page, label, value, printed, chapter]) => ({
      book, page, title: label, isNumber: true, weight: 1,
      answer: [value, printed && `gedrukt: ${printed}`, titles.get(chapter)].filter(Boolean).join(" · "),
      parts: [{ text: label, weight: TITLE }, { text: value, weight: HEADING }, { text: printed, weight: HEADING },
        { text: titles.get(chapter) ?? "", weight: TEXT }],
    }));
    return [...pages, ...numbers];
  });
  /* Stem -> entry -> the weight of its best place; and stem -> a word. */
  const places = new Map(), words = new Map(), amounts = [];
  for (const entry of entries) for (const part of entry.parts) for (const token of tokens(part.text)) {
    if (token.stem === undefined) { amounts.push({ ...token, entry, weight: part.weight }); continue; }
    const found = places.get(token.stem) ?? places.set(token.stem, new Map()).get(token.stem);
    found.set(entry, Math.max(found.get(entry) ?? 0, part.weight));
    words.set(token.stem, token.word.toLowerCase());
  }
  const same = new Map();
  for (const group of books[0]?.words ?? []) for (const word of group) {
    same.set(stem(word), [...(same.get(stem(word)) ?? []), ...group.map(stem)]);
    words.set(stem(word), words.get(stem(word)) ?? word);
  }

  /* Whether a number may be the one sought: of a large or rounded one, only the digits given need to agree. */
  const agrees = (sought, value) => sought.value < 1000 ? value === sought.value
    : value > sought.value - sought.step / 2 - 1e-9 && value < sought.value + sought.step - 1e-9;
  /* The number of letters to change, add, remove or swap with a neighbour. */
  const distance = (one, other) => {
    const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i += 1) {
      rows[i] = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (one[i - 1] !== other[j - 1]),
          swapped ? rows[i - 2][j - 2] + 1 : Infinity);
      }
    }
    return rows[one.length][other.length];
  };
  /* The stem that is most like one that no page has: misspelt, else a part of a compound. */
  const nearest = (sought) => {
    const most = sought.length < 8 ? 1 : 2;
    const known = sought.length < 6 ? [] : [...words.keys()].filter((one) => one.length > 3);
    const near = known.filter((one) => one[0] === sought[0] && Math.abs(one.length - sought.length) <= most)
      .map((one) => [one, distance(one, sought)]).filter(([, steps]) => steps <= most);
    const parts = known.filter((one) => one.length > 4 && (sought.startsWith(one) || sought.endsWith(one)));
    return near.sort(([, one], [, other]) => one - other)[0]?.[0] ?? parts.sort((one, other) => other.length - one.length)[0];
  };
  /* The stems that a word finds, with their weights. */
  const family = (sought) => {
    const found = new Map((same.get(sought) ?? []).filter((one) => places.has(one)).map((one) => [one, SAME]));
    if (places.has(sought)) found.set(sought, 1);
    if (found.size || sought.length < 4) return found;
    return new Map([...places.keys()].filter((one) => one.includes(sought)).map((one) => [one, 1]));
  };
  /* What a word or amount of the query finds: entry -> weight, and which tokens of a text to mark. */
  const lookUp = (token) => {
    const found = new Map();
    const add = (entry, weight) => found.set(entry, Math.max(found.get(entry) ?? 0, weight));
    if (token.stem === undefined) {
      for (const { value, entry, weight } of amounts) if (agrees(token, value)) add(entry, weight);
      return { token, found, marks: (one) => one.stem === undefined && agrees(token, one.value) };
    }
    const own = family(token.stem), instead = own.size ? undefined : nearest(token.stem);
    const stems = instead ? family(instead) : own;
    for (const [one, weight] of stems) for (const [entry, at] of places.get(one)) add(entry, weight * at);
    return { token, found, instead: words.get(instead), marks: (one) => stems.has(one.stem) };
  };

  const search = (query) => {
    const all = tokens(query), telling = all.filter(({ word }) => !COMMON.has(word.toLowerCase()));
    const sought = (telling.length ? telling : all).map(lookUp);
    const scored = [...new Set(sought.flatMap(({ found }) => [...found.keys()]))].map((entry) => {
      const hits = sought.filter(({ found }) => found.has(entry));
      const score = hits.reduce((sum, { found }) => sum + found.get(entry) * Math.log(1 + entries.length / found.size), 0);
      return { entry, hits: hits.length, score: score * entry.weight };
    });
    const most = Math.max(0, ...scored.map(({ hits }) => hits));
    const best = scored.filter(({ hits }) => hits === most).sort((one, other) => other.score - one.score);
    return { sought, found: best, complete: most === sought.length };
  };

  /* A text with the words that were found marked, cut around the first of them if it is long. */
  const quoted = (text, sought) => {
    const hits = tokens(text).filter((token) => sought.some(({ marks }) => marks(token)));
    const first = text.length > LONGEST && hits[0] ? Math.max(0, text.lastIndexOf(" ", hits[0].start - 60)) : 0;
    const last = text.length > first + LONGEST ? text.lastIndexOf(" ", first + LONGEST) : text.length;
    const pieces = [first ? "…" : ""];
    let at = first;
    for (const { start, end } of hits.filter((hit) => hit.end <= last)) {
      pieces.push(text.slice(at, start), create("mark", text.slice(start, end)));
      at = end;
    }
    return [...pieces, text.slice(at, last), last < text.length ? " …" : ""];
  };
  /* The sentence of a page with most of the words that were found. */
  const quotable = ({ parts }, sought) => {
    const hits = (text) => sought.filter(({ marks }) => tokens(text).some(marks)).length;
    return parts.filter((part) => part.quoted).map((part) => ({ ...part, hits: hits(part.text) - (part.heading ? 0.5 : 0) }))
      .reduce((best, one) => (one.hits > best.hits ? one : best), { hits: 0 });
  };

  const create = (tag, content, options = {}) => {
    const made = Object.assign(document.createElement(tag), options);
    made.append(...[content].flat());
    return made;
  };
  const item = ({ entry }, sought) => {
    const { text, anchor } = entry.isNumber ? {} : quotable(entry, sought);
    const href = new URL(entry.page + (anchor ? `#${anchor}` : ""), entry.book.address).href;
    return create("li", [create("a", quoted(entry.title, sought), { href }), create("p", quoted(text ?? entry.answer, sought))]);
  };
  const list = (found, sought, noun) => {
    const items = found.map((one) => item(one, sought)), rest = items.splice(SHOWN);
    if (!rest.length) return [create("ul", items)];
    const more = create("summary", `Nog ${rest.length} ${noun}`);
    return [create("ul", items), create("details", [more, create("ul", rest)])];
  };
  const group = (book, found, sought) => {
    const own = found.filter(({ entry }) => entry.book === book);
    const [pages, numbers] = [own.filter(({ entry }) => !entry.isNumber), own.filter(({ entry }) => entry.isNumber)];
    if (!own.length) return [];
    return [create("section", [create("h2", book.title), ...(pages.length ? list(pages, sought, "pagina’s") : []),
      ...(numbers.length ? [create("h3", "Getallen"), ...list(numbers, sought, "getallen")] : [])])];
  };

  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  const status = document.querySelector(".rc-gevonden-aantal");
  for (const field of document.querySelectorAll("input[name=q]")) field.value = query;
  const help = document.querySelector(".rc-zoekhulp");
  help.append(create("ul", entries.filter(({ title, weight }) => /^\d/.test(title) && weight === 1).map((entry) =>
    create("li", create("a", entry.title, { href: new URL(entry.page, entry.book.address).href })))));
  if (!query) return;
  const { sought, found, complete } = search(query);
  const best = (book) => found.findIndex(({ entry }) => entry.book === book && !entry.isNumber) >>> 0;
  place.append(...[...books].sort((one, other) => best(one) - best(other)).flatMap((book) => group(book, found, sought)));
  const count = found.length === 1 ? "1 resultaat" : `${found.length} resultaten`;
  const missing = sought.filter((one) => !one.found.size), replaced = sought.filter((one) => one.instead);
  const quote = (ones) => ones.map(({ token }) => `‘${token.word}’`).join(" en ");
  status.textContent = [
    found.length ? `${count} voor ‘${query}’.` : `Niets gevonden voor ‘${query}’.`,
    ...replaced.map(({ token, instead }) => `Op geen pagina staat ‘${token.word}’; wij zochten op ‘${instead}’.`),
    found.length && missing.length ? `Op geen pagina staat ${quote(missing)}.` : "",
    found.length && !complete && !missing.length ? "Geen pagina heeft al deze woorden." : "",
  ].filter(Boolean).join(" ");
  help.hidden = found.length > 0;
})();
