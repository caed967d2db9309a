/* Make tables sortable, and long tables searchable.
   Without this script a table is shown in full, in its original order. */
"use strict";

(() => {
  const MANY = 12;
  const LOCALE = "nl";
  const [GROUP, DECIMAL] = (12345.6).toLocaleString(LOCALE).match(/\D/g);
  const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(2000, month).toLocaleString(LOCALE, { month: "long" }));
  const DATE = /^(\d{1,2}) (\p{L}+) (\d{4})(?!\S)/u;
  const ABSENT = ["onbekend", "afgeschermd"].join("|");
  const UNKNOWN = new RegExp(`^(?:[–-]|(?:${ABSENT})(?!\\p{L}).*)?$`, "u");
  const [BETWEEN, OR, AT_LEAST, AT_MOST, ABOUT] = ["tussen", "of", "ten minste", "hooguit", "circa"];
  const AMOUNT = new RegExp(`^(?:(?:${BETWEEN}|${AT_LEAST}|${AT_MOST}|${ABOUT}) )?[-+−]?\\d[\\d.,]*(?=$|[\\s%–*])`);
  const ENDS = new RegExp(`^${BETWEEN} |\\d(?:–| ${OR} \\d)`);
  const NUMBER = new RegExp(`[-+−]?\\d+(?:\\${GROUP}\\d{3})*(?:\\${DECIMAL}\\d+)?`, "g");
  const SCALES = new Map([["mln", 1e6], ["miljoen", 1e6], ["mld", 1e9], ["miljard", 1e9]]);
  const SCALE = new RegExp(`\\d\\s?(${[...SCALES.keys()].join("|")})(?!\\p{L})`, "u");
  const words = new Intl.Collator(LOCALE, { numeric: true });
  const ORDERS = [["ascending", "oplopend"], ["descending", "aflopend"], ["none", ""]];

  /* Text of a cell, without decorative symbols. */
  const textOf = (cell) => {
    const copy = cell.cloneNode(true);
    for (const sign of copy.querySelectorAll("[aria-hidden='true'], .rc-merk")) sign.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };

  /* Compare two sort keys part by part. */
  const byParts = (one, other) => {
    const place = one.findIndex((part, at) => part !== other[at]);
    return place < 0 ? 0 : one[place] - other[place];
  };
  const dateOf = (text) => {
    const [, day, month, year] = DATE.exec(text);
    return [Number(year), MONTHS.indexOf(month), Number(day)];
  };
  const withoutCurrency = (text) => text.replace(/€\s?/g, "");
  /* Intervals sort by lower end, then by upper end. */
  const amountOf = (text) => {
    const scale = SCALES.get(SCALE.exec(text)?.[1]) ?? 1;
    const [low, high] = withoutCurrency(text).match(NUMBER).map((found) =>
      scale * Number(found.replace("−", "-").replaceAll(GROUP, "").replace(DECIMAL, ".")));
    if (text.startsWith(AT_LEAST)) return [low, Infinity];
    if (text.startsWith(AT_MOST)) return [-Infinity, low];
    return ENDS.test(text) ? [low, high] : [low, low];
  };
  /* Kinds of columns: which cells they accept, the sort key of a cell, and how keys compare. */
  const KINDS = [
    { fits: (text) => MONTHS.includes(DATE.exec(text)?.[2]), keyOf: dateOf, compare: byParts },
    { fits: (text) => AMOUNT.test(withoutCurrency(text)), keyOf: amountOf, compare: byParts },
    { fits: () => true, keyOf: (text) => text, compare: words.compare },
  ];

  /* Rows sorted by a column; unknown values come last in either direction. */
  const sorted = (rows, column, direction) => {
    const all = rows.map((row) => ({ row, text: textOf(row.cells[column]) }));
    const known = all.filter(({ text }) => !UNKNOWN.test(text));
    const { keyOf, compare } = KINDS.find((kind) => known.every(({ text }) => kind.fits(text)));
    const sign = direction === "descending" ? -1 : 1;
    const ranked = known.map((one) => ({ ...one, key: keyOf(one.text) }))
      .sort((one, other) => sign * compare(one.key, other.key));
    return [...ranked, ...all.filter(({ text }) => UNKNOWN.test(text))].map(({ row }) => row);
  };

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const create = (tag, css, properties = {}) =>
    Object.assign(document.createElement(tag), { className: css, ...properties });

  const makeSortable = (table, rows, announce) => {
    const heads = [...table.tHead.rows[0].cells];
    const sort = (head, column) => {
      const before = ORDERS.findIndex(([name]) => name === (head.getAttribute("aria-sort") ?? "none"));
      const [direction, word] = ORDERS[(before + 1) % ORDERS.length];
      for (const other of heads) other.removeAttribute("aria-sort");
      if (direction !== "none") head.setAttribute("aria-sort", direction);
      table.tBodies[0].append(...(direction === "none" ? rows : sorted(rows, column, direction)));
      announce(word ? `Gesorteerd op ${textOf(head)}, ${word}.` : "In de volgorde van de tekst.");
    };
    for (const [column, head] of heads.entries()) {
      const button = create("button", "rc-sorteer", { type: "button" });
      const sign = create("span", "rc-pijl");
      sign.setAttribute("aria-hidden", "true");
      button.append(...head.childNodes, sign);
      button.addEventListener("click", () => sort(head, column));
      head.append(button);
    }
  };

  const makeSearchable = (box, rows, announce) => {
    const field = create("input", "", { type: "search", id: `zoek-${box.id}`, autocomplete: "off" });
    const label = create("label", "", { htmlFor: field.id, textContent: "Zoek in deze tabel" });
    const texts = rows.map((row) => plain([...row.cells].map(textOf).join(" ")));
    field.addEventListener("input", () => {
      const sought = plain(field.value).split(/\s+/);
      let count = 0;
      for (const [at, row] of rows.entries()) {
        row.hidden = !sought.every((word) => texts[at].includes(word));
        count += row.hidden ? 0 : 1;
      }
      announce(`${count} van ${rows.length} rijen.`);
    });
    box.prepend(label, field);
  };

  for (const [place, table] of document.querySelectorAll("table.rc-tabel").entries()) {
    const rows = table.tHead && table.tBodies.length === 1 ? [...table.tBodies[0].rows] : [];
    const width = table.tHead?.rows[0].cells.length;
    if (rows.length < 2 || rows.some((row) => row.cells.length !== width)) continue;
    const box = create("div", "rc-bediening", { id: `bediening-${place}` });
    const status = create("span", "rc-melding");
    status.setAttribute("role", "status");
    const messages = ["", ""];
    const announcer = (part) => (text) => {
      messages[part] = text;
      status.textContent = messages.filter(Boolean).join(" ");
    };
    box.append(status);
    makeSortable(table, rows, announcer(1));
    if (rows.length > MANY) makeSearchable(box, rows, announcer(0));
    else box.classList.add("rc-onzichtbaar");
    (table.closest(".rc-schuif") ?? table).before(box);
  }
})();
