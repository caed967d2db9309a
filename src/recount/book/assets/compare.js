/* Two rows of the tables of a page, next to each other: the reader chooses which.
   Without this script the choices stay hidden, and the tables show everything. */
"use strict";

(() => {
  const section = document.querySelector("section[data-tabellen]");
  const tables = (section?.dataset.tabellen.split(" ") ?? [])
    .map((name) => document.querySelector(`#tabel-${CSS.escape(name)} table`));
  if (!tables.length || !tables.every(Boolean)) return;

  const [left, right] = section.querySelectorAll("select");
  const status = section.querySelector("[role='status']");
  const shown = section.querySelector(".rc-vergeleken");
  const textOf = (cell) => cell.textContent.trim();

  /* The rows of a table by name; one without a page of its own cannot be chosen. */
  const rowsOf = (table) => new Map([...table.tBodies[0].rows]
    .filter((row) => row.cells[0].querySelector("a"))
    .map((row) => [textOf(row.cells[0]), row]));
  const heads = tables.map((table) => [...table.tHead.rows[0].cells].map(textOf));
  const rows = tables.map(rowsOf);
  const names = [...rows[0].keys()];
  if (names.length < 2) return;

  /* A copy of a cell with its links, as a cell of another kind; of a row that is not there, a dash. */
  const copy = (tag, cell, properties) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...[...cell?.childNodes ?? ["–"]].map((node) => node.cloneNode?.(true) ?? node));
    return made;
  };
  const line = (head, cells, scope) => {
    const made = document.createElement("tr");
    const tag = scope === "col" ? "th" : "td";
    const first = document.createElement(scope === "col" ? "td" : "th");
    if (scope === "row") first.scope = scope;
    first.textContent = head;
    made.append(first, ...cells.map((cell) =>
      copy(tag, cell, scope === "col" ? { scope, className: "rc-rechts" } : { className: "rc-rechts" })));
    return made;
  };

  const show = () => {
    const chosen = [left.value, right.value];
    const table = document.createElement("table");
    const cellsAt = (place, column) => chosen.map((name) => rows[place].get(name)?.cells[column]);
    /* a table of some rows only is left out if it has neither */
    const has = (place) => chosen.some((name) => rows[place].has(name));
    table.createTHead().append(line("", cellsAt(0, 0), "col"));
    table.createTBody().append(...heads.flatMap((columns, place) =>
      has(place) ? columns.slice(1).map((head, at) => line(head, cellsAt(place, at + 1), "row")) : []));
    shown.replaceChildren(table);
    status.textContent = `${chosen[0]} naast ${chosen[1]}.`;
  };

  for (const select of [left, right]) {
    select.append(...names.map((name) => new Option(name, name)));
    select.addEventListener("change", show);
  }
  /* An address may name the page of the first choice. */
  const asked = new URLSearchParams(location.search).get("naast");
  const found = names.findIndex((name) =>
    rows[0].get(name).cells[0].querySelector("a").pathname.endsWith(`/${asked}.html`));
  left.selectedIndex = Math.max(found, 0);
  right.selectedIndex = left.selectedIndex ? 0 : 1;
  section.hidden = false;
  show();
})();
