/* Choose the parts of a definition, and see its outcome and whether it matches the printed figure. The choices
   come from the table of definitions. Without this script the picture and the table show everything. */
"use strict";

(() => {
  const create = (tag, css, properties = {}) =>
    Object.assign(document.createElement(tag), { className: css, ...properties });
  const textsOf = (row) => [...row.cells].map((cell) => cell.textContent.trim());

  const choiceOf = (name, id, options, chosen) => {
    const select = create("select", "", { id, autocomplete: "off" });
    for (const text of new Set(options)) {
      select.append(create("option", "", { textContent: text, selected: text === chosen }));
    }
    const pair = create("div", "rc-keuze");
    pair.style.flexBasis = `${Math.max(...options.map((text) => text.length)) + 3}ch`;
    pair.append(create("label", "", { htmlFor: id, textContent: name }), select);
    return pair;
  };

  const offer = (folded, place) => {
    const count = Number(folded.dataset.keuzes);
    const table = folded.querySelector("table");
    const heads = textsOf(table.tHead.rows[0]);
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, texts: textsOf(row) }));
    const begin = rows[folded.dataset.gekozen].texts;
    const box = create("fieldset", "rc-bediening rc-definitie");
    const pairs = heads.slice(0, count).map((head, at) =>
      choiceOf(head, `keuze-${place}-${at}`, rows.map(({ texts }) => texts[at]), begin[at]));
    const shown = create("output", "rc-uitkomst");
    const selects = pairs.map((pair) => pair.querySelector("select"));
    const wishes = begin.slice(0, count);
    /* Not all parts can be combined: parts incompatible with the last choice change with it, and a message
       says so. Earlier choices are remembered and restored when possible. */
    const show = (chosen) => {
      const alike = ({ texts }) => wishes.filter((text, at) => text === texts[at]).length;
      const found = rows.filter(({ texts }) => texts[chosen] === wishes[chosen])
        .reduce((best, row) => (alike(row) > alike(best) ? row : best));
      const moved = heads.slice(0, count).filter((_, at) => wishes[at] !== found.texts[at]);
      for (const [at, select] of selects.entries()) select.value = found.texts[at];
      for (const { row } of rows) row.classList.toggle("rc-gekozen", row === found.row);
      const lines = found.texts.slice(count).map((text, at) => `${heads[count + at]}: ${text}.`);
      if (moved.length) lines.push(`Meeveranderd: ${moved.join(", ")}.`);
      shown.replaceChildren(...lines.map((text) => create("span", "", { textContent: `${text} ` })));
    };
    box.append(create("legend", "", { textContent: "Kies een definitie" }), ...pairs, shown);
    box.addEventListener("change", ({ target }) => {
      const chosen = selects.indexOf(target);
      wishes[chosen] = target.value;
      show(chosen);
    });
    folded.before(box);
    show(0);
  };

  for (const [place, folded] of document.querySelectorAll("details.rc-definities").entries()) {
    offer(folded, place);
  }
})();
