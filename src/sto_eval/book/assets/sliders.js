/* A slider over the rows of a table: it shows the row that was chosen, as the table has it.
   Without this script the slider stays hidden, and the table tells all of it. */
"use strict";

(() => {
  const made = (tag, css, text = "") =>
    Object.assign(document.createElement(tag), { className: css, textContent: text });
  const textsOf = (row) => [...row.cells].map((cell) => cell.textContent.trim());

  /* A share is drawn too, from nothing to all. */
  const line = (head, value) => {
    const share = /^(\d+(?:,\d+)?)%$/.exec(value);
    const bar = made("span", "sto-staaf");
    if (share) bar.style.setProperty("--deel", `${share[1].replace(",", ".")}%`);
    const whole = made("span", "sto-regel");
    whole.append(made("span", "", `${head} `), bar, made("strong", "", `${value} `));
    return whole;
  };

  for (const block of document.querySelectorAll("section[data-tabel]")) {
    const table = document.querySelector(`#tabel-${CSS.escape(block.dataset.tabel)} table`);
    if (!table) continue;
    const slider = block.querySelector("input");
    const shown = block.querySelector("output");
    const heads = textsOf(table.tHead.rows[0]);
    const rows = [...table.tBodies[0].rows].map(textsOf);
    const show = () => {
      const [chosen, ...values] = rows[slider.value];
      slider.setAttribute("aria-valuetext", chosen);
      const lines = values.map((value, at) => line(heads[at + 1], value));
      shown.replaceChildren(made("strong", "sto-gekozen", `${chosen} `), ...lines);
    };
    slider.addEventListener("input", show);
    block.hidden = false;
    show();
  }
})();
